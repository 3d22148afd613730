//! The way back: the baseline is written until it is there. It needs no gates, hooks or windows.

use std::time::Duration;

use crate::rollout::effect::{Announcement, Effect, Purpose, RouteWrite};
use crate::rollout::engine::{Engine, Out};
use crate::rollout::event::{Seen, WriteOutcome};
use crate::rollout::state::{Cause, Phase};
use crate::rollout::weights::serving;

const PAUSE_MIN: Duration = Duration::from_millis(200);
const PAUSE_MAX: Duration = Duration::from_secs(20);

/// What is known of attempts that the control plane refused.
#[derive(Debug, Default)]
pub(super) struct Refused {
    /// Why the last one was.
    why: Option<String>,
    /// Whether the next one does without the targets that get no traffic: such a node may be gone.
    is_bare: bool,
}

impl Engine {
    /// Turns back. Where nothing was written there is nothing to take back, unless others moved
    /// something meanwhile: that is looked for first.
    pub(super) fn begin_back(&mut self, cause: Cause, out: &mut Out) {
        self.open = None;
        self.pause = Duration::ZERO;
        out.persist = true;
        out.tell(Announcement::RollingBack { cause: cause.clone() });
        self.state.phase = Phase::RollingBack { cause, tried: Duration::ZERO, attempts: 0 };
        if self.state.writes == 0 {
            let ticket = self.ask();
            // As the write: whether it can be kept that it goes back or not.
            out.first.push(Effect::Read { ticket });
        }
    }

    /// One attempt, unless one has just failed or all time is used up.
    pub(super) fn roll_back(
        &mut self,
        cause: Cause,
        tried: Duration,
        attempts: u32,
        out: &mut Out,
    ) -> bool {
        if attempts > 0 && tried >= self.state.spec.rollback_deadline.get() {
            out.persist = true;
            out.tell(Announcement::RollbackFailed { cause: cause.clone() });
            self.state.phase = Phase::RollbackFailed { cause };
            return true;
        }
        if !self.pause.is_zero() {
            return false;
        }
        let is_bare = self.refused.is_bare;
        let routes = self.state.routes.iter().map(|route| RouteWrite {
            route: route.route.clone(),
            from: None,
            to: if is_bare { serving(&route.ladder.found) } else { route.ladder.found.clone() },
        });
        let routes = routes.collect();
        self.state.writes += 1;
        let (ticket, number) = (self.ask(), self.state.writes);
        let purpose = Purpose::Rollback;
        out.first.push(Effect::Write { ticket, number, routes, purpose });
        self.state.phase = Phase::RollingBack { cause, tried, attempts: attempts + 1 };
        out.persist = true;
        false
    }

    /// Whatever the answer was, only what is there counts.
    pub(super) fn back_written(&mut self, outcome: WriteOutcome, out: &mut Out) {
        self.refused.why = None;
        match outcome {
            WriteOutcome::Done
            | WriteOutcome::Interleaved { .. }
            | WriteOutcome::Unknown { .. } => {
                let ticket = self.ask();
                out.rest.push(Effect::Read { ticket });
            }
            WriteOutcome::Refused { why } => {
                // The traffic may be there all the same.
                let is_bare = !self.refused.is_bare;
                self.refused = Refused { why: Some(why), is_bare };
                let ticket = self.ask();
                out.rest.push(Effect::Read { ticket });
            }
            WriteOutcome::Stale => {
                self.back_again("somebody else wrote at the same time".into(), out);
            }
        }
    }

    /// Whether the baseline is back. A route or a target that is gone gets no traffic.
    pub(super) fn back_seen(&mut self, cause: Cause, routes: &[Seen], out: &mut Out) {
        let mut pairs = self.state.routes.iter().zip(routes);
        let is_back = pairs.all(|(route, seen)| {
            seen.weights().is_none_or(|weights| serving(weights) == serving(&route.ladder.found))
        });
        if !is_back {
            let unsaid = || "the baseline is not there yet".to_owned();
            let why = self.refused.why.take().unwrap_or_else(unsaid);
            self.back_again(why, out);
            return;
        }
        for (route, seen) in self.state.routes.iter_mut().zip(routes) {
            route.written = seen.weights().unwrap_or(&route.ladder.found).clone();
            route.intent = None;
        }
        self.state.percent = 0;
        self.state.confirmed = None;
        out.persist = true;
        self.tell_back(&cause, out);
        self.state.phase = Phase::RolledBack { cause };
    }

    fn tell_back(&self, cause: &Cause, out: &mut Out) {
        let (gone, remade) = (self.state.gone_routes(), self.state.remade_routes());
        let unserved = self.state.unserved();
        out.tell(Announcement::RolledBack { cause: cause.clone(), gone, remade, unserved });
    }

    /// Tries again after a pause that grows.
    pub(super) fn back_again(&mut self, why: String, out: &mut Out) {
        let Phase::RollingBack { attempts, .. } = &self.state.phase else { return };
        let doubled = PAUSE_MIN * 2u32.pow(attempts.saturating_sub(1).min(10));
        self.pause = doubled.min(PAUSE_MAX);
        out.tell(Announcement::RollbackRetried { why });
    }
}
