//! Who a proxy is, by its node id, and where it listens, by its node metadata.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use crate::model::{Kind, ResourceId};

/// The port that inbound traffic is redirected to.
pub const INGRESS_PORT: u16 = 15_000;
/// The port that outbound traffic is redirected to.
pub const EGRESS_PORT: u16 = 15_001;
/// The member of the node metadata that holds [`Placement`].
pub const METADATA: &str = "weir";

/// Whose configuration a proxy gets, and how it is placed. Proxies that are equal here get the
/// same resources.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Proxy {
    /// A virtual node or a virtual gateway.
    pub of: ResourceId,
    pub placement: Placement,
}

/// How traffic gets to a proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Placement {
    pub interception: Interception,
    /// Where a proxy without interception binds. Absent means every address of its machine; `None`
    /// in front of a gateway's loopback hop, too.
    pub address: Option<IpAddr>,
    /// Where the application listens. Absent means the loopback address.
    pub application: Option<IpAddr>,
    pub ingress_port: u16,
    pub egress_port: u16,
}

/// Whether the system sends the application's traffic to the proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Interception {
    /// The system redirects connections, and tells where they were going (App Mesh's way).
    Redirect,
    /// Nobody redirects; the proxy binds every port of the node, and every port of its backends.
    None,
}

impl Default for Placement {
    fn default() -> Self {
        Self {
            interception: Interception::Redirect,
            address: None,
            application: None,
            ingress_port: INGRESS_PORT,
            egress_port: EGRESS_PORT,
        }
    }
}

/// Why a node id names nobody.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the node id `{0}` names no virtual node or gateway; expected \
     mesh/MESH/virtualNode/NAME or mesh/MESH/virtualGateway/NAME, or the ARN of one"
)]
pub struct NodeIdError(pub String);

/// Reads a node id: the end of an ARN, with `MESH` or `MESH@OWNER`.
pub fn parse_node_id(id: &str) -> Result<ResourceId, NodeIdError> {
    let error = || NodeIdError(id.to_owned());
    let path = match id.strip_prefix("arn:") {
        Some(arn) => arn.splitn(5, ':').nth(4).ok_or_else(error)?,
        None => id,
    };
    let parts: Vec<&str> = path.split('/').collect();
    let [_, mesh, kind, name] = parts.as_slice() else { return Err(error()) };
    if parts[0] != "mesh" {
        return Err(error());
    }
    let mesh = mesh.split_once('@').map_or(*mesh, |(mesh, _owner)| mesh);
    let kind = match *kind {
        "virtualNode" => Kind::VirtualNode,
        "virtualGateway" => Kind::VirtualGateway,
        _ => return Err(error()),
    };
    ResourceId::try_new(kind, mesh, None, name).map_err(|_| error())
}

/// The node id of a virtual node or gateway.
pub fn node_id(of: &ResourceId) -> String {
    let kind = if of.kind() == Kind::VirtualGateway { "virtualGateway" } else { "virtualNode" };
    format!("mesh/{}/{kind}/{}", of.mesh(), of.name())
}

impl Placement {
    /// The address that inbound and outbound listeners bind.
    pub fn bind(&self) -> IpAddr {
        self.address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
    }
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&node_id(&self.of))
    }
}
