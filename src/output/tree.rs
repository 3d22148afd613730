//! Services down to nodes as a tree: who leads where, with which share; or the other way up, who
//! comes to a resource.

mod json;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::client::{ConnectedProxy, ProxyState};
use crate::model::route::RouteSpec;
use crate::model::virtual_node::{Backend, ServiceDiscovery, VirtualNodeSpec};
use crate::model::{Kind, Resource, ResourceId, Snapshot, Spec, Strength};
use crate::output::style::{Palette, printable};
use crate::output::summary::{self, NONE};
use crate::routing::order;

use json::Known;

/// What a tree is made of.
#[derive(Debug, Clone, Copy)]
pub struct Forest<'a> {
    pub snapshot: &'a Snapshot,
    /// The proxies that are connected, where the control plane knows them.
    pub proxies: &'a [ConnectedProxy],
}

/// One line and what hangs below it.
struct Branch {
    name: String,
    /// What there is to know, in columns.
    facts: Vec<String>,
    /// What is worth a look.
    mark: Option<String>,
    /// The same for machines; nothing where the line above says it.
    known: Known,
    below: Vec<Branch>,
}

/// A line with its place in the tree.
struct Line<'a> {
    /// Forks and name.
    start: String,
    facts: String,
    mark: Option<&'a str>,
}

impl Branch {
    fn leaf(name: String) -> Self {
        Self { name, facts: Vec::new(), mark: None, known: Known::new(), below: Vec::new() }
    }

    /// The line with the lines that hang below it, as a member of that name.
    fn to_json(&self, member: &str) -> Value {
        let mut known = self.known.clone();
        let below = self.below.iter().filter(|branch| !branch.known.is_empty());
        let below = below.map(|branch| branch.to_json(member)).collect();
        known.insert(member.to_owned(), Value::Array(below));
        Value::Object(known)
    }
}

/// The tree below a resource, and who calls it.
pub fn render(root: &Resource, forest: Forest<'_>, palette: Palette) -> String {
    let mut text = draw(&forest.branch(root), palette);
    let callers = callers(&root.id, forest.snapshot);
    if !callers.is_empty() {
        let label = match root.kind() {
            Kind::VirtualService => "called by",
            _ => "used by",
        };
        let _ = writeln!(text, "{label}: {}", callers.join(", "));
    }
    text
}

/// The tree below a resource, for machines.
pub fn below(root: &Resource, forest: Forest<'_>) -> Value {
    forest.branch(root).to_json("below")
}

/// The tree above a resource, for machines.
pub fn above(root: &Resource, forest: Forest<'_>) -> Value {
    forest.inverse(root, None, &mut BTreeSet::new()).to_json("above")
}

/// The tree above a resource: who comes to it, and who comes to those.
pub fn render_inverse(root: &Resource, forest: Forest<'_>, palette: Palette) -> String {
    draw(&forest.inverse(root, None, &mut BTreeSet::new()), palette)
}

/// Who refers to a resource, loosely or not.
pub fn callers(id: &ResourceId, snapshot: &Snapshot) -> Vec<String> {
    let names = referrers(id, snapshot).into_iter();
    names.map(|resource| printable(&resource.id.to_string())).collect()
}

fn referrers<'a>(id: &ResourceId, snapshot: &'a Snapshot) -> Vec<&'a Resource> {
    let referrers = [Strength::Required, Strength::Loose].map(|how| snapshot.referrers(id, how));
    referrers.into_iter().flatten().map(AsRef::as_ref).collect()
}

/// Writes the lines with their columns one below the other.
fn draw(root: &Branch, palette: Palette) -> String {
    let mut lines = Vec::new();
    lay_out(root, String::new(), "", &mut lines);
    let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(UnicodeWidthStr::width).max();
    let with_facts = lines.iter().filter(|line| !line.facts.is_empty() || line.mark.is_some());
    let start = widest(&mut with_facts.map(|line| line.start.as_str())).unwrap_or(0);
    let with_mark = lines.iter().filter(|line| line.mark.is_some());
    let facts = widest(&mut with_mark.map(|line| line.facts.as_str())).unwrap_or(0);
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        let name = if index == 0 { palette.strong(&line.start) } else { line.start.clone() };
        let mut whole = name;
        if !line.facts.is_empty() || line.mark.is_some() {
            whole += &" ".repeat(start.saturating_sub(line.start.width()) + 3);
            whole += &line.facts;
        }
        if let Some(mark) = line.mark {
            whole += &" ".repeat(facts.saturating_sub(line.facts.width()) + 3);
            whole += &palette.changed(mark);
        }
        let _ = writeln!(text, "{whole}");
    }
    text
}

