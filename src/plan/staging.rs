//! Changes that a control plane refuses in one step: finds the states in between that make them
//! possible, as few as it can.
//!
//! Routes first name the ports that they mean, listeners of both sides are there for a while, routes
//! move, old listeners go. Only where that does not help, because a port changes its protocol, are
//! routes deleted and made again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Kind, Resource, ResourceId};
use crate::plan::chain::{self, Chains, State, World};
use crate::plan::order::{self, Conflict, Order};
use crate::plan::ports::{self, Meant};

/// How many states in between are tried one by one whether they are needed.
const TRIED_MAX: usize = 200;

/// An order in which every step is allowed, with the states that this takes. `may_touch` says which
/// resources that do not change otherwise may be changed for a while.
pub fn staged(world: &mut World<'_>, may_touch: &dyn Fn(&ResourceId) -> bool) -> Order {
    let conflict = match order::order(world, true) {
        Ok(order) => return order,
        Err(conflict) => conflict,
    };
    let mut strict = true;
    for group in groups(world, &conflict) {
        let mut part = part_of(world, &group);
        if stage(&mut part, may_touch) {
            world.chains.extend(part.chains);
        } else {
            strict = false;
        }
    }
    // References form no circle and every chain ends in what is wanted, so existence alone always
    // leaves an order.
    order::order(world, strict).or_else(|_| order::order(world, false)).unwrap_or_default()
}

/// The resources that are connected by what they need, meshes aside, of those that are in conflict.
fn groups(world: &World<'_>, conflict: &Conflict) -> Vec<BTreeSet<ResourceId>> {
    let mut neighbours: BTreeMap<ResourceId, BTreeSet<ResourceId>> = BTreeMap::new();
    for pair in world.pairs() {
        if pair.used.kind() != Kind::Mesh {
            neighbours.entry(pair.user.clone()).or_default().insert(pair.used.clone());
            neighbours.entry(pair.used).or_default().insert(pair.user);
        }
    }
    let mut seen = BTreeSet::new();
    let mut groups = Vec::new();
    for start in conflict {
        let mut group = BTreeSet::new();
        let mut open = vec![start.clone()];
        while let Some(id) = open.pop() {
            if seen.insert(id.clone()) {
                open.extend(neighbours.get(&id).into_iter().flatten().cloned());
                group.insert(id);
            }
        }
        if !group.is_empty() {
            groups.push(group);
        }
    }
    groups
}

fn part_of<'a>(world: &World<'a>, group: &BTreeSet<ResourceId>) -> World<'a> {
    let chains = world.chains.iter().filter(|(id, _)| group.contains(*id));
    let chains = chains.map(|(id, states)| (id.clone(), states.clone())).collect();
    World { current: world.current, chains }
}

/// Adds states until there is an order. Answers whether there is one.
fn stage(world: &mut World<'_>, may_touch: &dyn Fn(&ResourceId) -> bool) -> bool {
    let plain = world.chains.clone();
    while let Err(conflict) = order::order(world, true) {
        let before = world.chains.clone();
        listen_on_both(world, &conflict);
        name_ports(world, &plain, may_touch);
        if world.chains == before {
            break;
        }
    }
    // Ports do not help where one changes its protocol: such routes are deleted and made again.
    while let Err(conflict) = order::order(world, true) {
        let before = world.chains.clone();
        spare_the_untouched(world, &plain);
        remake(world, &plain, &conflict);
        if world.chains == before {
            return false;
        }
    }
    leave_out(world, &plain);
    true
}

/// Gives what listens the listeners of both sides for a while.
fn listen_on_both(world: &mut World<'_>, conflict: &Conflict) {
    for id in conflict.iter().filter(|id| chain::listens(id.kind())) {
        if let Some([Some(first), Some(last)]) = world.chains.get(id).map(Vec::as_slice) {
            let both = between(ports::with_both(first, last), last);
            let states = states([first, &both, last]);
            world.chains.insert(id.clone(), states);
        }
    }
}

