//! L033: a client policy is for ports that none of the services behind it has.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Severity};
use crate::model::scalar::Port;
use crate::model::tls::ClientPolicy;
use crate::model::virtual_node::Backend;
use crate::model::{FieldPath, Kind, Resource, ResourceId, ServiceName, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::listeners;
use crate::validate::subject::{PROXIES, Subject};

const META: Meta = Meta {
    code: Code("L033"),
    severity: Severity::Warning,
    title: "A client policy is for ports that nobody calls",
    forbidden: false,
    page: include_str!("policy_port_unused.md"),
};

/// Compares the ports of client policies with those of what they apply to.
#[derive(Debug)]
pub struct PolicyPortUnused;

impl Rule for PolicyPortUnused {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for resource in subject.of(PROXIES) {
            // Without a service there is none of which the ports are known.
            if !subject.has_any(Kind::VirtualService, resource.id.mesh()) {
                continue;
            }
            for Policy { path, ports, services } in policies(subject, resource) {
                let known: Option<Vec<BTreeSet<Port>>> =
                    services.iter().map(|service| listeners::served(subject, service)).collect();
                let Some(known) = known else { continue };
                let known: BTreeSet<Port> = known.into_iter().flatten().collect();
                if known.is_empty() || ports.iter().any(|port| known.contains(port)) {
                    continue;
                }
                let known: Vec<String> = known.iter().map(ToString::to_string).collect();
                let message = "nothing that is called listens on these ports";
                let finding = META.finding(&resource.id, path, message);
                let finding = finding.label("the policy has no effect");
                findings
                    .push(finding.note(format!("what is called listens on {}", known.join(", "))));
            }
        }
    }
}

/// A client policy for some ports, and the services that it is for.
struct Policy<'a> {
    path: FieldPath,
    ports: &'a [Port],
    services: Vec<ResourceId>,
}

impl<'a> Policy<'a> {
    fn new(
        at: FieldPath,
        policy: Option<&'a ClientPolicy>,
        services: Vec<ResourceId>,
    ) -> Option<Self> {
        let tls = policy?.tls.as_ref()?;
        let path = at.member("clientPolicy").member("tls").member("ports");
        (!tls.ports.is_empty()).then_some(Self { path, ports: &tls.ports, services })
    }
}

/// The client policies of a node or gateway that name ports.
fn policies<'a>(subject: &Subject<'_>, resource: &'a Resource) -> Vec<Policy<'a>> {
    let defaults = FieldPath::spec().member("backendDefaults");
    let mut all = Vec::new();
    match &resource.spec {
        Spec::VirtualNode(node) => {
            let mut others = Vec::new();
            for (index, backend) in node.backends.iter().enumerate() {
                let Backend::VirtualService(service) = backend else { continue };
                let name = ServiceName::parse(&service.virtual_service_name).ok();
                let Some(id) = name.map(|name| resource.id.virtual_service(&name)) else {
                    continue;
                };
                let at = FieldPath::spec().member("backends").item(index).member("virtualService");
                match &service.client_policy {
                    Some(own) => all.extend(Policy::new(at, Some(own), vec![id])),
                    None => others.push(id),
                }
            }
            let policy = node.backend_defaults.as_ref().and_then(|all| all.client_policy.as_ref());
            all.extend(Policy::new(defaults, policy, others));
        }
        Spec::VirtualGateway(gateway) => {
            let policy =
                gateway.backend_defaults.as_ref().and_then(|all| all.client_policy.as_ref());
            let routes = subject.snapshot.parts(&resource.id).filter_map(|part| match &part.spec {
                Spec::GatewayRoute(route) => {
                    let name = &route.rule.target().virtual_service.virtual_service_name;
                    Some(part.id.virtual_service(name))
                }
                _ => None,
            });
            all.extend(Policy::new(defaults, policy, routes.collect()));
        }
        _ => {}
    }
    all
}
