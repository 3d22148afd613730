//! The Test Anything Protocol, version 14: a test for every resource.

use std::fmt::Write as _;

use crate::output::findings::{Case, Findings, ends, place, sentence, tidy_path};
use crate::output::style::printable;

/// The tests of a run.
pub fn text(findings: &Findings<'_>) -> String {
    if !findings.completed {
        let why: Vec<String> = findings.diagnostics.iter().map(sentence).collect();
        return format!("TAP version 14\nBail out! {}\n", one_line(&why.join("; ")));
    }
    let cases = findings.cases();
    let mut text = format!("TAP version 14\n1..{}\n", cases.len());
    for (at, case) in cases.iter().enumerate() {
        test(&mut text, at + 1, case, findings);
    }
    text
}

fn test(text: &mut String, number: usize, case: &Case<'_>, findings: &Findings<'_>) {
    let fails = case.diagnostics.iter().any(|one| findings.fails(one));
    let result = if fails { "not ok" } else { "ok" };
    let _ = writeln!(text, "{result} {number} - {}", escaped(case.name));
    if case.diagnostics.is_empty() {
        return;
    }
    text.push_str("  ---\n  diagnostics:\n");
    for diagnostic in &case.diagnostics {
        let _ = writeln!(text, "    - code: {}", diagnostic.code.full());
        let _ = writeln!(text, "      severity: {}", diagnostic.severity);
        let _ = writeln!(text, "      message: {}", quoted(&sentence(diagnostic)));
        if let Some(location) = place(diagnostic) {
            let start = ends(location).0;
            let path = tidy_path(location.source.name());
            let at = format!("{path}:{}:{}", start.line, start.column);
            let _ = writeln!(text, "      at: {}", quoted(&at));
        }
    }
    text.push_str("  ...\n");
}

/// A `#` would begin a directive.
fn escaped(text: &str) -> String {
    one_line(text).replace('\\', "\\\\").replace('#', "\\#")
}

/// JSON texts are YAML texts too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(printable(text)).to_string()
}

fn one_line(text: &str) -> String {
    printable(&text.replace(['\n', '\t'], " "))
}
