//! L043: a virtual node is found by a name that DNS cannot have.

use std::net::IpAddr;

use crate::diagnostic::{Code, Severity};
use crate::model::virtual_node::ServiceDiscovery;
use crate::model::{FieldPath, Kind, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L043"),
    severity: Severity::Error,
    title: "A name that DNS cannot have",
    forbidden: false,
    page: include_str!("hostname_unresolvable.md"),
};

/// Holds the names of nodes against what DNS allows.
#[derive(Debug)]
pub struct HostnameUnresolvable;

impl Rule for HostnameUnresolvable {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for resource in subject.of(&[Kind::VirtualNode]) {
            let Spec::VirtualNode(node) = &resource.spec else { continue };
            let Some(ServiceDiscovery::Dns(dns)) = &node.service_discovery else { continue };
            let Some(reason) = wrong(&dns.hostname) else { continue };
            let path = FieldPath::spec().member("serviceDiscovery").member("dns");
            let message = format!("nobody can resolve `{}`: {reason}", dns.hostname.escape_debug());
            findings.push(META.finding(&resource.id, path.member("hostname"), message));
        }
    }
}

/// What is wrong with a name. An empty one is another rule's, and an address is as good as a name.
fn wrong(name: &str) -> Option<String> {
    if name.is_empty() || name.parse::<IpAddr>().is_ok() {
        return None;
    }
    let is_known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if let Some(character) = name.chars().find(|c| !is_known(*c)) {
        return Some(format!("it holds `{}`", character.escape_debug()));
    }
    let labels = name.strip_suffix('.').unwrap_or(name);
    if labels.len() > 253 {
        return Some("it has more than 253 characters".to_owned());
    }
    let is_label = |label: &str| (1..=63).contains(&label.len());
    let is_name = labels.split('.').all(is_label);
    (!is_name).then(|| "each part between dots has 1 to 63 characters".to_owned())
}
