//! What applies to a resource though its document does not say it.

use crate::model::gateway_route::{GatewayRouteRule, GatewayRouteSpec, HttpGatewayRoute};
use crate::model::mesh::{EgressFilterType, MeshSpec};
use crate::model::route::RouteSpec;
use crate::model::virtual_node::Listener;
use crate::model::{Resource, Spec};
use crate::routing::limits::{Limit, Limits, Retries};
use crate::routing::listening::Listening;
use crate::routing::rewrite::{self, PathChange};

/// What applies unsaid, one sentence each. App Mesh applied it without showing it.
pub fn unsaid(resource: &Resource) -> Vec<String> {
    match &resource.spec {
        Spec::Mesh(mesh) => of_mesh(mesh),
        Spec::VirtualNode(node) => node.listeners.iter().flat_map(of_listener).collect(),
        Spec::Route(route) => of_route(route),
        Spec::GatewayRoute(route) => of_gateway_route(route),
        Spec::VirtualRouter(_) | Spec::VirtualService(_) | Spec::VirtualGateway(_) => Vec::new(),
    }
}

fn of_mesh(mesh: &MeshSpec) -> Vec<String> {
    let amazon = "`*.amazonaws.com` on port 443 can be reached all the same".to_owned();
    match mesh.egress_filter.as_ref().map(|egress| egress.filter) {
        Some(EgressFilterType::AllowAll) => Vec::new(),
        Some(EgressFilterType::DropAll) => vec![amazon],
        None => vec!["only backends can be reached (DROP_ALL)".to_owned(), amazon],
    }
}

fn of_listener(listener: &Listener) -> Vec<String> {
    let at = Listening::of(listener);
    let limits = of_limits(Limits::of_listener(listener)).into_iter();
    limits.map(|limit| format!("{limit} on port {}", at.port)).collect()
}

fn of_route(route: &RouteSpec) -> Vec<String> {
    let mut all = of_limits(Limits::of_route(&route.rule));
    if let Some(retries) = Retries::of_route(&route.rule).filter(|retries| retries.is_default) {
        let events = retries.events.join(", ");
        all.push(format!("at most {} retries, on {events}", retries.max));
    }
    all
}

fn of_limits(limits: Limits) -> Vec<String> {
    let one = |limit: Option<Limit>, what: &str| {
        limit.filter(|limit| limit.is_default).map(|limit| format!("{} {what}", limit.length))
    };
    let all = [one(limits.per_request, "per request"), one(limits.idle, "idle")];
    all.into_iter().flatten().collect()
}

fn of_gateway_route(route: &GatewayRouteSpec) -> Vec<String> {
    let mut all = Vec::new();
    let (http, says_host) = match &route.rule {
        GatewayRouteRule::Http(http) | GatewayRouteRule::Http2(http) => {
            let rewrite = http.action.rewrite.as_ref();
            (Some(http), rewrite.is_some_and(|rewrite| rewrite.hostname.is_some()))
        }
        GatewayRouteRule::Grpc(grpc) => {
            let rewrite = grpc.action.rewrite.as_ref();
            (None, rewrite.is_some_and(|rewrite| rewrite.hostname.is_some()))
        }
    };
    if !says_host && rewrite::replaces_host(route) {
        let service = &route.rule.target().virtual_service.virtual_service_name;
        all.push(format!("the host becomes `{service}`"));
    }
    all.extend(http.and_then(of_path));
    all
}

fn of_path(route: &HttpGatewayRoute) -> Option<String> {
    let says_path = route.action.rewrite.as_ref().is_some_and(|rewrite| rewrite.path.is_some());
    match rewrite::path_change(route) {
        PathChange::Prefix { matched, replacement } if !says_path && matched != replacement => {
            Some(format!("the prefix `{matched}` becomes `{replacement}`"))
        }
        _ => None,
    }
}
