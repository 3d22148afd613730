//! Where the embedded control plane keeps resources: what a store must do, and the one in a file.
//!
//! A store knows nothing of rules. It keeps what it is given, all of it or nothing, and in order.

mod embedded;
mod lock;
mod mesh_lock;
mod record;
mod restore;

#[cfg(test)]
pub mod conformance;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

pub use embedded::{EmbeddedStore, FILE_NAME};
pub use lock::{DataDirLock, LockError};
pub use mesh_lock::{LockHolder, MeshLock};
pub use record::{Batch, Changes, Event, EventKind, Identity, StoredToken, TokenKey, Transaction};
pub use restore::{Replace, RestoreError, Restored, inspect, restore};

use crate::model::{Instances, Resource};
use crate::rollout::journal::Entry;
use crate::rollout::record::RolloutRecord;

/// A place that keeps resources, instances, the log of their changes, client tokens, locks, and
/// rollouts with their journals.
///
/// Reads may happen at any time from any thread; commits come from one writer, one at a time.
pub trait Store: Send + Sync {
    /// Everything that the control plane holds in memory.
    fn load(&self) -> Result<Loaded, StoreError>;

    /// Keeps the whole batch durably, or nothing of it.
    fn commit(&self, batch: &Batch) -> Result<(), StoreError>;

    /// All transactions after that revision.
    fn changes_after(&self, revision: u64) -> Result<Changes, StoreError>;

    /// What was answered to the request that carried the token, while that is remembered.
    fn token(&self, key: &TokenKey) -> Result<Option<StoredToken>, StoreError>;

    /// What a rollout announced after that number, the oldest first, so many at most.
    fn rollout_entries(&self, id: &str, after: u64, max: usize) -> Result<Vec<Entry>, StoreError>;

    /// The bytes of a file that holds everything but locks, as it is at one moment. All that was
    /// committed before is in it.
    fn backup(&self) -> Result<Vec<u8>, StoreError>;
}

/// The contents of a store.
#[derive(Debug)]
pub struct Loaded {
    pub identity: Identity,
    /// What no other store is called; none for a copy of a store that is still without.
    pub id: Option<String>,
    pub revision: u64,
    pub resources: Vec<Resource>,
    pub instances: Instances,
    /// The locks of meshes, by mesh.
    pub locks: BTreeMap<String, Arc<MeshLock>>,
    /// The records of rollouts, by id.
    pub rollouts: BTreeMap<String, Arc<RolloutRecord>>,
}

/// Why a store cannot be used, or did not keep a batch.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("cannot open the store `{}`", .path.display())]
    Open { path: PathBuf, source: std::io::Error },
    /// Another process, which does not hold the lock of the data directory, has the file open.
    #[error("the store `{}` is open in another process", .path.display())]
    Busy { path: PathBuf },
    #[error(
        "the store `{}` has format {found}, and this version of weir knows formats up to {known}; \
         use the version of weir that wrote it, or a later one",
        .path.display()
    )]
    Newer { path: PathBuf, found: String, known: u32 },
    #[error(
        "the store `{}` holds the rollout `{id}` in format {found}, and this version of weir knows \
         formats up to {known}; use the version of weir that wrote it, or a later one",
        .path.display()
    )]
    NewerRollout { path: PathBuf, id: String, found: u32, known: u32 },
    #[error(
        "the store `{}` is damaged or no store of weir: {detail}; restore it from a copy, or move \
         it away to begin with an empty one",
        .path.display()
    )]
    Damaged { path: PathBuf, detail: String },
    /// Nothing was kept: it would be gone with the file that is still open.
    #[error(
        "the store `{}` was removed or replaced while it was in use; put it back, or restart with \
         what is there now",
        .path.display()
    )]
    Replaced { path: PathBuf },
    /// There was no room for the batch, of which nothing was kept. It can be tried again.
    #[error("no room is left for the store `{}`", .path.display())]
    Full { path: PathBuf },
    /// It was opened to be read.
    #[error("the store `{}` is open for reading only", .path.display())]
    ReadOnly { path: PathBuf },
    /// The disk or the file failed. What the store holds is only known after it is opened again.
    #[error("the store `{}` failed: {detail}", .path.display())]
    Failed { path: PathBuf, detail: String },
}
