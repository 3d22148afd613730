//! The lock of a mesh as it is kept: who holds it, since when, and with which token.

use serde::{Deserialize, Serialize};

use crate::model::Timestamp;

/// A lock that somebody took and did not give back yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MeshLock {
    /// What only the holder knows.
    pub token: String,
    pub holder: LockHolder,
    pub since: Timestamp,
    /// How long the lock holds without being renewed.
    pub lease_ms: u64,
}

/// Who holds a lock, in the holder's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockHolder {
    pub user: String,
    pub host: String,
    pub pid: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}
