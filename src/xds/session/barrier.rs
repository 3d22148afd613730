//! What must come before what: clusters before the routes to them, routes away before clusters go.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use crate::xds::resource::{ResourceType, XdsResource};
use crate::xds::session::{BARRIER, GRACE, Held, Session, Wait};

impl Session {
    /// What a listener or route configuration waits for; nothing for other types.
    pub(super) fn wait_of(
        &self,
        resource: &XdsResource,
        held: Option<&Held>,
        now: Instant,
    ) -> Wait {
        let clusters = self.of(ResourceType::Cluster);
        let has_version = held.is_some_and(Held::is_usable);
        let mut until: Option<Instant> = None;
        let mut rejected = Vec::new();
        for name in resource.clusters.iter() {
            let Some(desired) = self.desired.get(ResourceType::Cluster, name) else { continue };
            let cluster = clusters.held.get(name);
            if cluster.is_some_and(Held::is_usable) {
                continue;
            }
            if cluster.is_some_and(|cluster| cluster.rejects(desired.version)) {
                // Without a version that works, everything else in this one is better than nothing.
                if has_version {
                    rejected.push(Arc::clone(name));
                }
                continue;
            }
            let since = self.waiting.get(name).copied().unwrap_or(now);
            let limit = since + BARRIER;
            if now < limit {
                until = Some(until.map_or(limit, |until| until.max(limit)));
            }
        }
        match (rejected.is_empty(), until) {
            (false, _) => Wait::Rejected(rejected),
            (true, Some(until)) => Wait::Clusters(until),
            (true, None) => Wait::Nothing,
        }
    }

    /// The clusters that the proxy may be sending requests to.
    pub(super) fn needed_clusters(&self) -> Needed {
        let mut needed = BTreeSet::new();
        for of in [ResourceType::Listener, ResourceType::Routes] {
            for copy in self.of(of).held.values().flat_map(Held::copies) {
                let Some(clusters) = &copy.clusters else { return Needed::Unknown };
                needed.extend(clusters.iter().cloned());
            }
        }
        Needed::These(needed)
    }

    /// When something that is no longer desired may be removed. `None` while it is needed.
    pub(super) fn removal_of(&self, name: &str, held: &mut Held, turn: &Turn) -> Option<Instant> {
        let is_needed = match turn.of {
            ResourceType::Listener => return Some(turn.now),
            ResourceType::Cluster => turn.needed.contains(name),
            ResourceType::Endpoints => {
                let cluster = self.of(ResourceType::Cluster).held.get(name);
                cluster.is_some_and(|cluster| cluster.copies().next().is_some())
            }
            ResourceType::Secret | ResourceType::Routes => false,
        };
        if is_needed {
            held.unneeded = None;
            return None;
        }
        Some(*held.unneeded.get_or_insert(turn.now) + GRACE)
    }
}

/// What the decisions about all names of a type at a moment share.
#[derive(Debug)]
pub(super) struct Turn {
    pub of: ResourceType,
    pub needed: Needed,
    pub now: Instant,
}

/// The clusters that a proxy may be sending requests to.
#[derive(Debug)]
pub(super) enum Needed {
    /// It has something of which nobody knows what it needs.
    Unknown,
    These(BTreeSet<Arc<str>>),
}

impl Needed {
    fn contains(&self, name: &str) -> bool {
        match self {
            Self::Unknown => true,
            Self::These(names) => names.contains(name),
        }
    }
}
