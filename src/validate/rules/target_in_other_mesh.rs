//! R002: what a resource refers to is in another mesh.

use crate::diagnostic::{Code, Severity};
use crate::model::FieldPath;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::absent::{self, Elsewhere};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("R002"),
    severity: Severity::Error,
    title: "The target of a reference is in another mesh",
    forbidden: false,
    page: include_str!("target_in_other_mesh.md"),
};

/// Looks for missing targets whose name another mesh has.
#[derive(Debug)]
pub struct TargetInOtherMesh;

impl Rule for TargetInOtherMesh {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for absent in absent::all(subject) {
            let Elsewhere::OtherMesh(other) = absent.elsewhere else { continue };
            let to = &absent.reference.to;
            let (kind, name) = (to.kind(), to.name());
            let message =
                format!("{kind} `{name}` is in mesh `{}`, not in `{}`", other.mesh(), to.mesh());
            let finding = absent.finding(&META, subject, message);
            let text = format!("in mesh `{}`", other.mesh());
            let finding = finding.related(other, FieldPath::default(), text);
            findings.push(finding.note("nothing refers to another mesh than its own"));
        }
    }
}
