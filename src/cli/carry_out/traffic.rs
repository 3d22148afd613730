//! Where traffic goes after a run that was not done in full.

use std::collections::BTreeSet;

use crate::cli::session::Session;
use crate::client::WithTags;
use crate::model::{Kind, Resource, ResourceId, Snapshot, Spec};
use crate::output::style::printable;
use crate::output::summary;
use crate::plan::{Action, Plan};

/// How many routes are told of.
const SHOWN: usize = 5;

/// One line for each route that the plan was about: `cart.shop.local → cart-v1 100 % (unchanged)`.
/// Nothing where the control plane does not tell.
pub async fn lines(session: &Session, plan: &Plan) -> Vec<String> {
    let routes: BTreeSet<&ResourceId> = plan
        .steps
        .iter()
        .map(|step| step.action.id())
        .filter(|id| id.kind() == Kind::Route)
        .collect();
    if routes.is_empty() {
        return Vec::new();
    }
    let meshes: BTreeSet<&str> = routes.iter().map(|id| id.mesh()).collect();
    let meshes: Vec<&str> = meshes.into_iter().collect();
    let Ok(now) = session.client.snapshot(&meshes, WithTags::No).await else { return Vec::new() };
    let mut lines: Vec<String> = routes.iter().take(SHOWN).map(|id| line(&now, plan, id)).collect();
    if routes.len() > SHOWN {
        lines.push(format!("{} more routes", routes.len() - SHOWN));
    }
    lines
}

fn line(now: &Snapshot, plan: &Plan, id: &ResourceId) -> String {
    let whose = services(now, id);
    let before = plan.steps.iter().find(|step| step.action.id() == id).map(|step| &step.action);
    let before = before.and_then(|action| match action {
        Action::Create { .. } => None,
        Action::Update { before, .. } | Action::Delete { before } => Some(before),
    });
    let text = match now.get(id) {
        None if before.is_none() => "no route yet (unchanged)".to_owned(),
        None => "no route any longer".to_owned(),
        Some(route) => {
            let same = before.is_some_and(|before| targets(before) == targets(route));
            format!("{}{}", targets(route), if same { " (unchanged)" } else { "" })
        }
    };
    format!("{} → {}", printable(&whose), printable(&text))
}

/// The services that a route's router provides; without any, the route itself.
fn services(now: &Snapshot, id: &ResourceId) -> String {
    let router = id.parent_id().into_iter();
    let referrers = router.flat_map(|router| {
        let all = now.referrers(&router, crate::model::Strength::Required).into_iter();
        all.filter(|one| one.id.kind() == Kind::VirtualService).collect::<Vec<_>>()
    });
    let names: Vec<&str> = referrers.map(|service| service.id.name()).collect();
    if names.is_empty() { id.address() } else { names.join(", ") }
}

/// `cart-v1 90 % · cart-v2 10 %`
fn targets(route: &Resource) -> String {
    let Spec::Route(spec) = &route.spec else { return String::new() };
    let targets = spec.rule.weighted_targets();
    let sum: i64 = targets.iter().map(|target| target.weight.get()).sum();
    let shares = targets.iter().map(|target| {
        format!("{} {}", target.virtual_node, summary::share(target.weight.get(), sum))
    });
    shares.collect::<Vec<_>>().join(" · ")
}
