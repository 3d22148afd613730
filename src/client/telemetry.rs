//! What the proxies of a mesh told a control plane of their traffic.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::client::request::{Call, encode};
use crate::client::{Client, ClientError, answer};
use crate::model::Timestamp;

/// Which traffic is asked for.
#[derive(Debug, Clone, Copy)]
pub struct TelemetryQuery<'a> {
    pub mesh: &'a str,
    /// Only what the proxies call that know this virtual router.
    pub router: Option<&'a str>,
    /// How far back to count; as far as is kept, without.
    pub window: Option<Duration>,
    /// How long each part is; one sum, without.
    pub step: Option<Duration>,
}

impl TelemetryQuery<'_> {
    pub fn uri(&self) -> String {
        let Self { mesh, router, window, step } = self;
        let mut uri = format!("/_weir/v1/telemetry?mesh={}", encode(mesh));
        if let Some(router) = router {
            uri += "&router=";
            uri += &encode(router);
        }
        for (name, time) in [("window", window), ("step", step)] {
            if let Some(time) = time {
                uri = format!("{uri}&{name}={}", time.as_millis());
            }
        }
        uri
    }
}

/// The traffic of a period.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Telemetry {
    /// When the control plane began to count.
    pub began: Timestamp,
    /// The period. Without an end nothing is known of it.
    pub from: Timestamp,
    pub to: Option<Timestamp>,
    pub proxies: Watched,
    pub edges: Vec<TrafficEdge>,
}

/// How many proxies there are that tell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Watched {
    pub connected: usize,
    pub reporting: usize,
    /// Those that should have told something by now, and did not.
    pub silent: usize,
    #[serde(default)]
    pub silent_node_ids: Vec<String>,
}

/// The calls of one node or gateway to one virtual node.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct TrafficEdge {
    /// The address of the caller.
    pub caller: String,
    /// The name of the virtual node.
    pub node: String,
    #[serde(default)]
    pub protocol: Option<String>,
    #[serde(default)]
    pub port: Option<i64>,
    /// Requests, or connections where they are TCP, that are under way.
    pub active: u64,
    pub parts: Vec<Part>,
}

/// Counts of a part of the period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    pub at: Timestamp,
    /// Each counted once, however often it was tried. None where they are connections.
    pub requests: u64,
    /// Attempts, and those that failed.
    pub attempts: u64,
    pub failures: u64,
    /// How many requests took at most so many milliseconds, or longer than all bounds.
    pub times: Vec<(Option<u32>, u64)>,
    /// Whatever else was counted, by its name.
    #[serde(flatten)]
    pub more: BTreeMap<String, u64>,
}

impl Client {
    /// The traffic that is asked for. Only where [`telemetry`] says so.
    ///
    /// [`telemetry`]: crate::client::Capabilities::telemetry
    pub async fn telemetry(&self, query: TelemetryQuery<'_>) -> Result<Telemetry, ClientError> {
        let call = Call::Telemetry(query);
        answer::parse(&call, &self.send(&call).await?)
    }
}
