//! L026: a health check names another port than its listener.

use crate::diagnostic::{Code, Severity};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::proxies;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L026"),
    severity: Severity::Warning,
    title: "A health check is for another port than its listener",
    forbidden: false,
    page: include_str!("health_check_port.md"),
};

/// Compares the ports of health checks with those of their listeners.
#[derive(Debug)]
pub struct HealthCheckPort;

impl Rule for HealthCheckPort {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for check in proxies::health_checks(subject) {
            let Some(port) = check.port.filter(|port| *port != check.listens) else { continue };
            let path = check.listener().member("healthCheck").member("port");
            let message = format!(
                "the health check is for port {port}, and the listener for {}",
                check.listens
            );
            let mapping = check.listener().member("portMapping").member("port");
            let finding = META.finding(check.id, path, message);
            let finding = finding.related(check.id, mapping, "the listener");
            findings.push(finding.help("leave out `port`, or make it the listener's"));
        }
    }
}
