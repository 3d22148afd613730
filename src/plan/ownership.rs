//! Whose a resource is: what a set may change, what it would prune, and when it must not.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::model::{Kind, Resource, ResourceId, SetName, Snapshot, Strength};
use crate::plan::{Action, Plan};

/// Prunes up to so many resources are not too many.
const DELETES_FREE: usize = 10;
/// Nor are those up to so many hundredths of the set.
const DELETES_PERCENT: usize = 20;
/// More than so many hundredths of the set are too many all the same: most of it would be gone.
const DELETES_PERCENT_MAX: usize = 50;

/// How many resources a run may prune.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaxDeletes {
    /// 10, or 20 % of the set, whichever is more; and no more than half of it, but for one.
    Usual,
    Number(usize),
    Percent(usize),
}

impl MaxDeletes {
    /// Reads `25` or `30%`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || "write a number such as 25, or a share such as 30%".to_owned();
        match text.strip_suffix('%') {
            Some(percent) => match percent.parse() {
                Ok(percent) if percent <= 100 => Ok(Self::Percent(percent)),
                _ => Err(wrong()),
            },
            None => text.parse().map(Self::Number).map_err(|_| wrong()),
        }
    }

    /// The most that may go of a set of that size.
    pub fn of(self, owned: usize) -> usize {
        match self {
            Self::Usual => {
                let usual = DELETES_FREE.max(owned * DELETES_PERCENT / 100);
                // Of a set of one, that one may go.
                usual.min(owned * DELETES_PERCENT_MAX / 100).max(1)
            }
            Self::Number(number) => number,
            Self::Percent(percent) => owned * percent / 100,
        }
    }
}

/// Why a plan must not be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// More would be pruned than may be.
    TooMany { deletes: usize, owned: usize, most: usize },
    /// These would be deleted or made anew, and are protected.
    Protected(Vec<ResourceId>),
    /// These belong to other sets.
    Foreign(Vec<(ResourceId, String)>),
    /// The document of this says another set than that of the run.
    OtherSet { id: ResourceId, says: String, set: String },
    /// The documents are empty, and the set would be pruned whole.
    Empty { set: String, owned: usize },
    /// Requests would fail between steps, for these reasons.
    Disruption(Vec<String>),
}

/// The refusal of a plan in which requests fail for a while.
pub fn disruption(plan: &Plan) -> Option<Refusal> {
    let reasons: Vec<String> = plan
        .steps
        .iter()
        .filter_map(|step| step.disruption.as_ref().map(|one| one.text.clone()))
        .collect();
    (!reasons.is_empty()).then_some(Refusal::Disruption(reasons))
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |ids: &[ResourceId]| {
            let names: Vec<String> = ids.iter().take(5).map(ResourceId::full_address).collect();
            let more = ids.len().saturating_sub(names.len());
            let names = names.join(", ");
            if more > 0 { format!("{names} and {more} more") } else { names }
        };
        match self {
            Self::TooMany { deletes, owned, most } => write!(
                f,
                "{deletes} of {owned} resources of the set would be deleted; at most {most} may be"
            ),
            Self::Disruption(reasons) => write!(f, "{}", reasons.join("; ")),
            Self::Protected(ids) => {
                write!(f, "protected by the tag weir:protect: {}", named(ids))
            }
            Self::Foreign(ids) => {
                let shown: Vec<String> = ids
                    .iter()
                    .take(5)
                    .map(|(id, set)| format!("{} (set `{set}`)", id.full_address()))
                    .collect();
                let more = ids.len() - shown.len();
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                write!(f, "owned by another set: {}{more}", shown.join(", "))
            }
            Self::OtherSet { id, says, set } => write!(
                f,
                "the document of {} says set `{says}`, and the run is for set `{set}`",
                id.full_address()
            ),
            Self::Empty { set, owned } => write!(
                f,
                "the documents are empty, and all {owned} resources of the set `{set}` would be deleted"
            ),
        }
    }
}

/// What of a set is in no document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prunable {
    pub delete: BTreeSet<ResourceId>,
    /// What stays all the same, and something that needs it.
    pub kept: Vec<(ResourceId, ResourceId)>,
}

/// What the set owns in those meshes and that is not desired, but for what something that stays
/// needs. A mesh itself goes only if nothing is left in it.
pub fn prunable(
    current: &Snapshot,
    desired: &Snapshot,
    set: &SetName,
    meshes: &BTreeSet<String>,
) -> Prunable {
    let owned = |resource: &Resource| resource.set() == Some(set.as_str());
    let all = meshes.iter().flat_map(|mesh| current.of_mesh(mesh));
    let gone = all.filter(|resource| owned(resource) && !desired.contains(&resource.id));
    let mut prunable =
        Prunable { delete: gone.map(|resource| resource.id.clone()).collect(), kept: Vec::new() };
    loop {
        let doomed = &prunable.delete;
        let needed = doomed
            .iter()
            .filter_map(|id| Some((id.clone(), needed_by(current, desired, doomed, id)?)));
        let needed: Vec<(ResourceId, ResourceId)> = needed.collect();
        if needed.is_empty() {
            prunable.kept.sort();
            return prunable;
        }
        for (id, _) in &needed {
            prunable.delete.remove(id);
        }
        prunable.kept.extend(needed);
    }
}

