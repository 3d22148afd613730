//! What was announced as JSON lines, one object each, in the order of their numbers.

use serde_json::{Value, json};

use crate::output::rollout::words;
use crate::rollout::journal::Entry;
use crate::rollout::line;
use crate::rollout::state::State;

/// One line, without its end.
pub fn line(entry: &Entry, state: &State) -> String {
    object(entry, state).to_string()
}

/// The entry, and the same in words.
pub fn object(entry: &Entry, state: &State) -> Value {
    let mut object = line::object(entry);
    object.insert("text".to_owned(), json!(words::announcement(&entry.announcement, state)));
    Value::Object(object)
}
