//! Instances: the running copies of nodes that are found by Cloud Map, as somebody registered them.

use std::collections::BTreeMap;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::model::id::{NameError, check_name};

/// The most instances that a service may have, as with Cloud Map.
pub const INSTANCES_MAX: usize = 1000;
/// The most characters of an instance id (Cloud Map shape `ResourceId`).
pub const INSTANCE_ID_MAX: usize = 64;
/// The most characters of a namespace or service (App Mesh shapes `AwsCloudMapName` and the like).
const NAME_MAX: usize = 1024;

/// A Cloud Map service: its namespace and its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstanceService {
    pub namespace: Arc<str>,
    pub service: Arc<str>,
}

/// Which instance: its service, and the id that it was registered by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstanceId {
    pub service: InstanceService,
    pub id: Arc<str>,
}

/// Why names do not make up an instance or its service.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the {member} `{name}` {reason}")]
pub struct InstanceNameError {
    /// `namespace`, `service` or `id`.
    pub member: &'static str,
    pub name: String,
    pub reason: NameError,
}

/// One running copy. It has at least one address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// `AWS_INSTANCE_IPV4`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ipv4: Option<Ipv4Addr>,
    /// `AWS_INSTANCE_IPV6`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ipv6: Option<Ipv6Addr>,
    /// `AWS_INSTANCE_PORT`. Absent means the port of the node's listener.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// Whether it gets traffic.
    #[serde(rename = "healthy")]
    pub is_healthy: bool,
    /// All other attributes.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
}

/// An instance together with its names, as it is told.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct NamedInstance<'a> {
    pub namespace: &'a str,
    pub service: &'a str,
    pub id: &'a str,
    #[serde(flatten)]
    pub instance: &'a Instance,
}

/// All instances by service and instance id. A copy shares everything that did not change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Instances {
    services: OrdMap<InstanceService, OrdMap<Arc<str>, Arc<Instance>>>,
}

impl InstanceService {
    pub fn try_new(namespace: &str, service: &str) -> Result<Self, InstanceNameError> {
        let namespace = checked("namespace", namespace, NAME_MAX)?;
        Ok(Self { namespace, service: checked("service", service, NAME_MAX)? })
    }

    /// The instance of that id.
    pub fn instance(&self, id: &str) -> Result<InstanceId, InstanceNameError> {
        Ok(InstanceId { service: self.clone(), id: checked("id", id, INSTANCE_ID_MAX)? })
    }
}

fn checked(member: &'static str, name: &str, max: usize) -> Result<Arc<str>, InstanceNameError> {
    match check_name(name, max) {
        Ok(()) => Ok(name.into()),
        Err(reason) => Err(InstanceNameError { member, name: name.to_owned(), reason }),
    }
}

impl fmt::Display for InstanceService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.namespace, self.service)
    }
}

impl fmt::Display for InstanceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.service, self.id)
    }
}

impl InstanceId {
    /// The instance with these names.
    pub fn named<'a>(&'a self, instance: &'a Instance) -> NamedInstance<'a> {
        let Self { service: InstanceService { namespace, service }, id } = self;
        NamedInstance { namespace, service, id, instance }
    }
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

    pub fn get(&self, id: &InstanceId) -> Option<&Arc<Instance>> {
        self.services.get(&id.service)?.get(&id.id)
    }

    /// The instances of a service in the order of their ids.
    pub fn of_service(
        &self,
        service: &InstanceService,
    ) -> impl Iterator<Item = (&Arc<str>, &Arc<Instance>)> {
        self.services.get(service).into_iter().flatten()
    }

    /// How many instances a service has.
    pub fn count(&self, service: &InstanceService) -> usize {
        self.services.get(service).map_or(0, OrdMap::len)
    }

    /// How many instances there are.
    pub fn len(&self) -> usize {
        self.services.values().map(OrdMap::len).sum()
    }

    /// All instances.
    pub fn iter(&self) -> impl Iterator<Item = (&InstanceService, &Arc<str>, &Arc<Instance>)> {
        self.services.iter().flat_map(|(service, instances)| {
            instances.iter().map(move |(id, instance)| (service, id, instance))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_fit_for_a_path_and_told_apart() {
        let refused = |namespace: &str, service: &str, id: &str| {
            let service = InstanceService::try_new(namespace, service);
            service.and_then(|service| service.instance(id)).unwrap_err().to_string()
        };
        assert_eq!(refused("", "cart", "a"), "the namespace `` must not be empty");
        assert_eq!(refused("shop", "a/b", "a"), "the service `a/b` must not hold `/`");
        assert_eq!(refused("shop", "cart", ".."), "the id `..` must not be `.` or `..`");
        let long = "i".repeat(65);
        let said = format!("the id `{long}` has 65 characters; at most 64 are allowed");
        assert_eq!(refused("shop", "cart", &long), said);
    }

    #[test]
    fn a_service_without_instances_is_gone() {
        let service = InstanceService::try_new("shop.local", "cart").unwrap();
        let id = service.instance("a").unwrap();
        let instance: Arc<Instance> =
            Arc::new(serde_json::from_str(r#"{"ipv4":"10.0.0.1","healthy":true}"#).unwrap());
        let mut instances = Instances::default();
        assert_eq!(instances.insert(service.clone(), id.id.clone(), instance.clone()), None);
        assert_eq!((instances.count(&service), instances.get(&id)), (1, Some(&instance)));
        assert_eq!(instances.remove(&service, "b"), None);
        assert_eq!(instances.remove(&service, "a"), Some(instance));
        assert_eq!(instances, Instances::default());
    }
}
