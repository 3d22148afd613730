//! What a control plane can do beyond App Mesh.

use serde::Deserialize;

/// What a control plane can do beyond App Mesh; the default is nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an extension that stands alone")]
pub struct Capabilities {
    /// Everything in one read.
    pub snapshot: bool,
    /// Many changes in one transaction.
    pub apply: bool,
    /// Writes that are refused if somebody else was faster.
    pub if_match: bool,
    /// Instances for discovery by Cloud Map.
    pub instances: bool,
    /// Locks of meshes.
    pub locks: bool,
    /// Connected proxies, and what each acknowledged.
    pub proxies: bool,
    /// What proxies tell of their traffic.
    pub telemetry: bool,
    /// A copy of the whole store.
    pub backup: bool,
    /// Rollouts that the control plane keeps and drives.
    pub rollouts: bool,
    /// The revision at that time.
    pub revision: Option<u64>,
    /// What no other store is called.
    pub store: Option<String>,
}

impl Capabilities {
    /// Whether it is a `weir serve`, of whatever age.
    pub fn is_weir(&self) -> bool {
        *self != Self::default()
    }
}

#[derive(Deserialize)]
struct Wire {
    extensions: Vec<String>,
    #[serde(default)]
    revision: Option<u64>,
    #[serde(default)]
    store: Option<String>,
}

/// Reads the answer; anything that is not understood means nothing beyond App Mesh.
pub fn decode(body: &[u8]) -> Capabilities {
    let Ok(Wire { extensions, revision, store }) = serde_json::from_slice(body) else {
        return Capabilities::default();
    };
    let has = |name: &str| extensions.iter().any(|extension| extension == name);
    Capabilities {
        snapshot: has("snapshot"),
        apply: has("apply"),
        if_match: has("if-match"),
        instances: has("instances"),
        locks: has("locks"),
        proxies: has("proxies"),
        telemetry: has("telemetry"),
        backup: has("backup"),
        rollouts: has("rollouts"),
        revision,
        store,
    }
}
