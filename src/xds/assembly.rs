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
}
