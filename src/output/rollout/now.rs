//! What the routes of a rollout say now, where that is not what the rollout left there.

use crate::output::rollout::words;
use crate::rollout::live::{Live, Standing, stage_of};
use crate::rollout::state::{Phase, RouteState, State};
use crate::rollout::weights::{Share, Shares};

/// One line for each route that is not as the rollout left it.
pub fn lines(state: &State, live: &Live) -> Vec<String> {
    let told = |(route, standing): (&RouteState, Standing<'_>)| match standing {
        Standing::AsWritten => None,
        Standing::Gone => Some(format!("{} is gone", words::route(&route.route))),
        Standing::Changed(weights) => Some(changed(state, route, weights)),
        Standing::Remade(weights) => Some(remade(state, route, weights)),
    };
    let nodes = live.lacking(state).map(|node| format!("the node {} is gone", node.virtual_node));
    live.standings(state).filter_map(told).chain(nodes).collect()
}

fn changed(state: &State, route: &RouteState, live: &Shares) -> String {
    let (name, weights) = (words::route(&route.route), targets(live));
    let left = targets(&route.written);
    let late = match stage_of(state, route, live) {
        Some(percent) if matches!(state.phase, Phase::RolledBack { .. }) => {
            format!(", as of its stage of {percent} %: a write may have arrived late")
        }
        _ => String::new(),
    };
    format!("{name} has {weights}{late}; the rollout left {left}")
}

fn remade(state: &State, route: &RouteState, live: &Shares) -> String {
    let (name, weights) = (words::route(&route.route), targets(live));
    let ours = match stage_of(state, route, live) {
        Some(percent) => format!(", as of the stage of {percent} % of this rollout"),
        None => String::new(),
    };
    let what = words::REMADE;
    format!("{name} {what}; it has {weights}{ours} and is left as it is")
}

/// `api-v1=95 api-v2=5`, as `weir weights` takes them.
pub fn targets(shares: &[Share]) -> String {
    let target = |share: &Share| match share.port {
        Some(port) => format!("{}:{port}={}", share.node, share.weight),
        None => format!("{}={}", share.node, share.weight),
    };
    shares.iter().map(target).collect::<Vec<_>>().join(" ")
}

/// What baseline and canary get, in percent: what was read where it differs from what was written.
/// Nothing where no route is left.
pub fn arms(state: &State, live: Option<&Live>) -> Option<(f64, f64)> {
    if let Some(live) = live.filter(|live| !live.fits(state)) {
        return live.arms(state);
    }
    let canary = f64::from(state.percent);
    Some(((100.0 - others(state) - canary).max(0.0), canary))
}

/// What further targets of the first route get, in percent.
fn others(state: &State) -> f64 {
    let Some(first) = state.routes.first() else { return 0.0 };
    let others = first.ladder.sum - first.ladder.movable();
    #[expect(clippy::cast_precision_loss, reason = "weights are at most 1,000 together")]
    let share = others as f64 * 100.0 / first.ladder.sum.max(1) as f64;
    share
}

#[cfg(test)]
mod tests;
