//! The names of resources, those that App Mesh's users know from their graphs.

use std::net::IpAddr;

use crate::model::ResourceId;
use crate::model::listener::Protocol;
use crate::routing::listening::Listening;

/// What a node of which nothing is served has in place of protocol and port.
const UNSERVED: &str = "unserved";

/// The node that a cluster of calls leads to, as Envoy's statistics name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Destination {
    /// The name of the node, with every colon replaced by an underscore, as Envoy does it.
    pub node: String,
    /// None where the node does not serve what is called.
    pub at: Option<(Protocol, u16)>,
}

impl Destination {
    /// Reads the name of a cluster of calls within a mesh, as Envoy's statistics have it. The name
    /// of a node may hold anything, so only what stands at both ends is looked at.
    pub fn read(mesh: &str, cluster: &str) -> Option<Self> {
        let rest = cluster.strip_prefix("cds_egress_")?;
        let rest = rest.strip_prefix(in_statistics(mesh).as_str())?.strip_prefix('_')?;
        // No name holds a slash: it precedes the digest of a policy.
        let rest = rest.split_once('/').map_or(rest, |(rest, _digest)| rest);
        let (rest, last) = rest.rsplit_once('_')?;
        if last == UNSERVED {
            return Some(Self { node: rest.to_owned(), at: None });
        }
        let port: u16 = last.parse().ok()?;
        let (node, protocol) = rest.rsplit_once('_')?;
        let known = [Protocol::Http, Protocol::Http2, Protocol::Grpc, Protocol::Tcp];
        let protocol = known.into_iter().find(|known| known.as_str() == protocol)?;
        (!node.is_empty()).then(|| Self { node: node.to_owned(), at: Some((protocol, port)) })
    }

    /// Whether bytes, and not requests, are sent there.
    pub fn is_tcp(&self) -> bool {
        matches!(self.at, Some((Protocol::Tcp, _)))
    }
}

/// A name as it stands in Envoy's statistics.
pub fn in_statistics(name: &str) -> String {
    name.replace(':', "_")
}

/// The cluster of calls to a node's listener.
pub fn egress(node: &ResourceId, at: Listening) -> String {
    format!("cds_egress_{}_{}_{}_{}", node.mesh(), node.name(), at.protocol, at.port)
}

/// The cluster of calls to a node that has no such listener.
pub fn unserved(node: &ResourceId) -> String {
    format!("cds_egress_{}_{}_{UNSERVED}", node.mesh(), node.name())
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Kind;
    use crate::model::scalar::Port;

    proptest! {
        #[test]
        fn a_destination_is_read_from_the_name_of_its_cluster(
            mesh in "[a-z_.:]{1,8}",
            node in "[a-z0-9_.:]{1,12}",
            port in 1_i64..65_536,
            own in any::<bool>(),
            protocol in prop::sample::select(vec![Protocol::Http, Protocol::Http2, Protocol::Grpc, Protocol::Tcp]),
        ) {
            let dots = |name: &str| matches!(name, "." | "..");
            prop_assume!(!dots(&mesh) && !dots(&node));
            let id = ResourceId::try_new(Kind::VirtualNode, &mesh, None, &node).unwrap();
            let at = Listening { port: Port::parse(port).unwrap(), protocol };
            let digest = if own { "/0011aabb" } else { "" };
            let cluster = in_statistics(&(egress(&id, at) + digest));
            let read = Destination::read(&mesh, &cluster).unwrap();
            prop_assert_eq!(&read.node, &in_statistics(&node));
            prop_assert_eq!(read.at, Some((protocol, u16::try_from(port).unwrap())));
            let read = Destination::read(&mesh, &in_statistics(&unserved(&id))).unwrap();
            prop_assert_eq!(read, Destination { node: in_statistics(&node), at: None });
        }
    }

    #[test]
    fn other_clusters_lead_to_no_node() {
        for name in [amazon("m"), allow_all("m"), "weir-xds".to_owned(), "cds_egress_m_".to_owned()]
        {
            assert_eq!(Destination::read("m", &name), None, "{name}");
        }
        assert_eq!(Destination::read("m", "cds_egress_other_n_http_80"), None, "of another mesh");
        assert_eq!(Destination::read("m", "cds_egress_m_n_http_80.external"), None, "a part of it");
    }
}
