//! A place: where a rollout's routes are, and where its record is kept.

use std::fmt;

use crate::rollout::effect::{Purpose, RouteWrite};
use crate::rollout::event::{Freshness, Seen, WriteOutcome};
use crate::rollout::journal::Entry;
use crate::rollout::state::State;

/// What a driver needs of a control plane. One driver at a time uses it for one rollout; its calls
/// may overlap, and take effect as if they had come one after the other.
pub trait Place: Send + Sync + 'static {
    /// Keeps the state, durably, and what was announced with it. Fails without having done
    /// anything, or with something that the next success overwrites.
    fn persist(
        &self,
        state: &State,
        entries: &[Entry],
    ) -> impl Future<Output = Result<(), PlaceError>> + Send;

    /// The routes of the rollout as they are, in the order of the state's. What is read is what a
    /// later write may overwrite.
    fn read(&self, state: &State) -> impl Future<Output = Result<Vec<Seen>, PlaceError>> + Send;

    /// Writes weights and nothing else of the routes, in one transaction where that can be had.
    ///
    /// The state holds the intent. A place that [keeps both at once](Self::keeps_with_writes) keeps
    /// it, and the entries, in the same transaction; elsewhere it was persisted before.
    fn write(
        &self,
        state: &State,
        entries: &[Entry],
        write: &Write,
    ) -> impl Future<Output = Result<WriteOutcome, PlaceError>> + Send;

    /// Whether a write keeps the state in the same transaction.
    fn keeps_with_writes(&self) -> bool;

    /// Makes the preview routes of a blue-green rollout, or takes them away. Doing it twice is as
    /// good as once.
    fn preview(
        &self,
        state: &State,
        wanted: bool,
    ) -> impl Future<Output = Result<(), PlaceError>> + Send;

    /// How long ago the right to write was renewed, compared with the lease.
    fn freshness(&self) -> Freshness;

    /// Who has the rollout instead of this driver, if that is known without asking.
    fn lost_to(&self) -> Option<String> {
        None
    }

    /// Gives the routes back: nothing of the rollout is under way any more. The record of it stays
    /// until it is finished.
    fn release(&self, state: &State) -> impl Future<Output = Result<(), PlaceError>> + Send;
}

/// Weights to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Counts the writes of the rollout.
    pub number: u64,
    pub routes: Vec<RouteWrite>,
    pub purpose: Purpose,
}

/// Why a place did not do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceError {
    /// It did not work; it may the next time.
    Failed { why: String },
    /// Another driver has the rollout now. This one must not do anything any more.
    Fenced { by: String },
}

impl fmt::Display for PlaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { why } => f.write_str(why),
            Self::Fenced { by } => write!(f, "the rollout was taken over by {by}"),
        }
    }
}

impl std::error::Error for PlaceError {}
