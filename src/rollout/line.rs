//! Entries of the journal as machines are told of them: flat objects, with names that last.

use serde_json::{Map, Value, json};

use crate::rollout::effect::Announcement;
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
    object.insert("type".to_owned(), json!(kind(&entry.announcement)));
    let announcement = serde_json::to_value(&entry.announcement);
    object.extend(members(announcement.expect("an announcement has string keys only")));
    object
}

/// The name of what happened.
pub fn kind(announcement: &Announcement) -> &'static str {
    match announcement {
        Announcement::Started => "rollout.started",
        Announcement::TakenOver => "rollout.taken_over",
        Announcement::StageEntered { .. } => "stage.entered",
        Announcement::Intent { .. } => "weight.intent",
        Announcement::Committed { .. } => "weight.committed",
        Announcement::Verified { .. } => "weight.verified",
        Announcement::Sampled { .. } => "gate.sampled",
        Announcement::StageDone { .. } => "stage.done",
        Announcement::Held { .. } => "rollout.held",
        Announcement::Resumed => "rollout.resumed",
        Announcement::Rebased { .. } => "drift.rebased",
        Announcement::HookEnded { .. } => "hook.ended",
        Announcement::GatesSkipped { .. } => "gate.skipped",
        Announcement::RollingBack { .. } => "rollout.rolling_back",
        Announcement::RolledBack { .. } => "rollout.rolled_back",
        Announcement::RollbackRetried { .. } => "rollout.rollback_retried",
        Announcement::RollbackFailed { .. } => "rollout.rollback_failed",
        Announcement::Promoted => "rollout.promoted",
        Announcement::Previewed => "preview.made",
        Announcement::PreviewRemoved => "preview.removed",
        Announcement::PreviewLeft { .. } => "preview.left",
        Announcement::Adopted { .. } => "drift.adopted",
        Announcement::Finished => "rollout.finished",
        Announcement::Declined { .. } => "wish.declined",
    }
}

fn members(announcement: Value) -> Map<String, Value> {
    let Value::Object(of_kind) = announcement else { return Map::new() };
    let Some((_, Value::Object(members))) = of_kind.into_iter().next() else { return Map::new() };
    let member = |(name, value): (String, Value)| match name.as_str() {
        "percent" => ("weight".to_owned(), value),
        "stage" => (name, json!(value.as_u64().map(|stage| stage + 1))),
        "number" => ("write".to_owned(), value),
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
