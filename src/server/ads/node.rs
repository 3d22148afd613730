//! Who connects: the node that a proxy says it is, or why it is turned away.

use envoy_types::pb::envoy::config::core::v3::Node;
use envoy_types::pb::envoy::config::core::v3::node::UserAgentVersionType;
use tonic::Status;

use crate::model::{ResourceId, Snapshot};
use crate::server::plane::lookup;
use crate::xds::proxy::{Placement, Proxy, node_id, parse_node_id};

/// What a proxy says about itself.
#[derive(Debug)]
pub struct Introduction {
    pub node: String,
    pub proxy: Proxy,
    /// The version of Envoy.
    pub version: Option<String>,
}

impl Introduction {
    pub fn read(node: Option<Node>) -> Result<Self, Status> {
        let Some(node) = node else {
            return Err(Status::invalid_argument(
                "the first message of a stream must say which node the proxy is",
            ));
        };
        let invalid = |error: &dyn std::error::Error| Status::invalid_argument(error.to_string());
        let of = parse_node_id(&node.id).map_err(|error| invalid(&error))?;
        let placement =
            Placement::from_metadata(node.metadata.as_ref()).map_err(|error| invalid(&error))?;
        let version = match &node.user_agent_version_type {
            Some(UserAgentVersionType::UserAgentBuildVersion(build)) => build.version.as_ref(),
            _ => None,
        };
        let version = version.map(|version| {
            format!("{}.{}.{}", version.major_number, version.minor_number, version.patch)
        });
        Ok(Self { node: node.id, proxy: Proxy { of, placement }, version })
    }
}

/// Why a proxy gets nothing: its node or gateway is not there.
pub fn unknown(snapshot: &Snapshot, of: &ResourceId) -> Status {
    let what = match lookup::existing(snapshot, of) {
        Err(error) => error.message,
        Ok(_) => format!("there was no {of:?} a moment ago"),
    };
    let id = node_id(of);
    Status::not_found(format!("{what}; create it, or correct the node id `{id}` of the proxy"))
}
