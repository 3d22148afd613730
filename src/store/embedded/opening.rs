//! Opens a database: on its file, or on a copy of it in memory where the file is not to be written.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;

use redb::{Builder, Database, DatabaseError, StorageBackend, StorageError};

use crate::store::StoreError;
use crate::store::embedded::error::Error;
use crate::store::embedded::medium::{Faults, InMemory, OnDisk};

/// Resources are held in memory besides, so the file needs little of it.
const CACHE_BYTES: usize = 32 << 20;

/// A database, and what may be done with it.
#[derive(Debug)]
pub struct Opened {
    pub database: Database,
    pub access: Access,
}

/// What may be done with a database.
#[derive(Debug)]
pub enum Access {
    /// Everything; it is on its file.
    Writing(Arc<Faults>),
    /// Reading: it is a copy, as the disk was full. Whoever wants to write opens the file again.
    Waiting,
    /// Reading: it is a copy, as nobody wanted to write.
    Reading,
}

/// Device and number of a file.
pub fn inode(metadata: &Metadata) -> (u64, u64) {
    (metadata.dev(), metadata.ino())
}

/// Opens the file of a store, which is made if there is none.
pub fn file_for_writing(data_dir: &Path, path: &Path) -> io::Result<File> {
    let new = !path.exists();
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)?;
    if new {
        // Without this a power cut could take the file's name away, and with it all commits.
        File::open(data_dir)?.sync_all()?;
    }
    Ok(file)
}

/// Opens the database in a file, for everything.
pub fn on_file(path: &Path, file: File, faults: Faults) -> Result<Opened, Error> {
    let faults = Arc::new(faults);
    let medium = OnDisk::new(file, Arc::clone(&faults));
    let database = medium.and_then(open).map_err(|error| refused(path, error))?;
    Ok(Opened { database, access: Access::Writing(faults) })
}

/// Opens the database in some bytes. They are checked and mended as a file would be.
pub fn on_bytes(path: &Path, bytes: Vec<u8>, access: Access) -> Result<Opened, Error> {
    let database = open(InMemory::new(bytes)).map_err(|error| refused(path, error))?;
    Ok(Opened { database, access })
}

/// Opens the database on a medium; an empty medium becomes an empty database.
pub fn open(medium: impl StorageBackend) -> Result<Database, DatabaseError> {
    let mut builder = Builder::new();
    builder.set_cache_size(CACHE_BYTES).set_check_integrity_on_open(true);
    builder.create_with_backend(medium)
}

fn refused(path: &Path, error: DatabaseError) -> Error {
    match error {
        DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch => {
            Error::Store(StoreError::Busy { path: path.to_owned() })
        }
        DatabaseError::UpgradeRequired(version) => {
            Error::damaged(format!("its file format {version} is out of date"))
        }
        DatabaseError::Storage(StorageError::Io(error))
            if error.kind() != io::ErrorKind::InvalidData
                && error.kind() != io::ErrorKind::UnexpectedEof =>
        {
            Error::Store(StoreError::Open { path: path.to_owned(), source: error })
        }
        error => Error::damaged(error),
    }
}
