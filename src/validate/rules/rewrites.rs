//! The texts that gateway routes put in place of a path.

use crate::model::gateway_route::{GatewayRouteRule, PathRewrite, PrefixRewriteValue};
use crate::model::{Choice as _, FieldPath, Kind, Resource, Spec};
use crate::validate::rules::matches::Place;
use crate::validate::subject::Subject;

/// All of them, with where they stand.
pub fn all<'a>(subject: &'a Subject<'_>) -> Vec<Place<'a>> {
    subject.of(&[Kind::GatewayRoute]).filter_map(of).collect()
}

fn of(resource: &Resource) -> Option<Place<'_>> {
    let Spec::GatewayRoute(route) = &resource.spec else { return None };
    let (GatewayRouteRule::Http(http) | GatewayRouteRule::Http2(http)) = &route.rule else {
        return None;
    };
    let at = FieldPath::spec().member(route.rule.member()).member("action").member("rewrite");
    let (path, text): (_, &str) = match http.action.rewrite.as_ref()?.path.as_ref()? {
        PathRewrite::Path(path) => (at.member("path").member("exact"), path.exact.as_ref()?),
        PathRewrite::Prefix(prefix) => match prefix.value.as_ref()? {
            PrefixRewriteValue::Value(value) => (at.member("prefix").member("value"), value),
            PrefixRewriteValue::Default(_) => return None,
        },
    };
    Some(Place { id: &resource.id, path, text })
}
