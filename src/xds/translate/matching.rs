//! What a request must look like, in Envoy's words.

use envoy_types::pb::envoy::config::route::v3 as route;
use envoy_types::pb::envoy::config::route::v3::header_matcher::HeaderMatchSpecifier;
use envoy_types::pb::envoy::config::route::v3::query_parameter_matcher::QueryParameterMatchSpecifier;
use envoy_types::pb::envoy::config::route::v3::route_match::{
    GrpcRouteMatchOptions, PathSpecifier,
};
use envoy_types::pb::envoy::r#type::matcher::v3::string_matcher::MatchPattern;
use envoy_types::pb::envoy::r#type::v3::Int64Range;

use crate::model::gateway_route::{GrpcGatewayRouteMatch, HttpGatewayRouteMatch};
use crate::model::matching::{
    HeaderMatch, HeaderValueMatch, HttpMethod, HttpScheme, PathMatch, QueryParameterMatch,
    WholePathMatch,
};
use crate::model::route::{GrpcRouteMatch, HttpRouteMatch};
use crate::xds::translate::proto::{exactly, regex, text};

/// An expression that matches no text. Envoy's expressions know bytes, not characters.
const NEVER: &str = r"[^\x00-\xFF]";

/// No request.
fn nothing() -> route::RouteMatch {
    by(PathSpecifier::SafeRegex(regex(NEVER)))
}

/// Every request.
pub fn everything() -> route::RouteMatch {
    by(PathSpecifier::Prefix("/".to_owned()))
}

/// Every gRPC call.
pub fn every_call() -> route::RouteMatch {
    grpc(None, None)
}

pub fn http_route(matches: &HttpRouteMatch) -> route::RouteMatch {
    let mut found = by(path(matches.path.as_ref()));
    let pseudo = [
        (":method", matches.method.map(HttpMethod::as_str)),
        (":scheme", matches.scheme.map(HttpScheme::as_str)),
    ];
    found.headers =
        pseudo.into_iter().filter_map(|(name, value)| Some(equals(name, value?))).collect();
    let found = with_headers(found, matches.headers.as_deref());
    with_query(found, matches.query_parameters.as_deref())
}

pub fn grpc_route(matches: &GrpcRouteMatch) -> route::RouteMatch {
    let found = grpc(matches.service_name.as_deref(), matches.method_name.as_deref());
    with_headers(found, matches.metadata.as_deref())
}

/// All but the path and the host.
pub fn http_gateway_route(matches: &HttpGatewayRouteMatch) -> route::RouteMatch {
    let mut found = by(path(matches.path.as_ref()));
    found.headers.extend(matches.method.map(|method| equals(":method", method.as_str())));
    let found = with_headers(found, matches.headers.as_deref());
    with_query(found, matches.query_parameters.as_deref())
}

/// All but the host.
pub fn grpc_gateway_route(matches: &GrpcGatewayRouteMatch) -> route::RouteMatch {
    let found = grpc(matches.service_name.as_deref(), None);
    with_headers(found, matches.metadata.as_deref())
}

fn by(path: PathSpecifier) -> route::RouteMatch {
    route::RouteMatch { path_specifier: Some(path), ..Default::default() }
}

fn path(path: Option<&PathMatch>) -> PathSpecifier {
    match path {
        None => PathSpecifier::Prefix("/".to_owned()),
        Some(PathMatch::Prefix(prefix)) => PathSpecifier::Prefix(prefix.to_string()),
        Some(PathMatch::Path(WholePathMatch::Exact(exact))) => {
            PathSpecifier::Path(exact.to_string())
        }
        Some(PathMatch::Path(WholePathMatch::Regex(pattern))) => {
            PathSpecifier::SafeRegex(regex(pattern.to_string()))
        }
        // What is not understood matches nothing.
        Some(PathMatch::Path(WholePathMatch::Other(_))) => PathSpecifier::SafeRegex(regex(NEVER)),
    }
}

