//! A Code Quality report as `GitLab` reads it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Severity};
use crate::output::findings::{Findings, ends, place, sentence, tidy_path};
use crate::output::json;

/// All diagnostics as issues.
pub fn text(findings: &Findings<'_>) -> String {
    let mut seen = BTreeMap::new();
    let issues = findings.diagnostics.iter().map(|one| issue(one, &mut seen)).collect();
    json::text(&Value::Array(issues)) + "\n"
}

fn issue(diagnostic: &Diagnostic, seen: &mut BTreeMap<String, usize>) -> Value {
    json!({
        "description": sentence(diagnostic),
        "check_name": diagnostic.code.full(),
        "fingerprint": unique(diagnostic.fingerprint(), seen),
        "severity": match diagnostic.severity {
            Severity::Error => "critical",
            Severity::Warning => "major",
            Severity::Info => "minor",
            Severity::Hint => "info",
        },
        "location": location(diagnostic),
    })
}

/// `GitLab` drops all but one of those that are alike.
fn unique(fingerprint: String, seen: &mut BTreeMap<String, usize>) -> String {
    let count = seen.entry(fingerprint.clone()).or_default();
    *count += 1;
    if *count == 1 { fingerprint } else { format!("{fingerprint}-{count}") }
}

/// What has no place is shown at the folder: a report without one is refused as a whole.
fn location(diagnostic: &Diagnostic) -> Value {
    let Some(location) = place(diagnostic) else {
        return json!({"path": ".", "lines": {"begin": 1, "end": 1}});
    };
    let (start, end) = ends(location);
    json!({
        "path": tidy_path(location.source.name()),
        "lines": {"begin": start.line, "end": end.line},
        "positions": {
            "begin": {"line": start.line, "column": start.column},
            "end": {"line": end.line, "column": end.column},
        },
    })
}
