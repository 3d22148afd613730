//! The envelopes of JSON documents.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::diagnostic::Code;
use crate::output::style::is_unsafe;

/// The beginning of every document: schema, version, whether all is well, exit code.
pub fn envelope(schema: &str, exit_code: u8) -> Map<String, Value> {
    let mut document = Map::new();
    document.insert("schema".to_owned(), json!(format!("weir.{schema}/v1")));
    document.insert("weir".to_owned(), json!(env!("CARGO_PKG_VERSION")));
    document.insert("ok".to_owned(), json!(exit_code == 0));
    document.insert("exitCode".to_owned(), json!(exit_code));
    document
}

/// An error in words.
#[derive(Debug)]
pub struct ErrorText {
    pub exit_code: u8,
    pub code: Code,
    pub message: String,
    /// The nearest first.
    pub causes: Vec<String>,
    pub hints: Vec<String>,
    /// What is wrong with documents, where that is the reason.
    pub diagnostics: Vec<Value>,
}

/// The document of a run that ended with an error.
pub fn error(error: &ErrorText) -> String {
    let mut document = envelope("error", error.exit_code);
    document.insert(
        "error".to_owned(),
        json!({
            "code": error.code.full(),
            "message": error.message,
            "causes": error.causes,
            "hints": error.hints,
        }),
    );
    document.insert("diagnostics".to_owned(), json!(error.diagnostics));
    text(&Value::Object(document))
}

/// A document as it is printed. What would do something to a terminal is escaped as JSON does it.
pub fn text(document: &Value) -> String {
    let text = serde_json::to_string_pretty(document).expect("a JSON value can be written");
    if !text.chars().any(is_escaped) {
        return text;
    }
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if is_escaped(character) {
            // All of them have four digits: none is outside the basic plane.
            let _ = write!(safe, "\\u{:04x}", u32::from(character));
        } else {
            safe.push(character);
        }
    }
    safe
}

/// Such a character stands only within strings. Line ends are those of the document.
fn is_escaped(character: char) -> bool {
    character != '\n' && is_unsafe(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_the_same_with_what_drives_a_terminal_escaped() {
        let document = json!({"a\u{9b}": ["\u{7f}\u{202e}\n\u{1b}", "é漢"]});
        let text = text(&document);
        assert!(!text.chars().any(is_escaped), "{text:?}");
        assert!(text.contains("é漢") && text.contains(r"\u009b"), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), document);
    }
}
