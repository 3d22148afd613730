//! SIGINT, SIGTERM and SIGHUP: what ends a run early, with a report.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::cli::error::Error;
use crate::cli::exit::Exit;

/// The signals that end a run.
pub struct Signals {
    interrupt: Signal,
    terminate: Signal,
    /// The terminal is gone. None where whoever started the run said that it goes on, as `nohup`.
    hang_up: Option<Signal>,
    /// One that came, and is to be obeyed later.
    kept: Option<Exit>,
}

impl Signals {
    pub fn catch() -> Result<Self, Error> {
        let failed = |error| Error::usage("cannot listen for signals").because(error);
        Ok(Self {
            interrupt: signal(SignalKind::interrupt()).map_err(failed)?,
            terminate: signal(SignalKind::terminate()).map_err(failed)?,
            hang_up: if is_hang_up_ignored() {
                None
            } else {
                Some(signal(SignalKind::hangup()).map_err(failed)?)
            },
            kept: None,
        })
    }

    /// Waits for the next one; answers how the process ends if it is obeyed at once.
    pub async fn next(&mut self) -> Exit {
        if let Some(kept) = self.kept.take() {
            return kept;
        }
        tokio::select! {
            _ = self.interrupt.recv() => Exit::Interrupted,
            _ = self.terminate.recv() => Exit::Terminated,
            () = hung_up(&mut self.hang_up) => Exit::Terminated,
        }
    }

    /// Does what must not be cut off. A signal that comes meanwhile is the next one afterwards, and is
    /// told at once; a second one ends the wait.
    pub async fn keep_for<T>(
        &mut self,
        work: impl Future<Output = T>,
        mut told: impl FnMut(),
    ) -> Result<T, Exit> {
        let mut work = std::pin::pin!(work);
        let mut kept = None;
        let done = loop {
            tokio::select! {
                done = &mut work => break done,
                exit = self.next() => match kept.replace(exit) {
                    None => told(),
                    Some(_) => return Err(exit),
                },
            }
        };
        self.kept = kept;
        Ok(done)
    }
}

async fn hung_up(signal: &mut Option<Signal>) {
    match signal {
        Some(signal) => drop(signal.recv().await),
        None => std::future::pending().await,
    }
}

/// Whether the process was started so that the end of its terminal means nothing to it (Linux).
fn is_hang_up_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    // SIGHUP is signal 1, which is the lowest bit.
    mask.is_some_and(|mask| mask & 1 == 1)
}

/// Whether a change is under way that must not be cut off; whoever makes it minds the signals.
#[derive(Debug, Clone, Default)]
pub struct Changing(Arc<AtomicBool>);

impl Changing {
    /// From now on a signal does not end the run at once.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Runs a command that talks to a control plane. A signal ends it, unless a change is under way.
pub fn run_to_end(
    changing: &Changing,
    command: impl Future<Output = Result<Exit, Error>>,
) -> Result<Exit, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::usage("cannot start the runtime").because(error))?;
    let ended = runtime.block_on(async {
        let mut signals = Signals::catch()?;
        let mut command = std::pin::pin!(command);
        loop {
            tokio::select! {
                ended = &mut command => return ended,
                exit = signals.next() => {
                    if !changing.is_begun() {
                        return Err(interrupted(exit));
                    }
                }
            }
        }
    });
    // A question that nobody answered still waits for its key.
    runtime.shutdown_background();
    ended
}

/// A run that was ended before it changed anything.
pub fn interrupted(exit: Exit) -> Error {
    // What a terminal shows of Ctrl-C stands at the end of a line, which may be that of a question.
    if io::stderr().is_terminal() {
        let _ = writeln!(io::stderr());
    }
    Error::new(exit, "interrupted; nothing was changed")
}
