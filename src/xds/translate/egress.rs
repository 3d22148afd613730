//! What a node's application may call, and how: the listener for outbound traffic.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};

use envoy_types::pb::envoy::config::accesslog::v3::AccessLog;
use envoy_types::pb::envoy::config::core::v3::TrafficDirection;
use envoy_types::pb::envoy::config::listener::v3 as envoy;
use envoy_types::pb::envoy::extensions::filters::network::tcp_proxy::v3::tcp_proxy::ClusterSpecifier;

use crate::model::mesh::EgressFilterType;
use crate::model::scalar::Port;
use crate::routing::limits::{Length, Limit, Limits};
use crate::routing::listening;
use crate::xds::proxy::Interception;
use crate::xds::resource::ResourceType;
use crate::xds::translate::callees::{Callee, Door, is_http};
use crate::xds::translate::clusters::{self, Destinations};
use crate::xds::translate::connection::{self, Requests};
use crate::xds::translate::draft::{Basis, Draft};
use crate::xds::translate::table::Table;
use crate::xds::translate::{binding, names, routes};

/// What precedes the names of statistics.
const STATISTICS: &str = "egress";
/// The port of the APIs of AWS.
const AMAZON_PORT: i64 = 443;
const AMAZON_NAMES: &str = "*.amazonaws.com";

/// Outbound traffic in the making.
struct Egress<'d, 'a> {
    draft: &'d mut Draft<'a>,
    to: Destinations,
    callees: &'d [Callee<'a>],
    access_logs: &'d [AccessLog],
    /// All that the listener itself rests on.
    basis: Basis,
}

/// Makes what a node needs to call its backends.
pub fn put<'a>(draft: &mut Draft<'a>, callees: &[Callee<'a>], access_logs: &[AccessLog]) {
    let mut basis = Basis::of([draft.proxy.of.clone()]);
    basis.sources.extend(callees.iter().map(|callee| callee.id.clone()));
    let interception = draft.proxy.placement.interception;
    let egress = Egress { draft, to: Destinations::default(), callees, access_logs, basis };
    match interception {
        Interception::Redirect => egress.redirected(),
        Interception::None => egress.bound(),
    }
}

