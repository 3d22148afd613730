//! What a rollout is to do: which routes, in which stages, guarded by what. Checked, and complete:
//! every wait has a limit and an action for its end.

use serde::{Deserialize, Serialize};

use crate::model::scalar::Port;
use crate::model::{ResourceId, ResourceName};
use crate::rollout::gate::Limit;
use crate::rollout::period::Period;

/// A rollout as somebody wants it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Spec {
    pub name: String,
    pub strategy: Strategy,
    /// At least one. All of them move together.
    pub targets: Vec<Target>,
    /// At least one with a weight.
    pub stages: Vec<Stage>,
    pub verify: Verify,
    /// When traffic may be moved towards the canary; always, without.
    pub windows: Option<Windows>,
    /// How often gates are asked while a stage is held.
    pub interval: Period,
    pub gates: Vec<Gate>,
    /// How many requests may fail more than the baseline's share, over the whole rollout.
    pub budget: Option<u64>,
    pub no_data: Patience,
    /// What happens when the longest hold of a stage is over and a gate still cannot tell.
    pub inconclusive: Fallback,
    pub drift: Drift,
    pub on_fail: Fallback,
    pub lease: Lease,
    /// How long the rollout may take from its start to its last weight; then it is rolled back.
    pub deadline: Period,
    /// How long to try to get back to the baseline before somebody has to look.
    pub rollback_deadline: Period,
    /// How long the baseline stays among the targets after the end.
    pub keep_baseline: Period,
    pub hooks: Vec<Hook>,
    /// Labels of this run, such as one that bypasses windows.
    pub labels: Vec<String>,
}

/// How traffic moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strategy {
    /// In stages, each held and judged.
    Canary,
    /// Checked through a preview route if there is to be one, then switched.
    BlueGreen { preview: Option<Preview> },
}

impl Strategy {
    /// What people call it, and the command that is for it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Canary => "canary",
            Self::BlueGreen { .. } => "blue-green",
        }
    }
}

/// A header by which requests reach the new node before the switch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    pub header: String,
    pub value: String,
}

/// One route, and which of its nodes is which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Target {
    pub route: RouteRef,
    pub baseline: ResourceName,
    pub canary: ResourceName,
    pub canary_port: Option<Port>,
    /// Whether further targets of the route keep their weights; without, there may be none.
    pub keep_others: bool,
}

/// The identity of a route, in a form that can be stored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RouteRef {
    pub mesh: ResourceName,
    pub virtual_router: ResourceName,
    pub route: ResourceName,
}

impl RouteRef {
    pub fn id(&self) -> ResourceId {
        let parent = Some(self.virtual_router.as_str());
        let kind = crate::model::Kind::Route;
        ResourceId::try_new(kind, self.mesh.as_str(), parent, self.route.as_str())
            .expect("names that were checked make up an id of a route")
    }
}

/// The identity of a virtual node, in a form that can be stored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NodeRef {
    pub mesh: ResourceName,
    pub virtual_node: ResourceName,
}

impl NodeRef {
    pub fn id(&self) -> ResourceId {
        let kind = crate::model::Kind::VirtualNode;
        ResourceId::try_new(kind, self.mesh.as_str(), None, self.virtual_node.as_str())
            .expect("names that were checked make up an id of a node")
    }
}

/// One stage: a weight that is held, or a wait for somebody's approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    #[serde(rename_all = "camelCase")]
    Weight {
        /// The share of all requests that goes to the canary.
        percent: u8,
        /// How long the verified weight is watched before the next stage.
        hold: Period,
        /// How long it may be held while a gate cannot tell; at least `hold`.
        max_hold: Period,
    },
    #[serde(rename_all = "camelCase")]
    Approve { name: String, deadline: Period, on_deadline: Fallback },
}

impl Stage {
    pub fn percent(&self) -> Option<u8> {
        match self {
            Self::Weight { percent, .. } => Some(*percent),
            Self::Approve { .. } => None,
        }
    }
}

/// What has to be seen of a new weight before its stage's clock starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verify {
    /// The share of connected proxies that must have acknowledged it, in percent; 0 asks nobody.
    pub acks_percent: u8,
    /// Whether the observed split of requests must fit the weights.
    pub split: bool,
    /// Whether only those are asked that are there: where no proxy is connected, as at the start,
    /// the weights go unconfirmed.
    #[serde(default)]
    pub if_connected: bool,
    /// How long that may take.
    pub within: Period,
    /// How long to wait after that until what is measured counts.
    pub settle: Period,
}

/// Something that judges a stage while it is held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Gate {
    pub name: String,
    pub limit: Limit,
    pub source: Source,
}

