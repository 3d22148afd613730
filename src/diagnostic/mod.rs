//! Located messages: what is wrong, where, and what to do about it. Imports nothing of weir.

#![deny(clippy::disallowed_methods)]

mod fingerprint;
pub mod fix;
mod source;

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

pub use fix::{Fix, Safety};
pub use source::{Position, Source, Span};

/// How much a diagnostic matters. The order is from harmless to grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Hint,
    Info,
    Warning,
    Error,
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The stable short code of a diagnostic: `F001`. Never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl Code {
    /// The form for machines and for web searches: `WEIR-F001`.
    pub fn full(self) -> String {
        format!("WEIR-{}", self.0)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// A place in a source.
#[derive(Debug, Clone)]
pub struct Location {
    pub source: Arc<Source>,
    pub span: Span,
}

/// A place, and what is to be said there.
#[derive(Debug, Clone)]
pub struct Label {
    pub location: Location,
    pub text: String,
}

/// One thing that is wrong or worth knowing.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    pub message: String,
    /// The resource that it is about, as an address, where that is known.
    pub address: Option<String>,
    /// The field that it is about, where that is known.
    pub path: Option<String>,
    /// Where it is; a diagnostic about a whole run has no place.
    pub primary: Option<Label>,
    /// Other places that explain it.
    pub related: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// What else is good to know.
    pub notes: Vec<String>,
    /// What would put it right, in the text of its place.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    pub fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            address: None,
            path: None,
            primary: None,
            related: Vec::new(),
            help: None,
            notes: Vec::new(),
            fix: None,
        }
    }

    #[must_use]
    pub fn at(mut self, location: Location, text: impl Into<String>) -> Self {
        self.primary = Some(Label { location, text: text.into() });
        self
    }

    #[must_use]
    pub fn related(mut self, location: Location, text: impl Into<String>) -> Self {
        self.related.push(Label { location, text: text.into() });
        self
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Whether two say the same of the same place.
    pub fn is_same(&self, other: &Self) -> bool {
        let same_place = match (&self.primary, &other.primary) {
            (Some(one), Some(other)) => {
                Arc::ptr_eq(&one.location.source, &other.location.source)
                    && one.location.span == other.location.span
            }
            (None, None) => true,
            _ => false,
        };
        same_place && self.code == other.code && self.message == other.message
    }
}

/// Puts diagnostics in the order of their places: by name of the text, then by place in it. Those
/// without a place come last.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(order);
}

/// Which of two comes first.
pub fn order(one: &Diagnostic, other: &Diagnostic) -> Ordering {
    place(one).cmp(&place(other))
}

fn place(diagnostic: &Diagnostic) -> (bool, &str, Span, Code) {
    match &diagnostic.primary {
        Some(Label { location, .. }) => {
            (false, location.source.name(), location.span, diagnostic.code)
        }
        None => (true, "", Span::default(), diagnostic.code),
    }
}
