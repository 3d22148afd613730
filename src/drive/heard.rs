//! Wishes that a driver heard and has not answered: each waits until what was announced about it is
//! kept, so that a wish that was answered is not lost with the driver.

use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::rollout::effect::Announcement;
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
        // What comes after a further wish is about that one.
        let about = entries.iter().take_while(|entry| !is_heard(entry));
        for one in self.0.iter_mut().filter(|one| !is_answered(&one.told)) {
            one.told.extend(about.clone().cloned());
        }
    }

    /// Answers those of which all is kept before that number, and those that had no consequences for
    /// long enough, or will have none.
    pub fn answer(&mut self, kept_before: u64, is_done: bool) {
        let is_ready = |one: &mut One| {
            let is_kept = one.told.last().is_none_or(|last| last.seq < kept_before);
            is_kept && (is_answered(&one.told) || is_done || one.at.elapsed() >= SILENCE)
        };
        for one in self.0.extract_if(.., is_ready) {
            // Whoever went away does not want to know.
            let _ = one.reply.send(one.told);
        }
    }
}

fn is_heard(entry: &Entry) -> bool {
    matches!(entry.announcement, Announcement::Heard { .. })
}

/// Whether something came of a wish, and it was not only heard.
pub fn is_answered(told: &[Entry]) -> bool {
    told.iter().any(|entry| !is_heard(entry))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollout::example;

    fn entry(seq: u64, announcement: Announcement) -> Entry {
        Entry { seq, at: example::at(0), rollout: "id".to_owned(), announcement }
    }

    fn heard(seq: u64, wish: &str) -> Entry {
        entry(seq, Announcement::Heard { by: "ann@here".to_owned(), wish: wish.to_owned() })
    }

    #[tokio::test(start_paused = true)]
    async fn a_wish_that_was_only_heard_waits_for_what_comes_of_it() {
        let (reply, mut answer) = oneshot::channel();
        let mut wishes = Heard::default();
        wishes.hear(reply, vec![heard(1, "pause")]);
        wishes.answer(u64::MAX, false);
        assert!(answer.try_recv().is_err(), "nothing came of it so far");
        // What somebody else is told is not about it.
        wishes.tell(&[heard(2, "resume"), entry(3, Announcement::Resumed)]);
        wishes.answer(u64::MAX, false);
        assert!(answer.try_recv().is_err());
        wishes.tell(&[entry(4, Announcement::Resumed)]);
        wishes.answer(4, false);
        assert!(answer.try_recv().is_err(), "it is not kept");
        wishes.answer(5, false);
        assert_eq!(answer.try_recv().unwrap().len(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_wish_does_not_wait_for_ever() {
        let (reply, mut answer) = oneshot::channel();
        let mut wishes = Heard::default();
        wishes.hear(reply, vec![heard(1, "pause")]);
        tokio::time::advance(SILENCE).await;
        wishes.answer(u64::MAX, false);
        assert!(!is_answered(&answer.try_recv().unwrap()));
    }
}
