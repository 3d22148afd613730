//! The journal of a rollout in a file on this machine: every entry, and the last state. It is the
//! second place from which the baseline can be restored.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use crate::drive::tags::error::TagsError;
use crate::rollout::journal::Entry;
use crate::rollout::state::{FORMAT, State};

/// The journal of one rollout.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    id: String,
    entries: File,
    /// The last entry that is written.
    last: u64,
}

impl Journal {
    /// Opens the journal of a rollout in a folder, which is made if there is none.
    pub fn open(folder: &Path, id: &str) -> Result<Self, TagsError> {
        let path = entries_path(folder, id);
        let failed = |source| TagsError::Journal { path: path.clone(), source };
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
        let last = read(folder, id)?.last().map_or(0, |entry| entry.seq);
        let entries =
            OpenOptions::new().append(true).create(true).mode(0o600).open(&path).map_err(failed)?;
        Ok(Self { folder: folder.to_owned(), id: id.to_owned(), entries, last })
    }

    /// Writes what is new, and the state. On success it is on the disk.
    pub fn keep(&mut self, state: &State, entries: &[Entry]) -> Result<(), TagsError> {
        let path = state_path(&self.folder, &self.id);
        self.try_keep(&path, state, entries).map_err(|source| TagsError::Journal { path, source })
    }

    fn try_keep(&mut self, path: &Path, state: &State, entries: &[Entry]) -> io::Result<()> {
        let mut text = String::new();
        let mut new = entries.iter().filter(|entry| entry.seq > self.last);
        for entry in new.clone() {
            text.push_str(&serde_json::to_string(entry)?);
            text.push('\n');
        }
        self.entries.write_all(text.as_bytes())?;
        self.entries.sync_data()?;
        if let Some(entry) = new.next_back() {
            self.last = entry.seq;
        }
        let new_path = path.with_extension("new");
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&new_path)?;
        file.write_all(&serde_json::to_vec(state)?)?;
        file.sync_all()?;
        fs::rename(&new_path, path)
    }
}

fn entries_path(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.jsonl"))
}

fn state_path(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.state.json"))
}

/// The entries of a rollout that are known on this machine. A line that was torn is left out.
pub fn read(folder: &Path, id: &str) -> Result<Vec<Entry>, TagsError> {
    let path = entries_path(folder, id);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(TagsError::Journal { path, source }),
    };
    Ok(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// The state of a rollout as this machine knew it last.
pub fn last_state(folder: &Path, id: &str) -> Option<State> {
    let text = fs::read(state_path(folder, id)).ok()?;
    let state: State = serde_json::from_slice(&text).ok()?;
    (state.format <= FORMAT).then_some(state)
}

/// The ids of the rollouts that this machine knows.
pub fn known(folder: &Path) -> Vec<String> {
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    let id = |name: String| Some(name.strip_suffix(".state.json")?.to_owned());
    let mut ids: Vec<String> =
        files.flatten().filter_map(|file| id(file.file_name().into_string().ok()?)).collect();
    ids.sort();
    ids
}
