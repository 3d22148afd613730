//! Which field of a document a proxy complains about: the longest text of it that the complaint
//! repeats.

use std::sync::Arc;

use serde_json::Value;

use crate::model::{FieldPath, Resource, ResourceId};

/// The shortest text that counts: shorter ones stand in any message by chance.
const LENGTH_MIN: usize = 3;

/// A field of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub of: ResourceId,
    pub path: FieldPath,
}

/// The field whose text stands in the message, of all resources that something was made of.
pub fn field<'a>(
    message: &str,
    sources: impl IntoIterator<Item = &'a Arc<Resource>>,
) -> Option<Field> {
    let mut best: Option<(usize, Field)> = None;
    for source in sources {
        let mut search = Search { message, found: None };
        search.look(&source.spec.to_value(), &mut FieldPath::spec());
        if let Some((length, path)) = search.found
            && best.as_ref().is_none_or(|(longest, _)| length > *longest)
        {
            best = Some((length, Field { of: source.id.clone(), path }));
        }
    }
    best.map(|(_, field)| field)
}

/// The search through one document.
struct Search<'a> {
    message: &'a str,
    /// The longest text in the message by now, and where it stands.
    found: Option<(usize, FieldPath)>,
}

impl Search<'_> {
    fn look(&mut self, value: &Value, path: &mut FieldPath) {
        match value {
            Value::String(text) => self.hold(text, path),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.look(item, &mut path.clone().item(index));
                }
            }
            Value::Object(members) => {
                for (name, member) in members {
                    self.look(member, &mut path.clone().member(name.clone()));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn hold(&mut self, text: &str, path: &FieldPath) {
        let is_longer = self.found.as_ref().is_none_or(|(length, _)| text.len() > *length);
        if text.len() >= LENGTH_MIN && is_longer && mentions(self.message, text) {
            self.found = Some((text.len(), path.clone()));
        }
    }
}

/// Whether a text stands in a message, and not as a part of a word.
fn mentions(message: &str, text: &str) -> bool {
    message.match_indices(text).any(|(start, _)| {
        let (before, after) = (&message[..start], &message[start + text.len()..]);
        let joins = |inner: Option<char>, outer: Option<char>| {
            inner.is_some_and(char::is_alphanumeric) && outer.is_some_and(char::is_alphanumeric)
        };
        !joins(text.chars().next(), before.chars().next_back())
            && !joins(text.chars().next_back(), after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::{Kind, Spec, Tags};

    fn node(name: &str, spec: Value) -> Arc<Resource> {
        let id = ResourceId::try_new(Kind::VirtualNode, "m", None, name).unwrap();
        let spec = Spec::deserialize(Kind::VirtualNode, spec).unwrap();
        Arc::new(Resource { id, spec, tags: Tags::default(), metadata: None })
    }

    fn blamed(message: &str) -> Option<String> {
        let file = json!({ "accessLog": { "file": { "path": "/logs/a" } } });
        let hosts = json!({ "dns": { "hostname": "a.example" } });
        let nodes = [
            node("one", json!({ "logging": file, "serviceDiscovery": hosts })),
            node("two", json!({ "serviceDiscovery": { "dns": { "hostname": "b.a.example" } } })),
        ];
        field(message, &nodes).map(|field| format!("{:?} {}", field.of, field.path))
    }

    #[test]
    fn the_longest_text_in_a_message_is_blamed() {
        let path = "m:vn/one spec.logging.accessLog.file.path";
        assert_eq!(blamed("unable to open file '/logs/a': denied").as_deref(), Some(path));
        let host = "m:vn/two spec.serviceDiscovery.dns.hostname";
        assert_eq!(blamed("malformed: b.a.example, a.example").as_deref(), Some(host));
        assert_eq!(blamed("unable to open file '/logs/abc'"), None);
        assert_eq!(blamed("something else"), None);
        assert_eq!(blamed(""), None);
    }
}
