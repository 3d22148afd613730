//! Hides what is secret. What counts is the place of a value, never its content: a change can be
//! seen, the value cannot, nor its length.

use serde_json::{Map, Value};

use crate::model::{FieldPath, Resource, ResourceId, Segment, Spec};
use crate::plan::fields::{self, Known};
use crate::plan::saved::tag_path;

/// What stands for a secret that is the same on both sides or has one side only.
pub const HIDDEN: &str = "•••";
/// What stands for a secret that changes.
pub const BEFORE: &str = "••• (before)";
pub const AFTER: &str = "••• (after)";

/// Whether a field of a resource holds something that is secret in the documents.
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

    pub fn are_shown(self) -> bool {
        matches!(self, Self::Shown)
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
