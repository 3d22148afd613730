//! What can be seen of a rollout besides its record: what proxies acknowledged, and what arrives.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::client::{Client, ClientError, ProxyState, TelemetryQuery, TrafficEdge};
use crate::output::rollout::measured::{Measured, Series, Share};
use crate::rollout::spec::Spec;
use crate::rollout::state::State;

/// How far back the split is observed, in how long parts.
const WINDOW: Duration = Duration::from_secs(200);
const STEP: Duration = Duration::from_secs(10);

/// Looks at proxies and telemetry where the control plane has them. What cannot be seen is left
/// out: the rollout does not depend on it.
pub async fn look(client: &Client, state: &State) -> Measured {
    let Ok(can) = client.capabilities().await else { return Measured::default() };
    let mut measured = Measured::default();
    if can.proxies {
        measured.acknowledged = acknowledged(client, state).await.ok();
    }
    if can.telemetry {
        (measured.observed_percent, measured.errors) = traffic(client, state).await;
    }
    measured
}

/// How many of the proxies that are connected have everything.
async fn acknowledged(client: &Client, state: &State) -> Result<Share, ClientError> {
    let meshes: BTreeSet<&str> =
        state.routes.iter().map(|route| route.route.mesh.as_str()).collect();
    let mut share = Share { have: 0, of: 0 };
    for mesh in meshes {
        let proxies = client.proxies(Some(mesh)).await?.proxies;
        share.of += proxies.len();
        share.have += proxies.iter().filter(|one| one.state == ProxyState::Synced).count();
    }
    Ok(share)
}

/// The share of the canary among the requests to both nodes of the first route, and how many of
/// them failed, over the last intervals.
async fn traffic(client: &Client, state: &State) -> (Option<f64>, Option<Series>) {
    let Some(target) = state.spec.targets.first() else { return (None, None) };
    let query = TelemetryQuery {
        mesh: target.route.mesh.as_str(),
        router: Some(target.route.virtual_router.as_str()),
        window: Some(WINDOW),
        step: Some(STEP),
    };
    let Ok(telemetry) = client.telemetry(query).await else { return (None, None) };
    let of = |node: &str| -> Vec<(u64, u64)> { counts(&telemetry.edges, node) };
    let (baseline, canary) = (of(target.baseline.as_str()), of(target.canary.as_str()));
    let recent = |counts: &[(u64, u64)]| -> u64 {
        counts.iter().rev().take(3).map(|(requests, _)| requests).sum()
    };
    let (base, new) = (recent(&baseline), recent(&canary));
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let observed = (base + new > 0).then(|| new as f64 * 100.0 / (base + new) as f64);
    let series = Series { baseline: shares(&baseline), canary: shares(&canary) };
    let is_empty = series.baseline.is_empty() && series.canary.is_empty();
    (observed, (!is_empty).then_some(series))
}

/// How many requests a second go to both nodes of the first route now; nothing where nobody knows.
pub async fn per_second(client: &Client, spec: &Spec) -> Option<f64> {
    if !client.capabilities().await.ok()?.telemetry {
        return None;
    }
    let target = spec.targets.first()?;
    let query = TelemetryQuery {
        mesh: target.route.mesh.as_str(),
        router: Some(target.route.virtual_router.as_str()),
        window: Some(WINDOW),
        step: None,
    };
    let telemetry = client.telemetry(query).await.ok()?;
    let seconds = telemetry.to?.millis() - telemetry.from.millis();
    let of = |node: &str| -> u64 {
        counts(&telemetry.edges, node).iter().map(|(requests, _)| requests).sum()
    };
    let requests = of(target.baseline.as_str()) + of(target.canary.as_str());
    #[expect(clippy::cast_precision_loss, reason = "counts and times stay far below 2^52")]
    let rate = (seconds > 0).then(|| requests as f64 * 1000.0 / seconds as f64);
    rate
}

/// Attempts and failures at a node, interval by interval, from all callers.
fn counts(edges: &[TrafficEdge], node: &str) -> Vec<(u64, u64)> {
    let mut sums: Vec<(u64, u64)> = Vec::new();
    for edge in edges.iter().filter(|edge| edge.node == node) {
        for (index, part) in edge.parts.iter().enumerate() {
            if sums.len() <= index {
                sums.resize(index + 1, (0, 0));
            }
            sums[index].0 += part.attempts;
            sums[index].1 += part.failures;
        }
    }
    sums
}

/// The share of errors in each interval that had requests.
fn shares(counts: &[(u64, u64)]) -> Vec<f64> {
    let with_requests = counts.iter().filter(|(requests, _)| *requests > 0);
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let share = |(requests, errors): &(u64, u64)| *errors as f64 / *requests as f64;
    with_requests.map(share).collect()
}
