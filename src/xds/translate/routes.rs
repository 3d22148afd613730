//! Routes of routers as routes of Envoy: what matches goes to clusters in shares.

use envoy_types::pb::envoy::config::route::v3 as route;
use envoy_types::pb::envoy::config::route::v3::route_action::ClusterSpecifier;
use envoy_types::pb::envoy::extensions::filters::network::tcp_proxy::v3 as tcp;

use crate::model::ResourceId;
use crate::model::listener::Protocol;
use crate::model::route::{RouteRule, RouteSpec};
use crate::routing::limits::{Limit, Limits, Retries};
use crate::xds::translate::callees::{Door, Way};
use crate::xds::translate::clusters::{Destinations, Errand};
use crate::xds::translate::draft::{Basis, Draft};
use crate::xds::translate::proto::{limit, number};
use crate::xds::translate::{matching, names, resilience};

/// The routes behind one port of a service, in their order.
pub fn of_door(
    draft: &mut Draft<'_>,
    to: &mut Destinations,
    door: &Door<'_>,
    errand: Errand<'_>,
    basis: &mut Basis,
) -> Vec<route::Route> {
    match &door.way {
        Way::Node(node) => {
            let cluster = to.cluster(draft, node, Some(door.at.port), errand);
            basis.sources.insert(node.clone());
            vec![to_node(node, door.at.protocol, cluster)]
        }
        Way::Router { id, routes } => {
            basis.sources.insert(id.clone());
            let routes = routes.iter().filter_map(|(id, spec)| {
                basis.sources.insert((*id).clone());
                of_route(draft, to, (id, spec), errand)
            });
            routes.collect()
        }
    }
}

fn to_node(node: &ResourceId, protocol: Protocol, cluster: String) -> route::Route {
    let action = action(
        ClusterSpecifier::Cluster(cluster),
        Limits::default_of(protocol),
        Retries::default_of(protocol).as_ref(),
    );
    let matches = match protocol {
        Protocol::Grpc => matching::every_call(),
        Protocol::Http | Protocol::Http2 | Protocol::Tcp => matching::everything(),
    };
    route::Route {
        name: node.name().to_owned(),
        r#match: Some(matches),
        action: Some(route::route::Action::Route(action)),
        ..Default::default()
    }
}

fn of_route(
    draft: &mut Draft<'_>,
    to: &mut Destinations,
    (id, spec): (&ResourceId, &RouteSpec),
    errand: Errand<'_>,
) -> Option<route::Route> {
    let matches = match &spec.rule {
        RouteRule::Http(http) | RouteRule::Http2(http) => matching::http_route(&http.matches),
        RouteRule::Grpc(grpc) => matching::grpc_route(&grpc.matches),
        RouteRule::Tcp(_) => return None,
    };
    let shares = shares(draft, to, id, &spec.rule, errand);
    let total: i64 = shares.iter().map(|(_, weight)| weight).sum();
    let answer = if total == 0 {
        no_weight()
    } else {
        let limits = Limits::of_route(&spec.rule);
        let retries = Retries::of_route(&spec.rule);
        route::route::Action::Route(action(weighted(shares), limits, retries.as_ref()))
    };
    Some(route::Route {
        name: names::route(id),
        r#match: Some(matches),
        action: Some(answer),
        ..Default::default()
    })
}

/// The clusters that a route leads to.
pub fn clusters(route: &route::Route) -> Vec<&str> {
    let Some(route::route::Action::Route(action)) = &route.action else { return Vec::new() };
    match &action.cluster_specifier {
        Some(ClusterSpecifier::Cluster(name)) => vec![name],
        Some(ClusterSpecifier::WeightedClusters(all)) => {
            all.clusters.iter().map(|one| one.name.as_str()).collect()
        }
        _ => Vec::new(),
    }
}

