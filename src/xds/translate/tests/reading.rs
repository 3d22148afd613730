//! An assembly as Envoy reads it: every message decoded, and what each refers to.

use std::collections::{BTreeMap, BTreeSet};

use envoy_types::pb::envoy::config::cluster::v3::Cluster;
use envoy_types::pb::envoy::config::cluster::v3::cluster::{ClusterDiscoveryType, DiscoveryType};
use envoy_types::pb::envoy::config::core::v3::config_source::ConfigSourceSpecifier;
use envoy_types::pb::envoy::config::core::v3::{TransportSocket, transport_socket};
use envoy_types::pb::envoy::config::endpoint::v3::ClusterLoadAssignment;
use envoy_types::pb::envoy::config::listener::v3::{Filter, FilterChain, Listener, filter};
use envoy_types::pb::envoy::config::route::v3::route::Action;
use envoy_types::pb::envoy::config::route::v3::route_action::ClusterSpecifier;
use envoy_types::pb::envoy::config::route::v3::{Route, RouteAction, RouteConfiguration};
use envoy_types::pb::envoy::extensions::filters::network::http_connection_manager::v3::HttpConnectionManager;
use envoy_types::pb::envoy::extensions::filters::network::http_connection_manager::v3::http_connection_manager::RouteSpecifier;
use envoy_types::pb::envoy::extensions::filters::network::tcp_proxy::v3::{TcpProxy, tcp_proxy};
use envoy_types::pb::envoy::extensions::transport_sockets::tls::v3::common_tls_context::ValidationContextType;
use envoy_types::pb::envoy::extensions::transport_sockets::tls::v3::{
    CommonTlsContext, DownstreamTlsContext, SdsSecretConfig, Secret, UpstreamTlsContext,
};
use envoy_types::pb::google::protobuf::Any;
use prost::{Message, Name};

use crate::xds::assembly::Assembly;
use crate::xds::resource::ResourceType;

/// All messages of an assembly, by name.
pub struct Reading {
    pub listeners: BTreeMap<String, Listener>,
    pub tables: BTreeMap<String, RouteConfiguration>,
    pub clusters: BTreeMap<String, Cluster>,
    pub endpoints: BTreeMap<String, ClusterLoadAssignment>,
    pub secrets: BTreeMap<String, Secret>,
}

/// What a filter chain does with a connection.
pub enum Use {
    Nothing,
    Requests(Box<HttpConnectionManager>),
    Bytes(TcpProxy),
}

impl Reading {
    pub fn of(assembly: &Assembly) -> Self {
        Self {
            listeners: decoded(assembly, ResourceType::Listener, |one: &Listener| &one.name),
            tables: decoded(assembly, ResourceType::Routes, |one: &RouteConfiguration| &one.name),
            clusters: decoded(assembly, ResourceType::Cluster, |one: &Cluster| &one.name),
            endpoints: decoded(assembly, ResourceType::Endpoints, |one: &ClusterLoadAssignment| {
                &one.cluster_name
            }),
            secrets: decoded(assembly, ResourceType::Secret, |one: &Secret| &one.name),
        }
    }

    /// Whether a cluster's endpoints come apart from it.
    pub fn is_eds(cluster: &Cluster) -> bool {
        cluster.cluster_discovery_type
            == Some(ClusterDiscoveryType::Type(DiscoveryType::Eds.into()))
    }
}

/// The messages of a type; each has the name of its resource.
fn decoded<M: Message + Default>(
    assembly: &Assembly,
    of: ResourceType,
    name: fn(&M) -> &String,
) -> BTreeMap<String, M> {
    let all = assembly.of_type(of).map(|resource| {
        let message = M::decode(resource.body.clone()).unwrap();
        assert_eq!(name(&message), &*resource.name);
        (resource.name.to_string(), message)
    });
    all.collect()
}

pub fn chains(listener: &Listener) -> impl Iterator<Item = &FilterChain> {
    listener.filter_chains.iter().chain(&listener.default_filter_chain)
}

