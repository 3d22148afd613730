//! What the routes of a rollout say now, held against what the rollout wrote.

use std::collections::BTreeSet;

use crate::rollout::spec::{NodeRef, Stage, WeightDrift};
use crate::rollout::state::{Phase, RouteState, State, feeds};
use crate::rollout::weights::{Ladder, Share, Shares};

/// The routes of a rollout as they were read, in the order of its state's.
#[derive(Debug, Clone, PartialEq)]
pub struct Live {
    /// How much the rollout had announced by then. Whatever it announces later, these may be older.
    pub announced: u64,
    /// The weights of each route; none where it is gone.
    pub routes: Vec<Option<Shares>>,
    /// The nodes of the rollout that are not there.
    pub lacking: BTreeSet<NodeRef>,
}

/// How a route is, compared with what the rollout left there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'a> {
    AsWritten,
    /// Somebody else changed the weights, or a write came late.
    Changed(&'a Shares),
    /// It was gone when the rollout looked at it last. This is another one, which it leaves alone.
    Remade(&'a Shares),
    Gone,
}

impl Live {
    /// The routes and how they are; nothing once the rollout has announced more, or has let go of
    /// its routes.
    pub fn standings<'a>(
        &'a self,
        state: &'a State,
    ) -> impl Iterator<Item = (&'a RouteState, Standing<'a>)> {
        let counts = self.counts(state);
        let pairs = state.routes.iter().zip(&self.routes).filter(move |_| counts).enumerate();
        pairs.map(|(place, (route, live))| {
            let standing = match live {
                Some(live) if state.gone.contains(&place) => Standing::Remade(live),
                live => standing(state, route, live.as_ref()),
            };
            (route, standing)
        })
    }

    fn counts(&self, state: &State) -> bool {
        self.announced == state.announced && state.phase != Phase::Finished
    }

    /// Whether all routes are as the rollout left them, and its nodes are there.
    pub fn fits(&self, state: &State) -> bool {
        self.standings(state).all(|(_, standing)| standing == Standing::AsWritten)
            && self.lacking(state).next().is_none()
    }

    /// The nodes that are not there; nothing once the rollout has let go of them.
    pub fn lacking<'a>(&'a self, state: &State) -> impl Iterator<Item = &'a NodeRef> {
        let counts = self.counts(state);
        self.lacking.iter().filter(move |_| counts)
    }

    /// Whether a node that is not there gets requests by the weights that are.
    pub fn has_unserved(&self, state: &State) -> bool {
        let mut pairs = state.routes.iter().zip(&self.routes);
        pairs.any(|(route, live)| {
            let mut nodes = self.lacking(state).filter(|node| node.mesh == route.route.mesh);
            live.as_ref().is_some_and(|live| nodes.any(|node| feeds(live, node)))
        })
    }

    /// Whether somebody else's weights are there.
    pub fn is_changed(&self, state: &State) -> bool {
        self.standings(state).any(|(_, standing)| matches!(standing, Standing::Changed(_)))
    }

    /// The routes that are not there, or are others by now.
    pub fn gone<'a>(
        &'a self,
        state: &'a State,
    ) -> impl Iterator<Item = (&'a RouteState, Standing<'a>)> {
        let is_gone = |standing| matches!(standing, Standing::Gone | Standing::Remade(_));
        self.standings(state).filter(move |(_, standing)| is_gone(*standing))
    }

    /// What baseline and canary of the first route that is there get, in percent; nothing if none is
    /// there.
    pub fn arms(&self, state: &State) -> Option<(f64, f64)> {
        let mut pairs = state.routes.iter().zip(&self.routes);
        let (route, live) = pairs.find_map(|(route, live)| Some((route, live.as_ref()?)))?;
        Some((of_baseline(&route.ladder, live), of_canary(&route.ladder, live)))
    }

    /// Whether the canary of some route gets requests.
    pub fn exposes(&self, state: &State) -> bool {
        let mut pairs = state.routes.iter().zip(self.routes.iter().flatten());
        pairs.any(|(route, live)| of_canary(&route.ladder, live) > 0.0)
    }

    /// Whether the baseline of some route gets more than the rollout left it.
    pub fn gives_back(&self, state: &State) -> bool {
        self.standings(state).any(|(route, standing)| match standing {
            Standing::Changed(live) => {
                of_baseline(&route.ladder, live) > of_baseline(&route.ladder, &route.written)
            }
            Standing::AsWritten | Standing::Remade(_) | Standing::Gone => false,
        })
    }

    /// Whether only a word of somebody goes on from what is there: the rollout itself would hold.
    pub fn needs_word(&self, state: &State) -> bool {
        state.spec.drift.weights == WeightDrift::Hold && self.is_changed(state)
    }
}

fn standing<'a>(state: &State, route: &RouteState, live: Option<&'a Shares>) -> Standing<'a> {
    let Some(live) = live else { return Standing::Gone };
    let is_found = *live == route.ladder.found;
    let is_expected = match &state.phase {
        // The way back and the end write weights of their own.
        Phase::RollingBack { .. } | Phase::RollbackFailed { .. } => is_found,
        Phase::Finishing { .. } => true,
        // What counts then is where the traffic goes.
        Phase::RolledBack { .. } | Phase::Promoted { .. } => is_same_split(live, &route.written),
        _ => false,
    };
    if *live == route.written || route.intent.as_ref() == Some(live) || is_expected {
        return Standing::AsWritten;
    }
    Standing::Changed(live)
}

/// Whether two lists of targets split the traffic alike.
fn is_same_split(one: &[Share], other: &[Share]) -> bool {
    let sum = |shares: &[Share]| -> i64 { shares.iter().map(|share| share.weight.get()).sum() };
    let (of_one, of_other) = (sum(one), sum(other));
    let weight = |shares: &[Share], of: &Share| {
        let is_it = |share: &&Share| share.node == of.node && share.port == of.port;
        shares.iter().find(is_it).map_or(0, |share| share.weight.get())
    };
    let is_same = |share: &Share| weight(one, share) * of_other == weight(other, share) * of_one;
    of_one > 0 && of_other > 0 && one.iter().chain(other).all(is_same)
}

/// The stage of the rollout whose weights these are, in percent.
pub fn stage_of(state: &State, route: &RouteState, live: &Shares) -> Option<u8> {
    let mut percents = state.spec.stages.iter().filter_map(Stage::percent);
    percents.find(|percent| route.ladder.at(*percent) == *live)
}

fn of_baseline(ladder: &Ladder, live: &[Share]) -> f64 {
    part(&ladder.base[ladder.arms.baseline], live)
}

fn of_canary(ladder: &Ladder, live: &[Share]) -> f64 {
    part(&ladder.base[ladder.arms.canary], live)
}

/// The share of a target, in percent.
fn part(arm: &Share, live: &[Share]) -> f64 {
    let sum: i64 = live.iter().map(|share| share.weight.get()).sum();
    let is_it = |share: &&Share| share.node == arm.node && share.port == arm.port;
    let weight = live.iter().find(is_it).map_or(0, |share| share.weight.get());
    #[expect(clippy::cast_precision_loss, reason = "weights are at most 1,000 together")]
    let part = if sum == 0 { 0.0 } else { weight as f64 * 100.0 / sum as f64 };
    part
}
