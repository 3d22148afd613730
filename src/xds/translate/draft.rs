//! An assembly in the making: what was looked at, and what was made of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use prost::Message;

use crate::model::{Resource, ResourceId, Spec};
use crate::xds::assembly::Assembly;
use crate::xds::proxy::Proxy;
use crate::xds::resource::{ResourceType, XdsResource};
use crate::xds::translate::Mesh;
use crate::xds::translate::tls::Secret;

/// An assembly in the making.
pub struct Draft<'a> {
    pub mesh: Mesh<'a>,
    pub proxy: &'a Proxy,
    pub assembly: Assembly,
}

/// What a resource rests on.
#[derive(Debug, Clone, Default)]
pub struct Basis {
    /// The clusters that it sends traffic to.
    pub clusters: BTreeSet<String>,
    /// The resources of the mesh that it was made of.
    pub sources: BTreeSet<ResourceId>,
}

impl Basis {
    pub fn of(sources: impl IntoIterator<Item = ResourceId>) -> Self {
        Self { clusters: BTreeSet::new(), sources: sources.into_iter().collect() }
    }

    /// The same, sending traffic to that cluster.
    #[must_use]
    pub fn to(mut self, cluster: &str) -> Self {
        self.clusters.insert(cluster.to_owned());
        self
    }
}

impl<'a> Draft<'a> {
    /// The resource, if it exists; in any case the assembly depends on it.
    pub fn look(&mut self, id: &ResourceId) -> Option<&'a Resource> {
        if !self.assembly.dependencies.contains(id) {
            self.assembly.dependencies.insert(id.clone());
        }
        self.mesh.snapshot.get(id).map(AsRef::as_ref)
    }

    /// The spec of the proxy's mesh.
    pub fn mesh_spec(&mut self) -> Option<&'a crate::model::mesh::MeshSpec> {
        let id = self.proxy.of.mesh_id();
        match self.look(&id).map(|mesh| &mesh.spec) {
            Some(Spec::Mesh(mesh)) => Some(mesh),
            _ => None,
        }
    }

    pub fn put(&mut self, of: ResourceType, name: &str, message: &impl Message, basis: Basis) {
        let clusters: Arc<[Arc<str>]> = basis.clusters.into_iter().map(Arc::from).collect();
        let sources: Arc<[ResourceId]> = basis.sources.into_iter().collect();
        let resource = XdsResource::new(name, message, clusters, sources);
        let before = self.assembly.get(of, name);
        debug_assert!(
            before.is_none_or(|before| before.body == resource.body),
            "two resources have the name {name}"
        );
        self.assembly.insert(of, resource);
    }

    /// Sends the secrets that the proxy reads from files, so that it follows their changes.
    pub fn put_secrets(&mut self, secrets: &[Secret], source: &ResourceId) {
        for (name, secret) in secrets.iter().filter_map(Secret::in_file) {
            self.put(ResourceType::Secret, &name, &secret, Basis::of([source.clone()]));
        }
    }
}
