//! Which routes a driver has met: one that was deleted and made anew has the name of another one, and
//! nothing of the rollout.

use std::collections::BTreeMap;

use crate::model::metadata::Identity;
use crate::model::{Resource, ResourceId};

/// The routes as they were met first.
#[derive(Debug, Default)]
pub struct Met(BTreeMap<ResourceId, Identity>);

impl Met {
    /// Whether it is the one that was met before; it is if none was.
    pub fn is_same(&mut self, route: &Resource) -> bool {
        let Some(metadata) = &route.metadata else { return true };
        let first = self.0.entry(route.id.clone()).or_insert_with(|| metadata.identity());
        // Some emulators give the same uid to all. Versions do not count: an old answer has a lower one.
        metadata.is_still(first) && metadata.created_at == first.created_at
    }
}
