//! One step of a plan: what happens to one resource.

use std::sync::Arc;

use crate::model::{FieldPath, Resource, ResourceId, Spec, TagKey, TagValue};
use crate::plan::diff::{self, Change, FieldChange};

/// What happens to one resource, and which steps have to be done before.
#[derive(Debug, Clone)]
pub struct Step {
    pub action: Action,
    /// Indices of steps of the same plan, all smaller than this step's own.
    pub after: Vec<usize>,
}

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

/// The update that makes `current` as `desired`, if they differ.
pub fn update(current: &Arc<Resource>, desired: &Arc<Resource>) -> Option<Action> {
    let changes = spec_changes(&current.spec, &desired.spec);
    let mut merged = current.tags.clone();
    let mut tags = Vec::new();
    for (key, value) in desired.tags.iter() {
        let before = current.tags.get(key);
        if before != Some(value) {
            let (key, before, after) = (key.clone(), before.cloned(), value.clone());
            merged.insert(key.clone(), after.clone());
            tags.push(TagChange { key, before, after });
        }
    }
    if changes.is_empty() && tags.is_empty() {
        return None;
    }
    let after = Resource {
        id: desired.id.clone(),
        spec: desired.spec.clone(),
        tags: merged,
        metadata: current.metadata.clone(),
    };
    Some(Action::Update { before: Arc::clone(current), after: Arc::new(after), changes, tags })
}

/// What differs between two specs, once the control plane has filled in what it fills in.
pub fn spec_changes(current: &Spec, desired: &Spec) -> Vec<FieldChange> {
    if current == desired {
        return Vec::new();
    }
    let filled = |spec: &Spec| {
        let mut spec = spec.clone();
        spec.fill_defaults();
        spec.to_value()
    };
    diff::diff(&filled(current), &filled(desired), FieldPath::spec())
}

impl FieldChange {
    /// The value before and after, where there is one.
    pub fn sides(&self) -> (Option<&serde_json::Value>, Option<&serde_json::Value>) {
        match &self.change {
            Change::Added(after) => (None, Some(after)),
            Change::Removed(before) => (Some(before), None),
            Change::Changed { before, after } => (Some(before), Some(after)),
        }
    }
}
