//! L027: outlier detection that never leaves an instance out.

use crate::diagnostic::{Code, Severity};
use crate::model::virtual_node::{DnsResponseType, ServiceDiscovery};
use crate::model::{FieldPath, Kind, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::proxies;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L027"),
    severity: Severity::Warning,
    title: "Outlier detection never leaves an instance out",
    forbidden: false,
    page: include_str!("outlier_detection_idle.md"),
};

/// Looks for outlier detection on a single address, or without leave to act.
#[derive(Debug)]
pub struct OutlierDetectionIdle;

impl Rule for OutlierDetectionIdle {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for resource in subject.of(&[Kind::VirtualNode]) {
            let Spec::VirtualNode(node) = &resource.spec else { continue };
            for (index, listener) in node.listeners.iter().enumerate() {
                let Some(detection) = &listener.outlier_detection else { continue };
                let at = || proxies::listener_path(index).member("outlierDetection");
                if detection.max_ejection_percent.get() == 0 {
                    let message = "at most 0 % of the instances may be left out, so none ever is";
                    let path = at().member("maxEjectionPercent");
                    findings.push(META.finding(&resource.id, path, message));
                }
                let Some(ServiceDiscovery::Dns(dns)) = &node.service_discovery else { continue };
                if dns.response_type == Some(DnsResponseType::Endpoints) {
                    continue;
                }
                let message = "a node behind a load balancer has one address, which stays";
                let path = FieldPath::spec().member("serviceDiscovery").member("dns");
                findings.push(
                    META.finding(&resource.id, at(), message)
                        .label("has no effect")
                        .related(&resource.id, path, "a load balancer, unless `responseType` says otherwise")
                        .help("set `responseType` to `ENDPOINTS` if the name has the addresses of all instances"),
                );
            }
        }
    }
}
