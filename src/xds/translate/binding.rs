//! Where a proxy's listeners bind.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use envoy_types::pb::envoy::config::core::v3::Address;

use crate::xds::translate::clusters::mesh_preference;
use crate::xds::translate::draft::Draft;
use crate::xds::translate::proto::{address, any_address};

/// A port that is open to others: at the address of the placement, or at every address. A mesh
/// that says something about IP versions has both versions.
pub fn of_open(draft: &mut Draft<'_>, port: u16) -> (IpAddr, Address) {
    let preference = mesh_preference(draft);
    match (draft.proxy.placement.address, preference) {
        (Some(ip), _) => (ip, address(ip, port)),
        (None, Some(_)) => (IpAddr::V6(Ipv6Addr::UNSPECIFIED), any_address(port)),
        (None, None) => {
            let ip = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
            (ip, address(ip, port))
        }
    }
}

/// The egress listener of a gateway, for nobody but the gateway itself.
pub fn of_gateway_egress(draft: &Draft<'_>) -> IpAddr {
    draft.proxy.placement.address.filter(IpAddr::is_loopback).unwrap_or(Ipv4Addr::LOCALHOST.into())
}
