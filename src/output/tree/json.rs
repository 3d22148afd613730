//! What a line of a tree tells, for machines: members instead of columns.

use serde_json::{Map, Value, json};

use crate::client::{ConnectedProxy, ProxyState};
use crate::model::route::RouteSpec;
use crate::model::{Resource, ResourceId, Spec};
use crate::output::summary;

/// What there is to know of a line.
pub type Known = Map<String, Value>;

/// A resource, wherever it stands in a tree.
pub fn resource(resource: &Resource, proxies: &[&ConnectedProxy]) -> Known {
    let mut known = name(&resource.id);
    match &resource.spec {
        Spec::Route(route) => {
            known.insert("priority".to_owned(), json!(route.priority));
            known.insert("match".to_owned(), json!(summary::route_match(route)));
        }
        Spec::GatewayRoute(route) => {
            known.insert("priority".to_owned(), json!(route.priority));
            known.insert("match".to_owned(), json!(summary::gateway_route_match(route)));
        }
        Spec::VirtualNode(node) => {
            let calls: Vec<String> = super::services(node).collect();
            known.insert("calls".to_owned(), json!(calls));
        }
        Spec::Mesh(_)
        | Spec::VirtualRouter(_)
        | Spec::VirtualService(_)
        | Spec::VirtualGateway(_) => {}
    }
    if let Some(rollout) = resource.rollout() {
        known.insert("rollout".to_owned(), json!(rollout));
    }
    if !proxies.is_empty() {
        let behind = proxies.iter().filter(|proxy| proxy.state != ProxyState::Synced).count();
        let proxies = json!({"connected": proxies.len(), "behind": behind});
        known.insert("proxies".to_owned(), proxies);
    }
    known
}

/// A resource that is referred to and does not exist.
pub fn missing(id: &ResourceId) -> Known {
    let mut known = name(id);
    known.insert("exists".to_owned(), json!(false));
    known
}

fn name(id: &ResourceId) -> Known {
    let members = [
        ("address", json!(id.address())),
        ("mesh", json!(id.mesh())),
        ("kind", json!(id.kind().row().wire)),
        ("exists", json!(true)),
    ];
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Which part of the requests of a route goes that way.
pub fn add_share(known: &mut Known, weight: i64, route: &RouteSpec) {
    let targets = route.rule.weighted_targets();
    let sum: i64 = targets.iter().map(|target| target.weight.get()).sum();
    let tenths = i32::try_from(summary::share_tenths(weight, sum)).unwrap_or(i32::MAX);
    known.insert("weight".to_owned(), json!(weight));
    known.insert("sharePercent".to_owned(), json!(f64::from(tenths) / 10.0));
}
