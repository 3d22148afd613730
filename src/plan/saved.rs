//! Plans as JSON: files that are reviewed and then carried out exactly, and the memory of runs.
//!
//! A saved plan holds every resource before and after, so that it can be shown, held against what is
//! there now, and undone without anything else.

mod again;
mod json;
mod onto;
mod secret;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::model::{Resource, ResourceId, Spec, Tag, Tags, Timestamp};
use crate::plan::{Action, Disruption, Part, Phase, Plan, Step, TagChange, Why, spec_changes};

pub use again::Again;
pub use json::{PlanFileError, digest_of, digest_of_concealed};
pub use onto::{How, Moved, Onto, Strictness};
pub use secret::{CannotHide, Hidden, Secrets, Side, TELLING, Unknown, members, tag_path};

/// A plan with all that is needed to carry it out elsewhere and later.
#[derive(Debug, Clone)]
pub struct SavedPlan {
    pub id: Uuid,
    pub created: Timestamp,
    pub target: Target,
    pub inputs: Inputs,
    pub options: Options,
    pub changes: Vec<SavedChange>,
    pub unchanged: usize,
    /// How many resources are left alone because no document has them.
    pub others: usize,
    /// How many reads the plan takes.
    pub reads: usize,
    /// What is left out of what is written.
    pub hidden: Hidden,
}

/// What a plan was made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub endpoint: String,
    /// The uid of each mesh; none for a mesh that did not exist.
    pub meshes: BTreeMap<String, Option<String>>,
}

/// What a plan was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inputs {
    /// A digest of the desired state.
    pub digest: String,
    pub files: Vec<String>,
}

/// What was asked for besides the documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    pub set: Option<String>,
    pub prune: bool,
    /// Whether steps may be done between which requests fail.
    pub allow_disruption: bool,
}

/// One step of a saved plan.
#[derive(Debug, Clone)]
pub struct SavedChange {
    pub id: ResourceId,
    pub verb: Verb,
    /// Indices of changes of the same plan, all smaller than this one's own.
    pub after: Vec<usize>,
    pub phase: Phase,
    pub part: Option<Part>,
    pub disruption: Option<Disruption>,
    pub why: Option<Why>,
    /// The resource as it was planned to be found; none before it is created.
    pub before: Option<Arc<Resource>>,
    /// What it is to be; none for a deletion.
    pub spec: Option<Spec>,
    /// Tags that are put on it.
    pub tags: Tags,
}

/// What a saved step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Create,
    Update,
    Delete,
}

impl Verb {
    const ALL: [Self; 3] = [Self::Create, Self::Update, Self::Delete];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

impl SavedPlan {
    /// The changes of a plan. `id` is to be new, and `created` now.
    pub fn new(plan: &Plan, id: Uuid, created: Timestamp, target: Target) -> Self {
        Self {
            id,
            created,
            target,
            inputs: Inputs::default(),
            options: Options::default(),
            changes: plan.steps.iter().map(saved).collect(),
            unchanged: plan.unchanged.len(),
            others: plan.others.len(),
            reads: plan.requests().reads,
            hidden: Hidden::default(),
        }
    }

    /// The plan as it was made.
    pub fn as_planned(&self) -> Plan {
        let step = |change: &SavedChange| {
            let before = change.before.clone();
            change.step(change.action(before.as_ref()))
        };
        let plan = Plan::of_steps(self.changes.iter().map(step).collect());
        Plan { reads: self.reads, ..plan }
    }

    /// The names of its meshes.
    pub fn meshes(&self) -> Vec<&str> {
        self.target.meshes.keys().map(String::as_str).collect()
    }
}

fn saved(step: &Step) -> SavedChange {
    let Step { action, after, phase, part, disruption, why } = step;
    let (verb, before, spec, tags) = match action {
        Action::Create { after } => {
            (Verb::Create, None, Some(after.spec.clone()), after.tags.clone())
        }
        Action::Update { before, after, tags, .. } => {
            let tags = tags.iter().map(|tag| Tag::new(tag.key.clone(), tag.after.clone()));
            (Verb::Update, Some(Arc::clone(before)), Some(after.spec.clone()), tags.collect())
        }
        Action::Delete { before } => {
            (Verb::Delete, Some(Arc::clone(before)), None, Tags::default())
        }
    };
    SavedChange {
        id: action.id().clone(),
        verb,
        after: after.clone(),
        phase: *phase,
        part: *part,
        disruption: disruption.clone(),
        why: why.clone(),
        before,
        spec,
        tags,
    }
}

impl SavedChange {
    fn step(&self, action: Action) -> Step {
        Step {
            action,
            after: self.after.clone(),
            phase: self.phase,
            part: self.part,
            disruption: self.disruption.clone(),
            why: self.why.clone(),
        }
    }

    /// The change as an action on a resource as it is found. Where nothing is found, an update
    /// creates, and a deletion deletes what was planned to be found.
    fn action(&self, found: Option<&Arc<Resource>>) -> Action {
        match (self.verb, found.or(self.before.as_ref()), &self.spec) {
            (Verb::Delete, Some(before), _) => Action::Delete { before: Arc::clone(before) },
            (Verb::Update, Some(before), Some(spec)) => self.update(before, spec),
            (_, _, Some(spec)) => Action::Create {
                after: Arc::new(Resource {
                    id: self.id.clone(),
                    spec: spec.clone(),
                    tags: self.tags.clone(),
                    metadata: None,
                }),
            },
            (_, _, None) => {
                unreachable!("a change has a resource before it, or a spec after it")
            }
        }
    }

    fn update(&self, before: &Arc<Resource>, spec: &Spec) -> Action {
        let mut merged = before.tags.clone();
        let mut tags = Vec::new();
        for (key, value) in self.tags.iter() {
            let known = before.tags.get(key).cloned();
            if known.as_ref() != Some(value) {
                merged.insert(key.clone(), value.clone());
                tags.push(TagChange { key: key.clone(), before: known, after: value.clone() });
            }
        }
        let after = Resource {
            id: self.id.clone(),
            spec: spec.clone(),
            tags: merged,
            metadata: before.metadata.clone(),
        };
        Action::Update {
            changes: spec_changes(&before.spec, spec),
            before: Arc::clone(before),
            after: Arc::new(after),
            tags,
        }
    }
}

/// The digest of a tree, whatever the order of its members.
pub fn digest(tree: &Value) -> String {
    let mut text = String::new();
    canonical(tree, &mut text);
    hexadecimal(&Sha256::digest(text.as_bytes()))
}

fn hexadecimal(hash: &[u8]) -> String {
    let mut text = "sha256:".to_owned();
    for byte in hash {
        write!(text, "{byte:02x}").expect("writing to a string cannot fail");
    }
    text
}

fn canonical(tree: &Value, text: &mut String) {
    match tree {
        Value::Array(items) => {
            text.push('[');
            for item in items {
                canonical(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(members) => {
            let sorted: BTreeMap<&String, &Value> = members.iter().collect();
            text.push('{');
            for (name, value) in sorted {
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                canonical(value, text);
                text.push(',');
            }
            text.push('}');
        }
        value => text.push_str(&value.to_string()),
    }
}

#[cfg(test)]
mod tests;
