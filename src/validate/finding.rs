//! What a rule found: about which field of which resource, and what to do.

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, ResourceId};
use crate::validate::subject::Subject;

const DOCUMENTS_ONLY: &str =
    "only these documents were looked at; `weir validate --online` looks at the control plane too";

/// One thing that a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub code: Code,
    pub severity: Severity,
    /// The resource and the field that it is about.
    pub id: ResourceId,
    pub path: FieldPath,
    pub message: String,
    /// What to say at the field itself.
    pub label: String,
    /// Fields that explain it.
    pub related: Vec<Related>,
    pub help: Option<String>,
    pub notes: Vec<String>,
}

/// A field that explains a finding, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub id: ResourceId,
    pub path: FieldPath,
    pub text: String,
}

impl Finding {
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
    pub fn related(mut self, id: &ResourceId, path: FieldPath, text: impl Into<String>) -> Self {
        self.related.push(Related { id: id.clone(), path, text: text.into() });
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

    /// Says where was looked for something that is missing, if not everywhere.
    #[must_use]
    pub fn scope_note(self, subject: &Subject<'_>) -> Self {
        if subject.is_documents_only() { self.note(DOCUMENTS_ONLY) } else { self }
    }
}
