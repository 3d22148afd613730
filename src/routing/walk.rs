//! Follows a request from its caller to its targets.

use crate::model::listener::Protocol;
use crate::model::matching::HttpScheme;
use crate::model::mesh::EgressFilterType;
use crate::model::route::RouteRule;
use crate::model::scalar::{Port, Priority};
use crate::model::virtual_node::{self, VirtualNodeSpec};
use crate::model::virtual_service::VirtualServiceProvider;
use crate::model::{Resource, ResourceId, ServiceName, Snapshot, Spec};
use crate::routing::limits::{CutOff, Limits, Retries};
use crate::routing::listening::{self, Listening, PickError};
use crate::routing::matching::{self, Verdict};
use crate::routing::order;
use crate::routing::request::Request;
use crate::routing::rewrite::rewritten;
use crate::routing::trace::{
    Arrival, Attempt, Egress, End, Found, GatewayHop, Nowhere, Outcome, Problem, ServiceHop,
    Target, Terms, Trace, Unserved,
};

/// Follows a request of a virtual node, or one that reaches a virtual gateway.
pub fn trace(snapshot: &Snapshot, caller: &ResourceId, request: &Request) -> Trace {
    let mut walk = Walk { snapshot, caller, request, gateway: None, service: None };
    let ended = match snapshot.get(caller).map(|resource| (resource, &resource.spec)) {
        Some((_, Spec::VirtualNode(node))) => walk.leave_node(node),
        Some((gateway, Spec::VirtualGateway(_))) => walk.pass_gateway(gateway),
        Some(_) => Err(Nowhere::NotACaller(caller.kind())),
        None => Err(Nowhere::Missing(caller.clone())),
    };
    Trace {
        caller: caller.clone(),
        request: request.clone(),
        gateway: walk.gateway,
        service: walk.service,
        end: ended.unwrap_or_else(End::Nowhere),
    }
}

struct Walk<'a> {
    snapshot: &'a Snapshot,
    caller: &'a ResourceId,
    request: &'a Request,
    gateway: Option<GatewayHop>,
    service: Option<ServiceHop>,
}

type Ended = Result<End, Nowhere>;

/// A virtual service that a node calls, and where its provider listens.
struct Backend {
    service: ResourceId,
    listening: Vec<Listening>,
}

/// What a node's proxy makes of everything that goes to a port.
#[derive(Clone, Copy)]
enum Use<'b> {
    /// It reads requests, and the host decides.
    Requests,
    /// It passes bytes on to this one: of TCP it sees the port only.
    Bytes(&'b Backend),
    /// No backend is reached there.
    None,
}

impl Backend {
    /// Whether it is reached on that port with such a protocol. Of several listeners on a port the
    /// first one counts.
    fn listens(&self, port: Port, is_wanted: impl Fn(Protocol) -> bool) -> bool {
        let listening = self.listening.iter().find(|one| one.port == port);
        listening.is_some_and(|one| is_wanted(one.protocol))
    }
}

impl<'b> Use<'b> {
    /// Requests go before bytes, and the first backend before others.
    fn of(port: Port, backends: &'b [Backend]) -> Self {
        if backends.iter().any(|one| one.listens(port, is_http)) {
            return Self::Requests;
        }
        let first = backends.iter().find(|one| one.listens(port, |_| true));
        first.map_or(Self::None, Self::Bytes)
    }
}

fn is_http(protocol: Protocol) -> bool {
    protocol != Protocol::Tcp
}

