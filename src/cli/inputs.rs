//! Reads documents from files, folders and standard input, in an order that is the same everywhere.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::encoding::BYTES_MAX;
use crate::document::{self, Defaults, Documents, LoadedText, Origin};
use crate::model::Kind;

const UNREADABLE: Code = Code("S016");
/// Nothing is in what was named.
pub const EMPTY: Code = Code("S006");

/// What files in folders are called that may hold documents.
const EXTENSIONS: [&str; 5] = ["json", "jsonl", "ndjson", "yaml", "yml"];

/// Flags of every command that reads documents.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct InputArgs {
    /// Files and folders with documents; `-` is standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// File or folder with documents (can be repeated)
    #[arg(short = 'f', long = "file", value_name = "PATH")]
    pub files: Vec<PathBuf>,

    /// Leave out the folders within folders
    #[arg(short = 'R', long)]
    pub no_recursive: bool,

    /// Kind of documents that are a spec alone
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Option<Kind>,

    /// Name of a document that is a spec alone; for routes ROUTER/ROUTE or GATEWAY/ROUTE
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
}

/// Why documents could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    #[error("no documents are named")]
    NoPath,
    #[error("`{}` does not exist", .0.display())]
    Missing(PathBuf),
    #[error("cannot read `{}`", .path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("standard input is named twice")]
    StandardInputTwice,
}

impl From<InputError> for Error {
    fn from(error: InputError) -> Self {
        let shown = Self::usage(error.to_string());
        match error {
            InputError::NoPath => shown.hint("name files or folders, or `-` for standard input"),
            InputError::Unreadable { source, .. } => shown.because(source),
            InputError::Missing(_) | InputError::StandardInputTwice => shown,
        }
    }
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::from_words(word).ok_or_else(|| {
        let known = Kind::ALL.map(|kind| kind.row().short);
        format!("the kinds are {}", known.join(", "))
    })
}

/// What was read from files, and what could not be.
#[derive(Debug, Default)]
pub struct Inputs {
    pub texts: Vec<LoadedText>,
    pub diagnostics: Vec<Diagnostic>,
    /// How many files were found and could not be read.
    pub unread: usize,
}

impl InputArgs {
    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty() && self.files.is_empty()
    }

    /// Reads and loads all documents. What is wrong with them is in the answer; that there are
    /// none is an error.
    pub fn load(&self, settings: &Settings) -> Result<Documents, Error> {
        let Inputs { texts, diagnostics, unread } = match &settings.project {
            // What nobody names is what the project names.
            Some(project) if self.is_empty() && !project.paths.is_empty() => {
                let paths = project.paths.iter().map(|path| shortest(path)).collect();
                Self { paths, ..self.clone() }.read(&mut io::stdin())?
            }
            _ => self.read(&mut io::stdin())?,
        };
        let defaults = Defaults {
            mesh: settings.mesh.clone(),
            mesh_insists: settings.mesh_insists,
            kind: self.kind,
            name: self.name.clone(),
        };
        let mut documents = document::load(texts, &defaults);
        // Files that cannot be read are counted as those are that can be.
        documents.files += unread;
        documents.add(diagnostics);
        if documents.files == 0 && !documents.has_errors() {
            let names = self.named().map(|path| format!("`{}`", path.display()));
            let names = names.collect::<Vec<_>>();
            let message = format!("no App Mesh documents in {}", names.join(", "));
            let skipped = documents.skipped.len();
            let error = Error::new(Exit::Usage, message).code(EMPTY);
            return Err(match skipped {
                0 => error,
                1 => error.hint("one file there holds something else"),
                _ => error.hint(format!("{skipped} files there hold something else")),
            });
        }
        Ok(documents)
    }

    /// Reads all texts.
    pub fn read(&self, stdin: &mut dyn Read) -> Result<Inputs, InputError> {
        if self.is_empty() {
            return Err(InputError::NoPath);
        }
        let mut reading = Reading { recursive: !self.no_recursive, ..Reading::default() };
        for path in self.named() {
            reading.path(path, stdin)?;
        }
        Ok(reading.finish())
    }

    fn named(&self) -> impl Iterator<Item = &Path> {
        self.paths.iter().chain(&self.files).map(PathBuf::as_path)
    }
}

/// A path below the folder where weir runs, as people would write it.
fn shortest(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(here).map(Path::to_owned).ok());
    below.filter(|path| !path.as_os_str().is_empty()).unwrap_or_else(|| path.to_owned())
}

#[derive(Default)]
struct Reading {
    recursive: bool,
    /// By real path, so that no file is read twice, however it is named.
    files: BTreeMap<PathBuf, (PathBuf, Origin)>,
    stdin: Option<Vec<u8>>,
    inputs: Inputs,
}

