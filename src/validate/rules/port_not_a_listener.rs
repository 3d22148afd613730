//! L001: a route names a port that nobody listens on.

use crate::diagnostic::{Code, Severity};
use crate::model::FieldPath;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::listeners;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L001"),
    severity: Severity::Error,
    title: "A route names a port that is not a listener",
    forbidden: false,
    page: include_str!("port_not_a_listener.md"),
};

/// Looks up the ports that routes and gateway routes match, and those that they lead to.
#[derive(Debug)]
pub struct PortNotAListener;

impl Rule for PortNotAListener {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for named in listeners::named_ports(subject) {
            let known = listeners::of(named.on);
            let Some(port) = named.port else { continue };
            if listeners::pick(&known, Some(port)).is_some() {
                continue;
            }
            let (kind, name) = (named.on.kind(), named.on.id.name());
            let message = format!("{kind} `{name}` does not listen on port {port}");
            let listens = match known.as_slice() {
                [] => "has no listener".to_owned(),
                known => format!("listens on {}", listeners::ports(known)),
            };
            let path = FieldPath::spec().member("listeners");
            findings.push(
                META.finding(named.route, named.path, message).label("not a listener").related(
                    &named.on.id,
                    path,
                    listens,
                ),
            );
        }
    }
}
