//! The weighted targets of routes, and where they stand.

use crate::model::route::RouteSpec;
use crate::model::{Choice as _, FieldPath};

/// Where the list of a route's targets stands.
pub fn path(route: &RouteSpec) -> FieldPath {
    FieldPath::spec().member(route.rule.member()).member("action").member("weightedTargets")
}

/// The weights of a route, in its order.
pub fn weights(route: &RouteSpec) -> Vec<i64> {
    route.rule.weighted_targets().iter().map(|target| target.weight.get()).collect()
}

/// Weights as a sum: `75 + 25`.
pub fn sum_text(weights: &[i64]) -> String {
    weights.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + ")
}
