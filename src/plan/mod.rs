//! Two snapshots to a plan: which resources to create, update and delete, in which order, and what
//! was left alone. The same snapshots always give the same plan.

#![deny(clippy::disallowed_methods)]

mod build;
mod chain;
mod deletion;
pub mod diff;
pub mod fields;
mod lists;
mod options;
mod order;
pub mod ownership;
mod patch;
mod ports;
pub mod saved;
mod staging;
mod step;
mod undo;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use deletion::{InUse, deletion};
pub use diff::{Change, FieldChange};
pub use options::Options;
pub use patch::{patch, patch_with};
pub use step::{
    Action, Defaults, Disruption, Part, Phase, Step, TagChange, Why, spec_changes, update,
};
pub use undo::StayingTags;

use crate::model::{FieldPath, Kind, Resource, ResourceId, Snapshot, Strength};
use crate::plan::chain::{Chains, World};

/// What is to be done to turn the current state into the desired one.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// In an order in which they can be done.
    pub steps: Vec<Step>,
    /// What the desired state names and that is as it should be.
    pub unchanged: Vec<ResourceId>,
    /// What is in the same meshes and that the desired state does not name; it is left alone.
    pub others: Vec<ResourceId>,
    /// What the desired state names and the control plane cannot have; it is left out.
    pub left_out: Vec<ResourceId>,
    /// What was to be deleted and is kept, because others need it that stay.
    pub kept: Vec<InUse>,
    /// What is deleted and made again under another name, with the same spec.
    pub renames: Vec<(ResourceId, ResourceId)>,
    reads: usize,
    several_meshes: bool,
}

/// A resource that has to exist and exists neither now nor afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    pub resource: ResourceId,
    /// Where it is named; empty if it is the parent or the mesh.
    pub path: FieldPath,
    pub target: ResourceId,
}

impl Plan {
    /// A plan of these steps and nothing else.
    pub fn of_steps(steps: Vec<Step>) -> Self {
        let mut plan = Self { steps, ..Self::default() };
        plan.several_meshes = plan.meshes().len() > 1;
        plan
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The address of a resource of this plan; with its mesh, if there are several.
    pub fn address(&self, id: &ResourceId) -> String {
        if self.several_meshes { id.full_address() } else { id.address() }
    }

    /// The meshes that it is about.
    pub fn meshes(&self) -> BTreeSet<&str> {
        let changed = self.steps.iter().map(|step| step.action.id());
        changed.chain(&self.unchanged).map(ResourceId::mesh).collect()
    }

    /// What becomes of each resource in the end, however many steps that takes, and whether something
    /// fails on the way. In the order of the steps.
    pub fn outcomes(&self) -> Vec<(Action, bool)> {
        let mut steps: BTreeMap<&ResourceId, Vec<&Step>> = BTreeMap::new();
        for step in &self.steps {
            steps.entry(step.action.id()).or_default().push(step);
        }
        let first = self.steps.iter().filter_map(|step| steps.remove(step.action.id()));
        let outcome = |steps: Vec<&Step>| {
            let disrupts = steps.iter().any(|step| step.disruption.is_some());
            let action = match steps.as_slice() {
                [only] => only.action.clone(),
                [first, .., last] => joined(&first.action, &last.action),
                [] => return None,
            };
            Some((action, disrupts))
        };
        first.filter_map(outcome).collect()
    }

    /// How many requests a control plane without extensions takes for it.
    pub fn requests(&self) -> Requests {
        let writes = self.steps.iter().map(|step| match &step.action {
            // The spec and the tags are two requests.
            Action::Update { changes, tags, .. } => {
                usize::from(!changes.is_empty()) + usize::from(!tags.is_empty())
            }
            Action::Create { .. } | Action::Delete { .. } => 1,
        });
        Requests { reads: self.reads, writes: writes.sum() }
    }

    /// How many resources are created, updated and deleted, whatever the number of steps.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { unchanged: self.unchanged.len(), ..Counts::default() };
        let mut verbs: BTreeMap<&ResourceId, Vec<&str>> = BTreeMap::new();
        for step in &self.steps {
            verbs.entry(step.action.id()).or_default().push(step.action.verb());
        }
        for verbs in verbs.into_values() {
            match verbs.as_slice() {
                ["create", ..] => counts.create += 1,
                // What is deleted and made again is changed in the end.
                [.., "delete"] => counts.delete += 1,
                _ => counts.update += 1,
            }
        }
        counts
    }
}

/// The first and the last of several steps of a resource in one.
fn joined(first: &Action, last: &Action) -> Action {
    match (first.before(), last.after()) {
        (Some(before), Some(after)) => update(before, after),
        (None, Some(after)) => Action::Create { after: Arc::clone(after) },
        (Some(before), None) => Action::Delete { before: Arc::clone(before) },
        (None, None) => last.clone(),
    }
}

/// How many requests a plan takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Requests {
    pub reads: usize,
    pub writes: usize,
}

