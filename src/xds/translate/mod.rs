//! A snapshot and a proxy to all resources of that proxy.

mod binding;
mod callees;
mod clusters;
mod connection;
mod draft;
mod egress;
mod endpoints;
mod gateway;
mod gateway_route;
mod hosts;
mod ingress;
mod log;
mod matching;
mod names;
mod overlap;
mod proto;
mod resilience;
mod routes;
mod table;
mod taken;
mod tls;

#[cfg(test)]
mod tests;

pub use names::{Destination, in_statistics};
pub use overlap::overlap;
pub use taken::First;

use crate::model::{Instances, Snapshot, Spec};
use crate::xds::assembly::Assembly;
use crate::xds::proxy::Proxy;
use crate::xds::translate::draft::Draft;

/// What resources are made of.
#[derive(Debug, Clone, Copy)]
pub struct Mesh<'a> {
    pub snapshot: &'a Snapshot,
    pub instances: &'a Instances,
}

/// All resources of a proxy, or none if its node or gateway does not exist.
pub fn assemble(mesh: Mesh<'_>, proxy: &Proxy) -> Option<Assembly> {
    let mut draft = Draft { mesh, proxy, assembly: Assembly::default() };
    match &draft.look(&proxy.of)?.spec {
        Spec::VirtualNode(node) => {
            let access_logs = log::access_logs(node.logging.as_ref());
            ingress::put(&mut draft, node, &access_logs);
            let callees = callees::of_node(&mut draft, node);
            egress::put(&mut draft, &callees, &access_logs);
        }
        Spec::VirtualGateway(gateway) => {
            let access_logs = log::access_logs(gateway.logging.as_ref());
            gateway::put(&mut draft, &proxy.of, gateway, &access_logs);
        }
        _ => return None,
    }
    Some(draft.assembly)
}
