//! How far each connected proxy is, as the API tells it, and the wait until all are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::time::{sleep, timeout_at};

use crate::model::{ResourceId, Snapshot, Timestamp};
use crate::server::ads::Ads;
use crate::server::ads::registry::{Connected, Desired};
use crate::server::plane::Published;
use crate::telemetry::ledger::Lately;
use crate::xds::blame;
use crate::xds::session::{HeldBack, Rejection, Report, State};

/// How long progress is gathered before it is looked at again.
const PAUSE: Duration = Duration::from_millis(1);

/// The proxies that are connected.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Listing {
    /// The revision of the plane that this is about.
    revision: u64,
    connected: usize,
    synced: usize,
    pending: usize,
    rejected: usize,
    /// The revision that was waited for, if one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    waited_for: Option<u64>,
    /// Whether all of them answered what was waited for.
    #[serde(skip_serializing_if = "Option::is_none")]
    complete: Option<bool>,
    proxies: Vec<Entry>,
}

/// One proxy.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    node_id: String,
    mesh_name: String,
    /// The address of its node or gateway in the mesh.
    of: String,
    connected_since: Timestamp,
    peer: String,
    flavor: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    envoy_version: Option<String>,
    state: &'static str,
    revision: u64,
    /// The last revision of which it acknowledged everything.
    acknowledged_revision: Option<u64>,
    types: BTreeMap<&'static str, TypeEntry>,
    rejections: Vec<RejectionEntry>,
    held_back: Vec<HeldBackEntry>,
    /// What it tells of its traffic, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    traffic: Option<TrafficEntry>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct TrafficEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    last_report: Option<Timestamp>,
    /// Calls by it in the last half minute or less: attempts a second, and failures.
    #[serde(skip_serializing_if = "Option::is_none")]
    calls_per_second: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failures_per_second: Option<f64>,
}

#[derive(Debug, Serialize)]
struct TypeEntry {
    version: String,
    resources: usize,
}

#[derive(Debug, Serialize)]
struct RejectionEntry {
    r#type: &'static str,
    resource: String,
    version: String,
    /// The revision at which it was sent.
    revision: u64,
    /// In the words of the proxy.
    message: String,
    since: Timestamp,
    /// The addresses of what it was made of.
    sources: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<FieldEntry>,
}

/// The field that the message repeats.
#[derive(Debug, Serialize)]
struct FieldEntry {
    of: String,
    path: String,
}

#[derive(Debug, Serialize)]
struct HeldBackEntry {
    r#type: &'static str,
    resource: String,
    /// The rejected clusters that it needs.
    clusters: Vec<String>,
}

/// What is waited for: the changes after one revision up to another.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub since: Option<u64>,
    pub revision: u64,
    pub of: &'a Of,
}

/// Whose proxies are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    All,
    Mesh(String),
    /// Those that know a virtual router, so that its routes concern them.
    Router(ResourceId),
}

impl Wanted<'_> {
    /// Whether anything changed for a proxy in that time, or later.
    fn concerns(&self, connected: &Connected) -> bool {
        self.since.is_none_or(|since| connected.changed().is_none_or(|changed| changed > since))
    }
}

impl Ads {
    /// All proxies that are meant.
    pub fn listing(&self, of: &Of) -> Listing {
        let Published { revision, snapshot, .. } = self.plane().snapshot();
        let streams = self.streams(of);
        let revision = if streams.is_empty() { revision } else { self.registry().revision() };
        let entries = streams.iter().map(|connected| Entry {
            traffic: self.traffic_of(connected),
            ..entry(connected, revision, &snapshot)
        });
        let proxies: Vec<Entry> = entries.collect();
        let count =
            |state: State| proxies.iter().filter(|proxy| proxy.state == state.as_str()).count();
        Listing {
            revision,
            connected: proxies.len(),
            synced: count(State::Synced),
            pending: count(State::Pending),
            rejected: count(State::Rejected),
            waited_for: None,
            complete: None,
            proxies,
        }
    }

    /// Waits until every proxy answered all changes up to a revision that concern it. Lists those
    /// that are not as they should be.
    pub async fn wait(&self, wanted: Wanted<'_>, time: Duration) -> Listing {
        let until = tokio::time::Instant::now() + time;
        let complete = timeout_at(until, self.settled(wanted)).await.is_ok();
        let mut listing = self.listing(wanted.of);
        listing.waited_for = Some(wanted.revision);
        listing.complete = Some(complete);
        // Whoever has nothing to do with the changes is of interest only if it rejected something.
        let others = self.streams(wanted.of).into_iter();
        let others: BTreeSet<(String, String)> = others
            .filter(|connected| !wanted.concerns(connected))
            .map(|connected| (connected.node.clone(), connected.peer.clone()))
            .collect();
        listing.proxies.retain(|proxy| {
            let is_other = || others.contains(&(proxy.node_id.clone(), proxy.peer.clone()));
            proxy.state == State::Rejected.as_str()
                || (proxy.state == State::Pending.as_str() && !is_other())
        });
        listing
    }

