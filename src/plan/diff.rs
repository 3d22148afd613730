//! What differs between two trees, field by field. Generic over kinds: a new field costs nothing
//! here. Lists whose items have a natural key are compared by it, so that order is no difference.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::Value;

use crate::model::{FieldPath, Segment};

/// One field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The way to the field in the tree that has it: the desired one, unless it was removed.
    pub path: FieldPath,
    /// The same for people, from the resource down: list items by their key in brackets, not by
    /// their position.
    pub labels: Vec<String>,
    pub change: Change,
}

impl FieldChange {
    /// The labels in one word: `spec.httpRoute.action.weightedTargets[cart-v1].weight`.
    pub fn label(&self) -> String {
        joined(&self.labels)
    }
}

/// Labels in one word.
pub fn joined(labels: &[String]) -> String {
    let mut text = String::new();
    for label in labels {
        if !text.is_empty() && !label.starts_with('[') {
            text.push('.');
        }
        text.push_str(label);
    }
    text
}

/// What happened to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Added(Value),
    Removed(Value),
    Changed { before: Value, after: Value },
}

/// What makes an item of a list the same item on the other side.
enum ItemKey {
    /// The values at these paths within the item.
    Members(&'static [&'static [&'static str]]),
    /// The item itself: a set.
    Whole,
}

/// Lists that are compared by key, by the name of the member that holds them. All others are
/// sequences, where order matters (the fields of a JSON access log).
const KEYED: &[(&str, ItemKey)] = &[
    ("weightedTargets", ItemKey::Members(&[&["virtualNode"], &["port"]])),
    ("backends", ItemKey::Members(&[&["virtualService", "virtualServiceName"]])),
    ("listeners", ItemKey::Members(&[&["portMapping", "port"]])),
    ("headers", ItemKey::Members(&[&["name"]])),
    ("metadata", ItemKey::Members(&[&["name"]])),
    ("queryParameters", ItemKey::Members(&[&["name"]])),
    ("attributes", ItemKey::Members(&[&["key"]])),
    ("ports", ItemKey::Whole),
    ("exact", ItemKey::Whole),
    ("certificateAuthorityArns", ItemKey::Whole),
    ("httpRetryEvents", ItemKey::Whole),
    ("tcpRetryEvents", ItemKey::Whole),
    ("grpcRetryEvents", ItemKey::Whole),
];

/// All fields that differ, in the order of the trees.
pub fn diff(before: &Value, after: &Value, at: FieldPath) -> Vec<FieldChange> {
    let mut walk = Walk { labels: Vec::new(), path: at, changes: Vec::new() };
    walk.values(before, after);
    walk.changes
}

struct Walk {
    path: FieldPath,
    labels: Vec<String>,
    changes: Vec<FieldChange>,
}

impl Walk {
    fn values(&mut self, before: &Value, after: &Value) {
        match (before, after) {
            (Value::Object(before), Value::Object(after)) => self.objects(before, after),
            (Value::Array(before), Value::Array(after)) => self.lists(before, after),
            _ if before == after => {}
            _ => self.report(Change::Changed { before: before.clone(), after: after.clone() }),
        }
    }

    fn report(&mut self, change: Change) {
        let (path, labels) = (self.path.clone(), self.labels.clone());
        self.changes.push(FieldChange { path, labels, change });
    }

    /// Does `visit` one step further down.
    fn step(&mut self, segment: Segment, label: String, visit: impl FnOnce(&mut Self)) {
        self.labels.push(label);
        self.path.push(segment);
        visit(self);
        self.path.pop();
        self.labels.pop();
    }

    fn member(&mut self, name: &str, visit: impl FnOnce(&mut Self)) {
        self.step(Segment::Member(name.to_owned().into()), name.to_owned(), visit);
    }

    fn objects(
        &mut self,
        before: &serde_json::Map<String, Value>,
        after: &serde_json::Map<String, Value>,
    ) {
        for (name, old) in before {
            self.member(name, |walk| match after.get(name) {
                Some(new) => walk.values(old, new),
                None => walk.removed(old),
            });
        }
        for (name, new) in after {
            if !before.contains_key(name) {
                self.member(name, |walk| walk.added(new));
            }
        }
    }

    /// An absent list and an empty one are the same.
    fn removed(&mut self, old: &Value) {
        match old {
            Value::Array(items) if items.is_empty() => {}
            _ => self.report(Change::Removed(old.clone())),
        }
    }

    fn added(&mut self, new: &Value) {
        match new {
            Value::Array(items) if items.is_empty() => {}
            _ => self.report(Change::Added(new.clone())),
        }
    }

    fn lists(&mut self, before: &[Value], after: &[Value]) {
        let name = match self.path.segments().last() {
            Some(Segment::Member(name)) => name.as_ref(),
            _ => "",
        };
        match KEYED.iter().find(|(list, _)| *list == name) {
            Some((_, key)) => self.keyed(&keys(before, key), before, &keys(after, key), after),
            None => self.sequence(before, after),
        }
    }

    fn keyed(
        &mut self,
        before_keys: &[String],
        before: &[Value],
        after_keys: &[String],
        after: &[Value],
    ) {
        let places = |keys: &[String]| -> HashMap<String, usize> {
            keys.iter().cloned().enumerate().map(|(index, key)| (key, index)).collect()
        };
        let (old_places, new_places) = (places(before_keys), places(after_keys));
        for (index, (key, old)) in before_keys.iter().zip(before).enumerate() {
            match new_places.get(key) {
                Some(place) => {
                    let new = &after[*place];
                    self.step(Segment::Item(*place), format!("[{key}]"), |w| w.values(old, new));
                }
                None => {
                    self.step(Segment::Item(index), format!("[{key}]"), |w| {
                        w.report(Change::Removed(old.clone()));
                    });
                }
            }
        }
        for (index, (key, new)) in after_keys.iter().zip(after).enumerate() {
            if !old_places.contains_key(key) {
                self.step(Segment::Item(index), format!("[{key}]"), |w| {
                    w.report(Change::Added(new.clone()));
                });
            }
        }
    }

    fn sequence(&mut self, before: &[Value], after: &[Value]) {
        for index in 0..before.len().max(after.len()) {
            self.step(Segment::Item(index), format!("[{index}]"), |walk| {
                match (before.get(index), after.get(index)) {
                    (Some(old), Some(new)) => walk.values(old, new),
                    (Some(old), None) => walk.report(Change::Removed(old.clone())),
                    (None, Some(new)) => walk.report(Change::Added(new.clone())),
                    (None, None) => {}
                }
            });
        }
    }
}

/// A key for every item; items with the same key are counted.
fn keys(items: &[Value], key: &ItemKey) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut number = |text: String| {
        let count = seen.entry(text.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { text } else { format!("{text}#{count}") }
    };
    items.iter().map(|item| number(key_of(item, key))).collect()
}

fn key_of(item: &Value, key: &ItemKey) -> String {
    let ItemKey::Members(members) = key else { return plain(item) };
    let mut text = String::new();
    for path in *members {
        let value = path.iter().try_fold(item, |value, member| value.get(member));
        if let Some(value) = value {
            let colon = if text.is_empty() { "" } else { ":" };
            write!(text, "{colon}{}", plain(value)).expect("writing to a string cannot fail");
        }
    }
    text
}

/// A string without its quotes; anything else as JSON.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