impl Walk<'_> {
    fn leave_node(&mut self, node: &VirtualNodeSpec) -> Ended {
        let backends = self.backends(node);
        let request = self.request;
        let mut named =
            backends.iter().filter(|one| one.service.name().eq_ignore_ascii_case(&request.host));
        let is_there = |one: &&Backend| self.snapshot.contains(&one.service);
        let there = named.clone().find(is_there);
        let reached = match request.port.map(|port| (port, Use::of(port, &backends))) {
            None => there,
            Some((_, Use::Bytes(backend))) => Some(backend),
            // One without any listener is a host that nobody answers for.
            Some((port, Use::Requests)) => {
                there.filter(|one| one.listening.is_empty() || one.listens(port, is_http))
            }
            Some((_, Use::None)) => {
                there.filter(|one| one.listening.is_empty() && !self.allows_all())
            }
        };
        let Some(backend) = reached else {
            return self.filter_egress(there.or_else(|| named.next()), &backends);
        };
        let is_named = backend.service.name().eq_ignore_ascii_case(&request.host);
        let found = if is_named { Found::Host } else { Found::Port };
        self.reach(backend.service.clone(), found, request, request.port)
    }

    fn backends(&self, node: &VirtualNodeSpec) -> Vec<Backend> {
        let names = node.backends.iter().filter_map(|backend| match backend {
            virtual_node::Backend::VirtualService(service) => {
                ServiceName::parse(&service.virtual_service_name).ok()
            }
            virtual_node::Backend::Other(_) => None,
        });
        names
            .map(|name| {
                let service = self.caller.virtual_service(&name);
                let provider = provider(self.snapshot, &service).ok();
                let listening = provider.and_then(|id| self.snapshot.get(&id));
                let listening = listening.map(|resource| listening::of(resource));
                Backend { service, listening: listening.unwrap_or_default() }
            })
            .collect()
    }

    /// What the egress filter makes of a request that is for no backend.
    fn filter_egress(&self, named: Option<&Backend>, backends: &[Backend]) -> Ended {
        if self.allows_all() {
            return Ok(End::Outside(Egress::AllowAll));
        }
        if is_amazon(self.request) {
            return Ok(End::Outside(Egress::AmazonAws));
        }
        let port = self.request.port.or_else(|| self.request.standard_port());
        let answered =
            port.is_some_and(|port| backends.iter().any(|one| one.listens(port, is_http)));
        Err(match named {
            Some(one) if !self.snapshot.contains(&one.service) => {
                Nowhere::Missing(one.service.clone())
            }
            Some(Backend { service, listening }) => {
                let unserved = Unserved { port, known: listening::ports(listening) };
                Nowhere::PortNotServed { service: service.clone(), unserved, answered }
            }
            None => Nowhere::NotABackend { host: self.request.host.clone(), answered },
        })
    }

    fn allows_all(&self) -> bool {
        let mesh = self.snapshot.get(&self.caller.mesh_id());
        let Some(Spec::Mesh(mesh)) = mesh.map(|mesh| &mesh.spec) else { return false };
        let egress = mesh.egress_filter.as_ref();
        egress.is_some_and(|egress| egress.filter == EgressFilterType::AllowAll)
    }

    fn pass_gateway(&mut self, gateway: &Resource) -> Ended {
        let request = self.request;
        let at = arrive(gateway, request.port, request.standard_port())?;
        let ordered = order::gateway_routes(self.snapshot, &gateway.id).into_iter();
        let ordered = ordered.map(|(id, route)| (id, route, route.priority));
        let (attempts, chosen) =
            first(ordered, |route| matching::gateway_route(route, request, at.listening));
        let rewritten = chosen.map(|(_, route)| rewritten(request, route));
        self.gateway = Some(GatewayHop { at, attempts, rewritten: rewritten.clone() });
        let (Some((_, route)), Some(rewritten)) = (chosen, rewritten) else {
            return Err(Nowhere::NoRoute(gateway.id.clone()));
        };
        let target = route.rule.target();
        let service = self.caller.virtual_service(&target.virtual_service.virtual_service_name);
        self.reach(service, Found::GatewayRoute, &rewritten, target.port)
    }

    /// Goes on from a virtual service to what answers it.
    fn reach(
        &mut self,
        service: ResourceId,
        found: Found,
        request: &Request,
        port: Option<Port>,
    ) -> Ended {
        let mut hop = ServiceHop {
            service,
            found,
            provider: None,
            at: None,
            attempts: Vec::new(),
            terms: None,
            targets: Vec::new(),
        };
        let ended = self.pass(&mut hop, request, port);
        self.service = Some(hop);
        ended
    }

    fn pass(&self, hop: &mut ServiceHop, request: &Request, port: Option<Port>) -> Ended {
        let id = provider(self.snapshot, &hop.service)?;
        hop.provider = Some(id.clone());
        let Some(provider) = self.snapshot.get(&id) else { return Err(Nowhere::Missing(id)) };
        // What a gateway sends on has the port that its route says, not one of a URL.
        let from_url = hop.found != Found::GatewayRoute;
        let standard = if from_url { request.standard_port() } else { None };
        let at = arrive(provider, port, standard)?;
        hop.at = Some(Arrival { is_assumed: from_url && at.is_assumed, ..at });
        match &provider.spec {
            Spec::VirtualRouter(_) => self.by_router(hop, &id, request, at.listening)?,
            _ => self.by_node(hop, &id, request, at.listening)?,
        }
        if !hop.targets.iter().any(Target::is_reached) {
            return Err(Nowhere::NoTarget);
        }
        Ok(End::Targets)
    }

    fn by_router(
        &self,
        hop: &mut ServiceHop,
        router: &ResourceId,
        request: &Request,
        at: Listening,
    ) -> Result<(), Nowhere> {
        let ordered = order::routes(self.snapshot, router).into_iter();
        let ordered = ordered.map(|(id, route)| (id, route, route.priority));
        let (attempts, chosen) = first(ordered, |route| matching::route(route, request, at));
        hop.attempts = attempts;
        let Some((_, route)) = chosen else { return Err(Nowhere::NoRoute(router.clone())) };
        let limits = Limits::of_route(&route.rule);
        hop.terms = Some(Terms { limits, retries: Retries::of_route(&route.rule) });
        hop.targets = self.targets(&route.rule, limits);
        if hop.targets.iter().all(|target| target.weight == Some(0)) {
            return Err(Nowhere::NoWeight);
        }
        Ok(())
    }

    fn by_node(
        &self,
        hop: &mut ServiceHop,
        node: &ResourceId,
        request: &Request,
        at: Listening,
    ) -> Result<(), Nowhere> {
        if !at.takes(request.call) {
            let on = node.clone();
            return Err(Nowhere::NotSpoken { on, listening: at, call: request.call });
        }
        let limits = Limits::default_of(at.protocol);
        hop.terms = Some(Terms { limits, retries: Retries::default_of(at.protocol) });
        hop.targets = vec![self.target(node.clone(), Some(at.port), limits)];
        Ok(())
    }

    fn targets(&self, rule: &RouteRule, limits: Limits) -> Vec<Target> {
        let targets = rule.weighted_targets();
        let sum = targets.iter().map(|target| target.weight.get()).sum();
        let weighted = targets.iter().map(|one| {
            let node = self.caller.virtual_node(&one.virtual_node);
            let target = self.target(node, one.port, limits);
            Target { weight: Some(one.weight.get()), sum, ..target }
        });
        weighted.collect()
    }

    /// A node that gets everything.
    fn target(&self, node: ResourceId, port: Option<Port>, limits: Limits) -> Target {
        let mut target = Target {
            node,
            weight: None,
            sum: 0,
            listening: None,
            discovery: None,
            per_request: None,
            idle: None,
            problem: None,
        };
        let Some(resource) = self.snapshot.get(&target.node) else {
            target.problem = Some(Problem::NodeMissing);
            return target;
        };
        let Spec::VirtualNode(spec) = &resource.spec else { return target };
        target.discovery.clone_from(&spec.service_discovery);
        let known = listening::of(resource);
        match listening::pick(&known, port) {
            Ok(at) => {
                target.listening = Some(at);
                cut(&mut target, spec, at, limits);
                if spec.service_discovery.is_none() {
                    target.problem = Some(Problem::NoDiscovery);
                }
            }
            Err(PickError::None) => {
                let unserved = Unserved { port, known: listening::ports(&known) };
                target.problem = Some(Problem::NoListener(unserved));
            }
            Err(PickError::Several) => {
                target.problem = Some(Problem::SeveralListeners(listening::ports(&known)));
            }
        }
        target
    }
}

