//! L042: a route or virtual service leads to a node that nobody can reach.

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, Kind, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::{NEEDY, Subject};

const META: Meta = Meta {
    code: Code("L042"),
    severity: Severity::Error,
    title: "A target cannot be reached",
    forbidden: false,
    page: include_str!("target_unreachable.md"),
};

/// Looks for targets without a listener, or that nobody can find.
#[derive(Debug)]
pub struct TargetUnreachable;

impl Rule for TargetUnreachable {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for resource in subject.of(NEEDY) {
            if resource.kind() == Kind::VirtualNode {
                // It refers to services alone.
                continue;
            }
            for reference in resource.references() {
                let known =
                    subject.get(&reference.to).filter(|target| subject.is_whole(&target.id));
                let Some(target) = known else { continue };
                let Spec::VirtualNode(node) = &target.spec else { continue };
                let name = target.id.name();
                let (member, message) = if node.listeners.is_empty() {
                    ("listeners", format!("virtual node `{name}` listens nowhere"))
                } else if node.service_discovery.is_none() {
                    let message = format!("no proxy can find virtual node `{name}`");
                    ("serviceDiscovery", message)
                } else {
                    continue;
                };
                let finding = META.finding(&resource.id, reference.path, message);
                let text = format!("has no `{member}`");
                findings.push(finding.related(&target.id, FieldPath::spec(), text));
            }
        }
    }
}
