//! L038: a node or gateway listens on a port that its proxy uses for something else.

use crate::diagnostic::{Code, Severity};
use crate::model::Kind;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::listeners;
use crate::validate::subject::{PROXIES, Subject};

/// The ports that a proxy has in the usual set-up, and what for.
const USED: &[(i64, &str)] =
    &[(9901, "its administration"), (15_000, "inbound traffic"), (15_001, "outbound traffic")];

const META: Meta = Meta {
    code: Code("L038"),
    severity: Severity::Warning,
    title: "A listener has a port that the proxy itself uses",
    forbidden: false,
    page: include_str!("port_of_proxy.md"),
};

/// Compares ports with those that every proxy has.
#[derive(Debug)]
pub struct PortOfProxy;

impl Rule for PortOfProxy {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for resource in subject.of(PROXIES) {
            if !matches!(resource.kind(), Kind::VirtualNode | Kind::VirtualGateway) {
                continue;
            }
            for listener in listeners::of(resource) {
                let used = USED.iter().find(|(port, _)| *port == listener.port.get());
                let Some((port, what)) = used else { continue };
                let message = format!("a proxy uses port {port} itself, for {what}");
                findings.push(META.finding(&resource.id, listener.port_path(), message));
            }
        }
    }
}
