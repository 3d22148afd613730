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
    /// How often gates are asked while a stage is held.
    pub interval: Period,
    pub gates: Vec<Gate>,
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
}

/// How traffic moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strategy {
    /// In stages, each held and judged.
    Canary,
    /// Checked through a preview route, then switched.
    BlueGreen { preview: bool },
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
    pub on_loss: Fallback,
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

    /// Whether a stage is the last one with a weight.
    pub fn is_last_weight(&self, stage: usize) -> bool {
        let rest = self.stages.iter().skip(stage + 1);
        rest.filter_map(Stage::percent).next().is_none()
    }
}