/// A call has the path `/service/method`.
fn grpc(service: Option<&str>, method: Option<&str>) -> route::RouteMatch {
    let path = match (service, method) {
        (None, None) => PathSpecifier::Prefix("/".to_owned()),
        (Some(service), None) => PathSpecifier::Prefix(format!("/{service}/")),
        (Some(service), Some(method)) => PathSpecifier::Path(format!("/{service}/{method}")),
        (None, Some(method)) => {
            PathSpecifier::SafeRegex(regex(format!("/[^/]+/{}", regex::escape(method))))
        }
    };
    route::RouteMatch { grpc: Some(GrpcRouteMatchOptions {}), ..by(path) }
}

/// No path that would climb out of what replaces that prefix; see `routing::rewrite::climbs`.
pub fn not_climbing(prefix: &str) -> route::HeaderMatcher {
    let climbing = format!("{}\\.\\.?([;/?#].*)?", ::regex::escape(prefix));
    let climbing = text(MatchPattern::SafeRegex(regex(climbing)));
    route::HeaderMatcher {
        name: ":path".to_owned(),
        invert_match: true,
        header_match_specifier: Some(HeaderMatchSpecifier::StringMatch(climbing)),
        ..Default::default()
    }
}

fn equals(name: &str, value: &str) -> route::HeaderMatcher {
    route::HeaderMatcher {
        name: name.to_owned(),
        header_match_specifier: Some(HeaderMatchSpecifier::StringMatch(exactly(value))),
        ..Default::default()
    }
}

/// The same for requests with these headers. Envoy refuses names that no header can have, and what
/// is not understood matches nothing, inverted or not.
fn with_headers(mut found: route::RouteMatch, wanted: Option<&[HeaderMatch]>) -> route::RouteMatch {
    for one in wanted.unwrap_or_default() {
        let is_inverted = one.invert == Some(true);
        let Some(value) = header_value(one.value.as_ref()) else { return nothing() };
        if !one.name.contains(['\0', '\r', '\n']) {
            found.headers.push(route::HeaderMatcher {
                name: one.name.to_string(),
                invert_match: is_inverted,
                header_match_specifier: Some(value),
                ..Default::default()
            });
        } else if !is_inverted || one.value.is_some() {
            return nothing();
        }
    }
    found
}

fn header_value(value: Option<&HeaderValueMatch>) -> Option<HeaderMatchSpecifier> {
    let pattern = match value {
        None => return Some(HeaderMatchSpecifier::PresentMatch(true)),
        Some(HeaderValueMatch::Range(range)) => {
            let (start, end) = (range.start.get(), range.end.get());
            return Some(HeaderMatchSpecifier::RangeMatch(Int64Range { start, end }));
        }
        Some(HeaderValueMatch::Exact(exact)) => MatchPattern::Exact(exact.to_string()),
        Some(HeaderValueMatch::Prefix(prefix)) => MatchPattern::Prefix(prefix.to_string()),
        Some(HeaderValueMatch::Suffix(suffix)) => MatchPattern::Suffix(suffix.to_string()),
        Some(HeaderValueMatch::Regex(pattern)) => {
            MatchPattern::SafeRegex(regex(pattern.to_string()))
        }
        Some(HeaderValueMatch::Other(_)) => return None,
    };
    Some(HeaderMatchSpecifier::StringMatch(text(pattern)))
}

/// The longest name of a query parameter that Envoy looks for, in bytes.
const PARAMETER_MAX: usize = 1024;

/// The same for requests with these parameters. Those with names that Envoy refuses match nothing.
fn with_query(
    found: route::RouteMatch,
    wanted: Option<&[QueryParameterMatch]>,
) -> route::RouteMatch {
    let wanted = wanted.unwrap_or_default();
    if wanted.iter().any(|one| !(1..=PARAMETER_MAX).contains(&one.name.len())) {
        return nothing();
    }
    let query_parameters = wanted.iter().map(query_parameter).collect();
    route::RouteMatch { query_parameters, ..found }
}

fn query_parameter(wanted: &QueryParameterMatch) -> route::QueryParameterMatcher {
    let exact = wanted.value.as_ref().and_then(|value| value.exact.as_ref());
    let value = match exact {
        Some(exact) => QueryParameterMatchSpecifier::StringMatch(exactly(exact)),
        None => QueryParameterMatchSpecifier::PresentMatch(true),
    };
    route::QueryParameterMatcher {
        name: wanted.name.to_string(),
        query_parameter_match_specifier: Some(value),
    }
}
