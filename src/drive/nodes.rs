//! Whether the nodes of a rollout are there: App Mesh keeps those that routes refer to, other control
//! planes do not.

use std::collections::BTreeSet;

use futures_util::future::join_all;

use crate::client::{Client, ClientError};
use crate::rollout::event::Seen;
use crate::rollout::spec::NodeRef;
use crate::rollout::state::{Phase, RouteState, State};

/// The nodes of a rollout that are not there.
pub async fn lacking(client: &Client, state: &State) -> Result<BTreeSet<NodeRef>, ClientError> {
    let nodes: BTreeSet<NodeRef> = state.routes.iter().flat_map(RouteState::nodes).collect();
    let looks = nodes.into_iter().map(|node| async move {
        match client.describe(&node.id()).await {
            Ok(_) => Ok(None),
            Err(error) if error.is_not_found() => Ok(Some(node)),
            Err(error) => Err(error),
        }
    });
    let looked: Result<Vec<_>, _> = join_all(looks).await.into_iter().collect();
    Ok(looked?.into_iter().flatten().collect())
}

/// The same for a driver. Its way back needs the routes alone, and is not put off by a node of which
/// nothing can be learned.
pub async fn for_driver(client: &Client, state: &State) -> Result<BTreeSet<NodeRef>, ClientError> {
    match lacking(client, state).await {
        Err(_) if matches!(state.phase, Phase::RollingBack { .. }) => Ok(BTreeSet::new()),
        looked => looked,
    }
}

/// A route as it was seen, with those of its nodes that are not there.
pub fn of_route(seen: Seen, route: &RouteState, lacking: &BTreeSet<NodeRef>) -> Seen {
    let nodes: Vec<NodeRef> =
        route.nodes().into_iter().filter(|node| lacking.contains(node)).collect();
    match seen {
        Seen::Present { weights, .. } if !nodes.is_empty() => Seen::Lacking { weights, nodes },
        seen => seen,
    }
}
