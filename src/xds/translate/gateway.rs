//! A virtual gateway: the ports that it binds, and the two hops that a request takes through it.
//!
//! As App Mesh did it, the first hop holds a request against the gateway's routes, rewrites it and
//! sends it to the gateway's own egress listener, over loopback; the second holds it against the
//! routes of the service. So routes of gateways and of routers combine without being multiplied.

use std::collections::{BTreeMap, BTreeSet};

use envoy_types::pb::envoy::config::accesslog::v3::AccessLog;
use envoy_types::pb::envoy::config::core::v3::TrafficDirection;
use envoy_types::pb::envoy::config::listener::v3 as envoy;

use crate::model::ResourceId;
use crate::model::gateway_route::GatewayRouteSpec;
use crate::model::tls::ClientTls;
use crate::model::virtual_gateway::{GatewayListener, VirtualGatewaySpec};
use crate::routing::listening::{self, Listening};
use crate::routing::order;
use crate::xds::resource::ResourceType;
use crate::xds::translate::callees::{self, Callee, Door, distinct, is_http};
use crate::xds::translate::connection::{self, Requests};
use crate::xds::translate::draft::{Basis, Draft};
use crate::xds::translate::hosts::Hosts;
use crate::xds::translate::table::Table;
use crate::xds::translate::tls::{self, Accepted};
use crate::xds::translate::{binding, clusters, egress, gateway_route, ingress, names, resilience};

/// What precedes the names of statistics.
const STATISTICS: &str = "ingress";
/// Tells the second hop which service and port the first one chose. What a client sends under this
/// name is overwritten, and the service never sees it.
const SERVICE_HEADER: &str = "x-app-mesh-virtual-service";

type Routes<'a> = Vec<(&'a ResourceId, &'a GatewayRouteSpec)>;
/// The services that gateway routes lead to, by name.
type Callees<'a> = BTreeMap<String, Callee<'a>>;

/// Makes what a gateway needs.
pub fn put<'a>(
    draft: &mut Draft<'a>,
    id: &'a ResourceId,
    gateway: &'a VirtualGatewaySpec,
    access_logs: &[AccessLog],
) {
    let routes = order::gateway_routes(draft.mesh.snapshot, id);
    let policy = gateway.backend_defaults.as_ref();
    let policy = policy.and_then(|all| callees::tls(all.client_policy.as_ref()));
    let callees = callees(draft, &routes, policy);
    let needed = put_second_hop(draft, &routes, &callees, access_logs);
    let Some(resource) = draft.look(id) else { return };
    let all = distinct(listening::of(resource));
    for at in &all {
        let wanted = |one: &&GatewayListener| one.port_mapping.port == at.port;
        let Some(listener) = gateway.listeners.iter().find(wanted) else { continue };
        let hop =
            FirstHop { at: *at, listener, is_only: all.len() == 1, needed: &needed, access_logs };
        hop.put(draft, &routes, &callees);
    }
}

fn callees<'a>(
    draft: &mut Draft<'a>,
    routes: &Routes<'a>,
    policy: Option<&'a ClientTls>,
) -> Callees<'a> {
    let mut found = Callees::new();
    for (id, spec) in routes {
        let name = &spec.rule.target().virtual_service.virtual_service_name;
        if !found.contains_key(name.as_str())
            && let Some(callee) = Callee::find(draft, &id.virtual_service(name), policy)
        {
            found.insert(name.to_string(), callee);
        }
    }
    found
}

/// The port of the service that a gateway route leads to, if it leads anywhere.
fn door<'c, 'a>(
    callees: &'c Callees<'a>,
    spec: &GatewayRouteSpec,
) -> Option<(&'c Callee<'a>, &'c Door<'a>)> {
    let target = spec.rule.target();
    let callee = callees.get(target.virtual_service.virtual_service_name.as_str())?;
    let door = match target.port {
        Some(port) => callee.doors.iter().find(|door| door.at.port == port),
        None => callee.only_door(),
    };
    door.filter(|door| is_http(door.at.protocol)).map(|door| (callee, door))
}

