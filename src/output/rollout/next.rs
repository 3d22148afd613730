//! What can be done next with a rollout, as commands to copy.

use crate::output::rollout::words;
use crate::rollout::spec::{Stage, Strategy};
use crate::rollout::state::{Held, HeldReason, Phase, State};

/// How commands about a rollout begin, such as `weir -c prod`.
#[derive(Debug, Clone)]
pub struct Commands {
    pub program: String,
}

impl Commands {
    fn about(&self, state: &State, verb: &str) -> String {
        let strategy = words::strategy(&state.spec.strategy);
        format!("{} {strategy} {verb} {}", self.program, state.id)
    }

    /// What takes the traffic back; nothing where that has been done or cannot be.
    pub fn undo(&self, state: &State) -> Option<String> {
        let is_switched = matches!(state.spec.strategy, Strategy::BlueGreen { .. })
            && matches!(state.phase, Phase::Promoted { .. });
        match &state.phase {
            Phase::RolledBack { .. } | Phase::Finishing { .. } | Phase::Finished => None,
            _ if is_switched => Some(self.about(state, "switch-back")),
            _ => Some(self.about(state, "abort")),
        }
    }

    /// What goes on from a hold or an end, the likeliest first.
    pub fn onward(&self, state: &State) -> Vec<String> {
        let resume = |flag: &str| self.about(state, "resume") + flag;
        match &state.phase {
            Phase::Held(Held { reason: HeldReason::Approval { name, .. }, .. }) => {
                let approve = self.about(state, "approve");
                vec![format!("{approve} --gate {}", quoted(name))]
            }
            Phase::Held(Held { reason: HeldReason::Window | HeldReason::Lease, .. }) => Vec::new(),
            Phase::Held(Held { reason: HeldReason::Weights | HeldReason::Conflict, .. }) => {
                vec![resume(" --reassert"), resume(" --adopt")]
            }
            Phase::Held(_) => {
                let approve =
                    |(name, _)| format!("{} --gate {}", self.about(state, "approve"), quoted(name));
                std::iter::once(resume("")).chain(state.asked_approval().map(approve)).collect()
            }
            Phase::Promoted { .. } => vec![self.about(state, "finish")],
            Phase::RollbackFailed { .. } => vec![self.about(state, "abort")],
            _ => Vec::new(),
        }
    }
}

/// The stage that comes next, and how long until then at the earliest.
pub fn next_stage(state: &State) -> Option<String> {
    if !state.is_under_way() {
        return None;
    }
    let later = state.spec.stages.iter().skip(state.stage + 1);
    let mut approvals = Vec::new();
    let mut percent = None;
    for stage in later {
        match stage {
            Stage::Approve { name, .. } => approvals.push(format!("`{name}`")),
            Stage::Weight { percent: share, .. } => {
                percent = Some(*share);
                break;
            }
        }
    }
    let what = percent.map_or_else(|| "the end".to_owned(), |share| format!("{share} %"));
    let wait = match (&state.phase, state.current()) {
        (Phase::Observing { .. }, Some(Stage::Weight { hold, .. })) => {
            let left = words::whole(hold.get().saturating_sub(state.held));
            if left.is_zero() { " when the gates pass".to_owned() } else { format!(" in {left}") }
        }
        _ => String::new(),
    };
    let first = match approvals.as_slice() {
        [] => String::new(),
        [one] => format!(" (approval {one} first)"),
        several => format!(" (approvals {} first)", several.join(", ")),
    };
    Some(format!("{what}{wait}{first}"))
}

/// A word as a shell takes it.
pub fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
