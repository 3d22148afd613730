//! All resources of one proxy at one revision.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{InstanceService, ResourceId};
use crate::xds::resource::{ResourceType, XdsResource};

/// All resources that a proxy should have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assembly {
    resources: BTreeMap<(ResourceType, Arc<str>), XdsResource>,
    /// Everything that was looked at, whether it exists or not: a change of anything else changes
    /// nothing here. A router or gateway stands for its routes, too.
    pub dependencies: BTreeSet<ResourceId>,
    /// The Cloud Map services whose instances were looked at.
    pub services: BTreeSet<InstanceService>,
}

impl Assembly {
    pub fn insert(&mut self, of: ResourceType, resource: XdsResource) {
        self.resources.insert((of, Arc::clone(&resource.name)), resource);
    }

    pub fn get(&self, of: ResourceType, name: &str) -> Option<&XdsResource> {
        self.resources.get(&(of, Arc::from(name)))
    }

    /// The resources of a type in the order of their names.
    pub fn of_type(&self, of: ResourceType) -> impl Iterator<Item = &XdsResource> {
        let first = (of, Arc::from(""));
        self.resources
            .range(first..)
            .take_while(move |((kind, _), _)| *kind == of)
            .map(|(_, resource)| resource)
    }

    /// Whether both hold the same versions of the same resources.
    pub fn has_versions_of(&self, other: &Self) -> bool {
        let versions = |(key, resource): (&(ResourceType, Arc<str>), &XdsResource)| {
            (key.clone(), resource.version)
        };
        self.resources.len() == other.resources.len()
            && self.resources.iter().map(versions).eq(other.resources.iter().map(versions))
    }

    /// Takes over what is equal in an earlier assembly, so that it is held once.
    pub fn share(&mut self, before: &Self) {
        for (key, resource) in &mut self.resources {
            let known = before.resources.get(key);
            if let Some(known) = known.filter(|known| known.version == resource.version) {
                resource.name = Arc::clone(&known.name);
                resource.body = known.body.clone();
            }
        }
    }
}
