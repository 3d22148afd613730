//! R003: a reference names something of another kind.

use crate::diagnostic::{Code, Severity};
use crate::model::FieldPath;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::absent::{self, Elsewhere};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("R003"),
    severity: Severity::Error,
    title: "The target of a reference is of another kind",
    forbidden: false,
    page: include_str!("target_of_other_kind.md"),
};

/// Looks for missing targets whose name something else in the mesh has.
#[derive(Debug)]
pub struct TargetOfOtherKind;

impl Rule for TargetOfOtherKind {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for absent in absent::all(subject) {
            let Elsewhere::OtherKind(other) = absent.elsewhere else { continue };
            let to = &absent.reference.to;
            let (wanted, is) = (to.kind(), other.kind());
            let message =
                format!("{wanted} `{}` does not exist, but a {is} of that name does", to.name());
            let finding = absent.finding(&META, subject, message);
            findings.push(finding.related(other, FieldPath::default(), format!("a {is}")));
        }
    }
}
