//! Whose a resource is: what a set may change, what it would prune, and when it must not.

use std::collections::BTreeSet;
use std::fmt;

use crate::model::{Resource, ResourceId, SetName, Snapshot};
use crate::plan::{Action, Plan};

/// Prunes up to so many resources are never too many.
const DELETES_FREE: usize = 10;
/// Nor are those up to so many hundredths of the set.
const DELETES_PERCENT: usize = 20;

/// How many resources a run may prune.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaxDeletes {
    /// 10, or 20 % of the set, whichever is more.
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
            Self::Usual => DELETES_FREE.max(owned * DELETES_PERCENT / 100),
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
            Self::Empty { set, owned } => write!(
                f,
                "the documents are empty, and all {owned} resources of the set `{set}` would be deleted"
            ),
        }
    }
}

/// What the set owns in those meshes and that is not desired. A mesh itself is among it only if
/// nothing of others is left in it.
pub fn prunable(
    current: &Snapshot,
    desired: &Snapshot,
    set: &SetName,
    meshes: &BTreeSet<String>,
) -> BTreeSet<ResourceId> {
    let owned = |resource: &Resource| resource.set() == Some(set.as_str());
    let mut prunable: BTreeSet<ResourceId> = meshes
        .iter()
        .flat_map(|mesh| current.of_mesh(mesh))
        .filter(|resource| owned(resource) && !desired.contains(&resource.id))
        .map(|resource| resource.id.clone())
        .collect();
    // What is still needed by something that stays cannot go.
    loop {
        let needed: Vec<ResourceId> = prunable
            .iter()
            .filter(|id| is_needed(current, desired, &prunable, id))
            .cloned()
            .collect();
        if needed.is_empty() {
            return prunable;
        }
        for id in needed {
            prunable.remove(&id);
        }
    }
}

/// Whether something that stays is a part of a resource or refers to it, as it will be.
fn is_needed(
    current: &Snapshot,
    desired: &Snapshot,
    doomed: &BTreeSet<ResourceId>,
    id: &ResourceId,
) -> bool {
    let stays = |other: &ResourceId| !doomed.contains(other);
    let is_part = |other: &ResourceId| match id.kind() {
        crate::model::Kind::Mesh => other.mesh() == id.mesh() && other != id,
        _ => other.parent_id().as_ref() == Some(id),
    };
    let parts = current
        .of_mesh(id.mesh())
        .map(|one| &one.id)
        .chain(desired.of_mesh(id.mesh()).map(|one| &one.id));
    let mut parts = parts.filter(|other| is_part(other));
    let referrers = current.referrers(id, crate::model::Strength::Required);
    // What is desired refers to what its document says, not to what it does now.
    let mut referrers = referrers.iter().filter(|one| !desired.contains(&one.id));
    parts.any(stays)
        || referrers.any(|one| stays(&one.id))
        || !desired.referrers(id, crate::model::Strength::Required).is_empty()
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
