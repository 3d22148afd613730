//! The journal of a rollout: everything that was announced, numbered without gaps.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::rollout::effect::Announcement;

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Counts from 1, without gaps, across drivers and restarts.
    pub seq: u64,
    pub at: Timestamp,
    /// The id of the rollout.
    pub rollout: String,
    pub announcement: Announcement,
}
