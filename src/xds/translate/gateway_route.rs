//! Gateway routes as routes of Envoy: what matches is rewritten and sent on to the second hop.

use envoy_types::pb::envoy::config::route::v3 as route;
use envoy_types::pb::envoy::config::route::v3::route_action::HostRewriteSpecifier;
use envoy_types::pb::envoy::config::route::v3::route_match::PathSpecifier;
use envoy_types::pb::envoy::r#type::matcher::v3::RegexMatchAndSubstitute;

use crate::model::ResourceId;
use crate::model::gateway_route::{GatewayRouteRule, GatewayRouteSpec};
use crate::model::matching::HostnameMatch;
use crate::routing::limits::{Length, Limit, Limits};
use crate::routing::rewrite::{self, PathChange};
use crate::xds::translate::hosts::Host;
use crate::xds::translate::proto::{regex, set_header};
use crate::xds::translate::{matching, names, routes};

/// Where a gateway route leads.
pub enum Hop<'a> {
    /// To the second hop, which finds the service in that header.
    Forward { cluster: &'a str, header: (&'static str, String) },
    /// The service has no such port.
    Unserved,
}

/// The second hop has the limits.
const UNLIMITED: Limits = Limits {
    per_request: Some(Limit { length: Length::Unlimited, is_default: false }),
    idle: Some(Limit { length: Length::Unlimited, is_default: false }),
};

/// The host that a gateway route asks for.
pub fn host(spec: &GatewayRouteSpec) -> Host {
    let hostname = match &spec.rule {
        GatewayRouteRule::Http(http) | GatewayRouteRule::Http2(http) => &http.matches.hostname,
        GatewayRouteRule::Grpc(grpc) => &grpc.matches.hostname,
    };
    match hostname {
        None => Host::Any,
        Some(HostnameMatch::Exact(host)) => Host::Exact(host.to_lowercase()),
        Some(HostnameMatch::Suffix(suffix)) => Host::Suffix(suffix.to_lowercase()),
        // What is not understood matches nothing; no host has an asterisk.
        Some(HostnameMatch::Other(_)) => Host::Exact("*".to_owned()),
    }
}

/// The routes that a gateway route becomes: a prefix is one with a slash, and one without.
pub fn of(id: &ResourceId, spec: &GatewayRouteSpec, to: &Hop<'_>) -> Vec<route::Route> {
    let (mut matches, change) = match &spec.rule {
        GatewayRouteRule::Http(http) | GatewayRouteRule::Http2(http) => {
            (matching::http_gateway_route(&http.matches), rewrite::path_change(http))
        }
        GatewayRouteRule::Grpc(grpc) => {
            (matching::grpc_gateway_route(&grpc.matches), PathChange::None)
        }
    };
    let one = |matches: route::RouteMatch, change: &PathChange<'_>| {
        let (answer, headers) = answer(spec, to, change);
        route::Route {
            name: names::route(id),
            r#match: Some(matches),
            action: Some(answer),
            request_headers_to_add: headers,
            ..Default::default()
        }
    };
    let slashed = match change {
        PathChange::Prefix { matched, replacement }
            if rewrite::is_doubled(matched, replacement)
                // What matches nothing has no such path.
                && matches!(matches.path_specifier, Some(PathSpecifier::Prefix(_))) =>
        {
            let prefix = PathSpecifier::Prefix(format!("{matched}/"));
            let slashed = route::RouteMatch { path_specifier: Some(prefix), ..matches.clone() };
            matches.headers.push(matching::not_climbing(matched));
            Some(slashed)
        }
        _ => None,
    };
    let slashed = slashed.map(|matches| one(matches, &change));
    slashed.into_iter().chain([one(matches, &change)]).collect()
}

type Answer =
    (route::route::Action, Vec<envoy_types::pb::envoy::config::core::v3::HeaderValueOption>);

fn answer(spec: &GatewayRouteSpec, to: &Hop<'_>, change: &PathChange<'_>) -> Answer {
    let Hop::Forward { cluster, header: (name, service) } = to else {
        let unserved = route::DirectResponseAction { status: 503, ..Default::default() };
        return (route::route::Action::DirectResponse(unserved), Vec::new());
    };
    let mut action = routes::to_cluster(cluster, UNLIMITED);
    match change {
        PathChange::None => {}
        PathChange::Prefix { replacement, .. } => {
            (*replacement).clone_into(&mut action.prefix_rewrite);
        }
        PathChange::Whole(path) => {
            action.regex_rewrite = Some(RegexMatchAndSubstitute {
                pattern: Some(regex("^/.*$")),
                substitution: path.replace('\\', "\\\\"),
            });
        }
    }
    if rewrite::replaces_host(spec) {
        let host = spec.rule.target().virtual_service.virtual_service_name.to_string();
        action.host_rewrite_specifier = Some(HostRewriteSpecifier::HostRewriteLiteral(host));
    }
    (route::route::Action::Route(action), vec![set_header(name, service)])
}
