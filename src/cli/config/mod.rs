//! Settings that stand in files: those of the user, and those of a project.

pub mod edit;
pub mod project;
mod section;
pub mod user;

use std::io;
use std::path::{Path, PathBuf};

pub use project::Project;
use section::WRONG_FILE;

pub use user::{Context, Load, UserConfig};

use crate::cli::environment::Environment;
use crate::cli::error::Error;
use crate::model::ResourceName;

/// The text of a file, or none where it does not exist.
fn read_if_there(path: &Path) -> Result<Option<String>, Error> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error)
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            Ok(None)
        }
        Err(error) => {
            let message = format!("cannot read the settings in `{}`", path.display());
            Err(Error::usage(message).code(WRONG_FILE).because(error))
        }
    }
}

fn model_name(text: &str) -> Result<ResourceName, String> {
    ResourceName::parse(text).map_err(|error| error.to_string())
}

/// The home folder, where there is one.
fn home(environment: &Environment) -> Option<PathBuf> {
    environment.get("HOME").map(PathBuf::from)
}

#[cfg(test)]
mod tests;
