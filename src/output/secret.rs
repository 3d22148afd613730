//! Hides what is secret. What counts is the place of a value, never its content: a change can be
//! seen, the value cannot, nor its length.

use serde_json::{Map, Value};

use crate::model::{FieldPath, Resource, ResourceId, Segment, Spec};
use crate::plan::FieldChange;
use crate::plan::fields::{self, Known};
use crate::plan::saved::tag_path;

/// What stands for a secret that is the same on both sides or has one side only.
pub const HIDDEN: &str = "•••";
/// What stands for a secret that changes.
pub const BEFORE: &str = "••• (before)";
pub const AFTER: &str = "••• (after)";

/// Whether a field of a resource holds something that is secret in the documents, in whichever item
/// of a list: an item has another place on the other side.
pub type IsSensitive<'a> = &'a dyn Fn(&ResourceId, &FieldPath) -> bool;

/// What is hidden.
#[derive(Clone, Copy)]
pub enum Secrets<'a> {
    /// What is secret by its place, and what comes from a secret in the documents.
    Hidden(IsSensitive<'a>),
    Shown,
}

impl Secrets<'_> {
    /// A value of a resource, found at `path` from the resource on; `mark` stands for a secret.
    pub fn value(self, resource: &Resource, path: &FieldPath, value: &Value, mark: &str) -> Value {
        let Self::Hidden(is_sensitive) = self else { return value.clone() };
        let mut walk = Hiding { id: &resource.id, is_sensitive, mark };
        let mut schema: Known = Some(Spec::schema(resource.kind()));
        let tree = resource.spec.to_value();
        let mut at = Some(&tree);
        for segment in path.segments().iter().skip(1) {
            match segment {
                Segment::Member(name) => {
                    let object = at.and_then(Value::as_object);
                    if object.is_some_and(|object| fields::is_secret(schema, object, name)) {
                        return Value::from(mark);
                    }
                    schema = fields::member(schema, name);
                    at = at.and_then(|value| value.get(name.as_ref()));
                }
                Segment::Item(index) => {
                    schema = fields::item(schema);
                    at = at.and_then(|value| value.get(index));
                }
            }
        }
        walk.hide(value, schema, path)
    }

    /// The whole spec of a resource. Where it changes, `is_changed` says what does, and `mark`
    /// stands for such a secret.
    pub fn spec(
        self,
        resource: &Resource,
        mark: &str,
        is_changed: &dyn Fn(&FieldPath) -> bool,
    ) -> Value {
        let spec = resource.spec.to_value();
        let Self::Hidden(is_sensitive) = self else { return spec };
        let id = &resource.id;
        let mut hidden = Hiding { id, is_sensitive, mark: HIDDEN };
        let plain = hidden.hide(&spec, Some(Spec::schema(resource.kind())), &FieldPath::spec());
        let mut marked = Hiding { id, is_sensitive, mark };
        let changed = marked.hide(&spec, Some(Spec::schema(resource.kind())), &FieldPath::spec());
        mixed(plain, changed, &mut FieldPath::spec(), is_changed)
    }

    /// The value of a tag.
    pub fn tag(self, id: &ResourceId, key: &str, value: &str, mark: &str) -> String {
        match self {
            Self::Hidden(_) if fields::is_secret_name(key) => mark.to_owned(),
            Self::Hidden(is_sensitive) if is_sensitive(id, &tag_path(key)) => mark.to_owned(),
            _ => value.to_owned(),
        }
    }

    /// The labels of a change. An item that is called by what is secret in it has no name.
    pub fn labels(
        self,
        (before, after): (&Resource, &Resource),
        change: &FieldChange,
    ) -> Vec<String> {
        let mut labels = change.labels.clone();
        if self.are_shown() || !labels.iter().any(|label| label.starts_with('[')) {
            return labels;
        }
        for (resource, path) in [(before, &change.from), (after, &change.path)] {
            let spec = resource.spec.to_value();
            let (mut at, mut here) = (Some(&spec), FieldPath::spec());
            for (label, segment) in labels.iter_mut().zip(path.segments().iter().skip(1)) {
                here.push(segment.clone());
                at = match segment {
                    Segment::Member(name) => at.and_then(|value| value.get(name.as_ref())),
                    Segment::Item(index) => at.and_then(|value| value.get(index)),
                };
                let Some(item) = at.filter(|_| matches!(segment, Segment::Item(_))) else {
                    continue;
                };
                if tells(label, item, &self.value(resource, &here, item, HIDDEN)) {
                    *label = format!("[{HIDDEN}]");
                }
            }
        }
        labels
    }

    pub fn are_shown(self) -> bool {
        matches!(self, Self::Shown)
    }
}

