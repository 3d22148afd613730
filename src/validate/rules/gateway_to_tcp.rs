//! L040: a gateway route leads to a service that speaks TCP.

use crate::diagnostic::{Code, Severity};
use crate::model::listener::Protocol;
use crate::model::{FieldPath, Kind};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::listeners;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L040"),
    severity: Severity::Error,
    title: "A gateway route leads to a service that speaks TCP",
    forbidden: false,
    page: include_str!("gateway_to_tcp.md"),
};

/// Compares gateway routes with the listeners that they lead to.
#[derive(Debug)]
pub struct GatewayToTcp;

impl Rule for GatewayToTcp {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for named in listeners::named_ports(subject) {
            if named.route.kind() != Kind::GatewayRoute || listeners::is_parent(&named) {
                continue;
            }
            let known = listeners::of(named.on);
            let Some(listener) = listeners::pick(&known, named.port) else { continue };
            if listener.protocol != Protocol::Tcp {
                continue;
            }
            let (kind, name) = (named.on.kind(), named.on.id.name());
            let message = format!(
                "a gateway forwards requests, but port {} of {kind} `{name}` is for tcp",
                listener.port
            );
            let path = FieldPath::spec().member(named.rule).member("action").member("target");
            let finding = META.finding(named.route, path, message);
            findings.push(finding.related(&named.on.id, listener.protocol_path(), "for tcp"));
        }
    }
}
