//! L012: a node calls something that is not in the mesh, and the mesh drops such calls.

use crate::diagnostic::{Code, Severity};
use crate::model::FieldPath;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::absent::{self, Elsewhere};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L012"),
    severity: Severity::Warning,
    title: "A backend is not in the mesh, which drops what leaves it",
    forbidden: false,
    page: include_str!("backend_outside.md"),
};

/// Looks for backends that no virtual service has the name of, in meshes with `DROP_ALL`.
#[derive(Debug)]
pub struct BackendOutside;

impl Rule for BackendOutside {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for absent in absent::all(subject).filter(|one| one.elsewhere == Elsewhere::Dropped) {
            let to = &absent.reference.to;
            let message = format!(
                "calls to `{}` are dropped: no virtual service has that name, and nothing may \
                 leave mesh `{}`",
                to.name(),
                to.mesh()
            );
            let finding = absent.finding(&META, subject, message);
            let path = FieldPath::spec().member("egressFilter").member("type");
            findings.push(finding.related(&to.mesh_id(), path, "only backends can be reached"));
        }
    }
}
