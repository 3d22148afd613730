//! When to try again to keep what could not be kept: after a pause that grows.

use std::time::Duration;

use tokio::time::Instant;

const PAUSE_MIN: Duration = Duration::from_secs(1);
const PAUSE_MAX: Duration = Duration::from_secs(10);

/// What is known of the attempts to keep something.
#[derive(Debug, Default)]
pub struct Again(Option<Failing>);

/// The last attempt failed.
#[derive(Debug)]
struct Failing {
    pause: Duration,
    at: Instant,
}

impl Again {
    pub fn failed(&mut self) {
        let doubled = self.0.as_ref().map_or(PAUSE_MIN, |failing| failing.pause * 2);
        self.0 = Some(Failing { pause: doubled.clamp(PAUSE_MIN, PAUSE_MAX), at: Instant::now() });
    }

    /// Answers whether the attempt before had failed.
    pub fn succeeded(&mut self) -> bool {
        self.0.take().is_some()
    }

    /// Something else was kept, so there is no reason to wait.
    pub fn hurry(&mut self) {
        if let Some(failing) = &mut self.0 {
            failing.pause = Duration::ZERO;
        }
    }

    pub fn is_failing(&self) -> bool {
        self.0.is_some()
    }

    /// Whether it may be tried now.
    pub fn is_due(&self) -> bool {
        self.0.as_ref().is_none_or(|failing| failing.at.elapsed() >= failing.pause)
    }
}
