//! Who a proxy is, by its node id, and where it listens, by its node metadata.

use std::fmt;
use std::net::IpAddr;

use envoy_types::pb::google::protobuf::value::Kind as Member;
use envoy_types::pb::google::protobuf::{Struct, Value};

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

/// Why node metadata says nothing about a placement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlacementError {
    #[error("the node metadata `{METADATA}` must be an object")]
    Form,
    #[error(
        "the node metadata `{METADATA}.{0}` is unknown; known are interception, address, \
         application, ingressPort and egressPort"
    )]
    Unknown(String),
    #[error("the node metadata `{METADATA}.{member}` must be {wanted}")]
    Value { member: &'static str, wanted: &'static str },
}

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
    /// Reads the placement from node metadata. What is absent is as App Mesh has it.
    pub fn from_metadata(metadata: Option<&Struct>) -> Result<Self, PlacementError> {
        let mut placement = Self::default();
        let member = metadata.and_then(|metadata| metadata.fields.get(METADATA));
        let members = match member.and_then(|member| member.kind.as_ref()) {
            None | Some(Member::NullValue(_)) => return Ok(placement),
            Some(Member::StructValue(members)) => members,
            Some(_) => return Err(PlacementError::Form),
        };
        // In order, so that the same mistake is always told first.
        let mut names: Vec<&String> = members.fields.keys().collect();
        names.sort_unstable();
        for name in names {
            let value = &members.fields[name];
            match name.as_str() {
                "interception" => placement.interception = interception(value)?,
                "address" => placement.address = Some(address("address", value)?),
                "application" => placement.application = Some(address("application", value)?),
                "ingressPort" => placement.ingress_port = port("ingressPort", value)?,
                "egressPort" => placement.egress_port = port("egressPort", value)?,
                _ => return Err(PlacementError::Unknown(name.clone())),
            }
        }
        Ok(placement)
    }
}

fn text(value: &Value) -> Option<&str> {
    match &value.kind {
        Some(Member::StringValue(text)) => Some(text),
        _ => None,
    }
}

fn interception(value: &Value) -> Result<Interception, PlacementError> {
    match text(value) {
        Some("redirect") => Ok(Interception::Redirect),
        Some("none") => Ok(Interception::None),
        _ => Err(PlacementError::Value {
            member: "interception",
            wanted: "\"redirect\" or \"none\"",
        }),
    }
}

fn address(member: &'static str, value: &Value) -> Result<IpAddr, PlacementError> {
    let address = text(value).and_then(|text| text.parse().ok());
    address.ok_or(PlacementError::Value { member, wanted: "an IP address" })
}

/// Numbers in metadata are floating point.
fn port(member: &'static str, value: &Value) -> Result<u16, PlacementError> {
    let error = PlacementError::Value { member, wanted: "a port from 1 to 65535" };
    match value.kind {
        Some(Member::NumberValue(number))
            if number.fract() == 0.0 && (1.0..=65_535.0).contains(&number) =>
        {
            #[expect(clippy::cast_possible_truncation, reason = "it is a whole number in range")]
            #[expect(clippy::cast_sign_loss, reason = "it is positive")]
            Ok(number as u16)
        }
        _ => Err(error),
    }
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&node_id(&self.of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_ids_are_those_of_app_mesh() {
        let id = |text: &str| parse_node_id(text).map(|id| format!("{id:?}"));
        assert_eq!(id("mesh/m/virtualNode/n"), Ok("m:vn/n".to_owned()));
        assert_eq!(id("mesh/m@123456789012/virtualGateway/g"), Ok("m:vg/g".to_owned()));
        let arn = "arn:aws:appmesh:us-east-1:123456789012:mesh/m/virtualNode/n";
        assert_eq!(id(arn), Ok("m:vn/n".to_owned()));
        for wrong in [
            "",
            "n",
            "mesh/m",
            "mesh/m/virtualNode/",
            "mesh//virtualNode/n",
            "mesh/m/virtualRouter/r",
            "mesh/m/virtualNode/n/x",
            "arn:aws:appmesh",
        ] {
            assert_eq!(id(wrong), Err(NodeIdError(wrong.to_owned())));
        }
        let gateway = parse_node_id("mesh/m/virtualGateway/g").unwrap();
        assert_eq!(node_id(&gateway), "mesh/m/virtualGateway/g");
    }

    fn value(kind: Member) -> Value {
        Value { kind: Some(kind) }
    }

    fn object(members: &[(&str, Member)]) -> Struct {
        let fields = members.iter().map(|(name, kind)| ((*name).to_owned(), value(kind.clone())));
        Struct { fields: fields.collect() }
    }

    fn read(members: &[(&str, Member)]) -> Result<Placement, String> {
        let metadata = object(&[(METADATA, Member::StructValue(object(members)))]);
        Placement::from_metadata(Some(&metadata)).map_err(|error| error.to_string())
    }

    fn string(text: &str) -> Member {
        Member::StringValue(text.to_owned())
    }

    #[test]
    fn placements_are_read_from_metadata() {
        assert_eq!(Placement::from_metadata(None), Ok(Placement::default()));
        assert_eq!(Placement::from_metadata(Some(&object(&[]))), Ok(Placement::default()));
        assert_eq!(read(&[]), Ok(Placement::default()));
        let all = read(&[
            ("interception", string("none")),
            ("address", string("127.0.0.2")),
            ("application", string("::1")),
            ("ingressPort", Member::NumberValue(16_000.0)),
            ("egressPort", Member::NumberValue(1.0)),
        ]);
        assert_eq!(
            all,
            Ok(Placement {
                interception: Interception::None,
                address: Some("127.0.0.2".parse().unwrap()),
                application: Some("::1".parse().unwrap()),
                ingress_port: 16_000,
                egress_port: 1,
            })
        );
    }

    #[test]
    fn wrong_metadata_is_refused_by_name() {
        for (member, value, message) in [
            (
                "interception",
                string("redirects"),
                "the node metadata `weir.interception` must be \"redirect\" or \"none\"",
            ),
            ("address", string("host"), "the node metadata `weir.address` must be an IP address"),
            (
                "application",
                Member::BoolValue(true),
                "the node metadata `weir.application` must be an IP address",
            ),
            (
                "ingressPort",
                Member::NumberValue(0.0),
                "the node metadata `weir.ingressPort` must be a port from 1 to 65535",
            ),
            (
                "egressPort",
                Member::NumberValue(1.5),
                "the node metadata `weir.egressPort` must be a port from 1 to 65535",
            ),
            (
                "adress",
                string("::1"),
                "the node metadata `weir.adress` is unknown; known are interception, address, \
                 application, ingressPort and egressPort",
            ),
        ] {
            assert_eq!(read(&[(member, value)]), Err(message.to_owned()));
        }
        let metadata = object(&[(METADATA, string("none"))]);
        assert_eq!(Placement::from_metadata(Some(&metadata)), Err(PlacementError::Form));
    }
}
