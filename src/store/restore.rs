//! Puts a backup in the place of a store, whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::store::embedded::{EmbeddedStore, FILE_NAME};
use crate::store::lock::{DataDirLock, LockError};
use crate::store::record::Identity;
use crate::store::{Store as _, StoreError};

/// How many stores that were replaced may lie beside the one in use.
const KEPT_MAX: u32 = 1000;

/// A store that came from a backup.
#[derive(Debug, PartialEq, Eq)]
pub struct Restored {
    pub revision: u64,
    pub resources: usize,
    pub instances: usize,
    /// Where the store lies that was there before.
    pub kept: Option<PathBuf>,
}

/// Whether a store that holds something may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    OnlyEmpty,
    Any,
}

/// Why nothing was restored. The store is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    #[error(transparent)]
    Lock(LockError),
    #[error("cannot read the backup `{}`", .path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("the backup cannot be used")]
    Backup(#[source] StoreError),
    /// A new store, which is what becomes of an empty file, is no backup.
    #[error("the backup `{}` is empty", .0.display())]
    Empty(PathBuf),
    #[error("the store in `{}` is not empty", .0.display())]
    NotEmpty(PathBuf),
    #[error("cannot write in `{}`", .dir.display())]
    Write { dir: PathBuf, source: io::Error },
}

/// Checks a backup and makes it the store of a data directory. The one that was there before stays
/// beside it.
pub fn restore(data_dir: &Path, backup: &Path, replace: Replace) -> Result<Restored, RestoreError> {
    let bytes = fs::read(backup)
        .map_err(|source| RestoreError::Read { path: backup.to_owned(), source })?;
    if bytes.is_empty() {
        return Err(RestoreError::Empty(backup.to_owned()));
    }
    let restored = inspect(backup, bytes.clone()).map_err(RestoreError::Backup)?;
    let _lock = DataDirLock::acquire(data_dir).map_err(RestoreError::Lock)?;
    let path = data_dir.join(FILE_NAME);
    if replace == Replace::OnlyEmpty && !is_empty(&path) {
        return Err(RestoreError::NotEmpty(data_dir.to_owned()));
    }
    let kept = put(data_dir, &path, &bytes)
        .map_err(|source| RestoreError::Write { dir: data_dir.to_owned(), source })?;
    Ok(Restored { kept, ..restored })
}

/// What is in a backup, if it is whole and of a version that is known.
pub fn inspect(path: &Path, bytes: Vec<u8>) -> Result<Restored, StoreError> {
    // Only a new store would take this identity.
    let nobody = Identity { account: String::new(), region: String::new() };
    let loaded = EmbeddedStore::of_bytes(path, bytes, &nobody)?.load()?;
    if loaded.identity == nobody {
        let detail = "it holds nothing".to_owned();
        return Err(StoreError::Damaged { path: path.to_owned(), detail });
    }
    Ok(Restored {
        revision: loaded.revision,
        resources: loaded.resources.len(),
        instances: loaded.instances.len(),
        kept: None,
    })
}

/// Whether there is no store, or one in which nothing ever was. What cannot be read may hold much.
fn is_empty(path: &Path) -> bool {
    match fs::read(path) {
        Ok(bytes) => inspect(path, bytes).is_ok_and(|found| found.revision == 0),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// At each moment either store is there in full, under its name.
fn put(dir: &Path, path: &Path, bytes: &[u8]) -> io::Result<Option<PathBuf>> {
    let mut file = tempfile::Builder::new().prefix(".restore-").tempfile_in(dir)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let kept = keep(path)?;
    file.persist(path).map_err(|error| error.error)?;
    File::open(dir)?.sync_all()?;
    Ok(kept)
}

/// Gives the present store a second name, under which it stays.
fn keep(path: &Path) -> io::Result<Option<PathBuf>> {
    if !path.exists() {
        return Ok(None);
    }
    for number in 1..=KEPT_MAX {
        let kept = path.with_extension(format!("redb.replaced-{number}"));
        match fs::hard_link(path, &kept) {
            Ok(()) => return Ok(Some(kept)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "too many replaced stores lie there already"))
}
