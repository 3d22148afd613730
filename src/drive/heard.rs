//! Wishes that a driver heard and has not answered: each waits until what was announced about it is
//! kept, so that a wish that was answered is not lost with the driver.

use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::rollout::journal::Entry;

/// How long a wish waits for something to be announced about it.
const SILENCE: Duration = Duration::from_secs(3);

/// The wishes that wait, in their order.
#[derive(Debug, Default)]
pub struct Heard(Vec<One>);

#[derive(Debug)]
struct One {
    reply: oneshot::Sender<Vec<Entry>>,
    told: Vec<Entry>,
    at: Instant,
}

impl Heard {
    pub fn hear(&mut self, reply: oneshot::Sender<Vec<Entry>>, told: Vec<Entry>) {
        self.0.push(One { reply, told, at: Instant::now() });
    }

    /// What is announced is about the wishes of which nothing was said so far.
    pub fn tell(&mut self, entries: &[Entry]) {
        for one in self.0.iter_mut().filter(|one| one.told.is_empty()) {
            one.told.extend(entries.iter().cloned());
        }
    }

    /// Answers those of which all is kept before that number, and those that had no consequences for
    /// long enough, or will have none.
    pub fn answer(&mut self, kept_before: u64, is_done: bool) {
        let is_ready = |one: &mut One| match one.told.last() {
            Some(last) => last.seq < kept_before,
            None => is_done || one.at.elapsed() >= SILENCE,
        };
        for one in self.0.extract_if(.., is_ready) {
            // Whoever went away does not want to know.
            let _ = one.reply.send(one.told);
        }
    }
}
