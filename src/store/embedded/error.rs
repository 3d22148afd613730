//! Errors before it is known of which file they speak, and how they become those of a store.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::rollout::state;
use crate::store::StoreError;
use crate::store::embedded::FORMAT;

/// An error before it is known of which file it speaks.
pub enum Error {
    Store(StoreError),
    Newer(String),
    NewerRollout { id: String, found: u32 },
    Damaged(String),
    Redb(redb::Error),
}

impl Error {
    pub fn damaged(detail: impl std::fmt::Display) -> Self {
        Self::Damaged(format!("{detail}"))
    }

    fn of(self, path: &Path) -> StoreError {
        let path = path.to_owned();
        match self {
            Self::Store(error) => error,
            Self::Newer(found) => StoreError::Newer { path, found, known: FORMAT },
            Self::NewerRollout { id, found } => {
                StoreError::NewerRollout { path, id, found, known: state::FORMAT }
            }
            Self::Damaged(detail) | Self::Redb(redb::Error::Corrupted(detail)) => {
                StoreError::Damaged { path, detail }
            }
            Self::Redb(
                error @ (redb::Error::TableTypeMismatch { .. } | redb::Error::TableDoesNotExist(_)),
            ) => StoreError::Damaged { path, detail: error.to_string() },
            Self::Redb(error) => StoreError::Failed { path, detail: error.to_string() },
        }
    }
}

impl<E: Into<redb::Error>> From<E> for Error {
    fn from(error: E) -> Self {
        Self::Redb(error.into())
    }
}

/// Runs `act`. redb panics on some damaged files where it should fail.
pub fn guarded<T>(path: &Path, act: impl FnOnce() -> Result<T, Error>) -> Result<T, StoreError> {
    match catch_unwind(AssertUnwindSafe(act)) {
        Ok(done) => done.map_err(|error| error.of(path)),
        Err(_) => Err(StoreError::Damaged {
            path: path.to_owned(),
            detail: "its pages do not fit together".to_owned(),
        }),
    }
}
