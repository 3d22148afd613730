//! L025: a health check that nobody does, or a part of one that does nothing.

use crate::diagnostic::{Code, Severity};
use crate::model::Kind;
use crate::model::listener::Protocol;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::proxies;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L025"),
    severity: Severity::Warning,
    title: "A health check is not done, or not as it is written",
    forbidden: false,
    page: include_str!("health_check_ignored.md"),
};

/// Looks for health checks of gateways and for paths that nobody asks for.
#[derive(Debug)]
pub struct HealthCheckIgnored;

impl Rule for HealthCheckIgnored {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for check in proxies::health_checks(subject) {
            let at = check.listener().member("healthCheck");
            if check.id.kind() == Kind::VirtualGateway {
                let message = "nobody in the mesh calls a gateway, so nobody checks its health";
                let finding = META.finding(check.id, at, message).severity(Severity::Info);
                findings.push(finding.note("what sends requests to the gateway has its own check"));
                continue;
            }
            if check.path.is_some() && matches!(check.protocol, "grpc" | "tcp") {
                let message = format!("a health check over {} asks for no path", check.protocol);
                let finding = META.finding(check.id, at.clone().member("path"), message);
                let finding = finding.label("has no effect");
                let protocol = at.clone().member("protocol");
                findings.push(finding.related(check.id, protocol, "the protocol"));
            }
            if check.protocol == "grpc" && matches!(check.speaks, Protocol::Http | Protocol::Tcp) {
                let message = format!(
                    "a health check over grpc needs HTTP/2, and the listener is for {}",
                    check.speaks
                );
                let finding = META.finding(check.id, at.member("protocol"), message);
                let mapping = check.listener().member("portMapping").member("protocol");
                let finding = finding.related(check.id, mapping, "the listener");
                findings.push(finding.note("a proxy opens a connection, and asks nothing"));
            }
        }
    }
}
