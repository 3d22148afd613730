//! The only door to the terminal: data on stdout, the conversation on stderr.

use std::fmt::Write as _;
use std::io::{self, BufRead, IsTerminal, Write};

use crate::cli::args::ColorChoice;
use crate::cli::environment::Environment;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::mask::{Mask, Masked};
use crate::cli::signals::interrupted;
use crate::diagnostic::Severity;
use crate::output::style::{Palette, printable};

/// The streams of a run and how to write to them.
pub struct Ui {
    out: Box<dyn Write + Send>,
    err: Box<dyn Write + Send>,
    /// How data is coloured.
    pub palette: Palette,
    /// How the conversation is coloured.
    pub talk: Palette,
    quiet: u8,
    /// Columns of the terminal; none if stdout is no terminal.
    pub width: Option<usize>,
    /// Whether stdin and stderr are terminals and nobody forbade questions.
    interactive: bool,
    /// Whether a line on stderr may be drawn over.
    live: bool,
    /// What is never printed.
    mask: Mask,
}

/// How far a run is: a bar on a terminal that goes away at the end, nothing elsewhere.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// One more of the steps is behind us.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Does something to the terminal while the bar is out of the way.
    pub fn aside(&self, act: impl FnOnce()) {
        self.bar.suspend(act);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// A few lines on a terminal that are drawn over and over; they go away at the end.
pub struct Board {
    bar: ProgressBar,
    /// Columns of the terminal.
    pub width: usize,
    pub palette: Palette,
}

impl Board {
    pub fn show(&self, lines: &[String]) {
        self.bar.set_message(lines.join("\n"));
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Says something on stderr in the middle of other work.
#[derive(Debug, Clone, Copy, Default)]
pub struct Teller {
    talk: Palette,
    /// Says nothing at all by default, and all that is worth it from a [`Ui`].
    level: Level,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    #[default]
    Nothing,
    Warnings,
    Everything,
}

impl Teller {
    /// Says how it goes; silent with `-q`.
    pub fn status(self, text: &str) {
        if self.level >= Level::Everything {
            Self::say(&printable(text));
        }
    }

    /// Says what is worth a look; silent with `-qq`.
    pub fn warning(self, text: &str) {
        if self.level >= Level::Warnings {
            Self::say(&format!("{} {}", self.talk.warning("warning:"), printable(text)));
        }
    }

    fn say(text: &str) {
        // Nothing sensible can be done if that fails.
        let _ = writeln!(io::stderr(), "{text}");
    }
}

/// How much a run says, and how.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manners {
    pub color: ColorChoice,
    pub quiet: u8,
    pub no_input: bool,
}

impl Ui {
    /// The real streams.
    pub fn of_process(manners: Manners, environment: &Environment) -> Self {
        let (stdout, stderr) = (io::stdout(), io::stderr());
        let color = |terminal: bool| manners.color.decide(terminal, environment);
        let questions = io::stdin().is_terminal() && stderr.is_terminal();
        let width = stdout.is_terminal().then(terminal_size::terminal_size).flatten();
        let mask = Mask::default();
        Self {
            palette: Palette::new(color(stdout.is_terminal())),
            talk: Palette::new(color(stderr.is_terminal())),
            quiet: manners.quiet,
            width: width.map(|(width, _)| usize::from(width.0)),
            interactive: questions && !manners.no_input && environment.get("CI").is_none(),
            live: stderr.is_terminal() && manners.quiet == 0 && environment.get("CI").is_none(),
            out: Box::new(Masked::new(io::BufWriter::new(stdout), mask.clone())),
            err: Box::new(stderr),
            mask,
        }
    }

    /// The stream for data. Flushed by [`Self::finish`].
    pub fn out(&mut self) -> &mut dyn Write {
        &mut *self.out
    }

    /// What is never printed, from now on too.
    pub fn hide<'a>(&self, values: impl IntoIterator<Item = &'a String>) {
        for value in values {
            self.mask.hide(value);
        }
    }

    /// A text as it may be printed.
    pub fn masked(&self, text: &str) -> String {
        self.mask.apply(text).into_owned()
    }

    /// How often somebody asked to hear less.
    pub fn quiet(&self) -> u8 {
        self.quiet
    }

    /// Whether a finding of that severity is shown to people: with `-qq` only errors are.
    pub fn tells(&self, severity: Severity) -> bool {
        self.quiet < 2 || severity >= Severity::Error
    }

    /// Somebody who can say something meanwhile.
    pub fn teller(&self) -> Teller {
        let level = match self.quiet {
            0 => Level::Everything,
            1 => Level::Warnings,
            _ => Level::Nothing,
        };
        Teller { talk: self.talk, level }
    }

    /// A bar for so many steps.
    pub fn progress(&self, steps: usize) -> Progress {
        let target =
            if self.live { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(steps as u64), target);
        if let Ok(style) = ProgressStyle::with_template("  {pos}/{len} [{bar:30}] {elapsed}") {
            bar.set_style(style.progress_chars("=> "));
        }
        Progress { bar }
    }

    /// Lines that are drawn over and over, where stderr is a terminal that is listened to.
    pub fn board(&self) -> Option<Board> {
        let (width, _) = terminal_size::terminal_size_of(io::stderr())?;
        if !self.live {
            return None;
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        bar.set_style(ProgressStyle::with_template("{msg}").ok()?);
        // The last column stays free, since some terminals break the line there.
        let width = usize::from(width.0).saturating_sub(1);
        Some(Board { bar, width, palette: self.talk })
    }

    /// Whether somebody can be asked.
    pub fn is_interactive(&self) -> bool {
        self.interactive
    }

    /// Says how it goes; silent with `-q`.
    pub fn status(&mut self, text: &str) {
        if self.quiet == 0 {
            self.say(&printable(text));
        }
    }

    /// Says what to do next; silent with `-q`.
    pub fn hint(&mut self, text: &str) {
        if self.quiet == 0 {
            let label = self.talk.hint("hint:");
            self.say(&format!("{label} {}", printable(text)));
        }
    }

    /// Says what is worth a look; silent with `-qq`.
    pub fn warning(&mut self, text: &str) {
        if self.quiet < 2 {
            let label = self.talk.warning("warning:");
            self.say(&format!("{label} {}", printable(text)));
        }
    }

    /// Writes a line to stderr. Nothing sensible can be done if that fails.
    pub fn say(&mut self, text: &str) {
        // What is printed comes after what was written, when both go to one terminal.
        let _ = self.out.flush();
        let _ = writeln!(self.err, "{}", self.mask.apply(text));
    }

    /// Writes an error with its causes and hints.
    pub fn error(&mut self, error: &Error) {
        let code = error.code.map(|code| format!("[{code}]")).unwrap_or_default();
        let label = self.talk.error(&format!("error{code}:"));
        let mut text = format!("{label} {}", printable(&error.to_string()));
        for cause in error.causes() {
            text.push_str("\n  caused by: ");
            text.push_str(&printable(&cause));
        }
        let hints = if self.quiet == 0 { error.hints.as_slice() } else { &[] };
        if !hints.is_empty() {
            text.push('\n');
        }
        for hint in hints {
            let _ = write!(text, "\n{} {}", self.talk.hint("hint:"), printable(hint));
        }
        self.say(&text);
    }

    /// Asks a question on the terminal; answers the line that was typed, which may be empty. The end
    /// of all input (Ctrl-D) is an empty answer, too: it means no wherever nothing does.
    pub async fn ask(&mut self, question: String) -> Result<String, Error> {
        if !self.interactive {
            return Err(Error::new(Exit::Refused, format!("not confirmed: {question}"))
                .hint("answer with -y; nothing was changed"));
        }
        self.out.flush()?;
        write!(self.err, "{}: ", self.mask.apply(&printable(&question)))?;
        self.err.flush()?;
        // On a thread of its own, so that a signal is still heard.
        match tokio::task::spawn_blocking(|| answer(&mut io::stdin().lock())).await {
            Ok(Ok(Some(answer))) => Ok(answer),
            Ok(Ok(None)) => {
                self.say("");
                Ok(String::new())
            }
            Ok(Err(error)) => {
                Err(Error::new(Exit::Refused, "reading the answer failed").because(error))
            }
            Err(_) => Err(Error::new(Exit::Refused, "reading the answer failed")),
        }
    }

    /// Gives up on stdout, which cannot be written to.
    pub fn discard(&mut self) {
        self.out = Box::new(io::sink());
    }

    /// Has somebody choose a row on the terminal; none if they leave it with Esc.
    pub fn choose(&mut self, question: &str, rows: &[String]) -> Result<Option<usize>, Error> {
        if !self.interactive {
            return Err(Error::usage("there is no terminal to choose on").hint("give the name"));
        }
        self.out.flush()?;
        let rows = rows.iter().map(|row| self.mask.apply(&printable(row)).into_owned());
        let chosen = dialoguer::Select::new().with_prompt(question).items(rows).default(0);
        match chosen.interact_opt() {
            Ok(chosen) => Ok(chosen),
            Err(dialoguer::Error::IO(error)) if error.kind() == io::ErrorKind::Interrupted => {
                Err(interrupted(Exit::Interrupted))
            }
            Err(error) => {
                Err(Error::new(Exit::Refused, "reading the choice failed").because(error))
            }
        }
    }

    /// Writes out what is buffered.
    pub fn finish(&mut self) -> Result<(), Error> {
        Ok(self.out.flush()?)
    }
}

/// The line that is typed; none at the end of all input.
fn answer(input: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let read = input.read_until(b'\n', &mut line)?;
    let text = String::from_utf8_lossy(&line);
    Ok((read > 0).then(|| text.trim_end_matches(['\r', '\n']).to_owned()))
}
