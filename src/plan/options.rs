//! What a plan may do besides making the desired state, and what it must leave alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{Resource, ResourceId, Spec, TagKey, Tags};
use crate::plan::step::{self, Defaults};

/// What a plan may do besides making the desired state, and what it must leave alone.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What is to be deleted.
    pub delete: BTreeSet<ResourceId>,
    /// Routes whose live weighted targets stay, whatever the desired state says: a rollout owns them.
    pub keep_weights: BTreeSet<ResourceId>,
    /// Tags that are put on whatever is created or updated.
    pub tags: Tags,
    /// Whether they are put on what is unchanged and has none of them, too.
    pub adopt: bool,
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

    /// A resource that is as it should be, with the tags that it lacks. What carries one of them with
    /// another value is somebody else's.
    pub fn adopted(&self, current: &Arc<Resource>) -> Option<Arc<Resource>> {
        let has = |key: &TagKey| current.tags.get(key.as_str()).is_some();
        if !self.adopt || self.tags.is_empty() || self.tags.iter().any(|(key, _)| has(key)) {
            return None;
        }
        Some(step::with_tags(current, &self.tags))
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
