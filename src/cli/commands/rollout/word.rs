//! What a word to a rollout means as it stands, or why it means nothing.

use crate::cli::commands::rollout::commands;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;
use crate::rollout::event::Wish;
use crate::rollout::state::{Held, HeldReason, Phase, State};

/// No rollout is under way, so that the one which is promoted has to be named.
pub fn promoted(state: &State, strategy: &str, settings: &Settings) -> Error {
    let (State { id, spec, .. }, weir) = (state, commands(settings).program);
    let message = format!("no {strategy} rollout is under way; `{}` is promoted", spec.name);
    Error::new(Exit::Refused, message)
        .hint(format!("`{weir} {strategy} abort {id}` takes its traffic back"))
}

/// Whether it is held until somebody says that it may go on.
pub fn waits_for_a_word(state: &State) -> bool {
    match &state.phase {
        Phase::Held(Held { reason, .. }) => {
            !matches!(reason, HeldReason::Approval { .. } | HeldReason::Window | HeldReason::Lease)
        }
        _ => false,
    }
}

/// The approval before the switch, or the way past whatever else is before it.
pub fn switching(state: &State, skip: Option<&String>) -> Result<Wish, Error> {
    let refused = |why: &str| Error::new(Exit::Refused, format!("cannot switch: {why}"));
    if state.writes > 0 {
        return Err(refused("it is switched, or on its way back"));
    }
    if let Some((_, number)) = state.asked_approval() {
        return Ok(Wish::Approve { number });
    }
    match skip {
        Some(reason) => Ok(Wish::Promote { reason: reason.clone() }),
        None => Err(refused("it does not wait for anybody")
            .hint("--skip-gates REASON switches without waiting for hooks and gates")),
    }
}

/// The number of the approval that a rollout waits for, if it is that one.
pub fn asked(state: &State, gate: &str) -> Result<u64, Error> {
    let Some((name, number)) = state.asked_approval() else {
        return Err(Error::new(Exit::Refused, "the rollout waits for no approval"));
    };
    if name == gate || number.to_string() == gate {
        return Ok(number);
    }
    Err(Error::new(
        Exit::Refused,
        format!("the rollout waits for the approval `{name}` (number {number}), not `{gate}`"),
    ))
}