    fn traffic_of(&self, connected: &Connected) -> Option<TrafficEntry> {
        let Lately { heard, rates } = self.telemetry().lately(&connected.node, &connected.peer)?;
        let (calls, failures) = rates.unzip();
        Some(TrafficEntry {
            last_report: heard.map(Timestamp::from_millis),
            calls_per_second: calls,
            failures_per_second: failures,
        })
    }

    fn streams(&self, of: &Of) -> Vec<Arc<Connected>> {
        match of {
            Of::All => self.registry().streams(None),
            Of::Mesh(mesh) => self.registry().streams(Some(mesh)),
            Of::Router(router) => {
                let mut streams = self.registry().streams(Some(router.mesh()));
                streams.retain(|one| one.knows(router));
                streams
            }
        }
    }

    async fn settled(&self, wanted: Wanted<'_>) {
        let Wanted { revision, of, .. } = wanted;
        let registry = self.registry();
        let mut waiting: Option<Vec<Arc<Connected>>> = None;
        loop {
            let mut progress = std::pin::pin!(registry.progress().notified());
            // Before anything is looked at, so that nothing is missed.
            progress.as_mut().enable();
            if waiting.is_none() {
                let streams = self.streams(of);
                let is_out = registry.revision() >= revision || streams.is_empty();
                waiting = is_out.then_some(streams);
            }
            if let Some(waiting) = &mut waiting {
                waiting.retain(|connected| {
                    wanted.concerns(connected) && !connected.is_settled(revision)
                });
                if waiting.is_empty() {
                    return;
                }
            }
            progress.await;
            sleep(PAUSE).await;
        }
    }
}

fn entry(connected: &Connected, followed: u64, snapshot: &Snapshot) -> Entry {
    let report = connected.session().report();
    let changed = match &*connected.desired.borrow() {
        Desired::Assembly { revision, .. } => *revision,
        Desired::Gone => followed,
    };
    let Report { state, revision: known, acknowledged, types, rejections, held_back } = report;
    // What changed may not have reached the stream yet.
    let state = if known < changed { State::Pending } else { state };
    let acknowledged = acknowledged
        .map(|revision| if revision >= changed { followed.max(revision) } else { revision });
    Entry {
        node_id: connected.node.clone(),
        mesh_name: connected.proxy.of.mesh().to_owned(),
        of: address(&connected.proxy.of),
        connected_since: connected.since,
        peer: connected.peer.clone(),
        flavor: connected.flavor.short(),
        envoy_version: connected.version.clone(),
        state: state.as_str(),
        revision: followed.max(changed),
        acknowledged_revision: acknowledged,
        types: types
            .into_iter()
            .map(|one| {
                let entry =
                    TypeEntry { version: one.version.to_string(), resources: one.resources };
                (one.of.short(), entry)
            })
            .collect(),
        rejections: rejections
            .into_iter()
            .map(|rejection| rejected(connected, rejection, snapshot))
            .collect(),
        held_back: held_back.iter().map(held).collect(),
        traffic: None,
    }
}

fn rejected(connected: &Connected, rejection: Rejection, snapshot: &Snapshot) -> RejectionEntry {
    let sources = rejection.sources.iter().filter_map(|id| snapshot.get(id));
    let field = blame::field(&rejection.message, &rejection.name, sources);
    RejectionEntry {
        r#type: rejection.of.short(),
        resource: rejection.name.to_string(),
        version: rejection.version.to_string(),
        revision: rejection.revision,
        since: moment(connected, rejection.since),
        sources: rejection.sources.iter().map(address).collect(),
        field: field
            .map(|field| FieldEntry { of: address(&field.of), path: field.path.to_string() }),
        message: rejection.message,
    }
}

fn held(held: &HeldBack) -> HeldBackEntry {
    HeldBackEntry {
        r#type: held.of.short(),
        resource: held.name.to_string(),
        clusters: held.clusters.iter().map(ToString::to_string).collect(),
    }
}

fn address(id: &ResourceId) -> String {
    id.address()
}

/// A moment of a stream in the time of the calendar.
fn moment(connected: &Connected, at: Instant) -> Timestamp {
    let after = at.saturating_duration_since(connected.started).as_millis();
    Timestamp::from_millis(connected.since.millis() + i64::try_from(after).unwrap_or(i64::MAX))
}