/// Gives every route that goes through something with several listeners its ports for a while.
fn name_ports(world: &mut World<'_>, plain: &Chains, may_touch: &dyn Fn(&ResourceId) -> bool) {
    let several = world
        .chains
        .iter()
        .filter(|(id, states)| chain::listens(id.kind()) && chain::has_several(states));
    let mut users: BTreeSet<ResourceId> = several.flat_map(|(id, _)| world.users(id)).collect();
    users.extend(world.chains.keys().cloned());
    users.retain(|id| matches!(id.kind(), Kind::Route | Kind::GatewayRoute));
    for id in users {
        if !world.chains.contains_key(&id) && !may_touch(&id) {
            continue;
        }
        let ends = plain.get(&id).cloned().unwrap_or_else(|| {
            let current = world.current.get(&id).cloned();
            vec![current.clone(), current]
        });
        let [first, last] = ends.as_slice() else { continue };
        let named = |state: &State, which: Side| {
            let state = state.as_ref()?;
            let named = ports::named(state, &meant(world, state, &ends, which));
            Some(between(named, last.as_ref().unwrap_or(state)))
        };
        let mut states = vec![first.clone()];
        for state in [named(first, Side::First), named(last, Side::Last), last.clone()] {
            if states.last() != Some(&state) && (state.is_some() || last.is_none()) {
                states.push(state);
            }
        }
        if states.len() > 1 {
            world.chains.insert(id, states);
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    First,
    Last,
}

/// The ports that a route means at one side of a change, where what it goes through has several
/// listeners for a while.
fn meant(world: &World<'_>, route: &Resource, ends: &[State], side: Side) -> Meant {
    let port = |id: Option<ResourceId>| {
        let states = world.states(&id?);
        let end = match side {
            Side::First => states.first(),
            Side::Last => states.last(),
        };
        if chain::has_several(&states) { chain::only_port(end?) } else { None }
    };
    let targets = match route.kind() {
        Kind::GatewayRoute => vec![port(world.provider(ends))],
        _ => route.references().into_iter().map(|target| port(Some(target.to))).collect(),
    };
    Meant { parent: port(route.id.parent_id()), targets }
}

/// Takes back the listeners of both sides where a route that may not be touched stands against it.
fn spare_the_untouched(world: &mut World<'_>, plain: &Chains) {
    for pair in world.pairs() {
        if !world.chains.contains_key(&pair.user)
            && world.windows(&pair, true).is_none()
            && let Some(states) = plain.get(&pair.used)
        {
            world.chains.insert(pair.used, states.clone());
        }
    }
}

/// Deletes routes and makes them again.
fn remake(world: &mut World<'_>, plain: &Chains, conflict: &Conflict) {
    for id in conflict.iter().filter(|id| matches!(id.kind(), Kind::Route | Kind::GatewayRoute)) {
        if let Some([Some(first), Some(last)]) = plain.get(id).map(Vec::as_slice) {
            let made = Resource { metadata: None, ..Resource::clone(last) };
            world
                .chains
                .insert(id.clone(), vec![Some(Arc::clone(first)), None, Some(Arc::new(made))]);
        }
    }
}

/// Leaves out states that turn out not to be needed: first those in which a route is missing.
fn leave_out(world: &mut World<'_>, plain: &Chains) {
    let mut staged: Vec<ResourceId> = world
        .chains
        .iter()
        .filter(|(id, states)| plain.get(*id) != Some(*states))
        .map(|(id, _)| id.clone())
        .collect();
    staged.sort_by_key(|id| {
        let states = &world.chains[id];
        let is_remade = states[1..states.len() - 1].iter().any(Option::is_none);
        (!is_remade, !chain::listens(id.kind()))
    });
    let mut tries = 0;
    for id in staged {
        let states = world.chains[&id].clone();
        let whole = plain.get(&id).cloned();
        let without = (1..states.len() - 1).rev().map(|at| {
            let mut fewer = states.clone();
            fewer.remove(at);
            Some(fewer)
        });
        let remade = states[1..states.len() - 1].iter().any(Option::is_none);
        let candidates = std::iter::once(whole).chain(without.filter(|_| !remade));
        for fewer in candidates.collect::<Vec<_>>() {
            tries += 1;
            if tries > TRIED_MAX {
                return;
            }
            let kept = world.chains.remove(&id);
            if let Some(fewer) = fewer {
                world.chains.insert(id.clone(), fewer);
            }
            if order::order(world, true).is_ok() {
                break;
            }
            if let Some(kept) = kept {
                world.chains.insert(id.clone(), kept);
            }
        }
    }
}

/// A state in between: with the tags that it will have, and known to the control plane as it is.
fn between(resource: Resource, last: &Arc<Resource>) -> Arc<Resource> {
    Arc::new(Resource { tags: last.tags.clone(), ..resource })
}

/// The states of a resource, the one in between only where it differs from both others.
fn states([first, between, last]: [&Arc<Resource>; 3]) -> Vec<State> {
    let is_needed = between.spec != first.spec && between.spec != last.spec;
    let middle = is_needed.then(|| Some(Arc::clone(between)));
    std::iter::once(Some(Arc::clone(first))).chain(middle).chain([Some(Arc::clone(last))]).collect()
}
