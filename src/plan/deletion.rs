//! Plans deletions: in safe order, and only of what nothing else needs.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{ResourceId, Snapshot, Strength};
use crate::plan::{Action, Plan, graph};

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
    let actions = found.map(|resource| Action::Delete { before: Arc::clone(resource) }).collect();
    Ok(Plan::of_steps(graph::ordered(actions)))
}

/// What has to go before a resource can (App Mesh: `ResourceInUseException`).
fn users(current: &Snapshot, id: &ResourceId) -> Vec<ResourceId> {
    let referrers = current.referrers(id, Strength::Required).into_iter();
    let users: BTreeSet<ResourceId> =
        current.parts(id).chain(referrers).map(|resource| resource.id.clone()).collect();
    users.into_iter().collect()
}
