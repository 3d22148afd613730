//! How fresh the word of whoever watches a rollout is, where the control plane drives it.

use std::time::Duration;

use crate::rollout::event::Freshness;
use crate::rollout::spec::{Lease, OnLoss};

impl Lease {
    /// What a silence of that length means. Where nobody needs to watch, none means anything.
    pub fn freshness(&self, silence: Duration) -> Freshness {
        let ttl = self.ttl.get();
        if self.on_loss == OnLoss::Continue || silence < ttl / 2 {
            Freshness::Fresh
        } else if silence < ttl * 3 / 4 {
            Freshness::Late
        } else {
            Freshness::Lost
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollout::period::Period;

    #[test]
    fn a_silence_is_judged() {
        let ttl = "2m".parse::<Period>().unwrap();
        let lease = |on_loss| Lease { ttl, on_loss };
        for (seconds, expected) in [
            (0, Freshness::Fresh),
            (59, Freshness::Fresh),
            (60, Freshness::Late),
            (89, Freshness::Late),
            (90, Freshness::Lost),
            (10_000, Freshness::Lost),
        ] {
            let silence = Duration::from_secs(seconds);
            assert_eq!(lease(OnLoss::Rollback).freshness(silence), expected, "{seconds}");
            assert_eq!(lease(OnLoss::Hold).freshness(silence), expected, "{seconds}");
            assert_eq!(lease(OnLoss::Continue).freshness(silence), Freshness::Fresh);
        }
    }
}
