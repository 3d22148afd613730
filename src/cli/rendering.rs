//! Findings and errors in the forms that machines ask for.

use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::{general_codes, pages};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::output::diagnostics::Summary;
use crate::output::findings::{
    Findings, github, gitlab, json as of_json, junit, markdown, sarif, tap,
};
use crate::output::frame::{FRAMES_MAX, Look, first_frames};
use crate::output::json;

/// What was found, in a form for machines or as plain text.
pub fn findings(findings: &Findings<'_>, format: OutputFormat) -> String {
    match format {
        OutputFormat::Json => json::text(&of_json::document(findings)) + "\n",
        OutputFormat::Github => github::text(findings),
        OutputFormat::Gitlab => gitlab::text(findings),
        OutputFormat::Sarif => sarif::text(findings),
        OutputFormat::Junit => junit::text(findings),
        OutputFormat::Tap => tap::text(findings),
        OutputFormat::Markdown => markdown::text(findings),
        OutputFormat::Text
        | OutputFormat::Wide
        | OutputFormat::Yaml
        | OutputFormat::Name
        | OutputFormat::Tsv
        | OutputFormat::Csv => {
            let frames = first_frames(findings.diagnostics, FRAMES_MAX, Look::default());
            format!("{frames}{}\n", findings.summary)
        }
    }
}

/// An error in a form for machines that are to be told of it on stdout; nothing for the forms of
/// people, who are told on stderr.
pub fn error(error: &Error, format: OutputFormat) -> Option<String> {
    match format {
        OutputFormat::Json => Some(document(error) + "\n"),
        OutputFormat::Github
        | OutputFormat::Gitlab
        | OutputFormat::Sarif
        | OutputFormat::Junit
        | OutputFormat::Tap
        | OutputFormat::Markdown => Some(failed(error, format)),
        OutputFormat::Text
        | OutputFormat::Wide
        | OutputFormat::Yaml
        | OutputFormat::Name
        | OutputFormat::Tsv
        | OutputFormat::Csv => None,
    }
}

/// The code of an error: its own, or that of how the run ended.
fn code(error: &Error) -> Code {
    error.code.unwrap_or_else(|| general_codes::code(error.exit))
}

fn document(error: &Error) -> String {
    json::error(&json::ErrorText {
        exit_code: error.exit.code(),
        code: code(error),
        message: error.to_string(),
        causes: error.causes(),
        diagnostics: error.diagnostics.iter().map(of_json::diagnostic).collect(),
        hints: error.hints.clone(),
    })
}

/// The run that failed, with why it did as the last of its diagnostics.
fn failed(error: &Error, format: OutputFormat) -> String {
    let mut diagnostics = error.diagnostics.clone();
    let message = std::iter::once(error.to_string()).chain(error.causes());
    let message = message.collect::<Vec<_>>().join(": ");
    let mut whole = Diagnostic::new(code(error), Severity::Error, message);
    whole.help = (!error.hints.is_empty()).then(|| error.hints.join("; "));
    diagnostics.push(whole);
    let run = Findings {
        command: "run",
        diagnostics: &diagnostics,
        suppressed: &[],
        examined: &[],
        summary: Summary::new(&diagnostics, 0, 0),
        fails_at: Severity::Error,
        exit_code: error.exit.code(),
        completed: false,
        target: None,
        pages: &pages::of,
    };
    findings(&run, format)
}
