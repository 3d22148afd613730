//! The traffic that concerns a rollout: what the callers of its routes sent to its nodes.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::client::{Client, ClientError, Part, Telemetry, TelemetryQuery, TrafficEdge};
use crate::model::ResourceName;
use crate::model::scalar::Port;
use crate::rollout::gate::Counts;
use crate::rollout::split::Observed;
use crate::rollout::state::State;

/// How many of a hundred callers must tell of their traffic.
const TELLING: usize = 90;

/// Which node is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arm {
    Baseline,
    Canary,
}

/// What the callers of a rollout's routes told.
#[derive(Debug)]
pub struct Traffic {
    /// By mesh and caller and called node and port: two routers may have callers in common.
    edges: BTreeMap<(String, String, String, Option<i64>), TrafficEdge>,
}

impl Traffic {
    /// Reads the traffic of some time until now, in parts or as one sum. Fails with the reason where
    /// too little is known to judge by.
    pub async fn read(
        client: &Client,
        state: &State,
        window: Duration,
        step: Option<Duration>,
    ) -> Result<Self, String> {
        let mut edges = BTreeMap::new();
        for (mesh, router) in routers(state) {
            let query = TelemetryQuery {
                mesh: mesh.as_str(),
                router: Some(router.as_str()),
                window: Some(window),
                step,
            };
            let told = client.telemetry(query).await.map_err(|error| reason(&error))?;
            if let Some(why) = gap(&told, router) {
                return Err(why);
            }
            for edge in told.edges {
                let (caller, node) = (edge.caller.clone(), edge.node.clone());
                edges.insert((mesh.to_string(), caller, node, edge.port), edge);
            }
        }
        Ok(Self { edges })
    }

    /// Everything that was told of an arm. A node that has that role in several routes counts once.
    fn of<'a>(&'a self, state: &'a State, arm: Arm) -> impl Iterator<Item = &'a TrafficEdge> {
        let nodes = nodes(state, arm);
        self.edges.iter().filter_map(move |((mesh, _, name, at), edge)| {
            let is_meant = nodes.iter().any(|(of, node, port)| {
                of.as_str() == mesh
                    && node.as_str() == name
                    && port.is_none_or(|port| *at == Some(port.get()))
            });
            is_meant.then_some(edge)
        })
    }

    /// Counts for a gate: attempts and failures, and how many took longer than so many milliseconds.
    pub fn counts(&self, state: &State, arm: Arm) -> Counts {
        let mut counts = Counts::default();
        for part in self.of(state, arm).flat_map(|edge| &edge.parts) {
            counts.requests += part.attempts;
            counts.errors += part.failures;
        }
        counts
    }

    /// The same for a gate on times. What was given up after its limit has no time, and was slow.
    pub fn times(&self, state: &State, arm: Arm, than_ms: u64) -> Counts {
        let mut counts = Counts::default();
        for part in self.of(state, arm).flat_map(|edge| &edge.parts) {
            let given_up = part.more.get("timedOut").copied().unwrap_or_default();
            counts.requests += part.times.iter().map(|(_, count)| count).sum::<u64>() + given_up;
            let is_slow =
                |bound: &Option<u32>| bound.is_none_or(|bound| u64::from(bound) > than_ms);
            let slow = part.times.iter().filter(|(bound, _)| is_slow(bound));
            counts.slow += slow.map(|(_, count)| count).sum::<u64>() + given_up;
        }
        counts
    }

    /// Requests, each counted once however often it was tried, or connections.
    pub fn observed(&self, mesh: &str, canary: &ResourceName, baseline: &ResourceName) -> Observed {
        let sum = |node: &ResourceName| {
            let edges = self.edges.iter();
            let of_node = edges.filter(|((of, _, name, _), _)| of == mesh && name == node.as_str());
            of_node.map(|(_, edge)| requests(edge)).sum()
        };
        Observed { canary: sum(canary), baseline: sum(baseline) }
    }

    /// Attempts at an arm, and what is still under way there.
    pub fn busy(&self, state: &State, arm: Arm) -> (u64, u64) {
        let attempts = self.of(state, arm).flat_map(|edge| &edge.parts).map(|part| part.attempts);
        (attempts.sum(), self.of(state, arm).map(|edge| edge.active).sum())
    }

    /// How many attempts failed at the canary beyond the share that failed at the baseline at the
    /// same time.
    pub fn excess(&self, state: &State) -> f64 {
        let canary = by_time(self.of(state, Arm::Canary));
        let baseline = by_time(self.of(state, Arm::Baseline));
        let whole =
            baseline.values().fold((0, 0), |(all, bad), (more, worse)| (all + more, bad + worse));
        let excess: f64 = canary
            .iter()
            .map(|(at, (all, bad))| {
                // Without requests at that time, the baseline's whole share stands for it.
                let beside = baseline.get(at).filter(|(all, _)| *all > 0).copied();
                let (of, failed) = beside.unwrap_or(whole);
                let share = if of == 0 { 0.0 } else { float(failed) / float(of) };
                float(*bad) - float(*all) * share
            })
            .sum();
        excess.max(0.0)
    }
}

fn requests(edge: &TrafficEdge) -> u64 {
    let count = if edge.protocol.as_deref() == Some("tcp") {
        |part: &Part| part.attempts
    } else {
        |part: &Part| part.requests
    };
    edge.parts.iter().map(count).sum()
}

fn by_time<'a>(edges: impl Iterator<Item = &'a TrafficEdge>) -> BTreeMap<i64, (u64, u64)> {
    let mut sums: BTreeMap<i64, (u64, u64)> = BTreeMap::new();
    for part in edges.flat_map(|edge| &edge.parts) {
        let (all, bad) = sums.entry(part.at.millis()).or_default();
        *all += part.attempts;
        *bad += part.failures;
    }
    sums
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
fn float(count: u64) -> f64 {
    count as f64
}

/// The routers of a rollout's routes, each once.
pub fn routers(state: &State) -> BTreeSet<(&ResourceName, &ResourceName)> {
    state.routes.iter().map(|one| (&one.route.mesh, &one.route.virtual_router)).collect()
}

/// The nodes of an arm, each once, with the port if only one is meant.
fn nodes(state: &State, arm: Arm) -> Vec<(&ResourceName, &ResourceName, Option<Port>)> {
    let targets = state.spec.targets.iter();
    let nodes = targets.map(|target| match arm {
        Arm::Baseline => (&target.route.mesh, &target.baseline, None),
        Arm::Canary => (&target.route.mesh, &target.canary, target.canary_port),
    });
    nodes.collect()
}

/// Why what was told is too little to judge by.
fn gap(told: &Telemetry, router: &ResourceName) -> Option<String> {
    let watched = &told.proxies;
    let callers = watched.connected;
    if callers == 0 {
        return Some(format!("no proxy that calls through vr/{router} is connected"));
    }
    if watched.silent * 100 > callers * (100 - TELLING) {
        let named = watched.silent_node_ids.join(", ");
        return Some(format!(
            "{} of {callers} proxies that call through vr/{router} tell nothing of their traffic \
             ({named}); start them with the bootstrap of `weir proxy bootstrap`",
            watched.silent
        ));
    }
    told.to.is_none().then(|| "the proxies have told nothing of this time yet".to_owned())
}

/// An error with its causes, on one line.
pub fn reason(error: &ClientError) -> String {
    let first: &dyn std::error::Error = error;
    let causes = std::iter::successors(Some(first), |&cause| cause.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
