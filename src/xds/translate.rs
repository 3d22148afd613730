//! A snapshot and a proxy to all resources of that proxy.

use crate::model::{Instances, Snapshot};
use crate::xds::assembly::Assembly;
use crate::xds::proxy::Proxy;

/// What resources are made of.
#[derive(Debug, Clone, Copy)]
pub struct Mesh<'a> {
    pub snapshot: &'a Snapshot,
    pub instances: &'a Instances,
}

/// All resources of a proxy, or none if its node or gateway does not exist.
pub fn assemble(mesh: Mesh<'_>, proxy: &Proxy) -> Option<Assembly> {
    mesh.snapshot.get(&proxy.of)?;
    let mut assembly = Assembly::default();
    assembly.dependencies.insert(proxy.of.clone());
    Some(assembly)
}