fn put_second_hop(
    draft: &mut Draft<'_>,
    routes: &Routes<'_>,
    callees: &Callees<'_>,
    access_logs: &[AccessLog],
) -> BTreeSet<String> {
    let mut doors = BTreeMap::new();
    for (callee, door) in routes.iter().filter_map(|(_, spec)| door(callees, spec)) {
        let key = (callee.id.name().to_owned(), door.at.port);
        doors.entry(key).or_insert_with(|| (callee.clone(), door.clone()));
    }
    let doors: Vec<_> = doors.into_values().collect();
    egress::put_for_gateway(draft, &doors, SERVICE_HEADER, access_logs)
}

/// A listener of the gateway.
struct FirstHop<'d> {
    at: Listening,
    listener: &'d GatewayListener,
    is_only: bool,
    /// The clusters of the second hop. Nothing is sent there before it can go on.
    needed: &'d BTreeSet<String>,
    access_logs: &'d [AccessLog],
}

impl FirstHop<'_> {
    fn put(&self, draft: &mut Draft<'_>, routes: &Routes<'_>, callees: &Callees<'_>) {
        let own = draft.proxy.of.clone();
        let egress_port = draft.proxy.placement.egress_port;
        let cluster_name = names::self_redirect(&own, self.at, self.is_only, egress_port);
        let egress = (binding::of_gateway_egress(draft), egress_port);
        let limits = resilience::gateway_limits(self.listener);
        let cluster = clusters::own_egress(&cluster_name, self.at, egress, limits);
        draft.put(ResourceType::Cluster, &cluster_name, &cluster, Basis::of([own.clone()]));
        let table = self.table(&own, &cluster_name, routes, callees);
        let routes_name = names::ingress_routes(self.at.port.get());
        table.put(draft, &routes_name, |table| {
            table.ignore_port_in_host_matching = true;
        });
        let requests = Requests {
            statistics: names::statistics(STATISTICS, self.at, self.is_only),
            routes: routes_name,
            access_logs: self.access_logs,
            is_edge: true,
        };
        let name = format!("ingress_{}", self.at.port);
        let tls = self.listener.tls.as_ref();
        let chains = ingress::secured(draft, &name, tls, self.at.protocol, requests.filter());
        if !chains.is_empty() {
            self.listen(draft, chains, Basis::of([own]));
        }
    }

    fn listen(&self, draft: &mut Draft<'_>, chains: Vec<envoy::FilterChain>, basis: Basis) {
        let port = clusters::port(self.at);
        let (ip, address) = binding::of_open(draft, port);
        let name = names::ingress_listener(ip, port);
        let inspected = matches!(tls::accepted(self.listener.tls.as_ref()), Accepted::Both(_));
        let inspector = inspected.then(|| connection::tls_inspector(&[self.at.port.get()]));
        let listener = envoy::Listener {
            listener_filters: inspector.into_iter().collect(),
            ..connection::listener(name.clone(), address, TrafficDirection::Inbound, chains)
        };
        draft.put(ResourceType::Listener, &name, &listener, basis);
    }

    /// The gateway routes for this listener, by host.
    fn table(
        &self,
        own: &ResourceId,
        cluster: &str,
        routes: &Routes<'_>,
        callees: &Callees<'_>,
    ) -> Table {
        let mut table = Table::resting_on(Basis::of([own.clone()]));
        let mut hosts = Hosts::default();
        for (id, spec) in routes.iter().filter(|(_, spec)| self.serves(spec)) {
            table.basis.sources.insert((*id).clone());
            let to = match door(callees, spec) {
                Some((callee, door)) => {
                    let service = format!("{}:{}", callee.id.name(), door.at.port);
                    gateway_route::Hop::Forward { cluster, header: (SERVICE_HEADER, service) }
                }
                None => gateway_route::Hop::Unserved,
            };
            hosts.add(gateway_route::host(spec), gateway_route::of(id, spec, &to));
        }
        for (name, domains, routes) in hosts.into_tables() {
            table.add(&name, domains, routes);
        }
        if table.basis.clusters.contains(cluster) {
            table.basis.clusters.extend(self.needed.iter().cloned());
        }
        table
    }

    fn serves(&self, spec: &GatewayRouteSpec) -> bool {
        let at = self.at;
        spec.rule.protocol() == at.protocol
            && spec.rule.match_port().is_none_or(|port| port == at.port)
    }
}
