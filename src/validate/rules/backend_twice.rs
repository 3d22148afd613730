//! L035: a virtual node names the same backend twice.

use crate::diagnostic::{Code, Severity};
use crate::model::Kind;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::backends;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L035"),
    severity: Severity::Warning,
    title: "A virtual node names the same backend twice",
    forbidden: false,
    page: include_str!("backend_twice.md"),
};

/// Looks for backends of the same name.
#[derive(Debug)]
pub struct BackendTwice;

impl Rule for BackendTwice {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for resource in subject.of(&[Kind::VirtualNode]) {
            let backends = backends::of(resource);
            for (index, backend) in backends.iter().enumerate() {
                let same = backends[..index].iter().find(|other| other.name == backend.name);
                let Some(first) = same else { continue };
                let message = format!("virtual service `{}` is a backend twice", backend.name);
                let finding = META.finding(&resource.id, backend.path(), message);
                let finding = finding.label("has no effect");
                findings.push(finding.related(&resource.id, first.path(), "first here"));
            }
        }
    }
}
