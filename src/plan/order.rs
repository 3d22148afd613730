//! Puts the states of all resources into one order in which every step is allowed, or says between
//! whom there is none.
//!
//! Invariant: the order depends only on the states, so the same plan prints the same way.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::ResourceId;
use crate::plan::chain::{Chains, Pair, World};

/// One step: a resource enters a state.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Move {
    pub id: ResourceId,
    /// The index of the state in its chain; never 0.
    pub state: usize,
}

/// Steps, and for each of them those that come before.
#[derive(Debug, Default)]
pub struct Order {
    pub moves: Vec<Move>,
    pub before: Vec<BTreeMap<usize, Cause>>,
}

/// Why a step comes before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// It makes what the other needs, or is an earlier step of the same resource.
    Makes,
    /// The other deletes what it lets go of.
    LetsGo,
    /// The other takes away or adds listeners, and it says which one it means.
    NamesPort,
    /// It opens the listener that the other names.
    OpensPort,
}

/// Between whom there is no order.
pub type Conflict = BTreeSet<ResourceId>;

/// What has to come before what. Without `strict`, only what exists counts.
pub fn order(world: &World<'_>, strict: bool) -> Result<Order, Conflict> {
    let mut order = Order::of(&world.chains);
    let places: HashMap<Move, usize> = order.moves.iter().cloned().zip(0..).collect();
    let mut conflict = Conflict::new();
    for pair in world.pairs() {
        match world.windows(&pair, strict) {
            Some(windows) => order.add(world, &pair, &windows, &places),
            None => conflict.extend([pair.user, pair.used]),
        }
    }
    conflict.extend(order.circles());
    if conflict.is_empty() { Ok(order) } else { Err(conflict) }
}

impl Order {
    /// The steps of each resource one after the other, and nothing else.
    fn of(chains: &Chains) -> Self {
        let mut order = Self::default();
        for (id, states) in chains {
            for state in 1..states.len() {
                let before = order.moves.len().checked_sub(1).filter(|_| state > 1);
                order.before.push(before.map(|at| (at, Cause::Makes)).into_iter().collect());
                order.moves.push(Move { id: id.clone(), state });
            }
        }
        order
    }

    fn add(
        &mut self,
        world: &World<'_>,
        pair: &Pair,
        windows: &[(usize, usize)],
        places: &HashMap<Move, usize>,
    ) {
        let place = |id: &ResourceId, state: usize| places.get(&Move { id: id.clone(), state });
        let used = world.states(&pair.used);
        for (index, (from, to)) in windows.iter().enumerate() {
            if let (Some(step), Some(earlier)) =
                (place(&pair.user, index), place(&pair.used, *from))
                && *from > 0
            {
                let cause = if used[from - 1].is_none() { Cause::Makes } else { Cause::OpensPort };
                self.before[*step].entry(*earlier).or_insert(cause);
            }
            if let (Some(step), Some(earlier)) =
                (place(&pair.used, to + 1), place(&pair.user, index + 1))
            {
                let cause = if used[to + 1].is_none() { Cause::LetsGo } else { Cause::NamesPort };
                self.before[*step].entry(*earlier).or_insert(cause);
            }
        }
    }

    /// The resources of steps that wait for one another in a circle.
    fn circles(&self) -> Conflict {
        // What can be done from the front and what can be done from the back is in no circle.
        let mut left: BTreeSet<usize> = (0..self.moves.len()).collect();
        loop {
            let needed: BTreeSet<usize> =
                left.iter().flat_map(|step| self.before[*step].keys().copied()).collect();
            let stays = |step: &usize| {
                needed.contains(step) && self.before[*step].keys().any(|one| left.contains(one))
            };
            let next: BTreeSet<usize> = left.iter().copied().filter(stays).collect();
            if next.len() == left.len() {
                break;
            }
            left = next;
        }
        left.into_iter().map(|step| self.moves[step].id.clone()).collect()
    }

    /// The steps one after the other: each after those that it needs, else by `rank`.
    pub fn line<R: Ord>(&self, rank: impl Fn(usize) -> R) -> Vec<usize> {
        let mut waiting: Vec<usize> = self.before.iter().map(BTreeMap::len).collect();
        let mut followers = vec![Vec::new(); self.moves.len()];
        for (step, needed) in self.before.iter().enumerate() {
            for other in needed.keys() {
                followers[*other].push(step);
            }
        }
        let mut ready: BTreeSet<(R, usize)> = (0..self.moves.len())
            .filter(|step| waiting[*step] == 0)
            .map(|step| (rank(step), step))
            .collect();
        let mut line = Vec::with_capacity(self.moves.len());
        while let Some((_, step)) = ready.pop_first() {
            line.push(step);
            for follower in &followers[step] {
                waiting[*follower] -= 1;
                if waiting[*follower] == 0 {
                    ready.insert((rank(*follower), *follower));
                }
            }
        }
        line
    }
}
