//! The memory of runs: a folder for each, with its plan, what happened step by step, and how it
//! ended. What a run was about to do is written before it is done, so that a run that was killed can
//! be taken up again.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::cli::clock;
use crate::cli::environment::Environment;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::diagnostic::Code;
use crate::model::{Identity, Timestamp};
use crate::plan::saved::{PlanFileError, SavedPlan, Share};

/// How many runs are kept.
const KEPT: usize = 200;
/// How many runs a message names.
const NAMED: usize = 5;
/// The letters of the last part of a run's name; those that look alike are left out.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The folder of all runs.
#[derive(Debug)]
pub struct Runs {
    folder: PathBuf,
}

/// What a run is.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    pub schema: String,
    pub id: String,
    /// Names the run to the control plane; the tokens of its writes come from it.
    pub uuid: Uuid,
    pub command: String,
    pub started: String,
    pub weir: String,
    pub user: String,
    pub host: String,
    pub pid: u32,
    pub message: Option<String>,
}

/// A run that is being written. Nobody else can take it up.
#[derive(Debug)]
pub struct Run {
    pub about: About,
    folder: PathBuf,
    events: File,
}

/// A run that was written.
#[derive(Debug)]
pub struct Recorded {
    pub about: About,
    pub plan: SavedPlan,
    /// How it ended; none if it was killed, or is under way.
    pub result: Option<Value>,
    folder: PathBuf,
}

/// How a step of a run ended, as far as it was written down.
#[derive(Debug, Clone)]
pub struct StepEnd {
    /// done, failed, skipped or unknown.
    pub word: String,
    /// Somebody else had done it.
    pub already: bool,
    /// Why, in words; may be empty.
    pub detail: String,
    /// Which resource it left, where that was told.
    pub identity: Option<Identity>,
}

impl StepEnd {
    /// Whether the run has done it, or may have.
    pub fn may_be_own(&self) -> bool {
        !self.already && matches!(self.word.as_str(), "done" | "unknown")
    }

    fn of(word: &str) -> Self {
        Self { word: word.to_owned(), already: false, detail: String::new(), identity: None }
    }

    /// What an undo knows of it.
    fn share(self) -> Share {
        if self.may_be_own() { Share::Own(self.identity) } else { Share::None }
    }
}

/// Why the memory of runs cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    #[error("no place for the memory of runs: neither WEIR_STATE_DIR nor HOME is set")]
    NoPlace,
    #[error("cannot write `{}`", .path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("cannot read `{}`", .path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("there is no run `{0}`")]
    Missing(String),
    #[error("nothing was recorded yet")]
    Empty,
    #[error("the name of the run is empty")]
    Unnamed,
    #[error("`{word}` may be any of {} runs: {}", .runs.len(), several(.runs))]
    Ambiguous { word: String, runs: Vec<String> },
    #[error("the run `{0}` is under way in another process")]
    Busy(String),
    #[error("the plan of the run `{run}` cannot be used")]
    Plan { run: String, source: PlanFileError },
    #[error("`{}` is damaged: {detail}", .path.display())]
    Damaged { path: PathBuf, detail: String },
}

impl From<RunError> for Error {
    fn from(error: RunError) -> Self {
        let exit = match &error {
            RunError::Missing(_) | RunError::Empty => Exit::No,
            RunError::Busy(_) => Exit::Refused,
            _ => Exit::Usage,
        };
        let shown = Self::new(exit, error.to_string());
        match error {
            RunError::Missing(_) | RunError::Empty | RunError::Unnamed => {
                shown.hint("`weir history` lists the runs of this machine")
            }
            RunError::Plan { source, .. } => shown.code(Code("P003")).because(source),
            RunError::Write { source, .. } | RunError::Read { source, .. } => shown.because(source),
            RunError::Ambiguous { .. } => shown.hint("give more of the name, or its end"),
            _ => shown,
        }
    }
}

/// The newest of several runs, by name.
fn several(runs: &[String]) -> String {
    let newest: Vec<&str> = runs.iter().rev().take(NAMED).map(String::as_str).collect();
    match runs.len() - newest.len() {
        0 => newest.join(", "),
        more => format!("{} and {more} older ones", newest.join(", ")),
    }
}

impl About {
    /// A run that begins now.
    pub fn now(command: &str, message: Option<&str>, environment: &Environment) -> Self {
        let uuid = Uuid::now_v7();
        let started = clock::now();
        let random = uuid.as_u128();
        let letter = |place: u32| {
            char::from(LETTERS[usize::try_from((random >> (place * 5)) & 31).unwrap_or(0)])
        };
        let letters: String = (0..3).map(letter).collect();
        // The time to the millisecond, so that names sort by it.
        let millis = started.millis();
        let digits = jiff::Timestamp::from_millisecond(millis).map_or_else(
            |_| "00000000-000000".to_owned(),
            |time| time.strftime("%Y%m%d-%H%M%S").to_string(),
        );
        let id = format!("{digits}-{:03}{letters}", millis.rem_euclid(1000));
        let user = ["USER", "LOGNAME"].into_iter().find_map(|name| environment.get(name));
        Self {
            schema: "weir.run/v1".to_owned(),
            id,
            uuid,
            command: command.to_owned(),
            started: started.to_string(),
            weir: env!("CARGO_PKG_VERSION").to_owned(),
            user: user.unwrap_or("unknown").to_owned(),
            host: gethostname::gethostname().to_string_lossy().into_owned(),
            pid: std::process::id(),
            message: message.map(str::to_owned),
        }
    }
}

