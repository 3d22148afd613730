//! Reads documents from files, folders and standard input, with an overlay and values for variables.

mod files;
mod given;

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::cli::config::{NOT_FOR_PROJECTS, Project};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::inputs::files::{Choice, Pattern, Reading};
pub use crate::cli::inputs::given::GivenArgs;
use crate::cli::settings::Settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, Defaults, Documents, LoadedText, Rollouts, Texts, Variables};
use crate::model::Kind;

/// Nothing is in what was named.
pub const EMPTY: Code = Code("S006");

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

    /// Of the files in folders, only those that fit (can be repeated)
    #[arg(long, value_name = "GLOB", value_parser = Pattern::parse)]
    pub include: Vec<Pattern>,

    /// Leave out files and folders within folders that fit (can be repeated)
    #[arg(long, value_name = "GLOB", value_parser = Pattern::parse)]
    pub exclude: Vec<Pattern>,

    /// Folder with changes to the documents, or its name in weir.toml (can be repeated)
    #[arg(long = "overlay", value_name = "DIR")]
    pub overlays: Vec<PathBuf>,

    #[command(flatten)]
    pub given: GivenArgs,
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
    #[error("`{}` is {what}, not a file", .path.display())]
    NoFile { path: PathBuf, what: &'static str },
    #[error("standard input is named twice")]
    StandardInputTwice,
    #[error("there is no overlay `{}`", .name.display())]
    NoOverlay {
        name: PathBuf,
        /// What weir.toml calls its overlays.
        known: Vec<String>,
    },
    #[error("`{}` is no folder", .0.display())]
    OverlayNoFolder(PathBuf),
    #[error("{} names `{}`, which is outside of its project", .project.display(), .path.display())]
    Outside { project: PathBuf, path: PathBuf },
}

