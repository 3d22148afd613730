//! Routes and nodes of a rollout that are not there any more: what is remembered of them, and why the
//! rollout is held. Nothing rises towards a node that is gone, or onto a route of somebody else.

use std::collections::BTreeSet;

use crate::rollout::engine::Engine;
use crate::rollout::event::Seen;
use crate::rollout::state::HeldReason;

impl Engine {
    pub(super) fn remember_lost(&mut self, routes: &[Seen]) {
        let places = |is_it: fn(&Seen) -> bool| -> BTreeSet<usize> {
            let them = routes.iter().enumerate().filter(move |(_, seen)| is_it(seen));
            them.map(|(place, _)| place).collect()
        };
        self.state.gone = places(|seen| seen.weights().is_none());
        self.state.remade = places(|seen| *seen == Seen::Remade);
        let nodes = routes.iter().filter_map(|seen| match seen {
            Seen::Lacking { nodes, .. } => Some(nodes),
            _ => None,
        });
        self.state.lacking = nodes.flatten().cloned().collect();
    }

    /// What is not there any more, of which a rollout has to be held.
    pub(super) fn lost(&self, routes: &[Seen]) -> Option<HeldReason> {
        let of_route = self.state.routes.iter().zip(routes).find_map(|(route, seen)| {
            let route = route.route.clone();
            match seen {
                Seen::Absent => Some(HeldReason::RouteGone { route }),
                Seen::Remade => Some(HeldReason::RouteRemade { route }),
                Seen::Present { .. } | Seen::Lacking { .. } => None,
            }
        });
        let node = || self.state.lacking.first().cloned();
        of_route.or_else(|| node().map(|node| HeldReason::NodeGone { node }))
    }
}