/// The clusters of a route, with their weights.
fn shares(
    draft: &mut Draft<'_>,
    to: &mut Destinations,
    id: &ResourceId,
    rule: &RouteRule,
    errand: Errand<'_>,
) -> Vec<(String, i64)> {
    let targets = rule.weighted_targets().iter().map(|target| {
        let node = id.virtual_node(&target.virtual_node);
        (to.cluster(draft, &node, target.port, errand), target.weight.get())
    });
    targets.collect()
}

fn weighted(shares: Vec<(String, i64)>) -> ClusterSpecifier {
    let clusters =
        shares.into_iter().map(|(name, weight)| route::weighted_cluster::ClusterWeight {
            name,
            weight: number(weight),
            ..Default::default()
        });
    ClusterSpecifier::WeightedClusters(route::WeightedCluster {
        clusters: clusters.collect(),
        ..Default::default()
    })
}

/// Envoy refuses a route without any weight; nobody should answer it, so the proxy does.
fn no_weight() -> route::route::Action {
    route::route::Action::DirectResponse(route::DirectResponseAction {
        status: 503,
        ..Default::default()
    })
}

fn action(to: ClusterSpecifier, limits: Limits, retries: Option<&Retries>) -> route::RouteAction {
    route::RouteAction {
        timeout: limits.per_request.and_then(|most| limit(most.length)),
        // Where nobody sets it, Envoy's own is the same.
        idle_timeout: set(limits.idle).and_then(|most| limit(most.length)),
        retry_policy: retries.and_then(resilience::retry_policy),
        cluster_specifier: Some(to),
        ..Default::default()
    }
}

fn set(limit: Option<Limit>) -> Option<Limit> {
    limit.filter(|limit| !limit.is_default)
}

/// A route to one cluster that nobody else limits.
pub fn to_cluster(cluster: &str, limits: Limits) -> route::RouteAction {
    action(ClusterSpecifier::Cluster(cluster.to_owned()), limits, None)
}

/// Where a TCP port of a service leads, and for how long a connection may be idle; none if nothing
/// is sent anywhere.
pub fn of_tcp_door(
    draft: &mut Draft<'_>,
    to: &mut Destinations,
    door: &Door<'_>,
    errand: Errand<'_>,
    basis: &mut Basis,
) -> Option<(tcp::tcp_proxy::ClusterSpecifier, Limits)> {
    let (shares, limits) = match &door.way {
        Way::Node(node) => {
            basis.sources.insert(node.clone());
            let cluster = to.cluster(draft, node, Some(door.at.port), errand);
            (vec![(cluster, 1)], Limits::default_of(Protocol::Tcp))
        }
        Way::Router { id, routes } => {
            basis.sources.insert(id.clone());
            // TCP has nothing to match but the port, so the first one has it all.
            let (id, spec) = routes.first()?;
            basis.sources.insert((*id).clone());
            (shares(draft, to, id, &spec.rule, errand), Limits::of_route(&spec.rule))
        }
    };
    // Envoy refuses entries without weight here.
    let shares: Vec<(String, i64)> = shares.into_iter().filter(|(_, weight)| *weight > 0).collect();
    basis.clusters.extend(shares.iter().map(|(cluster, _)| cluster.clone()));
    Some((tcp_weighted(shares)?, limits))
}

fn tcp_weighted(mut shares: Vec<(String, i64)>) -> Option<tcp::tcp_proxy::ClusterSpecifier> {
    use tcp::tcp_proxy::weighted_cluster::ClusterWeight;
    use tcp::tcp_proxy::{ClusterSpecifier, WeightedCluster};

    match shares.len() {
        0 => None,
        1 => shares.pop().map(|(cluster, _)| ClusterSpecifier::Cluster(cluster)),
        _ => {
            let clusters = shares.into_iter().map(|(name, weight)| ClusterWeight {
                name,
                weight: super::proto::clamped(weight),
                metadata_match: None,
            });
            let clusters = clusters.collect();
            Some(ClusterSpecifier::WeightedClusters(WeightedCluster { clusters }))
        }
    }
}
