//! Where a rollout stands: all that another process needs to go on or to go back.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::rollout::gate::Reading;
use crate::rollout::spec::{Fallback, NodeRef, RouteRef, Spec, Stage};
use crate::rollout::weights::{Ladder, Share, Shares};

/// The format of what is stored; a newer one is not read.
pub const FORMAT: u32 = 1;

/// Everything that is known of a rollout. What is stored of it is always a whole state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct State {
    pub format: u32,
    pub id: String,
    pub spec: Spec,
    pub started: Timestamp,
    /// When it is rolled back unless the last weight is reached.
    pub deadline: Timestamp,
    pub routes: Vec<RouteState>,
    pub phase: Phase,
    /// The stage under way.
    pub stage: usize,
    /// The share of the canary that was written last, in percent.
    pub percent: u8,
    /// By what the weights that were written last are confirmed; nothing where nobody could tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<String>,
    /// How long the stage's weight was held, verified and settled.
    pub held: Duration,
    /// How many writes were intended so far; each has its number.
    pub writes: u64,
    /// How many approvals were asked for so far; each has its number.
    pub approvals: u64,
    /// Hooks that ended well, by stage and place in the spec, so that none is called twice.
    pub hooks_done: BTreeSet<(usize, usize)>,
    /// Why gates are no longer asked, where somebody said so.
    pub gates_skipped: Option<String>,
    /// What the gates said last.
    pub readings: Vec<Reading>,
    /// How many announcements were made so far; each has its number.
    pub announced: u64,
    /// Whether preview routes may exist.
    pub previewed: bool,
    /// Who started it, and who told it to go on, for people.
    pub owner: String,
    /// When it was like this. What is measured goes on from there.
    #[serde(default)]
    pub at: Timestamp,
    /// The places of the routes that were gone when they were looked at last.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub gone: BTreeSet<usize>,
    /// Those among them that somebody made anew.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub remade: BTreeSet<usize>,
    /// The nodes of the rollout that were not there when they were looked at last.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub lacking: BTreeSet<NodeRef>,
    /// What somebody said last, and it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Said>,
}

/// What somebody said to a rollout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub by: String,
    /// In few words: `pause`, ``approve `go` ``.
    pub wish: String,
    pub at: Timestamp,
}

/// One route of a rollout.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RouteState {
    pub route: RouteRef,
    pub ladder: Ladder,
    /// The weights that are known to have been written, or found at the start.
    pub written: Shares,
    /// The weights that are about to be written. Stored before the write is sent.
    pub intent: Option<Shares>,
}

impl RouteState {
    /// Baseline and canary.
    pub fn nodes(&self) -> [NodeRef; 2] {
        let arms = self.ladder.arms;
        [arms.baseline, arms.canary].map(|arm| NodeRef {
            mesh: self.route.mesh.clone(),
            virtual_node: self.ladder.base[arm].node.clone(),
        })
    }

    /// Whether a node gets requests by what is written.
    fn feeds(&self, node: &NodeRef) -> bool {
        self.route.mesh == node.mesh && feeds(&self.written, node)
    }
}

/// Whether a node gets requests by weights of a route of its mesh.
pub fn feeds(weights: &[Share], node: &NodeRef) -> bool {
    weights.iter().any(|share| share.node == node.virtual_node && share.weight.get() > 0)
}

/// What a rollout is doing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Waits until it may enter its stage: for the window and for a fresh lease. Then it checks.
    Waiting,
    /// Reads the routes, to find what others changed. Goes on to hooks, is held, or goes back.
    Checking,
    /// Makes the preview routes of a blue-green rollout.
    Previewing,
    /// Calls the hooks before a weight, one after the other.
    Preparing,
    /// Sends the weights of its stage; the intent is stored. Goes on to verify.
    Writing { percent: u8 },
    /// Does not know whether its write arrived, and looks.
    Resolving { percent: u8 },
    /// Waits until proxies and the observed split confirm the weights.
    Verifying { waited: Duration },
    /// Waits until what is measured is of the new weights.
    Settling { waited: Duration },
    /// Holds the weights and asks the gates.
    #[serde(rename_all = "camelCase")]
    Observing { without_data: Duration, since_asked: Duration },
    /// Calls the hooks after a stage.
    Concluding,
    /// Stays where it is until somebody decides or the wait is over.
    Held(Held),
    /// Writes the baseline until that is confirmed.
    RollingBack { cause: Cause, tried: Duration, attempts: u32 },
    /// All traffic is on the baseline. The end.
    RolledBack { cause: Cause },
    /// The baseline could not be written in time. The traffic is as `percent` says, or not known.
    RollbackFailed { cause: Cause },
    /// All stages are done; the baseline is kept at weight 0.
    Promoted { since: Timestamp },
    /// Looks whether the baseline still gets requests, then takes it out of the routes.
    #[serde(rename_all = "camelCase")]
    Finishing { since: Timestamp, drained: bool },
    /// The baseline was taken out of the routes. The end.
    Finished,
}

