//! Writes that may still arrive: one that was sent, and whose sender was killed or did not hear what
//! became of it, cannot be called back. Until it is too late for it, nothing is known for good.
//!
//! The bound is the time for which its sender would have waited for the answer, since whatever
//! carries a request has no reason to keep it for longer than anybody waits. A control plane, or
//! something on the way to it, that does a request later than that is not covered; nor is a driver
//! that was halted right before it sent, and takes its write back itself when it runs again.

use std::sync::{Mutex, PoisonError};

use tokio::time::{Duration, Instant, sleep_until};

use crate::rollout::event::Seen;
use crate::rollout::state::{Phase, State};
use crate::rollout::weights::serving;

/// Until when a write may still arrive.
#[derive(Debug, Default)]
pub struct Late(Mutex<Option<Instant>>);

impl Late {
    /// From now on one may arrive, for that long.
    pub fn expect(&self, within: Duration) {
        let until = Instant::now() + within;
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some(known.map_or(until, |known| known.max(until)));
    }

    /// How long one may still arrive.
    pub fn left(&self) -> Option<Duration> {
        let until = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        until.map(|until| until.saturating_duration_since(Instant::now()))
    }

    /// Waits until none can arrive any more.
    pub async fn outlast(&self) {
        let until = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = until {
            sleep_until(until).await;
        }
    }

    /// None is expected any more: the routes were looked at after all that time.
    pub fn is_over(&self) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.take_if(|until| *until <= Instant::now());
    }
}

/// Whether somebody sent a write, or was about to, and nobody knows what became of it.
pub fn intends(state: &State) -> bool {
    state.routes.iter().any(|route| route.intent.is_some())
}

/// Whether what is seen would be taken for an end that a late write could still undo: the baseline
/// is back, or the write that was intended has not arrived.
pub fn matters(state: &State, seen: &[Seen]) -> bool {
    let mut pairs = state.routes.iter().zip(seen);
    match &state.phase {
        Phase::RollingBack { .. } => pairs.all(|(route, seen)| {
            seen.weights().is_none_or(|weights| serving(weights) == serving(&route.ladder.found))
        }),
        Phase::Resolving { .. } => !pairs.all(|(route, seen)| {
            let wanted = route.intent.as_ref().unwrap_or(&route.written);
            seen.weights() == Some(wanted)
        }),
        _ => false,
    }
}
