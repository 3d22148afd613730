//! What a route and what it goes through must agree on: ports and protocols. And the same route with
//! its ports written out, and the same resource with the listeners of both sides of a change.

use crate::model::gateway_route::GatewayRouteRule;
use crate::model::listener::Protocol;
use crate::model::route::{RouteRule, TcpRouteMatch, WeightedTargets};
use crate::model::scalar::Port;
use crate::model::{Resource, Spec, Unknown};

/// A port and what is spoken on it.
pub type Listener = (Port, Protocol);

/// The listeners of a node, router or gateway; none for other kinds.
pub fn listeners(spec: &Spec) -> Vec<Listener> {
    match spec {
        Spec::VirtualNode(node) => node
            .listeners
            .iter()
            .map(|one| (one.port_mapping.port, one.port_mapping.protocol))
            .collect(),
        Spec::VirtualRouter(router) => router
            .listeners
            .iter()
            .map(|one| (one.port_mapping.port, one.port_mapping.protocol))
            .collect(),
        Spec::VirtualGateway(gateway) => gateway
            .listeners
            .iter()
            .map(|one| (one.port_mapping.port, one.port_mapping.protocol.into()))
            .collect(),
        Spec::Mesh(_) | Spec::Route(_) | Spec::VirtualService(_) | Spec::GatewayRoute(_) => {
            Vec::new()
        }
    }
}

/// Whether a route fits what it goes through: its router or gateway, a node that it leads to, or the
/// provider of its service.
pub fn agree(user: &Resource, needed: &Resource) -> bool {
    let listeners = listeners(&needed.spec);
    match (&user.spec, &needed.spec) {
        (Spec::Route(route), Spec::VirtualRouter(_)) => {
            fits(route.rule.match_port(), Some(route.rule.protocol()), &listeners)
        }
        (Spec::Route(route), Spec::VirtualNode(_)) => route
            .rule
            .weighted_targets()
            .iter()
            .filter(|target| user.id.virtual_node(&target.virtual_node) == needed.id)
            .all(|target| fits(target.port, Some(route.rule.protocol()), &listeners)),
        (Spec::GatewayRoute(route), Spec::VirtualGateway(_)) => {
            fits(route.rule.match_port(), Some(route.rule.protocol()), &listeners)
        }
        // A gateway may take one protocol and speak another to the service behind it.
        (Spec::GatewayRoute(route), Spec::VirtualRouter(_) | Spec::VirtualNode(_)) => {
            fits(route.rule.target().port, None, &listeners)
        }
        _ => true,
    }
}

/// Whether a port, or its absence, names one listener of that protocol.
fn fits(port: Option<Port>, protocol: Option<Protocol>, listeners: &[Listener]) -> bool {
    let speaks = |spoken: Protocol| protocol.is_none_or(|protocol| protocol == spoken);
    match (port, listeners) {
        // Nothing listens, so nothing can be meant, nor be meant wrongly.
        (_, []) => true,
        (None, [(_, spoken)]) => speaks(*spoken),
        (None, _) => false,
        (Some(port), _) => listeners.iter().any(|(at, spoken)| *at == port && speaks(*spoken)),
    }
}

/// The ports that a route means where it names none.
#[derive(Debug, Default)]
pub struct Meant {
    /// The port of its router or gateway.
    pub parent: Option<Port>,
    /// The port of each target, in their order; of a gateway route, of its one target.
    pub targets: Vec<Option<Port>>,
}

/// The same route with its ports written out.
pub fn named(route: &Resource, meant: &Meant) -> Resource {
    let mut named = route.clone();
    let target = |index: usize| meant.targets.get(index).copied().flatten();
    match &mut named.spec {
        Spec::Route(route) => {
            set_route_port(&mut route.rule, meant.parent);
            let mut targets = route.rule.weighted_targets().to_vec();
            for (index, one) in targets.iter_mut().enumerate() {
                one.port = one.port.or(target(index));
            }
            if let Ok(targets) = WeightedTargets::parse(targets) {
                *route.rule.weighted_targets_mut() = targets;
            }
        }
        Spec::GatewayRoute(route) => match &mut route.rule {
            GatewayRouteRule::Http(route) | GatewayRouteRule::Http2(route) => {
                route.matches.port = route.matches.port.or(meant.parent);
                route.action.target.port = route.action.target.port.or(target(0));
            }
            GatewayRouteRule::Grpc(route) => {
                route.matches.port = route.matches.port.or(meant.parent);
                route.action.target.port = route.action.target.port.or(target(0));
            }
        },
        _ => {}
    }
    named
}

fn set_route_port(rule: &mut RouteRule, port: Option<Port>) {
    match rule {
        RouteRule::Http(route) | RouteRule::Http2(route) => {
            route.matches.port = route.matches.port.or(port);
        }
        RouteRule::Grpc(route) => route.matches.port = route.matches.port.or(port),
        RouteRule::Tcp(route) => {
            if let Some(port) = port {
                let empty = || TcpRouteMatch { port: None, unknown: Unknown::default() };
                route.matches.get_or_insert_with(empty).port.get_or_insert(port);
            }
        }
    }
}

/// What a resource was, with the listeners that it will have besides its own. Where both listen on a
/// port, the old listener stays.
pub fn with_both(before: &Resource, after: &Resource) -> Resource {
    let mut both = before.clone();
    let had = listeners(&before.spec);
    let is_new = |port: Port| had.iter().all(|(known, _)| *known != port);
    match (&mut both.spec, &after.spec) {
        (Spec::VirtualNode(both), Spec::VirtualNode(after)) => {
            let new = after.listeners.iter().filter(|one| is_new(one.port_mapping.port));
            both.listeners.extend(new.cloned());
        }
        (Spec::VirtualRouter(both), Spec::VirtualRouter(after)) => {
            let new = after.listeners.iter().filter(|one| is_new(one.port_mapping.port));
            both.listeners.extend(new.cloned());
        }
        (Spec::VirtualGateway(both), Spec::VirtualGateway(after)) => {
            let new = after.listeners.iter().filter(|one| is_new(one.port_mapping.port));
            both.listeners.extend(new.cloned());
        }
        _ => {}
    }
    both
}
