//! Which resources a resource refers to; written once, used by rules, plans, deletes and trees.

use crate::model::choice::Choice as _;
use crate::model::field_path::FieldPath;
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

/// Where a reference stands, as long as nobody asks for its path.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// In the backend of that index.
    Backend(usize),
    /// In the weighted target of that index, of a rule of that name.
    WeightedTarget(&'static str, usize),
    /// In the provider: the member, and the name in it.
    Provider(&'static str, &'static str),
    /// In the target of a gateway route's rule of that name.
    Target(&'static str),
}

impl Place {
    fn path(self) -> FieldPath {
        let spec = FieldPath::spec();
        match self {
            Self::Backend(index) => {
                let backend = spec.member("backends").item(index);
                backend.member("virtualService").member("virtualServiceName")
            }
            Self::WeightedTarget(rule, index) => {
                let targets = spec.member(rule).member("action").member("weightedTargets");
                targets.item(index).member("virtualNode")
            }
            Self::Provider(member, name) => spec.member("provider").member(member).member(name),
            Self::Target(rule) => {
                let target = spec.member(rule).member("action").member("target");
                target.member("virtualService").member("virtualServiceName")
            }
        }
    }
}

impl Resource {
    /// All references but the one to the parent, in the order of the document.
    pub fn references(&self) -> Vec<Reference> {
        let strength = match self.spec {
            Spec::VirtualNode(_) => Strength::Loose,
            _ => Strength::Required,
        };
        self.each(|place, to| Reference { path: place.path(), to, strength })
    }

    /// What they refer to, which takes less than the references themselves.
    pub fn targets(&self) -> Vec<ResourceId> {
        self.each(|_, to| to)
    }

    fn each<T>(&self, make: impl Fn(Place, ResourceId) -> T) -> Vec<T> {
        match &self.spec {
            Spec::Mesh(_) | Spec::VirtualRouter(_) | Spec::VirtualGateway(_) => Vec::new(),
            Spec::VirtualNode(node) => backends(&self.id, node, make),
            Spec::Route(route) => weighted_targets(&self.id, route, make),
            Spec::VirtualService(service) => {
                let found = provider(&self.id, service);
                found.into_iter().map(|(place, to)| make(place, to)).collect()
            }
            Spec::GatewayRoute(route) => {
                let service = &route.rule.target().virtual_service.virtual_service_name;
                let place = Place::Target(route.rule.member());
                vec![make(place, self.id.virtual_service(service))]
            }
        }
    }
}

fn backends<T>(
    id: &ResourceId,
    node: &VirtualNodeSpec,
    make: impl Fn(Place, ResourceId) -> T,
) -> Vec<T> {
    let found = node.backends.iter().enumerate().filter_map(|(index, backend)| match backend {
        // A backend may name anything; what is no name is no reference either.
        Backend::VirtualService(service) => {
            let name = ServiceName::parse(&service.virtual_service_name).ok()?;
            Some(make(Place::Backend(index), id.virtual_service(&name)))
        }
        Backend::Other(_) => None,
    });
    found.collect()
}

fn weighted_targets<T>(
    id: &ResourceId,
    route: &RouteSpec,
    make: impl Fn(Place, ResourceId) -> T,
) -> Vec<T> {
    let targets = route.rule.weighted_targets().iter().enumerate();
    let place = |index| Place::WeightedTarget(route.rule.member(), index);
    targets
        .map(|(index, target)| make(place(index), id.virtual_node(&target.virtual_node)))
        .collect()
}

fn provider(id: &ResourceId, service: &VirtualServiceSpec) -> Option<(Place, ResourceId)> {
    match service.provider.as_ref()? {
        VirtualServiceProvider::VirtualNode(node) => {
            let place = Place::Provider("virtualNode", "virtualNodeName");
            Some((place, id.virtual_node(&node.virtual_node_name)))
        }
        VirtualServiceProvider::VirtualRouter(router) => {
            let place = Place::Provider("virtualRouter", "virtualRouterName");
            Some((place, id.virtual_router(&router.virtual_router_name)))
        }
        VirtualServiceProvider::Other(_) => None,
    }
}
