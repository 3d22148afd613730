//! What people want of a rollout, and whether it fits where the rollout stands.

use jiff::{SignedDuration, Timestamp};

use crate::rollout::effect::{Announcement, Effect};
use crate::rollout::engine::{Engine, Out};
use crate::rollout::event::{Freshness, Wish};
use crate::rollout::spec::Stage;
use crate::rollout::state::{Cause, Held, HeldReason, Phase, Said};

impl Engine {
    pub(super) fn wish(&mut self, wish: Wish, out: &mut Out) {
        match wish {
            Wish::Approve { number } => self.approve(number, out),
            Wish::Deny { number } => self.deny(number, out),
            Wish::Pause if self.is_paused() => decline("pause", "it is paused already", out),
            Wish::Pause if self.state.is_under_way() => self.pause_wanted = true,
            Wish::Pause => decline("pause", self.state.why_over(), out),
            Wish::Resume => self.resume(out),
            Wish::Reassert => self.reassert_weights(out),
            Wish::Promote { reason } if self.state.is_under_way() => {
                out.tell(Announcement::GatesSkipped { reason: reason.clone() });
                out.persist = true;
                self.promote_wanted |= !self.is_promoting();
                self.state.gates_skipped = Some(reason);
            }
            Wish::Promote { .. } => decline("promote", self.state.why_over(), out),
            Wish::Abort { reason } => self.abort(reason, out),
            Wish::Signal => self.wants_back(Cause::Signal),
            Wish::Adopt => self.adopt_wish(out),
            Wish::Finish { force } => self.finish(force, out),
            Wish::By { by, wish } => self.wish_of(by, *wish, out),
        }
    }

    /// Says who wants it before what comes of it, and remembers who was followed.
    fn wish_of(&mut self, by: String, wish: Wish, out: &mut Out) {
        let wanted = match (&wish, self.state.asked_approval()) {
            (Wish::Approve { number } | Wish::Deny { number }, Some((name, open)))
                if open == *number =>
            {
                format!("{} `{name}`", wish.word())
            }
            _ => wish.word().to_owned(),
        };
        out.tell(Announcement::Heard { by: by.clone(), wish: wanted.clone() });
        // Whoever paused it is whom it still follows, whatever is approved meanwhile.
        let stays = self.is_paused() && matches!(wish, Wish::Approve { .. });
        let told = out.rest.len();
        self.wish(wish, out);
        let is_no = |effect: &Effect| {
            matches!(effect, Effect::Announce { announcement: Announcement::Declined { .. }, .. })
        };
        if !stays && !out.rest[told..].iter().any(is_no) {
            self.state.said = Some(Said { by, wish: wanted, at: self.now });
        }
    }

    /// Stays as it is until a resume. What held it before is kept beneath.
    pub(super) fn pause_here(&mut self, out: &mut Out) {
        let before = self.state.phase.clone();
        self.hold_for(HeldReason::Operator, None, out);
        if let (Phase::Held(held), Phase::Held(before)) = (&mut self.state.phase, before) {
            held.beneath = Some(Box::new(before));
        }
    }

    /// Back to what held it before the pause, unless that is over by itself. Its deadline did not
    /// run meanwhile.
    fn unpause(&mut self, since: Timestamp, mut beneath: Held, out: &mut Out) {
        let is_over = match beneath.reason {
            HeldReason::Window => self.window_open,
            HeldReason::Lease => self.lease == Freshness::Fresh,
            HeldReason::Storage { .. } => self.stored,
            _ => false,
        };
        if is_over && beneath.reason == HeldReason::Window {
            // The stage was not entered.
            self.state.phase = Phase::Waiting;
            return;
        }
        if is_over {
            return self.go_on();
        }
        let paused = self.now.duration_since(since).max(SignedDuration::ZERO);
        beneath.until = beneath
            .until
            .map(|(at, then)| (at.checked_add(paused).unwrap_or(Timestamp::MAX), then));
        out.tell(Announcement::Held { reason: beneath.reason.clone() });
        self.state.phase = Phase::Held(beneath);
    }

    fn approve(&mut self, number: u64, out: &mut Out) {
        match self.state.asked_approval() {
            Some((name, open)) if open == number => {
                let name = name.to_owned();
                out.persist = true;
                self.state.stage += 1;
                if let Phase::Held(held) = &mut self.state.phase
                    && held.beneath.is_some()
                {
                    // Somebody wants it to stay where it is.
                    held.beneath = None;
                    out.tell(Announcement::Approved { name });
                } else {
                    out.tell(Announcement::Resumed);
                    self.state.phase = Phase::Waiting;
                }
            }
            Some(_) => decline("approve", "that question was answered; another one is open", out),
            None => decline("approve", "nothing waits for an approval", out),
        }
    }

