//! One step of a plan: what happens to one resource.

use std::sync::Arc;

use crate::model::{FieldPath, Resource, ResourceId, Spec, TagKey, TagValue, Tags};
use crate::plan::diff::{self, FieldChange};
use crate::plan::fields;

/// What happens to one resource, and which steps have to be done before.
#[derive(Debug, Clone)]
pub struct Step {
    pub action: Action,
    /// Indices of steps of the same plan, all smaller than this step's own.
    pub after: Vec<usize>,
    pub phase: Phase,
    /// Which of several steps for the same resource this is; none where it is the only one.
    pub part: Option<Part>,
    /// What does not work from this step on, until the plan has mended it.
    pub disruption: Option<Disruption>,
    /// Why the step, or its place, is what it is, where that does not go without saying.
    pub why: Option<Why>,
}

/// What a step is for in the course of a plan. Phases follow one another in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// It makes room: creates and adds, while everything old stays.
    Expand,
    /// It moves traffic: weights, matches, references.
    Shift,
    /// It removes what nothing needs any longer.
    Contract,
}

impl Phase {
    pub const ALL: [Self; 3] = [Self::Expand, Self::Shift, Self::Contract];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Expand => "expand",
            Self::Shift => "shift",
            Self::Contract => "contract",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.as_str() == word)
    }
}

/// One of several steps for the same resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Counts from 1.
    pub index: usize,
    pub of: usize,
}

/// What does not work for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disruption {
    /// In words: what fails, and why it cannot be avoided.
    pub text: String,
    /// The step that mends it.
    pub until: Option<usize>,
}

/// The reason for a step or for its place, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why(pub String);

/// What happens to a resource.
#[derive(Debug, Clone)]
pub enum Action {
    Create {
        after: Arc<Resource>,
    },
    Update {
        before: Arc<Resource>,
        /// The desired spec, and the current tags with the desired ones put over them.
        after: Arc<Resource>,
        /// What differs in the spec.
        changes: Vec<FieldChange>,
        /// What differs in the tags.
        tags: Vec<TagChange>,
    },
    Delete {
        before: Arc<Resource>,
    },
}

/// A tag that is added or gets another value. Tags that a document does not name are left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagChange {
    pub key: TagKey,
    pub before: Option<TagValue>,
    pub after: TagValue,
}

impl Action {
    /// The resource as it will be, or as it was before its deletion.
    pub fn resource(&self) -> &Arc<Resource> {
        match self {
            Self::Create { after } | Self::Update { after, .. } => after,
            Self::Delete { before } => before,
        }
    }

    /// The resource as it was before, if it existed.
    pub fn before(&self) -> Option<&Arc<Resource>> {
        match self {
            Self::Create { .. } => None,
            Self::Update { before, .. } | Self::Delete { before } => Some(before),
        }
    }

    /// The resource as it will be, if it will exist.
    pub fn after(&self) -> Option<&Arc<Resource>> {
        match self {
            Self::Create { after } | Self::Update { after, .. } => Some(after),
            Self::Delete { .. } => None,
        }
    }

    pub fn id(&self) -> &ResourceId {
        &self.resource().id
    }

    pub fn verb(&self) -> &'static str {
        match self {
            Self::Create { .. } => "create",
            Self::Update { .. } => "update",
            Self::Delete { .. } => "delete",
        }
    }

    /// The mark in front of a line.
    pub fn mark(&self) -> &'static str {
        match self {
            Self::Create { .. } => "+",
            Self::Update { .. } => "~",
            Self::Delete { .. } => "-",
        }
    }
}

/// What `current` is to become, if it differs from `desired`: the desired spec, and its tags over the
/// current ones. Where there is a difference, `more` tags are added as well.
pub fn merged(
    current: &Resource,
    desired: &Resource,
    more: &Tags,
    defaults: Defaults,
) -> Option<Arc<Resource>> {
    let mut tags = current.tags.clone();
    let same_tags = put_tags(&mut tags, &desired.tags).is_empty();
    if same_tags && changes(&current.spec, &desired.spec, defaults).is_empty() {
        return None;
    }
    put_tags(&mut tags, more);
    Some(Arc::new(Resource {
        id: desired.id.clone(),
        spec: desired.spec.clone(),
        tags,
        metadata: current.metadata.clone(),
    }))
}

/// The update from one state of a resource to another.
pub fn update(before: &Arc<Resource>, after: &Arc<Resource>) -> Action {
    between(before, after, Defaults::Absent)
}

/// The same; `defaults` says whether values that mean absence differ from it.
pub fn between(before: &Arc<Resource>, after: &Arc<Resource>, defaults: Defaults) -> Action {
    Action::Update {
        before: Arc::clone(before),
        after: Arc::clone(after),
        changes: changes(&before.spec, &after.spec, defaults),
        tags: put_tags(&mut before.tags.clone(), &after.tags),
    }
}

/// Puts tags over those that are there; answers which were not there like that.
fn put_tags(merged: &mut Tags, over: &Tags) -> Vec<TagChange> {
    let mut changes = Vec::new();
    for (key, value) in over.iter() {
        let before = merged.get(key).cloned();
        if before.as_ref() != Some(value) {
            merged.insert(key.clone(), value.clone());
            changes.push(TagChange { key: key.clone(), before, after: value.clone() });
        }
    }
    changes
}

/// The desired resource with more tags.
pub fn with_tags(desired: &Arc<Resource>, more: &Tags) -> Arc<Resource> {
    let mut tagged = Arc::clone(desired);
    if !more.is_empty() {
        put_tags(&mut Arc::make_mut(&mut tagged).tags, more);
    }
    tagged
}

/// What differs between two specs, once the control plane has filled in what it fills in. Values that
/// mean the same as absence are absent.
pub fn spec_changes(current: &Spec, desired: &Spec) -> Vec<FieldChange> {
    changes(current, desired, Defaults::Absent)
}

fn changes(current: &Spec, desired: &Spec, defaults: Defaults) -> Vec<FieldChange> {
    if current == desired {
        return Vec::new();
    }
    let schema = Spec::schema(desired.kind());
    let filled = |spec: &Spec| {
        let mut spec = spec.clone();
        spec.fill_defaults();
        match defaults {
            Defaults::Absent => fields::without_defaults(spec.to_value(), Some(schema)),
            Defaults::Shown => spec.to_value(),
        }
    };
    diff::diff(&filled(current), &filled(desired), FieldPath::spec(), schema)
}

/// Whether a value that means the same as absence differs from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Defaults {
    #[default]
    Absent,
    Shown,
}
