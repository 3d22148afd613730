//! What a run found in documents, in every form in which that can be told: all of one list.

pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod sarif;
pub mod tap;

use crate::diagnostic::{Code, Diagnostic, Location, Position, Severity};
use crate::output::diagnostics::Summary;
use crate::validate::judgement::{Examined, Suppressed};

/// What a run found.
#[derive(Clone, Copy)]
pub struct Findings<'a> {
    /// The command that looked.
    pub command: &'a str,
    /// In the order of their places.
    pub diagnostics: &'a [Diagnostic],
    pub suppressed: &'a [Suppressed],
    /// Every resource that was looked at, in the order of the texts.
    pub examined: &'a [Examined],
    pub summary: Summary,
    /// The least severity that makes the answer no.
    pub fails_at: Severity,
    pub exit_code: u8,
    /// Whether the run came to its end. Otherwise the diagnostics say why not.
    pub completed: bool,
    /// The control plane beside which the documents were judged.
    pub target: Option<&'a str>,
    /// What there is to know of a code.
    pub pages: &'a dyn Fn(Code) -> Option<Page>,
}

/// What there is to know of a code.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    pub title: &'static str,
    /// In Markdown.
    pub text: &'static str,
}

/// What there is to tell of one resource, one text or the run: one test for those who count tests.
struct Case<'a> {
    /// The address of the resource, or else the name of the text.
    name: &'a str,
    /// The name of the text.
    path: &'a str,
    diagnostics: Vec<&'a Diagnostic>,
}

impl<'a> Findings<'a> {
    /// A case for every resource, then for texts and at last for the run, where there is something
    /// to tell of them.
    fn cases(&self) -> Vec<Case<'a>> {
        let mut cases: Vec<Case<'a>> = self
            .examined
            .iter()
            .map(|one| Case { name: &one.address, path: &one.path, diagnostics: Vec::new() })
            .collect();
        let mut index: std::collections::BTreeMap<(&str, &str), usize> =
            cases.iter().enumerate().map(|(at, case)| ((case.name, case.path), at)).collect();
        for diagnostic in self.diagnostics {
            let path = place(diagnostic).map(|location| location.source.name());
            let name = diagnostic.address.as_deref().or(path).unwrap_or(self.command);
            let path = path.unwrap_or_default();
            let at = *index.entry((name, path)).or_insert_with(|| {
                cases.push(Case { name, path, diagnostics: Vec::new() });
                cases.len() - 1
            });
            cases[at].diagnostics.push(diagnostic);
        }
        cases
    }

    /// Whether a diagnostic makes the answer no.
    fn fails(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.severity >= self.fails_at
    }
}

fn place(diagnostic: &Diagnostic) -> Option<&Location> {
    diagnostic.primary.as_ref().map(|label| &label.location)
}

/// The first and the last place; both count from 1.
fn ends(location: &Location) -> (Position, Position) {
    let range = location.span.range();
    (location.source.position(range.start), location.source.position(range.end))
}

/// The message with what to do about it, on one line.
fn sentence(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}; {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// A path as tools compare them: without `./` before it and with `/` between its parts.
fn tidy_path(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.trim_start_matches("./").to_owned()
}

#[cfg(test)]
mod tests;
