//! What must always hold of a rollout, looked at on every effect.

use std::time::Duration;

use crate::rollout::effect::{Announcement, Effect, Purpose, RouteWrite};
use crate::rollout::engine::Engine;
use crate::rollout::event::Freshness;
use crate::rollout::properties::schedule::name;
use crate::rollout::properties::world::World;
use crate::rollout::spec::{Stage, Strategy, WeightDrift};
use crate::rollout::state::{Held, HeldReason, Phase, State};
use crate::rollout::weights::serving;

impl World {
    /// Whoever approves the switch can look at the new node.
    pub fn judge_approval(&self, state: &State) {
        let approval =
            matches!(&state.phase, Phase::Held(Held { reason: HeldReason::Approval { .. }, .. }));
        let previews = matches!(state.spec.strategy, Strategy::BlueGreen { preview: Some(_) });
        if approval && previews && state.writes == 0 {
            assert!(self.preview, "seed {}: there is nothing to look at", self.seed);
        }
    }

    /// What must hold of every write before it is sent.
    pub fn judge(&mut self, engine: &Engine, routes: &[RouteWrite], purpose: Purpose) {
        let state = engine.state();
        let rises = matches!(state.phase, Phase::Writing { percent } if percent != state.percent);
        if purpose == Purpose::Stage && (rises || state.writes == 1) {
            self.observed = Duration::ZERO;
        }
        for (place, (write, route)) in routes.iter().zip(&state.routes).enumerate() {
            if purpose == Purpose::Rollback {
                let found = &self.found[place];
                let restores = write.to == *found || (self.refused && write.to == serving(found));
                assert!(restores, "a rollback restores what was found: {write:?}");
                assert!(write.from.is_none(), "a rollback does not depend on what is there");
                continue;
            }
            self.judge_guard(place, write, state);
            assert_eq!(write.to.len(), route.ladder.base.len(), "every target stays listed");
            let sum: i64 = write.to.iter().map(|share| share.weight.get()).sum();
            assert_eq!(sum, route.ladder.sum, "the sum of all weights stays");
            for (share, base) in write.to.iter().zip(route.ladder.base.iter()) {
                let moved = share.node == name("v1") || share.node == name("v2");
                assert!(moved || share == base, "other targets are left alone");
            }
            let declared = state.current().and_then(Stage::percent).unwrap_or(0);
            let most = route.ladder.canary_weight(declared.max(state.percent));
            let canary = write.to[route.ladder.arms.canary].weight.get();
            assert!(canary <= most, "never beyond the stage");
            assert!(!self.aborted, "nothing goes forward after an abort");
            assert!(!self.paused, "nothing goes forward while it is paused, whatever is approved");
            assert!(self.window, "nothing rises outside of a window");
            assert!(!self.overwrote, "nothing rises over somebody's write without a word");
            assert_eq!(self.lease, Freshness::Fresh, "nothing rises without a lease");
            let intent = self.stored.routes.iter().find(|stored| stored.route == route.route);
            let intent = intent.unwrap().intent.as_ref();
            assert_eq!(intent, Some(&write.to), "the intent is stored before the write");
        }
        if purpose == Purpose::Stage {
            (self.reasserts, self.measuring, self.confirmed) = (false, false, None);
        }
    }

    /// A write goes onto what was read last, and over weights of others only where that is wanted.
    fn judge_guard(&self, place: usize, write: &RouteWrite, state: &State) {
        let told = self.told[place].as_ref();
        assert_eq!(write.from.as_ref(), told, "a write is guarded by what was read");
        let is_ours = told.is_some_and(|told| *told == state.routes[place].written);
        let is_wanted = self.reasserts || state.spec.drift.weights == WeightDrift::Reassert;
        assert!(is_ours || told == Some(&write.to) || is_wanted, "nothing rises over a drift");
    }

    /// The way back comes before everything else that an event leads to.
    pub fn judge_order(&self, effects: &[Effect]) {
        let is_back =
            |effect: &Effect| matches!(effect, Effect::Write { purpose: Purpose::Rollback, .. });
        let place = effects.iter().position(is_back);
        assert!(matches!(place, None | Some(0)), "seed {}: a way back waits", self.seed);
    }

    /// What is measured for a stage is of weights that are confirmed and have settled.
    pub fn judge_measuring(&self, state: &State) {
        let verify = state.spec.verify;
        if verify.acks_percent == 0 && !verify.split {
            return;
        }
        let since = self.confirmed.map(|confirmed| self.now.saturating_sub(confirmed));
        let is_settled = since.is_some_and(|since| since >= verify.settle.get());
        assert!(is_settled, "only what is confirmed and settled is measured: {since:?}");
    }

    pub fn heard(&mut self, engine: &Engine, announcement: &Announcement) {
        match announcement {
            Announcement::StageDone { stage, .. } => {
                let spec = &engine.state().spec;
                let Stage::Weight { hold, .. } = &spec.stages[*stage] else { panic!("no weight") };
                assert!(self.measuring, "a stage is left after it was measured");
                assert!(self.observed >= hold.get(), "held for as long as was declared");
                let skipped = engine.state().gates_skipped.is_some();
                assert!(skipped || spec.gates.is_empty() || self.passed, "only a pass leads on");
            }
            Announcement::RolledBack { .. } => {
                for (live, route) in self.live.iter().zip(&engine.state().routes) {
                    let is_back =
                        !live.is_ours() || serving(&live.weights) == serving(&route.ladder.found);
                    assert!(is_back, "what is called rolled back is on the baseline");
                }
            }
            Announcement::Held { reason: HeldReason::Weights | HeldReason::Conflict } => {
                assert!(
                    self.strange,
                    "what is there after a kill is known to be the rollout's own"
                );
            }
            Announcement::Promoted => {
                let state = engine.state();
                assert_eq!(Some(&state.percent), state.spec.percents().last());
                for (told, route) in self.told.iter().zip(&state.routes) {
                    assert_eq!(told.as_ref(), Some(&route.written), "what was seen is promoted");
                }
            }
            Announcement::Adopted { .. } => {
                (self.observed, self.measuring, self.confirmed) = (Duration::ZERO, false, None);
            }
            _ => {}
        }
    }
}
