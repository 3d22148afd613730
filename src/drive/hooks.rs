//! Hooks: other people's checks and notices.

mod caller;
mod exec;
mod http;
mod message;
pub mod ready;

#[cfg(test)]
mod tests;

pub use caller::{HookCaller, Notices};

use crate::rollout::event::HookOutcome;
use crate::rollout::gate::{Reading, Verdict};
use crate::rollout::journal::Entry;
use crate::rollout::state::State;

/// What a driver calls at the points of a rollout that others want to know of.
pub trait Hooks: Send + Sync + 'static {
    /// Calls the hook at that place in the spec, with all its attempts. The same call has the same
    /// delivery id, whoever repeats it.
    fn call(&self, state: &State, hook: usize) -> impl Future<Output = HookOutcome> + Send;

    /// Tells whoever wants to know. Nothing waits for it.
    fn notify(&self, state: &State, entry: &Entry);
}

/// What a gate hook says, as the reading of a gate.
pub fn reading(gate: String, outcome: HookOutcome) -> Reading {
    let (verdict, evidence) = match outcome {
        HookOutcome::Ok => (Verdict::Pass, "the hook says yes".to_owned()),
        HookOutcome::Pending { why } => (Verdict::Inconclusive, why),
        HookOutcome::Failed { why } => (Verdict::Harm, why),
    };
    Reading { gate, verdict, evidence }
}
