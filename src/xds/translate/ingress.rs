//! What a node's application is asked, and how: the listeners for inbound traffic.

use envoy_types::pb::envoy::config::accesslog::v3::AccessLog;
use envoy_types::pb::envoy::config::core::v3::TrafficDirection;
use envoy_types::pb::envoy::config::listener::v3 as envoy;
use envoy_types::pb::envoy::config::route::v3 as route;
use envoy_types::pb::envoy::extensions::filters::network::tcp_proxy::v3::tcp_proxy::ClusterSpecifier;

use crate::model::listener::Protocol;
use crate::model::virtual_node::{Listener, ServiceDiscovery, VirtualNodeSpec};
use crate::routing::limits::Limits;
use crate::routing::listening::Listening;
use crate::xds::proxy::Interception;
use crate::xds::resource::ResourceType;
use crate::xds::translate::callees::distinct;
use crate::xds::translate::connection::{self, Requests};
use crate::xds::translate::draft::{Basis, Draft};
use crate::xds::translate::table::Table;
use crate::xds::translate::tls::{self, Accepted};
use crate::xds::translate::{binding, clusters, matching, names, routes};

/// What precedes the names of statistics.
const STATISTICS: &str = "ingress";

/// Makes what a node needs to be called.
pub fn put(draft: &mut Draft<'_>, node: &VirtualNodeSpec, access_logs: &[AccessLog]) {
    let all = node.listeners.iter().map(Listening::of).collect();
    let distinct = distinct(all);
    let mut doors = Vec::new();
    for at in &distinct {
        let Some(listener) = node.listeners.iter().find(|one| Listening::of(one) == *at) else {
            continue;
        };
        let chains = chains(draft, node, listener, distinct.len() == 1, access_logs);
        doors.push((*at, listener, chains));
    }
    if doors.is_empty() {
        return;
    }
    match draft.proxy.placement.interception {
        Interception::Redirect => redirected(draft, doors),
        Interception::None => bound(draft, doors),
    }
}

type Doors<'a> = Vec<(Listening, &'a Listener, Vec<envoy::FilterChain>)>;

/// One listener that gets everything, and tells ports apart.
fn redirected(draft: &mut Draft<'_>, doors: Doors<'_>) {
    let mut filters = vec![connection::original_destination()];
    let inspected: Vec<i64> =
        doors.iter().filter(|door| is_inspected(door.1)).map(|door| door.0.port.get()).collect();
    if !inspected.is_empty() {
        filters.push(connection::tls_inspector(&inspected));
    }
    let mut basis = Basis::of([draft.proxy.of.clone(), draft.proxy.of.mesh_id()]);
    let mut all = Vec::new();
    for (at, _, chains) in doors.into_iter().filter(|door| !door.2.is_empty()) {
        basis = basis.to(&names::ingress(&draft.proxy.of, at));
        all.extend(chains.into_iter().map(|chain| {
            let matches = envoy::FilterChainMatch {
                destination_port: super::proto::number(at.port.get()),
                ..chain.filter_chain_match.clone().unwrap_or_default()
            };
            envoy::FilterChain { filter_chain_match: Some(matches), ..chain }
        }));
    }
    // A listener without anything to take is refused.
    if all.is_empty() {
        return;
    }
    let port = draft.proxy.placement.ingress_port;
    let (ip, address) = binding::of_open(draft, port);
    let name = names::ingress_listener(ip, port);
    let listener = envoy::Listener {
        listener_filters: filters,
        ..connection::listener(name.clone(), address, TrafficDirection::Inbound, all)
    };
    draft.put(ResourceType::Listener, &name, &listener, basis);
}

