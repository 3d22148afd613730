//! Finds the files in folders, in an order that is the same everywhere, and reads them.

use std::collections::BTreeMap;
use std::fs::{File, FileType, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use crate::cli::inputs::{InputError, Inputs};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::encoding::BYTES_MAX;
use crate::document::{LoadedText, Origin};

const UNREADABLE: Code = Code("S016");
const TOO_LARGE: Code = Code("S007");

/// What files in folders are called that may hold documents.
const EXTENSIONS: [&str; 6] = ["json", "jsonc", "jsonl", "ndjson", "yaml", "yml"];

/// The most bytes that all texts together may have.
const ALL_BYTES_MAX: usize = 8 * BYTES_MAX;

/// Where pipes stand that a shell has opened: `<(command)` is such a name.
const OPEN_PIPES: [&str; 3] = ["/dev/fd/", "/dev/stdin", "/proc/"];

/// A pattern that files in folders are held against.
#[derive(Debug, Clone)]
pub struct Pattern {
    matcher: GlobMatcher,
    /// Whether it is about the way from the folder that was named, and not about names alone.
    path: bool,
}

impl Pattern {
    pub fn parse(pattern: &str) -> Result<Self, String> {
        let path = pattern.trim_end_matches('/').contains('/');
        let plain = pattern.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
        let glob = GlobBuilder::new(plain).literal_separator(true).build();
        let glob = glob.map_err(|error| error.kind().to_string())?;
        Ok(Self { matcher: glob.compile_matcher(), path })
    }

    /// Whether it fits a file, or a folder that the file is in.
    fn fits(&self, way: &Path) -> bool {
        if self.path {
            return way.ancestors().any(|part| self.matcher.is_match(part));
        }
        way.iter().any(|name| self.matcher.is_match(name))
    }
}

/// Which files of a folder are read.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Whether those in folders within it are.
    pub recursive: bool,
    /// If there are any, files must fit one of them.
    pub include: Vec<Pattern>,
    /// Files must fit none of them.
    pub exclude: Vec<Pattern>,
    /// Folders of overlays: what is in them is no document by itself, unless they are named.
    pub apart: Vec<PathBuf>,
}

/// Reads files one after another, each once.
#[derive(Default)]
pub struct Reading {
    choice: Choice,
    /// By real path, so that no file is read twice, however it is named.
    pub(super) files: BTreeMap<PathBuf, (PathBuf, Origin)>,
    pub(super) stdin: Option<Vec<u8>>,
    pub(super) inputs: Inputs,
}

impl Reading {
    pub fn new(choice: Choice) -> Self {
        Self { choice, ..Self::default() }
    }

    pub fn path(&mut self, path: &Path, stdin: &mut dyn Read) -> Result<(), InputError> {
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
        let open = OPEN_PIPES.iter().any(|place| path.starts_with(place));
        if !metadata.is_file() && !open {
            // Opening a pipe that nobody writes to would take for ever.
            let what = noun(metadata.file_type());
            return Err(InputError::NoFile { path: path.to_owned(), what });
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
        walk.max_depth((!self.choice.recursive).then_some(1));
        let here = real(folder);
        let apart: Vec<PathBuf> = self.choice.apart.iter().map(|folder| real(folder)).collect();
        let is_below = |other: &&PathBuf| **other != here && other.starts_with(&here);
        let apart: Vec<PathBuf> = apart.iter().filter(is_below).cloned().collect();
        if !apart.is_empty() {
            walk.filter_entry(move |entry| {
                let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                !is_folder || !apart.contains(&real(entry.path()))
            });
        }
        for entry in walk.build() {
            match entry {
                Ok(entry) => {
                    let way = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                    if self.is_wanted(way) {
                        self.entry(entry.file_type(), entry.path());
                    }
                }
                Err(error) => self.stopped(folder, &error),
            }
        }
    }

    /// Something kept the walk from going on.
    fn stopped(&mut self, folder: &Path, error: &ignore::Error) {
        let severity = walk_severity(error);
        if let Some(link) = dead_link(error) {
            let way = link.strip_prefix(folder).unwrap_or(link);
            if self.is_excluded(way) {
                return;
            }
            // A document may have stood there, or a folder of them.
            self.inputs.astray.push(link.display().to_string());
        }
        self.unreadable(&walk_text(error), severity);
    }

    fn is_excluded(&self, way: &Path) -> bool {
        self.choice.exclude.iter().any(|pattern| pattern.fits(way))
    }

    fn is_wanted(&self, way: &Path) -> bool {
        let fits = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.fits(way));
        has_extension(way)
            && (self.choice.include.is_empty() || fits(&self.choice.include))
            && !self.is_excluded(way)
    }