/// Whether a text says something of a value that is hidden in `hidden`.
fn tells(text: &str, value: &Value, hidden: &Value) -> bool {
    match (value, hidden) {
        (Value::Object(members), Value::Object(others)) => members
            .iter()
            .any(|(name, value)| others.get(name).is_some_and(|other| tells(text, value, other))),
        (Value::Array(items), Value::Array(others)) => {
            items.iter().zip(others).any(|(value, other)| tells(text, value, other))
        }
        (value, hidden) if value == hidden || value.as_str() == Some("") => false,
        // In a label as it is, or as JSON in that of a whole item.
        (Value::String(value), _) => {
            let json = Value::from(value.as_str()).to_string();
            text.contains(value.as_str()) || text.contains(json.trim_matches('"'))
        }
        // Of a whole that is hidden, any part.
        (Value::Object(members), _) => members.values().any(|value| tells(text, value, hidden)),
        (Value::Array(items), _) => items.iter().any(|value| tells(text, value, hidden)),
        (value, _) => text.contains(&value.to_string()),
    }
}

/// `changed` where something changes, else `plain`.
fn mixed(
    plain: Value,
    changed: Value,
    path: &mut FieldPath,
    is_changed: &dyn Fn(&FieldPath) -> bool,
) -> Value {
    match (plain, changed) {
        (Value::Object(plain), Value::Object(mut changed)) => {
            let members = plain.into_iter().map(|(name, value)| {
                let other = changed.get_mut(&name).map(Value::take).unwrap_or_default();
                path.push(Segment::Member(name.clone().into()));
                let value = mixed(value, other, path, is_changed);
                path.pop();
                (name, value)
            });
            Value::Object(members.collect::<Map<_, _>>())
        }
        (Value::Array(plain), Value::Array(changed)) => {
            let items =
                plain.into_iter().zip(changed).enumerate().map(|(index, (value, other))| {
                    path.push(Segment::Item(index));
                    let value = mixed(value, other, path, is_changed);
                    path.pop();
                    value
                });
            Value::Array(items.collect())
        }
        (plain, changed) => {
            if is_changed(path) {
                changed
            } else {
                plain
            }
        }
    }
}

struct Hiding<'a> {
    id: &'a ResourceId,
    is_sensitive: IsSensitive<'a>,
    mark: &'a str,
}

impl Hiding<'_> {
    fn hide(&mut self, value: &Value, schema: Known, path: &FieldPath) -> Value {
        match value {
            Value::Object(members) => {
                let hidden = members.iter().map(|(name, value)| {
                    let path = path.clone().member(name.clone());
                    let value = if fields::is_secret(schema, members, name) {
                        Value::from(self.mark)
                    } else {
                        self.hide(value, fields::member(schema, name), &path)
                    };
                    (name.clone(), value)
                });
                Value::Object(hidden.collect::<Map<_, _>>())
            }
            Value::Array(items) => {
                let of = fields::item(schema);
                let hidden = items
                    .iter()
                    .enumerate()
                    .map(|(index, value)| self.hide(value, of, &path.clone().item(index)));
                Value::Array(hidden.collect())
            }
            _ if (self.is_sensitive)(self.id, path) => Value::from(self.mark),
            value => value.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
