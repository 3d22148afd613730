//! Parts of resources in a few words: listeners, matches, targets, providers.

use serde_json::Value;

use crate::model::gateway_route::{GatewayRouteRule, GatewayRouteSpec};
use crate::model::listener::PortMapping;
use crate::model::route::{RouteSpec, WeightedTarget};
use crate::model::scalar::{Port, Priority};
use crate::model::virtual_gateway::VirtualGatewaySpec;
use crate::model::virtual_node::{Backend, ServiceDiscovery, VirtualNodeSpec};
use crate::model::virtual_router::VirtualRouterSpec;
use crate::model::virtual_service::{VirtualServiceProvider, VirtualServiceSpec};
use crate::model::{Choice as _, ResourceId};
use crate::output::style::printable;
use crate::output::value::inline;

/// What stands where there is nothing.
pub const NONE: &str = "-";

/// Parts in one cell.
pub fn listed(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().collect();
    if parts.is_empty() { NONE.to_owned() } else { parts.join(" · ") }
}

fn port_mapping(mapping: &PortMapping) -> String {
    format!("{} :{}", mapping.protocol, mapping.port)
}

/// `http :8080 · grpc :9090`.
pub fn node_listeners(node: &VirtualNodeSpec) -> String {
    listed(node.listeners.iter().map(|listener| port_mapping(&listener.port_mapping)))
}

pub fn router_listeners(router: &VirtualRouterSpec) -> String {
    listed(router.listeners.iter().map(|listener| port_mapping(&listener.port_mapping)))
}

pub fn gateway_listeners(gateway: &VirtualGatewaySpec) -> String {
    listed(gateway.listeners.iter().map(|listener| {
        let mapping = &listener.port_mapping;
        format!("{} :{}", mapping.protocol, mapping.port)
    }))
}

/// How a node is found: `dns cart.local`.
pub fn discovery(discovery: Option<&ServiceDiscovery>) -> String {
    match discovery {
        Some(ServiceDiscovery::Dns(dns)) => format!("dns {}", printable(&dns.hostname)),
        Some(ServiceDiscovery::AwsCloudMap(map)) => {
            format!("cloud map {}/{}", printable(&map.namespace_name), printable(&map.service_name))
        }
        Some(ServiceDiscovery::Other(_)) => "unknown".to_owned(),
        None => NONE.to_owned(),
    }
}

/// The names of the services that a node calls.
pub fn backends(node: &VirtualNodeSpec) -> String {
    listed(node.backends.iter().filter_map(|backend| match backend {
        Backend::VirtualService(service) => Some(printable(&service.virtual_service_name)),
        Backend::Other(_) => None,
    }))
}

/// The address of what answers a service.
pub fn provider(id: &ResourceId, service: &VirtualServiceSpec) -> String {
    match &service.provider {
        Some(VirtualServiceProvider::VirtualRouter(router)) => {
            id.virtual_router(&router.virtual_router_name).to_string()
        }
        Some(VirtualServiceProvider::VirtualNode(node)) => {
            id.virtual_node(&node.virtual_node_name).to_string()
        }
        Some(VirtualServiceProvider::Other(_)) => "unknown".to_owned(),
        None => NONE.to_owned(),
    }
}

/// A route's priority; absent is the last.
pub fn priority(priority: Option<Priority>) -> String {
    priority.map_or_else(|| NONE.to_owned(), |priority| priority.to_string())
}

/// What a route matches: `http prefix / method GET`.
pub fn route_match(route: &RouteSpec) -> String {
    matched(route.rule.member(), &serde_json::to_value(route).unwrap_or_default())
}

/// What a gateway route matches.
pub fn gateway_route_match(route: &GatewayRouteSpec) -> String {
    matched(route.rule.member(), &serde_json::to_value(route).unwrap_or_default())
}

/// The members of the match, in the words of the document.
fn matched(member: &str, spec: &Value) -> String {
    let protocol = member.trim_end_matches("Route");
    let matches = spec.get(member).and_then(|rule| rule.get("match")).and_then(Value::as_object);
    let parts = matches.into_iter().flatten().map(|(name, value)| match value {
        Value::Array(items) => format!("{name} {}", condition_list(items)),
        value => format!("{name} {}", single(value)),
    });
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        format!("{protocol} *")
    } else {
        format!("{protocol} {}", parts.join(" "))
    }
}

/// `{exact: /cart}` as `exact /cart`.
fn single(value: &Value) -> String {
    match value.as_object() {
        Some(members) if members.len() == 1 => {
            let parts = members.iter().map(|(name, value)| format!("{name} {}", inline(value)));
            parts.collect()
        }
        _ => inline(value),
    }
}

/// Headers, metadata and query parameters: `x-canary=1, !x-old`.
fn condition_list(items: &[Value]) -> String {
    let items = items.iter().map(|item| {
        let name = item.get("name").and_then(Value::as_str).unwrap_or(NONE);
        let not = if item.get("invert").and_then(Value::as_bool) == Some(true) { "!" } else { "" };
        match item.get("match").and_then(Value::as_object).and_then(|kind| kind.iter().next()) {
            Some((kind, value)) if kind == "exact" => format!("{not}{name}={}", inline(value)),
            Some((kind, value)) => format!("{not}{name} {kind} {}", inline(value)),
            None => format!("{not}{name}"),
        }
    });
    items.collect::<Vec<_>>().join(", ")
}

/// `cart-v1 90 · cart-v2 10`.
pub fn targets(route: &RouteSpec) -> String {
    listed(route.rule.weighted_targets().iter().map(target))
}

/// `cart-v1:8080 90`.
pub fn target(target: &WeightedTarget) -> String {
    format!("{}{} {}", printable(target.virtual_node.as_str()), port(target.port), target.weight)
}

/// Where a gateway route leads.
pub fn gateway_target(rule: &GatewayRouteRule) -> String {
    let target = rule.target();
    let name = target.virtual_service.virtual_service_name.as_str();
    format!("{}{}", printable(name), port(target.port))
}

fn port(port: Option<Port>) -> String {
    port.map(|port| format!(":{port}")).unwrap_or_default()
}

/// The share of a weight, in percent of the sum of its route: `75 %`, `33.3 %`.
pub fn share(weight: i64, sum: i64) -> String {
    let tenths = share_tenths(weight, sum);
    match tenths % 10 {
        0 => format!("{} %", tenths / 10),
        rest => format!("{}.{rest} %", tenths / 10),
    }
}

/// The share in tenths of a percent, rounded half up.
pub fn share_tenths(weight: i64, sum: i64) -> i64 {
    if sum == 0 { 0 } else { (weight * 2000 / sum).midpoint(1) }
}
