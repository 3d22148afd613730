//! The way forward: stage by stage, each looked at, written, confirmed, settled and judged.

use std::time::Duration;

use crate::rollout::effect::{Announcement, Effect, Purpose, RouteWrite};
use crate::rollout::engine::{Engine, Out};
use crate::rollout::event::{Freshness, HookOutcome, Seen, WriteOutcome};
use crate::rollout::spec::{Fallback, HookPoint, SpecDrift, Stage, WeightDrift};
use crate::rollout::state::{Cause, HeldReason, Phase, RouteState};
use crate::rollout::weights::Shares;

/// How long to wait before the same question is asked again.
pub(super) const PAUSE: Duration = Duration::from_secs(1);

impl Engine {
    /// Whether the canary's share may grow now.
    fn may_rise(&self) -> bool {
        self.window_open && self.lease == Freshness::Fresh && self.stored
    }

    pub(super) fn stage_percent(&self) -> u8 {
        self.state.current().and_then(Stage::percent).unwrap_or(self.state.percent)
    }

    /// How long the weight of the stage is held at least.
    pub(super) fn hold(&self) -> Duration {
        match self.state.current() {
            Some(Stage::Weight { hold, .. }) => hold.get(),
            _ => Duration::ZERO,
        }
    }

    pub(super) fn max_hold(&self) -> Duration {
        match self.state.current() {
            Some(Stage::Weight { max_hold, .. }) => max_hold.get(),
            _ => Duration::ZERO,
        }
    }

    /// Enters the stage, if it may.
    pub(super) fn enter(&mut self, out: &mut Out) -> bool {
        match self.state.current().cloned() {
            None => {
                out.persist = true;
                out.tell(Announcement::Promoted);
                self.state.phase = Phase::Promoted { since: self.now };
            }
            Some(Stage::Approve { .. }) if self.shows_before_approval() => self.show(out),
            Some(Stage::Approve { name, deadline, on_deadline }) => {
                self.state.approvals += 1;
                let number = self.state.approvals;
                let until = self.now.checked_add(deadline.get()).ok().map(|at| (at, on_deadline));
                self.hold_for(HeldReason::Approval { name, number }, until, out);
            }
            Some(Stage::Weight { .. }) if !self.window_open => {
                self.hold_for(HeldReason::Window, None, out);
            }
            Some(Stage::Weight { .. }) if !self.may_rise() => return false,
            Some(Stage::Weight { percent, .. }) => {
                out.persist = true;
                out.tell(Announcement::StageEntered { stage: self.state.stage, percent });
                self.state.phase = Phase::Checking;
            }
        }
        true
    }

    pub(super) fn ask_read(&mut self, out: &mut Out) -> bool {
        if self.pause.is_zero() {
            let ticket = self.ask();
            out.rest.push(Effect::Read { ticket });
        }
        false
    }

    /// The routes as they are.
    pub(super) fn seen(&mut self, routes: &[Seen], out: &mut Out) {
        self.remember_lost(routes);
        match self.state.phase.clone() {
            Phase::RollingBack { cause, .. } => self.back_seen(cause, routes, out),
            Phase::Finishing { since, drained } => self.finish_seen(since, drained, routes, out),
            Phase::Resolving { percent } => self.resolved(percent, routes, out),
            Phase::Checking if !self.drifted(routes, out) => self.checked(),
            Phase::Observing { .. } if !self.drifted(routes, out) => self.look_at_gates(out),
            _ => {}
        }
    }

    pub(super) fn unseen(&mut self, why: &str, out: &mut Out) {
        self.pause = PAUSE;
        if let Phase::RollingBack { .. } = self.state.phase {
            self.back_again(why.to_owned(), out);
        } else if let Phase::Observing { since_asked, .. } = &mut self.state.phase {
            // Nobody knows what is there, so the next look is due at the next interval.
            *since_asked = Duration::ZERO;
        }
    }

    /// Whether what is there is not what was written; then something else happens than planned.
    fn drifted(&mut self, routes: &[Seen], out: &mut Out) -> bool {
        if let Some(reason) = self.lost(routes) {
            self.hold_for(reason, None, out);
            return true;
        }
        if !self.all_have(routes, |route, weights| *weights == route.written) {
            let policy = self.state.spec.drift.weights;
            match policy {
                _ if std::mem::take(&mut self.adopt) => self.adopt_weights(routes, out),
                _ if std::mem::take(&mut self.reassert) => self.write_again(routes, out),
                WeightDrift::Reassert => self.write_again(routes, out),
                WeightDrift::Hold => self.hold_for(HeldReason::Weights, None, out),
                WeightDrift::Rollback => self.wants_back(Cause::Drift),
            }
            return true;
        }
        if std::mem::take(&mut self.adopt) {
            // They are its own already.
            out.tell(Announcement::Resumed);
        }
        self.reassert = false;
        let edited = |seen: &Seen| matches!(seen, Seen::Present { edited: true, .. });
        if let Some(route) = routes.iter().position(edited) {
            let accepted = std::mem::take(&mut self.accept_edits);
            if self.state.spec.drift.spec == SpecDrift::Hold && !accepted {
                self.hold_for(HeldReason::OtherFields, None, out);
                return true;
            }
            let route = self.state.routes[route].route.clone();
            out.tell(Announcement::Rebased { route });
        }
        false
    }

