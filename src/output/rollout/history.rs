//! What rollouts there were: a table of all, or the journal of one.

use crate::output::rollout::words;
use crate::output::style::printable;
use crate::output::table;
use crate::rollout::journal::Entry;
use crate::rollout::state::State;

/// One row a rollout, in the order given; on a terminal no wider than `width`.
pub fn table(states: &[&State], width: Option<usize>) -> String {
    let row = |state: &&State| {
        vec![
            state.id.clone(),
            printable(&state.spec.name),
            words::strategy(&state.spec.strategy).to_owned(),
            words::phase_word(state).to_owned(),
            format!("{} %", state.percent),
            printable(&words::routes(state)),
            words::moment(state.started),
            printable(&state.owner),
        ]
    };
    let header = ["ROLLOUT", "NAME", "KIND", "STATE", "WEIGHT", "ROUTES", "STARTED", "WHO"];
    table::first_whole(&header, states.iter().map(row).collect(), width)
}

/// All that one rollout announced, one line each.
pub fn journal(entries: &[Entry], state: &State) -> String {
    let line = |entry: &Entry| {
        let text = words::announcement(&entry.announcement, state);
        printable(&format!("{:>4}  {}  {text}", entry.seq, words::moment(entry.at))) + "\n"
    };
    entries.iter().map(line).collect()
}
