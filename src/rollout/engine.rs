//! Decides what a rollout does next. It is told what happened and what time it is, and answers what
//! is to be done; it does nothing itself, so every way through it can be tried in a test.
//!
//! At most one question to the outside is open at a time; answers to earlier ones are ignored.

mod adopt;
mod back;
mod ending;
mod forward;
mod judging;
mod lost;
mod wishes;

use std::time::Duration;

use jiff::Timestamp;

use crate::rollout::effect::{Announcement, Effect};
use crate::rollout::event::{Event, Freshness, Ticket, WriteOutcome};
use crate::rollout::spec::{Fallback, OnLoss};
use crate::rollout::state::{Cause, Held, HeldReason, Phase, State};

/// The most transitions that one event can cause; a few are usual.
const TRANSITIONS_MAX: usize = 32;

/// What time it is, for deadlines and for holds.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    /// For deadlines, which hold across restarts and machines.
    pub wall: Timestamp,
    /// For holds: time that passed since the driver began. It never jumps.
    pub passed: Duration,
}

/// A rollout under way.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a wish or a circumstance of its own")]
pub struct Engine {
    state: State,
    now: Timestamp,
    passed: Duration,
    tickets: u64,
    /// The question whose answer is awaited.
    open: Option<Ticket>,
    /// How long to wait before the next attempt of whatever is repeated.
    pause: Duration,
    /// Whether a driver is at work.
    begun: bool,
    window_open: bool,
    lease: Freshness,
    /// Whether the state can be stored; without, nothing rises.
    stored: bool,
    /// Why to go back, as soon as no write is under way.
    go_back: Option<Cause>,
    /// Whether to hold, or to go to the end, as soon as no write is under way.
    pause_wanted: bool,
    promote_wanted: bool,
    /// Whether the next check overwrites weights of others, or accepts other fields of theirs.
    reassert: bool,
    adopt: bool,
    accept_edits: bool,
    /// Whether the hook that is due was asked before and wanted to be asked again.
    hook_again: bool,
    /// The hook of which it was told that it wants to be asked again.
    hook_pending: Option<usize>,
    /// Whether the last look at the gates was after the hold was over.
    asked_when_over: bool,
    /// Why the weights are not confirmed yet.
    unverified: String,
    /// How often the preview routes could not be taken away.
    clearings: u32,
    /// Whether this driver made the preview routes.
    shown: bool,
    refused: back::Refused,
}

/// What an event leads to.
#[derive(Debug, Default)]
struct Out {
    /// Before anything is stored: the way back waits for nothing.
    first: Vec<Effect>,
    persist: bool,
    rest: Vec<Effect>,
}

impl Out {
    fn tell(&mut self, announcement: Announcement) {
        // Numbered below, when it is known how many there are. What is told is kept.
        self.rest.push(Effect::Announce { seq: 0, announcement });
        self.persist = true;
    }

    fn effects(mut self, state: &mut State) -> Vec<Effect> {
        for effect in &mut self.rest {
            if let Effect::Announce { seq, .. } = effect {
                state.announced += 1;
                *seq = state.announced;
            }
        }
        let persist = self.persist.then(|| Effect::Persist(Box::new(state.clone())));
        self.first.into_iter().chain(persist).chain(self.rest).collect()
    }
}

impl Engine {
    /// A rollout as it was stored, or a new one. It does nothing before [`Event::Begun`], and takes
    /// the window for closed and the lease for late until it is told.
    pub fn new(state: State, now: Now) -> Self {
        Self {
            state,
            now: now.wall,
            passed: now.passed,
            tickets: 0,
            open: None,
            pause: Duration::ZERO,
            begun: false,
            window_open: false,
            lease: Freshness::Late,
            stored: true,
            go_back: None,
            pause_wanted: false,
            promote_wanted: false,
            reassert: false,
            adopt: false,
            accept_edits: false,
            hook_again: false,
            hook_pending: None,
            asked_when_over: false,
            unverified: String::new(),
            clearings: 0,
            shown: false,
            refused: back::Refused::default(),
        }
    }

    pub fn state(&self) -> &State {
        &self.state
    }

