//! The order in which the routes of a router or gateway are tried.

use std::cmp::Reverse;

use crate::model::gateway_route::{GatewayRouteRule, GatewayRouteSpec};
use crate::model::matching::{PathMatch, WholePathMatch};
use crate::model::route::{RouteRule, RouteSpec};
use crate::model::scalar::Priority;
use crate::model::{Kind, Resource, ResourceId, Snapshot, Spec};

/// The place of a route: by priority, where the absent one is the last, then the most particular
/// path, then the name. App Mesh documented the priority only; the rest makes the order the same
/// everywhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank<'a> {
    priority: i64,
    path: PathRank,
    name: &'a str,
}

/// How particular a path match is, the most particular first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum PathRank {
    Exact,
    Prefix(Reverse<usize>),
    Regex,
}

impl PathRank {
    /// The rank of what matches every path.
    const ANY: Self = Self::Prefix(Reverse(1));

    fn prefix(length: usize) -> Self {
        Self::Prefix(Reverse(length))
    }

    fn of(path: Option<&PathMatch>) -> Self {
        match path {
            Some(PathMatch::Prefix(prefix)) => Self::prefix(prefix.len()),
            Some(PathMatch::Path(WholePathMatch::Exact(_))) => Self::Exact,
            Some(PathMatch::Path(WholePathMatch::Regex(_) | WholePathMatch::Other(_))) => {
                Self::Regex
            }
            None => Self::ANY,
        }
    }

    /// A call has the path `/service/method`; without a method that is a prefix of it.
    fn grpc(service: Option<&str>, method: Option<&str>) -> Self {
        match (service, method) {
            (Some(_), Some(_)) => Self::Exact,
            (Some(service), None) => Self::prefix(service.len() + 2),
            (None, _) => Self::ANY,
        }
    }
}

/// The rank of a route or gateway route; all else is alike but for the name.
pub fn rank(resource: &Resource) -> Rank<'_> {
    let (priority, path) = match &resource.spec {
        Spec::Route(route) => (route.priority, route_path(route)),
        Spec::GatewayRoute(route) => (route.priority, gateway_route_path(route)),
        _ => (None, PathRank::ANY),
    };
    let priority = priority.map_or(i64::MAX, Priority::get);
    Rank { priority, path, name: resource.id.name() }
}

fn route_path(route: &RouteSpec) -> PathRank {
    match &route.rule {
        RouteRule::Http(http) | RouteRule::Http2(http) => PathRank::of(http.matches.path.as_ref()),
        RouteRule::Grpc(grpc) => PathRank::grpc(
            grpc.matches.service_name.as_deref(),
            grpc.matches.method_name.as_deref(),
        ),
        RouteRule::Tcp(_) => PathRank::ANY,
    }
}

fn gateway_route_path(route: &GatewayRouteSpec) -> PathRank {
    match &route.rule {
        GatewayRouteRule::Http(http) | GatewayRouteRule::Http2(http) => {
            PathRank::of(http.matches.path.as_ref())
        }
        GatewayRouteRule::Grpc(grpc) => PathRank::grpc(grpc.matches.service_name.as_deref(), None),
    }
}

/// The routes of a router, the first to be tried first.
pub fn routes<'a>(
    snapshot: &'a Snapshot,
    router: &'a ResourceId,
) -> Vec<(&'a ResourceId, &'a RouteSpec)> {
    let sorted = children(snapshot, Kind::Route, router).into_iter();
    sorted
        .filter_map(|resource| match &resource.spec {
            Spec::Route(route) => Some((&resource.id, route.as_ref())),
            _ => None,
        })
        .collect()
}

/// The routes of a gateway, the first to be tried first.
pub fn gateway_routes<'a>(
    snapshot: &'a Snapshot,
    gateway: &'a ResourceId,
) -> Vec<(&'a ResourceId, &'a GatewayRouteSpec)> {
    let sorted = children(snapshot, Kind::GatewayRoute, gateway).into_iter();
    sorted
        .filter_map(|resource| match &resource.spec {
            Spec::GatewayRoute(route) => Some((&resource.id, route.as_ref())),
            _ => None,
        })
        .collect()
}

fn children<'a>(snapshot: &'a Snapshot, kind: Kind, of: &'a ResourceId) -> Vec<&'a Resource> {
    let children = snapshot.of_kind(kind, of.mesh(), Some(of.name()));
    let mut children: Vec<&Resource> = children.map(AsRef::as_ref).collect();
    children.sort_by(|one, other| rank(one).cmp(&rank(other)));
    children
}
