//! L007: a node listens, calls nobody, and nothing leads to it.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, Kind, ResourceId, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L007"),
    severity: Severity::Info,
    title: "Nothing leads to a node",
    forbidden: false,
    page: include_str!("node_not_reached.md"),
};

/// Looks for nodes that no route and no virtual service names.
#[derive(Debug)]
pub struct NodeNotReached;

impl Rule for NodeNotReached {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        let mut named = BTreeSet::new();
        // What leads to nothing may be meant for a node that nothing leads to.
        let mut unclear: BTreeSet<&str> = BTreeSet::new();
        for (id, to) in subject.needed() {
            if !subject.contains(&to) {
                unclear.insert(id.mesh());
            }
            if to.kind() == Kind::VirtualNode {
                named.insert(to);
            }
        }
        unclear.extend(subject.ids().filter(|id| !subject.is_whole(id)).map(ResourceId::mesh));
        for resource in subject.of(&[Kind::VirtualNode]) {
            let Spec::VirtualNode(node) = &resource.spec else { continue };
            let id = &resource.id;
            // What calls others may be where requests come from. Files of nodes alone say nothing.
            let may_be_alone = node.listeners.is_empty()
                || !node.backends.is_empty()
                || !subject.has_any(Kind::VirtualService, id.mesh());
            if may_be_alone || named.contains(id) || unclear.contains(id.mesh()) {
                continue;
            }
            let message =
                format!("no route and no virtual service leads to virtual node `{}`", id.name());
            let finding = META.finding(id, FieldPath::spec().member("listeners"), message);
            findings.push(finding.label("listens for nobody").scope_note(subject));
        }
    }
}
