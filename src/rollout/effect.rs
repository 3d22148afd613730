//! What a rollout wants done, and what it tells. A driver does effects in their order, and stops at
//! one that fails.

use serde::{Deserialize, Serialize};

use crate::rollout::event::Ticket;
use crate::rollout::gate::Reading;
use crate::rollout::spec::{NodeRef, RouteRef};
use crate::rollout::state::{Cause, HeldReason, State};
use crate::rollout::weights::Shares;

/// Something to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Store the state, durably. What follows is done only if that succeeds.
    Persist(Box<State>),
    /// Read all routes; answered by `Read` or `Unread`.
    Read {
        ticket: Ticket,
    },
    /// Write the weights of all routes, in one transaction where that can be had, and only onto the
    /// weights that are expected; answered by `Written`.
    Write {
        ticket: Ticket,
        number: u64,
        routes: Vec<RouteWrite>,
        purpose: Purpose,
    },
    /// Look how far the weights are confirmed; answered by `Verified`.
    Verify {
        ticket: Ticket,
    },
    /// From now on, and only from now on, what is measured belongs to the stage.
    Measure {
        stage: usize,
    },
    /// Ask the gates and the gate hooks; answered by `Sampled`.
    Sample {
        ticket: Ticket,
    },
    /// Call a hook; answered by `HookEnded`. `retry` says that it wanted to be asked again.
    CallHook {
        ticket: Ticket,
        hook: usize,
        retry: bool,
    },
    /// Make the preview routes, or take them away; answered by `Previewed`.
    Preview {
        ticket: Ticket,
        wanted: bool,
    },
    /// Look whether the node without weight gets no requests; answered by `Drained`.
    Drain {
        ticket: Ticket,
    },
    Announce {
        seq: u64,
        announcement: Announcement,
    },
}

impl Announcement {
    /// The word for what kind of announcement it is, as it stands in a journal.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Started => "rollout.started",
            Self::TakenOver => "rollout.taken_over",
            Self::StageEntered { .. } => "stage.entered",
            Self::Intent { .. } => "weight.intent",
            Self::Committed { .. } => "weight.committed",
            Self::Verified { .. } => "weight.verified",
            Self::Unconfirmed { .. } => "weight.unconfirmed",
            Self::Sampled { .. } => "gate.sampled",
            Self::StageDone { .. } => "stage.done",
            Self::Held { .. } => "rollout.held",
            Self::Resumed => "rollout.resumed",
            Self::Approved { .. } => "approval.given",
            Self::Rebased { .. } => "drift.rebased",
            Self::HookPending { .. } => "hook.pending",
            Self::HookEnded { .. } => "hook.ended",
            Self::GatesSkipped { .. } => "gate.skipped",
            Self::FinishForced { .. } => "finish.forced",
            Self::RollingBack { .. } => "rollout.rolling_back",
            Self::RolledBack { .. } => "rollout.rolled_back",
            Self::RollbackRetried { .. } => "rollout.rollback_retried",
            Self::RollbackFailed { .. } => "rollout.rollback_failed",
            Self::Promoted => "rollout.promoted",
            Self::Previewed => "preview.made",
            Self::PreviewRemoved => "preview.removed",
            Self::PreviewLeft { .. } => "preview.left",
            Self::Adopted { .. } => "drift.adopted",
            Self::Finished => "rollout.finished",
            Self::Heard { .. } => "wish.heard",
            Self::Unguarded { .. } => "lease.unguarded",
            Self::Declined { .. } => "wish.declined",
        }
    }
}

/// The weights of one route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteWrite {
    pub route: RouteRef,
    /// Those that have to be there; none where a rollback takes whatever is there.
    pub from: Option<Shares>,
    pub to: Shares,
}

/// Why weights are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Stage,
    Rollback,
    /// The baseline is taken out of the targets.
    Finish,
}

/// Something that people and machines are told. The stream of these is the rollout's journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Announcement {
    Started,
    TakenOver,
    StageEntered {
        stage: usize,
        percent: u8,
    },
    Intent {
        number: u64,
        percent: u8,
    },
    Committed {
        number: u64,
        percent: u8,
    },
    /// The weights are confirmed, and by what.
    Verified {
        percent: u8,
        by: String,
    },
    /// The weights are written, and nobody here can confirm them.
    Unconfirmed {
        percent: u8,
        why: String,
    },
    Sampled {
        readings: Vec<Reading>,
    },
    StageDone {
        stage: usize,
        percent: u8,
    },
    Held {
        reason: HeldReason,
    },
    Resumed,
    /// An approval was given while somebody holds the rollout; it goes on with a resume.
    Approved {
        name: String,
    },
    Rebased {
        route: RouteRef,
    },
    /// A hook wants to be asked again; told once, however often it says so.
    HookPending {
        hook: String,
        why: String,
    },
    HookEnded {
        hook: String,
        ok: bool,
    },
    GatesSkipped {
        reason: String,
    },
    /// The baseline is taken out before its time, and whether or not it gets requests.
    FinishForced {
        reason: String,
    },
    RollingBack {
        cause: Cause,
    },
    RolledBack {
        cause: Cause,
        /// Routes that are gone: there was nothing to take back.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        gone: Vec<RouteRef>,
        /// Those among them that somebody made anew.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        remade: Vec<RouteRef>,
        /// Nodes that are gone, to which the traffic went back.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        unserved: Vec<NodeRef>,
    },
    RollbackRetried {
        why: String,
    },
    RollbackFailed {
        cause: Cause,
    },
    Promoted,
    /// The preview routes are there, and requests with the header reach the new node.
    Previewed,
    /// The preview routes are gone.
    PreviewRemoved,
    /// The preview routes could not be taken away; somebody has to.
    PreviewLeft {
        why: String,
    },
    /// The weights that somebody else wrote are the rollout's own now.
    Adopted {
        percent: u8,
    },
    /// The baseline was taken out of the routes, and nothing of the rollout is left.
    Finished,
    /// Nobody acts where the driver dies, though the rollout says that it goes back then.
    Unguarded {
        why: String,
    },
    /// Somebody wants something; what comes of it is announced next.
    Heard {
        by: String,
        wish: String,
    },
    /// A wish that does not fit where the rollout stands.
    Declined {
        wish: String,
        why: String,
    },
}
