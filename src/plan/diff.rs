//! What differs between two trees, field by field. Generic over kinds: what is known of single fields
//! stands in `fields`.

use serde_json::{Map, Value};

use crate::model::schema::Schema;
use crate::model::{FieldPath, Segment};
use crate::plan::fields::{self, Items, Known};
use crate::plan::lists;

/// One field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The way to the field in the tree that has it: the desired one, unless it was removed.
    pub path: FieldPath,
    /// The way to the field in the current tree, or to where it would be.
    pub from: FieldPath,
    /// The same for people, from the resource down: list items by their key in brackets, not by
    /// their position.
    pub labels: Vec<String>,
    /// Whether it is an item of a list whose order means something.
    pub is_ordered: bool,
    pub change: Change,
}

impl FieldChange {
    /// The labels in one word: `spec.httpRoute.action.weightedTargets[cart-v1].weight`.
    pub fn label(&self) -> String {
        joined(&self.labels)
    }

    /// The value before and after, where there is one.
    pub fn sides(&self) -> (Option<&Value>, Option<&Value>) {
        match &self.change {
            Change::Added(after) => (None, Some(after)),
            Change::Removed(before) => (Some(before), None),
            Change::Changed { before, after } => (Some(before), Some(after)),
            Change::Moved { .. } => (None, None),
        }
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
    Changed {
        before: Value,
        after: Value,
    },
    /// The item stands elsewhere in a list whose order means something.
    Moved {
        from: usize,
        to: usize,
    },
}

/// All fields that differ between two trees of a shape, in the order of the trees.
pub fn diff(
    before: &Value,
    after: &Value,
    at: FieldPath,
    schema: &'static Schema,
) -> Vec<FieldChange> {
    let mut walk = Walk { from: at.clone(), path: at, ..Walk::default() };
    walk.values(before, after, Some(schema));
    walk.changes
}

fn is_same(before: &Value, after: &Value, schema: Known) -> bool {
    let mut walk = Walk::default();
    walk.values(before, after, schema);
    walk.changes.is_empty()
}

#[derive(Default)]
struct Walk {
    from: FieldPath,
    path: FieldPath,
    labels: Vec<String>,
    is_ordered: bool,
    changes: Vec<FieldChange>,
}

impl Walk {
    fn values(&mut self, before: &Value, after: &Value, schema: Known) {
        match (before, after) {
            (Value::Object(before), Value::Object(after)) => self.objects(before, after, schema),
            _ if lists::same(before, after) => {}
            _ => self.report(Change::Changed { before: before.clone(), after: after.clone() }),
        }
    }

    fn report(&mut self, change: Change) {
        let (path, from, labels) = (self.path.clone(), self.from.clone(), self.labels.clone());
        let is_ordered = self.is_ordered;
        self.changes.push(FieldChange { path, from, labels, is_ordered, change });
    }

    fn objects(&mut self, before: &Map<String, Value>, after: &Map<String, Value>, schema: Known) {
        let names = before.keys().chain(after.keys().filter(|name| !before.contains_key(*name)));
        for name in names {
            let segment = Segment::Member(name.clone().into());
            self.from.push(segment.clone());
            self.path.push(segment);
            self.labels.push(name.clone());
            let known = fields::member(schema, name);
            self.is_ordered = false;
            match (before.get(name), after.get(name)) {
                (Some(Value::Array(old)), Some(Value::Array(new))) => {
                    self.lists(old, new, fields::items(schema, name), fields::item(known));
                }
                (Some(old), Some(new)) => self.values(old, new, known),
                (Some(old), None) => self.report(Change::Removed(old.clone())),
                (None, Some(new)) => self.report(Change::Added(new.clone())),
                (None, None) => {}
            }
            self.labels.pop();
            self.path.pop();
            self.from.pop();
        }
    }

    fn lists(&mut self, before: &[Value], after: &[Value], items: Items, schema: Known) {
        let same = |one: &Value, other: &Value| is_same(one, other, schema);
        for pair in lists::pairs(before, after, items, &same) {
            self.is_ordered = items == Items::Sequence;
            // A new item is added at the end, for all that the current list knows.
            let from = pair.before.unwrap_or(before.len());
            self.from.push(Segment::Item(from));
            self.path.push(Segment::Item(pair.after.unwrap_or(from)));
            self.labels.push(format!("[{}]", pair.label));
            if let (true, Some(from), Some(to)) = (pair.moved, pair.before, pair.after) {
                self.report(Change::Moved { from, to });
            }
            match (pair.before.map(|at| &before[at]), pair.after.map(|at| &after[at])) {
                (Some(old), Some(new)) => self.values(old, new, schema),
                (Some(old), None) => self.report(Change::Removed(old.clone())),
                (None, Some(new)) => self.report(Change::Added(new.clone())),
                (None, None) => {}
            }
            self.labels.pop();
            self.path.pop();
            self.from.pop();
        }
        self.is_ordered = false;
    }
}