/// Something that stays and is a part of a resource or refers to it, as it will be. What others own
/// counts with its backends, too: it would lose a service that it calls.
fn needed_by(
    current: &Snapshot,
    desired: &Snapshot,
    doomed: &BTreeSet<ResourceId>,
    id: &ResourceId,
) -> Option<ResourceId> {
    let stays = |other: &ResourceId| !doomed.contains(other);
    let is_part = |other: &ResourceId| match id.kind() {
        Kind::Mesh => other.mesh() == id.mesh() && other != id,
        _ => other.parent_id().as_ref() == Some(id),
    };
    let (now, then) = (current.of_mesh(id.mesh()), desired.of_mesh(id.mesh()));
    let parts = now.chain(then).map(|one| &one.id).filter(|other| is_part(other));
    // What is desired refers to what its document says, not to what it does now.
    let others = [Strength::Required, Strength::Loose].map(|strength| {
        current.referrers(id, strength).into_iter().filter(|one| !desired.contains(&one.id))
    });
    let referrers = others.into_iter().flatten().map(|one| &one.id);
    let own = desired.referrers(id, Strength::Required);
    parts
        .filter(|other| stays(other))
        .chain(referrers.filter(|other| stays(other)))
        .chain(own.iter().map(|one| &one.id))
        .next()
        .cloned()
}

/// What documents say to belong to another set than the run is for.
pub fn other_sets(desired: &Snapshot, set: &SetName) -> Vec<Refusal> {
    let other = |resource: &Arc<Resource>| {
        let says = resource.set().filter(|says| *says != set.as_str())?;
        let (id, says, set) = (resource.id.clone(), says.to_owned(), set.to_string());
        Some(Refusal::OtherSet { id, says, set })
    };
    desired.iter().filter_map(other).collect()
}

/// How many resources of those meshes the set owns.
pub fn owned(current: &Snapshot, set: &SetName, meshes: &BTreeSet<String>) -> usize {
    let all = meshes.iter().flat_map(|mesh| current.of_mesh(mesh));
    all.filter(|resource| resource.set() == Some(set.as_str())).count()
}

/// What a run may do.
#[derive(Debug, Clone)]
pub struct Rights<'a> {
    pub set: Option<&'a SetName>,
    pub take_ownership: bool,
}

/// Everything for which a plan must not be carried out by whoever has those rights.
pub fn check(plan: &Plan, rights: &Rights<'_>) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let before = plan.steps.iter().filter_map(|step| match &step.action {
        Action::Create { .. } => None,
        Action::Update { before, .. } | Action::Delete { before } => Some(before),
    });
    let own = rights.set.map(SetName::as_str);
    let mut foreign: Vec<(ResourceId, String)> = before
        .filter_map(|before| Some((before.id.clone(), before.set()?.to_owned())))
        .filter(|(_, set)| Some(set.as_str()) != own)
        .collect();
    foreign.dedup();
    // Without a set of one's own nothing is claimed, and nothing is taken away.
    if own.is_some() && !rights.take_ownership && !foreign.is_empty() {
        refusals.push(Refusal::Foreign(foreign));
    }
    let protected: Vec<ResourceId> = plan
        .steps
        .iter()
        .filter_map(|step| match &step.action {
            Action::Delete { before } if before.is_protected() => Some(before.id.clone()),
            _ => None,
        })
        .collect();
    if !protected.is_empty() {
        refusals.push(Refusal::Protected(protected));
    }
    refusals
}

/// Whether a prune goes too far.
pub fn check_prune(deletes: usize, owned: usize, most: MaxDeletes) -> Option<Refusal> {
    let most = most.of(owned);
    (deletes > most).then_some(Refusal::TooMany { deletes, owned, most })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_prune_takes_ten_or_a_fifth_and_never_most_of_a_set() {
        let most: Vec<(usize, usize)> = [1, 2, 3, 5, 19, 20, 21, 50, 54, 55, 1000]
            .map(|owned| (owned, MaxDeletes::Usual.of(owned)))
            .into();
        let expected = [
            (1, 1),
            (2, 1),
            (3, 1),
            (5, 2),
            (19, 9),
            (20, 10),
            (21, 10),
            (50, 10),
            (54, 10),
            (55, 11),
            (1000, 200),
        ];
        assert_eq!(most, expected);
        assert_eq!(check_prune(2, 5, MaxDeletes::Usual), None);
        let refused = Refusal::TooMany { deletes: 3, owned: 5, most: 2 };
        assert_eq!(check_prune(3, 5, MaxDeletes::Usual), Some(refused));
        // Who says how many means it.
        assert_eq!(check_prune(4, 5, MaxDeletes::Number(4)), None);
        assert_eq!(check_prune(5, 5, MaxDeletes::Percent(100)), None);
    }
}
