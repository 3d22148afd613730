//! JSON values on one line, for people.

use serde_json::Value;

use crate::output::style::printable;

/// A value on one line: `{port: 8080, protocol: http}`.
pub fn inline(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => word(text),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", "))
        }
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| format!("{name}: {}", inline(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

/// The members of an object on one line; anything else as [`inline`] has it.
pub fn members(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            members.iter().map(|(name, value)| dotted(name, value)).collect::<Vec<_>>().join("   ")
        }
        _ => inline(value),
    }
}

/// `dns.hostname cart.local` for objects with one member, which would only add brackets.
fn dotted(name: &str, value: &Value) -> String {
    match value {
        Value::Object(members) if members.len() == 1 => {
            members.iter().map(|(child, value)| dotted(&format!("{name}.{child}"), value)).collect()
        }
        _ => format!("{name} {}", inline(value)),
    }
}

/// A string as it is, or in quotes where it would not read as one word.
fn word(text: &str) -> String {
    let plain = !text.is_empty()
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "[]{},\"'".contains(c));
    if plain { text.to_owned() } else { printable(&Value::from(text).to_string()) }
}
