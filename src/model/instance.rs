//! Instances: the running copies of nodes that are found by Cloud Map, as somebody registered them.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use imbl::OrdMap;

/// A Cloud Map service: its namespace and its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstanceService {
    pub namespace: Arc<str>,
    pub service: Arc<str>,
}

/// One running copy. It has at least one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// `AWS_INSTANCE_IPV4`.
    pub ipv4: Option<Ipv4Addr>,
    /// `AWS_INSTANCE_IPV6`.
    pub ipv6: Option<Ipv6Addr>,
    /// `AWS_INSTANCE_PORT`. Absent means the port of the node's listener.
    pub port: Option<u16>,
    /// Whether it gets traffic.
    pub is_healthy: bool,
    /// All other attributes.
    pub attributes: BTreeMap<String, String>,
}

/// All instances by service and instance id. A copy shares everything that did not change.
#[derive(Debug, Clone, Default)]
pub struct Instances {
    services: OrdMap<InstanceService, OrdMap<Arc<str>, Arc<Instance>>>,
}

impl Instances {
    /// Adds or replaces; answers what was there before.
    pub fn insert(
        &mut self,
        service: InstanceService,
        id: Arc<str>,
        instance: Arc<Instance>,
    ) -> Option<Arc<Instance>> {
        self.services.entry(service).or_default().insert(id, instance)
    }

    /// Removes; answers what was there.
    pub fn remove(&mut self, service: &InstanceService, id: &str) -> Option<Arc<Instance>> {
        let instances = self.services.get_mut(service)?;
        let before = instances.remove(id);
        if instances.is_empty() {
            self.services.remove(service);
        }
        before
    }

    /// The instances of a service in the order of their ids.
    pub fn of_service(
        &self,
        service: &InstanceService,
    ) -> impl Iterator<Item = (&Arc<str>, &Arc<Instance>)> {
        self.services.get(service).into_iter().flatten()
    }

    /// All instances.
    pub fn iter(&self) -> impl Iterator<Item = (&InstanceService, &Arc<str>, &Arc<Instance>)> {
        self.services.iter().flat_map(|(service, instances)| {
            instances.iter().map(move |(id, instance)| (service, id, instance))
        })
    }
}