impl<'a> Egress<'_, 'a> {
    /// One listener that gets everything, and tells ports apart.
    fn redirected(mut self) {
        let allows_all = self.allows_all();
        self.basis.sources.insert(self.draft.proxy.of.mesh_id());
        let mut chains = Vec::new();
        for (port, use_) in self.ports() {
            let number = port.get();
            let name = format!("egress_{number}");
            let filter = match use_ {
                PortUse::Requests => Some(self.requests(port, allows_all)),
                PortUse::Bytes { callee, door } => self.bytes(&callee, &door),
            };
            // A service that leads nowhere is not outside the mesh.
            chains.push(match filter {
                Some(filter) => connection::chain(name, Some(number), filter),
                None => connection::closing(name, number),
            });
        }
        let mut listener_filters = vec![connection::original_destination()];
        let mut otherwise = None;
        if allows_all {
            otherwise = Some(self.pass_all());
        } else {
            chains.push(self.pass_amazon());
            listener_filters.push(connection::tls_inspector(&[AMAZON_PORT]));
        }
        let port = self.draft.proxy.placement.egress_port;
        let (ip, address) = binding::of_open(self.draft, port);
        let name = names::egress_listener(ip, port);
        let listener = envoy::Listener {
            listener_filters,
            default_filter_chain: otherwise,
            ..connection::listener(name.clone(), address, TrafficDirection::Outbound, chains)
        };
        self.draft.put(ResourceType::Listener, &name, &listener, self.basis);
    }

    /// A listener for all requests, told apart by host, and one for every port of a TCP service.
    fn bound(mut self) {
        let shared = self.basis.clone();
        let placement = self.draft.proxy.placement;
        let ip = placement.address.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let own = self.own_ports();
        for (port, use_) in self.ports() {
            let PortUse::Bytes { callee, door } = use_ else { continue };
            // The node's own listener is bound there, or the one for requests.
            if own.contains(&port) || clusters::port(door.at) == placement.egress_port {
                continue;
            }
            if let Some(filter) = self.bytes(&callee, &door) {
                let chain = connection::chain(String::new(), None, filter);
                self.listen(ip, clusters::port(door.at), chain);
            }
            // The next listener has clusters of its own.
            self.basis.clone_from(&shared);
        }
        let mut table = Table::resting_on(Basis::of([self.draft.proxy.of.clone()]));
        for callee in sorted(self.callees) {
            for door in callee.doors.iter().filter(|door| is_http(door.at.protocol)) {
                let named = format!("{}:{}", callee.id.name(), door.at.port);
                let mut domains = vec![named.clone()];
                if callee.is_usual(door) {
                    domains.push(callee.id.name().to_owned());
                    domains.push(format!("{}:{}", callee.id.name(), placement.egress_port));
                }
                self.host(&mut table, &named, domains, (callee, door));
            }
        }
        let name = names::egress_routes(placement.egress_port);
        table.put(self.draft, &name, |_| {});
        let chain = connection::chain(String::new(), None, self.manager(name).filter());
        self.listen(ip, placement.egress_port, chain);
    }

    fn own_ports(&mut self) -> Vec<Port> {
        let own = self.draft.proxy.of.clone();
        let listening = self.draft.look(&own).map(listening::of).unwrap_or_default();
        listening::ports(&listening)
    }

    fn listen(&mut self, ip: IpAddr, port: u16, chain: envoy::FilterChain) {
        let name = names::egress_listener(ip, port);
        let address = super::proto::address(ip, port);
        let direction = TrafficDirection::Outbound;
        let listener = connection::listener(name.clone(), address, direction, vec![chain]);
        let basis = self.basis.clone();
        self.draft.put(ResourceType::Listener, &name, &listener, basis);
    }

    /// What each port is for. Requests go before bytes, and the first backend before others: of
    /// TCP a proxy sees nothing but the port.
    fn ports(&self) -> BTreeMap<Port, PortUse<'a>> {
        let mut ports = BTreeMap::new();
        for callee in self.callees {
            for door in &callee.doors {
                if is_http(door.at.protocol) {
                    ports.insert(door.at.port, PortUse::Requests);
                } else {
                    let bytes = PortUse::Bytes { callee: callee.clone(), door: door.clone() };
                    ports.entry(door.at.port).or_insert(bytes);
                }
            }
        }
        ports
    }

    /// The table of routes of a port, and what reads the requests for it.
    fn requests(&mut self, port: Port, allows_all: bool) -> envoy::Filter {
        let own = [self.draft.proxy.of.clone(), self.draft.proxy.of.mesh_id()];
        let mut table = Table::resting_on(Basis::of(own));
        for callee in sorted(self.callees) {
            let name = callee.id.name();
            let domains = vec![name.to_owned(), format!("{name}:{port}")];
            // A service without a provider is a host without routes, as App Mesh had it.
            if callee.doors.is_empty() {
                table.basis.sources.insert(callee.id.clone());
                table.add(name, domains.clone(), Vec::new());
            }
            for door in callee.doors.iter().filter(|door| door.at.port == port) {
                let domains = domains.clone();
                if is_http(door.at.protocol) {
                    self.host(&mut table, name, domains, (callee, door));
                }
            }
        }
        if allows_all && !table.has("*") {
            let cluster = self.open_cluster();
            let everything = envoy_types::pb::envoy::config::route::v3::Route {
                name: "allow-all".to_owned(),
                r#match: Some(super::matching::everything()),
                action: Some(envoy_types::pb::envoy::config::route::v3::route::Action::Route(
                    routes::to_cluster(&cluster, UNLIMITED),
                )),
                ..Default::default()
            };
            table.add("allow-all", vec!["*".to_owned()], vec![everything]);
        }
        let name = names::egress_routes(port_number(port));
        table.put(self.draft, &name, |_| {});
        self.manager(name).filter()
    }

    fn host(
        &mut self,
        table: &mut Table,
        name: &str,
        domains: Vec<String>,
        (callee, door): (&Callee<'_>, &Door<'_>),
    ) {
        table.basis.sources.insert(callee.id.clone());
        let errand = callee.errand();
        let routes = routes::of_door(self.draft, &mut self.to, door, errand, &mut table.basis);
        table.add(name, domains, routes);
    }

    fn manager(&self, routes: String) -> Requests<'_> {
        Requests {
            statistics: STATISTICS.to_owned(),
            routes,
            access_logs: self.access_logs,
            is_edge: false,
        }
    }

    fn bytes(&mut self, callee: &Callee<'_>, door: &Door<'_>) -> Option<envoy::Filter> {
        let errand = callee.errand();
        let (to, limits) =
            routes::of_tcp_door(self.draft, &mut self.to, door, errand, &mut self.basis)?;
        Some(connection::bytes(STATISTICS, to, limits, self.access_logs))
    }

    fn allows_all(&mut self) -> bool {
        let filter = self.draft.mesh_spec().and_then(|mesh| mesh.egress_filter.as_ref());
        filter.is_some_and(|filter| filter.filter == EgressFilterType::AllowAll)
    }

    /// The cluster of everything outside.
    fn open_cluster(&mut self) -> String {
        let name = names::allow_all(self.draft.proxy.of.mesh());
        let cluster = clusters::original_destination(&name);
        let basis = Basis::of([self.draft.proxy.of.mesh_id()]);
        self.draft.put(ResourceType::Cluster, &name, &cluster, basis);
        name
    }

    fn pass_all(&mut self) -> envoy::FilterChain {
        let name = self.open_cluster();
        self.pass("egress_allow_all", &name)
    }

    /// The APIs of AWS, by the name that the client asks for.
    fn pass_amazon(&mut self) -> envoy::FilterChain {
        let name = names::amazon(self.draft.proxy.of.mesh());
        let cluster = clusters::original_destination(&name);
        let basis = Basis::of([self.draft.proxy.of.mesh_id()]);
        self.draft.put(ResourceType::Cluster, &name, &cluster, basis);
        let chain = self.pass("egress_amazonaws", &name);
        envoy::FilterChain {
            filter_chain_match: Some(envoy::FilterChainMatch {
                destination_port: super::proto::number(AMAZON_PORT),
                server_names: vec![AMAZON_NAMES.to_owned()],
                transport_protocol: "tls".to_owned(),
                ..Default::default()
            }),
            ..chain
        }
    }

    fn pass(&mut self, name: &str, cluster: &str) -> envoy::FilterChain {
        self.basis.clusters.insert(cluster.to_owned());
        let to = ClusterSpecifier::Cluster(cluster.to_owned());
        let filter = connection::bytes(STATISTICS, to, CONNECTIONS, self.access_logs);
        connection::chain(name.to_owned(), None, filter)
    }
}

