//! What a YAML scalar means, by the core schema of YAML 1.2.

use granit_parser::{ScalarStyle, Tag};

use crate::document::tree::{Node, Value};
use crate::document::variables;

/// The value of a scalar. Only plain ones can be anything but text.
pub fn value(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    match tag.map(|tag| tag.core_suffix().unwrap_or("str")) {
        Some("str") => Value::Text(text.into()),
        Some(_) => plain(text),
        None if style == ScalarStyle::Plain => plain(text),
        None => Value::Text(text.into()),
    }
}

/// The variable that a scalar without quotes is.
pub fn variable(text: &str, style: ScalarStyle) -> Option<Value> {
    let name = text.strip_prefix('$').filter(|_| style == ScalarStyle::Plain)?;
    let inner = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(name);
    variables::is_name(inner).then(|| Value::Variable(inner.into()))
}

/// The name that a scalar gives to a member; as written where it is no string.
pub fn key(text: &str, node: &Node) -> Option<Box<str>> {
    match &node.value {
        Value::Text(name) => Some(name.clone()),
        Value::List(_) | Value::Object(_) => None,
        _ => text.get(node.span.range()).map(Into::into),
    }
}

fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(text).unwrap_or_else(|| Value::Text(text.into())),
    }
}

fn number(text: &str) -> Option<Value> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let radix = match unsigned.get(..2) {
        Some("0o") => Some(8),
        Some("0x") => Some(16),
        _ => None,
    };
    if let (Some(radix), true) = (radix, unsigned.len() == text.len()) {
        return i64::from_str_radix(&text[2..], radix).ok().map(Value::Whole);
    }
    if !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(match text.parse() {
            Ok(number) => Value::Whole(number),
            Err(_) => Value::Number(text.into()),
        });
    }
    is_fraction(unsigned).then(|| Value::Number(text.into()))
}

/// A number with a point or an exponent, and the names of what is no number.
fn is_fraction(text: &str) -> bool {
    if matches!(text, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    !(whole.is_empty() && part.is_empty()) && digits(whole) && digits(part) && exponent_fits
}
