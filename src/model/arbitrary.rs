//! Valid resources for property tests, made from the schema, so that a new field is tested without
//! another line.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;
use serde_json::{Map, Value};

use crate::model::schema::{Entry, FieldSchema, Schema, StructSchema, TextSchema};
use crate::model::{Kind, Resource, ResourceId, Spec, Tags};

/// A name that is valid for every kind.
pub fn name() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9_-][a-zA-Z0-9_.-]{0,12}"
}

/// The id of a resource of any kind.
pub fn id() -> impl Strategy<Value = ResourceId> {
    (select(&Kind::ALL[..]), name(), name(), name()).prop_map(|(kind, mesh, parent, name)| {
        let parent = kind.row().parent.map(|_| parent.as_str());
        let name = if kind == Kind::Mesh { &mesh } else { &name };
        ResourceId::try_new(kind, &mesh, parent, name).unwrap()
    })
}

/// A valid spec of a kind.
pub fn spec(kind: Kind) -> impl Strategy<Value = Spec> {
    value(Spec::schema(kind)).prop_map(move |value| Spec::deserialize(kind, value).unwrap())
}

/// A document: a resource without metadata.
pub fn resource() -> impl Strategy<Value = Resource> {
    id().prop_flat_map(|id| {
        let tags = vec(("[b-z:]{1,8}", "[a-z ]{0,8}"), 0..3).prop_map(tags);
        (spec(id.kind()), tags).prop_map(move |(spec, tags)| {
            let id = id.clone();
            Resource { id, spec, tags, metadata: None }
        })
    })
}

fn tags(pairs: Vec<(String, String)>) -> Tags {
    let mut tags = Tags::default();
    for (key, value) in pairs {
        let (key, value) =
            (crate::model::TagKey::parse(&key), crate::model::TagValue::parse(&value));
        tags.insert(key.unwrap(), value.unwrap());
    }
    tags
}

/// What a member of a shape is in place of what its schema allows, where anything.
pub type Special = fn(&'static str, &FieldSchema) -> Option<BoxedStrategy<Value>>;

/// A value that a schema allows.
pub fn value(schema: &'static Schema) -> BoxedStrategy<Value> {
    Maker(|_, _| None).value(schema)
}

/// The same with members that are special.
pub fn special_value(schema: &'static Schema, special: Special) -> BoxedStrategy<Value> {
    Maker(special).value(schema)
}

type Member = (String, Value);

#[derive(Clone, Copy)]
struct Maker(Special);

impl Maker {
    fn value(self, schema: &'static Schema) -> BoxedStrategy<Value> {
        match schema {
            Schema::Struct(shape) => self.object(shape),
            Schema::Union(shape) => self
                .one_of(shape.name, shape.members)
                .prop_map(|member| Value::Object(Map::from_iter([member])))
                .boxed(),
            Schema::List(shape) => {
                let most = shape.max.min(shape.min.max(1) + 1);
                vec(self.value(shape.item), shape.min..=most).prop_map(Value::Array).boxed()
            }
            Schema::Map(shape) => {
                let member = (self.value(shape.key), self.value(shape.value));
                let member = member.prop_filter_map("keys are strings", |(key, value)| {
                    key.as_str().map(|key| (key.to_owned(), value))
                });
                let members = vec(member, 0..=shape.max.min(2));
                members.prop_map(|list| list.into_iter().collect()).boxed()
            }
            Schema::Text(rule) => text(rule).prop_map(Value::String).boxed(),
            Schema::Name(_) => name().prop_map(Value::String).boxed(),
            Schema::Integer(rule) => (rule.min..=rule.max).prop_map(Value::from).boxed(),
            Schema::Boolean => any::<bool>().prop_map(Value::Bool).boxed(),
            Schema::Enum(rule) => {
                select(rule.words).prop_map(|word| Value::String(word.to_owned())).boxed()
            }
            Schema::Written(rule) => Just(Value::String(rule.example.to_owned())).boxed(),
            Schema::Either(rule) => {
                Union::new(rule.forms.iter().map(|form| self.value(form))).boxed()
            }
        }
    }

    fn object(self, shape: &'static StructSchema) -> BoxedStrategy<Value> {
        let entries: Vec<BoxedStrategy<Option<Member>>> = shape
            .entries
            .iter()
            .map(|entry| match entry {
                Entry::Field(field) => maybe(self.member(shape.name, field), field.required),
                Entry::Choice(choice) => {
                    maybe(self.one_of(shape.name, choice.members), choice.required)
                }
            })
            .collect();
        entries.prop_map(|members| Value::Object(members.into_iter().flatten().collect())).boxed()
    }

    fn one_of(self, owner: &'static str, members: &'static [FieldSchema]) -> BoxedStrategy<Member> {
        Union::new(members.iter().map(|field| self.member(owner, field))).boxed()
    }

    fn member(self, owner: &'static str, field: &FieldSchema) -> BoxedStrategy<Member> {
        let wire = field.wire;
        let value = (self.0)(owner, field).unwrap_or_else(|| self.value(field.schema));
        value.prop_map(move |value| (wire.to_owned(), value)).boxed()
    }
}

fn maybe(member: BoxedStrategy<Member>, required: bool) -> BoxedStrategy<Option<Member>> {
    if required { member.prop_map(Some).boxed() } else { option::of(member).boxed() }
}

/// Text without a pattern may hold what is hard to quote.
fn text(rule: &TextSchema) -> BoxedStrategy<String> {
    if rule.pattern.is_some_and(|pattern| pattern.regex == "^/") {
        return "/[a-z0-9 .é]{0,8}".boxed();
    }
    let characters = match rule.pattern {
        Some(_) => "[a-zA-Z0-9!-~]",
        None => "[a-z0-9 :#\\-'\"\\\\{é漢\u{1F980}]",
    };
    let most = rule.max.min(rule.min + 10);
    let regex = format!("{characters}{{{},{most}}}", rule.min);
    proptest::string::string_regex(&regex).unwrap().boxed()
}
