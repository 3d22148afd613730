//! JSON text to trees. One text may hold several values one after another.

use std::borrow::Cow;
use std::ops::Range;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions};

use crate::diagnostic::{Code, Span};
use crate::document::problem::Problem;
use crate::document::suggest::shown;
use crate::document::tree::{Member, Node, Value};
use crate::model::FieldPath;

/// Deeper nesting than any document needs; kept far below what recursion on a small stack bears.
pub const DEPTH_MAX: usize = 128;

const MALFORMED: Code = Code("S001");
const TRAILING: Code = Code("S004");
const TOO_DEEP: Code = Code("S005");
const TEMPLATE: Code = Code("S012");

/// The values of a text, in order, and what is wrong with the text.
#[derive(Debug, Default)]
pub struct Parsed {
    pub roots: Vec<Node>,
    pub problems: Vec<Problem>,
}

/// Reads all values of a text. Text after a syntax error is not read.
pub fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    for range in split(text) {
        match parse_one(text, range, parsed.roots.is_empty()) {
            Ok(Some(root)) => parsed.roots.push(root),
            Ok(None) => {}
            Err(problem) => {
                parsed.problems.push(*problem);
                break;
            }
        }
    }
    parsed
}

fn parse_one(text: &str, range: Range<usize>, first: bool) -> Result<Option<Node>, Box<Problem>> {
    let part = &text[range.clone()];
    let at = |inner: Range<usize>| Span::new(range.start + inner.start..range.start + inner.end);
    if let Some(deep) = too_deep(part) {
        let message = format!("nested deeper than {DEPTH_MAX} levels");
        return Err(Box::new(Problem::new(
            TOO_DEEP,
            &FieldPath::default(),
            at(deep..deep + 1),
            message,
        )));
    }
    match jsonc_parser::parse_to_ast(part, &CollectOptions::default(), &STRICT) {
        Ok(result) => Ok(result.value.map(|value| node(value, range.start))),
        Err(error) => {
            let inner = error.range();
            Err(Box::new(syntax_problem(part, inner.start..inner.end, error.kind(), first, at)))
        }
    }
}

fn syntax_problem(
    part: &str,
    inner: Range<usize>,
    kind: &jsonc_parser::errors::ParseErrorKind,
    first: bool,
    at: impl Fn(Range<usize>) -> Span,
) -> Problem {
    let path = FieldPath::default();
    let variables = template_variables(part);
    if let Some((place, _)) = variables.first() {
        let mut names: Vec<&str> = variables.iter().map(|(_, name)| *name).collect();
        names.dedup();
        let names: Vec<Cow<'_, str>> = names.into_iter().map(shown).collect();
        return Problem::new(TEMPLATE, &path, at(place.clone()), "a template, not JSON")
            .label("a variable without quotes")
            .help(format!("replace the variables first: {}", names.join(", ")));
    }
    let inner = visible(part, inner);
    let stray = !first || part.trim_start().starts_with(['}', ']', ',', ':']);
    let code = if stray { TRAILING } else { MALFORMED };
    let what = if stray { "text after the end of the document" } else { "malformed JSON" };
    let reason = kind.to_string();
    let mut letters = reason.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    let reason: String = first.into_iter().chain(letters).collect();
    Problem::new(code, &path, at(inner), format!("{what}: {}", reason.trim_end_matches('.')))
}

/// Errors at the end of the text point at its last character, so that there is something to see.
fn visible(part: &str, inner: Range<usize>) -> Range<usize> {
    let end = part.trim_end().len();
    if inner.start < end {
        return inner;
    }
    let start = part[..end].char_indices().next_back().map_or(0, |(at, _)| at);
    start..end
}

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Where each top-level value stands. A value ends where its brackets are closed; anything else up
/// to the next bracket is a part of its own, so that it is reported and not skipped.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut in_string) = (0usize, None, false);
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        if in_string {
            match byte {
                b'\\' => drop(bytes.next()),
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => continue,
            b'"' => in_string = true,
            b'{' | b'[' => {
                if let (0, Some(from)) = (depth, start) {
                    parts.push(from..at);
                    start = None;
                }
                depth += 1;
            }
            b'}' | b']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    parts.push(start.take().unwrap_or(at)..at + 1);
                    continue;
                }
            }
            _ => {}
        }
        start.get_or_insert(at);
    }
    if let Some(from) = start {
        parts.push(from..text.len());
    }
    parts
}

/// The first byte that is nested too deep.
fn too_deep(part: &str) -> Option<usize> {
    let (mut depth, mut in_string) = (0usize, false);
    let mut bytes = part.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' if in_string => drop(bytes.next()),
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                if depth > DEPTH_MAX {
                    return Some(at);
                }
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The bare `$NAME` words of a jq template.
fn template_variables(part: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut in_string = false;
    let mut bytes = part.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' if in_string => drop(bytes.next()),
            b'"' => in_string = !in_string,
            b'$' if !in_string => {
                let name = part[at + 1..].bytes();
                let length = name.take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
                if length > 0 {
                    found.push((at..at + 1 + length, &part[at..at + 1 + length]));
                }
            }
            _ => {}
        }
    }
    found
}

fn node(value: ast::Value<'_>, offset: usize) -> Node {
    let range = value.range();
    let span = Span::new(offset + range.start..offset + range.end);
    let value = match value {
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::BooleanLit(literal) => Value::Bool(literal.value),
        ast::Value::NumberLit(literal) => match literal.value.parse() {
            Ok(number) => Value::Whole(number),
            Err(_) => Value::Number(literal.value.into()),
        },
        ast::Value::StringLit(literal) => Value::Text(literal.value.into()),
        ast::Value::Array(array) => {
            Value::List(array.elements.into_iter().map(|item| node(item, offset)).collect())
        }
        ast::Value::Object(object) => {
            Value::Object(object.properties.into_iter().map(|one| member(one, offset)).collect())
        }
    };
    Node { span, value }
}

fn member(property: ast::ObjectProp<'_>, offset: usize) -> Member {
    let range = property.name.range();
    Member {
        key_span: Span::new(offset + range.start..offset + range.end),
        key: property.name.into_string().into(),
        value: node(property.value, offset),
    }
}