/// A wait for somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Held {
    pub reason: HeldReason,
    pub since: Timestamp,
    /// When the wait is over, and what then; without, only the rollout's own deadline ends it.
    pub until: Option<(Timestamp, Fallback)>,
    /// What held it before somebody paused it on top of that. A resume leads back there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beneath: Option<Box<Held>>,
}

impl Held {
    pub fn new(reason: HeldReason, since: Timestamp, until: Option<(Timestamp, Fallback)>) -> Self {
        Self { reason, since, until, beneath: None }
    }

    /// Whether only a word of somebody leads on.
    pub fn awaits_word(&self) -> bool {
        !matches!(
            self.awaited(),
            HeldReason::Approval { .. } | HeldReason::Window | HeldReason::Lease
        )
    }

    /// What it is held by, whether somebody paused it on top of that or not.
    pub fn awaited(&self) -> &HeldReason {
        self.beneath.as_ref().map_or(&self.reason, |beneath| &beneath.reason)
    }
}

/// What a rollout is held by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeldReason {
    /// Somebody has to approve; the number tells one question from the next.
    Approval {
        name: String,
        number: u64,
    },
    Window,
    Operator,
    /// The weights are not those that were written.
    Weights,
    /// Other fields of a route changed, and the spec says to hold then.
    OtherFields,
    /// A route is gone, or no longer leads to the nodes.
    RouteGone {
        route: RouteRef,
    },
    /// A route was made anew by others, or has nothing of the rollout any more.
    RouteRemade {
        route: RouteRef,
    },
    /// A node of the rollout is gone.
    NodeGone {
        node: NodeRef,
    },
    Unverified {
        why: String,
    },
    NoData,
    Inconclusive,
    Hook {
        name: String,
        why: String,
    },
    Lease,
    /// Neither what was before a write nor what was written is there.
    Conflict,
    /// What is to be known could not be stored, so nothing is written.
    Storage {
        why: String,
    },
    /// The control plane refused a write, or did not answer for too long.
    Write {
        why: String,
    },
    /// The preview routes could not be made.
    Preview {
        why: String,
    },
}

/// Why a rollout went back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    Gate {
        name: String,
        evidence: String,
    },
    Hook {
        name: String,
        why: String,
    },
    /// A proxy rejected the weights.
    Rejected {
        why: String,
    },
    Operator {
        reason: Option<String>,
    },
    Denied {
        name: String,
    },
    /// Somebody or something did not answer before its deadline.
    Deadline {
        what: String,
    },
    /// The last weight was not reached before the deadline of the rollout.
    Overdue,
    Signal,
    Lease,
    Drift,
    /// What the spec says when evidence is missing to the end.
    NoEvidence,
}

impl State {
    /// A rollout that has written nothing yet.
    pub fn new(
        id: String,
        owner: String,
        spec: Spec,
        routes: Vec<(RouteRef, Ladder)>,
        now: Timestamp,
    ) -> Self {
        let deadline = now.checked_add(spec.deadline.get()).unwrap_or(Timestamp::MAX);
        let route = |(route, ladder): (RouteRef, Ladder)| {
            let written = ladder.found.clone();
            RouteState { route, ladder, written, intent: None }
        };
        Self {
            format: FORMAT,
            id,
            spec,
            started: now,
            deadline,
            routes: routes.into_iter().map(route).collect(),
            phase: Phase::Waiting,
            stage: 0,
            percent: 0,
            confirmed: None,
            held: Duration::ZERO,
            writes: 0,
            approvals: 0,
            hooks_done: BTreeSet::new(),
            gates_skipped: None,
            readings: Vec::new(),
            announced: 0,
            previewed: false,
            owner,
            at: now,
            gone: BTreeSet::new(),
            remade: BTreeSet::new(),
            lacking: BTreeSet::new(),
            said: None,
        }
    }

    /// The routes that were gone when they were looked at last.
    pub fn gone_routes(&self) -> Vec<RouteRef> {
        self.routes_at(&self.gone)
    }