fn lay_out<'a>(branch: &'a Branch, fork: String, indent: &str, lines: &mut Vec<Line<'a>>) {
    let facts = branch.facts.iter().map(|fact| format!("{fact:<4}"));
    let facts = facts.collect::<Vec<_>>().join("  ").trim_end().to_owned();
    lines.push(Line { start: fork + &branch.name, facts, mark: branch.mark.as_deref() });
    for (index, below) in branch.below.iter().enumerate() {
        let last = index + 1 == branch.below.len();
        let (fork, next) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        lay_out(below, format!("{indent}{fork}"), &format!("{indent}{next}"), lines);
    }
}

impl Forest<'_> {
    /// A resource and all it leads to. The backends of nodes are named and not followed, since
    /// nodes may call one another in a circle.
    fn branch(&self, resource: &Resource) -> Branch {
        let id = &resource.id;
        let below = match &resource.spec {
            Spec::Mesh(_) => self.entries(resource),
            Spec::VirtualNode(node) => calls(node),
            Spec::VirtualRouter(_) | Spec::VirtualGateway(_) => self.parts(id),
            Spec::Route(route) => self.targets(id, route),
            Spec::VirtualService(_) | Spec::GatewayRoute(_) => {
                let references = resource.references().into_iter();
                references.map(|reference| self.target(&reference.to)).collect()
            }
        };
        let name = printable(&id.to_string());
        let known = json::resource(resource, &self.proxies_of(resource));
        Branch { name, facts: facts(resource), mark: self.mark(resource), known, below }
    }

    /// A mesh shows where traffic enters, the services that no gateway leads to, and the nodes that
    /// no service leads to.
    fn entries(&self, resource: &Resource) -> Vec<Branch> {
        let mesh = resource.id.mesh();
        let unreferred = |resource: &&std::sync::Arc<Resource>| {
            self.snapshot.referrers(&resource.id, Strength::Required).is_empty()
        };
        let of = |kind: Kind| self.snapshot.of_kind(kind, mesh, None);
        let below = of(Kind::VirtualGateway)
            .chain(of(Kind::VirtualService).filter(unreferred))
            .chain(of(Kind::VirtualRouter).filter(unreferred))
            .chain(of(Kind::VirtualNode).filter(unreferred));
        below.map(|resource| self.branch(resource)).collect()
    }

    fn parts(&self, id: &ResourceId) -> Vec<Branch> {
        let mut parts: Vec<&Resource> = self.snapshot.parts(id).map(AsRef::as_ref).collect();
        parts.sort_by(|one, other| order::rank(one).cmp(&order::rank(other)));
        parts.into_iter().map(|part| self.branch(part)).collect()
    }

    fn target(&self, id: &ResourceId) -> Branch {
        match self.snapshot.get(id) {
            Some(found) => self.branch(found),
            None => Branch {
                mark: Some("! does not exist".to_owned()),
                known: json::missing(id),
                ..Branch::leaf(printable(&id.to_string()))
            },
        }
    }

    fn targets(&self, id: &ResourceId, route: &RouteSpec) -> Vec<Branch> {
        let targets = route.rule.weighted_targets();
        let sum = targets.iter().map(|target| target.weight.get()).sum();
        let below = targets.iter().map(|one| {
            let mut below = self.target(&id.virtual_node(&one.virtual_node));
            below.facts.insert(0, format!("{:<6}", summary::share(one.weight.get(), sum)));
            json::add_share(&mut below.known, one.weight.get(), route);
            below
        });
        below.collect()
    }

    /// Whoever comes to a resource: who refers to it, and what it is part of. Whoever comes to a
    /// resource that was there before is not told again: nodes may call one another in a circle.
    fn inverse(
        &self,
        resource: &Resource,
        seen_from: Option<&ResourceId>,
        seen: &mut BTreeSet<ResourceId>,
    ) -> Branch {
        let id = &resource.id;
        let mut facts = facts(resource);
        let mut known = json::resource(resource, &self.proxies_of(resource));
        if let (Some(below), Spec::Route(route)) = (seen_from, &resource.spec)
            && let Some(weight) = weight_of(id, route, below)
        {
            let sum = route.rule.weighted_targets().iter().map(|one| one.weight.get()).sum();
            facts.push(format!(" {}", summary::share(weight, sum)));
            json::add_share(&mut known, weight, route);
        }
        let mut branch = Branch {
            name: printable(&id.to_string()),
            facts,
            mark: self.mark(resource),
            known,
            below: Vec::new(),
        };
        if !seen.insert(id.clone()) {
            branch.facts.push("see above".to_owned());
            branch.known.insert("seen".to_owned(), Value::Bool(true));
            return branch;
        }
        // Everything is part of a mesh; only what is part of something else is reached by it.
        let parent = id.parent().and_then(|_| self.snapshot.get(&id.parent_id()?));
        let above = parent.map(AsRef::as_ref).into_iter().chain(referrers(id, self.snapshot));
        branch.below = above.map(|above| self.inverse(above, Some(id), seen)).collect();
        branch
    }

    /// The connected proxies of a node or gateway.
    fn proxies_of(&self, resource: &Resource) -> Vec<&ConnectedProxy> {
        let address = resource.id.to_string();
        let of =
            |proxy: &&ConnectedProxy| proxy.mesh_name == resource.id.mesh() && proxy.of == address;
        self.proxies.iter().filter(of).collect()
    }

    /// A rollout that is under way, or proxies that do not have the last changes.
    fn mark(&self, resource: &Resource) -> Option<String> {
        if let Some(rollout) = resource.rollout() {
            return Some(format!("◐ rollout {}", printable(rollout)));
        }
        let proxies = self.proxies_of(resource);
        let behind = proxies.iter().filter(|proxy| proxy.state != ProxyState::Synced).count();
        match (behind, proxies.len()) {
            (0, _) => None,
            (1, 1) => Some("! its proxy is not updated".to_owned()),
            (behind, all) => Some(format!("! {behind} of {all} proxies not updated")),
        }
    }
}

