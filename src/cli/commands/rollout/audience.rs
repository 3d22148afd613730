//! Who hears of a rollout while it is watched: a live view or plain lines, and a file of events.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::cli::Ui;
use crate::cli::commands::rollout::feed::Heard;
use crate::cli::error::Error;
use crate::cli::ui::Board;
use crate::output::rollout::event;
use crate::output::rollout::measured::Measured;
use crate::output::rollout::next::Commands;
use crate::output::rollout::status;
use crate::output::rollout::view::View;
use crate::rollout::journal::Entry;
use crate::rollout::state::State;

/// Where events go as JSON lines.
pub enum Events {
    File { path: PathBuf, file: File },
    Stdout,
}

impl Events {
    /// `-` is stdout; a file is added to.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if path == Path::new("-") {
            return Ok(Self::Stdout);
        }
        let file = OpenOptions::new().append(true).create(true).open(path).map_err(|error| {
            Error::usage(format!("cannot write the events to `{}`", path.display())).because(error)
        })?;
        Ok(Self::File { path: path.to_owned(), file })
    }
}

/// All who listen to one rollout.
pub struct Audience {
    commands: Commands,
    board: Option<Board>,
    events: Option<Events>,
    /// All that was heard so far.
    pub entries: Vec<Entry>,
    /// What was seen besides the record.
    pub measured: Measured,
    /// What was last known of it.
    pub last: Option<(State, Option<String>)>,
}

impl Audience {
    pub fn new(commands: Commands, events: Option<Events>, ui: &Ui) -> Self {
        Self {
            commands,
            board: ui.board(),
            events,
            entries: Vec::new(),
            measured: Measured::default(),
            last: None,
        }
    }

    /// Whether somebody sees what is measured.
    pub fn sees(&self) -> bool {
        self.board.is_some()
    }

    /// Takes the live view away for as long as somebody is asked.
    pub fn hide(&mut self) {
        self.board = None;
    }

    pub fn show_again(&mut self, ui: &Ui) {
        self.board = ui.board();
        self.draw();
    }

    pub fn hear(&mut self, heard: &Heard, ui: &mut Ui) {
        self.tell(&heard.entries, &heard.state, ui);
        self.last = Some((heard.state.clone(), heard.driver.clone()));
        self.draw();
    }

    /// Tells everybody what was announced, each announcement once.
    pub fn tell(&mut self, entries: &[Entry], state: &State, ui: &mut Ui) {
        for entry in entries {
            if self.entries.last().is_some_and(|last| last.seq >= entry.seq) {
                continue;
            }
            self.keep(entry, state, ui);
            if self.board.is_none() {
                ui.status(&status::plain(entry, state));
            }
            self.entries.push(entry.clone());
        }
    }

    fn keep(&mut self, entry: &Entry, state: &State, ui: &mut Ui) {
        let line = event::line(entry, state);
        let written = match &mut self.events {
            None => return,
            Some(Events::Stdout) => writeln!(ui.out(), "{line}")
                .and_then(|()| ui.out().flush())
                .map_err(|error| (PathBuf::from("-"), error)),
            Some(Events::File { path, file }) => {
                writeln!(file, "{line}").map_err(|error| (path.clone(), error))
            }
        };
        if let Err((path, error)) = written {
            // The rollout goes on without them.
            self.events = None;
            ui.warning(&format!("no more events go to `{}`: {error}", path.display()));
        }
    }

    fn draw(&self) {
        let (Some(board), Some((state, driver))) = (&self.board, &self.last) else { return };
        let view = View {
            state,
            measured: &self.measured,
            driver: driver.as_deref(),
            now: Timestamp::now(),
            width: board.width,
            palette: board.palette,
            commands: &self.commands,
        };
        board.show(&view.lines());
    }
}
