//! The lock of a data directory: one process at a time, which says who it is and where it serves.
//!
//! The kernel frees the lock with the process, so what a dead process wrote never blocks anyone.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How often, and how far apart, a holder's words are read again while they are being written.
const READS: u32 = 20;
const READ_PAUSE: Duration = Duration::from_millis(10);

/// A held lock. Dropping it lets the next process in.
#[derive(Debug)]
pub struct DataDirLock {
    path: PathBuf,
    file: File,
}

/// Who holds a data directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    pub pid: u32,
    /// The base URLs at which it answers requests; none unless it serves.
    #[serde(default)]
    pub serving: Vec<String>,
}

/// Why a data directory cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    #[error("the data directory `{}` is in use by process {}", .dir.display(), .holder.pid)]
    Held { dir: PathBuf, holder: Holder },
    #[error("the data directory `{}` is in use by a process that does not name itself", .0.display())]
    HeldByUnknown(PathBuf),
    #[error("cannot create the data directory `{}`", .dir.display())]
    Create { dir: PathBuf, source: io::Error },
    #[error("cannot use the lock file `{}`", .path.display())]
    File { path: PathBuf, source: io::Error },
}

impl DataDirLock {
    /// Takes the directory, which is made if there is none.
    pub fn acquire(dir: &Path) -> Result<Self, LockError> {
        create(dir)?;
        let path = dir.join("lock");
        let failed = |source| LockError::File { path: path.clone(), source };
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(held(dir, file)),
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        let mut lock = Self { path, file };
        if let Err(error) = lock.announce(&[]) {
            // The lock is what counts. On a full disk the words are missing, but one must still
            // be able to read, and to delete something.
            tracing::debug!(%error, "the holder of the data directory cannot be named");
        }
        Ok(lock)
    }

    /// Keeps writers out for as long as something is read. Nothing is made where there is nothing;
    /// without a file to lock, nobody can be writing.
    pub fn share(dir: &Path) -> Result<Option<Self>, LockError> {
        let path = dir.join("lock");
        let failed = |source| LockError::File { path: path.clone(), source };
        let writable = OpenOptions::new().read(true).write(true).open(&path);
        // Where the file may not be written, it can be locked all the same.
        let file = match writable.or_else(|_| File::open(&path)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        match file.try_lock_shared() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(held(dir, file)),
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        // The words of a process that died would be taken for those of this one.
        let _ = file.set_len(0);
        Ok(Some(Self { path, file }))
    }

    /// Tells other processes the base URLs at which this one answers requests.
    pub fn announce(&mut self, serving: &[String]) -> Result<(), LockError> {
        let holder = Holder { pid: std::process::id(), serving: serving.to_vec() };
        let mut text = serde_json::to_string(&holder).expect("a holder has only text and numbers");
        text.push('\n');
        self.write(text.as_bytes())
            .map_err(|source| LockError::File { path: self.path.clone(), source })
    }

    fn write(&mut self, text: &[u8]) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(text)
    }
}

impl Drop for DataDirLock {
    fn drop(&mut self) {
        // The next holder's words must not be mistaken for ours while it has written none.
        let _ = self.file.set_len(0);
    }
}

fn create(dir: &Path) -> Result<(), LockError> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(dir)
        .map_err(|source| LockError::Create { dir: dir.to_owned(), source })
}

fn held(dir: &Path, mut file: File) -> LockError {
    for _ in 0..READS {
        let mut text = String::new();
        let read = file.seek(SeekFrom::Start(0)).and_then(|_| file.read_to_string(&mut text));
        if let (Ok(_), Ok(holder)) = (read, serde_json::from_str(&text)) {
            return LockError::Held { dir: dir.to_owned(), holder };
        }
        thread::sleep(READ_PAUSE);
    }
    LockError::HeldByUnknown(dir.to_owned())
}
