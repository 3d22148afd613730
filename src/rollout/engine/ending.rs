//! What comes before and after the weights move: preview routes, and taking the baseline out.

use std::time::Duration;

use jiff::Timestamp;

use crate::rollout::effect::{Announcement, Effect, Purpose, RouteWrite};
use crate::rollout::engine::wishes::decline;
use crate::rollout::engine::{Engine, Out};
use crate::rollout::event::{Seen, VerifyOutcome, WriteOutcome};
use crate::rollout::spec::Strategy;
use crate::rollout::state::{HeldReason, Phase, RouteState};
use crate::rollout::weights::{Share, Shares};

const PAUSE: Duration = Duration::from_secs(1);
/// How often it is tried to take the preview routes away.
const CLEARINGS_MAX: u32 = 10;

impl Engine {
    pub(super) fn is_before_switch(&self) -> bool {
        matches!(self.state.spec.strategy, Strategy::BlueGreen { .. }) && self.state.writes == 0
    }

    /// Whether preview routes come before what is next.
    pub(super) fn wants_preview(&self) -> bool {
        let preview = Strategy::BlueGreen { preview: None };
        self.is_before_switch() && self.state.spec.strategy != preview && !self.shown
    }

    /// Whether an approval is for the switch, and what is to be seen before it was not done yet.
    pub(super) fn shows_before_approval(&self) -> bool {
        self.is_before_switch() && (self.wants_preview() || self.next_hook().is_some())
    }

    /// Makes what who approves the switch wants to look at.
    pub(super) fn show(&mut self, out: &mut Out) {
        out.persist = true;
        self.state.phase = if self.wants_preview() { Phase::Previewing } else { Phase::Preparing };
    }

    /// Makes the preview routes; that they may exist is known before.
    pub(super) fn make_preview(&mut self, out: &mut Out) -> bool {
        self.state.previewed = true;
        out.persist = true;
        let ticket = self.ask();
        out.rest.push(Effect::Preview { ticket, wanted: true });
        false
    }

    pub(super) fn previewed(&mut self, failure: Option<String>, out: &mut Out) {
        // They are made in a phase of their own; whoever finishes may wait for them to be gone.
        match (failure, self.state.phase != Phase::Previewing) {
            (None, true) => {
                self.state.previewed = false;
                out.tell(Announcement::PreviewRemoved);
            }
            (Some(why), true) => {
                self.clearings += 1;
                self.pause = PAUSE;
                if self.clearings == CLEARINGS_MAX {
                    out.tell(Announcement::PreviewLeft { why });
                }
            }
            (None, false) => {
                self.shown = true;
                out.tell(Announcement::Previewed);
                self.state.phase = Phase::Preparing;
            }
            (Some(why), false) => self.hold_for(HeldReason::Preview { why }, None, out),
        }
    }

    /// Whether preview routes are still to be taken away.
    pub(super) fn clears_preview(&self) -> bool {
        self.state.is_over() && self.state.previewed && self.clearings < CLEARINGS_MAX
    }

    pub(super) fn clear_preview(&mut self, out: &mut Out) -> bool {
        if self.clears_preview() && self.open.is_none() && self.pause.is_zero() {
            let ticket = self.ask();
            out.rest.push(Effect::Preview { ticket, wanted: false });
        }
        false
    }

    /// Begins to take the baseline out of the routes, if it may be done.
    pub(super) fn finish(&mut self, force: Option<String>, out: &mut Out) {
        if let Some(why) = self.state.why_not_finish(force.is_some(), self.now) {
            return decline("finish", &why, out);
        }
        let Phase::Promoted { since } = self.state.phase else { return };
        let drained = force.is_some();
        if let Some(reason) = force {
            out.tell(Announcement::FinishForced { reason });
        }
        out.persist = true;
        self.pause = Duration::ZERO;
        self.state.phase = Phase::Finishing { since, drained };
    }

    /// What is there tells what is left to do.
    pub(super) fn finish_seen(
        &mut self,
        since: Timestamp,
        drained: bool,
        routes: &[Seen],
        out: &mut Out,
    ) {
        if self.all_have(routes, |route, weights| *weights == without_baseline(route)) {
            for route in &mut self.state.routes {
                route.written = without_baseline(route);
            }
            out.tell(Announcement::Finished);
            self.state.phase = Phase::Finished;
        } else if let Some(gone) = self.state.gone_routes().first() {
            let why = format!("{} is gone", gone.id().full_address());
            self.not_finished(since, &why, out);
        } else if let Some(gone) = self.state.unserved().first() {
            let why = format!("{} is gone", gone.id().full_address());
            self.not_finished(since, &why, out);
        } else if !self.all_have(routes, |route, weights| *weights == route.written) {
            let why = "somebody else changed the weights; resolve that first";
            self.not_finished(since, why, out);
        } else if !drained {
            let ticket = self.ask();
            out.rest.push(Effect::Drain { ticket });
        } else {
            let write = |route: &RouteState| RouteWrite {
                route: route.route.clone(),
                from: Some(route.written.clone()),
                to: without_baseline(route),
            };
            let routes = self.state.routes.iter().map(write).collect();
            self.state.writes += 1;
            let (ticket, number) = (self.ask(), self.state.writes);
            let purpose = Purpose::Finish;
            out.persist = true;
            out.rest.push(Effect::Write { ticket, number, routes, purpose });
        }
    }

    pub(super) fn drained(&mut self, outcome: VerifyOutcome, out: &mut Out) {
        let Phase::Finishing { since, .. } = self.state.phase else { return };
        match outcome {
            VerifyOutcome::Confirmed { .. } => {
                out.persist = true;
                self.state.phase = Phase::Finishing { since, drained: true };
            }
            VerifyOutcome::Unconfirmed { why } => {
                let why = format!(
                    "{why}, so whether the baseline gets no requests is not measured; \
                     `--force REASON` goes without"
                );
                self.not_finished(since, &why, out);
            }
            VerifyOutcome::Pending { why } | VerifyOutcome::Rejected { why } => {
                self.not_finished(since, &why, out);
            }
        }
    }

    pub(super) fn finish_written(
        &mut self,
        since: Timestamp,
        outcome: WriteOutcome,
        out: &mut Out,
    ) {
        match outcome {
            WriteOutcome::Done | WriteOutcome::Interleaved { .. } => {}
            WriteOutcome::Stale => self.pause = PAUSE,
            WriteOutcome::Refused { why } => self.not_finished(since, &why, out),
            WriteOutcome::Unknown { why } => {
                let why = format!("{why}; whether the baseline was taken out is not known");
                self.not_finished(since, &why, out);
            }
        }
    }

    fn not_finished(&mut self, since: Timestamp, why: &str, out: &mut Out) {
        self.state.phase = Phase::Promoted { since };
        decline("finish", why, out);
    }
}

/// The weights without the baseline, where it has none.
fn without_baseline(route: &RouteState) -> Shares {
    let baseline = &route.ladder.base[route.ladder.arms.baseline];
    let gone = |share: &Share| {
        share.node == baseline.node && share.port == baseline.port && share.weight.get() == 0
    };
    route.written.iter().filter(|share| !gone(share)).cloned().collect()
}

#[cfg(test)]
mod tests;
