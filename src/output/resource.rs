//! Whole resources as text, YAML and JSON.

use std::fmt::Write as _;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::model::{Form, Resource, Snapshot, Status};
use crate::output::style::{Palette, printable};
use crate::output::tree;
use crate::routing::unsaid::unsaid;

/// A resource as control planes describe it, its tags included.
pub fn described(resource: &Resource) -> Value {
    let mut tree = value(&resource.in_form(Form::Data(Status::Active)));
    if let Some(members) = tree.as_object_mut() {
        members.insert("tags".to_owned(), value(&resource.tags));
    }
    tree
}

/// A resource as a person would write it: without the tags that only AWS may set.
pub fn document(resource: &Resource) -> Value {
    let mut document = value(&resource.in_form(Form::Document));
    let is_reserved = |tag: &Value| {
        tag["key"].as_str().is_some_and(|key| key.to_ascii_lowercase().starts_with("aws:"))
    };
    if let Some(members) = document.as_object_mut()
        && let Some(Value::Array(tags)) = members.get_mut("tags")
    {
        tags.retain(|tag| !is_reserved(tag));
        if tags.is_empty() {
            members.shift_remove("tags");
        }
    }
    document
}

fn value(resource: &impl Serialize) -> Value {
    serde_json::to_value(resource).expect("the model has string keys and whole numbers only")
}

/// A value as one YAML document, without the line that separates documents.
pub fn yaml(value: &Value) -> String {
    serde_saphyr::to_string(&Plain(value)).expect("a JSON value can be written as YAML")
}

/// A value whose numbers are written as such. `serde_json` keeps their digits, in a form that only
/// it can write.
struct Plain<'a>(&'a Value);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(items) => serializer.collect_seq(items.iter().map(Plain)),
            Value::Object(members) => {
                serializer.collect_map(members.iter().map(|(name, value)| (name, Plain(value))))
            }
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => serializer.serialize_i64(whole),
                (None, Some(number)) => serializer.serialize_f64(number),
                (None, None) => serializer.serialize_str(&number.to_string()),
            },
        }
    }
}

/// Several values as a YAML stream.
pub fn yaml_stream(values: &[Value]) -> String {
    let documents = values.iter().map(|value| ["---\n", yaml(value).trim_end(), "\n"].concat());
    documents.collect()
}

/// One resource for people: what it is, its spec, and what it has to do with others.
pub fn describe(resource: &Resource, snapshot: &Snapshot, palette: Palette) -> String {
    let mut text = String::new();
    let id = &resource.id;
    let title = format!("{} {}", id.kind(), printable(id.name()));
    let _ = writeln!(text, "{}", palette.strong(&title));
    let mut facts = vec![("mesh", printable(id.mesh()))];
    if let (Some(kind), Some(parent)) = (id.kind().row().parent, id.parent()) {
        facts.push((kind.row().noun, printable(parent)));
    }
    if let Some(metadata) = &resource.metadata {
        facts.push(("version", metadata.version.to_string()));
        facts.push(("arn", printable(&metadata.arn)));
        facts.push(("uid", printable(&metadata.uid)));
        facts.push(("created", metadata.created_at.to_string()));
        facts.push(("updated", metadata.last_updated_at.to_string()));
    }
    for (key, tag) in resource.tags.iter() {
        facts.push(("tag", format!("{}={}", printable(key), printable(tag))));
    }
    for (name, fact) in facts {
        let _ = writeln!(text, "  {name:<16}{fact}");
    }
    relations(&mut text, resource, snapshot);
    for one in unsaid(resource) {
        let _ = writeln!(text, "  {:<16}{}", "by default", printable(&one));
    }
    let spec = resource.spec.to_value();
    if spec != json!({}) {
        let _ = writeln!(text, "  spec");
        for line in yaml(&spec).trim_end().lines() {
            let _ = writeln!(text, "    {}", printable(line));
        }
    }
    text
}

fn relations(text: &mut String, resource: &Resource, snapshot: &Snapshot) {
    for reference in resource.references() {
        let gone = if snapshot.contains(&reference.to) { "" } else { " (does not exist)" };
        let name = printable(&reference.to.to_string());
        let _ = writeln!(text, "  {:<16}{name}{gone}", "uses");
    }
    for part in snapshot.parts(&resource.id) {
        let _ = writeln!(text, "  {:<16}{}", "has", printable(&part.id.to_string()));
    }
    for caller in tree::callers(&resource.id, snapshot) {
        let _ = writeln!(text, "  {:<16}{caller}", "used by");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_leave_out_the_tags_that_only_aws_may_set() {
        let with = |tags: &str| {
            let text = format!(r#"{{"kind":"mesh","meshName":"m","spec":{{}},"tags":[{tags}]}}"#);
            document(&serde_json::from_str(&text).unwrap()).to_string()
        };
        let (ours, theirs) = (r#"{"key":"a","value":"1"}"#, r#"{"key":"AWS:x","value":"2"}"#);
        let kept = format!(r#"{{"meshName":"m","spec":{{}},"tags":[{ours}]}}"#);
        assert_eq!(with(&format!("{theirs},{ours}")), kept);
        assert_eq!(with(theirs), r#"{"meshName":"m","spec":{}}"#);
    }
}