/// Puts together what the route and the node's listener allow.
fn cut(target: &mut Target, spec: &VirtualNodeSpec, at: Listening, route: Limits) {
    let listener = spec.listeners.iter().find(|one| one.port_mapping.port == at.port);
    let own = listener.map_or_else(|| Limits::default_of(at.protocol), Limits::of_listener);
    target.per_request = CutOff::of(route.per_request, own.per_request);
    target.idle = CutOff::of(route.idle, own.idle);
}

/// The router or node that answers a service.
fn provider(snapshot: &Snapshot, service: &ResourceId) -> Result<ResourceId, Nowhere> {
    let Some(Spec::VirtualService(spec)) = snapshot.get(service).map(|found| &found.spec) else {
        return Err(Nowhere::Missing(service.clone()));
    };
    match &spec.provider {
        Some(VirtualServiceProvider::VirtualRouter(router)) => {
            Ok(service.virtual_router(&router.virtual_router_name))
        }
        Some(VirtualServiceProvider::VirtualNode(node)) => {
            Ok(service.virtual_node(&node.virtual_node_name))
        }
        Some(VirtualServiceProvider::Other(_)) => Err(Nowhere::UnknownProvider(service.clone())),
        None => Err(Nowhere::NoProvider(service.clone())),
    }
}

