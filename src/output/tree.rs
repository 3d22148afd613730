//! Services down to nodes as a tree: who leads where, with which share.

use std::fmt::Write as _;

use crate::model::route::RouteSpec;
use crate::model::virtual_node::VirtualNodeSpec;
use crate::model::{Kind, Resource, ResourceId, Snapshot, Spec, Strength};
use crate::output::style::{Palette, printable};
use crate::output::summary;
use crate::routing::order;

/// One line and what hangs below it.
struct Branch {
    line: String,
    below: Vec<Branch>,
}

impl Branch {
    fn leaf(line: String) -> Self {
        Self { line, below: Vec::new() }
    }
}

/// The trees of `roots`, and for a single root who refers to it.
pub fn render(roots: &[&Resource], snapshot: &Snapshot, palette: Palette) -> String {
    let mut text = String::new();
    for root in roots {
        let branch = branch(root, snapshot);
        let _ = writeln!(text, "{}", palette.strong(&branch.line));
        write_below(&mut text, &branch.below, "");
    }
    if let [root] = roots {
        let callers = callers(&root.id, snapshot);
        if !callers.is_empty() {
            let _ = writeln!(text, "used by: {}", callers.join(", "));
        }
    }
    text
}

/// Who refers to a resource, loosely or not.
pub fn callers(id: &ResourceId, snapshot: &Snapshot) -> Vec<String> {
    let referrers = [Strength::Required, Strength::Loose].map(|how| snapshot.referrers(id, how));
    referrers.into_iter().flatten().map(|resource| printable(&resource.id.to_string())).collect()
}

fn write_below(text: &mut String, branches: &[Branch], indent: &str) {
    for (index, branch) in branches.iter().enumerate() {
        let last = index + 1 == branches.len();
        let (fork, next) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let _ = writeln!(text, "{indent}{fork}{}", branch.line);
        write_below(text, &branch.below, &format!("{indent}{next}"));
    }
}

/// A resource and all it leads to. The backends of nodes are named and not followed, since nodes
/// may call one another in a circle.
fn branch(resource: &Resource, snapshot: &Snapshot) -> Branch {
    let id = &resource.id;
    let name = printable(&id.to_string());
    match &resource.spec {
        Spec::Mesh(_) => mesh_branch(resource, snapshot),
        Spec::VirtualNode(node) => node_branch(&name, node),
        Spec::VirtualRouter(router) => Branch {
            line: format!("{name}   {}", summary::router_listeners(router)),
            below: parts(id, snapshot),
        },
        Spec::Route(route) => route_branch(&name, id, route, snapshot),
        Spec::VirtualService(_) => Branch { line: name, below: references(resource, snapshot) },
        Spec::VirtualGateway(gateway) => Branch {
            line: format!("{name}   {}", summary::gateway_listeners(gateway)),
            below: parts(id, snapshot),
        },
        Spec::GatewayRoute(route) => Branch {
            line: format!(
                "{name}   {}   {}",
                summary::priority(route.priority),
                summary::gateway_route_match(route)
            ),
            below: references(resource, snapshot),
        },
    }
}

/// A mesh shows where traffic enters, the services that no gateway leads to, and the nodes that no
/// service leads to.
fn mesh_branch(resource: &Resource, snapshot: &Snapshot) -> Branch {
    let mesh = resource.id.mesh();
    let unreferred = |resource: &&std::sync::Arc<Resource>| {
        snapshot.referrers(&resource.id, Strength::Required).is_empty()
    };
    let of = |kind: Kind| snapshot.of_kind(kind, mesh, None);
    let below = of(Kind::VirtualGateway)
        .chain(of(Kind::VirtualService).filter(unreferred))
        .chain(of(Kind::VirtualRouter).filter(unreferred))
        .chain(of(Kind::VirtualNode).filter(unreferred));
    Branch {
        line: printable(&resource.id.to_string()),
        below: below.map(|resource| branch(resource, snapshot)).collect(),
    }
}

fn parts(id: &ResourceId, snapshot: &Snapshot) -> Vec<Branch> {
    let mut parts: Vec<&Resource> = snapshot.parts(id).map(AsRef::as_ref).collect();
    parts.sort_by(|one, other| order::rank(one).cmp(&order::rank(other)));
    parts.into_iter().map(|part| branch(part, snapshot)).collect()
}

fn references(resource: &Resource, snapshot: &Snapshot) -> Vec<Branch> {
    let references = resource.references().into_iter();
    references.map(|reference| target(&reference.to, snapshot)).collect()
}

fn target(id: &ResourceId, snapshot: &Snapshot) -> Branch {
    match snapshot.get(id) {
        Some(found) => branch(found, snapshot),
        None => Branch::leaf(format!("{}   does not exist", printable(&id.to_string()))),
    }
}

fn node_branch(name: &str, node: &VirtualNodeSpec) -> Branch {
    let line = format!(
        "{name}   {}   {}",
        summary::node_listeners(node),
        summary::discovery(node.service_discovery.as_ref())
    );
    let below = match summary::backends(node).as_str() {
        summary::NONE => Vec::new(),
        backends => vec![Branch::leaf(format!("calls {backends}"))],
    };
    Branch { line, below }
}

fn route_branch(name: &str, id: &ResourceId, route: &RouteSpec, snapshot: &Snapshot) -> Branch {
    let line =
        format!("{name}   {}   {}", summary::priority(route.priority), summary::route_match(route));
    let targets = route.rule.weighted_targets();
    let sum = targets.iter().map(|target| target.weight.get()).sum();
    let below = targets.iter().map(|one| {
        let share = summary::share(one.weight.get(), sum);
        let mut below = target(&id.virtual_node(&one.virtual_node), snapshot);
        below.line = format!("{share:>6}   {}", below.line);
        below
    });
    Branch { line, below: below.collect() }
}
