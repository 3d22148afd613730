//! Which failures are tried again, and after which pause. Pure: randomness comes in as a number.

use std::time::Duration;

use crate::client::error::Failure;

/// The most times that one request is sent.
const ATTEMPTS_MAX: u32 = 4;
const PAUSE_MIN: Duration = Duration::from_millis(100);
const PAUSE_MAX: Duration = Duration::from_secs(20);

/// The attempts of one request so far.
#[derive(Debug, Default)]
pub struct Retry {
    failed: u32,
    ambiguous: bool,
    open: bool,
}

/// What to do after a failure.
#[derive(Debug, PartialEq, Eq)]
pub enum Decision {
    Wait(Duration),
    GiveUp,
}

impl Retry {
    /// Whether an earlier attempt may have been carried out.
    pub fn is_ambiguous(&self) -> bool {
        self.ambiguous
    }

    /// Whether an earlier attempt may still be under way.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Decides after a failure; `jitter` is from 0 to 1. What the control plane asks for in
    /// `Retry-After` is kept.
    pub fn decide(&mut self, failure: &Failure, jitter: f64) -> Decision {
        self.failed += 1;
        self.ambiguous |= failure.is_ambiguous();
        self.open |= failure.is_open();
        if self.failed >= ATTEMPTS_MAX || !is_temporary(failure) {
            return Decision::GiveUp;
        }
        let asked = match failure {
            Failure::Throttled { retry_after, .. } | Failure::Server { retry_after, .. } => {
                *retry_after
            }
            _ => None,
        };
        let grown = PAUSE_MIN * 2u32.pow(self.failed - 1);
        let pause = grown.mul_f64(1.0 + jitter.clamp(0.0, 1.0));
        Decision::Wait(asked.unwrap_or(pause).min(PAUSE_MAX))
    }
}

fn is_temporary(failure: &Failure) -> bool {
    match failure {
        Failure::Throttled { .. } | Failure::NoAnswer { .. } => true,
        Failure::Server { status, .. } => matches!(status, 500 | 502 | 503 | 504),
        _ => false,
    }
}
