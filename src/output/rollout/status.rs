//! Where a rollout stands: as one JSON object, as plain text, and as a line of its journal.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::output::rollout::measured::Measured;
use crate::output::rollout::next::{Commands, next_stage};
use crate::output::rollout::words;
use crate::output::style::printable;
use crate::rollout::journal::Entry;
use crate::rollout::line::tagged;
use crate::rollout::position::Position;
use crate::rollout::spec::{Spec, Stage};
use crate::rollout::state::{RouteState, State};
use crate::rollout::weights::Shares;

/// A rollout as machines are told of it.
pub fn json(
    state: &State,
    (measured, driver): (&Measured, Option<&str>),
    now: Timestamp,
    commands: &Commands,
) -> Value {
    let phase = serde_json::to_value(&state.phase).expect("a phase has string keys only");
    json!({
        "id": state.id,
        "name": state.spec.name,
        "strategy": words::strategy(&state.spec.strategy),
        "owner": state.owner,
        "driver": driver,
        "labels": state.spec.labels,
        "started": state.started,
        "deadline": state.deadline,
        "state": words::phase_word(state),
        "phase": tagged(phase),
        "text": words::phase(state, now),
        "position": position(Position::of(state)),
        "isOver": state.is_over(),
        "stage": (state.stage + 1).min(state.spec.stages.len()),
        "stages": state.spec.stages.len(),
        "heldSeconds": state.held.as_secs(),
        "weights": {
            "declared": state.current().and_then(Stage::percent),
            "written": state.percent,
            "confirmed": state.confirmed,
            "acknowledged": measured.acknowledged,
            "observed": measured.observed_percent,
        },
        "routes": state.routes.iter().map(route).collect::<Vec<_>>(),
        "gates": state.readings,
        "gatesSkipped": state.gates_skipped,
        "next": next_stage(state),
        "undo": commands.undo(state),
        "onward": commands.onward(state),
    })
}

fn route(one: &RouteState) -> Value {
    let arms = one.ladder.arms;
    json!({
        "address": words::route(&one.route),
        "baseline": one.ladder.base[arms.baseline].node,
        "canary": one.ladder.base[arms.canary].node,
        "found": weights(&one.ladder.found),
        "written": weights(&one.written),
        "intent": one.intent.as_ref().map(weights),
    })
}

fn weights(shares: &Shares) -> Value {
    let one = |share: &crate::rollout::weights::Share| json!({"virtualNode": share.node, "port": share.port, "weight": share.weight});
    Value::Array(shares.iter().map(one).collect())
}

/// Where the traffic is, in one word.
pub fn position(position: Position) -> &'static str {
    match position {
        Position::Promoted => "promoted",
        Position::BaselineByGate | Position::BaselineByOperator | Position::BaselineByTimeout => {
            "baseline"
        }
        Position::SplitWaiting
        | Position::SplitNoEvidence
        | Position::SplitDrift
        | Position::SplitProgressing => "split",
        Position::RollbackFailed => "unknown",
    }
}

/// One line of the journal for people: `12:00:05Z  stage 1 of 4: 5 % to v2`.
pub fn plain(entry: &Entry, spec: &Spec) -> String {
    let at = entry.at.strftime("%H:%M:%SZ");
    printable(&format!("{at}  {}", words::announcement(&entry.announcement, spec)))
}
