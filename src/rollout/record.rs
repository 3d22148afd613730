//! The record of a rollout on a control plane that keeps rollouts: where it stands, and who drives it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::rollout::state::{FORMAT, Phase, State};

/// What is kept of a rollout. Each write of it has the next number, and whoever writes names the
/// number that was read: so a driver that was replaced cannot write any more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RolloutRecord {
    pub number: u64,
    /// Who drives it, if somebody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub driver: Option<String>,
    /// The rollout that took its routes over after it was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded: Option<String>,
    pub state: State,
}

/// Why the bytes of a record are none.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    #[error("the record has format {0}, and this version of weir knows formats up to {FORMAT}")]
    Newer(u32),
    #[error(transparent)]
    Damaged(serde_json::Error),
}

impl RolloutRecord {
    /// The record of a rollout that nobody drives yet.
    pub fn new(state: State) -> Self {
        Self { number: 1, driver: None, superseded: None, state }
    }

    /// Whether no other rollout may have its routes.
    pub fn holds_routes(&self) -> bool {
        self.superseded.is_none()
            && !matches!(
                self.state.phase,
                Phase::RolledBack { .. } | Phase::Promoted { .. } | Phase::Finished
            )
    }

    /// Whether nothing can become of it any more: all that is left is its history.
    pub fn is_history(&self) -> bool {
        self.superseded.is_some()
            || matches!(self.state.phase, Phase::RolledBack { .. } | Phase::Finished)
                && !self.state.previewed
    }

    /// The same, where its way back failed, with that begun anew.
    pub fn back_again(mut self) -> Self {
        if let Phase::RollbackFailed { cause } = &self.state.phase {
            let cause = cause.clone();
            self.state.phase = Phase::RollingBack { cause, tried: Duration::ZERO, attempts: 0 };
        }
        self
    }

    /// The same with addresses as they may be shown. A driver has the whole one, from the store.
    pub fn without_secrets(&self) -> Self {
        let mut record = self.clone();
        record.state.spec = record.state.spec.without_secrets();
        record
    }

    /// Whether somebody has to drive it, without being asked.
    pub fn needs_driver(&self) -> bool {
        self.superseded.is_none() && (!self.state.is_over() || self.state.previewed)
    }

    /// Reads a record; one of a later version is told from one that is damaged.
    pub fn parse(bytes: &[u8]) -> Result<Self, RecordError> {
        #[derive(Deserialize)]
        struct Outline {
            state: Format,
        }
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let outline: Outline = serde_json::from_slice(bytes).map_err(RecordError::Damaged)?;
        if outline.state.format > FORMAT {
            return Err(RecordError::Newer(outline.state.format));
        }
        serde_json::from_slice(bytes).map_err(RecordError::Damaged)
    }
}
