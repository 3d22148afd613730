//! Runs on a terminal, where somebody answers their questions: `script` has one.

use std::io::{Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::env::TestEnv;

/// How long a run may take to say or do something.
const PATIENCE: Duration = Duration::from_secs(20);

/// A run on a terminal of its own; it is killed with the test.
pub struct Conversation {
    child: Child,
    keys: ChildStdin,
    shown: Arc<Mutex<String>>,
}

/// Starts a run on a terminal. None where there is no `script`, which is said.
#[expect(clippy::print_stderr, reason = "whoever runs the tests is told what was not tried")]
pub fn start(env: &TestEnv, args: &[&str]) -> Option<Conversation> {
    let is_there = Command::new("script").arg("--version").stdout(Stdio::null()).status();
    if !is_there.is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no `script` of util-linux");
        return None;
    }
    let words = std::iter::once(env!("CARGO_BIN_EXE_weir")).chain(args.iter().copied());
    let words: Vec<String> = words.map(|word| format!("'{word}'")).collect();
    let mut child = Command::new("script")
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("SHELL", "/bin/sh")
        .env("TERM", "dumb")
        .env("HOME", env.path())
        .env("WEIR_DATA_DIR", env.path().join("data"))
        .current_dir(env.path())
        .args(["-qefc", &format!("exec {}", words.join(" ")), "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let keys = child.stdin.take().unwrap();
    let shown = Arc::new(Mutex::new(String::new()));
    read(child.stdout.take().unwrap(), Arc::clone(&shown));
    Some(Conversation { child, keys, shown })
}

/// Collects what the terminal shows.
fn read(mut stdout: ChildStdout, shown: Arc<Mutex<String>>) {
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(read @ 1..) = stdout.read(&mut bytes) {
            let text = String::from_utf8_lossy(&bytes[..read]).replace('\r', "");
            shown.lock().unwrap().push_str(&text);
        }
    });
}

impl Conversation {
    /// Waits for a text, and types something after it.
    pub fn answer(&mut self, question: &str, keys: &str) {
        let started = Instant::now();
        while !self.shown.lock().unwrap().contains(question) {
            assert!(started.elapsed() < PATIENCE, "no `{question}` in\n{}", self.text());
            std::thread::sleep(Duration::from_millis(5));
        }
        // What was shown until now is no answer to what is typed now.
        let shown = std::mem::take(&mut *self.shown.lock().unwrap());
        let (_, rest) = shown.split_once(question).unwrap();
        rest.clone_into(&mut self.shown.lock().unwrap());
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    /// Waits for the end; answers the exit code and what was shown since the last answer.
    pub fn end(mut self) -> (i32, String) {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What it said last may still be on its way.
                std::thread::sleep(Duration::from_millis(50));
                return (status.code().unwrap_or(-1), self.text());
            }
            assert!(started.elapsed() < PATIENCE, "it does not end:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn text(&self) -> String {
        self.shown.lock().unwrap().clone()
    }
}

impl Drop for Conversation {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