    /// The question whose answer is awaited. Answers to others are ignored.
    pub fn open_question(&self) -> Option<Ticket> {
        self.open
    }

    /// Whether nothing more happens by itself, and nothing is left to take away.
    pub fn is_settled(&self) -> bool {
        self.state.is_over() && !self.clears_preview()
    }

    /// Takes what happened, and answers what is to be done, in that order.
    pub fn handle(&mut self, now: Now, event: Event) -> Vec<Effect> {
        let mut out = Out::default();
        self.pass(now);
        self.take(event, &mut out);
        for _ in 0..TRANSITIONS_MAX {
            if !self.advance(&mut out) {
                break;
            }
        }
        out.effects(&mut self.state)
    }

    /// How long until something may happen by itself; none if only others can go on.
    pub fn next_deadline(&self) -> Option<Duration> {
        let mut waits = Vec::new();
        if self.state.is_under_way() {
            waits.push(self.until(self.state.deadline));
        }
        if let Phase::Held(Held { until: Some((at, _)), .. }) = &self.state.phase {
            waits.push(self.until(*at));
        }
        if let Phase::RollingBack { tried, .. } = &self.state.phase {
            let patience = self.state.spec.rollback_deadline.get();
            waits.push(patience.saturating_sub(*tried));
        }
        if self.open.is_none() {
            waits.extend(self.own_wait());
        }
        waits.into_iter().min()
    }

    /// How long until the phase itself goes on.
    fn own_wait(&self) -> Option<Duration> {
        let spec = &self.state.spec;
        match &self.state.phase {
            Phase::Verifying { waited } => {
                Some(self.pause.min(spec.verify.within.get().saturating_sub(*waited)))
            }
            Phase::Settling { waited } => Some(spec.verify.settle.get().saturating_sub(*waited)),
            Phase::Observing { since_asked, .. } => {
                let interval = spec.interval.get().saturating_sub(*since_asked);
                let hold = self.hold().saturating_sub(self.state.held);
                Some(if hold.is_zero() { interval } else { interval.min(hold) })
            }
            Phase::Preparing
            | Phase::Concluding
            | Phase::Resolving { .. }
            | Phase::RollingBack { .. }
            | Phase::Finishing { .. }
            | Phase::Previewing
            | Phase::Checking => Some(self.pause),
            _ if self.clears_preview() => Some(self.pause),
            _ => None,
        }
    }

    fn until(&self, at: Timestamp) -> Duration {
        Duration::try_from(at.duration_since(self.now)).unwrap_or(Duration::ZERO)
    }

    /// Lets time pass for whatever is measured.
    fn pass(&mut self, now: Now) {
        let passed = now.passed.saturating_sub(self.passed);
        self.now = now.wall;
        self.state.at = now.wall;
        self.passed = now.passed;
        self.pause = self.pause.saturating_sub(passed);
        let no_data = self.lacks_data();
        match &mut self.state.phase {
            Phase::Verifying { waited } | Phase::Settling { waited } => *waited += passed,
            Phase::Observing { without_data, since_asked } => {
                *since_asked += passed;
                if no_data {
                    *without_data += passed;
                }
                self.state.held += passed;
            }
            Phase::RollingBack { tried, .. } => *tried += passed,
            _ => {}
        }
    }

    fn take(&mut self, event: Event, out: &mut Out) {
        match event {
            Event::Begun => self.begin(out),
            Event::Look => self.look_soon(),
            Event::Read { ticket, routes } if self.answers(ticket) => self.seen(&routes, out),
            Event::Unread { ticket, why } if self.answers(ticket) => self.unseen(&why, out),
            Event::Written { ticket, outcome } if self.answers(ticket) => {
                self.written(outcome, out);
            }
            Event::Verified { ticket, outcome } if self.answers(ticket) => {
                self.verified(outcome, out);
            }
            Event::Sampled { ticket, readings } if self.answers(ticket) => {
                self.sampled(readings, out);
            }
            Event::HookEnded { ticket, outcome } if self.answers(ticket) => {
                self.hook_ended(outcome, out);
            }
            Event::Previewed { ticket, failure } if self.answers(ticket) => {
                self.previewed(failure, out);
            }
            Event::Drained { ticket, outcome } if self.answers(ticket) => {
                self.drained(outcome, out);
            }
            // Nothing but time passed, or an answer to a question that is not open any more.
            Event::Tick
            | Event::Previewed { .. }
            | Event::Drained { .. }
            | Event::Read { .. }
            | Event::Unread { .. }
            | Event::Written { .. }
            | Event::Verified { .. }
            | Event::Sampled { .. }
            | Event::HookEnded { .. } => {}
            Event::NotPersisted { why } => self.not_persisted(why),
            Event::Persisted => self.persisted(),
            Event::Lease(freshness) => self.lease = freshness,
            Event::Window { open } => self.window_open = open,
            Event::Operator(wish) => self.wish(wish, out),
            Event::Unguarded { why } => out.tell(Announcement::Unguarded { why }),
            Event::Signal => self.wants_back(Cause::Signal),
        }
    }