/// What leaves the mesh is not limited by it.
const UNLIMITED: Limits = Limits {
    per_request: Some(Limit { length: Length::Unlimited, is_default: false }),
    idle: Some(Limit { length: Length::Unlimited, is_default: false }),
};

/// Bytes that leave the mesh: Envoy's own limit on idle connections.
const CONNECTIONS: Limits = Limits { per_request: None, idle: None };

/// What a port is for.
enum PortUse<'a> {
    Requests,
    Bytes { callee: Callee<'a>, door: Door<'a> },
}

/// By name, so that the order of backends changes nothing.
fn sorted<'c, 'a>(callees: &'c [Callee<'a>]) -> Vec<&'c Callee<'a>> {
    let mut sorted: Vec<&Callee<'a>> = callees.iter().collect();
    sorted.sort_by_key(|callee| callee.id.name());
    sorted
}

fn port_number(port: Port) -> u16 {
    u16::try_from(port.get()).unwrap_or_default()
}

/// Makes what a gateway needs to send requests to these ports of services; answers the clusters that
/// they go to.
pub fn put_for_gateway(
    draft: &mut Draft<'_>,
    doors: &[(Callee<'_>, Door<'_>)],
    header: &str,
    access_logs: &[AccessLog],
) -> BTreeSet<String> {
    let placement = draft.proxy.placement;
    let mut egress = Egress {
        basis: Basis::of([draft.proxy.of.clone()]),
        draft,
        to: Destinations::default(),
        callees: &[],
        access_logs,
    };
    let mut table = Table::resting_on(Basis::of([egress.draft.proxy.of.clone()]));
    for (callee, door) in doors {
        let named = format!("{}:{}", callee.id.name(), door.at.port);
        egress.host(&mut table, &named, vec![named.clone()], (callee, door));
    }
    let name = names::egress_routes(placement.egress_port);
    let needed = table.basis.clusters.clone();
    table.put(egress.draft, &name, |table| {
        header.clone_into(&mut table.vhost_header);
        table.request_headers_to_remove = vec![header.to_owned()];
    });
    let chain = connection::chain(String::new(), None, egress.manager(name).filter());
    let ip = binding::of_gateway_egress(egress.draft);
    egress.listen(ip, placement.egress_port, chain);
    needed
}
