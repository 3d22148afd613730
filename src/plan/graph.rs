//! Orders steps so that nothing is made before what it refers to, and nothing is deleted before
//! what refers to it.
//!
//! Invariant: the order depends only on the actions, so the same plan prints the same way.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Resource, ResourceId, Strength};
use crate::plan::step::{Action, Phase, Step};

/// Puts actions into an order in which they can be done.
pub fn ordered(mut actions: Vec<Action>) -> Vec<Step> {
    actions.sort_by_key(sort_key);
    let before = dependencies(&actions);
    let order = topological(&before);
    let mut place = vec![0; actions.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new;
    }
    let mut slots: Vec<Option<Action>> = actions.into_iter().map(Some).collect();
    order
        .into_iter()
        .map(|old| {
            let mut after: Vec<usize> = before[old].iter().map(|step| place[*step]).collect();
            after.sort_unstable();
            let action = slots[old].take().expect("an order names every action once");
            let phase = phase(&action);
            Step::new(action, after, phase)
        })
        .collect()
}

fn phase(action: &Action) -> Phase {
    match action {
        Action::Create { .. } => Phase::Expand,
        Action::Update { .. } => Phase::Shift,
        Action::Delete { .. } => Phase::Contract,
    }
}

/// Deletes come last, in the reverse order of creation.
fn sort_key(action: &Action) -> (bool, std::cmp::Reverse<Option<ResourceId>>, Option<ResourceId>) {
    match action {
        Action::Delete { before } => (true, std::cmp::Reverse(Some(before.id.clone())), None),
        _ => (false, std::cmp::Reverse(None), Some(action.id().clone())),
    }
}

/// For each action the actions that have to be done before it.
fn dependencies(actions: &[Action]) -> Vec<BTreeSet<usize>> {
    let place: HashMap<&ResourceId, usize> =
        actions.iter().enumerate().map(|(index, action)| (action.id(), index)).collect();
    let mut before = vec![BTreeSet::new(); actions.len()];
    for (index, action) in actions.iter().enumerate() {
        if let Action::Create { after } | Action::Update { after, .. } = action {
            for needed in needs(after) {
                match place.get(&needed) {
                    Some(other) if !matches!(actions[*other], Action::Delete { .. }) => {
                        before[index].insert(*other);
                    }
                    _ => {}
                }
            }
        }
        // What used to refer to a resource lets go of it before that is deleted.
        if let Action::Update { before: old, .. } | Action::Delete { before: old } = action {
            for needed in needs(old) {
                match place.get(&needed) {
                    Some(other) if matches!(actions[*other], Action::Delete { .. }) => {
                        before[*other].insert(index);
                    }
                    _ => {}
                }
            }
        }
    }
    before
}

/// The resources that have to exist as long as this one.
fn needs(resource: &Resource) -> Vec<ResourceId> {
    let references = resource.references().into_iter();
    let required = references.filter(|reference| reference.strength == Strength::Required);
    let parent = resource.id.parent_id();
    // A route in a router is in the mesh too, and the mesh goes after the router.
    parent.into_iter().chain(required.map(|reference| reference.to)).collect()
}

/// The first order that respects `before`, the smallest index first where there is a choice.
fn topological(before: &[BTreeSet<usize>]) -> Vec<usize> {
    let mut waiting: Vec<usize> = before.iter().map(BTreeSet::len).collect();
    let mut followers = vec![Vec::new(); before.len()];
    for (index, needed) in before.iter().enumerate() {
        for other in needed {
            followers[*other].push(index);
        }
    }
    let mut ready: BTreeSet<usize> =
        (0..before.len()).filter(|index| waiting[*index] == 0).collect();
    let mut order = Vec::with_capacity(before.len());
    while let Some(next) = ready.pop_first() {
        order.push(next);
        for follower in &followers[next] {
            waiting[*follower] -= 1;
            if waiting[*follower] == 0 {
                ready.insert(*follower);
            }
        }
    }
    // References form no circle: no kind requires a later one. If that ever changes, doing what is
    // left in the order of creation is the best that can be done.
    debug_assert_eq!(order.len(), before.len(), "references must not form a circle");
    let left: Vec<usize> = (0..before.len()).filter(|index| waiting[*index] > 0).collect();
    order.extend(left);
    order
}