    /// A driver begins, or takes over what another left.
    fn begin(&mut self, out: &mut Out) {
        let fresh = self.state.writes == 0 && self.state.stage == 0;
        let started = fresh && self.state.phase == Phase::Waiting;
        // Who comes to a rollout that is over, to be told no or to go back, takes nothing over.
        if !self.state.is_over() {
            out.tell(if started { Announcement::Started } else { Announcement::TakenOver });
        }
        out.persist = true;
        self.begun = true;
        self.open = None;
        let intends = self.state.routes.iter().any(|route| route.intent.is_some());
        self.state.phase = match std::mem::replace(&mut self.state.phase, Phase::Waiting) {
            Phase::Writing { percent } | Phase::Resolving { percent } => {
                Phase::Resolving { percent }
            }
            // What was measured before counts; what the others did since has to be looked at.
            Phase::Verifying { .. } | Phase::Settling { .. } | Phase::Observing { .. } => {
                debug_assert!(!intends, "an intent belongs to a write");
                Phase::Checking
            }
            Phase::Previewing | Phase::Preparing | Phase::Concluding => Phase::Checking,
            other => other,
        };
    }

    /// One transition that needs no answer; whether there was one.
    fn advance(&mut self, out: &mut Out) -> bool {
        if !self.begun {
            return false;
        }
        if self.state.is_over() {
            return self.clear_preview(out);
        }
        if self.state.is_under_way() && self.turns_back(out) {
            return true;
        }
        if !self.is_writing() && self.state.is_under_way() {
            if std::mem::take(&mut self.promote_wanted) {
                self.skip_to_end(out);
                return true;
            }
            if std::mem::take(&mut self.pause_wanted) && !self.is_paused() {
                self.pause_here(out);
                return true;
            }
        }
        if self.open.is_some() {
            return false;
        }
        match self.state.phase.clone() {
            Phase::Waiting => self.enter(out),
            Phase::Checking | Phase::Resolving { .. } | Phase::Finishing { .. } => {
                self.ask_read(out)
            }
            Phase::Previewing => self.make_preview(out),
            Phase::Preparing => self.prepare(out),
            Phase::Verifying { waited } => self.verify(waited, out),
            Phase::Settling { waited } => self.settle(waited, out),
            Phase::Observing { since_asked, .. } => self.observe(since_asked, out),
            Phase::Concluding => self.conclude(out),
            Phase::Held(held) => self.wait(&held.reason, out),
            Phase::RollingBack { cause, tried, attempts } => {
                self.roll_back(cause, tried, attempts, out)
            }
            Phase::Writing { .. }
            | Phase::RolledBack { .. }
            | Phase::RollbackFailed { .. }
            | Phase::Promoted { .. }
            | Phase::Finished => false,
        }
    }