    /// Whether every route is there, and its weights are right.
    pub(super) fn all_have(
        &self,
        routes: &[Seen],
        is_right: impl Fn(&RouteState, &Shares) -> bool,
    ) -> bool {
        let mut pairs = self.state.routes.iter().zip(routes);
        let is_there = |(route, seen): (&RouteState, &Seen)| {
            seen.weights().is_some_and(|weights| is_right(route, weights))
        };
        routes.len() == self.state.routes.len() && pairs.all(is_there)
    }

    /// The routes are as they should be.
    fn checked(&mut self) {
        let wanted = self.state.current().and_then(Stage::percent);
        let is_written = self.state.writes > 0 && wanted == Some(self.state.percent);
        self.state.phase = if is_written {
            Phase::Verifying { waited: Duration::ZERO }
        } else if self.may_rise() && wanted.is_some() {
            if self.wants_preview() { Phase::Previewing } else { Phase::Preparing }
        } else {
            Phase::Waiting
        };
    }

    /// Calls the next hook before the weight, or writes it.
    pub(super) fn prepare(&mut self, out: &mut Out) -> bool {
        if !self.pause.is_zero() {
            return false;
        }
        if let Some(hook) = self.next_hook() {
            self.call(hook, out);
            return false;
        }
        let is_weight = matches!(self.state.current(), Some(Stage::Weight { .. }));
        if !self.may_rise() || !is_weight {
            self.state.phase = Phase::Waiting;
            return true;
        }
        let percent = self.stage_percent();
        let from = self.state.routes.iter().map(|route| route.written.clone()).collect();
        self.write(percent, from, out);
        false
    }

    fn call(&mut self, hook: usize, out: &mut Out) {
        let retry = std::mem::take(&mut self.hook_again);
        let ticket = self.ask();
        out.rest.push(Effect::CallHook { ticket, hook, retry });
    }

    /// The hook that is due before or after the stage's weight.
    pub(super) fn next_hook(&self) -> Option<usize> {
        let stage = self.state.stage;
        let points: &[HookPoint] = match self.state.phase {
            Phase::Concluding => &[HookPoint::AfterStep],
            // An approval before the switch is for who has seen the new node at work.
            _ if self.state.current().and_then(Stage::percent).is_none() => &[HookPoint::Smoke],
            // The first write of a blue-green rollout is its switch.
            _ if self.is_before_switch() => {
                &[HookPoint::Smoke, HookPoint::BeforeStep, HookPoint::BeforePromote]
            }
            _ if self.state.spec.is_last_weight(stage) => {
                &[HookPoint::BeforeStep, HookPoint::BeforePromote]
            }
            _ => &[HookPoint::BeforeStep],
        };
        let due = points.iter().flat_map(|point| self.state.spec.hooks_at(*point));
        let is_done = |hook: usize, on: HookPoint| match on {
            // One look is enough, whichever stage asks for it.
            HookPoint::Smoke => self.state.hooks_done.iter().any(|(_, done)| *done == hook),
            _ => self.state.hooks_done.contains(&(stage, hook)),
        };
        due.filter(|(hook, one)| !is_done(*hook, one.on)).map(|(hook, _)| hook).next()
    }

    pub(super) fn hook_ended(&mut self, outcome: HookOutcome, out: &mut Out) {
        let Some(hook) = self.next_hook() else { return };
        let name = self.state.spec.hooks[hook].name.clone();
        let known = self.hook_pending.take();
        match outcome {
            HookOutcome::Ok => {
                self.state.hooks_done.insert((self.state.stage, hook));
                out.persist = true;
                out.tell(Announcement::HookEnded { hook: name, ok: true });
            }
            HookOutcome::Pending { why } => {
                if known != Some(hook) {
                    out.tell(Announcement::HookPending { hook: name, why });
                }
                self.hook_pending = Some(hook);
                self.hook_again = true;
                self.pause = PAUSE;
            }
            HookOutcome::Failed { why } => {
                out.tell(Announcement::HookEnded { hook: name.clone(), ok: false });
                match self.state.spec.on_fail {
                    Fallback::Rollback => self.wants_back(Cause::Hook { name, why }),
                    Fallback::Hold => self.hold_for(HeldReason::Hook { name, why }, None, out),
                }
            }
        }
    }

