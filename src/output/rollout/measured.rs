//! What was seen besides the record of a rollout: what proxies have, and what arrives.

use serde::Serialize;

/// What was seen at one moment; nothing is made up where nobody could look.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Measured {
    /// How many of the connected proxies have acknowledged the weights.
    pub acknowledged: Option<Share>,
    /// The share of requests that went to the canary of late, in percent.
    pub observed_percent: Option<f64>,
    /// The share of failed requests per interval, oldest first, from 0 to 1.
    pub errors: Option<Series>,
}

/// Some of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share {
    pub have: usize,
    pub of: usize,
}

/// The same measure of both arms.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Series {
    pub baseline: Vec<f64>,
    pub canary: Vec<f64>,
}
