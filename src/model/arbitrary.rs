//! Valid resources for property tests, made from the schema, so that a new field is tested without
//! another line.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
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

/// A value that a schema allows.
pub fn value(schema: &'static Schema) -> BoxedStrategy<Value> {
    match schema {
        Schema::Struct(shape) => object(shape),
        Schema::Union(shape) => {
            one_of(shape.members).prop_map(|member| Value::Object(Map::from_iter([member]))).boxed()
        }
        Schema::List(shape) => {
            let most = shape.max.min(shape.min.max(1) + 1);
            vec(value(shape.item), shape.min..=most).prop_map(Value::Array).boxed()
        }
        Schema::Map(shape) => {
            let member = (value(shape.key), value(shape.value));
            let member = member.prop_filter_map("keys are strings", |(key, value)| {
                key.as_str().map(|key| (key.to_owned(), value))
            });
            vec(member, 0..=shape.max.min(2)).prop_map(|list| list.into_iter().collect()).boxed()
        }
        Schema::Text(rule) => text(rule).prop_map(Value::String).boxed(),
        Schema::Name(_) => name().prop_map(Value::String).boxed(),
        Schema::Integer(rule) => (rule.min..=rule.max).prop_map(Value::from).boxed(),
        Schema::Boolean => any::<bool>().prop_map(Value::Bool).boxed(),
        Schema::Enum(rule) => {
            select(rule.words).prop_map(|word| Value::String(word.to_owned())).boxed()
        }
    }
}

type Member = (String, Value);

fn object(shape: &'static StructSchema) -> BoxedStrategy<Value> {
    let entries: Vec<BoxedStrategy<Option<Member>>> = shape
        .entries
        .iter()
        .map(|entry| match entry {
            Entry::Field(field) => maybe(member(field), field.required),
            Entry::Choice(choice) => maybe(one_of(choice.members), choice.required),
        })
        .collect();
    entries.prop_map(|members| Value::Object(members.into_iter().flatten().collect())).boxed()
}

fn maybe(member: BoxedStrategy<Member>, required: bool) -> BoxedStrategy<Option<Member>> {
    if required { member.prop_map(Some).boxed() } else { option::of(member).boxed() }
}

fn one_of(members: &'static [FieldSchema]) -> BoxedStrategy<Member> {
    select(members).prop_flat_map(|field| member(&field)).boxed()
}

fn member(field: &FieldSchema) -> BoxedStrategy<Member> {
    let wire = field.wire;
    value(field.schema).prop_map(move |value| (wire.to_owned(), value)).boxed()
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
