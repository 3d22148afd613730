//! The end of a run that can no longer know where the traffic is: its control plane is gone after writes.

use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::output::rollout::next::Commands;
use crate::output::rollout::words;
use crate::rollout::state::{Phase, State};

pub fn silence() -> Error {
    Error::new(Exit::ControlPlane, "the control plane does not answer")
}

/// What was last known, and what to do next. Where nothing was written, the cause says it all.
pub fn error(known: Option<(&State, Commands)>, drove_here: bool, cause: &Error) -> Error {
    let mut lost =
        Error::new(Exit::Lost, "the rollout is out of sight; where the traffic is, is not known");
    lost.hints.clone_from(&cause.hints);
    if let Some((state, commands)) = known {
        let (canary, percent) = (words::canary(&state.spec), state.percent);
        lost = lost.hint(format!("{canary} had {percent} % when that was last known"));
        if let Phase::Writing { percent } | Phase::Resolving { percent } = state.phase {
            lost = lost.hint(format!("a write of {percent} % to it was under way"));
        }
        if matches!(state.phase, Phase::RollingBack { .. } | Phase::RollbackFailed { .. }) {
            lost = lost.hint("a way back was begun, and nobody knows how far it came");
        }
        if drove_here {
            lost = lost.hint("nobody drives it now");
        }
        lost = lost
            .hint(format!("`{}` shows where it is", commands.about(state, "status")))
            .hint(format!("`{}` goes back to the baseline", commands.about(state, "abort")));
    }
    lost = lost.hint(cause.to_string());
    match cause.causes() {
        causes if causes.is_empty() => lost,
        causes => lost.hint(causes.join(": ")),
    }
}
