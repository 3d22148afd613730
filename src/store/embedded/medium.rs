//! What a database is kept on: a file, of which it is noted why it failed, or plain memory.

use std::fs::File;
use std::io;
use std::ops::Bound;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use redb::backends::FileBackend;
use redb::{BackendError, DatabaseError, StorageBackend};

/// A file.
#[derive(Debug)]
pub struct OnDisk {
    file: FileBackend,
    faults: Arc<Faults>,
}

/// How a file failed.
#[derive(Debug)]
pub struct Faults {
    /// There was no room for a write, and nothing worse happened.
    full: AtomicBool,
    /// Something else failed, such as to sync what was written.
    worse: AtomicBool,
    #[cfg(test)]
    pub room: Arc<std::sync::atomic::AtomicU64>,
}

impl Faults {
    #[cfg(not(test))]
    pub fn new() -> Self {
        Self { full: AtomicBool::new(false), worse: AtomicBool::new(false) }
    }

    /// As on a disk with room for so many bytes.
    #[cfg(test)]
    pub fn with_room(room: Arc<std::sync::atomic::AtomicU64>) -> Self {
        Self { full: AtomicBool::new(false), worse: AtomicBool::new(false), room }
    }

    /// Whether a write failed for lack of room, and nothing else did.
    pub fn only_full(&self) -> bool {
        self.full.load(Ordering::Acquire) && !self.worse.load(Ordering::Acquire)
    }

    fn note<T>(&self, result: io::Result<T>, is_write: bool) -> io::Result<T> {
        if let Err(error) = &result {
            let noted = if is_write && is_full(error) { &self.full } else { &self.worse };
            noted.store(true, Ordering::Release);
        }
        result
    }
}

/// Whether an error says that there is no room: on the disk, in a quota, under a limit of files.
pub fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

impl OnDisk {
    pub fn new(file: File, faults: Arc<Faults>) -> Result<Self, DatabaseError> {
        Ok(Self { file: FileBackend::new(file)?, faults })
    }

    /// Writes what there is room for.
    #[cfg(test)]
    fn write_within_room(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let take = |room: u64| Some(room.saturating_sub(data.len() as u64));
        let before = self.faults.room.fetch_update(Ordering::AcqRel, Ordering::Acquire, take);
        let room = usize::try_from(before.unwrap_or_default()).unwrap_or(usize::MAX);
        self.file.write(offset, &data[..data.len().min(room)])?;
        if data.len() > room { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    #[cfg(not(test))]
    fn write_within_room(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.file.write(offset, data)
    }
}

impl StorageBackend for OnDisk {
    fn len(&self) -> io::Result<u64> {
        self.faults.note(self.file.len(), false)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.faults.note(self.file.read(offset, out), false)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.faults.note(self.file.set_len(len), true)
    }

    fn sync_data(&self) -> io::Result<()> {
        // What could not be synced may be in memory and nowhere else, even for lack of room.
        self.faults.note(self.file.sync_data(), false)
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.faults.note(self.write_within_room(offset, data), true)
    }

    fn close(&self) -> io::Result<()> {
        self.file.close()
    }

    fn try_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.file.try_lock_range(start, end)
    }

    fn try_lock_shared_range(
        &self,
        start: Bound<u64>,
        end: Bound<u64>,
    ) -> Result<bool, BackendError> {
        self.file.try_lock_shared_range(start, end)
    }

    fn lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.file.lock_range(start, end)
    }

    fn lock_shared_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.file.lock_shared_range(start, end)
    }

    fn unlock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.file.unlock_range(start, end)
    }

    fn query_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.file.query_lock_range(start, end)
    }
}

/// Bytes in memory, which outlive the database on them.
#[derive(Clone, Default)]
pub struct InMemory(Arc<RwLock<Vec<u8>>>);

impl InMemory {
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Arc::new(RwLock::new(bytes)))
    }

    /// The bytes as they are now.
    pub fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.write().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The bytes are nothing to look at.
impl std::fmt::Debug for InMemory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InMemory").finish_non_exhaustive()
    }
}

impl StorageBackend for InMemory {
    fn len(&self) -> io::Result<u64> {
        Ok(self.0.read().unwrap_or_else(PoisonError::into_inner).len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let bytes = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let part = usize::try_from(offset)
            .ok()
            .and_then(|start| bytes.get(start..start.checked_add(out.len())?));
        out.copy_from_slice(part.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let len = usize::try_from(len).map_err(|_| io::ErrorKind::FileTooLarge)?;
        self.0.write().unwrap_or_else(PoisonError::into_inner).resize(len, 0);
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut bytes = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let part = usize::try_from(offset)
            .ok()
            .and_then(|start| bytes.get_mut(start..start.checked_add(data.len())?));
        part.ok_or(io::ErrorKind::UnexpectedEof)?.copy_from_slice(data);
        Ok(())
    }
}