/// Where a gate's numbers come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// What the proxies tell the control plane.
    Mesh,
    Prometheus(Prometheus),
}

/// Queries to a Prometheus. `{{window}}` in a query stands for the time since the stage settled,
/// such as `90s`; `{{mesh}}`, `{{route}}`, `{{baseline}}` and `{{canary}}` for their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Prometheus {
    /// The address of its API, such as `http://127.0.0.1:9090`.
    pub address: String,
    pub query: Queries,
}

/// What is filled in, in a query, where its word stands between `{{` and `}}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Window,
    Mesh,
    Route,
    Baseline,
    Canary,
}

impl Mark {
    pub const ALL: [Self; 5] =
        [Self::Window, Self::Mesh, Self::Route, Self::Baseline, Self::Canary];

    pub fn word(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Mesh => "mesh",
            Self::Route => "route",
            Self::Baseline => "baseline",
            Self::Canary => "canary",
        }
    }
}

/// What is asked for. Each query answers one number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Queries {
    /// Requests of the canary since the stage settled: the bad ones, and all.
    Counts { bad: String, total: String },
    /// One value, for a limit on values.
    Value(String),
}

/// When traffic may be moved towards the canary. Going back is always allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Windows {
    /// An IANA name, such as `Europe/Berlin`.
    pub tz: String,
    /// Such as `Mon-Thu 08:00-16:00`; always, if there are none.
    pub allow: Vec<String>,
    /// Days from and to, both included, such as `2026-12-20/2027-01-03`.
    pub deny: Vec<String>,
    /// The label with which a rollout minds no window.
    pub bypass: Option<String>,
}

/// How long to go without data, and what then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patience {
    pub after: Period,
    pub then: Fallback,
}

/// What happens when a wait is over without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fallback {
    /// Back to the baseline.
    Rollback,
    /// The traffic stays as it is until somebody decides.
    Hold,
}

/// What happens when somebody else edits a route meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drift {
    pub weights: WeightDrift,
    pub spec: SpecDrift,
}

/// What happens when somebody else changes the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WeightDrift {
    Hold,
    /// Write our own again.
    Reassert,
    Rollback,
}

/// What happens when somebody else changes anything but the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpecDrift {
    /// Keep their change and go on.
    Rebase,
    Hold,
}

/// How long a driver may be silent, and what happens then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lease {
    pub ttl: Period,
    pub on_loss: OnLoss,
}

/// What happens when whoever started or watches a rollout is silent for too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnLoss {
    /// Nothing, where the control plane itself runs the rollout. Elsewhere nobody can go on, so
    /// it is the same as holding.
    Continue,
    Hold,
    Rollback,
}

/// Somebody else's check or notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hook {
    pub name: String,
    pub on: HookPoint,
    pub call: HookCall,
    pub timeout: Period,
    /// How often it is tried again when it fails or does not answer.
    pub retries: u8,
    /// The name of the environment variable that holds the key by which HTTP calls are signed.
    pub secret: Option<String>,
}

/// When a hook is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HookPoint {
    /// Before anything is written; it may refuse.
    Preflight,
    /// Through the preview route of a blue-green rollout, before the switch.
    Smoke,
    /// Before each weight; it may hold or fail the rollout.
    BeforeStep,
    /// After each stage; it may hold or fail the rollout.
    AfterStep,
    /// While a stage is held, at every interval.
    Gate,
    /// Before the last weight.
    BeforePromote,
    /// When the rollout is held, goes back, is back, is promoted or is finished; nothing waits
    /// for these.
    OnHold,
    OnRollback,
    AfterRollback,
    AfterPromote,
    AfterFinish,
    /// On every event; nothing waits for it.
    Event,
}

/// What is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HookCall {
    Exec(Vec<String>),
    Http(String),
}

impl Spec {
    /// The percentages of all stages with a weight.
    pub fn percents(&self) -> Vec<u8> {
        self.stages.iter().filter_map(Stage::percent).collect()
    }

    /// The hooks of a point, in their order, with their places in the spec.
    pub fn hooks_at(&self, point: HookPoint) -> impl Iterator<Item = (usize, &Hook)> {
        self.hooks.iter().enumerate().filter(move |(_, hook)| hook.on == point)
    }

    /// Whether anything judges a stage, beside the time that it is held.
    pub fn is_judged(&self) -> bool {
        let has_hook = self.hooks_at(HookPoint::Gate).next().is_some();
        !self.gates.is_empty() || has_hook || self.budget.is_some()
    }

    /// Whether a stage is the last one with a weight.
    pub fn is_last_weight(&self, stage: usize) -> bool {
        !self.stages.iter().skip(stage + 1).any(|stage| stage.percent().is_some())
    }
}
