//! L029: a number that is larger than a proxy can hold.

use crate::diagnostic::{Code, Severity};
use crate::model::listener::{Duration, DurationUnit};
use crate::model::route::RouteRule;
use crate::model::{Choice as _, FieldPath, Kind, ResourceId, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::duration;
use crate::validate::rules::proxies;
use crate::validate::subject::Subject;

/// 100 years. Envoy 1.40 itself takes 292, and refuses what is longer.
const SECONDS_MAX: i64 = 100 * 365 * 24 * 3600;
/// The largest count that it has room for.
const COUNT_MAX: i64 = u32::MAX as i64;

const META: Meta = Meta {
    code: Code("L029"),
    severity: Severity::Warning,
    title: "A number is larger than a proxy can hold",
    forbidden: false,
    page: include_str!("too_large_for_proxy.md"),
};

/// Holds counts and lengths of time against what Envoy has room for.
#[derive(Debug)]
pub struct TooLargeForProxy;

impl Rule for TooLargeForProxy {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for place in duration::all(subject, is_too_long) {
            let message = "a proxy is told to wait 100 years at most";
            findings.push(META.finding(place.id, place.path, message));
        }
        for (id, path, count) in counts(subject) {
            if count > COUNT_MAX {
                let message = format!("a proxy counts to {COUNT_MAX}");
                findings.push(META.finding(id, path, message));
            }
        }
    }
}

fn is_too_long(duration: &Duration) -> bool {
    let most = match duration.unit {
        DurationUnit::Seconds => SECONDS_MAX,
        DurationUnit::Milliseconds => SECONDS_MAX * 1000,
    };
    duration.value.get() > most
}

/// The counts that the API does not bound, with where they stand.
fn counts<'a>(subject: &'a Subject<'_>) -> Vec<(&'a ResourceId, FieldPath, i64)> {
    let mut all = Vec::new();
    for resource in subject.of(&[Kind::Route, Kind::VirtualNode]) {
        match &resource.spec {
            Spec::Route(route) => {
                let retries = match &route.rule {
                    RouteRule::Http(http) | RouteRule::Http2(http) => {
                        http.retry_policy.as_ref().map(|policy| policy.max_retries)
                    }
                    RouteRule::Grpc(grpc) => {
                        grpc.retry_policy.as_ref().map(|policy| policy.max_retries)
                    }
                    RouteRule::Tcp(_) => None,
                };
                let at = FieldPath::spec().member(route.rule.member()).member("retryPolicy");
                let path = at.member("maxRetries");
                all.extend(retries.map(|count| (&resource.id, path, count.get())));
            }
            Spec::VirtualNode(node) => {
                for (index, listener) in node.listeners.iter().enumerate() {
                    let Some(detection) = &listener.outlier_detection else { continue };
                    let count = detection.max_server_errors.get();
                    if count <= COUNT_MAX {
                        continue;
                    }
                    let at = proxies::listener_path(index).member("outlierDetection");
                    all.push((&resource.id, at.member("maxServerErrors"), count));
                }
            }
            _ => {}
        }
    }
    all
}
