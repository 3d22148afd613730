//! What must always hold of a rollout, looked at on every effect.

use std::time::Duration;

use crate::rollout::effect::{Announcement, Purpose, RouteWrite};
use crate::rollout::engine::Engine;
use crate::rollout::event::Freshness;
use crate::rollout::properties::schedule::name;
use crate::rollout::properties::world::World;
use crate::rollout::spec::{Stage, Strategy};
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
        for (write, route) in routes.iter().zip(&state.routes) {
            if purpose == Purpose::Rollback {
                let is_bare = write.to == serving(&route.ladder.found);
                let restores = write.to == route.ladder.found || (is_bare && self.refused);
                assert!(restores, "a rollback restores what was found: {write:?}");
                assert!(write.from.is_none(), "a rollback does not depend on what is there");
                continue;
            }
            let sum: i64 = write.to.iter().map(|share| share.weight.get()).sum();
            assert_eq!(sum, route.ladder.sum, "the sum of all weights stays");
            for (share, base) in write.to.iter().zip(&route.ladder.base) {
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
    }

    pub fn heard(&mut self, engine: &Engine, announcement: &Announcement) {
        match announcement {
            Announcement::StageDone { stage, .. } => {
                let spec = &engine.state().spec;
                let Stage::Weight { hold, .. } = &spec.stages[*stage] else { panic!("no weight") };
                assert!(self.observed >= hold.get(), "held for as long as was declared");
                let skipped = engine.state().gates_skipped.is_some();
                assert!(skipped || spec.gates.is_empty() || self.passed, "only a pass leads on");
            }
            Announcement::RolledBack { .. } if engine.state().writes > 0 => {
                for (live, route) in self.live.iter().zip(&engine.state().routes) {
                    let is_back =
                        !live.is_ours() || serving(&live.weights) == serving(&route.ladder.found);
                    assert!(is_back, "what is called rolled back is on the baseline");
                }
            }
            _ => {}
        }
    }
}
