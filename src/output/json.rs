//! The envelopes of JSON documents.

use serde_json::{Map, Value, json};

use crate::diagnostic::Code;

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

/// A document as it is printed.
pub fn text(document: &Value) -> String {
    serde_json::to_string_pretty(document).expect("a JSON value can be written")
}
