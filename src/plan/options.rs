//! What a plan may do besides making the desired state, and what it must leave alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{Resource, ResourceId, Spec, Tags};
use crate::plan::step::Defaults;

/// What a plan may do besides making the desired state, and what it must leave alone.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What is to be deleted.
    pub delete: BTreeSet<ResourceId>,
    /// Routes whose live weighted targets stay, whatever the desired state says: a rollout owns them.
    pub keep_weights: BTreeSet<ResourceId>,
    /// Tags that are put on whatever is created or updated.
    pub tags: Tags,
    /// What the plan may touch; none is everything.
    pub chosen: Option<BTreeSet<ResourceId>>,
    /// Whether a value that means the same as absence differs from it.
    pub defaults: Defaults,
}

impl Options {
    /// Whether the plan may touch a resource.
    pub fn is_chosen(&self, id: &ResourceId) -> bool {
        self.chosen.as_ref().is_none_or(|chosen| chosen.contains(id))
    }

    /// What a resource that exists is to become.
    pub fn wanted(&self, current: &Resource, desired: &Arc<Resource>) -> Arc<Resource> {
        let mut wanted = Arc::clone(desired);
        if self.keep_weights.contains(&desired.id)
            && let Spec::Route(live) = &current.spec
            && let Spec::Route(route) = &mut Arc::make_mut(&mut wanted).spec
        {
            *route.rule.weighted_targets_mut() = live.rule.weighted_targets().clone();
        }
        wanted
    }
}
