//! L008: a router that has no routes.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, Kind, ResourceId};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L008"),
    severity: Severity::Warning,
    title: "A virtual router has no routes",
    forbidden: false,
    page: include_str!("router_without_routes.md"),
};

/// Looks for routers that no route is a part of.
#[derive(Debug)]
pub struct RouterWithoutRoutes;

impl Rule for RouterWithoutRoutes {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        let routes = subject.ids().filter(|id| id.kind() == Kind::Route);
        let used: BTreeSet<ResourceId> = routes.filter_map(ResourceId::parent_id).collect();
        for id in subject.ids().filter(|id| id.kind() == Kind::VirtualRouter) {
            if !used.contains(id) {
                let message = format!("virtual router `{}` has no routes", id.name());
                let finding = META.finding(id, FieldPath::default(), message);
                findings.push(finding.note("every request to it is answered with 404"));
            }
        }
    }
}