    /// Whatever ends the way forward, in the order of its weight.
    fn turns_back(&mut self, out: &mut Out) -> bool {
        if self.go_back.is_none() && self.now >= self.state.deadline {
            self.wants_back(Cause::Overdue);
        }
        if self.go_back.is_none() && self.lease == Freshness::Lost {
            match self.state.spec.lease.on_loss {
                OnLoss::Rollback => self.wants_back(Cause::Lease),
                OnLoss::Hold | OnLoss::Continue if self.is_held() || self.is_writing() => {}
                OnLoss::Hold | OnLoss::Continue => {
                    self.hold_for(HeldReason::Lease, None, out);
                    return true;
                }
            }
        }
        if let Phase::Held(Held { reason, until: Some((at, then)), .. }) = &self.state.phase
            && self.go_back.is_none()
            && self.now >= *at
        {
            match then {
                Fallback::Rollback => {
                    let what = what_was_awaited(reason);
                    self.wants_back(Cause::Deadline { what });
                }
                Fallback::Hold => {
                    if let Phase::Held(held) = &mut self.state.phase {
                        held.until = None;
                        out.persist = true;
                    }
                    return true;
                }
            }
        }
        // A write that is under way may arrive after whatever is sent now, so its answer comes first.
        match self.go_back.take() {
            Some(cause) if self.is_sending() => {
                self.go_back = Some(cause);
                false
            }
            Some(cause) => {
                self.begin_back(cause, out);
                true
            }
            None => false,
        }
    }

    fn wants_back(&mut self, cause: Cause) {
        if self.state.is_under_way() {
            self.go_back.get_or_insert(cause);
        }
    }

    /// Whether the answer to a write is awaited.
    fn is_sending(&self) -> bool {
        self.open.is_some() && matches!(self.state.phase, Phase::Writing { .. })
    }

    /// Whether a write is under way or its outcome is not known.
    fn is_writing(&self) -> bool {
        matches!(self.state.phase, Phase::Writing { .. } | Phase::Resolving { .. })
    }

    fn is_paused(&self) -> bool {
        matches!(&self.state.phase, Phase::Held(held) if held.reason == HeldReason::Operator)
    }

    fn is_held(&self) -> bool {
        matches!(self.state.phase, Phase::Held(_))
    }

    fn hold_for(
        &mut self,
        reason: HeldReason,
        until: Option<(Timestamp, Fallback)>,
        out: &mut Out,
    ) {
        self.open = None;
        out.persist = true;
        out.tell(Announcement::Held { reason: reason.clone() });
        self.state.phase = Phase::Held(Held::new(reason, self.now, until));
    }

    /// What cannot be stored must not be done.
    fn not_persisted(&mut self, why: String) {
        self.stored = false;
        if matches!(self.state.phase, Phase::RollingBack { .. }) {
            // The way back waits for nothing: its write was sent before, and its answer counts.
            return;
        }
        self.open = None;
        if !self.state.is_under_way() {
            return;
        }
        for route in &mut self.state.routes {
            // The intent was to be stored before its write, which was therefore not sent.
            if matches!(self.state.phase, Phase::Writing { .. }) {
                route.intent = None;
            }
        }
        if !matches!(self.state.phase, Phase::Resolving { .. }) && !self.is_held() {
            let held = Held::new(HeldReason::Storage { why }, self.now, None);
            self.state.phase = Phase::Held(held);
        }
    }

    fn persisted(&mut self) {
        self.stored = true;
        if let Phase::Held(Held { reason: HeldReason::Storage { .. }, .. }) = self.state.phase {
            self.state.phase = Phase::Checking;
        }
    }

    fn answers(&mut self, ticket: Ticket) -> bool {
        let answers = self.open == Some(ticket);
        if answers {
            self.open = None;
        }
        answers
    }

    fn ask(&mut self) -> Ticket {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.open = Some(ticket);
        ticket
    }

    fn written(&mut self, outcome: WriteOutcome, out: &mut Out) {
        match self.state.phase.clone() {
            Phase::Writing { percent } => self.forward_written(percent, outcome, out),
            Phase::RollingBack { .. } => self.back_written(outcome, out),
            Phase::Finishing { since, .. } => self.finish_written(since, outcome, out),
            _ => {}
        }
    }
}

/// What a hold waited for, to follow "no answer in time from".
fn what_was_awaited(reason: &HeldReason) -> String {
    match reason {
        HeldReason::Approval { name, .. } => format!("the approval `{name}`"),
        HeldReason::NoData => "the telemetry".to_owned(),
        HeldReason::Inconclusive => "the gates".to_owned(),
        HeldReason::Hook { name, .. } => format!("the hook `{name}`"),
        _ => "whoever had to decide".to_owned(),
    }
}