/// Where this machine remembers what it did: `WEIR_STATE_DIR`, else `weir` in the XDG state folder.
pub fn state_folder(environment: &Environment) -> Result<PathBuf, RunError> {
    let folder = if let Some(dir) = environment.get("WEIR_STATE_DIR") {
        PathBuf::from(dir)
    } else if let Some(dir) = environment.get("XDG_STATE_HOME").filter(|dir| dir.starts_with('/')) {
        PathBuf::from(dir).join("weir")
    } else {
        PathBuf::from(environment.get("HOME").ok_or(RunError::NoPlace)?).join(".local/state/weir")
    };
    Ok(folder)
}

impl Runs {
    /// Those of this machine.
    pub fn of(environment: &Environment) -> Result<Self, RunError> {
        Ok(Self { folder: state_folder(environment)?.join("runs") })
    }

    /// Makes the folder of a run and writes down what it is about to do.
    pub fn begin(&self, about: About, plan: &SavedPlan) -> Result<Run, RunError> {
        let folder = self.folder.join(&about.id);
        let failed = |source| RunError::Write { path: folder.clone(), source };
        DirBuilder::new().recursive(true).mode(0o700).create(&self.folder).map_err(failed)?;
        // Two runs never share a folder.
        DirBuilder::new().mode(0o700).create(&folder).map_err(failed)?;
        let plan = Value::Object(plan.to_json());
        write(&folder.join("plan.json"), &plan)?;
        write(&folder.join("run.json"), &json!(about))?;
        let run = Run::open(about, folder)?;
        self.forget_old();
        Ok(run)
    }

    /// The newest run that is as wanted. What cannot be read is left out.
    pub fn newest(&self, wanted: impl Fn(&Recorded) -> bool) -> Result<Option<Recorded>, RunError> {
        let names = self.names()?;
        let mut runs = names.iter().rev().filter_map(|name| self.read(name).ok());
        Ok(runs.find(wanted))
    }

    /// The run that a word means: `last`, its name, or the beginning or end of it.
    pub fn find(&self, word: &str) -> Result<Recorded, RunError> {
        if word.is_empty() {
            return Err(RunError::Unnamed);
        }
        let names = self.names()?;
        if word == "last" {
            let last = names.last().ok_or(RunError::Empty)?;
            return self.read(last);
        }
        let is_meant = |name: &&String| name.starts_with(word) || name.ends_with(word);
        let found: Vec<&String> = names.iter().filter(is_meant).collect();
        match found.as_slice() {
            _ if names.iter().any(|name| name == word) => self.read(word),
            [] => Err(RunError::Missing(word.to_owned())),
            [one] => self.read(one),
            several => Err(RunError::Ambiguous {
                word: word.to_owned(),
                runs: several.iter().map(|name| (*name).clone()).collect(),
            }),
        }
    }

    /// All runs, the oldest first. What cannot be read is left out.
    pub fn all(&self) -> Result<Vec<Recorded>, RunError> {
        let names = self.names()?;
        Ok(names.iter().filter_map(|name| self.read(name).ok()).collect())
    }

    fn read(&self, name: &str) -> Result<Recorded, RunError> {
        let folder = self.folder.join(name);
        let about: About = read(&folder.join("run.json"))?;
        let path = folder.join("plan.json");
        let text = fs::read(&path).map_err(|source| RunError::Read { path, source })?;
        let plan = SavedPlan::parse(&text)
            .map_err(|source| RunError::Plan { run: name.to_owned(), source })?;
        let result = match read(&folder.join("result.json")) {
            Ok(result) => Some(result),
            Err(RunError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        Ok(Recorded { about, plan, result, folder })
    }

    /// The names of all runs, which sort by time.
    fn names(&self) -> Result<Vec<String>, RunError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(RunError::Read { path: self.folder.clone(), source }),
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> =
            names.filter(|name| self.folder.join(name).join("run.json").is_file()).collect();
        names.sort_unstable();
        Ok(names)
    }

    /// Keeps the newest runs. What cannot be removed now is removed another time.
    fn forget_old(&self) {
        let Ok(names) = self.names() else { return };
        for name in names.iter().take(names.len().saturating_sub(KEPT)) {
            let _ = fs::remove_dir_all(self.folder.join(name));
        }
    }
}

impl Recorded {
    /// Takes the run up again.
    pub fn take_up(self) -> Result<Run, RunError> {
        Run::open(self.about, self.folder)
    }