impl From<InputError> for Error {
    fn from(error: InputError) -> Self {
        let shown = Self::usage(error.to_string());
        match error {
            InputError::NoPath => shown.hint("name files or folders, or `-` for standard input"),
            InputError::Unreadable { source, .. } => shown.because(source),
            InputError::NoFile { .. } => shown.hint("hand its output over as standard input: `-`"),
            InputError::NoOverlay { known, .. } if known.is_empty() => {
                shown.hint("name a folder, or give it a name in weir.toml")
            }
            InputError::NoOverlay { known, .. } => {
                shown.hint(format!("weir.toml has {}", known.join(", ")))
            }
            InputError::OverlayNoFolder(_) => shown.hint("an overlay is a folder of documents"),
            InputError::Outside { path, .. } => shown
                .code(NOT_FOR_PROJECTS)
                .hint(format!("if it is meant, name it on the command line: {}", path.display())),
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
    /// Links that lead nowhere.
    pub astray: Vec<String>,
}

impl InputArgs {
    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty() && self.files.is_empty()
    }

    /// Reads and loads all documents. What is wrong with them is in the answer; that there are
    /// none is an error.
    pub fn load(&self, settings: &Settings) -> Result<Documents, Error> {
        self.load_with(Rollouts::Skip, settings)
    }

    /// The same with rollout specs among the documents, or without.
    pub fn load_with(&self, rollouts: Rollouts, settings: &Settings) -> Result<Documents, Error> {
        let (inputs, defaults) = self.sources(settings)?;
        let defaults = Defaults { rollouts, ..defaults };
        let Inputs { texts, mut diagnostics, mut unread, astray } = inputs;
        let overlay = self.overlay(settings)?;
        diagnostics.extend(overlay.diagnostics);
        unread += overlay.unread;
        let variables = self.variables(settings)?;
        let texts = Texts { documents: texts, overlay: overlay.texts, variables };
        let mut documents = document::load_all(texts, &defaults);
        // Files that cannot be read are counted as those are that can be.
        documents.files += unread;
        documents.astray = astray;
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

    /// All texts as they are, and what holds where they are silent.
    pub fn sources(&self, settings: &Settings) -> Result<(Inputs, Defaults), Error> {
        let inputs = match &settings.project {
            // What nobody names is what the project names.
            Some(project) if self.is_empty() && !project.paths.is_empty() => {
                for path in &project.paths {
                    within(project, path)?;
                }
                let paths = project.paths.iter().map(|path| shortest(path)).collect();
                Self { paths, ..self.clone() }.read_but(self.apart(settings), &mut io::stdin())?
            }
            _ => self.read_but(self.apart(settings), &mut io::stdin())?,
        };
        let defaults = Defaults {
            mesh: settings.mesh.clone(),
            mesh_insists: settings.mesh_insists,
            kind: self.kind,
            name: self.name.clone(),
            rollouts: Rollouts::Skip,
        };
        Ok((inputs, defaults))
    }

    /// The folders of overlays: those of the project, and those that are named.
    fn apart(&self, settings: &Settings) -> Vec<PathBuf> {
        let of_project = settings.project.iter().flat_map(|project| project.overlays.values());
        of_project.chain(&self.overlays).cloned().collect()
    }

    /// Reads all texts.
    #[cfg(test)]
    pub fn read(&self, stdin: &mut dyn Read) -> Result<Inputs, InputError> {
        self.read_but(Vec::new(), stdin)
    }

    /// Reads all texts but those in some folders.
    fn read_but(&self, apart: Vec<PathBuf>, stdin: &mut dyn Read) -> Result<Inputs, InputError> {
        if self.is_empty() {
            return Err(InputError::NoPath);
        }
        let mut reading = Reading::new(Choice {
            recursive: !self.no_recursive,
            include: self.include.clone(),
            exclude: self.exclude.clone(),
            apart,
        });
        for path in self.named() {
            reading.path(path, stdin)?;
        }
        Ok(reading.finish())
    }

    /// The values that variables of the documents have.
    pub fn variables(&self, settings: &Settings) -> Result<Variables, Error> {
        self.given.variables(&settings.environment)
    }

    /// Reads what is laid over the documents, in the order in which it is named.
    fn overlay(&self, settings: &Settings) -> Result<Inputs, InputError> {
        let mut all = Inputs::default();
        for name in &self.overlays {
            let folder = overlay_folder(name, settings)?;
            let mut reading = Reading::new(Choice { recursive: true, ..Choice::default() });
            reading.path(&folder, &mut io::empty())?;
            let Inputs { texts, diagnostics, unread, .. } = reading.finish();
            all.texts.extend(texts);
            all.diagnostics.extend(diagnostics);
            all.unread += unread;
        }
        Ok(all)
    }

    /// All files and folders that are named.
    pub fn named(&self) -> impl Iterator<Item = &Path> {
        self.paths.iter().chain(&self.files).map(PathBuf::as_path)
    }
}

/// The folder of an overlay: that of the name in the project, or the name itself.
fn overlay_folder(name: &Path, settings: &Settings) -> Result<PathBuf, InputError> {
    let overlays = settings.project.as_ref().map(|project| &project.overlays);
    let named = overlays.zip(name.to_str()).and_then(|(overlays, name)| overlays.get(name));
    if let (Some(folder), Some(project)) = (named, &settings.project) {
        within(project, folder)?;
        return Ok(shortest(folder));
    }
    match std::fs::metadata(name) {
        Ok(metadata) if metadata.is_dir() => Ok(name.to_owned()),
        Ok(_) => Err(InputError::OverlayNoFolder(name.to_owned())),
        Err(_) => {
            let known = overlays.into_iter().flat_map(|overlays| overlays.keys().cloned());
            Err(InputError::NoOverlay { name: name.to_owned(), known: known.collect() })
        }
    }
}

/// Refuses what a project file names outside of its project.
pub fn within(project: &Project, path: &Path) -> Result<(), InputError> {
    if project.holds(path) {
        return Ok(());
    }
    Err(InputError::Outside { project: project.path.clone(), path: path.to_owned() })
}

/// A path below the folder where weir runs, as people would write it.
fn shortest(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(here).map(Path::to_owned).ok());
    below.filter(|path| !path.as_os_str().is_empty()).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests;
