//! The virtual services that nodes call.

use crate::model::virtual_node;
use crate::model::{FieldPath, Resource, ResourceId, ServiceName, Spec};

/// One virtual service that a node calls.
#[derive(Debug, Clone)]
pub struct Backend<'a> {
    pub name: &'a str,
    index: usize,
    pub service: ResourceId,
}

impl Backend<'_> {
    /// Where the name stands.
    pub fn path(&self) -> FieldPath {
        let at = FieldPath::spec().member("backends").item(self.index);
        at.member("virtualService").member("virtualServiceName")
    }
}

/// The backends of a node, in its order; what is no name is left out.
pub fn of(resource: &Resource) -> Vec<Backend<'_>> {
    let Spec::VirtualNode(node) = &resource.spec else { return Vec::new() };
    let backends = node.backends.iter().enumerate().filter_map(|(index, backend)| {
        let virtual_node::Backend::VirtualService(service) = backend else { return None };
        let name = ServiceName::parse(&service.virtual_service_name).ok()?;
        Some(Backend {
            name: service.virtual_service_name.as_str(),
            index,
            service: resource.id.virtual_service(&name),
        })
    });
    backends.collect()
}