    fn entry(&mut self, kind: Option<FileType>, path: &Path) {
        match kind {
            Some(kind) if kind.is_file() => self.found(path.to_owned()),
            Some(kind) if !kind.is_dir() => {
                let message = format!("`{}` is {}, not a file", path.display(), noun(kind));
                self.unreadable(&message, Severity::Error);
                self.inputs.unread += 1;
            }
            _ => {}
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

    fn too_much(&mut self) {
        let limit = ALL_BYTES_MAX / (1024 * 1024);
        let message = format!("all files together are larger than {limit} MiB");
        let told = Diagnostic::new(TOO_LARGE, Severity::Error, message);
        self.inputs.diagnostics.push(told.help("check the folders one by one"));
    }

    fn add(&mut self, path: &Path, bytes: Vec<u8>, origin: Origin) {
        let name = path.display().to_string();
        self.inputs.texts.push(LoadedText { name, bytes, origin });
    }

    /// Reads what was found.
    pub fn finish(mut self) -> Inputs {
        let found = std::mem::take(&mut self.files).into_values();
        for (path, _) in found.filter(|(_, origin)| *origin == Origin::Found) {
            if self.inputs.texts.iter().map(|text| text.bytes.len()).sum::<usize>() > ALL_BYTES_MAX
            {
                self.too_much();
                break;
            }
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

/// The link that leads nowhere, or to itself, if that is what is wrong.
fn dead_link(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithDepth { err, .. } => dead_link(err),
        ignore::Error::WithPath { path, err } => {
            let denied = io::ErrorKind::PermissionDenied;
            let reason = std::fs::metadata(path).map_err(|error| error.kind());
            let is_dead = path.is_symlink() && reason.is_err_and(|reason| reason != denied);
            if is_dead { Some(path) } else { dead_link(err) }
        }
        _ => None,
    }
}

/// A folder that cannot be read may hold any document, so the rest is not all. Behind a link that
/// leads back there is none that is not found elsewhere; one that leads nowhere is missed if it is
/// called like a document.
pub fn walk_severity(error: &ignore::Error) -> Severity {
    if let Some(link) = dead_link(error) {
        return if has_extension(link) { Severity::Error } else { Severity::Warning };
    }
    match error {
        ignore::Error::Loop { .. } => Severity::Warning,
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithPath { err, .. } => {
            walk_severity(err)
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
    let file = File::open(path)?;
    let before = Stamp::of(&file.metadata()?);
    let expected = before.as_ref().map_or(0, |stamp| stamp.length.min(limit()));
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or_default() + 1);
    (&file).take(limit()).read_to_end(&mut bytes)?;
    let after = Stamp::of(&file.metadata()?);
    if bytes.len() <= BYTES_MAX && Stamp::changed(before.as_ref(), after.as_ref(), bytes.len()) {
        return Err(io::Error::other("it changed while it was read; try again"));
    }
    Ok(bytes)
}

/// What changes when a file is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    pub length: u64,
    pub modified: Option<SystemTime>,
}

impl Stamp {
    /// That of a file; a pipe has none.
    fn of(metadata: &Metadata) -> Option<Self> {
        let stamp = Self { length: metadata.len(), modified: metadata.modified().ok() };
        // What the system makes up as it is read has no length.
        metadata.is_file().then_some(stamp).filter(|stamp| stamp.length > 0)
    }

    /// Whether a file of which so many bytes were read is another than before.
    pub fn changed(before: Option<&Self>, after: Option<&Self>, read: usize) -> bool {
        before != after || after.is_some_and(|stamp| stamp.length != read as u64)
    }
}

/// What is there instead of a file.
fn noun(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}
