//! Taking the weights that somebody else wrote for the rollout's own.

use std::time::Duration;

use crate::rollout::effect::Announcement;
use crate::rollout::engine::wishes::{decline, why_not_yet};
use crate::rollout::engine::{Engine, Out};
use crate::rollout::event::Seen;
use crate::rollout::spec::Stage;
use crate::rollout::state::{HeldReason, Phase};

impl Engine {
    /// Looks again, and then takes what is there.
    pub(super) fn adopt_wish(&mut self, out: &mut Out) {
        let Phase::Held(held) = &self.state.phase else {
            return decline("adopt", "it is not held", out);
        };
        if let Some(why) = why_not_yet(held.awaited()) {
            return decline("adopt", why, out);
        }
        for route in &mut self.state.routes {
            route.intent = None;
        }
        // Whether it goes on is said when it is known whose weights are there.
        self.adopt = true;
        out.persist = true;
        self.state.phase = Phase::Checking;
    }

    /// The weights become a stage of their own, unless they are those of a stage already.
    pub(super) fn adopt_weights(&mut self, routes: &[Seen], out: &mut Out) {
        let Some(percent) = (0..=100).find(|percent| self.is_share(*percent, routes)) else {
            self.hold_for(HeldReason::Weights, None, out);
            let why = "no share of this rollout has these weights on all routes";
            return decline("adopt", why, out);
        };
        for (route, seen) in self.state.routes.iter_mut().zip(routes) {
            if let Some(weights) = seen.weights() {
                route.written.clone_from(weights);
            }
        }
        self.state.stage = self.stage_for(percent);
        self.state.percent = percent;
        self.state.confirmed = None;
        self.state.held = Duration::ZERO;
        self.state.readings.clear();
        self.state.writes = self.state.writes.max(1);
        out.tell(Announcement::Resumed);
        out.tell(Announcement::Adopted { percent });
        self.state.phase = Phase::Checking;
    }

    /// Whether the routes have the weights of that share, or those found at the start.
    fn is_share(&self, percent: u8, routes: &[Seen]) -> bool {
        self.all_have(routes, |route, weights| {
            *weights == route.ladder.at(percent) || (percent == 0 && *weights == route.ladder.found)
        })
    }

    /// The stage of a share, made if there is none. Approvals before later stages stay before them.
    fn stage_for(&mut self, percent: u8) -> usize {
        let stages = &self.state.spec.stages;
        if percent == 0 {
            return 0;
        }
        if let Some(stage) = stages.iter().position(|stage| stage.percent() == Some(percent)) {
            return stage;
        }
        let lower = |stage: &Stage| stage.percent().is_some_and(|other| other < percent);
        let place = stages.iter().rposition(lower).map_or(0, |last| last + 1);
        let like = stages.iter().skip(self.state.stage).chain(stages.iter().rev());
        let like = like.into_iter().find_map(|stage| match stage {
            Stage::Weight { hold, max_hold, .. } => Some((*hold, *max_hold)),
            Stage::Approve { .. } => None,
        });
        let (hold, max_hold) = like.unwrap_or_default();
        self.state.spec.stages.insert(place, Stage::Weight { percent, hold, max_hold });
        let done = std::mem::take(&mut self.state.hooks_done);
        let moved = |(stage, hook)| (if stage >= place { stage + 1 } else { stage }, hook);
        self.state.hooks_done = done.into_iter().map(moved).collect();
        place
    }
}