    /// Those of the routes that are gone which somebody made anew.
    pub fn remade_routes(&self) -> Vec<RouteRef> {
        self.routes_at(&self.remade)
    }

    fn routes_at(&self, places: &BTreeSet<usize>) -> Vec<RouteRef> {
        let route = |place: &usize| self.routes.get(*place).map(|route| route.route.clone());
        places.iter().filter_map(route).collect()
    }

    /// The nodes that were not there when they were looked at last, and get requests by what is
    /// written.
    pub fn unserved(&self) -> Vec<NodeRef> {
        let gets = |node: &&NodeRef| self.routes.iter().any(|route| route.feeds(node));
        self.lacking.iter().filter(gets).cloned().collect()
    }

    /// The same later on, where a driver is at work and nothing but time has passed.
    pub fn as_of(&self, now: Timestamp) -> Self {
        let mut state = self.clone();
        let passed = Duration::try_from(now.duration_since(self.at)).unwrap_or_default();
        match &mut state.phase {
            Phase::Verifying { waited } | Phase::Settling { waited } => *waited += passed,
            Phase::Observing { .. } => state.held += passed,
            _ => return state,
        }
        state.at = now;
        state
    }

    /// For how long at least the weights of now are known to have been in use.
    pub fn unchanged_for(&self, now: Timestamp) -> Duration {
        let passed = |since| Duration::try_from(now.duration_since(since)).unwrap_or_default();
        match &self.phase {
            Phase::Settling { waited } => *waited,
            Phase::Observing { .. } | Phase::Concluding => self.held,
            Phase::Held(held) => passed(held.since),
            Phase::Promoted { since } => self.held + passed(*since),
            Phase::RolledBack { .. } | Phase::Finished => passed(self.at),
            _ => Duration::ZERO,
        }
    }

    /// The approval that is asked for, paused or not: its name and its number.
    pub fn asked_approval(&self) -> Option<(&str, u64)> {
        match &self.phase {
            Phase::Held(held) => match held.awaited() {
                HeldReason::Approval { name, number } => Some((name, *number)),
                _ => None,
            },
            _ => None,
        }
    }

    pub fn current(&self) -> Option<&Stage> {
        self.spec.stages.get(self.stage)
    }

    /// Why the baseline may not be taken out of the routes; nothing where it may be tried.
    pub fn why_not_finish(&self, is_forced: bool, now: Timestamp) -> Option<String> {
        let Phase::Promoted { since } = &self.phase else {
            let why = if self.is_under_way() { "it is under way" } else { self.why_over() };
            return Some(why.to_owned());
        };
        if self.ends_split() {
            let why =
                format!("the last stage is {} %, and the baseline has the rest", self.percent);
            return Some(why);
        }
        let until = since.checked_add(self.spec.keep_baseline.get()).unwrap_or(Timestamp::MAX);
        let shown = until.round(jiff::Unit::Second).unwrap_or(until);
        (!is_forced && now < until)
            .then(|| format!("the baseline is kept until {shown}; `--force REASON` does not wait"))
    }

    /// Whether the baseline keeps some of the traffic after the last stage.
    pub fn ends_split(&self) -> bool {
        let last = self.spec.percents().last().copied().unwrap_or_default();
        self.routes.iter().any(|route| route.ladder.canary_weight(last) < route.ladder.movable())
    }

    /// Why nothing can be wished of it any more.
    pub fn why_over(&self) -> &'static str {
        match &self.phase {
            Phase::RolledBack { .. } => "it was rolled back",
            Phase::RollingBack { .. } => "it is going back",
            Phase::RollbackFailed { .. } => "its way back failed; abort tries again",
            Phase::Promoted { .. } if self.ends_split() => {
                "it is over, with its last stage below 100 %; abort goes back"
            }
            Phase::Promoted { .. } => "it is promoted",
            Phase::Finishing { .. } | Phase::Finished => "it is finished",
            _ => "it is over",
        }
    }

    /// Whether nothing more happens by itself.
    pub fn is_over(&self) -> bool {
        matches!(
            self.phase,
            Phase::RolledBack { .. }
                | Phase::RollbackFailed { .. }
                | Phase::Promoted { .. }
                | Phase::Finished
        )
    }

    /// Whether it still moves, or may move, towards the canary.
    pub fn is_under_way(&self) -> bool {
        !self.is_over()
            && !matches!(self.phase, Phase::RollingBack { .. } | Phase::Finishing { .. })
    }
}
