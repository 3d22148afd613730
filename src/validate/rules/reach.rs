//! Which requests a route or gateway route takes, in a form in which two of them can be compared.
//!
//! What is said here is certain: one route takes all that another does, or the two never take the
//! same request. Where that cannot be told, neither is said.

use std::cmp::Reverse;

use crate::model::gateway_route::{
    DefaultRewrite, GatewayRouteRule, HttpGatewayRoute, PathRewrite, PrefixRewriteValue,
};
use crate::model::listener::Protocol;
use crate::model::matching::{
    HeaderMatch, HostnameMatch, HttpMethod, HttpScheme, PathMatch, QueryParameterMatch,
    WholePathMatch,
};
use crate::model::route::{GrpcRouteMatch, HttpRouteMatch, RouteRule};
use crate::model::scalar::{Port, Priority};
use crate::model::{Choice as _, FieldPath, Resource, Spec};
use crate::validate::rules::headers;

/// What a route takes.
#[derive(Debug, Clone)]
pub struct Reach<'a> {
    pub resource: &'a Resource,
    /// The member with the route's protocol.
    rule: &'static str,
    pub protocol: Protocol,
    pub priority: Option<Priority>,
    pub ports: Ports,
    pub way: Way<'a>,
    host: Option<Host>,
    pub conditions: Conditions<'a>,
}

/// The listeners that a route serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ports {
    /// Whichever there are; the router or gateway is not known.
    All,
    These(Vec<Port>),
}

/// The paths or calls that a route takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way<'a> {
    Any,
    /// `doubled` is a prefix without a slash at its end that is replaced by one with: paths that
    /// would climb out of the replacement, `/x../y`, are not taken.
    Prefix {
        text: &'a str,
        doubled: bool,
    },
    Exact(&'a str),
    Regex(&'a str),
    Call {
        service: Option<&'a str>,
        method: Option<&'a str>,
    },
    /// A way of matching that a newer control plane stored.
    Unknown,
}

/// A host or the ending of one, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Host {
    Exact(String),
    Suffix(String),
    Unknown,
}

/// What else a request must be like.
#[derive(Debug, Clone, Copy, Default)]
pub struct Conditions<'a> {
    method: Option<HttpMethod>,
    scheme: Option<HttpScheme>,
    headers: &'a [HeaderMatch],
    query: &'a [QueryParameterMatch],
}

/// The place of a route among those of its router or gateway, but for its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    priority: i64,
    path: PathRank,
}

/// The most particular path is tried first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum PathRank {
    Exact,
    Prefix(Reverse<usize>),
    Regex,
}

impl<'a> Reach<'a> {
    /// What a route takes that has these listeners to choose from; none for other kinds.
    pub fn of(resource: &'a Resource, listeners: Option<&[(Port, Protocol)]>) -> Option<Self> {
        let (rule, protocol, priority, port) = match &resource.spec {
            Spec::Route(route) => {
                let rule = &route.rule;
                (rule.member(), rule.protocol(), route.priority, rule.match_port())
            }
            Spec::GatewayRoute(route) => {
                let rule = &route.rule;
                (rule.member(), rule.protocol(), route.priority, rule.match_port())
            }
            _ => return None,
        };
        let (way, host, conditions) = match &resource.spec {
            Spec::Route(route) => of_route(&route.rule),
            Spec::GatewayRoute(route) => of_gateway_route(&route.rule),
            _ => return None,
        };
        let ports = Ports::of(protocol, port, listeners);
        Some(Self { resource, rule, protocol, priority, ports, way, host, conditions })
    }

    /// Where what it matches stands.
    pub fn path(&self) -> FieldPath {
        FieldPath::spec().member(self.rule).member("match")
    }

    pub fn rank(&self) -> Rank {
        Rank { priority: self.priority.map_or(i64::MAX, Priority::get), path: self.way.rank() }
    }

    /// The same without conditions beyond the path and the host.
    pub fn unconditional(&self) -> Self {
        Self { conditions: Conditions::default(), ..self.clone() }
    }

    /// Whether this one takes whatever the other one does.
    pub fn takes_all_of(&self, other: &Self) -> bool {
        self.ports.hold(&other.ports)
            && self.way.takes_all_of(other.way)
            && takes_hosts(self.host.as_ref(), other.host.as_ref())
            && self.conditions.follow_from(other.conditions)
    }

    /// Whether no request is taken by both.
    pub fn never_meets(&self, other: &Self) -> bool {
        self.ports.miss(&other.ports)
            || hosts_differ(self.host.as_ref(), other.host.as_ref())
            || self.conditions.exclude(other.conditions)
    }
}

