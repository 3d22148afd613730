//! L002: a route of one protocol on, or to, a listener of another.

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, Kind};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::listeners;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L002"),
    severity: Severity::Error,
    title: "A route has another protocol than its listener",
    page: include_str!("protocol_mismatch.md"),
};

/// Compares routes with the listeners that they serve and those that they lead to.
#[derive(Debug)]
pub struct ProtocolMismatch;

impl Rule for ProtocolMismatch {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for named in listeners::named_ports(subject) {
            // A gateway may take one protocol and speak another to the service behind it.
            let is_target = !listeners::is_parent(&named);
            if is_target && named.route.kind() == Kind::GatewayRoute {
                continue;
            }
            let known = listeners::of(named.on);
            let Some(listener) = listeners::pick(&known, named.port) else { continue };
            if listener.protocol == named.protocol {
                continue;
            }
            let (kind, name) = (named.on.kind(), named.on.id.name());
            let (has, wants) = (listener.protocol, named.protocol);
            let message = format!(
                "a `{}` needs a listener for {wants}, but port {} of {kind} `{name}` is for {has}",
                named.rule, listener.port
            );
            let path = FieldPath::spec().member(named.rule);
            findings.push(
                META.finding(named.route, path, message).label(format!("for {wants}")).related(
                    &named.on.id,
                    listener.protocol_path(),
                    format!("for {has}"),
                ),
            );
        }
    }
}
