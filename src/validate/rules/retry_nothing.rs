//! L030: a retry policy that names no event, or one that nobody knows.

use crate::diagnostic::{Code, Severity};
use crate::model::route::RouteRule;
use crate::model::scalar::{Length, Text};
use crate::model::{Choice as _, FieldPath};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::Subject;

/// The events that App Mesh knew, though its service model leaves the list open.
const HTTP: &[&str] = &["server-error", "gateway-error", "client-error", "stream-error"];

const META: Meta = Meta {
    code: Code("L030"),
    severity: Severity::Warning,
    title: "A retry policy names nothing that is tried again",
    forbidden: false,
    page: include_str!("retry_nothing.md"),
};

/// Looks at the events of retry policies.
#[derive(Debug)]
pub struct RetryNothing;

impl Rule for RetryNothing {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for (id, route) in subject.routes() {
            let policy = match &route.rule {
                RouteRule::Http(route) | RouteRule::Http2(route) => {
                    route.retry_policy.as_ref().map(|policy| Events {
                        http: policy.http_retry_events.as_deref(),
                        has_others: policy.tcp_retry_events.is_some(),
                    })
                }
                RouteRule::Grpc(route) => route.retry_policy.as_ref().map(|policy| Events {
                    http: policy.http_retry_events.as_deref(),
                    has_others: policy.tcp_retry_events.is_some()
                        || policy.grpc_retry_events.is_some(),
                }),
                RouteRule::Tcp(_) => None,
            };
            let Some(Events { http, has_others }) = policy else { continue };
            let at = FieldPath::spec().member(route.rule.member()).member("retryPolicy");
            if http.is_none() && !has_others {
                let finding = META.finding(id, at, "no event is named, so nothing is tried again");
                findings.push(finding.help("add `httpRetryEvents` or `tcpRetryEvents`"));
                continue;
            }
            for (index, event) in http.unwrap_or_default().iter().enumerate() {
                if !HTTP.contains(&event.as_str()) {
                    let path = at.clone().member("httpRetryEvents").item(index);
                    let message = format!("nobody knows the event `{event}`");
                    let finding = META.finding(id, path, message).label("has no effect");
                    findings.push(finding.help(format!("known are {}", HTTP.join(", "))));
                }
            }
        }
    }
}

/// What a policy tries again.
struct Events<'a> {
    http: Option<&'a [Text<Length<1, 25>>]>,
    has_others: bool,
}