/// A listener for every port of the node.
fn bound(draft: &mut Draft<'_>, doors: Doors<'_>) {
    for (at, listener, chains) in doors.into_iter().filter(|door| !door.2.is_empty()) {
        let filters = if is_inspected(listener) {
            vec![connection::tls_inspector(&[at.port.get()])]
        } else {
            Vec::new()
        };
        let port = clusters::port(at);
        let (ip, address) = binding::of_open(draft, port);
        let name = names::ingress_listener(ip, port);
        let listener = envoy::Listener {
            listener_filters: filters,
            ..connection::listener(name.clone(), address, TrafficDirection::Inbound, chains)
        };
        let basis = Basis::of([draft.proxy.of.clone(), draft.proxy.of.mesh_id()]);
        let basis = basis.to(&names::ingress(&draft.proxy.of, at));
        draft.put(ResourceType::Listener, &name, &listener, basis);
    }
}

/// Whether both TLS and plain text are taken, so that they have to be told apart.
fn is_inspected(listener: &Listener) -> bool {
    matches!(tls::accepted(listener.tls.as_deref()), Accepted::Both(_))
}

/// Makes the cluster and the routes of a listener, and answers what takes its connections.
fn chains(
    draft: &mut Draft<'_>,
    node: &VirtualNodeSpec,
    listener: &Listener,
    is_only: bool,
    access_logs: &[AccessLog],
) -> Vec<envoy::FilterChain> {
    let at = Listening::of(listener);
    let own = draft.proxy.of.clone();
    let cluster_name = names::ingress(&own, at);
    let preference = match &node.service_discovery {
        Some(ServiceDiscovery::Dns(dns)) => dns.ip_preference,
        Some(ServiceDiscovery::AwsCloudMap(map)) => map.ip_preference,
        Some(ServiceDiscovery::Other(_)) | None => None,
    };
    let preference = preference.or_else(|| clusters::mesh_preference(draft));
    let cluster = clusters::application(draft, &cluster_name, listener, preference);
    let basis = || Basis::of([own.clone()]);
    draft.put(ResourceType::Cluster, &cluster_name, &cluster, basis());
    let statistics = names::statistics(STATISTICS, at, is_only);
    let limits = Limits::of_listener(listener);
    let filter = if at.protocol == Protocol::Tcp {
        let to = ClusterSpecifier::Cluster(cluster_name);
        connection::bytes(&statistics, to, limits, access_logs)
    } else {
        let routes = names::ingress_routes(at.port.get());
        let mut table = Table::resting_on(basis());
        let everything = route::Route {
            r#match: Some(matching::everything()),
            action: Some(route::route::Action::Route(routes::to_cluster(&cluster_name, limits))),
            ..Default::default()
        };
        table.add("application", vec!["*".to_owned()], vec![everything]);
        table.put(draft, &routes, |_| {});
        Requests { statistics, routes, access_logs, is_edge: false }.filter()
    };
    let name = format!("ingress_{}", at.port);
    secured(draft, &name, listener.tls.as_deref(), at.protocol, filter)
}

/// The filter behind what a listener takes: TLS, plain text, both, or nothing.
pub fn secured(
    draft: &mut Draft<'_>,
    name: &str,
    tls: Option<&crate::model::tls::ListenerTls>,
    protocol: Protocol,
    filter: envoy::Filter,
) -> Vec<envoy::FilterChain> {
    let plain = |filter| connection::chain(name.to_owned(), None, filter);
    match tls::accepted(tls) {
        Accepted::Nothing => Vec::new(),
        Accepted::Plain => vec![plain(filter)],
        Accepted::Tls(server) => {
            let owner = draft.proxy.of.clone();
            draft.put_secrets(&server.secrets(), &owner);
            let socket = Some(server.socket(protocol));
            vec![envoy::FilterChain { transport_socket: socket, ..plain(filter) }]
        }
        Accepted::Both(server) => {
            let owner = draft.proxy.of.clone();
            draft.put_secrets(&server.secrets(), &owner);
            let encrypted = envoy::FilterChain {
                name: format!("{name}_tls"),
                filter_chain_match: Some(envoy::FilterChainMatch {
                    transport_protocol: "tls".to_owned(),
                    ..Default::default()
                }),
                transport_socket: Some(server.socket(protocol)),
                ..plain(filter.clone())
            };
            vec![encrypted, plain(filter)]
        }
    }
}
