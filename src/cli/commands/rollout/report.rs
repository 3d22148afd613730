//! What is left of a watch: the result on stdout, files for CI systems, annotations.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::Value;

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::commands::rollout::audience::{Audience, Events};
use crate::cli::commands::rollout::follow::Followed;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;
use crate::output::json::{envelope, text};
use crate::output::rollout::measured::Measured;
use crate::output::rollout::next::Commands;
use crate::output::rollout::view::View;
use crate::output::rollout::{junit, status, summary};
use crate::rollout::state::State;

/// Refuses a path where no file can be, before anything is done that is to be written there.
fn check_place(flag: &str, path: &Path) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let why = match folder {
        _ if path.is_dir() => "it is a folder".to_owned(),
        Some(folder) if !folder.is_dir() => format!("there is no folder {}", folder.display()),
        _ => return Ok(()),
    };
    Err(Error::usage(format!("{flag} {} cannot be written: {why}", path.display())))
}

/// How wide a result may be where there is no terminal: nothing is cut.
const WIDTH: usize = 10_000;

/// Files that a watch leaves behind.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ReportArgs {
    /// Add every event to FILE, one JSON object a line; `-` is stdout
    #[arg(long, value_name = "FILE")]
    events: Option<PathBuf>,

    /// Write a `JUnit` report: a suite for each stage, a case for each gate
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,

    /// Add a summary in Markdown to FILE [default: `$GITHUB_STEP_SUMMARY`]
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,

    /// Write id, result, position and weight to FILE as variables, for the jobs that follow in
    /// GitLab
    #[arg(long, value_name = "FILE")]
    dotenv: Option<PathBuf>,
}

impl ReportArgs {
    /// Opens the file of events, and refuses two documents on stdout and files that cannot be
    /// written at the end.
    pub fn open(&self, settings: &Settings) -> Result<Option<Events>, Error> {
        let files =
            [("--junit", &self.junit), ("--summary", &self.summary), ("--dotenv", &self.dotenv)];
        for (flag, path) in files {
            path.as_ref().map_or(Ok(()), |path| check_place(flag, path))?;
        }
        let Some(path) = &self.events else { return Ok(None) };
        if path == Path::new("-") && settings.output != OutputFormat::Text {
            let message = format!("stdout cannot hold the events and {} both", settings.output);
            return Err(Error::usage(message).hint("name a file: --events FILE"));
        }
        Events::open(path).map(Some)
    }

    fn is_stdout_taken(&self) -> bool {
        self.events.as_deref() == Some(Path::new("-"))
    }

    /// Writes everything that is to be left. A file that cannot be written changes nothing of how
    /// the rollout ended.
    pub fn leave(
        &self,
        followed: &Followed,
        audience: &Audience,
        (commands, settings): (&Commands, &Settings),
        ui: &mut Ui,
    ) -> Result<(), Error> {
        let Followed { state, driver, exit, .. } = followed;
        let measured = &audience.measured;
        if let Some(path) = &self.junit {
            let report = junit::text((state, measured), &audience.entries);
            complain(path, std::fs::write(path, report), ui);
        }
        let variable = |name: &str| settings.environment.get(name).map(PathBuf::from);
        if let Some(path) = self.summary.clone().or_else(|| variable("GITHUB_STEP_SUMMARY")) {
            let summary = summary::markdown((state, measured), &audience.entries, commands);
            complain(&path, append(&path, &summary), ui);
        }
        if let Some(path) = variable("GITHUB_OUTPUT") {
            complain(&path, append(&path, &summary::outputs((state, measured), exit.code())), ui);
        }
        if let Some(path) = &self.dotenv {
            let variables = summary::variables(&summary::outputs((state, measured), exit.code()));
            complain(path, std::fs::write(path, variables), ui);
        }
        if settings.environment.get("GITHUB_ACTIONS").is_some()
            && let Some(annotation) = summary::annotation(state, measured)
        {
            ui.say(&annotation);
        }
        let shown = Shown { state, driver: driver.as_deref(), measured };
        self.result(&shown, *exit, (commands, settings), ui)
    }

    /// How it stands, unless stdout is for the events.
    pub fn result(
        &self,
        shown: &Shown<'_>,
        exit: Exit,
        around: (&Commands, &Settings),
        ui: &mut Ui,
    ) -> Result<(), Error> {
        if self.is_stdout_taken() { Ok(()) } else { result(shown, exit, around, ui) }
    }
}

/// A rollout as it is shown at the end.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    pub state: &'a State,
    pub driver: Option<&'a str>,
    pub measured: &'a Measured,
}

/// The result on stdout.
pub fn result(
    shown: &Shown<'_>,
    exit: Exit,
    (commands, settings): (&Commands, &Settings),
    ui: &mut Ui,
) -> Result<(), Error> {
    let Shown { state, driver, measured } = *shown;
    match settings.output {
        OutputFormat::Json => {
            let mut document = envelope("rollout-status", exit.code());
            let now = Timestamp::now();
            let rollout = status::json(state, (measured, driver), now, commands);
            document.insert("rollout".to_owned(), rollout);
            writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
        }
        OutputFormat::Name => writeln!(ui.out(), "{}", state.id)?,
        _ => {
            let view = View {
                state,
                measured,
                driver,
                now: Timestamp::now(),
                width: ui.width.unwrap_or(WIDTH),
                palette: ui.palette,
                commands,
            };
            for line in view.lines() {
                writeln!(ui.out(), "{line}")?;
            }
        }
    }
    Ok(())
}

fn append(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    file.write_all(text.as_bytes())
}

fn complain(path: &Path, written: io::Result<()>, ui: &mut Ui) {
    if let Err(error) = written {
        ui.warning(&format!("cannot write `{}`: {error}", path.display()));
    }
}