impl Reading {
    fn path(&mut self, path: &Path, stdin: &mut dyn Read) -> Result<(), InputError> {
        if path == Path::new("-") {
            return self.standard_input(stdin);
        }
        let metadata = std::fs::metadata(path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => InputError::Missing(path.to_owned()),
            _ => InputError::Unreadable { path: path.to_owned(), source },
        })?;
        if metadata.is_dir() {
            std::fs::read_dir(path)
                .map_err(|source| InputError::Unreadable { path: path.to_owned(), source })?;
            self.folder(path);
            return Ok(());
        }
        // A named file is read at once, so that a failure is known before anything else is done.
        let bytes = read(path)
            .map_err(|source| InputError::Unreadable { path: path.to_owned(), source })?;
        let real = real(path);
        let known = self.files.insert(real, (path.to_owned(), Origin::Named));
        if known.is_none_or(|(_, origin)| origin == Origin::Found) {
            self.add(path, bytes, Origin::Named);
        }
        Ok(())
    }

    fn standard_input(&mut self, stdin: &mut dyn Read) -> Result<(), InputError> {
        if self.stdin.is_some() {
            return Err(InputError::StandardInputTwice);
        }
        let mut bytes = Vec::new();
        stdin
            .take(limit())
            .read_to_end(&mut bytes)
            .map_err(|source| InputError::Unreadable { path: PathBuf::from("-"), source })?;
        self.stdin = Some(bytes);
        Ok(())
    }

    fn folder(&mut self, folder: &Path) {
        let mut walk = WalkBuilder::new(folder);
        walk.hidden(true).git_ignore(true).require_git(false).git_global(false).ignore(false);
        walk.add_custom_ignore_filename(".weirignore").follow_links(true);
        walk.max_depth((!self.recursive).then_some(1));
        for entry in walk.build() {
            match entry {
                Ok(entry) => {
                    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                    if is_file && has_extension(entry.path()) {
                        self.found(entry.into_path());
                    }
                }
                Err(error) => self.unreadable(&walk_text(&error), walk_severity(&error)),
            }
        }
    }

    /// A file that several links lead to is called by the shortest way to it, whatever the order
    /// in which the system lists them.
    fn found(&mut self, path: PathBuf) {
        let rank = |path: &Path| (path.components().count(), path.as_os_str().to_owned());
        let known = self.files.entry(real(&path));
        let (shortest, origin) = known.or_insert_with(|| (path.clone(), Origin::Found));
        if *origin == Origin::Found && rank(&path) < rank(shortest) {
            *shortest = path;
        }
    }

    fn unreadable(&mut self, what: &str, severity: Severity) {
        self.inputs.diagnostics.push(Diagnostic::new(UNREADABLE, severity, what));
    }

    fn add(&mut self, path: &Path, bytes: Vec<u8>, origin: Origin) {
        let name = path.display().to_string();
        self.inputs.texts.push(LoadedText { name, bytes, origin });
    }

    fn finish(mut self) -> Inputs {
        let found = std::mem::take(&mut self.files).into_values();
        for (path, _) in found.filter(|(_, origin)| *origin == Origin::Found) {
            match read(&path) {
                Ok(bytes) => self.add(&path, bytes, Origin::Found),
                Err(error) => {
                    let message = format!("cannot read `{}`: {error}", path.display());
                    self.unreadable(&message, Severity::Error);
                    self.inputs.unread += 1;
                }
            }
        }
        self.inputs.diagnostics.sort_by(|one, other| one.message.cmp(&other.message));
        self.inputs.texts.sort_by(|one, other| one.name.as_bytes().cmp(other.name.as_bytes()));
        if let Some(bytes) = self.stdin {
            let text = LoadedText { name: "-".to_owned(), bytes, origin: Origin::Named };
            self.inputs.texts.insert(0, text);
        }
        self.inputs
    }
}

/// What kept the walk through a folder from going on somewhere.
fn walk_text(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Loop { ancestor, child } => {
            let (child, ancestor) = (child.display(), ancestor.display());
            format!("`{child}` leads back to `{ancestor}` and is not followed")
        }
        ignore::Error::WithDepth { err, .. } => walk_text(err),
        ignore::Error::WithPath { path, err } => {
            // The system's text names the path once more.
            let reason = err.io_error().map(|error| error.kind().to_string());
            let reason = reason.unwrap_or_else(|| err.to_string());
            format!("cannot read `{}`: {reason}", path.display())
        }
        other => other.to_string(),
    }
}

/// A folder that cannot be read may hold any document, so the rest is not all. Behind a link that
/// leads back, or nowhere, there is none that is not found elsewhere.
fn walk_severity(error: &ignore::Error) -> Severity {
    match error {
        ignore::Error::Loop { .. } => Severity::Warning,
        ignore::Error::WithDepth { err, .. } => walk_severity(err),
        ignore::Error::WithPath { path, err } => {
            let denied = io::ErrorKind::PermissionDenied;
            let reason = std::fs::metadata(path).map_err(|error| error.kind());
            let leads_nowhere = path.is_symlink() && reason.is_err_and(|reason| reason != denied);
            if leads_nowhere { Severity::Warning } else { walk_severity(err) }
        }
        _ => Severity::Error,
    }
}

fn has_extension(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.to_lowercase().as_str()))
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// One byte more than a document may have, so that the excess is noticed and no more is read.
fn limit() -> u64 {
    BYTES_MAX as u64 + 1
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit()).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
