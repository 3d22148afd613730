//! What Envoy would do with a request under the listeners and tables of an assembly, as far as weir
//! makes use of them.

use envoy_types::pb::envoy::config::listener::v3::{FilterChain, Listener};
use envoy_types::pb::envoy::config::route::v3::header_matcher::HeaderMatchSpecifier;
use envoy_types::pb::envoy::config::route::v3::query_parameter_matcher::QueryParameterMatchSpecifier;
use envoy_types::pb::envoy::config::route::v3::route_action::HostRewriteSpecifier;
use envoy_types::pb::envoy::config::route::v3::route_match::PathSpecifier;
use envoy_types::pb::envoy::config::route::v3::{
    HeaderMatcher, QueryParameterMatcher, Route, RouteAction, RouteConfiguration, RouteMatch,
    VirtualHost,
};
use envoy_types::pb::envoy::r#type::matcher::v3::StringMatcher;
use envoy_types::pb::envoy::r#type::matcher::v3::string_matcher::MatchPattern;

use crate::model::matching::HttpScheme;
use crate::routing::request::{Call, Request, normalized};
use crate::xds::translate::tests::reading::{Reading, Use, action, shares, shares_of_bytes};
use crate::xds::translate::tests::reading::{table_of, use_of};

/// What becomes of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A route takes it, and it goes to one of these clusters.
    Routed {
        route: String,
        shares: Vec<(String, u32)>,
    },
    /// A route answers it.
    Direct {
        route: String,
        status: u32,
    },
    NoRoute,
    /// Its bytes go to one of these clusters.
    Bytes(Vec<(String, u32)>),
    Closed,
}

/// What a listener makes of a request to that port.
pub fn answer(reading: &Reading, listener: &Listener, request: &Request) -> Answer {
    let Some(chain) = chain(listener, request) else { return Answer::Closed };
    match use_of(chain) {
        Use::Nothing => Answer::Closed,
        Use::Bytes(proxy) => Answer::Bytes(shares_of_bytes(&proxy)),
        Use::Requests(manager) => {
            let table = &reading.tables[table_of(&manager)];
            let Some(route) = choose(table, request) else { return Answer::NoRoute };
            let name = route.name.clone();
            match action(route) {
                Some(action) => Answer::Routed { route: name, shares: shares(action) },
                None => Answer::Direct { route: name, status: 503 },
            }
        }
    }
}

/// The request as a listener sends it on, where it does.
pub fn forward(reading: &Reading, listener: &Listener, request: &Request) -> Option<Request> {
    let Use::Requests(manager) = use_of(chain(listener, request)?) else { return None };
    let route = choose(&reading.tables[table_of(&manager)], request)?;
    let mut changed = rewritten(route, action(route)?, request);
    for added in &route.request_headers_to_add {
        let header = added.header.as_ref().unwrap();
        changed.headers.retain(|(name, _)| !name.eq_ignore_ascii_case(&header.key));
        // A percent sign is doubled where it is no command.
        changed.headers.push((header.key.clone(), header.value.replace("%%", "%")));
    }
    Some(changed)
}

fn rewritten(route: &Route, action: &RouteAction, request: &Request) -> Request {
    let mut changed = request.clone();
    let matched = match route.r#match.as_ref().unwrap().path_specifier.as_ref().unwrap() {
        PathSpecifier::Prefix(prefix) => prefix.len(),
        _ => request.path.len(),
    };
    if !action.prefix_rewrite.is_empty() {
        changed.path = format!("{}{}", action.prefix_rewrite, &request.path[matched..]);
    }
    if let Some(rewrite) = &action.regex_rewrite {
        assert_eq!(rewrite.pattern.as_ref().unwrap().regex, "^/.*$");
        changed.path = rewrite.substitution.replace(r"\\", r"\");
    }
    if let Some(HostRewriteSpecifier::HostRewriteLiteral(host)) = &action.host_rewrite_specifier {
        changed.host.clone_from(host);
        changed.port = None;
    }
    // The next hop normalizes the path.
    changed.path = normalized(&changed.path);
    changed
}

/// The chain that takes a connection: that for the port and the name, that for the port, the last.
fn chain<'a>(listener: &'a Listener, request: &Request) -> Option<&'a FilterChain> {
    let is_tls = request.scheme == HttpScheme::Https;
    let fit = |chain: &&FilterChain| {
        let wanted = chain.filter_chain_match.clone().unwrap_or_default();
        let port = request.port.map(|port| u32::try_from(port.get()).unwrap());
        let named = |names: &[String]| {
            names.is_empty()
                || is_tls && names.iter().any(|name| request.host.ends_with(&name[1..]))
        };
        wanted.destination_port.is_none_or(|wanted| Some(wanted.value) == port)
            && named(&wanted.server_names)
            && (wanted.transport_protocol.is_empty() || is_tls)
    };
    let particular = |chain: &&FilterChain| {
        let wanted = chain.filter_chain_match.clone().unwrap_or_default();
        (wanted.destination_port.is_some(), !wanted.server_names.is_empty())
    };
    let fitting = listener.filter_chains.iter().filter(fit);
    fitting.max_by_key(particular).or(listener.default_filter_chain.as_ref())
}

