//! Which files changed since a revision, as git knows it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cli::error::Error;
use crate::diagnostic::Diagnostic;

/// The files of the working tree that are not as they were, those included that git was never told
/// of.
pub struct ChangedFiles(BTreeSet<PathBuf>);

impl ChangedFiles {
    pub fn since(revision: &str) -> Result<Self, Error> {
        // git would take it for an option.
        if revision.starts_with('-') || revision.is_empty() {
            return Err(Error::usage(format!("`{revision}` is not a revision")));
        }
        let root = git(&["rev-parse", "--show-toplevel"], revision)?;
        let root = PathBuf::from(String::from_utf8_lossy(&root).trim_end_matches('\n'));
        let changed =
            ["diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", revision, "--"];
        let new = ["ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"];
        let mut names = git(&changed, revision)?;
        names.extend(git(&new, revision)?);
        let names = names.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        let names = names.map(|name| root.join(String::from_utf8_lossy(name).as_ref()));
        Ok(Self(names.map(|path| real(&path)).collect()))
    }

    /// Whether any place of a diagnostic is in one of them. What has no place is about the run.
    pub fn concerns(&self, diagnostic: &Diagnostic) -> bool {
        let labels = diagnostic.primary.iter().chain(&diagnostic.related);
        let mut names = labels.map(|label| label.location.source.name());
        diagnostic.primary.is_none() || names.any(|name| self.contains(name))
    }

    /// Whether a text is one of them.
    pub fn contains(&self, name: &str) -> bool {
        self.0.contains(&real(Path::new(name)))
    }
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// What git answers.
fn git(args: &[&str], revision: &str) -> Result<Vec<u8>, Error> {
    let failed = || format!("cannot tell which files changed since `{revision}`");
    let output = Command::new("git")
        .args(args)
        .output()
        .map_err(|error| Error::usage(failed()).because(error).hint("--changed-since needs git"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or("it did not say why").to_owned();
    Err(Error::usage(failed()).because(std::io::Error::other(format!("git: {said}"))))
}
