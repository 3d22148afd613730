//! Diagnostics for machines, and the line that counts them.

use std::fmt::{self, Write as _};

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Label, Location, Position, Severity};
use crate::output::count::{Count, resources};
use crate::output::json;
use crate::output::style::printable;

/// How much was looked at and how much was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    pub files: usize,
    pub resources: usize,
}

impl Summary {
    pub fn new(diagnostics: &[Diagnostic], files: usize, resources: usize) -> Self {
        let count = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info) + count(Severity::Hint),
            files,
            resources,
        }
    }

    /// `37 resources in 14 files`
    pub fn scope(&self) -> String {
        format!("{} in {}", resources(self.resources), Count::new(self.files, "file", "files"))
    }
}

/// `3 errors, 1 warning in 14 files (37 resources)`
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            Count::new(self.errors, "error", "errors"),
            Count::new(self.warnings, "warning", "warnings"),
            Count::new(self.infos, "info", "infos"),
        ];
        let numbers = [self.errors, self.warnings, self.infos];
        let some = counts.iter().zip(numbers).filter(|(_, number)| *number > 0);
        let some: Vec<String> = some.map(|(count, _)| count.to_string()).collect();
        let found = if some.is_empty() { "no problems".to_owned() } else { some.join(", ") };
        let files = Count::new(self.files, "file", "files");
        write!(f, "{found} in {files} ({})", resources(self.resources))
    }
}

/// The JSON document of a run.
pub fn document(diagnostics: &[Diagnostic], summary: Summary, exit_code: u8) -> Value {
    let mut document = json::envelope("diagnostics", exit_code);
    document.insert("diagnostics".to_owned(), diagnostics.iter().map(diagnostic).collect());
    let Summary { errors, warnings, infos, files, resources } = summary;
    document.insert(
        "summary".to_owned(),
        json!({
            "errors": errors,
            "warnings": warnings,
            "infos": infos,
            "files": files,
            "resources": resources,
        }),
    );
    Value::Object(document)
}

/// One diagnostic as JSON.
pub fn diagnostic(diagnostic: &Diagnostic) -> Value {
    let primary = diagnostic.primary.as_ref();
    json!({
        "code": diagnostic.code.full(),
        "severity": diagnostic.severity.as_str(),
        "message": diagnostic.message,
        "address": diagnostic.address,
        "field": diagnostic.path,
        "location": primary.map(|label| location(&label.location)),
        "related": diagnostic.related.iter().map(related).collect::<Vec<_>>(),
        "help": diagnostic.help,
        "notes": diagnostic.notes,
    })
}

fn related(label: &Label) -> Value {
    json!({ "message": label.text, "location": location(&label.location) })
}

fn location(location: &Location) -> Value {
    let (start, end) = ends(location);
    json!({
        "path": location.source.name(),
        "start": position(start),
        "end": position(end),
    })
}

fn position(Position { line, column, byte }: Position) -> Value {
    json!({ "line": line, "column": column, "byte": byte })
}

fn ends(location: &Location) -> (Position, Position) {
    let range = location.span.range();
    (location.source.position(range.start), location.source.position(range.end))
}

/// Workflow commands that GitHub shows as annotations, one line each.
pub fn github(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info | Severity::Hint => "notice",
        };
        let _ = write!(text, "::{command} ");
        if let Some(Label { location, .. }) = &diagnostic.primary {
            let (start, end) = ends(location);
            let file = github_property(location.source.name());
            let _ = write!(text, "file={file},line={},col={}", start.line, start.column);
            if end.line == start.line {
                let _ = write!(text, ",endColumn={}", end.column);
            }
            text.push(',');
        }
        let help = diagnostic.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        let message = github_text(&format!("{}{help}", diagnostic.message));
        let title = github_property(diagnostic.code.0);
        let _ = writeln!(text, "title={title}::{message}");
    }
    text
}

/// GitHub's own escapes for what would end the command; the log is read in terminals too, so that
/// nothing else in it may drive one.
fn github_text(text: &str) -> String {
    printable(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

fn github_property(text: &str) -> String {
    github_text(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Code, Source, Span};

    /// An error whose every text is `text`.
    fn error(text: &str) -> Diagnostic {
        let source = Arc::new(Source::new(text, "meshName".to_owned()));
        let location = Location { source, span: Span::new(0..8) };
        Diagnostic::new(Code("F001"), Severity::Error, text).at(location, "").help(text)
    }

    #[test]
    fn github_commands_cannot_be_ended_nor_drive_a_terminal() {
        let text = github(&[error("a:,%\r\n::\u{1b}[2J\u{9b}\u{202e}")]);
        insta::assert_snapshot!(text, @r"::error file=a%3A%2C%25%0D%0A%3A%3A\u{1b}[2J\u{9b}\u{202e},line=1,col=1,endColumn=9,title=F001::a:,%25%0D%0A::\u{1b}[2J\u{9b}\u{202e}; a:,%25%0D%0A::\u{1b}[2J\u{9b}\u{202e}");
    }

    #[test]
    fn json_has_texts_as_they_are() {
        let text = "a\n\u{1b}\u{9b}\u{202e}";
        let json = diagnostic(&error(text));
        assert_eq!([&json["message"], &json["location"]["path"]], [text, text]);
    }
}