fn choose<'a>(table: &'a RouteConfiguration, request: &Request) -> Option<&'a Route> {
    let host = host(table, request)?;
    host.routes.iter().find(|route| matches(route.r#match.as_ref().unwrap(), request))
}

/// By the whole name, or else by the longest ending, or else by the asterisk.
fn host<'a>(table: &'a RouteConfiguration, request: &Request) -> Option<&'a VirtualHost> {
    let name = if !table.vhost_header.is_empty() {
        request.header(&table.vhost_header)?
    } else if table.ignore_port_in_host_matching {
        request.host.clone()
    } else {
        request.authority()
    };
    let name = name.to_ascii_lowercase();
    let rank = |domain: &String| {
        let domain = domain.to_ascii_lowercase();
        match domain.strip_prefix('*') {
            None => (domain == name).then_some(usize::MAX),
            Some("") => Some(0),
            Some(ending) => {
                (name.len() > ending.len() && name.ends_with(ending)).then_some(ending.len())
            }
        }
    };
    let ranked = table.virtual_hosts.iter().filter_map(|host| {
        let best = host.domains.iter().filter_map(rank).max()?;
        Some((best, host))
    });
    ranked.max_by_key(|(rank, _)| *rank).map(|(_, host)| host)
}

fn matches(wanted: &RouteMatch, request: &Request) -> bool {
    let path = match wanted.path_specifier.as_ref().unwrap() {
        PathSpecifier::Prefix(prefix) => request.path.starts_with(prefix),
        PathSpecifier::Path(path) => request.path == *path,
        PathSpecifier::SafeRegex(regex) => is_whole(&regex.regex, &request.path),
        other => panic!("nothing else is made: {other:?}"),
    };
    path && (wanted.grpc.is_none() || request.call == Call::Grpc)
        && wanted.headers.iter().all(|one| has_header(one, request))
        && wanted.query_parameters.iter().all(|one| has_parameter(one, request))
}

/// Whether Rust knows the expression as well.
fn is_known(text: &StringMatcher) -> bool {
    match text.match_pattern.as_ref().unwrap() {
        MatchPattern::SafeRegex(regex) => regex::Regex::new(&regex.regex).is_ok(),
        _ => true,
    }
}

/// Envoy's expressions cover the whole text. What Rust does not know matches nothing here.
fn is_whole(pattern: &str, text: &str) -> bool {
    regex::Regex::new(&format!(r"\A(?:{pattern})\z")).is_ok_and(|regex| regex.is_match(text))
}

fn has_header(wanted: &HeaderMatcher, request: &Request) -> bool {
    let specifier = wanted.header_match_specifier.as_ref().unwrap();
    let is = request.header(&wanted.name);
    let found = match (specifier, &is) {
        (HeaderMatchSpecifier::PresentMatch(present), is) => is.is_some() == *present,
        (_, None) => return false,
        // A trace says of such a route that it cannot tell.
        (HeaderMatchSpecifier::StringMatch(text), Some(_)) if !is_known(text) => return false,
        (HeaderMatchSpecifier::StringMatch(text), Some(is)) => is_text(text, is),
        (HeaderMatchSpecifier::RangeMatch(range), Some(is)) => {
            is.parse().is_ok_and(|number: i64| (range.start..range.end).contains(&number))
        }
        (other, _) => panic!("nothing else is made: {other:?}"),
    };
    found != wanted.invert_match
}

fn has_parameter(wanted: &QueryParameterMatcher, request: &Request) -> bool {
    let is = request.query_parameter(&wanted.name);
    match wanted.query_parameter_match_specifier.as_ref().unwrap() {
        QueryParameterMatchSpecifier::PresentMatch(present) => is.is_some() == *present,
        QueryParameterMatchSpecifier::StringMatch(text) => is.is_some_and(|is| is_text(text, is)),
    }
}

fn is_text(wanted: &StringMatcher, text: &str) -> bool {
    match wanted.match_pattern.as_ref().unwrap() {
        MatchPattern::Exact(exact) => text == exact,
        MatchPattern::Prefix(prefix) => text.starts_with(prefix),
        MatchPattern::Suffix(suffix) => text.ends_with(suffix),
        MatchPattern::SafeRegex(regex) => is_whole(&regex.regex, text),
        other => panic!("nothing else is made: {other:?}"),
    }
}
