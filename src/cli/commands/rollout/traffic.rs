//! What proxies tell of the requests to both nodes of a rollout's first route: their split, their
//! failures and their rate.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::client::{Client, Telemetry, TelemetryQuery, TrafficEdge};
use crate::model::Timestamp;
use crate::output::rollout::measured::Series;
use crate::rollout::spec::{Spec, Target};
use crate::rollout::state::State;

/// How far back the split is observed at most. Older requests may have met other weights.
const SPLIT: Duration = Duration::from_secs(30);
/// How far back failures are shown, in how long parts.
const WINDOW: Duration = Duration::from_secs(200);
const STEP: Duration = Duration::from_secs(10);

/// The share of the canary among the requests that met the weights of now, in percent; nothing
/// where none are known.
pub async fn split(client: &Client, state: &State) -> Option<f64> {
    let window = state.unchanged_for(jiff::Timestamp::now()).min(SPLIT);
    let target = state.spec.targets.first().filter(|_| !window.is_zero())?;
    let telemetry = client.telemetry(query(target, window, None)).await.ok()?;
    let (baseline, canary) = both(&telemetry, target);
    let (baseline, canary) = (requests(&baseline), requests(&canary));
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let observed = canary as f64 * 100.0 / (baseline + canary) as f64;
    (baseline + canary > 0).then_some(observed)
}

/// How many of the requests to each node failed, over the last intervals.
pub async fn errors(client: &Client, spec: &Spec) -> Option<Series> {
    let target = spec.targets.first()?;
    let telemetry = client.telemetry(query(target, WINDOW, Some(STEP))).await.ok()?;
    let (baseline, canary) = both(&telemetry, target);
    let series = Series { baseline: shares(&baseline), canary: shares(&canary) };
    (!series.baseline.is_empty() || !series.canary.is_empty()).then_some(series)
}

/// How many requests a second go to both nodes now; nothing where nobody knows.
pub async fn per_second(client: &Client, spec: &Spec) -> Option<f64> {
    if !client.capabilities().await.ok()?.telemetry {
        return None;
    }
    let target = spec.targets.first()?;
    let telemetry = client.telemetry(query(target, WINDOW, None)).await.ok()?;
    let millis = telemetry.to?.millis() - telemetry.from.millis();
    let (baseline, canary) = both(&telemetry, target);
    let requests = requests(&baseline) + requests(&canary);
    #[expect(clippy::cast_precision_loss, reason = "counts and times stay far below 2^52")]
    let rate = (millis > 0).then(|| requests as f64 * 1000.0 / millis as f64);
    rate
}

fn query(target: &Target, window: Duration, step: Option<Duration>) -> TelemetryQuery<'_> {
    TelemetryQuery {
        mesh: target.route.mesh.as_str(),
        router: Some(target.route.virtual_router.as_str()),
        window: Some(window),
        step,
    }
}

/// Attempts and failures by the beginning of their interval.
type Counts = BTreeMap<Timestamp, (u64, u64)>;

/// What arrived at the baseline and at the canary, from all callers.
fn both(telemetry: &Telemetry, target: &Target) -> (Counts, Counts) {
    let of = |node: &str| counts(&telemetry.edges, node);
    (of(target.baseline.as_str()), of(target.canary.as_str()))
}

/// An interval without requests is not told, so intervals are put together by their times.
fn counts(edges: &[TrafficEdge], node: &str) -> Counts {
    let mut sums = Counts::new();
    for part in edges.iter().filter(|edge| edge.node == node).flat_map(|edge| &edge.parts) {
        let (attempts, failures) = sums.entry(part.at).or_default();
        *attempts += part.attempts;
        *failures += part.failures;
    }
    sums
}

fn requests(counts: &Counts) -> u64 {
    counts.values().map(|(requests, _)| requests).sum()
}

/// The share of errors in each interval that had requests.
fn shares(counts: &Counts) -> Vec<f64> {
    let with_requests = counts.values().filter(|(requests, _)| *requests > 0);
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let share = |(requests, errors): &(u64, u64)| *errors as f64 / *requests as f64;
    with_requests.map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollout::example;
    use crate::rollout::state::Phase;

    fn edge(caller: &str, node: &str, parts: &[(i64, u64, u64)]) -> TrafficEdge {
        let part = |(at, attempts, failures): &(i64, u64, u64)| {
            serde_json::json!({
                "at": at, "requests": attempts, "attempts": attempts, "failures": failures, "times": [],
            })
        };
        let parts: Vec<_> = parts.iter().map(part).collect();
        let edge = serde_json::json!({"caller": caller, "node": node, "active": 0, "parts": parts});
        serde_json::from_value(edge).unwrap()
    }

    #[test]
    fn a_split_is_only_of_requests_that_met_the_weights_of_now() {
        let mut state = example::state();
        let mut known = |phase, held| {
            state.phase = phase;
            state.held = Duration::from_secs(held);
            state.at = example::at(0);
            state.unchanged_for(example::at(60)).as_secs()
        };
        let waited = Duration::from_secs(7);
        assert_eq!(known(Phase::Verifying { waited }, 0), 0);
        assert_eq!(known(Phase::Settling { waited }, 0), 7);
        assert_eq!(known(Phase::Concluding, 300), 300);
        assert_eq!(known(Phase::Promoted { since: example::at(50) }, 0), 10);
        assert_eq!(known(Phase::Waiting, 300), 0);
    }

    #[test]
    fn intervals_of_several_callers_are_put_together_by_their_times() {
        // One caller was silent at first, the other at last.
        let edges = [
            edge("vn/web", "v2", &[(20, 10, 5), (30, 10, 0)]),
            edge("vn/jobs", "v2", &[(10, 4, 4), (20, 10, 0)]),
            edge("vn/jobs", "v1", &[(10, 100, 100)]),
        ];
        let counts = counts(&edges, "v2");
        assert_eq!(shares(&counts), [1.0, 0.25, 0.0]);
        assert_eq!(requests(&counts), 34);
    }
}
