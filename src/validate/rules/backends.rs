//! The virtual services that nodes call.

use crate::model::virtual_node;
use crate::model::{FieldPath, Resource, ResourceId, ServiceName, Spec, id};

/// One virtual service that a node calls.
#[derive(Debug, Clone)]
pub struct Backend<'a> {
    pub name: &'a str,
    node: &'a ResourceId,
    index: usize,
}

impl Backend<'_> {
    /// Where the name stands.
    pub fn path(&self) -> FieldPath {
        let at = FieldPath::spec().member("backends").item(self.index);
        at.member("virtualService").member("virtualServiceName")
    }

    /// The service that it is.
    pub fn service(&self) -> ResourceId {
        let name = ServiceName::parse(self.name).expect("what is no name was left out");
        self.node.virtual_service(&name)
    }
}

/// The backends of a node, in its order; what is no name is left out.
pub fn of(resource: &Resource) -> Vec<Backend<'_>> {
    let Spec::VirtualNode(node) = &resource.spec else { return Vec::new() };
    let backends = node.backends.iter().enumerate().filter_map(|(index, backend)| {
        let virtual_node::Backend::VirtualService(service) = backend else { return None };
        let name = service.virtual_service_name.as_str();
        id::check_name(name, usize::MAX).ok()?;
        Some(Backend { name, node: &resource.id, index })
    });
    backends.collect()
}
