//! What was seen besides the record of a rollout: what proxies have, and what arrives.

use crate::rollout::live::Live;

/// What was seen at one moment; nothing is made up where nobody could look.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measured {
    /// The routes.
    pub live: Option<Live>,
    /// Why the routes could not be read.
    pub unread: Option<String>,
    /// How many of the connected proxies have acknowledged the weights.
    pub acknowledged: Option<Share>,
    /// The share of requests that went to the canary of late, in percent.
    pub observed_percent: Option<f64>,
    /// The share of failed requests per interval, oldest first, from 0 to 1.
    pub errors: Option<Series>,
}

/// Some of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Share {
    pub have: usize,
    pub of: usize,
}

/// The same measure of both arms.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Series {
    pub baseline: Vec<f64>,
    pub canary: Vec<f64>,
}
