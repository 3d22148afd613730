//! The way back: from what is there now to what a saved plan found.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Resource, ResourceId, Snapshot};
use crate::plan::saved::{How, Moved, SavedChange, SavedPlan, Verb};
use crate::plan::{Options, Plan, plan_with, spec_changes};

/// A plan that takes back what a saved plan did.
#[derive(Debug)]
pub struct Undo {
    pub plan: Plan,
    /// Tags that the saved plan added and that stay: App Mesh updates do not take tags away.
    pub tags_that_stay: Vec<StayingTags>,
}

/// Tags of a resource that stay.
#[derive(Debug, Clone)]
pub struct StayingTags {
    pub id: ResourceId,
    /// Where the control plane has it, if it said so.
    pub arn: Option<String>,
    pub keys: Vec<String>,
}

impl SavedPlan {
    /// Plans the way back to what this plan found. `own` tells for each change whether it may have
    /// been done by whoever carried the plan out. What was not, or what is as before already, is left
    /// alone; what somebody else has changed since is answered instead.
    pub fn undo(&self, now: &Snapshot, own: &[bool]) -> Result<Undo, Vec<Moved>> {
        let mut chains: BTreeMap<&ResourceId, Vec<&SavedChange>> = BTreeMap::new();
        let is_own = |(index, _): &(usize, &SavedChange)| own.get(*index) == Some(&true);
        for (_, change) in self.changes.iter().enumerate().filter(is_own) {
            chains.entry(&change.id).or_default().push(change);
        }
        let (mut back, mut options) = (Snapshot::default(), Options::default());
        let (mut moved, mut tags_that_stay) = (Vec::new(), Vec::new());
        for (id, chain) in chains {
            let before = chain.first().and_then(|first| first.before.as_ref());
            let live = now.get(id);
            let same = match (before, live) {
                (None, None) => true,
                (Some(before), Some(live)) => {
                    spec_changes(&before.spec, &live.spec).is_empty()
                        && before.tags.iter().all(|(key, tag)| live.tags.get(key) == Some(tag))
                }
                _ => false,
            };
            if let (Some(before), Some(live)) = (before, live) {
                tags_that_stay.extend(added(&chain, before, live));
            }
            if same {
                continue;
            }
            if !chain.iter().any(|change| has_come_from(change, live)) {
                moved.push(Moved { id: id.clone(), how: how(before, live), fields: Vec::new() });
                continue;
            }
            match before {
                None => drop(options.delete.insert(id.clone())),
                Some(before) => drop(back.insert(Arc::clone(before))),
            }
        }
        if moved.is_empty() {
            Ok(Undo { plan: plan_with(now, &back, &options), tags_that_stay })
        } else {
            Err(moved)
        }
    }
}

/// The tags of a resource that came with the changes.
fn added(chain: &[&SavedChange], before: &Resource, live: &Resource) -> Option<StayingTags> {
    let tags = chain.iter().flat_map(|change| change.tags.iter());
    let keys: BTreeSet<&str> = tags
        .filter(|(key, value)| before.tags.get(key).is_none() && live.tags.get(key) == Some(*value))
        .map(|(key, _)| key.as_str())
        .collect();
    let arn = live.metadata.as_ref().map(|metadata| metadata.arn.clone());
    let keys: Vec<String> = keys.into_iter().map(str::to_owned).collect();
    (!keys.is_empty()).then(|| StayingTags { id: live.id.clone(), arn, keys })
}

/// Whether a resource is what a change made of it; its tags may not have been written.
fn has_come_from(change: &SavedChange, live: Option<&Arc<Resource>>) -> bool {
    match (change.verb, &change.spec, live) {
        (Verb::Delete, _, live) => live.is_none(),
        (_, Some(spec), Some(live)) => spec_changes(spec, &live.spec).is_empty(),
        _ => false,
    }
}

fn how(before: Option<&Arc<Resource>>, live: Option<&Arc<Resource>>) -> How {
    match (before, live) {
        (Some(before), Some(live)) => How::Version { was: before.version(), is: live.version() },
        (None, _) => How::Changed,
        (Some(_), None) => How::Gone,
    }
}
