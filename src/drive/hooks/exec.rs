//! Calls a program: JSON on its stdin, variables, and the exit code as its answer.

use std::collections::VecDeque;
use std::io;
use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};
use tokio::task::JoinHandle;

use crate::drive::hooks::caller::{Answer, last_line};
use crate::drive::hooks::message::Message;

/// The exit code of a program that wants to be asked again (`EX_TEMPFAIL`).
const PENDING: i32 = 75;
/// How much of what a program prints is kept: its end.
const TAIL_BYTES: usize = 4096;
/// How long what it printed may take to arrive after its end.
const TAIL_PATIENCE: Duration = Duration::from_millis(200);

/// Runs a program to its end, or to the end of its time; then it is killed, and all that it
/// started in its process group.
pub async fn call(words: &[String], message: &Message, timeout: Duration) -> Answer {
    let Some((program, arguments)) = words.split_first() else {
        return Answer::failed("the hook names no program");
    };
    let mut command = Command::new(program);
    command.args(arguments).envs(message.variables.iter().map(|(name, value)| (name, value)));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.process_group(0).kill_on_drop(true);
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return Answer::failed(format!("`{program}` cannot be started: {error}")),
    };
    let mut group = Group::of(&child);
    let tail = Tail::default();
    let readers = tail.follow(&mut child);
    let feeder = feed(&mut child, message.body.clone());
    let ended = tokio::time::timeout(timeout, child.wait()).await;
    feeder.abort();
    if ended.is_err() {
        group.kill();
    } else {
        group.leave();
    }
    for reader in readers {
        let abort = reader.abort_handle();
        if tokio::time::timeout(TAIL_PATIENCE, reader).await.is_err() {
            // Something that it started still holds the pipe.
            abort.abort();
        }
    }
    match ended {
        Ok(Ok(status)) => answer(program, status, &tail.last_line()),
        Ok(Err(error)) => Answer::failed(format!("`{program}` was lost: {error}")),
        Err(_) => Answer::failed(format!("`{program}` gave no answer within {timeout:?}")),
    }
}

fn answer(program: &str, status: ExitStatus, said: &str) -> Answer {
    let said = if said.is_empty() { String::new() } else { format!(": {said}") };
    match status.code() {
        Some(0) => Answer::Ok,
        Some(PENDING) => {
            Answer::Pending { why: format!("`{program}` is pending{said}"), after: None }
        }
        Some(code) => Answer::failed(format!("`{program}` ended with {code}{said}")),
        None => Answer::failed(format!("`{program}` was ended by a signal{said}")),
    }
}

/// Hands the message over. A program need not read it.
fn feed(child: &mut Child, body: String) -> JoinHandle<()> {
    let stdin = child.stdin.take();
    tokio::spawn(async move {
        if let Some(mut stdin) = stdin {
            let _ = stdin.write_all(body.as_bytes()).await;
        }
    })
}

/// The processes of a program. Dropped while it runs, it kills them: nobody waits for them.
struct Group(Option<Pid>);

impl Group {
    fn of(child: &Child) -> Self {
        Self(child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw))
    }

    fn kill(&mut self) {
        if let Some(group) = self.0.take() {
            // It may have ended just now.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }

    /// It ended by itself; what it left running is its own affair.
    fn leave(&mut self) {
        self.0 = None;
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The end of what a program prints.
#[derive(Debug, Clone, Default)]
struct Tail(Arc<Mutex<VecDeque<u8>>>);

impl Tail {
    fn follow(&self, child: &mut Child) -> Vec<JoinHandle<()>> {
        let out = child.stdout.take().map(|stream| tokio::spawn(read(self.clone(), stream)));
        let err = child.stderr.take().map(|stream| tokio::spawn(read(self.clone(), stream)));
        out.into_iter().chain(err).collect()
    }

    fn push(&self, bytes: &[u8]) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend(bytes);
        let over = kept.len().saturating_sub(TAIL_BYTES);
        kept.drain(..over);
    }

    /// The last line with something on it.
    fn last_line(&self) -> String {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes: Vec<u8> = kept.iter().copied().collect();
        last_line(&String::from_utf8_lossy(&bytes))
    }
}

/// Reads to the end, so that a program that prints a lot is never stuck.
async fn read(tail: Tail, mut stream: impl AsyncRead + Unpin) {
    let mut buffer = [0; 1024];
    loop {
        let read: io::Result<usize> = stream.read(&mut buffer).await;
        match read {
            Ok(length) if length > 0 => tail.push(&buffer[..length]),
            _ => return,
        }
    }
}
