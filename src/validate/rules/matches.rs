//! What routes and gateway routes look at in a request, in one form for both.

use crate::model::gateway_route::GatewayRouteRule;
use crate::model::matching::{
    HeaderMatch, HeaderValueMatch, HostnameMatch, PathMatch, QueryParameterMatch, WholePathMatch,
};
use crate::model::route::RouteRule;
use crate::model::{Choice as _, FieldPath, Resource, ResourceId, Spec};
use crate::validate::subject::{ROUTES, Subject};

/// What one route looks at.
#[derive(Debug, Default)]
pub struct Matches<'a> {
    pub path: Option<&'a PathMatch>,
    pub headers: &'a [HeaderMatch],
    /// gRPC calls its headers metadata.
    pub is_grpc: bool,
    pub query_parameters: &'a [QueryParameterMatch],
    pub hostname: Option<&'a HostnameMatch>,
}

/// A route, where its `match` stands, and what is in it.
#[derive(Debug)]
pub struct Matching<'a> {
    pub id: &'a ResourceId,
    at: FieldPath,
    pub matches: Matches<'a>,
}

/// A text of a route, with what it is called and where it stands.
#[derive(Debug)]
pub struct Place<'a> {
    pub id: &'a ResourceId,
    pub path: FieldPath,
    pub text: &'a str,
}

/// What all routes and gateway routes look at.
pub fn all<'a>(subject: &'a Subject<'_>) -> Vec<Matching<'a>> {
    subject.of(ROUTES).filter_map(of).collect()
}

fn of(resource: &Resource) -> Option<Matching<'_>> {
    let (member, matches) = match &resource.spec {
        Spec::Route(route) => (route.rule.member(), of_route(&route.rule)?),
        Spec::GatewayRoute(route) => (route.rule.member(), of_gateway_route(&route.rule)),
        _ => return None,
    };
    let at = FieldPath::spec().member(member).member("match");
    Some(Matching { id: &resource.id, at, matches })
}

fn of_route(rule: &RouteRule) -> Option<Matches<'_>> {
    Some(match rule {
        RouteRule::Http(route) | RouteRule::Http2(route) => Matches {
            path: route.matches.path.as_ref(),
            headers: route.matches.headers.as_deref().unwrap_or_default(),
            query_parameters: route.matches.query_parameters.as_deref().unwrap_or_default(),
            ..Matches::default()
        },
        RouteRule::Grpc(route) => Matches {
            headers: route.matches.metadata.as_deref().unwrap_or_default(),
            is_grpc: true,
            ..Matches::default()
        },
        RouteRule::Tcp(_) => return None,
    })
}

fn of_gateway_route(rule: &GatewayRouteRule) -> Matches<'_> {
    match rule {
        GatewayRouteRule::Http(route) | GatewayRouteRule::Http2(route) => Matches {
            path: route.matches.path.as_ref(),
            headers: route.matches.headers.as_deref().unwrap_or_default(),
            query_parameters: route.matches.query_parameters.as_deref().unwrap_or_default(),
            hostname: route.matches.hostname.as_ref(),
            is_grpc: false,
        },
        GatewayRouteRule::Grpc(route) => Matches {
            headers: route.matches.metadata.as_deref().unwrap_or_default(),
            is_grpc: true,
            hostname: route.matches.hostname.as_ref(),
            ..Matches::default()
        },
    }
}

impl<'a> Matching<'a> {
    /// Where one of the headers or pieces of metadata stands.
    pub fn header_path(&self, index: usize) -> FieldPath {
        let member = if self.matches.is_grpc { "metadata" } else { "headers" };
        self.at.clone().member(member).item(index)
    }

    /// Where one of the query parameters stands.
    pub fn query_path(&self, index: usize) -> FieldPath {
        self.at.clone().member("queryParameters").item(index)
    }

    /// The names of headers or metadata.
    pub fn header_names(&self) -> impl Iterator<Item = Place<'a>> {
        self.matches.headers.iter().enumerate().map(|(index, header)| Place {
            id: self.id,
            path: self.header_path(index).member("name"),
            text: &header.name,
        })
    }

    /// The regular expressions.
    pub fn regexes(&self) -> impl Iterator<Item = Place<'a>> {
        let path = match self.matches.path {
            Some(PathMatch::Path(WholePathMatch::Regex(regex))) => Some(Place {
                id: self.id,
                path: self.at.clone().member("path").member("regex"),
                text: regex,
            }),
            _ => None,
        };
        let headers = self.matches.headers.iter().enumerate();
        path.into_iter().chain(headers.filter_map(|(index, header)| match &header.value {
            Some(HeaderValueMatch::Regex(regex)) => Some(Place {
                id: self.id,
                path: self.header_path(index).member("match").member("regex"),
                text: regex,
            }),
            _ => None,
        }))
    }

    /// The beginning of the path, or the whole of it.
    pub fn plain_path(&self) -> Option<Place<'a>> {
        let (path, text): (_, &str) = match self.matches.path? {
            PathMatch::Prefix(prefix) => (self.at.clone().member("prefix"), prefix),
            PathMatch::Path(WholePathMatch::Exact(exact)) => {
                (self.at.clone().member("path").member("exact"), exact)
            }
            PathMatch::Path(_) => return None,
        };
        Some(Place { id: self.id, path, text })
    }

    /// The host or its ending.
    pub fn host(&self) -> Option<Place<'a>> {
        let at = self.at.clone().member("hostname");
        let (path, text): (_, &str) = match self.matches.hostname? {
            HostnameMatch::Exact(host) => (at.member("exact"), host),
            HostnameMatch::Suffix(ending) => (at.member("suffix"), ending),
            HostnameMatch::Other(_) => return None,
        };
        Some(Place { id: self.id, path, text })
    }
}
