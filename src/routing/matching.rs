//! Whether a route or gateway route matches a request, and if not, why.

use crate::model::gateway_route::{GatewayRouteRule, GatewayRouteSpec};
use crate::model::listener::Protocol;
use crate::model::matching::{
    HeaderMatch, HostnameMatch, HttpMethod, HttpScheme, PathMatch, QueryParameterMatch,
};
use crate::model::route::{RouteRule, RouteSpec};
use crate::model::scalar::Port;
use crate::routing::listening::Listening;
use crate::routing::mismatch::{Attribute, AttributeMismatch, Mismatch, Wanted};
use crate::routing::request::Request;
use crate::routing::rewrite;

/// That it matches, or the first reason why not.
pub type Verdict = Result<(), Mismatch>;

/// Holds a request that came in `at` a listener of the router against one of its routes.
pub fn route(route: &RouteSpec, request: &Request, at: Listening) -> Verdict {
    let rule = &route.rule;
    listener(rule.protocol(), rule.match_port(), request, at)?;
    match rule {
        RouteRule::Http(http) | RouteRule::Http2(http) => {
            let matches = &http.matches;
            path(matches.path.as_ref(), request)?;
            method(matches.method, request)?;
            scheme(matches.scheme, request)?;
            headers(Attribute::Header, matches.headers.as_deref(), request)?;
            query_parameters(matches.query_parameters.as_deref(), request)
        }
        RouteRule::Grpc(grpc) => {
            let matches = &grpc.matches;
            grpc_method(matches.service_name.as_deref(), matches.method_name.as_deref(), request)?;
            headers(Attribute::Metadata, matches.metadata.as_deref(), request)
        }
        RouteRule::Tcp(_) => Ok(()),
    }
}

/// Holds a request that came in `at` a listener of the gateway against one of its routes.
pub fn gateway_route(route: &GatewayRouteSpec, request: &Request, at: Listening) -> Verdict {
    let rule = &route.rule;
    listener(rule.protocol(), rule.match_port(), request, at)?;
    match rule {
        GatewayRouteRule::Http(http) | GatewayRouteRule::Http2(http) => {
            let matches = &http.matches;
            host(matches.hostname.as_ref(), request)?;
            path(matches.path.as_ref(), request)?;
            if rewrite::climbs(http, &request.path)
                && let Some(matches) = &matches.path
            {
                let (wanted, is) = (Wanted::path(matches)?, request.path.clone());
                return Err(Mismatch::Path { wanted, is });
            }
            method(matches.method, request)?;
            headers(Attribute::Header, matches.headers.as_deref(), request)?;
            query_parameters(matches.query_parameters.as_deref(), request)
        }
        GatewayRouteRule::Grpc(grpc) => {
            let matches = &grpc.matches;
            host(matches.hostname.as_ref(), request)?;
            grpc_method(matches.service_name.as_deref(), None, request)?;
            headers(Attribute::Metadata, matches.metadata.as_deref(), request)
        }
    }
}

/// A route serves listeners of its protocol; without a port, all of them.
fn listener(route: Protocol, port: Option<Port>, request: &Request, at: Listening) -> Verdict {
    if let Some(wanted) = port
        && wanted != at.port
    {
        return Err(Mismatch::Port { wanted, is: at.port });
    }
    if route != at.protocol {
        return Err(Mismatch::Protocol { route, listener: at.protocol });
    }
    if !at.takes(request.call) {
        return Err(Mismatch::Call { listener: at.protocol, call: request.call });
    }
    Ok(())
}

fn host(matches: Option<&HostnameMatch>, request: &Request) -> Verdict {
    let Some(matches) = matches else { return Ok(()) };
    let wanted = Wanted::host(matches)?;
    let is = request.host.to_ascii_lowercase();
    if wanted.accepts(&is)? { Ok(()) } else { Err(Mismatch::Host { wanted, is }) }
}

fn path(matches: Option<&PathMatch>, request: &Request) -> Verdict {
    let Some(matches) = matches else { return Ok(()) };
    let wanted = Wanted::path(matches)?;
    if wanted.accepts(&request.path)? {
        return Ok(());
    }
    Err(Mismatch::Path { wanted, is: request.path.clone() })
}

fn method(wanted: Option<HttpMethod>, request: &Request) -> Verdict {
    match wanted {
        Some(wanted) if wanted.as_str() != request.method => {
            Err(Mismatch::Method { wanted, is: request.method.clone() })
        }
        _ => Ok(()),
    }
}

fn scheme(wanted: Option<HttpScheme>, request: &Request) -> Verdict {
    match wanted {
        Some(wanted) if wanted != request.scheme => {
            Err(Mismatch::Scheme { wanted, is: request.scheme })
        }
        _ => Ok(()),
    }
}

fn headers(kind: Attribute, matches: Option<&[HeaderMatch]>, request: &Request) -> Verdict {
    for one in matches.into_iter().flatten() {
        let wanted = Wanted::header(one.value.as_ref())?;
        let inverted = one.invert == Some(true);
        let is = request.header(&one.name);
        let matches = match &is {
            Some(is) => wanted.accepts(is)? != inverted,
            // Envoy inverts what a value is found to be; without a value there is nothing to
            // invert, unless it is presence that is asked for.
            None => inverted && wanted == Wanted::Present,
        };
        if !matches {
            let name = one.name.to_string();
            let mismatch = AttributeMismatch { kind, name, wanted, inverted, is };
            return Err(Mismatch::Attribute(Box::new(mismatch)));
        }
    }
    Ok(())
}

fn query_parameters(matches: Option<&[QueryParameterMatch]>, request: &Request) -> Verdict {
    for one in matches.into_iter().flatten() {
        let exact = one.value.as_ref().and_then(|value| value.exact.as_ref());
        let wanted = exact.map_or(Wanted::Present, |exact| Wanted::Exact(exact.to_string()));
        let is = request.query_parameter(&one.name).map(str::to_owned);
        let matches = match &is {
            Some(is) => wanted.accepts(is)?,
            None => false,
        };
        if !matches {
            return Err(Mismatch::Attribute(Box::new(AttributeMismatch {
                kind: Attribute::QueryParameter,
                name: one.name.to_string(),
                wanted,
                inverted: false,
                is,
            })));
        }
    }
    Ok(())
}

fn grpc_method(service: Option<&str>, method: Option<&str>, request: &Request) -> Verdict {
    let (called, name) = request.grpc_method();
    if let Some(wanted) = service
        && wanted != called
    {
        return Err(Mismatch::GrpcService { wanted: wanted.to_owned(), is: called.to_owned() });
    }
    if let Some(wanted) = method
        && wanted != name
    {
        return Err(Mismatch::GrpcMethod { wanted: wanted.to_owned(), is: name.to_owned() });
    }
    Ok(())
}
