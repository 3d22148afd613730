//! A saved plan made again from what is there now, and what became of its steps.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Resource, ResourceId, Snapshot};
use crate::plan::saved::SavedPlan;
use crate::plan::{Action, FieldChange, Options, Plan, plan_with};

/// The same aim, from what is there now.
#[derive(Debug)]
pub struct Again {
    pub plan: Plan,
    /// In the order of addresses.
    pub differences: Vec<Difference>,
}

/// What was planned for a resource, and what is planned now. Both differ.
#[derive(Debug)]
pub struct Difference {
    pub id: ResourceId,
    pub was: Option<Action>,
    pub is: Option<Action>,
}

impl SavedPlan {
    /// Plans again for the resources of this plan, and for no others.
    pub fn again(&self, now: &Snapshot) -> Again {
        let (mut wanted, mut options) = (Snapshot::default(), Options::default());
        // The last change of a resource says what it is to be.
        for change in &self.changes {
            if let Some(spec) = &change.spec {
                wanted.insert(Arc::new(Resource {
                    id: change.id.clone(),
                    spec: spec.clone(),
                    tags: change.tags.clone(),
                    metadata: None,
                }));
                options.delete.remove(&change.id);
            } else {
                wanted.remove(&change.id);
                options.delete.insert(change.id.clone());
            }
        }
        options.delete.retain(|id| now.contains(id));
        let plan = plan_with(now, &wanted, &options);
        let differences = differences(&self.as_planned(), &plan);
        Again { plan, differences }
    }
}

fn differences(before: &Plan, after: &Plan) -> Vec<Difference> {
    let actions = |plan: &Plan| -> BTreeMap<ResourceId, Action> {
        let outcomes = plan.outcomes().into_iter();
        outcomes.map(|(action, _)| (action.id().clone(), action)).collect()
    };
    let (mut was, mut is) = (actions(before), actions(after));
    let ids: std::collections::BTreeSet<ResourceId> =
        was.keys().chain(is.keys()).cloned().collect();
    let both = ids.into_iter().map(|id| {
        let (was, is) = (was.remove(&id), is.remove(&id));
        Difference { id, was, is }
    });
    both.filter(|one| !is_same(one.was.as_ref(), one.is.as_ref())).collect()
}

/// Whether both do the same, wherever the resource comes from.
fn is_same(was: Option<&Action>, is: Option<&Action>) -> bool {
    match (was, is) {
        (
            Some(Action::Update { changes: was, tags: were, .. }),
            Some(Action::Update { changes: is, tags: are, .. }),
        ) => was == is && were == are,
        (Some(was), Some(is)) => was.verb() == is.verb(),
        (None, None) => true,
        _ => false,
    }
}

impl Difference {
    /// `rt/shop/main: update weight; was to be created`.
    pub fn text(&self) -> String {
        let id = self.id.full_address();
        match (&self.was, &self.is) {
            (Some(was), Some(is)) if doing(was) == doing(is) => {
                format!("{id}: {}, from other values than when the plan was made", doing(is))
            }
            (Some(was), Some(is)) => format!("{id}: {}; the plan was to {}", doing(is), doing(was)),
            (None, Some(is)) => format!("{id}: {}; the plan left it alone", doing(is)),
            (Some(was), None) => format!("{id}: nothing; the plan was to {}", doing(was)),
            (None, None) => id,
        }
    }
}

/// What an action does, without values.
fn doing(action: &Action) -> String {
    let Action::Update { changes, tags, .. } = action else {
        return action.verb().to_owned();
    };
    let fields = changes.iter().map(FieldChange::label);
    let tags = tags.iter().map(|tag| format!("tag {}", tag.key.as_str()));
    format!("update {}", fields.chain(tags).collect::<Vec<_>>().join(", "))
}
