//! L050: a target with several listeners, and the route does not say which of them.

use crate::diagnostic::{Code, Severity};
use crate::model::FieldPath;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::listeners;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L050"),
    severity: Severity::Error,
    title: "A route does not say which of a target's listeners it means",
    forbidden: false,
    page: include_str!("target_port_missing.md"),
};

/// Looks for targets without a port that have several listeners.
#[derive(Debug)]
pub struct TargetPortMissing;

impl Rule for TargetPortMissing {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for named in listeners::named_ports(subject) {
            let known = listeners::of(named.on);
            let is_clear = named.port.is_some() || known.len() < 2;
            let is_whole = subject.is_whole(named.route) && subject.is_whole(&named.on.id);
            if is_clear || listeners::is_parent(&named) || !is_whole {
                continue;
            }
            let (kind, name) = (named.on.kind(), named.on.id.name());
            let message =
                format!("`port` is missing: {kind} `{name}` has {} listeners", known.len());
            let path = FieldPath::spec().member("listeners");
            let finding = META.finding(named.route, named.path, message).label("which port?");
            findings.push(
                finding
                    .related(&named.on.id, path, format!("ports {}", listeners::ports(&known)))
                    .help("set `port` to one of the ports"),
            );
        }
    }
}
