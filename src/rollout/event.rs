//! What a rollout is told: answers to its effects, wishes of people, and that time passes.

use serde::{Deserialize, Serialize};

use crate::rollout::gate::Reading;
use crate::rollout::spec::NodeRef;
use crate::rollout::weights::Shares;

/// Tells an answer to the question that is open from an answer to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ticket(pub u64);

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A driver begins or takes over; the routes have to be looked at before anything else.
    Begun,
    /// Nothing but that time passed.
    Tick,
    /// Somebody may have changed a route.
    Look,
    /// The routes as they are, in the order of the state's.
    Read {
        ticket: Ticket,
        routes: Vec<Seen>,
    },
    /// The routes could not be read.
    Unread {
        ticket: Ticket,
        why: String,
    },
    /// What became of a write.
    Written {
        ticket: Ticket,
        outcome: WriteOutcome,
    },
    /// How far the weights are confirmed.
    Verified {
        ticket: Ticket,
        outcome: VerifyOutcome,
    },
    /// What the gates say of the stage since it settled.
    Sampled {
        ticket: Ticket,
        readings: Vec<Reading>,
    },
    /// What a hook answered.
    HookEnded {
        ticket: Ticket,
        outcome: HookOutcome,
    },
    /// Whether the preview routes are as was wanted.
    Previewed {
        ticket: Ticket,
        /// Why not.
        failure: Option<String>,
    },
    /// Whether the node without weight gets no requests any more.
    Drained {
        ticket: Ticket,
        outcome: VerifyOutcome,
    },
    /// The state could not be stored; nothing may be written until it can.
    NotPersisted {
        why: String,
    },
    /// The state was stored again after it could not be.
    Persisted,
    /// How fresh the driver's lease is.
    Lease(Freshness),
    /// Whether traffic may be moved at this time.
    Window {
        open: bool,
    },
    Operator(Wish),
    /// Nobody acts for the driver where it dies, though the rollout says that it goes back then.
    Unguarded {
        why: String,
    },
    /// The process is told to end, and the policy is to go back then.
    Signal,
}

impl Event {
    /// The question that it answers.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::Read { ticket, .. }
            | Self::Unread { ticket, .. }
            | Self::Written { ticket, .. }
            | Self::Verified { ticket, .. }
            | Self::Sampled { ticket, .. }
            | Self::HookEnded { ticket, .. }
            | Self::Previewed { ticket, .. }
            | Self::Drained { ticket, .. } => Some(*ticket),
            _ => None,
        }
    }
}

/// A route as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Its weights, and whether anything else of it changed since it was written or first read.
    Present {
        weights: Shares,
        edited: bool,
    },
    /// It is there, and nodes of the rollout are not, to which its requests may go.
    Lacking {
        weights: Shares,
        nodes: Vec<NodeRef>,
    },
    /// Another one of that name, or one that has nothing of the rollout any more. It is left alone.
    Remade,
    Absent,
}

impl Seen {
    /// The weights of the route, if it is there.
    pub fn weights(&self) -> Option<&Shares> {
        match self {
            Self::Present { weights, .. } | Self::Lacking { weights, .. } => Some(weights),
            Self::Remade | Self::Absent => None,
        }
    }
}

/// What became of a write of all routes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteOutcome {
    /// All routes have the weights.
    Done,
    /// Nothing was written: somebody else changed a route first.
    Stale,
    /// All routes have the weights, and somebody else wrote one of them at the same time: what
    /// they wrote is gone.
    Interleaved { why: String },
    /// Nothing was written, and the control plane said why.
    Refused { why: String },
    /// It is not known what was written.
    Unknown { why: String },
}

/// How far weights are confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerifyOutcome {
    /// They are, and what that rests on.
    Confirmed { by: String },
    /// Nobody here can tell, and why not.
    Unconfirmed { why: String },
    /// Not yet, and why not.
    Pending { why: String },
    /// A proxy refuses them.
    Rejected { why: String },
}

/// What a hook answered, after all its attempts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HookOutcome {
    Ok,
    /// It wants to be asked again.
    Pending {
        why: String,
    },
    Failed {
        why: String,
    },
}

/// How fresh a lease is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    Fresh,
    /// Not renewed for half of its time: nothing may rise.
    Late,
    /// Not renewed for three quarters of its time: the driver acts on its loss while it may.
    Lost,
}

/// What somebody wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// Answers the question of that number.
    Approve {
        number: u64,
    },
    Deny {
        number: u64,
    },
    Pause,
    Resume,
    /// Writes the weights of the rollout over those that somebody else wrote.
    Reassert,
    /// Takes the weights that somebody else wrote for its own, and goes on from there.
    Adopt,
    /// To the last weight, without further gates.
    Promote {
        reason: String,
    },
    /// To the baseline, because the process that started the rollout is told to end.
    Signal,
    /// To the baseline. After the end of a rollout this is the switch back.
    Abort {
        reason: Option<String>,
    },
    /// Takes the baseline out of the routes, once it gets no requests and was kept for long
    /// enough; or at once, for that reason.
    Finish {
        force: Option<String>,
    },
    /// The same, from somebody who has a name.
    By {
        by: String,
        wish: Box<Wish>,
    },
}

impl Wish {
    /// The wish with the name of whoever has it. A reason is kept by itself, so it gets the name too.
    pub fn by(self, who: &str) -> Self {
        let reason = |given: String| format!("{given} ({who})");
        let wish = match self {
            Self::By { wish, .. } => return wish.by(who),
            Self::Abort { reason: None } => Self::Abort { reason: Some(format!("by {who}")) },
            Self::Abort { reason: Some(given) } => Self::Abort { reason: Some(reason(given)) },
            Self::Promote { reason: given } => Self::Promote { reason: reason(given) },
            Self::Finish { force: Some(given) } => Self::Finish { force: Some(reason(given)) },
            wish => wish,
        };
        Self::By { by: who.to_owned(), wish: Box::new(wish) }
    }

    /// In a word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Approve { .. } => "approve",
            Self::Deny { .. } => "deny",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Reassert => "reassert",
            Self::Adopt => "adopt",
            Self::Promote { .. } => "promote",
            Self::Signal => "end",
            Self::Abort { .. } => "abort",
            Self::Finish { .. } => "finish",
            Self::By { wish, .. } => wish.word(),
        }
    }
}
