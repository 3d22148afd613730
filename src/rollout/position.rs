//! Where the traffic is, from where a rollout stands: what exit codes are made of.

use crate::rollout::state::{Cause, HeldReason, Phase, State};

/// Where the traffic is, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// The canary has its last weight.
    Promoted,
    /// On the baseline, because a gate, a hook or a proxy said no.
    BaselineByGate,
    /// On the baseline, because somebody wanted it.
    BaselineByOperator,
    /// On the baseline, because of a deadline, a signal or a lost lease.
    BaselineByTimeout,
    /// Split and stable, waiting for an approval, a window or somebody.
    SplitWaiting,
    /// Split and stable, without enough evidence.
    SplitNoEvidence,
    /// Split; others changed the weights, or they are not confirmed.
    SplitDrift,
    /// Split, and on its way.
    SplitProgressing,
    /// The way back failed.
    RollbackFailed,
}

impl Position {
    pub fn of(state: &State) -> Self {
        match &state.phase {
            Phase::Promoted { .. } | Phase::Finishing { .. } | Phase::Finished => Self::Promoted,
            Phase::RolledBack { cause } => Self::baseline(cause),
            Phase::RollbackFailed { .. } => Self::RollbackFailed,
            Phase::Held(held) => Self::held(held.awaited()),
            Phase::Waiting
            | Phase::Checking
            | Phase::Previewing
            | Phase::Preparing
            | Phase::Writing { .. }
            | Phase::Resolving { .. }
            | Phase::Verifying { .. }
            | Phase::Settling { .. }
            | Phase::Observing { .. }
            | Phase::Concluding
            | Phase::RollingBack { .. } => Self::SplitProgressing,
        }
    }

    fn baseline(cause: &Cause) -> Self {
        match cause {
            Cause::Gate { .. }
            | Cause::Hook { .. }
            | Cause::Rejected { .. }
            | Cause::NoEvidence
            | Cause::Drift => Self::BaselineByGate,
            Cause::Operator { .. } | Cause::Denied { .. } => Self::BaselineByOperator,
            Cause::Deadline { .. } | Cause::Signal | Cause::Lease => Self::BaselineByTimeout,
        }
    }

    /// The same where nobody drives the rollout: nothing goes on by itself, so it waits for somebody.
    pub fn without_driver(self) -> Self {
        if self == Self::SplitProgressing { Self::SplitWaiting } else { self }
    }

    /// Whether all traffic is on one side, and nobody has to look.
    pub fn is_settled(self) -> bool {
        matches!(
            self,
            Self::Promoted
                | Self::BaselineByGate
                | Self::BaselineByOperator
                | Self::BaselineByTimeout
        )
    }

    fn held(reason: &HeldReason) -> Self {
        match reason {
            HeldReason::Approval { .. } | HeldReason::Window | HeldReason::Operator => {
                Self::SplitWaiting
            }
            HeldReason::NoData | HeldReason::Inconclusive | HeldReason::Hook { .. } => {
                Self::SplitNoEvidence
            }
            HeldReason::Weights
            | HeldReason::OtherFields
            | HeldReason::RouteGone { .. }
            | HeldReason::Unverified { .. }
            | HeldReason::Conflict => Self::SplitDrift,
            HeldReason::Lease
            | HeldReason::Storage { .. }
            | HeldReason::Write { .. }
            | HeldReason::Preview { .. } => Self::SplitWaiting,
        }
    }
}
