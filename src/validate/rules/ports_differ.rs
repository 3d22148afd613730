//! L003: the targets of one route listen on different ports, and the route names none.

use crate::diagnostic::{Code, Severity};
use crate::model::route::RouteSpec;
use crate::model::{FieldPath, Resource, ResourceId};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::listeners::{self, Listener};
use crate::validate::rules::targets;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L003"),
    severity: Severity::Warning,
    title: "Targets of one route listen on different ports",
    forbidden: false,
    page: include_str!("ports_differ.md"),
};

/// Compares the listeners of a route's targets where the route does not say which it means.
#[derive(Debug)]
pub struct PortsDiffer;

impl Rule for PortsDiffer {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        let whole = subject.routes().filter(|(id, _)| subject.is_whole(id));
        findings.extend(whole.filter_map(|(id, route)| finding(subject, id, route)));
    }
}

/// A target that says no port, and the only listener of its node.
struct Target<'a> {
    path: FieldPath,
    node: &'a Resource,
    listener: Listener,
}

fn finding(subject: &Subject<'_>, id: &ResourceId, route: &RouteSpec) -> Option<Finding> {
    let mut targets = portless(subject, id, route).into_iter();
    let first = targets.next()?;
    let other = targets.find(|target| target.listener.port != first.listener.port)?;
    let (port, port_of_first) = (other.listener.port, first.listener.port);
    let message = "targets of one route listen on different ports, which not every control plane \
                   delivers to";
    Some(
        META.finding(id, other.path, message)
            .label(format!("listens on {port}"))
            .related(id, first.path, format!("listens on {port_of_first}"))
            .related(&first.node.id, first.listener.port_path(), "the one port")
            .related(&other.node.id, other.listener.port_path(), "the other port")
            .help("set `port` on each weighted target, or use the same listener port"),
    )
}

fn portless<'a>(subject: &'a Subject<'_>, id: &ResourceId, route: &RouteSpec) -> Vec<Target<'a>> {
    let at = targets::path(route);
    let targets = route.rule.weighted_targets().iter().enumerate();
    let portless = targets.filter(|(_, target)| target.port.is_none());
    let known = portless.filter_map(|(index, target)| {
        let node = id.virtual_node(&target.virtual_node);
        let node = subject.get(&node).filter(|node| subject.is_whole(&node.id))?;
        let listener = listeners::pick(&listeners::of(node), None)?;
        Some(Target { path: at.clone().item(index).member("virtualNode"), node, listener })
    });
    known.collect()
}
