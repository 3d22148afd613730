//! JSON values on one line, for people.

use serde_json::Value;

use crate::output::secret::{AFTER, BEFORE, HIDDEN};
use crate::output::style::{is_unsafe, one_line, printable};

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
            let member =
                |(name, value): (&String, &Value)| format!("{}: {}", one_line(name), inline(value));
            let members = members.iter().map(member);
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

/// The longest string that is shown whole where it changes.
const WHOLE_MAX: usize = 60;
/// How much of what is the same is shown around what differs in a long string.
const AROUND: usize = 12;

/// Two values so that their difference can be seen: of long strings only what differs with what is
/// around it, and strings in quotes where the other side is of another type.
pub fn both(before: &Value, after: &Value) -> (String, String) {
    if let (Value::String(old), Value::String(new)) = (before, after)
        && old.chars().count().max(new.chars().count()) > WHOLE_MAX
    {
        return around(old, new);
    }
    let (old, new) = (inline(before), inline(after));
    if std::mem::discriminant(before) == std::mem::discriminant(after) {
        return (old, new);
    }
    let quoted = |value: &Value, text: String| {
        if value.is_string() { printable(&value.to_string()) } else { text }
    };
    (quoted(before, old), quoted(after, new))
}

fn around(old: &str, new: &str) -> (String, String) {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let same = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let tails = old[same..].iter().rev().zip(new[same..].iter().rev());
    let tail = tails.take_while(|(one, other)| one == other).count();
    let part = |text: &[char]| {
        let from = same.saturating_sub(AROUND);
        let to = (text.len() - tail + AROUND).min(text.len());
        let open = if from > 0 { "…" } else { "" };
        let close = if to < text.len() { "…" } else { "" };
        let middle: String = text[from..to].iter().collect();
        word(&format!("{open}{middle}{close}"))
    };
    (part(&old), part(&new))
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
        _ => format!("{} {}", one_line(name), inline(value)),
    }
}

/// A string as it is, or in quotes where it would not read as one word.
fn word(text: &str) -> String {
    if [HIDDEN, BEFORE, AFTER].contains(&text) {
        return text.to_owned();
    }
    let plain = !text.is_empty()
        && !text.chars().any(|c| c.is_whitespace() || is_unsafe(c) || "[]{},\"'".contains(c));
    if plain { text.to_owned() } else { printable(&Value::from(text).to_string()) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_drives_a_terminal_is_escaped_in_names_and_values() {
        let value =
            json!({"a\u{1b}[2J": ["••• \u{1b}[2J", "x\r\ny"], "n": null, "e": [], "o": [[]]});
        assert_eq!(
            inline(&value),
            r#"{a\u{1b}[2J: ["••• \u001b[2J", "x\r\ny"], n: null, e: [], o: [[]]}"#
        );
        assert_eq!(members(&json!({"\u{9b}m": {"b\u{1b}": 1}})), r"\u{9b}m.b\u{1b} 1");
    }

    #[test]
    fn a_long_string_is_cut_with_marks() {
        let long = "a".repeat(80);
        let (old, new) = both(&json!(format!("{long}x{long}")), &json!(format!("{long}y{long}")));
        assert_eq!(old, format!("…{0}x{0}…", "a".repeat(12)));
        assert_eq!(new, format!("…{0}y{0}…", "a".repeat(12)));
    }
}
