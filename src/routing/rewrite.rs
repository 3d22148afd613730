//! How a gateway route changes a request before the virtual service gets it.

use crate::model::gateway_route::{
    DefaultRewrite, GatewayRouteRule, GatewayRouteSpec, HttpGatewayRoute, PathRewrite,
    PrefixRewriteValue,
};
use crate::model::matching::PathMatch;
use crate::routing::request::{Request, normalized};

/// What a gateway route does to a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathChange<'a> {
    None,
    /// The prefix that matched is replaced.
    Prefix {
        matched: &'a str,
        replacement: &'a str,
    },
    /// All of it is replaced.
    Whole(&'a str),
}

/// The request as the virtual service gets it. The query stays.
pub fn rewritten(request: &Request, route: &GatewayRouteSpec) -> Request {
    let mut request = request.clone();
    if let GatewayRouteRule::Http(http) | GatewayRouteRule::Http2(http) = &route.rule {
        let path = match path_change(http) {
            PathChange::None => request.path,
            PathChange::Whole(path) => path.to_owned(),
            PathChange::Prefix { matched, replacement } => {
                with_prefix(&request.path, matched, replacement)
            }
        };
        // The gateway normalizes it once more. What is no path stays none.
        request.path = if path.starts_with('/') { normalized(&path) } else { path };
    }
    if replaces_host(route) {
        let service = &route.rule.target().virtual_service.virtual_service_name;
        service.as_str().clone_into(&mut request.host);
        request.port = None;
    }
    request
}

/// Whether the host becomes the name of the virtual service.
pub fn replaces_host(route: &GatewayRouteSpec) -> bool {
    let hostname = match &route.rule {
        GatewayRouteRule::Http(http) | GatewayRouteRule::Http2(http) => {
            http.action.rewrite.as_ref().and_then(|rewrite| rewrite.hostname.as_ref())
        }
        GatewayRouteRule::Grpc(grpc) => {
            grpc.action.rewrite.as_ref().and_then(|rewrite| rewrite.hostname.as_ref())
        }
    };
    let wanted = hostname.and_then(|rewrite| rewrite.default_target_hostname);
    wanted != Some(DefaultRewrite::Disabled)
}

/// What an HTTP gateway route does to the path of what it matches.
pub fn path_change(route: &HttpGatewayRoute) -> PathChange<'_> {
    let matched = match &route.matches.path {
        Some(PathMatch::Prefix(prefix)) => Some(prefix.as_ref()),
        // Nothing is asked of the path, so its beginning is the slash.
        None => Some("/"),
        Some(PathMatch::Path(_)) => None,
    };
    let rewrite = route.action.rewrite.as_ref().and_then(|rewrite| rewrite.path.as_ref());
    let replacement = match rewrite {
        Some(PathRewrite::Path(whole)) => {
            return whole.exact.as_deref().map_or(PathChange::None, PathChange::Whole);
        }
        Some(PathRewrite::Prefix(prefix)) => match &prefix.value {
            Some(PrefixRewriteValue::Default(DefaultRewrite::Disabled)) => None,
            Some(PrefixRewriteValue::Value(value)) => Some(value.as_ref()),
            Some(PrefixRewriteValue::Default(DefaultRewrite::Enabled)) | None => Some("/"),
        },
        None => Some("/"),
    };
    match (matched, replacement) {
        (Some(matched), Some(replacement)) => PathChange::Prefix { matched, replacement },
        _ => PathChange::None,
    }
}

/// Whether a path that begins with the prefix would climb out of what replaces it: `/public../x` would
/// become `/api/public/../x`, which is `/api/x`. Such a path does not match.
pub fn climbs(route: &HttpGatewayRoute, path: &str) -> bool {
    let PathChange::Prefix { matched, replacement } = path_change(route) else { return false };
    if !is_doubled(matched, replacement) {
        return false;
    }
    let rest = path.strip_prefix(matched).and_then(|rest| rest.strip_prefix('.'));
    let rest = rest.map(|rest| rest.strip_prefix('.').unwrap_or(rest));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ';']))
}

/// Whether a prefix is one with a slash and one without: `/x/1` and `/x1` both lose `/x`, and the
/// slash of the replacement stands before the rest.
pub fn is_doubled(matched: &str, replacement: &str) -> bool {
    replacement.ends_with('/') && !matched.ends_with('/')
}

/// App Mesh made two routes of the prefix `/x`: `/x/` first and then `/x`, both with the same
/// replacement. So `/x/1` becomes `/1`, not `//1`, and `/xyz` becomes `/yz`.
fn with_prefix(path: &str, matched: &str, replacement: &str) -> String {
    let Some(rest) = path.strip_prefix(matched) else { return path.to_owned() };
    let rest =
        if replacement.ends_with('/') { rest.strip_prefix('/').unwrap_or(rest) } else { rest };
    format!("{replacement}{rest}")
}
