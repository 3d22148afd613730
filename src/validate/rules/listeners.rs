//! The ports that nodes, routers and gateways listen on, in one form for all three.

use std::collections::BTreeSet;

use crate::model::listener::Protocol;
use crate::model::scalar::Port;
use crate::model::virtual_service::VirtualServiceProvider;
use crate::model::{FieldPath, Kind, Resource, ResourceId, Spec};
use crate::validate::subject::{ROUTES, Subject};

/// One port that something listens on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listener {
    index: usize,
    pub port: Port,
    pub protocol: Protocol,
}

impl Listener {
    /// Where its protocol stands.
    pub fn protocol_path(&self) -> FieldPath {
        self.mapping().member("protocol")
    }

    /// Where its port stands.
    pub fn port_path(&self) -> FieldPath {
        self.mapping().member("port")
    }

    fn mapping(self) -> FieldPath {
        FieldPath::spec().member("listeners").item(self.index).member("portMapping")
    }
}

/// The listeners of a resource, in its order; none for kinds that do not listen.
pub fn of(resource: &Resource) -> Vec<Listener> {
    let all = |ports: &mut dyn ExactSizeIterator<Item = (Port, Protocol)>| {
        let ports = ports.enumerate();
        ports.map(|(index, (port, protocol))| Listener { index, port, protocol }).collect()
    };
    match &resource.spec {
        Spec::VirtualNode(node) => {
            let mappings = node.listeners.iter().map(|listener| &listener.port_mapping);
            all(&mut mappings.map(|mapping| (mapping.port, mapping.protocol)))
        }
        Spec::VirtualRouter(router) => {
            let mappings = router.listeners.iter().map(|listener| &listener.port_mapping);
            all(&mut mappings.map(|mapping| (mapping.port, mapping.protocol)))
        }
        Spec::VirtualGateway(gateway) => {
            let mappings = gateway.listeners.iter().map(|listener| &listener.port_mapping);
            all(&mut mappings.map(|mapping| (mapping.port, mapping.protocol.into())))
        }
        Spec::Mesh(_) | Spec::Route(_) | Spec::VirtualService(_) | Spec::GatewayRoute(_) => {
            Vec::new()
        }
    }
}

/// The listener of that port, or the only one where no port is named.
pub fn pick(listeners: &[Listener], port: Option<Port>) -> Option<Listener> {
    match (port, listeners) {
        (Some(port), _) => listeners.iter().copied().find(|listener| listener.port == port),
        (None, [one]) => Some(*one),
        (None, _) => None,
    }
}

/// Ports as a list for people.
pub fn ports(listeners: &[Listener]) -> String {
    let ports: Vec<String> = listeners.iter().map(|one| one.port.to_string()).collect();
    ports.join(", ")
}

/// A port that a route or gateway route names.
#[derive(Debug)]
pub struct NamedPort<'a> {
    pub route: &'a ResourceId,
    /// Where it stands, or would stand.
    pub path: FieldPath,
    pub port: Option<Port>,
    /// The route's own protocol, and the member that says it.
    pub protocol: Protocol,
    pub rule: &'static str,
    /// Who listens there.
    pub on: &'a Resource,
}

/// All ports that routes and gateway routes name, or could name, on resources that are known.
pub fn named_ports<'a>(subject: &'a Subject<'_>) -> Vec<NamedPort<'a>> {
    let mut ports = Vec::new();
    for resource in subject.of(ROUTES) {
        match_port(subject, resource, &mut ports);
        target_ports(subject, resource, &mut ports);
    }
    ports
}

/// The port of the router or gateway that a route matches.
fn match_port<'a>(
    subject: &'a Subject<'_>,
    resource: &'a Resource,
    ports: &mut Vec<NamedPort<'a>>,
) {
    use crate::model::Choice as _;
    let (rule, protocol, port) = match &resource.spec {
        Spec::Route(route) => (route.rule.member(), route.rule.protocol(), route.rule.match_port()),
        Spec::GatewayRoute(route) => {
            (route.rule.member(), route.rule.protocol(), route.rule.match_port())
        }
        _ => return,
    };
    let Some(on) = resource.id.parent_id().and_then(|id| subject.get(&id)) else { return };
    let path = FieldPath::spec().member(rule).member("match").member("port");
    ports.push(NamedPort { route: &resource.id, path, port, protocol, rule, on });
}

/// The ports of the nodes that a route leads to, and of what a gateway route leads to.
fn target_ports<'a>(
    subject: &'a Subject<'_>,
    resource: &'a Resource,
    ports: &mut Vec<NamedPort<'a>>,
) {
    use crate::model::Choice as _;
    match &resource.spec {
        Spec::Route(route) => {
            let (rule, protocol) = (route.rule.member(), route.rule.protocol());
            let action = FieldPath::spec().member(rule).member("action");
            for (index, target) in route.rule.weighted_targets().iter().enumerate() {
                let node = resource.id.virtual_node(&target.virtual_node);
                let Some(on) = subject.get(&node) else { continue };
                let path = action.clone().member("weightedTargets").item(index).member("port");
                let port = target.port;
                ports.push(NamedPort { route: &resource.id, path, port, protocol, rule, on });
            }
        }
        Spec::GatewayRoute(route) => {
            let (rule, protocol) = (route.rule.member(), route.rule.protocol());
            let target = route.rule.target();
            let service = &target.virtual_service.virtual_service_name;
            let service = resource.id.virtual_service(service);
            let Some(on) = provider(subject, &service) else { return };
            let path = FieldPath::spec().member(rule).member("action").member("target");
            let (path, port) = (path.member("port"), target.port);
            ports.push(NamedPort { route: &resource.id, path, port, protocol, rule, on });
        }
        _ => {}
    }
}

/// What answers a virtual service.
fn provider<'a>(subject: &'a Subject<'_>, service: &ResourceId) -> Option<&'a Resource> {
    let Spec::VirtualService(spec) = &subject.get(service)?.spec else { return None };
    let provider = match spec.provider.as_ref()? {
        VirtualServiceProvider::VirtualNode(node) => service.virtual_node(&node.virtual_node_name),
        VirtualServiceProvider::VirtualRouter(router) => {
            service.virtual_router(&router.virtual_router_name)
        }
        VirtualServiceProvider::Other(_) => return None,
    };
    subject.get(&provider)
}

/// The ports at which a virtual service is called, as far as that is known.
pub fn entrances(subject: &Subject<'_>, service: &ResourceId) -> Vec<Listener> {
    provider(subject, service).map(of).unwrap_or_default()
}

/// The ports on which the nodes behind a virtual service listen; none where not all of them are
/// known.
pub fn served(subject: &Subject<'_>, service: &ResourceId) -> Option<BTreeSet<Port>> {
    let provider = provider(subject, service)?;
    let mut ports = BTreeSet::new();
    if provider.kind() == Kind::VirtualNode {
        ports.extend(of(provider).iter().map(|one| one.port));
    }
    for part in subject.snapshot.parts(&provider.id) {
        let Spec::Route(route) = &part.spec else { continue };
        for target in route.rule.weighted_targets().iter() {
            let node = subject.get(&part.id.virtual_node(&target.virtual_node))?;
            ports.extend(of(node).iter().map(|one| one.port));
        }
    }
    Some(ports)
}

/// Whether a resource is what a route is a part of, rather than where it leads.
pub fn is_parent(port: &NamedPort<'_>) -> bool {
    matches!(
        (port.route.kind(), port.on.kind()),
        (Kind::Route, Kind::VirtualRouter) | (Kind::GatewayRoute, Kind::VirtualGateway)
    )
}