/// The requests that it takes to read meshes: each kind is listed, page by page, and each resource
/// described.
fn reads<'a>(current: &Snapshot, meshes: impl Iterator<Item = &'a str>) -> usize {
    const PAGE: usize = 100;
    let pages = |count: usize| count.div_ceil(PAGE).max(1);
    let in_mesh = |mesh: &str| {
        let count = |kind: Kind, parent: Option<&str>| current.of_kind(kind, mesh, parent).count();
        let kinds = Kind::ALL.into_iter().filter(|kind| kind.row().parent.is_none());
        let lists = kinds.filter(|kind| *kind != Kind::Mesh).map(|kind| pages(count(kind, None)));
        let parents = current.of_mesh(mesh).flat_map(|one| {
            one.kind().children().map(|kind| pages(count(kind, Some(one.id.name()))))
        });
        let parents = parents.sum::<usize>();
        lists.sum::<usize>() + parents + current.of_mesh(mesh).count().max(1)
    };
    meshes.map(in_mesh).sum()
}

/// How many resources a plan creates, updates, deletes and leaves as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub create: usize,
    pub update: usize,
    pub delete: usize,
    pub unchanged: usize,
}

/// Plans how to turn `current` into `desired`, deleting nothing.
pub fn plan(current: &Snapshot, desired: &Snapshot) -> Plan {
    plan_with(current, desired, &Options::default())
}

/// Plans how to turn `current` into `desired`.
pub fn plan_with(current: &Snapshot, desired: &Snapshot, options: &Options) -> Plan {
    let mut plan = Plan::default();
    let mut chains = Chains::new();
    for wanted in desired.iter().filter(|wanted| options.is_chosen(&wanted.id)) {
        let before = current.get(&wanted.id);
        let after = match before {
            None => Some(step::with_tags(wanted, &options.tags)),
            Some(found) => {
                let wanted = options.wanted(found, wanted);
                step::merged(found, &wanted, &options.tags, options.defaults)
                    .or_else(|| options.adopted(found))
            }
        };
        match after {
            Some(after) => {
                chains.insert(wanted.id.clone(), vec![before.cloned(), Some(after)]);
            }
            None => plan.unchanged.push(wanted.id.clone()),
        }
    }
    let doomed = options.delete.iter().filter(|id| options.is_chosen(id) && !desired.contains(id));
    let doomed = doomed.filter_map(|id| current.get(id));
    chains.extend(doomed.map(|before| (before.id.clone(), vec![Some(Arc::clone(before)), None])));
    plan.kept = deletion::keep_what_is_needed(current, &mut chains);
    let of_desired: BTreeSet<&str> = desired.iter().map(|resource| resource.id.mesh()).collect();
    let changed = chains.keys().map(ResourceId::mesh);
    plan.several_meshes =
        of_desired.iter().copied().chain(changed).collect::<BTreeSet<_>>().len() > 1;
    let may_touch = |id: &ResourceId| desired.contains(id) && options.is_chosen(id);
    plan.steps = steps(current, chains, options.defaults, &may_touch, &|id| plan.address(id));
    // What is changed on the way and ends as it was is not unchanged.
    let touched: BTreeSet<ResourceId> =
        plan.steps.iter().map(|step| step.action.id().clone()).collect();
    plan.unchanged.retain(|id| !touched.contains(id));
    plan.renames = renames(&plan.steps);
    plan.reads = reads(current, of_desired.iter().copied());
    let others = of_desired.iter().flat_map(|mesh| current.of_mesh(mesh));
    plan.others = others
        .filter(|resource| !desired.contains(&resource.id) && !touched.contains(&resource.id))
        .map(|resource| resource.id.clone())
        .collect();
    plan
}

/// What goes and comes again under another name: same kind, same parent, same spec.
fn renames(steps: &[Step]) -> Vec<(ResourceId, ResourceId)> {
    let mut gone: Vec<&Arc<Resource>> = Vec::new();
    for step in steps {
        if let Action::Delete { before } = &step.action {
            gone.push(before);
        }
    }
    let mut renames = Vec::new();
    for step in steps {
        let Action::Create { after } = &step.action else { continue };
        let same = |before: &&Arc<Resource>| {
            before.id.kind() == after.id.kind()
                && before.id.parent_id() == after.id.parent_id()
                && before.id != after.id
                && spec_changes(&before.spec, &after.spec).is_empty()
        };
        if let Some(at) = gone.iter().position(same) {
            renames.push((gone.remove(at).id.clone(), after.id.clone()));
        }
    }
    renames
}

/// The steps that lead through all states, in an order in which each is allowed.
fn steps(
    current: &Snapshot,
    chains: Chains,
    defaults: Defaults,
    may_touch: &dyn Fn(&ResourceId) -> bool,
    address: &dyn Fn(&ResourceId) -> String,
) -> Vec<Step> {
    let mut world = World { current, chains };
    let order = staging::staged(&mut world, may_touch);
    build::steps(&world, &order, defaults, address)
}

/// What `desired` needs and that is neither in it nor in `current`.
pub fn missing(current: &Snapshot, desired: &Snapshot) -> Vec<Missing> {
    let exists = |id: &ResourceId| desired.contains(id) || current.contains(id);
    let mut missing = Vec::new();
    for resource in desired.iter() {
        let parent = resource.id.parent_id().map(|parent| (FieldPath::default(), parent));
        let references = resource.references().into_iter();
        let required = references
            .filter(|reference| reference.strength == Strength::Required)
            .map(|reference| (reference.path, reference.to));
        for (path, target) in parent.into_iter().chain(required) {
            if !exists(&target) {
                missing.push(Missing { resource: resource.id.clone(), path, target });
            }
        }
    }
    missing
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
