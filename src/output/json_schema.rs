//! A schema of weir as JSON Schema, for editors and other programs.

use serde_json::{Map, Value, json};

use crate::model::schema::{
    ChoiceSchema, EitherSchema, FieldSchema, Schema, StructSchema, TextSchema, WrittenSchema,
};

/// The version of JSON Schema that this writes.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema as a document of its own.
pub fn document(title: &str, schema: &'static Schema) -> Value {
    let mut document = Map::new();
    document.insert("$schema".to_owned(), json!(DIALECT));
    document.insert("title".to_owned(), json!(title));
    if let Value::Object(members) = value(schema) {
        document.extend(members);
    }
    Value::Object(document)
}

fn value(schema: &'static Schema) -> Value {
    match schema {
        Schema::Struct(shape) => object(shape),
        Schema::Union(shape) => {
            let required = shape.members.iter().map(|member| json!({"required": [member.wire]}));
            json!({
                "type": "object",
                "properties": properties(shape.members.iter()),
                "additionalProperties": false,
                "oneOf": required.collect::<Vec<_>>(),
            })
        }
        Schema::List(list) => {
            let mut of = json!({"type": "array", "items": value(list.item)});
            put(&mut of, "minItems", (list.min > 0).then_some(list.min));
            put(&mut of, "maxItems", (list.max < usize::MAX).then_some(list.max));
            of
        }
        Schema::Map(map) => {
            let mut of = json!({
                "type": "object",
                "propertyNames": value(map.key),
                "additionalProperties": value(map.value),
            });
            put(&mut of, "maxProperties", (map.max < usize::MAX).then_some(map.max));
            of
        }
        Schema::Text(rule) => text(rule),
        Schema::Name(rule) => {
            let mut of = json!({"type": "string", "minLength": 1});
            put(&mut of, "maxLength", (rule.max < usize::MAX).then_some(rule.max));
            of
        }
        Schema::Integer(rule) => {
            let mut of = json!({"type": "integer"});
            put(&mut of, "minimum", (rule.min > i64::MIN).then_some(rule.min));
            put(&mut of, "maximum", (rule.max < i64::MAX).then_some(rule.max));
            of
        }
        Schema::Boolean => json!({"type": "boolean"}),
        Schema::Enum(rule) => json!({"enum": rule.words}),
        Schema::Written(rule) => written(rule),
        Schema::Either(rule) => either(rule),
    }
}

fn put<T: serde::Serialize>(of: &mut Value, name: &str, bound: Option<T>) {
    if let Some(bound) = bound {
        of[name] = json!(bound);
    }
}

fn object(shape: &'static StructSchema) -> Value {
    let mut of = json!({
        "type": "object",
        "description": shape.doc.trim(),
        "properties": properties(shape.fields()),
        "additionalProperties": false,
    });
    let required: Vec<&str> =
        shape.fields().filter(|field| field.required).map(|field| field.wire).collect();
    put(&mut of, "required", (!required.is_empty()).then_some(required));
    let choices: Vec<Value> = shape.choices().map(choice).collect();
    put(&mut of, "allOf", (!choices.is_empty()).then_some(choices));
    of
}

/// One of the members, or none where none is required.
fn choice(choice: &ChoiceSchema) -> Value {
    let each = choice.members.iter().map(|member| json!({"required": [member.wire]}));
    let each: Vec<Value> = each.collect();
    if choice.required {
        return json!({"oneOf": each});
    }
    let none = json!({"not": {"anyOf": each}});
    json!({"oneOf": each.into_iter().chain([none]).collect::<Vec<_>>()})
}

fn properties<'a>(fields: impl Iterator<Item = &'a FieldSchema>) -> Map<String, Value> {
    let property = |field: &FieldSchema| {
        let mut of = value(field.schema);
        let said = sentence(field.doc);
        put(&mut of, "description", (!said.is_empty()).then_some(said));
        (field.wire.to_owned(), of)
    };
    fields.map(property).collect()
}

/// Comments over several lines as one.
fn sentence(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text(rule: &TextSchema) -> Value {
    let mut of = json!({"type": "string"});
    put(&mut of, "minLength", (rule.min > 0).then_some(rule.min));
    put(&mut of, "maxLength", (rule.max < usize::MAX).then_some(rule.max));
    put(&mut of, "pattern", rule.pattern.map(|pattern| pattern.regex));
    of
}

fn written(rule: &WrittenSchema) -> Value {
    if rule.numbers {
        json!({"type": ["string", "number"], "examples": [rule.example]})
    } else {
        json!({"type": "string", "examples": [rule.example]})
    }
}

fn either(rule: &EitherSchema) -> Value {
    json!({"anyOf": rule.forms.iter().map(|form| value(form)).collect::<Vec<_>>()})
}
