//! The lengths of time in routes and nodes.

use crate::model::listener::{Duration, DurationUnit, ListenerTimeout};
use crate::model::route::RouteRule;
use crate::model::virtual_node::Listener;
use crate::model::{Choice as _, FieldPath, Kind, Resource, ResourceId, Spec};
use crate::validate::rules::proxies;
use crate::validate::subject::Subject;

/// A length of time, and where it stands.
#[derive(Debug)]
pub struct Lasting<'a> {
    pub id: &'a ResourceId,
    pub path: FieldPath,
    /// Whether 0 stands for nothing sensible; elsewhere it is no limit.
    pub must_last: bool,
}

/// In milliseconds, as far as these can be counted.
pub fn ms(duration: &Duration) -> i64 {
    match duration.unit {
        DurationUnit::Seconds => duration.value.get().saturating_mul(1000),
        DurationUnit::Milliseconds => duration.value.get(),
    }
}

/// All lengths of time that are `odd`.
pub fn all<'a>(subject: &'a Subject<'_>, odd: Odd) -> Vec<Lasting<'a>> {
    let mut all = Vec::new();
    for resource in subject.of(&[Kind::Route, Kind::VirtualNode]) {
        let found = of(resource, odd).into_iter();
        for (path, _, must_last) in found.filter(|(_, duration, _)| odd(duration)) {
            all.push(Lasting { id: &resource.id, path, must_last });
        }
    }
    all
}

/// What makes a length of time worth a look.
type Odd = fn(&Duration) -> bool;

type Found<'a> = (FieldPath, &'a Duration, bool);

fn of(resource: &Resource, odd: Odd) -> Vec<Found<'_>> {
    match &resource.spec {
        Spec::Route(route) => {
            let (retry, request, idle) = match &route.rule {
                RouteRule::Http(http) | RouteRule::Http2(http) => {
                    let timeout = http.timeout.as_ref();
                    (
                        http.retry_policy.as_ref().map(|policy| &policy.per_retry_timeout),
                        timeout.and_then(|timeout| timeout.per_request.as_ref()),
                        timeout.and_then(|timeout| timeout.idle.as_ref()),
                    )
                }
                RouteRule::Grpc(grpc) => {
                    let timeout = grpc.timeout.as_ref();
                    (
                        grpc.retry_policy.as_ref().map(|policy| &policy.per_retry_timeout),
                        timeout.and_then(|timeout| timeout.per_request.as_ref()),
                        timeout.and_then(|timeout| timeout.idle.as_ref()),
                    )
                }
                RouteRule::Tcp(tcp) => {
                    (None, None, tcp.timeout.as_ref().and_then(|timeout| timeout.idle.as_ref()))
                }
            };
            if !retry.into_iter().chain(request).chain(idle).any(odd) {
                return Vec::new();
            }
            let at = FieldPath::spec().member(route.rule.member());
            let of_try = at.clone().member("retryPolicy").member("perRetryTimeout");
            let timeout = at.member("timeout");
            let retry = retry.map(|one| (of_try, one, false));
            let request = request.map(|one| (timeout.clone().member("perRequest"), one, false));
            let idle = idle.map(|one| (timeout.member("idle"), one, false));
            retry.into_iter().chain(request).chain(idle).collect()
        }
        Spec::VirtualNode(node) => {
            let listeners = node.listeners.iter().enumerate();
            listeners.flat_map(|(index, listener)| of_listener(index, listener, odd)).collect()
        }
        _ => Vec::new(),
    }
}

/// Nothing where none is odd: there are many listeners, and making paths takes long.
fn of_listener(index: usize, listener: &Listener, odd: Odd) -> Vec<Found<'_>> {
    let (member, request, idle) = match &listener.timeout {
        Some(ListenerTimeout::Http(http)) => {
            ("http", http.per_request.as_ref(), http.idle.as_ref())
        }
        Some(ListenerTimeout::Http2(http)) => {
            ("http2", http.per_request.as_ref(), http.idle.as_ref())
        }
        Some(ListenerTimeout::Grpc(grpc)) => {
            ("grpc", grpc.per_request.as_ref(), grpc.idle.as_ref())
        }
        Some(ListenerTimeout::Tcp(tcp)) => ("tcp", None, tcp.idle.as_ref()),
        Some(ListenerTimeout::Other(_)) | None => ("", None, None),
    };
    let detection = listener.outlier_detection.as_ref();
    let detected = detection.map(|one| [&one.interval, &one.base_ejection_duration]);
    let mut every = request.into_iter().chain(idle).chain(detected.into_iter().flatten());
    if !every.any(odd) {
        return Vec::new();
    }
    let at = proxies::listener_path(index);
    let timeout = at.clone().member("timeout").member(member);
    let mut all = Vec::new();
    all.extend(request.map(|one| (timeout.clone().member("perRequest"), one, false)));
    all.extend(idle.map(|one| (timeout.clone().member("idle"), one, false)));
    if let Some(detection) = detection {
        let at = at.member("outlierDetection");
        all.push((at.clone().member("interval"), &detection.interval, true));
        let base = &detection.base_ejection_duration;
        all.push((at.member("baseEjectionDuration"), base, true));
    }
    all
}