impl Ports {
    fn of(protocol: Protocol, port: Option<Port>, known: Option<&[(Port, Protocol)]>) -> Self {
        match (known, port) {
            (Some(known), port) => {
                let served = known.iter().filter(|(_, spoken)| *spoken == protocol);
                let served = served.map(|(known, _)| *known);
                Self::These(served.filter(|known| port.is_none_or(|port| port == *known)).collect())
            }
            (None, Some(port)) => Self::These(vec![port]),
            (None, None) => Self::All,
        }
    }

    pub fn is_none(&self) -> bool {
        matches!(self, Self::These(ports) if ports.is_empty())
    }

    fn hold(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::All, _) => true,
            (Self::These(_), Self::All) => false,
            (Self::These(all), Self::These(some)) => some.iter().all(|port| all.contains(port)),
        }
    }

    fn miss(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::These(some), Self::These(others)) => {
                !some.iter().any(|port| others.contains(port))
            }
            _ => false,
        }
    }
}

impl<'a> Way<'a> {
    fn path(path: Option<&'a PathMatch>, doubled: impl Fn(&str) -> bool) -> Self {
        match path {
            None => Self::Any,
            // Every path begins with it.
            Some(PathMatch::Prefix(prefix)) if &**prefix == "/" => Self::Any,
            Some(PathMatch::Prefix(text)) => Self::Prefix { text, doubled: doubled(text) },
            Some(PathMatch::Path(WholePathMatch::Exact(path))) => Self::Exact(path),
            Some(PathMatch::Path(WholePathMatch::Regex(regex))) => Self::Regex(regex),
            Some(PathMatch::Path(WholePathMatch::Other(_))) => Self::Unknown,
        }
    }

    fn rank(self) -> PathRank {
        let prefix = |length| PathRank::Prefix(Reverse(length));
        match self {
            Self::Exact(_) | Self::Call { service: Some(_), method: Some(_) } => PathRank::Exact,
            Self::Prefix { text, .. } => prefix(text.len()),
            Self::Call { service: Some(service), method: None } => prefix(service.len() + 2),
            Self::Any | Self::Call { service: None, .. } => prefix(1),
            Self::Regex(_) | Self::Unknown => PathRank::Regex,
        }
    }

    fn takes_all_of(self, other: Self) -> bool {
        match (self, other) {
            (Self::Any, _) => true,
            (Self::Prefix { text, doubled }, Self::Prefix { text: longer, doubled: climbs }) => {
                let rest = longer.strip_prefix(text);
                rest.is_some_and(|rest| {
                    if rest.is_empty() {
                        !doubled || climbs
                    } else {
                        !doubled || !rest.starts_with('.')
                    }
                })
            }
            (Self::Prefix { text, doubled }, Self::Exact(path)) => {
                let rest = path.strip_prefix(text);
                rest.is_some_and(|rest| !doubled || !rest.starts_with('.'))
            }
            (Self::Exact(one), Self::Exact(other)) | (Self::Regex(one), Self::Regex(other)) => {
                one == other
            }
            (
                Self::Call { service, method },
                Self::Call { service: of_other, method: method_of_other },
            ) => {
                service.is_none_or(|wanted| of_other == Some(wanted))
                    && method.is_none_or(|wanted| method_of_other == Some(wanted))
            }
            _ => false,
        }
    }
}

impl Conditions<'_> {
    pub fn is_empty(self) -> bool {
        let Self { method, scheme, headers, query } = self;
        method.is_none() && scheme.is_none() && headers.is_empty() && query.is_empty()
    }

    /// Whether a request that is like the others is like these.
    fn follow_from(self, others: Self) -> bool {
        let header = |wanted: &HeaderMatch| {
            others.headers.iter().any(|known| headers::implies(known, wanted))
        };
        let parameter = |wanted: &QueryParameterMatch| {
            others.query.iter().any(|known| {
                known.name == wanted.name
                    && exact(wanted).is_none_or(|value| exact(known) == Some(value))
            })
        };
        self.method.is_none_or(|method| others.method == Some(method))
            && self.scheme.is_none_or(|scheme| others.scheme == Some(scheme))
            && self.headers.iter().all(header)
            && self.query.iter().all(parameter)
    }

    /// Whether nothing is like these and like the others.
    fn exclude(self, others: Self) -> bool {
        let differ = |one: Option<&str>, other: Option<&str>| {
            one.zip(other).is_some_and(|(one, other)| one != other)
        };
        let name = |method: HttpMethod| method.as_str();
        differ(self.method.map(name), others.method.map(name))
            || self.scheme.zip(others.scheme).is_some_and(|(one, other)| one != other)
            || self
                .headers
                .iter()
                .any(|one| others.headers.iter().any(|other| headers::exclude(one, other)))
            || self.query.iter().any(|one| {
                let same = others.query.iter().filter(|other| other.name == one.name);
                same.into_iter().any(|other| differ(exact(one), exact(other)))
            })
    }
}

