//! L011: a router or gateway has several listeners, and a route does not say for which it is.

use crate::diagnostic::{Code, Severity};
use crate::model::FieldPath;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::listeners;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L011"),
    severity: Severity::Error,
    title: "A route does not say for which of several listeners it is",
    forbidden: false,
    page: include_str!("match_port_missing.md"),
};

/// Looks for routes without a port under routers and gateways with several listeners.
#[derive(Debug)]
pub struct MatchPortMissing;

impl Rule for MatchPortMissing {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for named in listeners::named_ports(subject).into_iter().filter(listeners::is_parent) {
            let known = listeners::of(named.on);
            if named.port.is_some() || known.len() < 2 {
                continue;
            }
            let (kind, name) = (named.on.kind(), named.on.id.name());
            let count = known.len();
            let message = format!("`match.port` is missing: {kind} `{name}` has {count} listeners");
            let path = FieldPath::spec().member("listeners");
            findings.push(
                META.finding(named.route, named.path, message)
                    .label("for which port?")
                    .related(&named.on.id, path, format!("ports {}", listeners::ports(&known)))
                    .help("set `match.port` to one of the ports"),
            );
        }
    }
}
