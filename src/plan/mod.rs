//! Two snapshots to a plan: which resources to create, update and delete, in which order, and what
//! was left alone. The same snapshots always give the same plan.

#![deny(clippy::disallowed_methods)]

mod deletion;
pub mod diff;
mod graph;
mod options;
pub mod ownership;
pub mod saved;
mod step;
mod undo;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use deletion::{InUse, deletion};
pub use diff::{Change, FieldChange};
pub use options::Options;
pub use step::{Action, Disruption, Part, Phase, Step, TagChange, Why, spec_changes};

use crate::model::{FieldPath, ResourceId, Snapshot, Strength};

/// What is to be done to turn the current state into the desired one.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// In an order in which they can be done.
    pub steps: Vec<Step>,
    /// What the desired state names and that is as it should be.
    pub unchanged: Vec<ResourceId>,
    /// What is in the same meshes and that the desired state does not name; it is left alone.
    pub others: Vec<ResourceId>,
    /// What was to be deleted and is kept, because others need it that stay.
    pub kept: Vec<InUse>,
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

    /// How many steps create, update and delete.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { unchanged: self.unchanged.len(), ..Counts::default() };
        for step in &self.steps {
            match step.action {
                Action::Create { .. } => counts.create += 1,
                Action::Update { .. } => counts.update += 1,
                Action::Delete { .. } => counts.delete += 1,
            }
        }
        counts
    }
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
    let mut actions = Vec::new();
    for wanted in desired.iter().filter(|wanted| options.is_chosen(&wanted.id)) {
        match current.get(&wanted.id) {
            None => actions.push(Action::Create { after: step::with_tags(wanted, &options.tags) }),
            Some(found) => {
                let wanted = options.wanted(found, wanted);
                match step::update(found, &wanted, &options.tags) {
                    Some(action) => actions.push(action),
                    None => plan.unchanged.push(wanted.id.clone()),
                }
            }
        }
    }
    let doomed = options.delete.iter().filter(|id| options.is_chosen(id) && !desired.contains(id));
    let doomed = doomed.filter_map(|id| current.get(id));
    actions.extend(doomed.map(|before| Action::Delete { before: Arc::clone(before) }));
    plan.steps = graph::ordered(actions);
    let mut meshes: Vec<&str> = desired.iter().map(|resource| resource.id.mesh()).collect();
    meshes.dedup();
    plan.several_meshes = meshes.len() > 1 || plan.meshes().len() > 1;
    let others = meshes.iter().flat_map(|mesh| current.of_mesh(mesh));
    plan.others = others
        .filter(|resource| !desired.contains(&resource.id))
        .filter(|resource| !options.delete.contains(&resource.id))
        .map(|resource| resource.id.clone())
        .collect();
    plan
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
