//! Workflow commands that GitHub shows as annotations, one line each.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Severity};
use crate::output::findings::{Findings, ends, place, sentence, tidy_path};
use crate::output::style::printable;

/// All diagnostics as annotations.
pub fn text(findings: &Findings<'_>) -> String {
    findings.diagnostics.iter().map(annotation).collect()
}

fn annotation(diagnostic: &Diagnostic) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "notice",
    };
    let mut text = format!("::{command} ");
    if let Some(location) = place(diagnostic) {
        let (start, end) = ends(location);
        let file = property(&tidy_path(location.source.name()));
        let _ = write!(text, "file={file},line={},col={}", start.line, start.column);
        if end.line == start.line {
            let _ = write!(text, ",endColumn={}", end.column);
        }
        text.push(',');
    }
    let (title, message) = (property(diagnostic.code.0), data(&sentence(diagnostic)));
    let _ = writeln!(text, "title={title}::{message}");
    text
}

/// GitHub's own escapes for what would end the command; the log is read in terminals too, so that
/// nothing else in it may drive one.
pub fn data(text: &str) -> String {
    printable(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

pub fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