/// What a line tells besides the name.
fn facts(resource: &Resource) -> Vec<String> {
    match &resource.spec {
        Spec::Mesh(_) | Spec::VirtualService(_) => Vec::new(),
        Spec::VirtualNode(node) => told(place(node)),
        Spec::VirtualRouter(router) => told(summary::router_listeners(router)),
        Spec::VirtualGateway(gateway) => told(summary::gateway_listeners(gateway)),
        Spec::Route(route) => {
            vec![summary::priority(route.priority), summary::route_match(route)]
        }
        Spec::GatewayRoute(route) => {
            vec![summary::priority(route.priority), summary::gateway_route_match(route)]
        }
    }
}

fn told(text: String) -> Vec<String> {
    if text == NONE { Vec::new() } else { vec![text] }
}

/// Where a node is found and what it speaks: `dns cart.local:8080   http`.
fn place(node: &VirtualNodeSpec) -> String {
    let found = summary::discovery(node.service_discovery.as_ref());
    match (&node.service_discovery, node.listeners.as_slice()) {
        (Some(ServiceDiscovery::Dns(_)), [listener]) => {
            let mapping = &listener.port_mapping;
            format!("{found}:{}   {}", mapping.port, mapping.protocol)
        }
        (Some(_), [_, ..]) => format!("{found}   {}", summary::node_listeners(node)),
        (None, [_, ..]) => summary::node_listeners(node),
        (_, []) => found,
    }
}

/// The services that a node calls, by their addresses.
fn services(node: &VirtualNodeSpec) -> impl Iterator<Item = String> {
    let short = Kind::VirtualService.row().short;
    node.backends.iter().filter_map(move |backend| match backend {
        Backend::VirtualService(service) => {
            Some(format!("{short}/{}", ResourceId::escaped(&service.virtual_service_name)))
        }
        Backend::Other(_) => None,
    })
}

/// A line with the services that a node calls.
fn calls(node: &VirtualNodeSpec) -> Vec<Branch> {
    let names: Vec<String> = services(node).map(|name| printable(&name)).collect();
    let call = format!("calls {}", names.join(", "));
    if names.is_empty() { Vec::new() } else { vec![Branch::leaf(call)] }
}

/// The weight of a node in a route, in all of its targets.
fn weight_of(id: &ResourceId, route: &RouteSpec, node: &ResourceId) -> Option<i64> {
    let targets = route.rule.weighted_targets();
    let own = targets.iter().filter(|target| id.virtual_node(&target.virtual_node) == *node);
    let weights: Vec<i64> = own.map(|target| target.weight.get()).collect();
    (!weights.is_empty()).then(|| weights.iter().sum())
}

#[cfg(test)]
mod tests;
