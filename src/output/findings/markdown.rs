//! A table for comments on pull requests, short enough to be accepted as one.

use std::fmt::Write as _;

use crate::diagnostic::Diagnostic;
use crate::output::findings::{Findings, ends, place, tidy_path};
use crate::output::style::printable;

/// The most bytes: GitHub takes 65,536 characters in a comment, and others write beside it.
const BYTES_MAX: usize = 60_000;

/// What was found, as Markdown.
pub fn text(findings: &Findings<'_>) -> String {
    let mut text = format!("### weir {}: ", findings.command);
    if !findings.completed {
        text.push_str("failed\n");
    } else if findings.diagnostics.is_empty() {
        let _ = writeln!(text, "ok\n\n{}, no problems", findings.summary.scope());
        return text;
    } else {
        let _ = writeln!(text, "{}", findings.summary);
    }
    text.push_str("\n| severity | code | where | what |\n| --- | --- | --- | --- |\n");
    for (at, diagnostic) in findings.diagnostics.iter().enumerate() {
        let row = row(diagnostic);
        if text.len() + row.len() > BYTES_MAX {
            let _ = writeln!(text, "\n… and {} more", findings.diagnostics.len() - at);
            break;
        }
        text.push_str(&row);
    }
    text
}

fn row(diagnostic: &Diagnostic) -> String {
    let at = place(diagnostic).map(|location| {
        let start = ends(location).0;
        let path = tidy_path(location.source.name());
        code(&format!("{path}:{}:{}", start.line, start.column))
    });
    let address = diagnostic.address.as_deref().map(code);
    let place: Vec<String> = [at, address].into_iter().flatten().collect();
    let help = diagnostic.help.as_ref().map(|help| format!("<br>{}", cell(help)));
    format!(
        "| {} | {} | {} | {}{} |\n",
        diagnostic.severity,
        diagnostic.code,
        place.join("<br>"),
        cell(&diagnostic.message),
        help.unwrap_or_default()
    )
}

/// Text that is shown as it is, in one cell. What stands in backquotes stays code.
pub fn cell(text: &str) -> String {
    let mut safe = String::new();
    let parts: Vec<&str> = text.split('`').collect();
    for (at, part) in parts.iter().enumerate() {
        if at % 2 == 1 && at + 1 < parts.len() {
            safe.push_str(&code(part));
        } else {
            safe.push_str(&plain(part));
        }
    }
    safe
}

/// Text without meaning to Markdown or HTML.
fn plain(text: &str) -> String {
    let mut safe = String::new();
    for character in one_line(text).chars() {
        match character {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '@' => safe.push_str("&#64;"),
            '|' | '*' | '_' | '[' | ']' | '\\' | '#' | '~' | '!' => {
                safe.push('\\');
                safe.push(character);
            }
            _ => safe.push(character),
        }
    }
    safe
}

/// Text in backquotes; what would end them or the cell is replaced.
pub fn code(text: &str) -> String {
    format!("`{}`", one_line(text).replace('`', "'").replace('|', "\\|"))
}

fn one_line(text: &str) -> String {
    printable(&text.replace(['\n', '\t'], " "))
}
