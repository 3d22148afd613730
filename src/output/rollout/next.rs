//! What can be done next with a rollout, as commands to copy.

use jiff::Timestamp;

use crate::output::rollout::measured::Measured;
use crate::output::rollout::{now, words};
use crate::rollout::live::{Live, Standing};
use crate::rollout::spec::{Stage, Strategy};
use crate::rollout::state::{Held, HeldReason, Phase, State};
use crate::rollout::weights::Share;

/// How commands about a rollout begin, such as `weir -c prod`.
#[derive(Debug, Clone)]
pub struct Commands {
    pub program: String,
}

impl Commands {
    /// The command that does that to a rollout.
    pub fn about(&self, state: &State, verb: &str) -> String {
        let strategy = words::strategy(&state.spec.strategy);
        format!("{} {strategy} {verb} {}", self.program, state.id)
    }

    /// What takes the traffic back; nothing where that has been done or cannot be.
    pub fn undo(&self, state: &State, measured: &Measured) -> Vec<String> {
        // The routes are somebody else's.
        if measured.later.is_some() {
            return Vec::new();
        }
        let live = measured.live.as_ref();
        let is_switched = matches!(state.spec.strategy, Strategy::BlueGreen { .. })
            && matches!(state.phase, Phase::Promoted { .. });
        match &state.phase {
            Phase::RolledBack { .. } => live.map(|live| self.back(state, live)).unwrap_or_default(),
            Phase::Finishing { .. } | Phase::Finished => Vec::new(),
            _ if is_switched => vec![self.about(state, "switch-back")],
            _ => vec![self.about(state, "abort")],
        }
    }

    /// What goes on from a hold or an end, the likeliest first.
    pub fn onward(&self, state: &State, measured: &Measured) -> Vec<String> {
        if measured.later.is_some() {
            return Vec::new();
        }
        let live = measured.live.as_ref();
        let resume = |flag: &str| self.about(state, "resume") + flag;
        let is_gone = live.is_some_and(|live| {
            live.gone(state).next().is_some() || live.lacking(state).next().is_some()
        });
        let is_changed = live.is_some_and(|live| live.needs_word(state));
        match &state.phase {
            Phase::Held(Held { reason: HeldReason::Approval { name, .. }, .. }) => {
                let approve = self.about(state, "approve");
                vec![format!("{approve} --gate {}", quoted(name))]
            }
            Phase::Held(Held { reason: HeldReason::Window | HeldReason::Lease, .. }) => Vec::new(),
            // It would be held again at once.
            Phase::Held(_) if is_gone => Vec::new(),
            Phase::Held(Held { reason: HeldReason::Weights | HeldReason::Conflict, .. })
                if live.is_none() =>
            {
                vec![resume(" --reassert"), resume(" --adopt")]
            }
            Phase::Held(_) if is_changed => vec![resume(" --reassert"), resume(" --adopt")],
            Phase::Held(_) => {
                let approve =
                    |(name, _)| format!("{} --gate {}", self.about(state, "approve"), quoted(name));
                std::iter::once(resume("")).chain(state.asked_approval().map(approve)).collect()
            }
            // There is a baseline that gets traffic.
            Phase::Promoted { .. } if state.ends_split() => Vec::new(),
            Phase::Promoted { .. } if live.is_some_and(|live| live.is_changed(state)) => Vec::new(),
            Phase::Promoted { .. } => vec![self.about(state, "finish")],
            Phase::RollbackFailed { .. } => vec![self.about(state, "abort")],
            _ => Vec::new(),
        }
    }

    /// What takes the routes back once more whose canary gets requests after a way back.
    fn back(&self, state: &State, live: &Live) -> Vec<String> {
        let one = |(route, standing): (&crate::rollout::state::RouteState, Standing<'_>)| {
            let (Standing::Changed(weights) | Standing::Remade(weights)) = standing else {
                return None;
            };
            if !live.exposes(state) {
                return None;
            }
            let found = |share: &Share| {
                let is_it = |other: &&Share| other.node == share.node && other.port == share.port;
                let known = route.ladder.found.iter().find(is_it).map(|share| share.weight.get());
                let weight = known.unwrap_or(0);
                let target = now::targets(std::slice::from_ref(share));
                let name = target.rsplit_once('=').map_or(target.as_str(), |(name, _)| name);
                format!("{name}={weight}")
            };
            let back: Vec<String> = weights.iter().map(found).collect();
            let (program, mesh) = (&self.program, quoted(route.route.mesh.as_str()));
            let address = quoted(&route.route.id().to_string());
            Some(format!("{program} -m {mesh} weights {address} {}", back.join(" ")))
        };
        live.standings(state).filter_map(one).collect()
    }
}

/// What a command to go on is followed by: when it can be done, where that is later.
pub fn from_when(state: &State, command: &str, now: Timestamp) -> String {
    let Phase::Promoted { since } = &state.phase else { return String::new() };
    let kept = since.checked_add(state.spec.keep_baseline.get()).unwrap_or(Timestamp::MAX);
    if now >= kept || !command.contains(" finish ") {
        return String::new();
    }
    format!("  # from {} on", words::moment(kept))
}

/// The stage that comes next, and how long until then at the earliest.
pub fn next_stage(state: &State) -> Option<String> {
    if !state.is_under_way() {
        return None;
    }
    let later = state.spec.stages.iter().skip(state.stage + usize::from(is_entered(state)));
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
            match left.is_zero() {
                true if state.spec.is_judged() => " when the gates pass".to_owned(),
                true => " now".to_owned(),
                false => format!(" in {left}"),
            }
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

/// Whether the stage itself is under way, and not still to come.
fn is_entered(state: &State) -> bool {
    match (&state.phase, state.current()) {
        (Phase::Held(held), Some(Stage::Approve { .. })) => {
            matches!(held.awaited(), HeldReason::Approval { .. })
        }
        (Phase::Writing { .. } | Phase::Resolving { .. }, _) => true,
        (_, Some(Stage::Weight { percent, .. })) => state.writes > 0 && *percent == state.percent,
        _ => false,
    }
}

/// A word as a shell takes it.
pub fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
