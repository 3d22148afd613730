//! The end of a run that can no longer know where the traffic is: its control plane is gone after writes.

use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::output::rollout::words;
use crate::rollout::state::{Phase, State};

pub fn silence() -> Error {
    Error::new(Exit::ControlPlane, "the control plane does not answer")
}

/// What was last known, and what to do next. Where nothing was written, the cause says it all.
pub fn error(state: Option<&State>, drove_here: bool, cause: &Error) -> Error {
    let mut lost =
        Error::new(Exit::Lost, "the rollout is out of sight; where the traffic is, is not known");
    lost.hints.clone_from(&cause.hints);
    if let Some(state) = state {
        let strategy = words::strategy(&state.spec.strategy);
        let (canary, percent) = (words::canary(&state.spec), state.percent);
        lost = lost.hint(format!("{canary} had {percent} % when that was last known"));
        if matches!(state.phase, Phase::RollingBack { .. } | Phase::RollbackFailed { .. }) {
            lost = lost.hint("a way back was begun, and nobody knows how far it came");
        }
        if drove_here {
            lost = lost.hint("nobody drives it now");
        }
        lost = lost
            .hint(format!("`weir {strategy} status {}` shows where it is", state.id))
            .hint(format!("`weir {strategy} abort {}` goes back to the baseline", state.id));
    }
    lost = lost.hint(cause.to_string());
    match cause.causes() {
        causes if causes.is_empty() => lost,
        causes => lost.hint(causes.join(": ")),
    }
}