/// The only filter of a chain, if there is one.
pub fn use_of(chain: &FilterChain) -> Use {
    if chain.filters.is_empty() {
        return Use::Nothing;
    }
    let [Filter { config_type: Some(filter::ConfigType::TypedConfig(config)), .. }] =
        chain.filters.as_slice()
    else {
        panic!("one filter, with its configuration: {chain:?}");
    };
    if config.type_url == HttpConnectionManager::type_url() {
        Use::Requests(Box::new(unpacked(config)))
    } else {
        Use::Bytes(unpacked(config))
    }
}

/// The table that requests are held against.
pub fn table_of(manager: &HttpConnectionManager) -> &str {
    match &manager.route_specifier {
        Some(RouteSpecifier::Rds(rds)) => &rds.route_config_name,
        other => panic!("a table by name: {other:?}"),
    }
}

fn unpacked<M: Message + Name + Default>(any: &Any) -> M {
    assert_eq!(any.type_url, M::type_url());
    M::decode(any.value.as_slice()).unwrap()
}

/// The clusters that a listener itself sends bytes to.
pub fn clusters_of_listener(listener: &Listener) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for chain in chains(listener) {
        let Use::Bytes(proxy) = use_of(chain) else { continue };
        found.extend(shares_of_bytes(&proxy).into_iter().map(|(name, _)| name));
    }
    found
}

/// The clusters that bytes go to, each with its weight.
pub fn shares_of_bytes(proxy: &TcpProxy) -> Vec<(String, u32)> {
    match proxy.cluster_specifier.as_ref().unwrap() {
        tcp_proxy::ClusterSpecifier::Cluster(name) => vec![(name.clone(), 1)],
        tcp_proxy::ClusterSpecifier::WeightedClusters(all) => {
            all.clusters.iter().map(|one| (one.name.clone(), one.weight)).collect()
        }
    }
}

/// The clusters that a table sends requests to.
pub fn clusters_of_table(table: &RouteConfiguration) -> BTreeSet<String> {
    let routes = table.virtual_hosts.iter().flat_map(|host| &host.routes);
    let shares = routes.filter_map(action).flat_map(shares);
    shares.map(|(name, _)| name).collect()
}

/// Where a route leads, unless it answers by itself.
pub fn action(route: &Route) -> Option<&RouteAction> {
    match route.action.as_ref().unwrap() {
        Action::Route(action) => Some(action),
        Action::DirectResponse(_) => None,
        other => panic!("nothing else is made: {other:?}"),
    }
}

/// The clusters of a route, each with its weight.
pub fn shares(action: &RouteAction) -> Vec<(String, u32)> {
    match action.cluster_specifier.as_ref().unwrap() {
        ClusterSpecifier::Cluster(name) => vec![(name.clone(), 1)],
        ClusterSpecifier::WeightedClusters(all) => all
            .clusters
            .iter()
            .map(|one| (one.name.clone(), one.weight.as_ref().unwrap().value))
            .collect(),
        other => panic!("nothing else is made: {other:?}"),
    }
}

/// The secrets that a listener or cluster takes from the stream that everything comes over.
pub fn secrets_of<'a>(sockets: impl Iterator<Item = &'a TransportSocket>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for socket in sockets {
        let Some(transport_socket::ConfigType::TypedConfig(config)) = &socket.config_type else {
            panic!("a socket with its configuration");
        };
        let context: CommonTlsContext = if config.type_url == DownstreamTlsContext::type_url() {
            unpacked::<DownstreamTlsContext>(config).common_tls_context.unwrap()
        } else {
            unpacked::<UpstreamTlsContext>(config).common_tls_context.unwrap()
        };
        let validation = match &context.validation_context_type {
            Some(ValidationContextType::CombinedValidationContext(both)) => {
                both.validation_context_sds_secret_config.as_ref()
            }
            None => None,
            other => panic!("nothing else is made: {other:?}"),
        };
        let all = context.tls_certificate_sds_secret_configs.iter().chain(validation);
        found.extend(all.filter(|one| is_over_ads(one)).map(|one| one.name.clone()));
    }
    found
}

fn is_over_ads(secret: &SdsSecretConfig) -> bool {
    let source = secret.sds_config.as_ref().unwrap();
    matches!(source.config_source_specifier, Some(ConfigSourceSpecifier::Ads(_)))
}
