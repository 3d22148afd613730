//! Gates: what is known of a stage becomes a verdict. No data is never a pass.

use serde::{Deserialize, Serialize};

/// What a gate says of a stage so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Enough is known, and it is good.
    Pass,
    /// Nothing bad is known, and not enough to tell.
    Inconclusive,
    /// Nothing is known.
    NoData,
    /// It does harm.
    Harm,
}

/// Counts of one arm since the stage settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Completed requests, each attempt counted.
    pub requests: u64,
    /// Those of them that failed.
    pub errors: u64,
    /// Those of them that took longer than the limit of the gate.
    pub slow: u64,
}

/// An absolute limit on the canary. Ratios are from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Limit {
    /// The share of failed requests.
    #[serde(rename_all = "camelCase")]
    Errors { max: f64, min_requests: u64 },
    /// The share of requests that take longer than so many milliseconds.
    #[serde(rename_all = "camelCase")]
    Slow { than_ms: u64, max: f64, min_requests: u64 },
    /// A value of whatever unit, which has to be within these.
    Value { min: Option<f64>, max: Option<f64> },
}

/// What a gate measured and concluded, in words and numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reading {
    pub gate: String,
    pub verdict: Verdict,
    /// The numbers behind it: `12 of 800 requests failed (1.5 %), at most 1 % may`.
    pub evidence: String,
}

impl Limit {
    /// Judges the canary's counts. Too few requests are inconclusive unless they already hold more
    /// bad ones than the fewest that count may.
    pub fn judge(&self, counts: Counts) -> Verdict {
        let (bad, max, enough) = match *self {
            Self::Errors { max, min_requests } => (counts.errors, max, min_requests),
            Self::Slow { max, min_requests, .. } => (counts.slow, max, min_requests),
            // Counts say nothing about a value.
            Self::Value { .. } => return Verdict::NoData,
        };
        let all = counts.requests.max(enough);
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
        let beyond = bad as f64 > max * all as f64;
        match counts.requests {
            _ if beyond => Verdict::Harm,
            0 => Verdict::NoData,
            requests if requests < enough => Verdict::Inconclusive,
            _ => Verdict::Pass,
        }
    }

    /// The numbers in words.
    pub fn evidence(&self, counts: Counts) -> String {
        let (bad, what, max, enough) = match *self {
            Self::Errors { max, min_requests } => {
                (counts.errors, "failed".to_owned(), max, min_requests)
            }
            Self::Slow { than_ms, max, min_requests } => {
                (counts.slow, format!("took longer than {than_ms} ms"), max, min_requests)
            }
            Self::Value { .. } => return "no value was measured".to_owned(),
        };
        if counts.requests == 0 {
            return "no requests were counted".to_owned();
        }
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
        let share = bad as f64 * 100.0 / counts.requests as f64;
        let limit = max * 100.0;
        let mut text = format!(
            "{bad} of {} requests {what} ({share:.2} %), at most {limit} % may",
            counts.requests
        );
        if counts.requests < enough {
            text = format!("{text}; {enough} requests are needed to tell");
        }
        text
    }
}

/// Judges a value. What is no number is no data.
pub fn judge_value(min: Option<f64>, max: Option<f64>, value: Option<f64>) -> Verdict {
    match value.filter(|value| value.is_finite()) {
        None => Verdict::NoData,
        Some(value) if min.is_some_and(|min| value < min) => Verdict::Harm,
        Some(value) if max.is_some_and(|max| value > max) => Verdict::Harm,
        Some(_) => Verdict::Pass,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_judged() {
        let judge = |value| judge_value(Some(1.0), Some(2.0), value);
        assert_eq!(judge(Some(1.0)), Verdict::Pass);
        assert_eq!(judge(Some(2.0)), Verdict::Pass);
        assert_eq!(judge(Some(0.9)), Verdict::Harm);
        assert_eq!(judge(Some(2.1)), Verdict::Harm);
        for nothing in [None, Some(f64::NAN), Some(f64::INFINITY)] {
            assert_eq!(judge(nothing), Verdict::NoData, "what is no number is never a pass");
        }
    }

    const ERRORS: Limit = Limit::Errors { max: 0.01, min_requests: 500 };

    fn counts(requests: u64, errors: u64) -> Counts {
        Counts { requests, errors, slow: 0 }
    }

    #[test]
    fn a_limit_is_judged() {
        assert_eq!(ERRORS.judge(counts(0, 0)), Verdict::NoData, "no data is never a pass");
        assert_eq!(ERRORS.judge(counts(499, 0)), Verdict::Inconclusive);
        assert_eq!(ERRORS.judge(counts(500, 5)), Verdict::Pass, "the limit itself is allowed");
        assert_eq!(ERRORS.judge(counts(500, 6)), Verdict::Harm);
        assert_eq!(
            ERRORS.judge(counts(20, 6)),
            Verdict::Harm,
            "6 failures are too many for 500 requests, so the other 480 need not be waited for"
        );
        assert_eq!(ERRORS.judge(counts(20, 5)), Verdict::Inconclusive);
    }

    #[test]
    fn evidence_holds_the_numbers() {
        assert_eq!(
            ERRORS.evidence(counts(800, 12)),
            "12 of 800 requests failed (1.50 %), at most 1 % may"
        );
        assert_eq!(
            ERRORS.evidence(counts(20, 0)),
            "0 of 20 requests failed (0.00 %), at most 1 % may; 500 requests are needed to tell"
        );
    }
}
