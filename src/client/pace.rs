//! When the next request may go: two buckets of tokens that learn how much a control plane takes.
//! Pure: the time comes in, as what has passed since some beginning.

use std::time::Duration;

/// The least that is halved at the first complaint where no rate was set: a few requests that went
/// one after the other say little of what the control plane takes.
const OBSERVED_MIN: u32 = 40;
/// How many requests may go at once after a rest.
const BURST: f64 = 5.0;
/// No control plane is slower than this.
const RATE_MIN: f64 = 0.5;
/// A rate that was learned and has grown beyond this is none any more.
const RATE_FREE: f64 = 1_000.0;
/// After so long without a complaint the rate grows.
const QUIET: Duration = Duration::from_secs(5);
const GROWTH: f64 = 1.1;
/// How far a token may be from whole, by rounding.
const ROUNDING: f64 = 1e-6;
/// The longest rest that a control plane is granted.
pub const FREEZE_MAX: Duration = Duration::from_mins(5);

/// Which requests share a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    Read,
    Write,
}

/// One bucket. Additive growth after quiet times, half after each complaint.
#[derive(Debug)]
pub struct Pace {
    /// The most a second that was set.
    limit: Option<f64>,
    /// What is in force; none is as fast as it goes.
    rate: Option<f64>,
    tokens: f64,
    filled: Duration,
    frozen_until: Duration,
    /// When the rate was last halved, or last grew.
    changed: Duration,
    halved: Option<Duration>,
    /// How many were sent in the second that began at `second`, and in the one before.
    second: Duration,
    sent: (u32, u32),
}

impl Pace {
    pub fn new(limit: Option<f64>) -> Self {
        Self {
            limit,
            rate: limit,
            tokens: BURST,
            filled: Duration::ZERO,
            frozen_until: Duration::ZERO,
            changed: Duration::ZERO,
            halved: None,
            second: Duration::ZERO,
            sent: (0, 0),
        }
    }

    /// What is in force, in requests a second.
    pub fn rate(&self) -> Option<f64> {
        self.rate
    }

    /// Lifts the limit; what was learned stays.
    pub fn lift(&mut self) {
        self.limit = None;
        if self.halved.is_none() {
            self.rate = None;
        }
    }

    /// Takes a token, or says how long to wait before asking again.
    pub fn take(&mut self, now: Duration) -> Result<(), Duration> {
        let rest = self.frozen_until.saturating_sub(now);
        if !rest.is_zero() {
            return Err(rest);
        }
        self.grow(now);
        let Some(rate) = self.rate else {
            self.note(now);
            return Ok(());
        };
        let passed = now.saturating_sub(self.filled).as_secs_f64();
        self.tokens = (self.tokens + passed * rate).min(BURST);
        self.filled = self.filled.max(now);
        if self.tokens < 1.0 - ROUNDING {
            return Err(Duration::from_secs_f64((1.0 - self.tokens) / rate));
        }
        self.tokens -= 1.0;
        self.note(now);
        Ok(())
    }

    /// The control plane refused a request that was sent at `sent`, because of too many. All
    /// requests rest as long as it asks for. What was under way together is one complaint.
    pub fn refused(&mut self, now: Duration, sent: Duration, rest: Option<Duration>) {
        if self.halved.is_none_or(|halved| sent >= halved) {
            let rate = self.rate.unwrap_or_else(|| self.observed());
            self.rate = Some((rate / 2.0).max(RATE_MIN));
            self.halved = Some(now);
            self.changed = now;
        }
        self.rest(now, rest);
        self.tokens = 0.0;
        self.filled = self.frozen_until.max(now);
        self.changed = self.changed.max(self.frozen_until);
    }

    /// Nobody goes for a while.
    pub fn rest(&mut self, now: Duration, rest: Option<Duration>) {
        let rest = rest.unwrap_or_default().min(FREEZE_MAX);
        self.frozen_until = self.frozen_until.max(now + rest);
    }

    /// Grows the rate for the quiet times that have passed, up to the limit.
    fn grow(&mut self, now: Duration) {
        while let Some(rate) = self.rate
            && self.limit.is_none_or(|limit| rate < limit)
            && now >= self.changed + QUIET
        {
            self.changed += QUIET;
            let grown = rate * GROWTH;
            self.rate = match self.limit {
                Some(limit) => Some(grown.min(limit)),
                None if grown > RATE_FREE => None,
                None => Some(grown),
            };
        }
    }

    fn note(&mut self, now: Duration) {
        let second = Duration::from_secs(1);
        if now >= self.second + second {
            let just_before = now < self.second + 2 * second;
            self.sent = (0, if just_before { self.sent.0 } else { 0 });
            self.second = Duration::from_secs(now.as_secs());
        }
        self.sent.0 += 1;
    }

    /// How many went in a second, lately.
    fn observed(&self) -> f64 {
        f64::from(self.sent.0.max(self.sent.1).max(OBSERVED_MIN))
    }
}

#[cfg(test)]
mod properties;
