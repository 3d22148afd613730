//! The names of resources, those that App Mesh's users know from their graphs.

use std::net::IpAddr;

use crate::model::ResourceId;
use crate::routing::listening::Listening;

/// The cluster of calls to a node's listener.
pub fn egress(node: &ResourceId, at: Listening) -> String {
    format!("cds_egress_{}_{}_{}_{}", node.mesh(), node.name(), at.protocol, at.port)
}

/// The cluster of calls to a node that has no such listener.
pub fn unserved(node: &ResourceId) -> String {
    format!("cds_egress_{}_{}_unserved", node.mesh(), node.name())
}

/// The cluster of the application behind a listener.
pub fn ingress(node: &ResourceId, at: Listening) -> String {
    format!("cds_ingress_{}_{}_{}_{}", node.mesh(), node.name(), at.protocol, at.port)
}

/// The cluster of what passes every egress filter.
pub fn amazon(mesh: &str) -> String {
    format!("cds_egress_{mesh}_amazonaws")
}

/// The cluster of what an open egress filter lets pass.
pub fn allow_all(mesh: &str) -> String {
    format!("cds_egress_{mesh}_mesh-allow-all")
}

/// The cluster by which a gateway sends a request on to its own egress listener. It names the
/// listener where there are several.
pub fn self_redirect(
    gateway: &ResourceId,
    at: Listening,
    is_only: bool,
    egress_port: u16,
) -> String {
    let Listening { port, protocol } = at;
    let start = format!("cds_ingress_{}_{}_self_redirect", gateway.mesh(), gateway.name());
    if is_only {
        format!("{start}_http_{egress_port}")
    } else {
        format!("{start}_{port}_{protocol}_{egress_port}")
    }
}

pub fn ingress_listener(address: IpAddr, port: u16) -> String {
    format!("lds_ingress_{address}_{port}")
}

pub fn egress_listener(address: IpAddr, port: u16) -> String {
    format!("lds_egress_{address}_{port}")
}

pub fn ingress_routes(port: i64) -> String {
    format!("rds_ingress_http_{port}")
}

pub fn egress_routes(port: u16) -> String {
    format!("rds_egress_http_{port}")
}

/// The name of a route in Envoy's logs and messages.
pub fn route(id: &ResourceId) -> String {
    format!("{}/{}", id.parent().unwrap_or_default(), id.name())
}

/// What precedes the names of a listener's statistics: the direction, and the listener where there
/// are several.
pub fn statistics(direction: &str, at: Listening, is_only: bool) -> String {
    let Listening { port, protocol } = at;
    if is_only { direction.to_owned() } else { format!("{direction}.{protocol}.{port}") }
}
