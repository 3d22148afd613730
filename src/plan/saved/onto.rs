//! A saved plan held against what is there now: which of its steps are done already, and whether
//! somebody changed what it is about.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::model::{Resource, ResourceId, Snapshot};
use crate::plan::saved::{SavedChange, SavedPlan, Verb};
use crate::plan::{FieldChange, Plan, Step, spec_changes};

/// Whether steps may have been done already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// Everything has to be as it was when the plan was made.
    Exact,
    /// A step whose result is there counts as done.
    Resume,
}

/// A saved plan that fits what is there now.
#[derive(Debug)]
pub struct Onto {
    pub plan: Plan,
    /// Which of the steps are done already.
    pub done: Vec<bool>,
}

/// A resource that is not as the plan found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub id: ResourceId,
    pub how: How,
    /// What differs from what the plan found, where both are there.
    pub fields: Vec<FieldChange>,
}

/// How a resource is not as the plan found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// It was to be created and is there.
    Exists,
    Gone,
    /// Another one has its name.
    Replaced,
    Version {
        was: i64,
        is: i64,
    },
    /// It differs, though its version is the same.
    Content,
    /// It was created, and is not as it was created.
    Changed,
    /// It is already what the plan would make of it.
    AsPlanned,
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.id.full_address();
        match &self.how {
            How::Exists => write!(f, "{id} was to be created, and exists"),
            How::Gone => write!(f, "{id} no longer exists"),
            How::Replaced => write!(f, "{id} was deleted and created anew"),
            How::Version { was, is } => write!(f, "{id} has version {is}, not {was}"),
            How::Content => write!(f, "{id} differs, though its version is the same"),
            How::Changed => write!(f, "{id} was changed since it was created"),
            How::AsPlanned => write!(f, "{id} is already what the plan would make of it"),
        }
    }
}

impl SavedPlan {
    /// The plan for what is there now, or all that moved.
    pub fn onto(&self, now: &Snapshot, strictness: Strictness) -> Result<Onto, Vec<Moved>> {
        let mut chains: BTreeMap<&ResourceId, Vec<usize>> = BTreeMap::new();
        for (index, change) in self.changes.iter().enumerate() {
            chains.entry(&change.id).or_default().push(index);
        }
        let mut steps: Vec<Option<Step>> = self.changes.iter().map(|_| None).collect();
        let mut done = vec![false; self.changes.len()];
        let mut moved = Vec::new();
        for (id, chain) in chains {
            let changes: Vec<&SavedChange> =
                chain.iter().map(|index| &self.changes[*index]).collect();
            let live = now.get(id);
            let behind = match behind(&changes, live, strictness) {
                Ok(behind) => behind,
                Err(how) => {
                    let before = changes.first().and_then(|change| change.before.as_ref());
                    let fields = live
                        .zip(before)
                        .map(|(live, before)| spec_changes(&before.spec, &live.spec));
                    moved.push(Moved { id: id.clone(), how, fields: fields.unwrap_or_default() });
                    continue;
                }
            };
            let mut current = live.cloned();
            for (place, index) in chain.iter().enumerate() {
                let change = changes[place];
                done[*index] = place < behind;
                let found = if place < behind { change.before.clone() } else { current.clone() };
                let step = change.step(change.action(found.as_ref()));
                if place >= behind {
                    current = match change.verb {
                        Verb::Delete => None,
                        _ => Some(Arc::clone(step.action.resource())),
                    };
                }
                steps[*index] = Some(step);
            }
        }
        if moved.is_empty() {
            Ok(Onto { plan: Plan::of_steps(steps.into_iter().flatten().collect()), done })
        } else {
            Err(moved)
        }
    }
}

/// How many of the changes of one resource are behind it.
fn behind(
    changes: &[&SavedChange],
    live: Option<&Arc<Resource>>,
    strictness: Strictness,
) -> Result<usize, How> {
    let Some(first) = changes.first() else { return Ok(0) };
    let moved = moved(first.before.as_deref(), live.map(Arc::as_ref));
    if strictness == Strictness::Exact {
        return match moved {
            None => Ok(0),
            Some(_) if changes.last().is_some_and(|last| is_result(last, live)) => {
                Err(How::AsPlanned)
            }
            Some(how) => Err(how),
        };
    }
    // The last result that fits counts: it came after the others.
    let place = changes.iter().rposition(|change| is_result(change, live));
    match (place, moved) {
        (Some(place), _) => Ok(place + 1),
        (None, None) => Ok(0),
        (None, Some(how)) => {
            // The spec was written and the tags were not.
            let half = changes.iter().rposition(|change| has_spec(change, live));
            half.ok_or(how)
        }
    }
}

/// How a resource differs from what a plan found.
fn moved(before: Option<&Resource>, live: Option<&Resource>) -> Option<How> {
    match (before, live) {
        (None, None) => None,
        (None, Some(_)) => Some(How::Exists),
        (Some(_), None) => Some(How::Gone),
        (Some(before), Some(live)) => {
            let uid = |one: &Resource| one.metadata.as_ref().map(|metadata| metadata.uid.clone());
            if uid(before) != uid(live) {
                return Some(How::Replaced);
            }
            if before.version() != live.version() {
                return Some(How::Version { was: before.version(), is: live.version() });
            }
            (!spec_changes(&before.spec, &live.spec).is_empty()).then_some(How::Content)
        }
    }
}

/// Whether a resource is what a change makes of it.
fn is_result(change: &SavedChange, live: Option<&Arc<Resource>>) -> bool {
    match (change.verb, live) {
        (Verb::Delete, live) => live.is_none(),
        (_, Some(live)) => {
            has_spec(change, Some(live))
                && change.tags.iter().all(|(key, value)| live.tags.get(key) == Some(value))
        }
        (_, None) => false,
    }
}

fn has_spec(change: &SavedChange, live: Option<&Arc<Resource>>) -> bool {
    match (&change.spec, live) {
        (Some(spec), Some(live)) => spec_changes(spec, &live.spec).is_empty(),
        _ => false,
    }
}
