//! Whether a control plane has stopped to answer: several requests went unanswered one after the other,
//! whoever sent them, and one that is lost is none.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, timeout};

use crate::client::Client;

/// How many requests in a row must go unanswered, and for how long.
const REQUESTS: u32 = 2;
const LENGTH: Duration = Duration::from_secs(1);

/// What is known of the answers of a control plane.
#[derive(Debug, Default)]
pub struct Silence(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    answered: Option<Instant>,
    /// Since the last answer.
    unanswered: u32,
    since: Option<Instant>,
}

impl Silence {
    fn known(&self) -> MutexGuard<'_, Known> {
        // Nothing is left half done while the lock is held, so one that was poisoned is as good.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes how a request ended.
    pub fn note(&self, is_answered: bool) {
        let (mut known, now) = (self.known(), Instant::now());
        if is_answered {
            *known = Known { answered: Some(now), unanswered: 0, since: None };
        } else {
            known.unanswered += 1;
            known.since.get_or_insert(now);
        }
    }

    fn is_now(&self) -> bool {
        let known = self.known();
        known.unanswered >= REQUESTS && known.since.is_some_and(|since| since.elapsed() >= LENGTH)
    }

    fn is_broken_within(&self, time: Duration) -> bool {
        self.known().answered.is_some_and(|answered| answered.elapsed() < time)
    }
}

impl Client {
    /// Whether the control plane has stopped to answer.
    pub fn is_silent(&self) -> bool {
        self.traffic.silence.is_now()
    }

    /// Waits for something that needs answers, for as long as any come: nothing where none came for
    /// that long.
    pub async fn while_it_answers<T>(
        &self,
        patience: Duration,
        what: impl Future<Output = T>,
    ) -> Option<T> {
        let mut what = std::pin::pin!(what);
        loop {
            match timeout(patience, &mut what).await {
                Ok(done) => return Some(done),
                Err(_) if self.traffic.silence.is_broken_within(patience) => {}
                Err(_) => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn one_request_that_is_lost_is_no_silence() {
        let silence = Silence::default();
        silence.note(false);
        advance(LENGTH).await;
        assert!(!silence.is_now(), "it may have been lost on the way");
        silence.note(false);
        assert!(silence.is_now());
        silence.note(true);
        assert!(!silence.is_now(), "it answers again");
        silence.note(false);
        silence.note(false);
        assert!(!silence.is_now(), "they may have been lost together");
        advance(LENGTH).await;
        assert!(silence.is_now());
    }
}
