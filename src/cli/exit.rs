//! The one table of exit codes. They never depend on the output format. A panic is a bug in weir
//! and ends with 101, which is what Rust does by itself.

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
            Self::Interrupted => 130,
            Self::PipeClosed => 141,
            Self::Terminated => 143,
        }
    }
}
