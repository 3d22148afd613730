//! The proxies that are connected to a control plane, and what each of them has.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use crate::client::request::{Call, Wait};
use crate::client::{Client, ClientError, answer};
use crate::model::Timestamp;

/// The longest that one request waits, in seconds: shorter than any request may take.
const STEP: u64 = 5;

/// The proxies that are connected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProxyList {
    /// The revision of the control plane that this is about.
    pub revision: u64,
    pub connected: usize,
    pub synced: usize,
    pub pending: usize,
    pub rejected: usize,
    /// The revision that was waited for, if one was.
    #[serde(default)]
    pub waited_for: Option<u64>,
    /// Whether all answered what was waited for.
    #[serde(default)]
    pub complete: Option<bool>,
    /// All of them; after a wait those that are not as they should be.
    pub proxies: Vec<ConnectedProxy>,
}

/// One proxy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectedProxy {
    pub node_id: String,
    pub mesh_name: String,
    /// The address of its node or gateway in the mesh.
    pub of: String,
    pub connected_since: Timestamp,
    pub peer: String,
    /// `delta` or `sotw`.
    pub flavor: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub envoy_version: Option<String>,
    pub state: ProxyState,
    pub revision: u64,
    /// The last revision of which it acknowledged everything.
    pub acknowledged_revision: Option<u64>,
    /// What it uses, by the short name of the type, such as `CDS`.
    pub types: BTreeMap<String, ProxyResources>,
    pub rejections: Vec<ProxyRejection>,
    pub held_back: Vec<ProxyHeldBack>,
    /// What it tells of its traffic, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traffic: Option<ProxyTraffic>,
}

/// What a proxy tells of its calls.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProxyTraffic {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_report: Option<Timestamp>,
    /// Attempts a second of late, and failures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calls_per_second: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failures_per_second: Option<f64>,
}

/// Whether a proxy has what it should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProxyState {
    Synced,
    /// Something is on its way.
    Pending,
    /// Nothing is on its way, and something was rejected.
    Rejected,
}

/// What a proxy uses of a type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProxyResources {
    pub version: String,
    pub resources: usize,
}

/// What a proxy rejected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProxyRejection {
    pub r#type: String,
    pub resource: String,
    pub version: String,
    /// The revision at which it was sent.
    pub revision: u64,
    /// In the words of the proxy.
    pub message: String,
    pub since: Timestamp,
    /// The addresses of what it was made of.
    pub sources: Vec<String>,
    /// The field that the message repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<ProxyField>,
}

/// A field of a resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProxyField {
    pub of: String,
    pub path: String,
}

/// What a proxy keeps as it was, since it needs clusters that it rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProxyHeldBack {
    pub r#type: String,
    pub resource: String,
    pub clusters: Vec<String>,
}

impl Client {
    /// The proxies of a mesh, or of all. Only where [`proxies`] says so.
    ///
    /// [`proxies`]: crate::client::Capabilities::proxies
    pub async fn proxies(&self, mesh: Option<&str>) -> Result<ProxyList, ClientError> {
        let call = Call::Proxies { mesh, router: None, wait: None };
        answer::proxies(&call, &self.send(&call).await?)
    }

    /// The proxies that know a virtual router, once they answered all changes by now or up to that
    /// revision, or as they are after a second. Lists those that are not as they should be, next to
    /// how many there are. Only where [`proxies`] says so.
    ///
    /// [`proxies`]: crate::client::Capabilities::proxies
    pub async fn proxies_of_router(
        &self,
        (mesh, router): (&str, &str),
        revision: Option<u64>,
    ) -> Result<ProxyList, ClientError> {
        let wait = Some(Wait { since: None, revision, seconds: 1 });
        let call = Call::Proxies { mesh: Some(mesh), router: Some(router), wait };
        answer::proxies(&call, &self.send(&call).await?)
    }

    /// Waits until every proxy acknowledged or rejected all that changed for it after a revision, or
    /// ever, and up to another, or by now; but no longer than that, give or take a second. Answers those that are not as they
    /// should be.
    pub async fn wait_for_proxies(
        &self,
        (since, mut revision): (Option<u64>, Option<u64>),
        mesh: Option<&str>,
        time: Duration,
    ) -> Result<ProxyList, ClientError> {
        let until = Instant::now() + time;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            // Rounded up, so that the last second is not asked for over and over.
            let seconds = left.as_millis().div_ceil(1000).min(STEP.into());
            let seconds = u64::try_from(seconds).unwrap_or(STEP);
            let wait = Some(Wait { since, revision, seconds });
            let call = Call::Proxies { mesh, router: None, wait };
            let proxies = answer::proxies(&call, &self.send(&call).await?)?;
            if proxies.complete == Some(true) || Instant::now() >= until {
                return Ok(proxies);
            }
            // What comes later is not waited for.
            revision = revision.or(proxies.waited_for);
        }
    }
}
