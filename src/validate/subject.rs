//! What rules look at: resources, those that are only partly known, and who exists.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::model::route::RouteSpec;
use crate::model::{Kind, Reference, Resource, ResourceId, Snapshot, Spec, Strength};

/// What a proxy stands beside.
pub const PROXIES: &[Kind] = &[Kind::VirtualNode, Kind::VirtualGateway];

/// What matches requests.
pub const ROUTES: &[Kind] = &[Kind::Route, Kind::GatewayRoute];

/// What refers to something that must exist.
pub const NEEDY: &[Kind] = &[Kind::Route, Kind::VirtualService, Kind::GatewayRoute];

/// All that rules look at.
pub struct Subject<'a> {
    pub snapshot: &'a Snapshot,
    /// References of resources whose spec is not valid. The snapshot may hold what is left of them.
    partial: BTreeMap<ResourceId, Vec<Reference>>,
    /// Whether a resource may exist out of sight.
    may_exist: &'a MayExist<'a>,
    scope: Scope,
    by_kind: ByKind<'a>,
    kinds: OnceLock<BTreeMap<Kind, BTreeSet<String>>>,
    index: OnceLock<Index>,
    missing: OnceLock<Vec<(ResourceId, Reference)>>,
}

/// The resources of each kind, in the order of their ids.
type ByKind<'a> = [Vec<&'a Resource>; Kind::ALL.len()];

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
        let mut by_kind = ByKind::default();
        for resource in snapshot.iter() {
            by_kind[resource.kind() as usize].push(resource);
        }
        Self {
            snapshot,
            partial,
            may_exist,
            scope: Scope::ControlPlane,
            by_kind,
            kinds: OnceLock::new(),
            index: OnceLock::new(),
            missing: OnceLock::new(),
        }
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

    /// All of some kinds whose spec is known, or what is left of it without what is wrong: one kind
    /// after another, each in the order of their ids.
    pub fn of(&self, kinds: &'static [Kind]) -> impl Iterator<Item = &'a Resource> {
        kinds.iter().flat_map(|kind| self.by_kind[*kind as usize].iter().copied())
    }

    /// Whether a mesh has any of a kind, in whatever state.
    pub fn has_any(&self, kind: Kind, mesh: &str) -> bool {
        let kinds = self.kinds.get_or_init(|| {
            let mut kinds: BTreeMap<Kind, BTreeSet<String>> = BTreeMap::new();
            for id in self.ids() {
                let meshes = kinds.entry(id.kind()).or_default();
                if !meshes.contains(id.mesh()) {
                    meshes.insert(id.mesh().to_owned());
                }
            }
            kinds
        });
        kinds.get(&kind).is_some_and(|meshes| meshes.contains(mesh))
    }

    /// All that is referred to and must exist, with the resource that refers.
    pub fn needed(&self) -> impl Iterator<Item = (&ResourceId, ResourceId)> {
        let whole = self.of(NEEDY).filter(|resource| !self.partial.contains_key(&resource.id));
        let whole = whole.flat_map(|resource| {
            resource.targets().into_iter().map(|target| (&resource.id, target))
        });
        let partial = self.partial.iter().flat_map(|(id, references)| {
            let required = references.iter().filter(|one| one.strength == Strength::Required);
            required.map(move |one| (id, one.to.clone()))
        });
        whole.chain(partial)
    }

    /// The references to what does not exist and should, with the resource that refers.
    pub fn missing(&self) -> &[(ResourceId, Reference)] {
        self.missing.get_or_init(|| {
            let mut missing = Vec::new();
            for resource in self.whole() {
                let needy = NEEDY.contains(&resource.kind());
                let strength = if needy { Strength::Required } else { Strength::Loose };
                // Most lack nothing, which their targets tell without the places.
                if resource.targets().iter().any(|to| self.is_missed(strength, to)) {
                    self.add_missing(&resource.id, resource.references(), &mut missing);
                }
            }
            for (id, references) in &self.partial {
                self.add_missing(id, references.clone(), &mut missing);
            }
            missing
        })
    }

    fn add_missing(
        &self,
        id: &ResourceId,
        references: Vec<Reference>,
        missing: &mut Vec<(ResourceId, Reference)>,
    ) {
        let missed = references.into_iter().filter(|one| self.is_missed(one.strength, &one.to));
        missing.extend(missed.map(|one| (id.clone(), one)));
    }

    /// Whether what is referred to does not exist and should. Files of a single service need not
    /// hold the services of others.
    fn is_missed(&self, strength: Strength, to: &ResourceId) -> bool {
        let matters = strength == Strength::Required || self.has_any(to.kind(), to.mesh());
        matters && self.lacks(to)
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
        self.of(&[Kind::Route]).filter_map(|resource| match &resource.spec {
            Spec::Route(route) => Some((&resource.id, route.as_ref())),
            _ => None,
        })
    }
}
