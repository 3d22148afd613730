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
    let pseudo = pseudo.into_iter().filter_map(|(name, value)| Some(equals(name, value?)));
    found.headers = pseudo.chain(headers(matches.headers.as_deref())).collect();
    found.query_parameters = query_parameters(matches.query_parameters.as_deref());
    found
}

pub fn grpc_route(matches: &GrpcRouteMatch) -> route::RouteMatch {
    route::RouteMatch {
        headers: headers(matches.metadata.as_deref()).collect(),
        ..grpc(matches.service_name.as_deref(), matches.method_name.as_deref())
    }
}

/// All but the path and the host.
pub fn http_gateway_route(matches: &HttpGatewayRouteMatch) -> route::RouteMatch {
    let method = matches.method.map(|method| equals(":method", method.as_str()));
    let headers = method.into_iter().chain(headers(matches.headers.as_deref())).collect();
    let query_parameters = query_parameters(matches.query_parameters.as_deref());
    route::RouteMatch { headers, query_parameters, ..by(path(matches.path.as_ref())) }
}

/// All but the host.
pub fn grpc_gateway_route(matches: &GrpcGatewayRouteMatch) -> route::RouteMatch {
    route::RouteMatch {
        headers: headers(matches.metadata.as_deref()).collect(),
        ..grpc(matches.service_name.as_deref(), None)
    }
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
        // What is not understood matches nothing: an empty pattern needs an empty path.
        Some(PathMatch::Path(WholePathMatch::Other(_))) => {
            PathSpecifier::SafeRegex(regex("[^/].*"))
        }
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

fn equals(name: &str, value: &str) -> route::HeaderMatcher {
    route::HeaderMatcher {
        name: name.to_owned(),
        header_match_specifier: Some(HeaderMatchSpecifier::StringMatch(exactly(value))),
        ..Default::default()
    }
}

fn headers(matches: Option<&[HeaderMatch]>) -> impl Iterator<Item = route::HeaderMatcher> {
    matches.unwrap_or_default().iter().map(|one| route::HeaderMatcher {
        name: one.name.to_string(),
        invert_match: one.invert == Some(true),
        header_match_specifier: Some(header_value(one.value.as_ref())),
        ..Default::default()
    })
}

fn header_value(value: Option<&HeaderValueMatch>) -> HeaderMatchSpecifier {
    let pattern = match value {
        None => return HeaderMatchSpecifier::PresentMatch(true),
        Some(HeaderValueMatch::Range(range)) => {
            let (start, end) = (range.start.get(), range.end.get());
            return HeaderMatchSpecifier::RangeMatch(Int64Range { start, end });
        }
        Some(HeaderValueMatch::Exact(exact)) => MatchPattern::Exact(exact.to_string()),
        Some(HeaderValueMatch::Prefix(prefix)) => MatchPattern::Prefix(prefix.to_string()),
        Some(HeaderValueMatch::Suffix(suffix)) => MatchPattern::Suffix(suffix.to_string()),
        Some(HeaderValueMatch::Regex(pattern)) => {
            MatchPattern::SafeRegex(regex(pattern.to_string()))
        }
        // What is not understood matches no value. Envoy's engine sees bytes, and knows no others.
        Some(HeaderValueMatch::Other(_)) => MatchPattern::SafeRegex(regex("[^\\x00-\\xff]")),
    };
    HeaderMatchSpecifier::StringMatch(text(pattern))
}

fn query_parameters(matches: Option<&[QueryParameterMatch]>) -> Vec<route::QueryParameterMatcher> {
    let all = matches.unwrap_or_default().iter().map(|one| {
        let exact = one.value.as_ref().and_then(|value| value.exact.as_ref());
        let value = match exact {
            Some(exact) => QueryParameterMatchSpecifier::StringMatch(exactly(exact)),
            None => QueryParameterMatchSpecifier::PresentMatch(true),
        };
        route::QueryParameterMatcher {
            name: one.name.to_string(),
            query_parameter_match_specifier: Some(value),
        }
    });
    all.collect()
}
