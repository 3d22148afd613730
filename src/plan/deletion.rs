//! Plans deletions: in safe order, and only of what nothing else needs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{ResourceId, Snapshot};
use crate::plan::chain::{self, Chains};
use crate::plan::{Defaults, Plan};

/// Something that is to be deleted and that others still need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InUse {
    pub resource: ResourceId,
    /// Its parts, and those that refer to it.
    pub users: Vec<ResourceId>,
}

/// Plans to delete `ids`, which exist. With `cascade`, their users are deleted too; without, all
/// that is still in use is answered instead.
pub fn deletion(
    current: &Snapshot,
    ids: impl IntoIterator<Item = ResourceId>,
    cascade: bool,
) -> Result<Plan, Vec<InUse>> {
    let mut doomed: BTreeSet<ResourceId> = ids.into_iter().collect();
    let mut in_use = Vec::new();
    let mut open: Vec<ResourceId> = doomed.iter().cloned().collect();
    while let Some(id) = open.pop() {
        let users: Vec<ResourceId> =
            users(current, &id).into_iter().filter(|user| !doomed.contains(user)).collect();
        if users.is_empty() {
            continue;
        }
        if cascade {
            open.extend(users.iter().cloned());
            doomed.extend(users);
        } else {
            in_use.push(InUse { resource: id, users });
        }
    }
    if !in_use.is_empty() {
        in_use.sort_by(|one, other| one.resource.cmp(&other.resource));
        return Err(in_use);
    }
    let found = doomed.iter().filter_map(|id| current.get(id));
    let chains = found.map(|one| (one.id.clone(), vec![Some(Arc::clone(one)), None])).collect();
    let address = |id: &ResourceId| id.address();
    let steps = crate::plan::steps(current, chains, Defaults::Absent, &|_| false, &address);
    Ok(Plan::of_steps(steps))
}

/// Takes deletions back whose resources are still needed in the end; answers which and by whom.
pub(in crate::plan) fn keep_what_is_needed(current: &Snapshot, chains: &mut Chains) -> Vec<InUse> {
    let mut kept = Vec::new();
    loop {
        let users = users_in_the_end(current, chains);
        if users.is_empty() {
            kept.sort_by(|one: &InUse, other| one.resource.cmp(&other.resource));
            return kept;
        }
        for (resource, users) in users {
            chains.remove(&resource);
            kept.push(InUse { resource, users: users.into_iter().collect() });
        }
    }
}

/// What is to be deleted, and who needs it nevertheless when all is done.
fn users_in_the_end(
    current: &Snapshot,
    chains: &Chains,
) -> BTreeMap<ResourceId, BTreeSet<ResourceId>> {
    let last = |id: &ResourceId| match chains.get(id) {
        Some(states) => states.last().cloned().flatten(),
        None => current.get(id).cloned(),
    };
    let is_doomed = |id: &ResourceId| {
        chains.get(id).is_some_and(|states| matches!(states.as_slice(), [.., None]))
    };
    let there = chains.keys().filter(|id| is_doomed(id)).flat_map(|id| users(current, id));
    let mut users = BTreeMap::<ResourceId, BTreeSet<ResourceId>>::new();
    for user in chains.keys().cloned().chain(there) {
        for needed in last(&user).iter().flat_map(|state| chain::needs(state)) {
            if is_doomed(&needed) {
                users.entry(needed).or_default().insert(user.clone());
            }
        }
    }
    users
}

/// What has to go before a resource can.
fn users(current: &Snapshot, id: &ResourceId) -> Vec<ResourceId> {
    let users: BTreeSet<ResourceId> =
        chain::needed_by(current, id).map(|resource| resource.id.clone()).collect();
    users.into_iter().collect()
}
