//! What a rollout is watched to, and whether it is there.

use crate::rollout::state::{HeldReason, Phase, State};

/// What a rollout is watched to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Nothing more happens by itself.
    Done,
    /// It is held, or nothing more happens by itself.
    Hold,
    /// So many stages are done, or nothing more happens by itself.
    Stage(usize),
    /// All traffic is on the baseline, or the way back failed.
    Back,
    /// The baseline is out of the routes.
    Finished,
}

impl Until {
    pub fn is_reached(self, state: &State) -> bool {
        // A lease is fresh again by itself.
        let is_held = matches!(&state.phase, Phase::Held(held) if held.reason != HeldReason::Lease);
        match self {
            Self::Done => state.is_over(),
            Self::Hold => state.is_over() || is_held,
            Self::Stage(stages) => state.is_over() || state.stage >= stages,
            Self::Back => {
                matches!(state.phase, Phase::RolledBack { .. } | Phase::RollbackFailed { .. })
            }
            Self::Finished => state.phase == Phase::Finished,
        }
    }
}
