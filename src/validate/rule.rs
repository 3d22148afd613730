//! What a rule is.

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, ResourceId};
use crate::validate::finding::Finding;
use crate::validate::subject::Subject;

/// What is known of a rule without running it.
#[derive(Debug)]
pub struct Meta {
    pub code: Code,
    /// How much a finding matters; a rule may make single findings matter less.
    pub severity: Severity,
    pub title: &'static str,
    /// Whether the documentation of the API forbids it in a single resource, so that a control
    /// plane refuses it too.
    pub forbidden: bool,
    /// The page of the rule, in Markdown.
    pub page: &'static str,
}

impl Meta {
    /// The beginning of a finding of this rule.
    pub fn finding(&self, id: &ResourceId, path: FieldPath, message: impl Into<String>) -> Finding {
        Finding {
            code: self.code,
            severity: self.severity,
            id: id.clone(),
            path,
            message: message.into(),
            label: String::new(),
            related: Vec::new(),
            help: None,
            notes: Vec::new(),
        }
    }
}

/// One rule over all resources.
pub trait Rule: Sync {
    fn meta(&self) -> &'static Meta;

    /// Adds what is wrong.
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>);
}
