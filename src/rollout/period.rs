//! A length of time as people write it: `90s`, `1h30m`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use jiff::fmt::friendly::{Spacing, SpanPrinter};
use jiff::{SignedDuration, Span, SpanRelativeTo};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The longest period that is taken; whatever is longer is a mistake in the unit.
const MAX: Duration = Duration::from_hours(366 * 24);

/// A length of time of at most a year. Zero is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Period(Duration);

/// Why a text is no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    #[error("write a duration such as 30s, 5m or 1h30m")]
    Form,
    #[error("a duration cannot be negative")]
    Negative,
    #[error("a duration can be at most 366 days")]
    TooLong,
}

impl Period {
    pub const ZERO: Self = Self(Duration::ZERO);

    pub const fn seconds(seconds: u64) -> Self {
        Self(Duration::from_secs(seconds))
    }

    pub const fn millis(millis: u64) -> Self {
        Self(Duration::from_millis(millis))
    }

    pub const fn minutes(minutes: u64) -> Self {
        Self::seconds(minutes * 60)
    }

    pub fn get(self) -> Duration {
        self.0
    }

    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// A part of it, such as half of a lease.
    #[must_use]
    pub fn fraction(self, part: u32, of: u32) -> Self {
        Self(self.0 * part / of)
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let span = text.trim().parse().or_else(|_| with_days(text.trim()))?;
        let length = Duration::try_from(span).map_err(|_| PeriodError::Negative)?;
        if length > MAX { Err(PeriodError::TooLong) } else { Ok(Self(length)) }
    }
}

/// A length that names days, each of 24 hours.
fn with_days(text: &str) -> Result<SignedDuration, PeriodError> {
    let span: Span = text.parse().map_err(|_| PeriodError::Form)?;
    let days = SpanRelativeTo::days_are_24_hours();
    // Months and years are as long as they happen to be.
    span.to_duration(days).map_err(|_| PeriodError::Form)
}

impl From<Duration> for Period {
    /// What is longer than a year counts as a year.
    fn from(length: Duration) -> Self {
        Self(length.min(MAX))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const PRINTER: SpanPrinter = SpanPrinter::new().spacing(Spacing::None);
        // A year fits into a signed duration many times over.
        let length = SignedDuration::try_from(self.0).unwrap_or(SignedDuration::MAX);
        f.pad(&PRINTER.duration_to_string(&length))
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_periods_are_inverse() {
        for (text, seconds) in
            [("30s", 30), ("5m", 300), ("1h30m", 5400), ("0s", 0), ("24h", 86400)]
        {
            let period: Period = text.parse().unwrap();
            assert_eq!(period, Period::seconds(seconds));
            assert_eq!(period.to_string(), text);
        }
        assert_eq!("7d".parse(), Ok(Period::seconds(7 * 86400)), "a day has 24 hours");
        assert_eq!("1d12h".parse(), Ok(Period::seconds(36 * 3600)));
        assert_eq!("1500ms".parse::<Period>().unwrap().to_string(), "1s500ms");
    }

    #[test]
    fn what_is_no_period_is_refused() {
        assert_eq!("5".parse::<Period>(), Err(PeriodError::Form));
        assert_eq!("soon".parse::<Period>(), Err(PeriodError::Form));
        assert_eq!("-5m".parse::<Period>(), Err(PeriodError::Negative));
        assert_eq!("9000h".parse::<Period>(), Err(PeriodError::TooLong));
        assert_eq!("999999d".parse::<Period>(), Err(PeriodError::TooLong));
        for wrong in ["999999999999d", "1e30h", "1mo", "1y", "5 parsecs", "NaN"] {
            assert_eq!(wrong.parse::<Period>(), Err(PeriodError::Form), "{wrong}");
        }
    }
}
