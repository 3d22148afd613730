//! The traffic of a mesh as the API tells it: who called whom, in which period, and how well that
//! is known.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde::Serialize;

use crate::model::{Kind, ResourceId, Snapshot, Timestamp};
use crate::server::ads::{Ads, Caller};
use crate::server::telemetry::now;
use crate::telemetry::ledger::{Edge, Ledger};
use crate::telemetry::tally::{Counter, Tally};
use crate::xds::translate::in_statistics;

/// How long a proxy may be connected before it has to have told something.
const FIRST_REPORT: i64 = 10_000;
/// How many silent proxies are named.
const NAMED: usize = 5;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    pub mesh: &'a str,
    /// Only what the proxies call that know this virtual router.
    pub router: Option<&'a str>,
    /// How far back to count; all that is kept, without.
    pub window: Option<Duration>,
    /// How long each part is for which counts are told; one sum, without.
    pub step: Option<Duration>,
}

/// Counts of a period.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Traffic {
    /// When counting began: earlier calls are unknown.
    began: Timestamp,
    /// The period, which holds whole intervals only. Without an end, nothing is known of it.
    from: Timestamp,
    to: Option<Timestamp>,
    /// How many calls were told of too late for any period, ever.
    uncounted: u64,
    proxies: Proxies,
    edges: Vec<EdgeEntry>,
}

/// The proxies that call.
#[derive(Debug, Serialize)]
struct Proxies {
    connected: usize,
    /// Those that tell of their traffic.
    reporting: usize,
    /// Those that should have told something by now, and did not.
    silent: usize,
    /// The node ids of some of these.
    #[serde(rename = "silentNodeIds")]
    silent_node_ids: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct EdgeEntry {
    /// The address of the caller's node or gateway.
    caller: String,
    /// The name of the virtual node that is called.
    node: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    protocol: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    port: Option<u16>,
    /// Requests, or connections where they are TCP, that are under way.
    active: u64,
    parts: Vec<Part>,
}

/// The counts of a part of the period. What is 0 is left out, but for the first three.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Part {
    at: Timestamp,
    /// Each counted once, however often it was tried.
    requests: u64,
    /// Attempts of requests, or of connections where they are TCP.
    attempts: u64,
    /// The attempts that failed.
    failures: u64,
    #[serde(flatten)]
    counts: BTreeMap<&'static str, u64>,
    /// How many requests took how long: at most so many milliseconds, or longer than all bounds.
    times: Vec<(Option<u32>, u64)>,
}

impl Ads {
    /// The traffic that is asked for.
    pub fn traffic(&self, asked: Asked<'_>) -> Traffic {
        let router = asked.router.and_then(|router| {
            ResourceId::try_new(Kind::VirtualRouter, asked.mesh, None, router).ok()
        });
        let callers = self.callers(asked.mesh, router.as_ref());
        let snapshot = self.plane().snapshot().snapshot;
        self.telemetry().ledger().traffic(asked, &callers, &snapshot, now())
    }
}

impl Ledger {
    fn traffic(
        &self,
        asked: Asked<'_>,
        proxies: &[Caller],
        snapshot: &Snapshot,
        now: i64,
    ) -> Traffic {
        let millis = |time: Duration| i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        let start = asked.window.map_or(i64::MIN, |window| now.saturating_sub(millis(window)));
        let from = self.since(start, now);
        let callers: BTreeSet<ResourceId> = proxies.iter().map(|proxy| proxy.of.clone()).collect();
        let until = self.until(&callers, now);
        let step = asked.step.map(millis);
        let period = (from, until.unwrap_or(from));
        let edges = self.edges(&callers).map(|edge| EdgeEntry {
            caller: edge.caller.address(),
            node: node_name(snapshot, asked.mesh, &edge.target.node),
            protocol: edge.target.at.map(|(protocol, _)| protocol.as_str()),
            port: edge.target.at.map(|(_, port)| port),
            active: self.active(edge),
            parts: self.parts(edge, period, step),
        });
        Traffic {
            began: Timestamp::from_millis(self.began()),
            from: Timestamp::from_millis(from),
            to: until.filter(|until| *until > from).map(Timestamp::from_millis),
            uncounted: self.uncounted(),
            edges: edges.collect(),
            proxies: self.proxies(proxies, now),
        }
    }

    fn parts(&self, edge: &Edge, period: (i64, i64), step: Option<i64>) -> Vec<Part> {
        let is_tcp = edge.target.is_tcp();
        let mut parts: BTreeMap<i64, Tally> = BTreeMap::new();
        for (at, counts) in self.counts(edge, period) {
            let at = step.map_or(period.0, |step| at - (at - period.0).rem_euclid(step.max(1)));
            parts.entry(at).or_default().merge_sparse(counts);
        }
        parts.into_iter().map(|(at, tally)| part(at, &tally, is_tcp)).collect()
    }

    fn proxies(&self, proxies: &[Caller], now: i64) -> Proxies {
        let mut by_id: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for proxy in proxies {
            let (all, due) = by_id.entry(&proxy.node_id).or_default();
            *all += 1;
            *due += usize::from(proxy.since.millis() <= now - FIRST_REPORT);
        }
        let mut found = Proxies {
            connected: proxies.len(),
            reporting: 0,
            silent: 0,
            silent_node_ids: Vec::new(),
        };
        for (node_id, (all, due)) in by_id {
            let reporting = self.reporting(node_id);
            found.reporting += reporting.min(all);
            let silent = due.saturating_sub(reporting);
            found.silent += silent;
            if silent > 0 && found.silent_node_ids.len() < NAMED {
                found.silent_node_ids.push(node_id.to_owned());
            }
        }
        found
    }
}

fn part(at: i64, tally: &Tally, is_tcp: bool) -> Part {
    let names = [
        (Counter::Class1, "status1xx"),
        (Counter::Class2, "status2xx"),
        (Counter::Class3, "status3xx"),
        (Counter::Class4, "status4xx"),
        (Counter::Class5, "status5xx"),
        (Counter::Retried, "retried"),
        (Counter::TimedOut, "timedOut"),
        (Counter::Reset, "reset"),
        (Counter::GrpcFailed, "grpcFailed"),
        (Counter::Connected, "connections"),
        (Counter::Unconnected, "connectionsFailed"),
        (Counter::Unserved, "nobodyThere"),
    ];
    let counts = names.into_iter().map(|(counter, name)| (name, tally.get(counter)));
    Part {
        at: Timestamp::from_millis(at),
        requests: tally.requests(),
        attempts: tally.attempts(is_tcp),
        failures: tally.failures(is_tcp),
        counts: counts.filter(|(_, count)| *count > 0).collect(),
        times: tally.times().collect(),
    }
}

/// The name of a node of which the statistics have a name without colons.
fn node_name(snapshot: &Snapshot, mesh: &str, name: &str) -> String {
    let id = ResourceId::try_new(Kind::VirtualNode, mesh, None, name);
    if !name.contains('_') || id.is_ok_and(|id| snapshot.get(&id).is_some()) {
        return name.to_owned();
    }
    let mut nodes = snapshot.of_mesh(mesh).filter(|one| one.kind() == Kind::VirtualNode);
    let node = nodes.find(|node| in_statistics(node.id.name()) == name);
    node.map_or_else(|| name.to_owned(), |node| node.id.name().to_owned())
}
