//! Where copies of what a control plane said are kept between runs. Nothing that goes wrong here
//! matters: the control plane is asked then.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::cli::clock;
use crate::cli::environment::Environment;
use crate::cli::settings::Settings;
use crate::client::Cache;

/// A file of copies.
pub struct CacheFile(PathBuf);

impl CacheFile {
    /// The file for an endpoint: below `WEIR_CACHE_DIR`, else `weir` in the XDG folder for caches.
    pub fn of(settings: &Settings, url: &str) -> Option<Self> {
        if settings.connection.no_cache {
            return None;
        }
        let mut name = String::new();
        for byte in Sha256::digest(url.as_bytes()).iter().take(12) {
            // Writing to a string cannot fail.
            let _ = write!(name, "{byte:02x}");
        }
        Some(Self(folder(&settings.environment)?.join(format!("{name}.json"))))
    }

    pub fn read(&self) -> Cache {
        let text = std::fs::read_to_string(&self.0).unwrap_or_default();
        Cache::parse(&text, clock::now())
    }

    /// Replaces the file whole, for its owner only.
    pub fn write(&self, cache: &Cache) {
        if !cache.is_changed() {
            return;
        }
        let folder = self.0.parent().unwrap_or(Path::new("."));
        let written = std::fs::create_dir_all(folder)
            .and_then(|()| tempfile::NamedTempFile::new_in(folder))
            .and_then(|mut file| {
                file.write_all(cache.text().as_bytes())?;
                file.persist(&self.0).map_err(|error| error.error)
            });
        if written.is_err() {
            // Better none than one that is old.
            let _ = std::fs::remove_file(&self.0);
        }
    }
}

fn folder(environment: &Environment) -> Option<PathBuf> {
    if let Some(dir) = environment.get("WEIR_CACHE_DIR") {
        return Some(PathBuf::from(dir));
    }
    let xdg = environment.get("XDG_CACHE_HOME").filter(|dir| dir.starts_with('/'));
    let home = || environment.get("HOME").map(|home| Path::new(home).join(".cache"));
    Some(xdg.map(PathBuf::from).or_else(home)?.join("weir"))
}
