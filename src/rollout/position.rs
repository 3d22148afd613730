//! Where the traffic is, from where a rollout stands: what exit codes are made of.

use crate::rollout::live::Live;
use crate::rollout::state::{Cause, HeldReason, Phase, State};

/// Where the traffic is, and why; the worst comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    /// The canary has its last weight.
    Promoted,
    /// On the baseline, because a gate, a hook or a proxy said no.
    BaselineByGate,
    /// On the baseline, because somebody wanted it.
    BaselineByOperator,
    /// On the baseline, because of a deadline, a signal or a lost lease.
    BaselineByTimeout,
    /// Split, and on its way.
    SplitProgressing,
    /// Split and stable, waiting for an approval, a window or somebody.
    SplitWaiting,
    /// Split and stable, without enough evidence.
    SplitNoEvidence,
    /// Split; others changed the weights, or they are not confirmed.
    SplitDrift,
    /// The way back failed.
    RollbackFailed,
}

impl Position {
    /// As the rollout knows it.
    pub fn of(state: &State) -> Self {
        match &state.phase {
            // Nothing goes on by itself from a last stage that leaves the baseline a share.
            Phase::Promoted { .. } if state.ends_split() => Self::SplitWaiting,
            Phase::Promoted { .. } | Phase::Finishing { .. } | Phase::Finished => Self::Promoted,
            // That all traffic is on the baseline cannot be said of a route that is gone: where its
            // requests go is up to what else there is. The canary gets none by it and nothing is
            // left to be done, so it is no failed way back either; somebody has to look.
            // The same goes for a baseline that is gone: the requests have nowhere to go.
            Phase::RolledBack { .. } if !state.gone.is_empty() || !state.unserved().is_empty() => {
                Self::SplitDrift
            }
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

    /// As the routes say it, where they were read.
    ///
    /// Of a rollout that is over, ordinary work that comes later is no alarm: a route that was
    /// deleted, other targets, a canary that was replaced, and all that happens once another rollout
    /// has the routes or this one is finished. What counts is whether its end still holds: after a
    /// way back, that the canary gets nothing; after a promotion, that the baseline gets no more;
    /// after both, that the node which gets the requests is there.
    pub fn seen(state: &State, live: Option<&Live>) -> Self {
        let known = Self::of(state);
        let Some(live) = live.filter(|live| !live.fits(state)) else { return known };
        match &state.phase {
            _ if live.has_unserved(state) => Self::SplitDrift,
            Phase::RolledBack { .. } if live.exposes(state) => Self::SplitDrift,
            Phase::Promoted { .. } if live.gives_back(state) => {
                if live.exposes(state) {
                    Self::SplitDrift
                } else {
                    Self::BaselineByOperator
                }
            }
            _ if state.is_under_way() => Self::SplitDrift,
            _ => known,
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
            Cause::Deadline { .. } | Cause::Overdue | Cause::Signal | Cause::Lease => {
                Self::BaselineByTimeout
            }
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
            | HeldReason::RouteRemade { .. }
            | HeldReason::NodeGone { .. }
            | HeldReason::Unverified { .. }
            | HeldReason::Conflict => Self::SplitDrift,
            HeldReason::Lease
            | HeldReason::Storage { .. }
            | HeldReason::Write { .. }
            | HeldReason::Preview { .. } => Self::SplitWaiting,
        }
    }
}

#[cfg(test)]
mod tests;