/// The listener on a port. Without one it is that on the port that clients take, or the only one.
fn arrive(on: &Resource, port: Option<Port>, standard: Option<Port>) -> Result<Arrival, Nowhere> {
    let known = listening::of(on);
    if port.is_none()
        && let Some(listening) = known.iter().find(|one| Some(one.port) == standard)
    {
        return Ok(Arrival { listening: *listening, is_assumed: false });
    }
    let (on, ports) = (on.id.clone(), listening::ports(&known));
    match listening::pick(&known, port) {
        Ok(listening) => Ok(Arrival { listening, is_assumed: port.is_none() }),
        Err(PickError::None) => {
            Err(Nowhere::NoListener { on, unserved: Unserved { port, known: ports } })
        }
        Err(PickError::Several) => Err(Nowhere::SeveralListeners { on, ports }),
    }
}

/// Looks at all routes in their order; the first that matches is chosen.
fn first<'a, R>(
    routes: impl Iterator<Item = (&'a ResourceId, &'a R, Option<Priority>)>,
    matches: impl Fn(&R) -> Verdict,
) -> (Vec<Attempt>, Option<(&'a ResourceId, &'a R)>) {
    let mut chosen = None;
    let mut attempts = Vec::new();
    for (id, route, priority) in routes {
        let outcome = match matches(route) {
            Err(mismatch) => Outcome::Mismatch(mismatch),
            Ok(()) if chosen.is_some() => Outcome::Shadowed,
            Ok(()) => {
                chosen = Some((id, route));
                Outcome::Chosen
            }
        };
        attempts.push(Attempt { route: id.clone(), priority, outcome });
    }
    (attempts, chosen)
}

/// What passes every egress filter: TLS to the APIs of AWS.
fn is_amazon(request: &Request) -> bool {
    let port = request.port.or_else(|| request.standard_port()).map(Port::get);
    let host = request.host.to_ascii_lowercase();
    request.scheme == HttpScheme::Https && port == Some(443) && host.ends_with(".amazonaws.com")
}
