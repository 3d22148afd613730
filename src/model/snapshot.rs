//! All resources at one revision, with look-ups in both directions.

use std::ops::Bound;
use std::sync::{Arc, OnceLock};

use imbl::{OrdMap, OrdSet};

use crate::model::id::ResourceId;
use crate::model::kind::Kind;
use crate::model::reference::Strength;
use crate::model::resource::Resource;

/// All resources at one revision. A copy shares everything that did not change.
#[derive(Debug, Clone)]
pub struct Snapshot {
    resources: OrdMap<ResourceId, Arc<Resource>>,
    /// What is referred to, whether it exists or not, and who refers to it. A set for each would
    /// take far more memory: most have one referrer. Nothing until somebody asks, in a snapshot that
    /// began [lazy](Self::lazy).
    referrers: OnceLock<Referrers>,
}

type Referrers = OrdSet<(ResourceId, ResourceId)>;

impl Default for Snapshot {
    fn default() -> Self {
        Self { resources: OrdMap::new(), referrers: OnceLock::from(OrdSet::new()) }
    }
}

impl Snapshot {
    /// An empty one that finds out who refers to what when it is first asked: for what is filled
    /// once, and mostly never asked. What is written again and again is to know it all the time.
    pub fn lazy() -> Self {
        Self { resources: OrdMap::new(), referrers: OnceLock::new() }
    }

    /// Adds or replaces; answers what was there before.
    pub fn insert(&mut self, resource: Arc<Resource>) -> Option<Arc<Resource>> {
        let id = resource.id.clone();
        let Some(referrers) = self.referrers.get_mut() else {
            return self.resources.insert(id, resource);
        };
        let targets = resource.targets();
        for target in &targets {
            referrers.insert((target.clone(), id.clone()));
        }
        let before = self.resources.insert(id, resource);
        if let Some(before) = &before {
            self.forget(before, &targets);
        }
        before
    }

    /// Removes; answers what was there.
    pub fn remove(&mut self, id: &ResourceId) -> Option<Arc<Resource>> {
        let before = self.resources.remove(id)?;
        self.forget(&before, &[]);
        Some(before)
    }

    fn forget(&mut self, resource: &Resource, kept: &[ResourceId]) {
        let Some(referrers) = self.referrers.get_mut() else { return };
        for target in resource.targets() {
            if !kept.contains(&target) {
                referrers.remove(&(target, resource.id.clone()));
            }
        }
    }

    fn all_referrers(&self) -> &Referrers {
        self.referrers.get_or_init(|| {
            let pairs = self.iter().flat_map(|resource| {
                let targets = resource.targets().into_iter();
                targets.map(|target| (target, resource.id.clone()))
            });
            pairs.collect()
        })
    }

    pub fn get(&self, id: &ResourceId) -> Option<&Arc<Resource>> {
        self.resources.get(id)
    }

    pub fn contains(&self, id: &ResourceId) -> bool {
        self.resources.contains_key(id)
    }

    pub fn len(&self) -> usize {
        self.resources.len()
    }

    pub fn is_empty(&self) -> bool {
        self.resources.is_empty()
    }

    /// All resources in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Resource>> {
        self.resources.values()
    }

    /// All meshes.
    pub fn meshes(&self) -> impl Iterator<Item = &Arc<Resource>> {
        // A mesh sorts before all that it holds, so each look-up lands on the next mesh.
        let mut next = self.resources.iter().next().map(|(id, _)| id.mesh().to_owned());
        std::iter::from_fn(move || {
            loop {
                let mesh = next.take()?;
                let after = (
                    Bound::Excluded(ResourceId::first(
                        Kind::GatewayRoute,
                        &mesh,
                        Some("\u{10FFFF}"),
                    )),
                    Bound::<ResourceId>::Unbounded,
                );
                let beyond = self.resources.range(after).find(|(id, _)| id.mesh() != mesh);
                next = beyond.map(|(id, _)| id.mesh().to_owned());
                let first = ResourceId::first(Kind::Mesh, &mesh, None);
                let found = self
                    .resources
                    .range(first..)
                    .next()
                    .filter(|(id, _)| id.kind() == Kind::Mesh && id.mesh() == mesh);
                if let Some((_, resource)) = found {
                    return Some(resource);
                }
            }
        })
    }

    /// The resources of a kind in a mesh, under `parent` where given, in the order of their names.
    pub fn of_kind<'a>(
        &'a self,
        kind: Kind,
        mesh: &'a str,
        parent: Option<&'a str>,
    ) -> impl Iterator<Item = &'a Arc<Resource>> {
        self.of_kind_after(kind, mesh, parent, "")
    }

    /// The same, from the first name that is greater than `after`.
    pub fn of_kind_after<'a>(
        &'a self,
        kind: Kind,
        mesh: &'a str,
        parent: Option<&'a str>,
        after: &str,
    ) -> impl Iterator<Item = &'a Arc<Resource>> {
        let start = ResourceId::try_new(kind, mesh, parent, after)
            .unwrap_or_else(|_| ResourceId::first(kind, mesh, parent));
        self.resources
            .range((Bound::Excluded(start), Bound::Unbounded))
            .map(|(_, resource)| resource)
            .take_while(move |resource| {
                let id = &resource.id;
                id.kind() == kind
                    && id.mesh() == mesh
                    && (parent.is_none() || id.parent() == parent)
            })
    }

    /// All resources of a mesh, the mesh itself first.
    pub fn of_mesh<'a>(&'a self, mesh: &'a str) -> impl Iterator<Item = &'a Arc<Resource>> {
        let start = ResourceId::first(Kind::Mesh, mesh, None);
        self.resources
            .range(start..)
            .map(|(_, resource)| resource)
            .take_while(move |resource| resource.id.mesh() == mesh)
    }

    /// Who refers to a resource, at least one of their references being of that strength.
    pub fn referrers(&self, id: &ResourceId, strength: Strength) -> Vec<&Arc<Resource>> {
        let start = (id.clone(), ResourceId::first(Kind::Mesh, "", None));
        let known = self.all_referrers().range(start..).take_while(|(to, _)| to == id);
        known
            .filter_map(|(_, referrer)| self.resources.get(referrer))
            .filter(|resource| {
                resource
                    .references()
                    .iter()
                    .any(|reference| reference.to == *id && reference.strength == strength)
            })
            .collect()
    }

    /// What a resource consists of: all in a mesh but routes, the routes of a router or gateway.
    pub fn parts<'a>(
        &'a self,
        id: &'a ResourceId,
    ) -> Box<dyn Iterator<Item = &'a Arc<Resource>> + 'a> {
        if id.kind() == Kind::Mesh {
            let kinds = Kind::ALL.into_iter().filter(|kind| kind.row().parent.is_none());
            let kinds = kinds.filter(|kind| *kind != Kind::Mesh);
            return Box::new(kinds.flat_map(move |kind| self.of_kind(kind, id.mesh(), None)));
        }
        let children = id.kind().children();
        Box::new(children.flat_map(move |kind| self.of_kind(kind, id.mesh(), Some(id.name()))))
    }
}

impl FromIterator<Resource> for Snapshot {
    fn from_iter<T: IntoIterator<Item = Resource>>(resources: T) -> Self {
        let mut snapshot = Self::default();
        for resource in resources {
            snapshot.insert(Arc::new(resource));
        }
        snapshot
    }
}
