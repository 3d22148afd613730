//! What a listener does with a connection: read requests from it, or pass its bytes on.

use envoy_types::pb::envoy::config::accesslog::v3::AccessLog;
use envoy_types::pb::envoy::config::core::v3 as core;
use envoy_types::pb::envoy::config::listener::v3 as listener;
use envoy_types::pb::envoy::config::listener::v3::listener_filter_chain_match_predicate::{
    MatchSet, Rule,
};
use envoy_types::pb::envoy::extensions::filters::http::grpc_stats::v3 as grpc_stats;
use envoy_types::pb::envoy::extensions::filters::http::grpc_stats::v3::filter_config::PerMethodStatSpecifier;
use envoy_types::pb::envoy::extensions::filters::http::router::v3::Router;
use envoy_types::pb::envoy::extensions::filters::listener::original_dst::v3::OriginalDst;
use envoy_types::pb::envoy::extensions::filters::listener::tls_inspector::v3::TlsInspector;
use envoy_types::pb::envoy::extensions::filters::network::http_connection_manager::v3 as http;
use envoy_types::pb::envoy::extensions::filters::network::http_connection_manager::v3::http_connection_manager::{
    RouteSpecifier, Tracing, UpgradeConfig,
};
use envoy_types::pb::envoy::extensions::filters::network::tcp_proxy::v3 as tcp;
use envoy_types::pb::envoy::r#type::v3::Int32Range;
use envoy_types::pb::google::protobuf::{Any, BoolValue};

use crate::routing::limits::Limits;
use crate::xds::translate::proto::{boolean, limit, number, over_ads, packed};

/// How long a listener waits to see whether a client speaks TLS. Where the server speaks first,
/// that long passes before anything happens.
const INSPECTION_MILLIS: i64 = 5_000;

/// Requests, and the table of routes that they are held against.
#[derive(Debug, Clone)]
pub struct Requests<'a> {
    pub statistics: String,
    pub routes: String,
    pub access_logs: &'a [AccessLog],
    /// Whether the clients are outside the mesh, so that what they say of themselves is not
    /// believed.
    pub is_edge: bool,
}

impl Requests<'_> {
    pub fn filter(self) -> listener::Filter {
        let manager = http::HttpConnectionManager {
            stat_prefix: self.statistics,
            route_specifier: Some(RouteSpecifier::Rds(http::Rds {
                config_source: Some(over_ads()),
                route_config_name: self.routes,
            })),
            http_filters: vec![grpc_statistics(), router()],
            access_log: self.access_logs.to_vec(),
            tracing: Some(Tracing::default()),
            upgrade_configs: vec![UpgradeConfig {
                upgrade_type: "websocket".to_owned(),
                ..Default::default()
            }],
            normalize_path: boolean(true),
            merge_slashes: true,
            use_remote_address: boolean(self.is_edge),
            ..Default::default()
        };
        filter("envoy.filters.network.http_connection_manager", packed(manager))
    }
}

/// Counts gRPC statuses per cluster. To HTTP a call that failed is a success: its status is 200.
fn grpc_statistics() -> http::HttpFilter {
    let for_all_methods = PerMethodStatSpecifier::StatsForAllMethods(BoolValue { value: false });
    let config = grpc_stats::FilterConfig {
        per_method_stat_specifier: Some(for_all_methods),
        ..Default::default()
    };
    http_filter("envoy.filters.http.grpc_stats", packed(config))
}

fn router() -> http::HttpFilter {
    http_filter("envoy.filters.http.router", packed(Router::default()))
}

fn http_filter(name: &str, config: Any) -> http::HttpFilter {
    http::HttpFilter {
        name: name.to_owned(),
        config_type: Some(http::http_filter::ConfigType::TypedConfig(config)),
        ..Default::default()
    }
}

/// Passes bytes on.
pub fn bytes(
    statistics: &str,
    to: tcp::tcp_proxy::ClusterSpecifier,
    limits: Limits,
    access_logs: &[AccessLog],
) -> listener::Filter {
    let proxy = tcp::TcpProxy {
        stat_prefix: statistics.to_owned(),
        cluster_specifier: Some(to),
        idle_timeout: limits.idle.and_then(|idle| limit(idle.length)),
        access_log: access_logs.to_vec(),
        ..Default::default()
    };
    filter("envoy.filters.network.tcp_proxy", packed(proxy))
}

fn filter(name: &str, config: Any) -> listener::Filter {
    listener::Filter {
        name: name.to_owned(),
        config_type: Some(listener::filter::ConfigType::TypedConfig(config)),
    }
}

/// What happens to the connections to a port.
pub fn chain(name: String, port: Option<i64>, filter: listener::Filter) -> listener::FilterChain {
    listener::FilterChain {
        name,
        filter_chain_match: Some(listener::FilterChainMatch {
            destination_port: port.and_then(number),
            ..Default::default()
        }),
        filters: vec![filter],
        ..Default::default()
    }
}

/// Closes the connections to a port: a chain without filters does.
pub fn closing(name: String, port: i64) -> listener::FilterChain {
    let port = number(port);
    let matches = listener::FilterChainMatch { destination_port: port, ..Default::default() };
    listener::FilterChain { name, filter_chain_match: Some(matches), ..Default::default() }
}

/// Tells where a redirected connection was going.
pub fn original_destination() -> listener::ListenerFilter {
    listener::ListenerFilter {
        name: "envoy.filters.listener.original_dst".to_owned(),
        filter_disabled: None,
        config_type: Some(listener::listener_filter::ConfigType::TypedConfig(packed(
            OriginalDst::default(),
        ))),
    }
}

/// Looks whether a client speaks TLS, on these ports only: on others a server may speak first.
pub fn tls_inspector(ports: &[i64]) -> listener::ListenerFilter {
    let there = MatchSet { rules: ports.iter().map(|port| on_port(*port)).collect() };
    let there = match <[_; 1]>::try_from(there.rules) {
        Ok([only]) => only,
        Err(rules) => predicate(Rule::OrMatch(MatchSet { rules })),
    };
    listener::ListenerFilter {
        name: "envoy.filters.listener.tls_inspector".to_owned(),
        filter_disabled: Some(predicate(Rule::NotMatch(Box::new(there)))),
        config_type: Some(listener::listener_filter::ConfigType::TypedConfig(packed(
            TlsInspector::default(),
        ))),
    }
}

fn on_port(port: i64) -> listener::ListenerFilterChainMatchPredicate {
    let start = i32::try_from(port).unwrap_or_default();
    predicate(Rule::DestinationPortRange(Int32Range { start, end: start + 1 }))
}

fn predicate(rule: Rule) -> listener::ListenerFilterChainMatchPredicate {
    listener::ListenerFilterChainMatchPredicate { rule: Some(rule) }
}

/// A listener with what all of them share.
pub fn listener(
    name: String,
    address: core::Address,
    direction: core::TrafficDirection,
    filter_chains: Vec<listener::FilterChain>,
) -> listener::Listener {
    listener::Listener {
        name,
        address: Some(address),
        traffic_direction: direction.into(),
        filter_chains,
        listener_filters_timeout: super::proto::millis(INSPECTION_MILLIS),
        continue_on_listener_filters_timeout: true,
        ..Default::default()
    }
}
