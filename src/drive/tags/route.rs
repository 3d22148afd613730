//! What a rollout reads of a route, and what it changes: the weights, and nothing else.

use crate::drive::tags::codec::blob::digits;
use crate::model::route::RouteSpec;
use crate::model::{Resource, Spec};
use crate::rollout::weights::{Share, Shares, shares, with_shares};

/// A route as it was read.
#[derive(Debug, Clone)]
pub struct Seen {
    pub resource: Resource,
    pub weights: Shares,
    /// The hash of what it says besides its targets.
    pub rest: String,
}

impl Seen {
    pub fn of(resource: Resource) -> Option<Self> {
        let spec = route_spec(&resource)?;
        let weights = shares(spec.rule.weighted_targets());
        let rest = rest(spec);
        Some(Self { resource, weights, rest })
    }

    pub fn version(&self) -> Option<i64> {
        self.resource.metadata.as_ref().map(|metadata| metadata.version)
    }

    pub fn arn(&self) -> Option<&str> {
        self.resource.metadata.as_ref().map(|metadata| metadata.arn.as_str())
    }

    /// The same route with those weights; none if a route cannot have them.
    pub fn with(&self, wanted: &[Share]) -> Option<Resource> {
        let mut resource = self.resource.clone();
        let Spec::Route(spec) = &mut resource.spec else { return None };
        let targets = with_shares(spec.rule.weighted_targets(), wanted)?;
        *spec.rule.weighted_targets_mut() = targets;
        Some(resource)
    }
}

fn route_spec(resource: &Resource) -> Option<&RouteSpec> {
    match &resource.spec {
        Spec::Route(spec) => Some(spec),
        _ => None,
    }
}

/// The hash of a route without its targets.
fn rest(spec: &RouteSpec) -> String {
    let mut tree = Spec::Route(Box::new(spec.clone())).to_value();
    if let Some(members) = tree.as_object_mut() {
        for member in members.values_mut() {
            if let Some(action) = member.get_mut("action").and_then(|action| action.as_object_mut())
            {
                action.shift_remove("weightedTargets");
            }
        }
    }
    digits(tree.to_string().as_bytes(), 16)
}
