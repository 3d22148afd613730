//! L044: a virtual service has a name that no request can carry as its host.

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, Kind};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::hosts;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L044"),
    severity: Severity::Warning,
    title: "A virtual service has a name that no request can carry",
    forbidden: false,
    page: include_str!("service_not_a_host.md"),
};

/// Holds the names of virtual services against what a host can be.
#[derive(Debug)]
pub struct ServiceNotAHost;

impl Rule for ServiceNotAHost {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for id in subject.ids().filter(|id| id.kind() == Kind::VirtualService) {
            let Some(character) = hosts::foreign(id.name()) else { continue };
            let message = format!(
                "requests name the service as their host, and no host holds `{}`",
                character.escape_debug()
            );
            findings.push(META.finding(id, FieldPath::default(), message));
        }
    }
}
