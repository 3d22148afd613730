//! The other side of a diff, where that is not the control plane: files, a revision of git, a plan, a
//! run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cli::Ui;
use crate::cli::desired;
use crate::cli::error::Error;
use crate::cli::inputs::InputArgs;
use crate::cli::plan_file;
use crate::cli::runs::Runs;
use crate::cli::settings::Settings;
use crate::model::{ResourceId, Snapshot};
use crate::plan::saved::SavedPlan;

/// What documents are held against.
#[derive(Debug, Clone)]
pub enum Against {
    /// The control plane.
    Live,
    /// Other documents.
    Files(PathBuf),
    /// The same paths at a revision.
    Git(String),
    /// What a saved plan, or a run, was to leave behind.
    Plan(PathBuf),
    Run(String),
}

impl Against {
    /// Reads `live`, `git:REF`, `run:ID`, the file of a plan, or a path.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text == "live" {
            return Ok(Self::Live);
        }
        if let Some(revision) = text.strip_prefix("git:") {
            // What begins with a dash would be an option to git.
            if revision.is_empty() || revision.starts_with('-') {
                return Err("write a revision after `git:`, such as git:main".to_owned());
            }
            return Ok(Self::Git(revision.to_owned()));
        }
        if let Some(run) = text.strip_prefix("run:") {
            return Ok(Self::Run(run.to_owned()));
        }
        let path = PathBuf::from(text);
        if plan_file::is_plan(&path) {
            return Ok(Self::Plan(path));
        }
        if path.exists() {
            return Ok(Self::Files(path));
        }
        Err(format!(
            "`{text}` is no file or folder; write live, git:REF, run:ID, a plan or a path \
             (a context is chosen with --context)"
        ))
    }

    /// What is there, and what to call it; none is the control plane. Whether it is all there is:
    /// what is missing in the documents then is a difference too.
    pub fn load(
        &self,
        inputs: &InputArgs,
        settings: &Settings,
        ui: &mut Ui,
    ) -> Result<Option<Other>, Error> {
        let other = match self {
            Self::Live => return Ok(None),
            Self::Files(path) => {
                let inputs =
                    InputArgs { paths: vec![path.clone()], files: Vec::new(), ..plain(inputs) };
                let snapshot = desired::load(&inputs, settings, ui)?.snapshot;
                Other { snapshot, name: path.display().to_string(), whole: true, about: None }
            }
            Self::Git(revision) => {
                let snapshot = at_revision(revision, inputs, settings, ui)?;
                Other { snapshot, name: format!("git:{revision}"), whole: true, about: None }
            }
            Self::Plan(path) => {
                let saved = plan_file::read(path)?;
                let about = Some(touched(&saved));
                let snapshot = left_behind(saved, inputs, settings, ui)?;
                Other { snapshot, name: path.display().to_string(), whole: false, about }
            }
            Self::Run(run) => {
                let recorded = Runs::of(&settings.environment)?.find(run)?;
                let name = format!("run {}", recorded.about.id);
                let about = Some(touched(&recorded.plan));
                let snapshot = left_behind(recorded.plan, inputs, settings, ui)?;
                Other { snapshot, name, whole: false, about }
            }
        };
        Ok(Some(other))
    }
}

/// Another side.
pub struct Other {
    pub snapshot: Snapshot,
    pub name: String,
    pub whole: bool,
    /// All that it knows of; none is everything.
    pub about: Option<BTreeSet<ResourceId>>,
}

/// What a plan changes.
fn touched(saved: &SavedPlan) -> BTreeSet<ResourceId> {
    saved.as_planned().steps.iter().map(|step| step.action.id().clone()).collect()
}

/// The same without overlays: they are laid over what is desired, not over what that is held
/// against.
fn plain(inputs: &InputArgs) -> InputArgs {
    InputArgs { overlays: Vec::new(), ..inputs.clone() }
}

/// The resources that a plan creates and updates, as it leaves them.
fn left_behind(
    mut saved: SavedPlan,
    inputs: &InputArgs,
    settings: &Settings,
    ui: &Ui,
) -> Result<Snapshot, Error> {
    // What is not known differs, and is hidden on both sides.
    let given = inputs.variables(settings)?;
    let value = |name: &str| given.text(name).map(str::to_owned);
    let _ = saved.reveal(&value, &Snapshot::default());
    ui.hide(&saved.secret_values());
    let mut left = Snapshot::default();
    for step in &saved.as_planned().steps {
        match step.action.after() {
            Some(after) => drop(left.insert(std::sync::Arc::clone(after))),
            None => drop(left.remove(step.action.id())),
        }
    }
    Ok(left)
}

/// The documents as they were at a revision, under the same paths.
fn at_revision(
    revision: &str,
    inputs: &InputArgs,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Snapshot, Error> {
    let mut paths: Vec<PathBuf> = inputs.paths.iter().chain(&inputs.files).cloned().collect();
    let here = std::env::current_dir()
        .map_err(|error| Error::usage("cannot tell which folder this is").because(error))?;
    let mut base = here;
    if let (true, Some(project)) = (paths.is_empty(), &settings.project) {
        paths.clone_from(&project.paths);
        base = project.path.parent().map_or(base, Path::to_owned);
    }
    for path in &mut paths {
        // `mesh/.` is what the path of a project may look like.
        let below = path.strip_prefix(&base).map(|below| below.components().collect());
        *path = below.unwrap_or_else(|_| path.clone());
    }
    let git = |arguments: &[&str], path: Option<&Path>| git(&base, arguments, path);
    let folder = tempfile::tempdir()
        .map_err(|error| Error::usage("no temporary folder could be made").because(error))?;
    let mut there = Vec::new();
    for path in &paths {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let files = git(&["ls-tree", "-r", "-z", "--name-only", revision, "--"], Some(path))?;
        let files = String::from_utf8_lossy(&files).into_owned();
        for file in files.split('\0').filter(|file| !file.is_empty()) {
            let content = git(&["show", &format!("{revision}:./{file}")], None)?;
            write_below(folder.path(), Path::new(file), &content)?;
        }
        let kept = below(folder.path(), path)?;
        if kept.exists() {
            there.push(kept);
        }
    }
    if there.is_empty() {
        return Ok(Snapshot::default());
    }
    let inputs = InputArgs { paths: there, files: Vec::new(), ..plain(inputs) };
    Ok(desired::load(&inputs, settings, ui)?.snapshot)
}

fn git(folder: &Path, arguments: &[&str], path: Option<&Path>) -> Result<Vec<u8>, Error> {
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments).args(path);
    let output = command
        .output()
        .map_err(|error| Error::usage("git could not be started").because(error))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let told = String::from_utf8_lossy(&output.stderr);
    let told = told.lines().next().unwrap_or("it failed").trim().to_owned();
    Err(Error::usage(format!("git {}: {told}", arguments.join(" "))))
}

/// A path of the working directory in another folder. What lies outside has no place there.
fn below(folder: &Path, path: &Path) -> Result<PathBuf, Error> {
    let inside = path
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir));
    if inside {
        return Ok(folder.join(path));
    }
    Err(Error::usage(format!("{} is not below the current folder", path.display()))
        .hint("--chdir starts weir elsewhere"))
}

fn write_below(folder: &Path, file: &Path, content: &[u8]) -> Result<(), Error> {
    let target = below(folder, file)?;
    let parent = target.parent().map_or(Ok(()), std::fs::create_dir_all);
    parent.and_then(|()| std::fs::write(&target, content)).map_err(|error| {
        Error::usage(format!("{} could not be copied", file.display())).because(error)
    })
}
