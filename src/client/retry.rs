//! Which failures are tried again, and after which pause. Pure: randomness comes in as a number.

use std::time::Duration;

use crate::client::error::Failure;
use crate::client::pace::FREEZE_MAX;

/// How often a request is sent again if nobody says.
const RETRIES: usize = 3;
/// How often if the control plane was just busy: it said no, so nothing is in doubt, and all
/// requests slow down.
const RETRIES_THROTTLED: usize = 10;
const PAUSE_MIN: Duration = Duration::from_millis(100);
const PAUSE_MAX: Duration = Duration::from_secs(20);

/// The attempts of one request so far.
#[derive(Debug, Default)]
pub struct Retry {
    /// How often it is tried again, if somebody set it.
    most: Option<usize>,
    failed: usize,
    throttled: usize,
    ambiguous: bool,
    last: Option<Duration>,
    open: bool,
}

/// What to do after a failure.
#[derive(Debug, PartialEq, Eq)]
pub enum Decision {
    Wait(Duration),
    GiveUp,
}

impl Retry {
    pub fn new(most: Option<usize>) -> Self {
        Self { most, ..Self::default() }
    }

    /// Whether an earlier attempt may have been carried out.
    pub fn is_ambiguous(&self) -> bool {
        self.ambiguous
    }

    /// Whether an earlier attempt may still be under way.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Decides after a failure; `jitter` is from 0 to 1. What the control plane asks for in
    /// `Retry-After` is kept. Pauses grow at random, so that clients that failed together part.
    pub fn decide(&mut self, failure: &Failure, jitter: f64) -> Decision {
        self.ambiguous |= failure.is_ambiguous();
        self.open |= failure.is_open();
        let throttled = failure.is_throttled();
        let (tried, most) = if throttled {
            self.throttled += 1;
            (self.throttled, self.most.unwrap_or(RETRIES_THROTTLED))
        } else {
            self.failed += 1;
            (self.failed, self.most.unwrap_or(RETRIES))
        };
        let asked = failure.retry_after();
        if tried > most || !is_temporary(failure) || asked.is_some_and(|asked| asked > FREEZE_MAX) {
            return Decision::GiveUp;
        }
        let grown = self.last.unwrap_or(PAUSE_MIN) * 3;
        let spread = grown.saturating_sub(PAUSE_MIN).mul_f64(jitter.clamp(0.0, 1.0));
        let pause = (PAUSE_MIN + spread).min(PAUSE_MAX);
        self.last = Some(pause);
        Decision::Wait(asked.unwrap_or(pause))
    }
}

fn is_temporary(failure: &Failure) -> bool {
    match failure {
        Failure::Throttled { .. } => true,
        Failure::NoAnswer { source, .. } => !source.is_lasting(),
        Failure::Server { status, .. } => matches!(status, 500 | 502 | 503 | 504),
        _ => false,
    }
}
