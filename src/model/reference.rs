//! Which resources a resource refers to; written once, used by rules, plans, deletes and trees.

use crate::model::choice::Choice as _;
use crate::model::field_path::FieldPath;
use crate::model::gateway_route::GatewayRouteSpec;
use crate::model::id::{ResourceId, ServiceName};
use crate::model::resource::{Resource, Spec};
use crate::model::route::RouteSpec;
use crate::model::virtual_node::{Backend, VirtualNodeSpec};
use crate::model::virtual_service::{VirtualServiceProvider, VirtualServiceSpec};

/// Whether the target of a reference has to exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// It must exist before the resource that refers to it, and stay as long.
    Required,
    /// It may be missing: the backends of nodes, which may call one another in a circle.
    Loose,
}

/// One reference of a resource to another in the same mesh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where the name stands.
    pub path: FieldPath,
    pub to: ResourceId,
    pub strength: Strength,
}

impl Resource {
    /// All references but the one to the parent, in the order of the document.
    pub fn references(&self) -> Vec<Reference> {
        match &self.spec {
            Spec::Mesh(_) | Spec::VirtualRouter(_) | Spec::VirtualGateway(_) => Vec::new(),
            Spec::VirtualNode(node) => backends(&self.id, node),
            Spec::Route(route) => weighted_targets(&self.id, route),
            Spec::VirtualService(service) => provider(&self.id, service),
            Spec::GatewayRoute(route) => vec![target(&self.id, route)],
        }
    }
}

fn backends(id: &ResourceId, node: &VirtualNodeSpec) -> Vec<Reference> {
    let named = node.backends.iter().enumerate().filter_map(|(index, backend)| match backend {
        // A backend may name anything; what is no name is no reference either.
        Backend::VirtualService(service) => {
            ServiceName::parse(&service.virtual_service_name).ok().map(|name| (index, name))
        }
        Backend::Other(_) => None,
    });
    named
        .map(|(index, name)| Reference {
            path: FieldPath::spec()
                .member("backends")
                .item(index)
                .member("virtualService")
                .member("virtualServiceName"),
            to: id.virtual_service(&name),
            strength: Strength::Loose,
        })
        .collect()
}

fn weighted_targets(id: &ResourceId, route: &RouteSpec) -> Vec<Reference> {
    let targets =
        FieldPath::spec().member(route.rule.member()).member("action").member("weightedTargets");
    let reference = |(index, target): (usize, &crate::model::route::WeightedTarget)| Reference {
        path: targets.clone().item(index).member("virtualNode"),
        to: id.virtual_node(&target.virtual_node),
        strength: Strength::Required,
    };
    route.rule.weighted_targets().iter().enumerate().map(reference).collect()
}

fn provider(id: &ResourceId, service: &VirtualServiceSpec) -> Vec<Reference> {
    let path = FieldPath::spec().member("provider");
    let (path, to) = match &service.provider {
        Some(VirtualServiceProvider::VirtualNode(node)) => (
            path.member("virtualNode").member("virtualNodeName"),
            id.virtual_node(&node.virtual_node_name),
        ),
        Some(VirtualServiceProvider::VirtualRouter(router)) => (
            path.member("virtualRouter").member("virtualRouterName"),
            id.virtual_router(&router.virtual_router_name),
        ),
        Some(VirtualServiceProvider::Other(_)) | None => return Vec::new(),
    };
    vec![Reference { path, to, strength: Strength::Required }]
}

fn target(id: &ResourceId, route: &GatewayRouteSpec) -> Reference {
    Reference {
        path: FieldPath::spec()
            .member(route.rule.member())
            .member("action")
            .member("target")
            .member("virtualService")
            .member("virtualServiceName"),
        to: id.virtual_service(&route.rule.target().virtual_service.virtual_service_name),
        strength: Strength::Required,
    }
}
