//! The project file `weir.toml`: what holds for the documents of a repository, whoever applies them.
//!
//! It comes with a clone, so it may choose among the targets that a user has set up, and may neither
//! define one nor name anything that is run or trusted.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::cli::config::section::{File, NOT_FOR_PROJECTS, Section};
use crate::cli::config::{model_name, read_if_there};
use crate::cli::error::Error;
use crate::diagnostic::Severity;
use crate::model::ResourceName;

/// What the file is called.
pub const FILE: &str = "weir.toml";

/// What marks the root of a repository.
const REPOSITORY_MARKS: [&str; 4] = [".git", ".hg", ".jj", ".svn"];

/// Settings that only a user's own file may hold.
const USERS_ONLY: [&str; 17] = [
    "auth",
    "ca-cert",
    "client-cert",
    "client-key",
    "context",
    "current-context",
    "data-dir",
    "defaults",
    "endpoint",
    "headers",
    "insecure",
    "profile",
    "protected",
    "proxy",
    "region",
    "token-command",
    "token-file",
];

/// What a project file says.
#[derive(Debug, Clone, Default)]
pub struct Project {
    /// Of `weir.toml`.
    pub path: PathBuf,
    /// The name under which the resources of this project are owned.
    pub set: Option<String>,
    pub mesh: Option<ResourceName>,
    /// Where the documents are; joined to the folder of the file.
    pub paths: Vec<PathBuf>,
    /// Folders of patches, by name; joined to the folder of the file.
    pub overlays: BTreeMap<String, PathBuf>,
    /// The targets that may be used; without a list, all.
    pub contexts: Option<Vec<String>>,
    pub rules: RuleSettings,
}

/// How the findings of rules are judged.
#[derive(Debug, Clone, Default)]
pub struct RuleSettings {
    pub deny: Vec<String>,
    pub warn: Vec<String>,
    pub allow: Vec<AllowedFinding>,
    pub fail_on: Option<Severity>,
}

/// Findings that are known and accepted.
#[derive(Debug, Clone)]
pub struct AllowedFinding {
    pub code: String,
    /// A glob on addresses such as `vn/cart`.
    pub address: Option<String>,
    /// A glob on files.
    pub path: Option<String>,
    pub reason: String,
    /// The last day on which it is accepted.
    pub until: Option<jiff::civil::Date>,
}

impl Project {
    /// The nearest project file at or above a folder, within its repository.
    pub fn find(folder: &Path) -> Result<Option<Self>, Error> {
        for path in candidates(folder) {
            if let Some(text) = read_if_there(&path)? {
                return Self::parse(&path, &text).map(Some);
            }
        }
        Ok(None)
    }

    pub fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let file = File::parse(path, text)?;
        let top = file.top();
        refuse_users_settings(&top)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut project = Self { path: path.to_owned(), ..Self::default() };
        if let Some(section) = top.section("project")? {
            refuse_users_settings(&section)?;
            project.set = section.text("set")?;
            project.mesh = section.parsed("mesh", model_name)?;
            let paths = section.texts("paths")?.unwrap_or_default();
            project.paths = paths.iter().map(|path| folder.join(path)).collect();
            let overlays = section.pairs("overlays")?;
            let joined = |(name, path): (String, String)| (name, folder.join(path));
            project.overlays = overlays.into_iter().map(joined).collect();
            project.contexts = section.texts("contexts")?;
            section.end()?;
        }
        if let Some(section) = top.section("rules")? {
            project.rules = rules(&section)?;
        }
        top.end()?;
        Ok(project)
    }
}

impl Project {
    /// Whether a path that the file names stays in its repository, links followed; without one, in
    /// the folder of the file. A clone must not make weir read what is elsewhere.
    pub fn holds(&self, path: &Path) -> bool {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let root = folder.ancestors().find(|folder| is_root(folder)).unwrap_or(folder);
        // What does not exist cannot be read; its name is held against the name of the root.
        if let (Ok(root), Ok(path)) = (root.canonicalize(), path.canonicalize()) {
            path.starts_with(root)
        } else {
            let climbs = path.components().any(|part| part == Component::ParentDir);
            path.starts_with(root) && !climbs
        }
    }
}

/// Whether a folder is the root of a repository.
fn is_root(folder: &Path) -> bool {
    REPOSITORY_MARKS.iter().any(|mark| folder.join(mark).exists())
}

/// Where a project file may be: in the folder and its parents up to the root of the repository. A
/// folder that is in no repository has only its own.
fn candidates(folder: &Path) -> Vec<PathBuf> {
    let depth = folder.ancestors().position(is_root).unwrap_or(0);
    folder.ancestors().take(depth + 1).map(|folder| folder.join(FILE)).collect()
}

fn refuse_users_settings(section: &Section<'_>) -> Result<(), Error> {
    let Some(key) = USERS_ONLY.into_iter().find(|key| section.has(key)) else { return Ok(()) };
    let message = format!("`{key}` may not stand in a project file");
    let error = section.at(key, message).code(NOT_FOR_PROJECTS);
    Err(error.hint(
        "whoever clones a repository must not be sent elsewhere by it: `weir context add` puts \
         targets into your own settings",
    ))
}

fn rules(section: &Section<'_>) -> Result<RuleSettings, Error> {
    let allow = section.sections("allow")?;
    let settings = RuleSettings {
        deny: section.texts("deny")?.unwrap_or_default(),
        warn: section.texts("warn")?.unwrap_or_default(),
        allow: allow.iter().map(allowed).collect::<Result<_, _>>()?,
        fail_on: section.parsed("fail-on", severity)?,
    };
    section.end()?;
    Ok(settings)
}

fn allowed(section: &Section<'_>) -> Result<AllowedFinding, Error> {
    let allowed = AllowedFinding {
        code: section.required_text("code")?,
        address: section.text("address")?,
        path: section.text("path")?,
        reason: section.required_text("reason")?,
        until: section.date("until")?,
    };
    section.end()?;
    Ok(allowed)
}

fn severity(word: &str) -> Result<Severity, &'static str> {
    let all = [Severity::Error, Severity::Warning, Severity::Info, Severity::Hint];
    let known = all.into_iter().find(|severity| severity.as_str() == word);
    known.ok_or("is none of error, warning, info and hint")
}
