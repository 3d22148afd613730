//! L015: a route gives requests more time than the listener of its target does.

use crate::diagnostic::{Code, Severity};
use crate::model::listener::{Duration, ListenerTimeout, Protocol};
use crate::model::route::RouteRule;
use crate::model::virtual_node::Listener;
use crate::model::{Choice as _, FieldPath, Resource, ResourceId, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::{duration, listeners, proxies};
use crate::validate::subject::Subject;

/// How long a request may take where its listener does not say.
const PER_REQUEST_MS: i64 = 15_000;

const META: Meta = Meta {
    code: Code("L015"),
    severity: Severity::Warning,
    title: "A target cuts off what its route allows",
    forbidden: false,
    page: include_str!("cut_off_by_target.md"),
};

/// Compares the timeouts that routes set with those of the listeners they lead to.
#[derive(Debug)]
pub struct CutOffByTarget;

impl Rule for CutOffByTarget {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for (id, route) in subject.routes() {
            for limit in limits(&route.rule) {
                findings.extend(finding(subject, id, &route.rule, &limit));
            }
        }
    }
}

/// A time that a route sets.
struct Limit<'a> {
    member: &'static str,
    duration: &'a Duration,
    /// What a listener has that says nothing. How long it lets a connection be idle then is not
    /// documented.
    default_ms: Option<i64>,
}

fn limits(rule: &RouteRule) -> Vec<Limit<'_>> {
    let (request, idle) = match rule {
        RouteRule::Http(route) | RouteRule::Http2(route) => {
            let timeout = route.timeout.as_ref();
            (
                timeout.and_then(|one| one.per_request.as_ref()),
                timeout.and_then(|one| one.idle.as_ref()),
            )
        }
        RouteRule::Grpc(route) => {
            let timeout = route.timeout.as_ref();
            (
                timeout.and_then(|one| one.per_request.as_ref()),
                timeout.and_then(|one| one.idle.as_ref()),
            )
        }
        RouteRule::Tcp(route) => (None, route.timeout.as_ref().and_then(|one| one.idle.as_ref())),
    };
    let limit = |member, duration, default_ms| Limit { member, duration, default_ms };
    let request = request.map(|one| limit("perRequest", one, Some(PER_REQUEST_MS)));
    request.into_iter().chain(idle.map(|one| limit("idle", one, None))).collect()
}

/// Tells it of the first target that cuts it off.
fn finding(
    subject: &Subject<'_>,
    id: &ResourceId,
    rule: &RouteRule,
    limit: &Limit<'_>,
) -> Option<Finding> {
    let wanted = positive(duration::ms(limit.duration));
    let mut targets = rule.weighted_targets().iter();
    targets.find_map(|target| {
        let node = subject.get(&id.virtual_node(&target.virtual_node))?;
        if !subject.is_whole(&node.id) {
            return None;
        }
        let cut = cut(node, target.port, rule.protocol(), limit)?;
        if wanted.is_some_and(|wanted| wanted <= cut.ms) {
            return None;
        }
        let at = FieldPath::spec().member(rule.member()).member("timeout").member(limit.member);
        let time = seconds(cut.ms);
        let name = node.id.name();
        let message = match limit.member {
            "idle" => format!("virtual node `{name}` ends what is idle for {time} all the same"),
            _ => format!("virtual node `{name}` ends requests after {time} all the same"),
        };
        let finding = META.finding(id, at, message).related(&node.id, cut.path, cut.text);
        Some(finding.help("give the listener of the target as much time as the route"))
    })
}

/// The time that a listener gives.
struct Cut {
    ms: i64,
    path: FieldPath,
    text: String,
}

fn cut(
    node: &Resource,
    port: Option<crate::model::scalar::Port>,
    protocol: Protocol,
    limit: &Limit<'_>,
) -> Option<Cut> {
    let Spec::VirtualNode(spec) = &node.spec else { return None };
    let picked = listeners::pick(&listeners::of(node), port)?;
    let mut known = spec.listeners.iter().enumerate();
    let (index, listener) = known.find(|(_, one)| one.port_mapping.port == picked.port)?;
    if picked.protocol != protocol {
        return None;
    }
    let at = proxies::listener_path(index);
    if let Some(own) = own(listener, limit.member) {
        let ms = positive(duration::ms(own))?;
        let path = at.member("timeout").member(protocol.as_str()).member(limit.member);
        return Some(Cut { ms, path, text: "less than the route".to_owned() });
    }
    let ms = limit.default_ms?;
    let text = format!("sets no `timeout`: {} apply", seconds(ms));
    Some(Cut { ms, path: at.member("portMapping"), text })
}

/// What a listener says itself. What it says for another protocol than its own has no effect.
fn own<'a>(listener: &'a Listener, member: &str) -> Option<&'a Duration> {
    let timeout = match (listener.port_mapping.protocol, listener.timeout.as_ref()?) {
        (Protocol::Http, ListenerTimeout::Http(timeout))
        | (Protocol::Http2, ListenerTimeout::Http2(timeout))
        | (Protocol::Grpc, ListenerTimeout::Grpc(timeout)) => timeout,
        (Protocol::Tcp, ListenerTimeout::Tcp(timeout)) => return timeout.idle.as_ref(),
        _ => return None,
    };
    if member == "idle" { timeout.idle.as_ref() } else { timeout.per_request.as_ref() }
}

/// Zero is no limit.
fn positive(ms: i64) -> Option<i64> {
    Some(ms).filter(|ms| *ms > 0)
}

fn seconds(ms: i64) -> String {
    if ms % 1000 == 0 { format!("{} s", ms / 1000) } else { format!("{ms} ms") }
}