    /// How it stands, in words.
    pub fn state(&self) -> &'static str {
        let code = self.result.as_ref().and_then(|result| result.get("exitCode")?.as_u64());
        match code {
            _ if self.is_busy() => "under way",
            None => "killed",
            Some(0 | 8) => "done",
            Some(6) => "partly done",
            Some(130 | 143) => "interrupted",
            Some(_) => "failed",
        }
    }

    /// How each step ended, in words; what was under way when the run was killed is unknown.
    pub fn outcomes(&self) -> Vec<StepEnd> {
        let mut ends = vec![StepEnd::of("skipped"); self.plan.changes.len()];
        let mut put = |step: Option<u64>, end: StepEnd| {
            let step = step.and_then(|step| usize::try_from(step).ok()?.checked_sub(1));
            if let Some(place) = step.and_then(|step| ends.get_mut(step)) {
                *place = end;
            }
        };
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        for event in self.events() {
            for step in event.get("steps").and_then(Value::as_array).into_iter().flatten() {
                put(step.as_u64(), StepEnd::of("unknown"));
            }
            if let Some(word) = text(event.get("outcome")) {
                let already = event.get("already") == Some(&Value::Bool(true));
                let detail = text(event.get("detail")).unwrap_or_default();
                let step = event.get("step").and_then(Value::as_u64);
                put(step, StepEnd { word, already, detail, identity: identity(&event) });
            }
        }
        // What was never started says why only at the end.
        let details = self.result.as_ref().and_then(|result| result.get("details")?.as_array());
        for (end, detail) in ends.iter_mut().zip(details.into_iter().flatten()) {
            if end.detail.is_empty() && end.word != "done" {
                detail.as_str().unwrap_or_default().clone_into(&mut end.detail);
            }
        }
        ends
    }

    /// For each step whether the run has done it, or may have.
    pub fn own(&self) -> Vec<bool> {
        self.outcomes().iter().map(StepEnd::may_be_own).collect()
    }

    /// For each step what an undo knows of it.
    pub fn shares(&self) -> Vec<Share> {
        self.outcomes().into_iter().map(StepEnd::share).collect()
    }

    /// How many changes the run has made, or may have; none if it took them all back.
    pub fn changed(&self) -> usize {
        let back = |event: &Value| {
            event.get("event").and_then(Value::as_str) == Some("rolled back")
                && event.get("whole") == Some(&Value::Bool(true))
        };
        if self.events().iter().any(back) {
            return 0;
        }
        self.own().into_iter().filter(|own| *own).count()
    }

    /// Whether another process is at it.
    pub fn is_busy(&self) -> bool {
        let Ok(events) = File::open(self.folder.join("events.jsonl")) else { return false };
        matches!(events.try_lock_shared(), Err(TryLockError::WouldBlock))
    }

    /// What happened, event by event. A last line that was cut off is left out.
    pub fn events(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.folder.join("events.jsonl")).unwrap_or_default();
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }
}

impl Run {
    fn open(about: About, folder: PathBuf) -> Result<Self, RunError> {
        let path = folder.join("events.jsonl");
        let mut options = OpenOptions::new();
        let options = options.create(true).append(true).mode(0o600);
        let failed = |source| RunError::Write { path: path.clone(), source };
        let events = options.open(&path).map_err(failed)?;
        match events.try_lock() {
            Ok(()) => Ok(Self { about, folder, events }),
            Err(TryLockError::WouldBlock) => Err(RunError::Busy(about.id)),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }

    /// Writes an event down; it is on disk when this returns.
    pub fn event(&mut self, event: &Value) -> Result<(), RunError> {
        let mut line = event.to_string();
        line.push('\n');
        let written = self.events.write_all(line.as_bytes()).and_then(|()| self.events.sync_data());
        written.map_err(|source| RunError::Write { path: self.folder.join("events.jsonl"), source })
    }

    /// Writes down how it ended.
    pub fn end(&self, result: &Value) -> Result<(), RunError> {
        write(&self.folder.join("result.json"), result)
    }
}

/// Which resource a step left, as its event says.
fn identity(event: &Value) -> Option<Identity> {
    let created_at = event.get("createdAt").and_then(Value::as_i64)?;
    Some(Identity {
        uid: event.get("uid").and_then(Value::as_str).unwrap_or_default().to_owned(),
        created_at: Timestamp::from_millis(created_at),
        version: event.get("version").and_then(Value::as_i64)?,
    })
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, RunError> {
    let text = fs::read(path).map_err(|source| RunError::Read { path: path.to_owned(), source })?;
    serde_json::from_slice(&text)
        .map_err(|error| RunError::Damaged { path: path.to_owned(), detail: error.to_string() })
}

/// Writes a file in full or not at all.
pub fn write(path: &Path, document: &Value) -> Result<(), RunError> {
    let failed = |source| RunError::Write { path: path.to_owned(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    let text = crate::output::json::text(document) + "\n";
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_data()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
