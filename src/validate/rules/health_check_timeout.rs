//! L010: a health check may take as long as, or longer than, the time between two of them.

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, Resource, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::{PROXIES, Subject};

const META: Meta = Meta {
    code: Code("L010"),
    severity: Severity::Warning,
    title: "A health check times out later than the next one begins",
    forbidden: false,
    page: include_str!("health_check_timeout.md"),
};

/// Compares the timeouts of health checks with their intervals.
#[derive(Debug)]
pub struct HealthCheckTimeout;

impl Rule for HealthCheckTimeout {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for resource in subject.of(PROXIES) {
            for Times { index, interval, timeout } in times(resource) {
                if timeout < interval {
                    continue;
                }
                let check = FieldPath::spec().member("listeners").item(index).member("healthCheck");
                let message = format!(
                    "the health check may take {timeout} ms, but the next begins after {interval} ms"
                );
                findings.push(
                    META.finding(&resource.id, check.clone().member("timeoutMillis"), message)
                        .related(&resource.id, check.member("intervalMillis"), "the interval")
                        .help("make the timeout shorter than the interval"),
                );
            }
        }
    }
}

/// The times of the health check of one listener, in milliseconds.
struct Times {
    index: usize,
    interval: i64,
    timeout: i64,
}

fn times(resource: &Resource) -> Vec<Times> {
    let mut all = Vec::new();
    match &resource.spec {
        Spec::VirtualNode(node) => {
            for (index, listener) in node.listeners.iter().enumerate() {
                let Some(check) = &listener.health_check else { continue };
                let (interval, timeout) = (check.interval_millis.get(), check.timeout_millis.get());
                all.push(Times { index, interval, timeout });
            }
        }
        Spec::VirtualGateway(gateway) => {
            for (index, listener) in gateway.listeners.iter().enumerate() {
                let Some(check) = &listener.health_check else { continue };
                let (interval, timeout) = (check.interval_millis.get(), check.timeout_millis.get());
                all.push(Times { index, interval, timeout });
            }
        }
        _ => {}
    }
    all
}
