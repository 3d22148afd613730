//! What each resource goes through in a plan, state by state, and which states of two resources can
//! be there at the same time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::scalar::Port;
use crate::model::{Kind, Resource, ResourceId, Snapshot, Strength};
use crate::plan::ports;

/// A resource at one point of a plan; none where it does not exist.
pub type State = Option<Arc<Resource>>;

/// The states of every resource that changes, from the current one to the last.
pub type Chains = BTreeMap<ResourceId, Vec<State>>;

/// The current state, and what becomes of it.
#[derive(Debug, Clone)]
pub struct World<'a> {
    pub current: &'a Snapshot,
    pub chains: Chains,
}

/// Two resources of which the first is in need of the second, so that not all of their states can be
/// there at the same time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    pub user: ResourceId,
    pub used: ResourceId,
}

/// For each state of the user the states of the used one that it can be with: from, to.
pub type Windows = Vec<(usize, usize)>;

impl World<'_> {
    /// The states of a resource; a single one where it does not change.
    pub fn states(&self, id: &ResourceId) -> Vec<State> {
        match self.chains.get(id) {
            Some(states) => states.clone(),
            None => vec![self.current.get(id).cloned()],
        }
    }

    /// All pairs of which one side changes.
    pub fn pairs(&self) -> BTreeSet<Pair> {
        let mut pairs = BTreeSet::new();
        for (id, states) in &self.chains {
            for needed in states.iter().flatten().flat_map(|state| needs(state)) {
                // A mesh matters only where it comes or goes.
                if needed.kind() != Kind::Mesh || self.chains.contains_key(&needed) {
                    pairs.insert(Pair { user: id.clone(), used: needed });
                }
            }
            if id.kind() == Kind::GatewayRoute {
                let used = self.provider(states).into_iter();
                pairs.extend(used.map(|used| Pair { user: id.clone(), used }));
            }
            if id.kind() == Kind::Mesh && states.iter().all(Option::is_some) {
                continue;
            }
            for user in self.users(id) {
                pairs.insert(Pair { user, used: id.clone() });
            }
        }
        pairs
    }

    /// Who needs a resource now.
    pub fn users(&self, id: &ResourceId) -> BTreeSet<ResourceId> {
        let current = self.current;
        let mut users: BTreeSet<ResourceId> =
            needed_by(current, id).map(|user| user.id.clone()).collect();
        if listens(id.kind()) {
            let services = current.referrers(id, Strength::Required).into_iter();
            for service in services.filter(|one| one.kind() == Kind::VirtualService) {
                let routes = current.referrers(&service.id, Strength::Required).into_iter();
                let leads_here = |route: &&Arc<Resource>| {
                    self.provider(&self.states(&route.id)).as_ref() == Some(id)
                };
                users.extend(routes.filter(leads_here).map(|route| route.id.clone()));
            }
        }
        users
    }

    /// What answers the service of a gateway route, where it is one and the same before and after.
    pub fn provider(&self, states: &[State]) -> Option<ResourceId> {
        let service = |state: &Resource| state.references().pop().map(|reference| reference.to);
        let mut services: Vec<ResourceId> =
            states.iter().flatten().filter_map(|state| service(state)).collect();
        services.dedup();
        let [service] = services.as_slice() else { return None };
        let of = self.states(service);
        let provider = of.iter().flatten().next()?.references().pop()?.to;
        self.is_provider(service, &provider).then_some(provider)
    }

    fn is_provider(&self, service: &ResourceId, provider: &ResourceId) -> bool {
        let is = |state: &Arc<Resource>| state.references().iter().all(|one| one.to == *provider);
        self.states(service).iter().flatten().all(is)
    }

    /// Which states of a pair can be there at the same time; none where no order of their steps
    /// goes through such states only. Without `strict`, only what exists counts.
    pub fn windows(&self, pair: &Pair, strict: bool) -> Option<Windows> {
        let (user, needed) = (self.states(&pair.user), self.states(&pair.used));
        let ports = strict && ends_agree(&user, &needed);
        let exists = |one: &State, other: &State| match one {
            Some(one) => other.is_some() || !needs(one).contains(&pair.used),
            None => true,
        };
        let holds = |one: &State, other: &State| exists(one, other) && (!ports || fit(one, other));
        let starts = holds(&user[0], &needed[0]);
        if !holds(user.last()?, needed.last()?) {
            // What will be wrong in the end binds nobody either.
            return Some(vec![(0, needed.len() - 1); user.len()]);
        }
        let mut windows = Windows::with_capacity(user.len());
        for (index, state) in user.iter().enumerate() {
            // What is wrong at the beginning anyway binds nobody.
            if index == 0 && !starts {
                windows.push((0, needed.len() - 1));
                continue;
            }
            let fits: Vec<bool> = needed.iter().map(|other| holds(state, other)).collect();
            let start = windows.last().map_or(0, |window: &(usize, usize)| window.0);
            let is_last = index == user.len() - 1;
            windows.push(window(&fits, start, is_last)?);
        }
        let ((first, _), (_, last)) = (windows.first()?, windows.last()?);
        (*first == 0 && *last == needed.len() - 1).then_some(windows)
    }
}

/// Whether the ports of a pair agree in the first states and in the last ones. Where they do not,
/// no order could make them.
fn ends_agree(user: &[State], needed: &[State]) -> bool {
    let ends = [(user.first(), needed.first()), (user.last(), needed.last())];
    ends.iter().all(|ends| match ends {
        (Some(user), Some(needed)) => fit(user, needed),
        _ => true,
    })
}

/// The states in a row that fit and that can be reached: those at the end for the last state of the
/// user, else the first that do not end before `start`.
fn window(fits: &[bool], start: usize, is_last: bool) -> Option<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for at in (0..fits.len()).filter(|at| fits[*at]) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == at => *last = at,
            _ => runs.push((at, at)),
        }
    }
    if is_last { runs.pop() } else { runs.into_iter().find(|(_, last)| *last >= start) }
}

fn fit(user: &State, needed: &State) -> bool {
    match (user, needed) {
        (Some(user), Some(needed)) => ports::agree(user, needed),
        _ => true,
    }
}

/// Whether resources of a kind have listeners.
pub fn listens(kind: Kind) -> bool {
    matches!(kind, Kind::VirtualNode | Kind::VirtualRouter | Kind::VirtualGateway)
}

/// The resources that have to exist as long as this one: its parent and what it requires.
pub fn needs(resource: &Resource) -> Vec<ResourceId> {
    let references = resource.references().into_iter();
    let required = references.filter(|reference| reference.strength == Strength::Required);
    let parent = resource.id.parent_id();
    parent.into_iter().chain(required.map(|reference| reference.to)).collect()
}

/// What has to go before a resource can (App Mesh: `ResourceInUseException`).
pub fn needed_by<'a>(
    current: &'a Snapshot,
    id: &'a ResourceId,
) -> impl Iterator<Item = &'a Arc<Resource>> {
    current.parts(id).chain(current.referrers(id, Strength::Required))
}

/// The port that the only listener of a resource has.
pub fn only_port(state: &State) -> Option<Port> {
    match ports::listeners(&state.as_ref()?.spec).as_slice() {
        [(port, _)] => Some(*port),
        _ => None,
    }
}

/// Whether a resource has several listeners in any of its states.
pub fn has_several(states: &[State]) -> bool {
    states.iter().flatten().any(|state| ports::listeners(&state.spec).len() > 1)
}
