//! The virtual services that a proxy calls: where each is reached, and what is behind it.

use std::collections::BTreeSet;

use crate::model::listener::Protocol;
use crate::model::route::RouteSpec;
use crate::model::tls::{ClientPolicy, ClientTls};
use crate::model::virtual_node::{Backend, VirtualNodeSpec};
use crate::model::virtual_service::VirtualServiceProvider;
use crate::model::{ResourceId, ServiceName, Spec};
use crate::routing::listening::{self, Listening};
use crate::routing::order;
use crate::xds::translate::clusters::Errand;
use crate::xds::translate::draft::Draft;

/// A virtual service that a proxy calls.
#[derive(Debug, Clone)]
pub struct Callee<'a> {
    pub id: ResourceId,
    /// What the caller demands.
    pub policy: Option<&'a ClientTls>,
    /// Whether that is for this service alone.
    pub is_own_policy: bool,
    /// The ports on which the service is reached; none without a provider.
    pub doors: Vec<Door<'a>>,
}

/// A port of a virtual service.
#[derive(Debug, Clone)]
pub struct Door<'a> {
    pub at: Listening,
    pub way: Way<'a>,
}

/// What answers at a port.
#[derive(Debug, Clone)]
pub enum Way<'a> {
    Node(ResourceId),
    Router {
        id: ResourceId,
        /// Those for this port, in the order in which they are tried.
        routes: Vec<(&'a ResourceId, &'a RouteSpec)>,
    },
}

impl<'a> Callee<'a> {
    /// Looks a service up. One that does not exist is no callee.
    pub fn find(
        draft: &mut Draft<'a>,
        id: &ResourceId,
        policy: Option<&'a ClientTls>,
    ) -> Option<Self> {
        let Spec::VirtualService(service) = &draft.look(id)?.spec else { return None };
        let doors = match &service.provider {
            Some(VirtualServiceProvider::VirtualNode(node)) => {
                node_doors(draft, &id.virtual_node(&node.virtual_node_name))
            }
            Some(VirtualServiceProvider::VirtualRouter(router)) => {
                router_doors(draft, &id.virtual_router(&router.virtual_router_name))
            }
            Some(VirtualServiceProvider::Other(_)) | None => Vec::new(),
        };
        Some(Self { id: id.clone(), policy, is_own_policy: false, doors })
    }

    pub fn errand(&self) -> Errand<'_> {
        Errand { policy: self.policy, is_own: self.is_own_policy }
    }

    /// Whether requests that name no port are for that one: the only one, port 80, or the first.
    pub fn is_usual(&self, door: &Door<'a>) -> bool {
        let mut http = self.doors.iter().filter(|door| is_http(door.at.protocol));
        let usual = http.clone().find(|door| door.at.port.get() == 80).or_else(|| http.next());
        usual.is_some_and(|usual| usual.at == door.at)
    }

    /// The port that is meant where none is named: the only one.
    pub fn only_door(&self) -> Option<&Door<'a>> {
        match self.doors.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

fn node_doors<'a>(draft: &mut Draft<'a>, node: &ResourceId) -> Vec<Door<'a>> {
    let Some(resource) = draft.look(node) else { return Vec::new() };
    let all = distinct(listening::of(resource)).into_iter();
    all.map(|at| Door { at, way: Way::Node(node.clone()) }).collect()
}

fn router_doors<'a>(draft: &mut Draft<'a>, id: &ResourceId) -> Vec<Door<'a>> {
    let Some(resource) = draft.look(id) else { return Vec::new() };
    let all = order::routes(draft.mesh.snapshot, &resource.id);
    let doors = distinct(listening::of(resource)).into_iter().map(|at| {
        let serves = |spec: &RouteSpec| {
            spec.rule.protocol() == at.protocol
                && spec.rule.match_port().is_none_or(|port| port == at.port)
        };
        let routes = all.iter().filter(|(_, spec)| serves(spec)).copied().collect();
        Door { at, way: Way::Router { id: id.clone(), routes } }
    });
    doors.collect()
}

/// Of several listeners on a port the first one counts.
pub fn distinct(listening: Vec<Listening>) -> Vec<Listening> {
    let mut seen = BTreeSet::new();
    listening.into_iter().filter(|at| seen.insert(at.port)).collect()
}

/// The backends of a node, each once, in the order of the document.
pub fn of_node<'a>(draft: &mut Draft<'a>, node: &'a VirtualNodeSpec) -> Vec<Callee<'a>> {
    let defaults = node.backend_defaults.as_ref().and_then(|all| tls(all.client_policy.as_ref()));
    let mut seen = BTreeSet::new();
    let mut callees = Vec::new();
    for backend in &node.backends {
        let Backend::VirtualService(service) = backend else { continue };
        let Ok(name) = ServiceName::parse(&service.virtual_service_name) else { continue };
        let policy = match &service.client_policy {
            Some(own) => tls(Some(own)),
            None => defaults,
        };
        let id = draft.proxy.of.virtual_service(&name);
        let Some(mut callee) = Callee::find(draft, &id, policy) else { continue };
        callee.is_own_policy = service.client_policy.is_some();
        // Hosts are alike whatever their case, and Envoy refuses two of a kind.
        if seen.insert(name.as_str().to_ascii_lowercase()) {
            callees.push(callee);
        }
    }
    callees
}

/// The part of a policy that there is.
pub fn tls(policy: Option<&ClientPolicy>) -> Option<&ClientTls> {
    policy.and_then(|policy| policy.tls.as_ref())
}

/// Whether requests, and not bytes, are sent there.
pub fn is_http(protocol: Protocol) -> bool {
    protocol != Protocol::Tcp
}
