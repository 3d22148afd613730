//! What the API allows in one place of a document, for people.

use std::fmt::Write as _;

use crate::model::schema::{FieldSchema, IntegerSchema, ListSchema, Schema, TextSchema};
use crate::output::style::Palette;

/// The field at the end of `path`, or the members that there are where the path goes astray.
pub fn find<'a>(
    root: &'static Schema,
    path: impl Iterator<Item = &'a str>,
) -> Result<Found, Astray> {
    let mut found = Found { schema: root, field: None };
    for (depth, name) in path.enumerate() {
        let members = members(found.schema);
        let Some(field) = members.iter().find(|member| member.wire == name) else {
            let known = members.iter().map(|member| member.wire).collect();
            return Err(Astray { name: name.to_owned(), depth, known });
        };
        found = Found { schema: field.schema, field: Some(field) };
    }
    Ok(found)
}

/// A place in a document.
pub struct Found {
    schema: &'static Schema,
    /// None is the spec itself.
    field: Option<&'static FieldSchema>,
}

/// Whether shapes are named: those of App Mesh have names that its users know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    Shown,
    Hidden,
}

/// A path that leads nowhere.
pub struct Astray {
    pub name: String,
    /// How many members of the path were found before.
    pub depth: usize,
    pub known: Vec<&'static str>,
}

/// The members of an object, or of the items of a list.
fn members(schema: &'static Schema) -> Vec<&'static FieldSchema> {
    match schema {
        Schema::Struct(shape) => shape.fields().collect(),
        Schema::Union(shape) => shape.members.iter().collect(),
        Schema::List(list) => members(list.item),
        Schema::Either(either) => either.forms.iter().flat_map(|form| members(form)).collect(),
        _ => Vec::new(),
    }
}

impl Found {
    /// What it is, what it is for, and what is in it.
    pub fn text(&self, title: &str, names: Names, palette: Palette) -> String {
        let mut text = format!("{}\n", palette.strong(title));
        let required = self.field.is_some_and(|field| field.required);
        let required = if required { ", required" } else { "" };
        let _ = writeln!(text, "  {}{required}", kind(self.schema, names));
        let docs = self.field.map(|field| field.doc).into_iter().chain(shape_doc(self.schema));
        // Where shapes have no names, that of a field says it all.
        let most = if names == Names::Hidden { 1 } else { 2 };
        for doc in docs.map(str::trim).filter(|doc| !doc.is_empty()).take(most) {
            let _ = writeln!(text, "  {doc}");
        }
        let members = members(self.schema);
        if !members.is_empty() {
            text.push('\n');
        }
        for member in members {
            let mark = if member.required { "*" } else { " " };
            let _ = writeln!(text, "  {mark} {:<26}{}", member.wire, kind(member.schema, names));
        }
        text
    }
}

/// The sentence about a shape itself.
fn shape_doc(schema: &'static Schema) -> Option<&'static str> {
    match schema {
        Schema::Struct(shape) => Some(shape.doc),
        Schema::Union(shape) => Some(shape.doc),
        Schema::List(list) => shape_doc(list.item),
        _ => None,
    }
}

/// The type and its bounds: `whole number, 1 to 65535`.
fn kind(schema: &'static Schema, names: Names) -> String {
    match schema {
        Schema::Struct(_) if names == Names::Hidden => "object".to_owned(),
        Schema::Union(_) if names == Names::Hidden => "object with exactly one member".to_owned(),
        Schema::Enum(rule) if names == Names::Hidden => format!("one of {}", rule.words.join(", ")),
        Schema::Struct(shape) => format!("object ({})", shape.name),
        Schema::Union(shape) => format!("object with exactly one member ({})", shape.name),
        Schema::List(list) => format!("list{} of {}", sizes(list), kind(list.item, names)),
        Schema::Map(map) => format!("object with any members, each {}", kind(map.value, names)),
        Schema::Text(rule) => text_kind(rule),
        Schema::Name(rule) if rule.max == usize::MAX => "name".to_owned(),
        Schema::Name(rule) => format!("name, 1 to {} characters", rule.max),
        Schema::Integer(rule) => format!("whole number{}", range(*rule)),
        Schema::Boolean => "true or false".to_owned(),
        Schema::Enum(rule) => format!("{} (one of {})", rule.name, rule.words.join(", ")),
        Schema::Written(rule) => format!("{}, such as {}", rule.noun, rule.example),
        Schema::Either(rule) => {
            rule.forms.iter().map(|form| kind(form, names)).collect::<Vec<_>>().join(", or ")
        }
    }
}

fn sizes(list: &ListSchema) -> String {
    match (list.min, list.max) {
        (0, usize::MAX) => String::new(),
        (min, max) if min == max => format!(" of exactly {min}"),
        (min, max) => format!(" of {min} to {max}"),
    }
}

fn text_kind(rule: &TextSchema) -> String {
    let mut text = match (rule.min, rule.max) {
        (0, usize::MAX) => "string".to_owned(),
        (min, max) => format!("string, {min} to {max} characters"),
    };
    if let Some(pattern) = rule.pattern {
        let _ = write!(text, ", only {} ({})", pattern.words, pattern.regex);
    }
    text
}

fn range(rule: IntegerSchema) -> String {
    match (rule.min, rule.max) {
        (i64::MIN, i64::MAX) => String::new(),
        (min, i64::MAX) => format!(", at least {min}"),
        (min, max) => format!(", {min} to {max}"),
    }
}
