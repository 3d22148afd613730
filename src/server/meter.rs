//! What the control plane counts about itself, in the form that Prometheus reads.
//!
//! Each plane has a recorder of its own; there is no global one, so planes do not mix.

pub mod rollouts;

use std::fmt;
use std::time::Duration;

use metrics::{Label, counter, gauge, histogram, with_local_recorder};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};

use crate::model::Kind;
use crate::rollout::journal::Entry;
use crate::server::plane::Published;
use crate::telemetry::ledger::Edge;
use crate::telemetry::tally::{Counter, Tally};

/// Seconds that requests and commits take.
const SECONDS: &[f64] = &[
    0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5,
    5.0, 10.0,
];
/// Operations in one commit.
const OPERATIONS: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 1024.0];

/// The classes of statuses, as labels.
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// Counts, and renders the counts.
pub struct Meter {
    recorder: PrometheusRecorder,
    handle: PrometheusHandle,
}

impl Default for Meter {
    fn default() -> Self {
        let suffix = |suffix: &str| metrics_exporter_prometheus::Matcher::Suffix(suffix.to_owned());
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(suffix("_seconds"), SECONDS)
            .and_then(|builder| builder.set_buckets_for_metric(suffix("_operations"), OPERATIONS))
            .expect("neither list of buckets is empty")
            .build_recorder();
        let handle = recorder.handle();
        Self { recorder, handle }
    }
}

impl Meter {
    /// One answered request.
    pub fn request(&self, operation: &str, status: u16, elapsed: Duration) {
        let (operation, status) = (operation.to_owned(), status.to_string());
        with_local_recorder(&self.recorder, || {
            counter!("weir_requests_total", "operation" => operation.clone(), "status" => status)
                .increment(1);
            histogram!("weir_request_duration_seconds", "operation" => operation)
                .record(elapsed.as_secs_f64());
        });
    }

    /// One commit with that many operations, whether it went well or not.
    pub fn commit(&self, operations: usize, elapsed: Duration, done: bool) {
        let result = if done { "done" } else { "failed" };
        with_local_recorder(&self.recorder, || {
            counter!("weir_commits_total", "result" => result).increment(1);
            histogram!("weir_commit_duration_seconds").record(elapsed.as_secs_f64());
            #[expect(clippy::cast_precision_loss, reason = "a commit has at most 1024 operations")]
            histogram!("weir_commit_operations").record(operations as f64);
        });
    }

    /// What rollouts announced.
    pub fn announced(&self, entries: &[Entry]) {
        with_local_recorder(&self.recorder, || {
            for entry in entries {
                let kind = entry.announcement.kind();
                counter!("weir_rollout_events_total", "event" => kind).increment(1);
            }
        });
    }

    /// A proxy began a stream.
    pub fn xds_connected(&self, flavor: &'static str) {
        with_local_recorder(&self.recorder, || {
            gauge!("weir_xds_streams", "flavor" => flavor).increment(1.0);
        });
    }

    /// A stream of a proxy ended.
    pub fn xds_disconnected(&self, flavor: &'static str) {
        with_local_recorder(&self.recorder, || {
            gauge!("weir_xds_streams", "flavor" => flavor).decrement(1.0);
        });
    }

    /// A response to a proxy with resources of a type.
    pub fn xds_push(&self, of: &'static str) {
        with_local_recorder(&self.recorder, || {
            counter!("weir_xds_pushes_total", "type" => of).increment(1);
        });
    }

    /// A response that a proxy rejected.
    pub fn xds_rejection(&self, of: &'static str) {
        with_local_recorder(&self.recorder, || {
            counter!("weir_xds_rejections_total", "type" => of).increment(1);
        });
    }

    /// What a proxy told of its calls to a node since it told last.
    pub fn traffic(&self, edge: &Edge, tally: &Tally) {
        let Edge { caller, target } = edge;
        let protocol = target.at.map_or("none", |(protocol, _)| protocol.as_str());
        let port = target.at.map_or(0, |(_, port)| port).to_string();
        let labels = [
            ("mesh", caller.mesh().to_owned()),
            ("caller", caller.address()),
            ("node", target.node.clone()),
            ("protocol", protocol.to_owned()),
            ("port", port),
        ];
        let labels = || labels.iter().map(|(name, value)| Label::new(*name, value.clone()));
        let count = |name: &'static str, count: u64| {
            if count > 0 {
                counter!(name, labels().collect::<Vec<_>>()).increment(count);
            }
        };
        with_local_recorder(&self.recorder, || {
            for (class, word) in Counter::CLASSES.into_iter().zip(CLASSES) {
                let requests = tally.get(class);
                if requests > 0 {
                    let with_class = labels().chain([Label::new("class", word)]);
                    let all: Vec<Label> = with_class.collect();
                    counter!("weir_mesh_requests_total", all).increment(requests);
                }
            }
            count("weir_mesh_retries_total", tally.get(Counter::Retried));
            count("weir_mesh_timeouts_total", tally.get(Counter::TimedOut));
            count("weir_mesh_grpc_failures_total", tally.get(Counter::GrpcFailed));
            if target.is_tcp() {
                count("weir_mesh_connections_total", tally.attempts(true));
                count("weir_mesh_connection_failures_total", tally.failures(true));
            }
        });
    }

    /// Everything counted so far, and how things stand.
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float; 2^53 is beyond reach")]
    pub fn render(&self, published: &Published) -> String {
        let Published { revision, snapshot, instances } = published;
        let mut counts = [0_u64; Kind::ALL.len()];
        snapshot.iter().for_each(|resource| counts[resource.kind() as usize] += 1);
        with_local_recorder(&self.recorder, || {
            gauge!("weir_revision").set(*revision as f64);
            for (kind, count) in Kind::ALL.into_iter().zip(counts) {
                gauge!("weir_resources", "kind" => kind.row().wire).set(count as f64);
            }
            gauge!("weir_instances").set(instances.len() as f64);
            gauge!("weir_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
        });
        self.handle.render()
    }

    /// Folds recorded samples together; without it they pile up while nobody reads them.
    pub fn fold(&self) {
        self.handle.run_upkeep();
    }
}

impl fmt::Debug for Meter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Meter").finish_non_exhaustive()
    }
}
