//! Evidence: what shows whether new weights have arrived, and whether the canary does harm.

mod mesh;
mod prometheus;
mod proxies;
mod traffic;

#[cfg(test)]
mod tests;

pub use proxies::ProxyEvidence;

use crate::rollout::event::VerifyOutcome;
use crate::rollout::gate::Reading;
use crate::rollout::state::State;

/// What a driver asks for evidence.
pub trait Evidence: Send + Sync + 'static {
    /// How far the weights that were written last are confirmed, by the spec's `verify`.
    fn verify(&self, state: &State) -> impl Future<Output = VerifyOutcome> + Send;

    /// What is measured from now on belongs to the stage; what was measured before does not.
    fn measure(&self, state: &State);

    /// What each gate says of the stage since [`Evidence::measure`], gate hooks not included. A gate
    /// without data says so; none is left out.
    fn sample(&self, state: &State) -> impl Future<Output = Vec<Reading>> + Send;

    /// Whether the node that has no weight any more really gets no requests.
    fn drained(&self, state: &State) -> impl Future<Output = VerifyOutcome> + Send;
}
