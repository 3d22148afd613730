//! The one table of exit codes. They never depend on the output format. A panic is a bug in weir
//! and ends with 101, which is what Rust does by itself.

use crate::rollout::position::Position;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done, nothing to do, no differences.
    Done,
    /// The answer is no: findings, differences, not found, a request that gets nowhere.
    No,
    /// Wrong use, or the local environment: unknown flag, unreadable file, bad configuration,
    /// invalid documents given to any command but `validate`.
    Usage,
    /// Credentials missing, expired or refused.
    Credentials,
    /// The control plane is unreachable, timed out, or was not understood.
    ControlPlane,
    /// Refused before anything changed: a stale plan, a lock, a protection, no confirmation.
    Refused,
    /// Partly applied; what was done, failed, skipped or is unknown is listed.
    Partly,
    /// Failed, and nothing was changed.
    Failed,
    /// Applied, but not all proxies have it: one rejected it, or the wait ran out.
    NotConverged,
    /// Rolled back by a gate, a hook or a proxy; all traffic is on the baseline.
    BackByGate,
    /// Rolled back because somebody wanted it; all traffic is on the baseline.
    BackByOperator,
    /// Rolled back by a deadline, a signal or a lost lease; all traffic is on the baseline.
    BackByTimeout,
    /// The traffic is split and stable, and waits for an approval, a window or somebody.
    SplitWaiting,
    /// The traffic is split and stable, without enough evidence to go on.
    SplitNoEvidence,
    /// The traffic is split; others changed the weights, or they are not confirmed.
    SplitDrift,
    /// The traffic is split, and the rollout goes on without this run.
    SplitProgressing,
    /// A rollback failed; where the traffic is, is not certain.
    RollbackFailed,
    /// The control plane was lost after it was written to; where the traffic is, is not known.
    Lost,
    /// Interrupted by SIGINT; a report was printed.
    Interrupted,
    /// Ended by SIGTERM; a report was printed.
    Terminated,
    /// The reader closed the pipe (read-only commands).
    PipeClosed,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::No => 1,
            Self::Usage => 2,
            Self::Credentials => 3,
            Self::ControlPlane => 4,
            Self::Refused => 5,
            Self::Partly => 6,
            Self::Failed => 7,
            Self::NotConverged => 8,
            Self::BackByGate => 10,
            Self::BackByOperator => 11,
            Self::BackByTimeout => 12,
            Self::SplitWaiting => 20,
            Self::SplitNoEvidence => 21,
            Self::SplitDrift => 22,
            Self::SplitProgressing => 23,
            Self::RollbackFailed => 30,
            Self::Lost => 31,
            Self::Interrupted => 130,
            Self::PipeClosed => 141,
            Self::Terminated => 143,
        }
    }
}

impl From<Position> for Exit {
    /// A rollout ends with where it left the traffic.
    fn from(position: Position) -> Self {
        match position {
            Position::Promoted => Self::Done,
            Position::BaselineByGate => Self::BackByGate,
            Position::BaselineByOperator => Self::BackByOperator,
            Position::BaselineByTimeout => Self::BackByTimeout,
            Position::SplitWaiting => Self::SplitWaiting,
            Position::SplitNoEvidence => Self::SplitNoEvidence,
            Position::SplitDrift => Self::SplitDrift,
            Position::SplitProgressing => Self::SplitProgressing,
            Position::RollbackFailed => Self::RollbackFailed,
        }
    }
}
