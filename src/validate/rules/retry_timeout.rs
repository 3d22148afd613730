//! L009: the timeout of a single try leaves no room for another, or does not end one.

use crate::diagnostic::{Code, Severity};
use crate::model::route::RouteRule;
use crate::model::{Choice as _, FieldPath};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::duration;
use crate::validate::subject::Subject;

/// How long a request may take where nothing is said.
const DEFAULT_MS: i64 = 15_000;

const META: Meta = Meta {
    code: Code("L009"),
    severity: Severity::Warning,
    title: "A retry has no time, or no end",
    forbidden: false,
    page: include_str!("retry_timeout.md"),
};

/// Compares the timeouts of tries with those of whole requests.
#[derive(Debug)]
pub struct RetryTimeout;

impl Rule for RetryTimeout {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for (id, route) in subject.routes() {
            let (retries, timeout) = match &route.rule {
                RouteRule::Http(route) | RouteRule::Http2(route) => {
                    let policy = route.retry_policy.as_ref();
                    let policy = policy.map(|one| (one.max_retries, &one.per_retry_timeout));
                    (policy, route.timeout.as_ref())
                }
                RouteRule::Grpc(route) => {
                    let policy = route.retry_policy.as_ref();
                    let policy = policy.map(|one| (one.max_retries, &one.per_retry_timeout));
                    (policy, route.timeout.as_ref())
                }
                RouteRule::Tcp(_) => continue,
            };
            let Some((_, of_try)) = retries.filter(|(retries, _)| retries.get() > 0) else {
                continue;
            };
            let whole = timeout.and_then(|timeout| timeout.per_request.as_ref());
            let rule = FieldPath::spec().member(route.rule.member());
            let at = rule.clone().member("retryPolicy").member("perRetryTimeout");
            let (of_try_ms, whole_ms) =
                (duration::ms(of_try), whole.map_or(DEFAULT_MS, duration::ms));
            if of_try_ms == 0 {
                let message = "0 gives a single try no limit, so a slow one is never tried again";
                let finding = META.finding(id, at, message);
                findings.push(finding.help("give a try less time than the whole request"));
            } else if whole_ms > 0 && of_try_ms >= whole_ms {
                let message = format!(
                    "a single try may take {of_try_ms} ms, and the whole request {whole_ms} ms"
                );
                let finding = META.finding(id, at, message);
                let finding = match whole {
                    Some(_) => {
                        let path = rule.member("timeout").member("perRequest");
                        finding.related(id, path, "the whole request")
                    }
                    None => finding.note("a request without a timeout of its own has 15 s"),
                };
                findings.push(finding.help("give a try less time than the whole request"));
            }
        }
    }
}
