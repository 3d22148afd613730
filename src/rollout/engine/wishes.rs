//! What people want of a rollout, and whether it fits where the rollout stands.

use crate::rollout::effect::Announcement;
use crate::rollout::engine::{Engine, Out};
use crate::rollout::event::Wish;
use crate::rollout::spec::Stage;
use crate::rollout::state::{Cause, Held, HeldReason, Phase};

impl Engine {
    pub(super) fn wish(&mut self, wish: Wish, out: &mut Out) {
        match wish {
            Wish::Approve { number } => self.approve(number, out),
            Wish::Deny { number } => self.deny(number, out),
            Wish::Pause if self.is_held() => decline("pause", "it is held already", out),
            Wish::Pause if self.state.is_under_way() => self.pause_wanted = true,
            Wish::Pause => decline("pause", self.why_over(), out),
            Wish::Resume => self.resume(out),
            Wish::Reassert => self.reassert_weights(out),
            Wish::Promote { reason } if self.state.is_under_way() => {
                out.tell(Announcement::GatesSkipped { reason: reason.clone() });
                out.persist = true;
                self.state.gates_skipped = Some(reason);
                self.promote_wanted = true;
            }
            Wish::Promote { .. } => decline("promote", self.why_over(), out),
            Wish::Abort { reason } => self.abort(reason, out),
            Wish::Signal => self.wants_back(Cause::Signal),
            Wish::Adopt => self.adopt_wish(out),
            Wish::Finish { force } => self.finish(force, out),
        }
    }

    /// The number of the question that is open, if one is.
    fn asked_approval(&self) -> Option<(&str, u64)> {
        match &self.state.phase {
            Phase::Held(Held { reason: HeldReason::Approval { name, number }, .. }) => {
                Some((name, *number))
            }
            _ => None,
        }
    }

    fn approve(&mut self, number: u64, out: &mut Out) {
        match self.asked_approval() {
            Some((_, open)) if open == number => {
                out.persist = true;
                out.tell(Announcement::Resumed);
                self.state.stage += 1;
                self.state.phase = Phase::Waiting;
            }
            Some(_) => decline("approve", "that question was answered; another one is open", out),
            None => decline("approve", "nothing waits for an approval", out),
        }
    }

    fn deny(&mut self, number: u64, out: &mut Out) {
        match self.asked_approval() {
            Some((name, open)) if open == number => {
                let name = name.to_owned();
                self.wants_back(Cause::Denied { name });
            }
            _ => decline("deny", "nothing waits for that approval", out),
        }
    }

    /// Goes on after a look at what is there. A question, a window and a lease are not for
    /// anybody to wave through.
    fn resume(&mut self, out: &mut Out) {
        let Phase::Held(held) = &self.state.phase else {
            return decline("resume", "it is not held", out);
        };
        match &held.reason {
            HeldReason::Approval { .. } => {
                return decline("resume", "it waits for an approval; approve or deny", out);
            }
            HeldReason::Window => return decline("resume", "the window is closed", out),
            HeldReason::Lease => return decline("resume", "the lease is not fresh", out),
            HeldReason::OtherFields => self.accept_edits = true,
            _ => {}
        }
        out.persist = true;
        out.tell(Announcement::Resumed);
        let intends = self.state.routes.iter().any(|route| route.intent.is_some());
        self.state.phase = if intends {
            Phase::Resolving { percent: self.stage_percent() }
        } else {
            Phase::Checking
        };
    }

    fn reassert_weights(&mut self, out: &mut Out) {
        let Phase::Held(held) = &self.state.phase else {
            return decline("reassert", "it is not held", out);
        };
        if !matches!(held.reason, HeldReason::Weights | HeldReason::Conflict) {
            return decline("reassert", "the weights are those of the rollout", out);
        }
        for route in &mut self.state.routes {
            route.intent = None;
        }
        self.reassert = true;
        out.persist = true;
        out.tell(Announcement::Resumed);
        self.state.phase = Phase::Checking;
    }

    /// On to the last weight.
    pub(super) fn skip_to_end(&mut self, out: &mut Out) {
        let mut weights = self.state.spec.stages.iter();
        let last = weights.rposition(|stage| matches!(stage, Stage::Weight { .. }));
        self.state.stage = match last {
            Some(last) if self.state.stage <= last => last,
            // The last weight is written; what is left are approvals.
            _ => self.state.spec.stages.len(),
        };
        self.open = None;
        out.persist = true;
        self.state.phase = Phase::Waiting;
    }

    fn abort(&mut self, reason: Option<String>, out: &mut Out) {
        let cause = Cause::Operator { reason };
        match &self.state.phase {
            Phase::Promoted { .. } | Phase::RollbackFailed { .. } => self.begin_back(cause, out),
            Phase::RolledBack { .. } => decline("abort", "all traffic is on the baseline", out),
            Phase::Finishing { .. } => decline("abort", "it is being finished", out),
            Phase::Finished => decline("abort", "it is finished; the baseline is gone", out),
            _ => self.wants_back(cause),
        }
    }

    pub(super) fn why_over(&self) -> &'static str {
        match &self.state.phase {
            Phase::RolledBack { .. } => "it was rolled back",
            Phase::RollingBack { .. } => "it is going back",
            Phase::RollbackFailed { .. } => "its way back failed; abort tries again",
            Phase::Promoted { .. } => "it is promoted",
            Phase::Finishing { .. } | Phase::Finished => "it is finished",
            _ => "it is over",
        }
    }
}

pub(super) fn decline(wish: &str, why: &str, out: &mut Out) {
    let (wish, why) = (wish.to_owned(), why.to_owned());
    out.tell(Announcement::Declined { wish, why });
}
