//! Endpoints: the registered instances of nodes that are found by Cloud Map.

use std::net::IpAddr;
use std::sync::Arc;

use envoy_types::pb::envoy::config::core::v3 as core;
use envoy_types::pb::envoy::config::endpoint::v3 as endpoint;

use crate::model::mesh::IpPreference;
use crate::model::scalar::Port;
use crate::model::virtual_node::AwsCloudMapServiceDiscovery;
use crate::model::{Instance, InstanceService, ResourceId};
use crate::xds::resource::ResourceType;
use crate::xds::translate::draft::{Basis, Draft};
use crate::xds::translate::proto::address;

/// Which addresses of an instance are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    V4First,
    V6First,
    V4Only,
    V6Only,
}

impl Family {
    /// Cloud Map prefers IPv4 where nobody says otherwise.
    pub fn of(preference: Option<IpPreference>) -> Self {
        match preference {
            None | Some(IpPreference::Ipv4Preferred) => Self::V4First,
            Some(IpPreference::Ipv6Preferred) => Self::V6First,
            Some(IpPreference::Ipv4Only) => Self::V4Only,
            Some(IpPreference::Ipv6Only) => Self::V6Only,
        }
    }

    fn pick(self, instance: &Instance) -> Option<IpAddr> {
        let (v4, v6) = (instance.ipv4.map(IpAddr::V4), instance.ipv6.map(IpAddr::V6));
        match self {
            Self::V4First => v4.or(v6),
            Self::V6First => v6.or(v4),
            Self::V4Only => v4,
            Self::V6Only => v6,
        }
    }
}

/// A node whose instances are registered.
#[derive(Debug, Clone, Copy)]
pub struct Registered<'a> {
    pub node: &'a ResourceId,
    pub map: &'a AwsCloudMapServiceDiscovery,
    /// The port of instances that name none.
    pub port: Port,
    /// The port that health checks ask, where it is another.
    pub health_port: Option<Port>,
    pub family: Family,
}

/// The endpoints of a cluster: the healthy instances that carry all attributes.
pub fn put(draft: &mut Draft<'_>, cluster: &str, registered: &Registered<'_>) {
    let Registered { node, map, port, health_port, family } = *registered;
    let service = InstanceService {
        namespace: Arc::from(&*map.namespace_name),
        service: Arc::from(&*map.service_name),
    };
    let wanted = |instance: &Instance| {
        instance.is_healthy
            && map.attributes.iter().all(|attribute| {
                instance.attributes.get(&*attribute.key).map(String::as_str)
                    == Some(&*attribute.value)
            })
    };
    let port = u16::try_from(port.get()).unwrap_or_default();
    let instances = draft.mesh.instances.of_service(&service);
    let addresses = instances
        .filter(|(_, instance)| wanted(instance))
        .filter_map(|(_, instance)| {
            Some(address(family.pick(instance)?, instance.port.unwrap_or(port)))
        })
        .collect();
    let assignment = endpoint::ClusterLoadAssignment {
        cluster_name: cluster.to_owned(),
        endpoints: vec![group(addresses, health_port)],
        ..Default::default()
    };
    draft.assembly.services.insert(service);
    draft.put(ResourceType::Endpoints, cluster, &assignment, Basis::of([node.clone()]));
}

/// Endpoints that are alike.
pub fn group(
    addresses: Vec<core::Address>,
    health_port: Option<Port>,
) -> endpoint::LocalityLbEndpoints {
    let health = health_port.and_then(|port| u32::try_from(port.get()).ok());
    let health = health.map(|port_value| endpoint::endpoint::HealthCheckConfig {
        port_value,
        ..Default::default()
    });
    let endpoints = addresses.into_iter().map(|address| endpoint::LbEndpoint {
        host_identifier: Some(endpoint::lb_endpoint::HostIdentifier::Endpoint(
            endpoint::Endpoint {
                address: Some(address),
                health_check_config: health.clone(),
                ..Default::default()
            },
        )),
        ..Default::default()
    });
    endpoint::LocalityLbEndpoints { lb_endpoints: endpoints.collect(), ..Default::default() }
}
