//! Entries of the journal as machines are told of them: flat objects, with names that last.

use serde_json::{Map, Value, json};

use crate::rollout::journal::Entry;

/// The version of the objects.
const VERSION: u32 = 1;

/// One entry. Stages count from 1, and the share of the canary is called its weight.
pub fn object(entry: &Entry) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("v".to_owned(), json!(VERSION));
    object.insert("seq".to_owned(), json!(entry.seq));
    object.insert("ts".to_owned(), json!(entry.at));
    object.insert("rollout".to_owned(), json!(entry.rollout));
    object.insert("type".to_owned(), json!(entry.announcement.kind()));
    let announcement = serde_json::to_value(&entry.announcement);
    object.extend(members(announcement.expect("an announcement has string keys only")));
    object
}

fn members(announcement: Value) -> Map<String, Value> {
    let Value::Object(of_kind) = announcement else { return Map::new() };
    let Some((kind, Value::Object(members))) = of_kind.into_iter().next() else {
        return Map::new();
    };
    let is_skip = matches!(&*kind, "gates-skipped" | "finish-forced");
    let member = |(name, value): (String, Value)| match name.as_str() {
        "percent" => ("weight".to_owned(), value),
        "stage" => (name, json!(value.as_u64().map(|stage| stage + 1))),
        "number" => ("write".to_owned(), value),
        // The reason of a person is a text.
        "reason" if is_skip => (name, value),
        "reason" | "cause" => (name, tagged(value)),
        _ => (name, value),
    };
    members.into_iter().map(member).collect()
}

/// A value of an enum with its kind as a member: `{"kind": "approval", "name": …}`.
pub fn tagged(value: Value) -> Value {
    match value {
        Value::String(kind) => json!({"kind": kind}),
        Value::Object(of_kind) if of_kind.len() == 1 => {
            let Some((kind, inner)) = of_kind.into_iter().next() else { return Value::Null };
            let mut members = Map::from_iter([("kind".to_owned(), json!(kind))]);
            match inner {
                Value::Object(inner) => members.extend(inner),
                inner => drop(members.insert("value".to_owned(), inner)),
            }
            Value::Object(members)
        }
        value => value,
    }
}
