//! What is known of a weight that was written: whether it arrived, and what the gates say of it.

use std::time::Duration;

use crate::rollout::effect::{Announcement, Effect};
use crate::rollout::engine::forward::PAUSE;
use crate::rollout::engine::{Engine, Out};
use crate::rollout::event::VerifyOutcome;
use crate::rollout::gate::{Reading, Verdict};
use crate::rollout::spec::{Fallback, HookPoint, Stage};
use crate::rollout::state::{Cause, HeldReason, Phase};

/// Why weights go unconfirmed where the spec asks for nothing.
const NOT_ASKED: &str = "neither proxies nor requests are asked";

impl Engine {
    /// Asks whether the weights are confirmed, until they are or time is up.
    pub(super) fn verify(&mut self, waited: Duration, out: &mut Out) -> bool {
        let verify = self.state.spec.verify;
        if verify.acks_percent == 0 && !verify.split {
            self.goes_unconfirmed(NOT_ASKED.to_owned(), out);
            return true;
        }
        if waited >= verify.within.get() && !self.unverified.is_empty() {
            let why = std::mem::take(&mut self.unverified);
            self.hold_for(HeldReason::Unverified { why }, None, out);
            return true;
        }
        if self.pause.is_zero() {
            let ticket = self.ask();
            out.rest.push(Effect::Verify { ticket });
        }
        false
    }

    pub(super) fn verified(&mut self, outcome: VerifyOutcome, out: &mut Out) {
        match outcome {
            VerifyOutcome::Confirmed { by } => {
                self.unverified.clear();
                self.state.confirmed = Some(by.clone());
                out.tell(Announcement::Verified { percent: self.state.percent, by });
                self.state.phase = Phase::Settling { waited: Duration::ZERO };
            }
            VerifyOutcome::Unconfirmed { why } => self.goes_unconfirmed(why, out),
            VerifyOutcome::Pending { why } => {
                self.unverified = why;
                self.pause = PAUSE;
            }
            VerifyOutcome::Rejected { why } => self.wants_back(Cause::Rejected { why }),
        }
    }

    /// Nobody can tell whether the weights arrived, and nobody has to.
    fn goes_unconfirmed(&mut self, why: String, out: &mut Out) {
        self.unverified.clear();
        self.state.confirmed = None;
        out.tell(Announcement::Unconfirmed { percent: self.state.percent, why });
        self.state.phase = Phase::Settling { waited: Duration::ZERO };
    }

    pub(super) fn settle(&mut self, waited: Duration, out: &mut Out) -> bool {
        if waited < self.state.spec.verify.settle.get() {
            return false;
        }
        if self.state.current().and_then(Stage::percent) != Some(self.state.percent) {
            // The weights of the stage before were put back; now this one may come.
            self.state.phase = Phase::Waiting;
            return true;
        }
        out.persist = true;
        out.rest.push(Effect::Measure { stage: self.state.stage });
        let (without_data, since_asked) = (Duration::ZERO, Duration::ZERO);
        self.state.phase = Phase::Observing { without_data, since_asked };
        true
    }

    /// Looks at the routes and the gates at every interval, and when the hold is over.
    pub(super) fn observe(&mut self, since_asked: Duration, out: &mut Out) -> bool {
        let over = self.state.held >= self.hold();
        let due = since_asked >= self.state.spec.interval.get() || (over && !self.asked_when_over);
        if due {
            self.asked_when_over = over;
            if let Phase::Observing { since_asked, .. } = &mut self.state.phase {
                *since_asked = Duration::ZERO;
            }
            // How long it was held is known to whoever looks, and to whoever takes over.
            out.persist = true;
            let ticket = self.ask();
            out.rest.push(Effect::Read { ticket });
        }
        false
    }

    /// Has the next look at the routes come at once, where they are only watched.
    pub(super) fn look_soon(&mut self) {
        let interval = self.state.spec.interval.get();
        if let Phase::Observing { since_asked, .. } = &mut self.state.phase {
            *since_asked = interval;
        }
    }

    fn has_gates(&self) -> bool {
        let spec = &self.state.spec;
        let any = !spec.gates.is_empty()
            || spec.budget.is_some()
            || spec.hooks_at(HookPoint::Gate).next().is_some();
        any && self.state.gates_skipped.is_none()
    }

    pub(super) fn look_at_gates(&mut self, out: &mut Out) {
        if self.has_gates() {
            let ticket = self.ask();
            out.rest.push(Effect::Sample { ticket });
        } else {
            self.decide(Verdict::Pass, out);
        }
    }

    pub(super) fn sampled(&mut self, readings: Vec<Reading>, out: &mut Out) {
        out.persist = true;
        out.tell(Announcement::Sampled { readings: readings.clone() });
        let worst = readings.iter().max_by_key(|reading| reading.verdict);
        // A gate that says nothing has not passed.
        let verdict = worst.map_or(Verdict::NoData, |reading| reading.verdict);
        let harm = worst.filter(|reading| reading.verdict == Verdict::Harm);
        let cause = harm.map(|reading| Cause::Gate {
            name: reading.gate.clone(),
            evidence: reading.evidence.clone(),
        });
        self.state.readings = readings;
        match cause {
            // Harm is acted on whatever the spec says of failures of hooks.
            Some(cause) => self.wants_back(cause),
            None => self.decide(verdict, out),
        }
    }

    pub(super) fn lacks_data(&self) -> bool {
        self.state.readings.iter().any(|reading| reading.verdict == Verdict::NoData)
    }

    /// What a verdict means for the stage. Only a pass, asked for after the hold, leads on.
    fn decide(&mut self, verdict: Verdict, out: &mut Out) {
        let Phase::Observing { without_data, .. } = self.state.phase else { return };
        let over = self.asked_when_over;
        let exhausted = over && self.state.held >= self.max_hold();
        let no_data = self.state.spec.no_data;
        match verdict {
            Verdict::Pass if over => {
                self.asked_when_over = false;
                self.state.phase = Phase::Concluding;
            }
            Verdict::NoData if exhausted || without_data >= no_data.after.get() => {
                self.fall_back(no_data.then, HeldReason::NoData, out);
            }
            Verdict::Inconclusive if exhausted => {
                self.fall_back(self.state.spec.inconclusive, HeldReason::Inconclusive, out);
            }
            _ => {}
        }
    }

    fn fall_back(&mut self, then: Fallback, reason: HeldReason, out: &mut Out) {
        self.asked_when_over = false;
        match then {
            Fallback::Rollback => self.wants_back(Cause::NoEvidence),
            Fallback::Hold => self.hold_for(reason, None, out),
        }
    }
}

#[cfg(test)]
mod tests;
