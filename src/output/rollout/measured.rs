//! What was seen besides the record of a rollout: what proxies have, and what arrives.

use std::fmt;

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
    /// The rollout that has the routes now, where this one has let go of them. What it wrote is not
    /// compared with them any more.
    pub later: Option<Later>,
}

/// A rollout that began on routes of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Later {
    pub id: String,
    /// Nothing where only its id is known.
    pub name: Option<String>,
}

impl fmt::Display for Later {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "rollout `{name}` ({})", self.id),
            None => write!(f, "rollout {}", self.id),
        }
    }
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