    fn deny(&mut self, number: u64, out: &mut Out) {
        match self.state.asked_approval() {
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
            return decline("resume", self.why_not_held(), out);
        };
        if let Some(beneath) = held.beneath.clone() {
            let since = held.since;
            out.persist = true;
            out.tell(Announcement::Resumed);
            return self.unpause(since, *beneath, out);
        }
        match &held.reason {
            reason if why_not_yet(reason).is_some() => {
                return decline("resume", why_not_yet(reason).unwrap_or_default(), out);
            }
            HeldReason::OtherFields => self.accept_edits = true,
            _ => {}
        }
        out.persist = true;
        out.tell(Announcement::Resumed);
        self.go_on();
    }

    /// Goes on with a look at what is there.
    fn go_on(&mut self) {
        let intends = self.state.routes.iter().any(|route| route.intent.is_some());
        self.state.phase = if intends {
            Phase::Resolving { percent: self.stage_percent() }
        } else if self.is_approved_stage() {
            // The approval before it was given while it stayed where it was.
            Phase::Waiting
        } else {
            Phase::Checking
        };
    }

    /// Whether the stage comes right after an approval, and is not written.
    fn is_approved_stage(&self) -> bool {
        let before = self.state.stage.checked_sub(1).and_then(|at| self.state.spec.stages.get(at));
        let is_written = self.state.writes > 0 && self.stage_percent() == self.state.percent;
        matches!(before, Some(Stage::Approve { .. })) && !is_written
    }

    fn reassert_weights(&mut self, out: &mut Out) {
        let Phase::Held(held) = &self.state.phase else {
            return decline("reassert", "it is not held", out);
        };
        if let Some(why) = why_not_yet(held.awaited()) {
            return decline("reassert", why, out);
        }
        for route in &mut self.state.routes {
            route.intent = None;
        }
        self.reassert = true;
        out.persist = true;
        out.tell(Announcement::Resumed);
        self.state.phase = Phase::Checking;
    }

    /// Whether it goes to its end without gates already, and nothing holds it. To enter the last
    /// stage anew would only begin its time again.
    fn is_promoting(&self) -> bool {
        let mut stages = self.state.spec.stages.iter();
        let last = stages.rposition(|stage| matches!(stage, Stage::Weight { .. }));
        let is_held = matches!(self.state.phase, Phase::Held(_));
        let is_last = last.is_none_or(|last| self.state.stage >= last);
        self.state.gates_skipped.is_some() && is_last && !is_held
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
        // Where nothing is left to be written, only a look tells whether it is there.
        let is_written = self.state.current().is_none();
        self.state.phase = if is_written { Phase::Checking } else { Phase::Waiting };
    }

    fn abort(&mut self, reason: Option<String>, out: &mut Out) {
        let cause = Cause::Operator { reason };
        match &self.state.phase {
            Phase::Promoted { .. } | Phase::RollbackFailed { .. } => self.begin_back(cause, out),
            Phase::RolledBack { .. } => decline("abort", "it was rolled back", out),
            Phase::Finishing { .. } => decline("abort", "it is being finished", out),
            Phase::Finished => decline("abort", "it is finished; the baseline is gone", out),
            _ => self.wants_back(cause),
        }
    }

    /// Why there is nothing to go on from.
    pub(super) fn why_not_held(&self) -> &'static str {
        if self.state.is_under_way() { "it runs already" } else { self.state.why_over() }
    }
}

/// Why nobody can have it go on from there. From any other hold, a look shows whose the weights are.
pub(super) fn why_not_yet(reason: &HeldReason) -> Option<&'static str> {
    match reason {
        HeldReason::Approval { .. } => Some("it waits for an approval; approve or deny"),
        HeldReason::Window => Some("the window is closed"),
        HeldReason::Lease => Some("the lease is not fresh"),
        _ => None,
    }
}

pub(super) fn decline(wish: &str, why: &str, out: &mut Out) {
    let (wish, why) = (wish.to_owned(), why.to_owned());
    out.tell(Announcement::Declined { wish, why });
}

#[cfg(test)]
mod tests;
