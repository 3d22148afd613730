//! What rules look at: resources, those that are only partly known, and who exists.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::model::route::RouteSpec;
use crate::model::{Kind, Reference, Resource, ResourceId, Snapshot, Spec, Strength};

/// All that rules look at.
pub struct Subject<'a> {
    pub snapshot: &'a Snapshot,
    /// References of resources whose spec is not valid. The snapshot may hold what is left of them.
    partial: BTreeMap<ResourceId, Vec<Reference>>,
    /// Whether a resource may exist out of sight.
    may_exist: &'a MayExist<'a>,
    scope: Scope,
    index: OnceLock<Index>,
    missing: OnceLock<Vec<(ResourceId, Reference)>>,
}

/// Whether a resource may exist out of sight. Rules ask from several threads.
pub type MayExist<'a> = dyn Fn(&ResourceId) -> bool + Sync + 'a;

/// All that exist, as rules look them up; made when the first of them does.
#[derive(Default)]
struct Index {
    /// By kind, then mesh; in the order of their ids.
    by_kind: BTreeMap<Kind, BTreeMap<String, Vec<ResourceId>>>,
    by_name: BTreeMap<String, Vec<ResourceId>>,
}

/// Where was looked for what resources refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// In documents and nowhere else.
    Documents,
    /// On a control plane too, or all that there is.
    ControlPlane,
}

/// A resource that exists but whose spec is not valid.
#[derive(Debug, Clone)]
pub struct Partial {
    pub id: ResourceId,
    /// What it refers to, as far as that can be read.
    pub references: Vec<Reference>,
}

impl<'a> Subject<'a> {
    /// Resources of which some are only partly known, and others perhaps not at all.
    pub fn new(
        snapshot: &'a Snapshot,
        partial: impl IntoIterator<Item = Partial>,
        may_exist: &'a MayExist<'a>,
    ) -> Self {
        let partial = partial.into_iter().map(|one| (one.id, one.references)).collect();
        let (index, missing) = (OnceLock::new(), OnceLock::new());
        Self { snapshot, partial, may_exist, scope: Scope::ControlPlane, index, missing }
    }

    /// The same where so much was looked at.
    #[must_use]
    pub fn within(self, scope: Scope) -> Self {
        Self { scope, ..self }
    }

    /// Whether what is missing here may well be on a control plane.
    pub fn is_documents_only(&self) -> bool {
        self.scope == Scope::Documents
    }

    /// Whether a resource is there, in whatever state.
    pub fn contains(&self, id: &ResourceId) -> bool {
        self.snapshot.contains(id) || self.partial.contains_key(id)
    }

    /// Whether it is certain that a resource does not exist.
    pub fn lacks(&self, id: &ResourceId) -> bool {
        !self.contains(id) && !(self.may_exist)(id)
    }

    /// The resource, if its spec is known, or what is left of it without what is wrong.
    pub fn get(&self, id: &ResourceId) -> Option<&Resource> {
        self.snapshot.get(id).map(AsRef::as_ref)
    }

    /// Whether a resource is known in full.
    pub fn is_whole(&self, id: &ResourceId) -> bool {
        self.snapshot.contains(id) && !self.partial.contains_key(id)
    }

    /// All that exist, in whatever state.
    pub fn ids(&self) -> impl Iterator<Item = &ResourceId> {
        self.whole().map(|resource| &resource.id).chain(self.partial.keys())
    }

    /// Those whose references are all in their spec.
    fn whole(&self) -> impl Iterator<Item = &Resource> {
        let all = self.snapshot.iter().map(AsRef::as_ref);
        all.filter(|resource| !self.partial.contains_key(&resource.id))
    }

    /// All references of a kind, with the resource that refers.
    pub fn references(&self) -> impl Iterator<Item = (&ResourceId, Reference)> {
        let whole = self.whole().flat_map(|resource| {
            resource.references().into_iter().map(|reference| (&resource.id, reference))
        });
        let partial = self.partial.iter();
        whole.chain(partial.flat_map(|(id, references)| {
            references.iter().map(move |reference| (id, reference.clone()))
        }))
    }

    /// The references to what does not exist and should, with the resource that refers.
    pub fn missing(&self) -> &[(ResourceId, Reference)] {
        self.missing.get_or_init(|| {
            let missing = self.references().filter(|(_, Reference { to, strength, .. })| {
                // Files of a single service need not hold the services of others.
                let matters = *strength == Strength::Required
                    || !self.of_kind(to.kind(), to.mesh()).is_empty();
                matters && self.lacks(to)
            });
            missing.map(|(id, reference)| (id.clone(), reference)).collect()
        })
    }

    /// All of a kind in a mesh, in the order of their ids.
    pub fn of_kind(&self, kind: Kind, mesh: &str) -> &[ResourceId] {
        let known = self.index().by_kind.get(&kind).and_then(|meshes| meshes.get(mesh));
        known.map(Vec::as_slice).unwrap_or_default()
    }

    /// All of that name, of any kind and in any mesh, in the order of their ids.
    pub fn named(&self, name: &str) -> &[ResourceId] {
        self.index().by_name.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut ids: Vec<&ResourceId> = self.ids().collect();
            ids.sort_unstable();
            let mut index = Index::default();
            for id in ids {
                let meshes = index.by_kind.entry(id.kind()).or_default();
                meshes.entry(id.mesh().to_owned()).or_default().push(id.clone());
                index.by_name.entry(id.name().to_owned()).or_default().push(id.clone());
            }
            index
        })
    }

    /// All routes whose spec is known, or what is left of it without what is wrong.
    pub fn routes(&self) -> impl Iterator<Item = (&ResourceId, &RouteSpec)> {
        self.snapshot.iter().filter_map(|resource| match &resource.spec {
            Spec::Route(route) => Some((&resource.id, route.as_ref())),
            _ => None,
        })
    }
}
