//! L051: a node listens, and nothing says how it is found.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, Kind, ResourceId, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L051"),
    severity: Severity::Info,
    title: "A node listens but cannot be found",
    forbidden: false,
    page: include_str!("discovery_missing.md"),
};

/// Looks for nodes with listeners and without service discovery that nothing leads to yet.
#[derive(Debug)]
pub struct DiscoveryMissing;

impl Rule for DiscoveryMissing {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        // Where something leads there, that is wrong, and told of what does.
        let named = subject.needed().map(|(_, to)| to);
        let named: BTreeSet<ResourceId> =
            named.filter(|id| id.kind() == Kind::VirtualNode).collect();
        for resource in subject.of(&[Kind::VirtualNode]) {
            let Spec::VirtualNode(node) = &resource.spec else { continue };
            let id = &resource.id;
            // Files of nodes alone say nothing.
            let may_be_so = node.listeners.is_empty()
                || node.service_discovery.is_some()
                || !subject.has_any(Kind::VirtualService, id.mesh());
            if may_be_so || named.contains(id) || !subject.is_whole(id) {
                continue;
            }
            let message = format!("virtual node `{}` has no `serviceDiscovery`", id.name());
            let finding = META.finding(id, FieldPath::spec().member("listeners"), message);
            let finding = finding.label("no other proxy can call it here");
            findings.push(finding.note("the App Mesh controller for Kubernetes refused that"));
        }
    }
}