    /// Stores the intent, then writes.
    fn write(&mut self, percent: u8, from: Vec<Shares>, out: &mut Out) {
        self.state.writes += 1;
        let number = self.state.writes;
        let ticket = self.ask();
        let mut routes = Vec::with_capacity(from.len());
        for (route, from) in self.state.routes.iter_mut().zip(from) {
            let to = route.ladder.at(percent);
            route.intent = Some(to.clone());
            routes.push(RouteWrite { route: route.route.clone(), from: Some(from), to });
        }
        out.persist = true;
        out.tell(Announcement::Intent { number, percent });
        out.rest.push(Effect::Write { ticket, number, routes, purpose: Purpose::Stage });
        self.state.phase = Phase::Writing { percent };
    }

    /// Writes the weights of now over those that somebody else wrote.
    fn write_again(&mut self, routes: &[Seen], out: &mut Out) {
        if !self.may_rise() {
            // Ours may be higher than theirs.
            return self.hold_for(HeldReason::Weights, None, out);
        }
        self.write(self.state.percent, weights_of(routes), out);
    }

    pub(super) fn forward_written(&mut self, percent: u8, outcome: WriteOutcome, out: &mut Out) {
        match outcome {
            WriteOutcome::Done => self.commit(percent, out),
            WriteOutcome::Stale => {
                self.forget_intent(out);
                self.state.phase = Phase::Checking;
            }
            WriteOutcome::Interleaved { why } => {
                self.commit(percent, out);
                self.hold_for(HeldReason::Unverified { why }, None, out);
            }
            WriteOutcome::Refused { why } => {
                self.forget_intent(out);
                self.hold_for(HeldReason::Write { why }, None, out);
            }
            WriteOutcome::Unknown { .. } => {
                self.pause = Duration::ZERO;
                self.state.phase = Phase::Resolving { percent };
                out.persist = true;
            }
        }
    }

    fn forget_intent(&mut self, out: &mut Out) {
        for route in &mut self.state.routes {
            route.intent = None;
        }
        out.persist = true;
    }

    fn commit(&mut self, percent: u8, out: &mut Out) {
        for route in &mut self.state.routes {
            if let Some(written) = route.intent.take() {
                route.written = written;
            }
        }
        if self.state.percent != percent || self.state.writes == 1 {
            self.state.held = Duration::ZERO;
            self.state.readings.clear();
        }
        self.state.percent = percent;
        self.state.confirmed = None;
        self.pause = Duration::ZERO;
        out.persist = true;
        out.tell(Announcement::Committed { number: self.state.writes, percent });
        self.state.phase = Phase::Verifying { waited: Duration::ZERO };
    }

    /// Whether a write arrived whose answer did not, from what is there alone.
    fn resolved(&mut self, percent: u8, routes: &[Seen], out: &mut Out) {
        let arrived = self.all_have(routes, |route, weights| {
            weights == route.intent.as_ref().unwrap_or(&route.written)
        });
        if arrived {
            return self.commit(percent, out);
        }
        if self.all_have(routes, |route, weights| *weights == route.written) {
            self.forget_intent(out);
            // Nothing arrived. The stage is entered again, with everything that has to hold for it.
            self.state.phase = Phase::Checking;
            return;
        }
        if let Some(reason) = self.lost(routes) {
            return self.hold_for(reason, None, out);
        }
        let known = self.all_have(routes, |route, weights| {
            Some(weights) == route.intent.as_ref() || *weights == route.written
        });
        if known && self.may_rise() {
            // Some routes have the new weights and some the old ones: the rest follows.
            self.write(percent, weights_of(routes), out);
        } else {
            self.hold_for(HeldReason::Conflict, None, out);
        }
    }

    /// Calls the next hook after the stage, or leaves it.
    pub(super) fn conclude(&mut self, out: &mut Out) -> bool {
        if !self.pause.is_zero() {
            return false;
        }
        if let Some(hook) = self.next_hook() {
            self.call(hook, out);
            return false;
        }
        let (stage, percent) = (self.state.stage, self.state.percent);
        out.persist = true;
        out.tell(Announcement::StageDone { stage, percent });
        self.state.stage += 1;
        self.state.held = Duration::ZERO;
        self.state.readings.clear();
        self.state.phase = Phase::Waiting;
        true
    }

    /// Ends a hold whose reason is gone by itself.
    pub(super) fn wait(&mut self, reason: &HeldReason, out: &mut Out) -> bool {
        let ends = match reason {
            HeldReason::Window => self.window_open,
            HeldReason::Lease => self.lease == Freshness::Fresh,
            _ => false,
        };
        if ends {
            out.persist = true;
            out.tell(Announcement::Resumed);
            self.state.phase = Phase::Checking;
        }
        ends
    }
}

fn weights_of(routes: &[Seen]) -> Vec<Shares> {
    routes.iter().map(|seen| seen.weights().cloned().unwrap_or_default()).collect()
}
