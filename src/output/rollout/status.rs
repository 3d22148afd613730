//! Where a rollout stands: as one JSON object, as plain text, and as a line of its journal.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::output::rollout::measured::Measured;
use crate::output::rollout::next::{Commands, next_stage};
use crate::output::rollout::{now, words};
use crate::output::style::printable;
use crate::rollout::journal::Entry;
use crate::rollout::line::tagged;
use crate::rollout::live::{Live, Standing};
use crate::rollout::position::Position;
use crate::rollout::spec::Stage;
use crate::rollout::state::{RouteState, State};
use crate::rollout::weights::Shares;

/// A rollout as machines are told of it.
pub fn json(
    state: &State,
    (measured, driver): (&Measured, Option<&str>),
    now: Timestamp,
    commands: &Commands,
) -> Value {
    let state = &if driver.is_some() { state.as_of(now) } else { state.clone() };
    let live = measured.live.as_ref();
    let lines = live.map(|live| now::lines(state, live)).unwrap_or_default();
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
        "text": words::phase_seen(state, measured, now),
        "position": position(Position::seen(state, live)),
        "said": state.said,
        "opensAt": words::opens_at(state, now),
        "now": lines,
        "unread": measured.unread,
        "later": measured.later,
        "isOver": state.is_over(),
        "stage": (state.stage + 1).min(state.spec.stages.len()),
        "stages": state.spec.stages.len(),
        "heldSeconds": state.held.as_secs(),
        "weights": {
            "declared": state.current().and_then(Stage::percent),
            "written": state.percent,
            "current": live.and_then(|live| live.arms(state)).map(|(_, canary)| canary),
            "confirmed": state.confirmed,
            "acknowledged": measured.acknowledged,
            "observed": measured.observed_percent,
        },
        "routes": routes(state, live),
        "gates": state.readings,
        "gatesSkipped": state.gates_skipped,
        "next": next_stage(state),
        "undo": commands.undo(state, measured).first(),
        "onward": commands.onward(state, measured),
    })
}

fn routes(state: &State, live: Option<&Live>) -> Value {
    let standings = live.map(|live| live.standings(state).map(|(_, is)| is).collect::<Vec<_>>());
    let standing = |place: usize| standings.as_ref().and_then(|all| all.get(place).copied());
    let routes = state.routes.iter().enumerate();
    Value::Array(routes.map(|(place, one)| route(one, standing(place))).collect())
}

fn route(one: &RouteState, standing: Option<Standing<'_>>) -> Value {
    let arms = one.ladder.arms;
    let (standing, current) = match standing {
        None => (None, None),
        Some(Standing::Gone) => (Some("gone"), None),
        Some(Standing::AsWritten) => {
            (Some("as-written"), Some(one.intent.as_ref().unwrap_or(&one.written)))
        }
        Some(Standing::Changed(live)) => (Some("changed"), Some(live)),
        Some(Standing::Remade(live)) => (Some("made-anew"), Some(live)),
    };
    json!({
        "standing": standing,
        "current": current.map(weights),
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
pub fn plain(entry: &Entry, state: &State) -> String {
    let at = entry.at.strftime("%H:%M:%SZ");
    printable(&format!("{at}  {}", words::announcement(&entry.announcement, state)))
}
