//! A plane that is only read: of a copy of the store, so that nothing on the disk is touched.
//!
//! It works where nothing may be written, and makes no store where there is none.

use std::io;

use crate::server::plane::source::Sources;
use crate::server::plane::{Config, Plane, PlaneError, wanted};
use crate::store::{DataDirLock, EmbeddedStore, FILE_NAME, Store as _, StoreError};

impl Plane {
    /// Loads what is in the data directory now; what others write there later is not seen.
    pub fn open_to_read(config: &Config) -> Result<Self, PlaneError> {
        let identity = wanted(config)?;
        let path = config.data_dir.join(FILE_NAME);
        // Held while the file is read, so that nobody is just writing it.
        let lock = DataDirLock::share(&config.data_dir).map_err(PlaneError::Lock)?;
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(source) => return Err(PlaneError::Store(StoreError::Open { path, source })),
        };
        drop(lock);
        let store = EmbeddedStore::of_bytes(&path, bytes, &identity).map_err(PlaneError::Store)?;
        let loaded = store.load().map_err(PlaneError::Store)?;
        Self::run(Box::new(store), loaded, None, Sources::real())
    }
}