fn exact(parameter: &QueryParameterMatch) -> Option<&str> {
    parameter.value.as_ref()?.exact.as_deref()
}

fn takes_hosts(all: Option<&Host>, some: Option<&Host>) -> bool {
    match (all, some) {
        (None, _) => true,
        (Some(Host::Exact(all)), Some(Host::Exact(one))) => all == one,
        (Some(Host::Suffix(ending)), Some(Host::Exact(host) | Host::Suffix(host))) => {
            host.ends_with(ending.as_str())
        }
        _ => false,
    }
}

fn hosts_differ(one: Option<&Host>, other: Option<&Host>) -> bool {
    match (one, other) {
        (Some(Host::Exact(one)), Some(Host::Exact(other))) => one != other,
        (Some(Host::Suffix(ending)), Some(Host::Exact(host)))
        | (Some(Host::Exact(host)), Some(Host::Suffix(ending))) => !host.ends_with(ending.as_str()),
        (Some(Host::Suffix(one)), Some(Host::Suffix(other))) => {
            !one.ends_with(other.as_str()) && !other.ends_with(one.as_str())
        }
        _ => false,
    }
}

fn host(hostname: Option<&HostnameMatch>) -> Option<Host> {
    Some(match hostname? {
        HostnameMatch::Exact(host) => Host::Exact(host.to_ascii_lowercase()),
        HostnameMatch::Suffix(ending) => Host::Suffix(ending.to_ascii_lowercase()),
        HostnameMatch::Other(_) => Host::Unknown,
    })
}

type Parts<'a> = (Way<'a>, Option<Host>, Conditions<'a>);

fn of_route(rule: &RouteRule) -> Parts<'_> {
    match rule {
        RouteRule::Http(route) | RouteRule::Http2(route) => {
            let HttpRouteMatch { path, method, scheme, headers, query_parameters, .. } =
                &route.matches;
            let conditions = Conditions {
                method: *method,
                scheme: *scheme,
                headers: headers.as_deref().unwrap_or_default(),
                query: query_parameters.as_deref().unwrap_or_default(),
            };
            (Way::path(path.as_ref(), |_| false), None, conditions)
        }
        RouteRule::Grpc(route) => {
            let GrpcRouteMatch { service_name, method_name, metadata, .. } = &route.matches;
            let (service, method) = (service_name.as_deref(), method_name.as_deref());
            let headers = metadata.as_deref().unwrap_or_default();
            let conditions = Conditions { headers, ..Conditions::default() };
            (Way::Call { service, method }, None, conditions)
        }
        RouteRule::Tcp(_) => (Way::Any, None, Conditions::default()),
    }
}

fn of_gateway_route(rule: &GatewayRouteRule) -> Parts<'_> {
    match rule {
        GatewayRouteRule::Http(route) | GatewayRouteRule::Http2(route) => {
            let matches = &route.matches;
            let conditions = Conditions {
                method: matches.method,
                scheme: None,
                headers: matches.headers.as_deref().unwrap_or_default(),
                query: matches.query_parameters.as_deref().unwrap_or_default(),
            };
            let way = Way::path(matches.path.as_ref(), |prefix| is_doubled(route, prefix));
            (way, host(matches.hostname.as_ref()), conditions)
        }
        GatewayRouteRule::Grpc(route) => {
            let matches = &route.matches;
            let way = Way::Call { service: matches.service_name.as_deref(), method: None };
            let headers = matches.metadata.as_deref().unwrap_or_default();
            let conditions = Conditions { headers, ..Conditions::default() };
            (way, host(matches.hostname.as_ref()), conditions)
        }
    }
}

/// Whether the replacement of a prefix ends with a slash, and the prefix does not.
fn is_doubled(route: &HttpGatewayRoute, prefix: &str) -> bool {
    let rewrite = route.action.rewrite.as_ref().and_then(|rewrite| rewrite.path.as_ref());
    let replacement = match rewrite {
        Some(PathRewrite::Path(_)) => return false,
        Some(PathRewrite::Prefix(prefix)) => match &prefix.value {
            Some(PrefixRewriteValue::Default(DefaultRewrite::Disabled)) => return false,
            Some(PrefixRewriteValue::Value(value)) => value.as_ref(),
            Some(PrefixRewriteValue::Default(DefaultRewrite::Enabled)) | None => "/",
        },
        None => "/",
    };
    replacement.ends_with('/') && !prefix.ends_with('/')
}
