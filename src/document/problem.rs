//! One thing that is wrong in one text, before the text's name is known.

use std::fmt;

use crate::diagnostic::fix::Replacement;
use crate::diagnostic::{Code, Diagnostic, Fix, Label, Location, Safety, Severity, Span};
use crate::document::layers::Layers;
use crate::model::FieldPath;

/// One thing that is wrong at one place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub code: Code,
    pub severity: Severity,
    /// The way from the resource, or from the root of the text, to the place.
    pub path: FieldPath,
    pub span: Span,
    /// What is wrong, without the path.
    pub message: String,
    /// What to say at the place itself.
    pub label: String,
    /// Other places in the same text.
    pub related: Vec<(Span, String)>,
    pub help: Option<String>,
    pub notes: Vec<String>,
    pub fix: Option<Remedy>,
}

/// What would put a problem right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    pub safety: Safety,
    /// What is to stand at the place of the problem; nothing where reading the text does it.
    pub replacement: Option<Replacement>,
}

impl Problem {
    pub fn new(code: Code, path: &FieldPath, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            path: path.clone(),
            span,
            message: message.into(),
            label: String::new(),
            related: Vec::new(),
            help: None,
            notes: Vec::new(),
            fix: None,
        }
    }

    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push((span, text.into()));
        self
    }

    #[must_use]
    pub fn fix(mut self, safety: Safety, replacement: Option<Replacement>) -> Self {
        self.fix = Some(Remedy { safety, replacement });
        self
    }

    /// The same, located in the texts that its spans point into.
    pub fn locate(self, layers: &Layers) -> Diagnostic {
        let at = |span| layers.at(span);
        let path = (!self.path.is_empty()).then(|| self.path.to_string());
        let related = self.related.into_iter();
        Diagnostic {
            code: self.code,
            severity: self.severity,
            message: self.message,
            address: None,
            path,
            primary: Some(Label { location: at(self.span), text: self.label }),
            related: related.map(|(span, text)| Label { location: at(span), text }).collect(),
            help: self.help,
            notes: self.notes,
            fix: self.fix.map(|Remedy { safety, replacement }| Fix {
                safety,
                edit: replacement.map(|replacement| {
                    let Location { source, span } = layers.at(self.span);
                    replacement.at(span, source.text())
                }),
            }),
        }
    }
}

/// The message with the path before it, for readers without the text.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}
