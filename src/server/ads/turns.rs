//! Whose turn it is: keeps a change from some groups until others, on the far side of the same
//! requests, have answered it.
//!
//! Every wait ends: with its time, with the streams it is about, or when groups wait for one another.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// How long a group waits for others that do not answer.
pub const TURN: Duration = Duration::from_secs(5);

/// The groups that wait.
#[derive(Debug, Default)]
pub struct Turns {
    waiting: BTreeMap<u64, Turn>,
}

#[derive(Debug)]
struct Turn {
    /// For these groups, to answer all up to these revisions.
    after: BTreeMap<u64, u64>,
    /// The first revision that is kept from the group.
    since: u64,
    until: Instant,
}

impl Turns {
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Whether changes are kept from a group by now.
    pub fn keeps(&self, group: u64) -> bool {
        self.waiting.contains_key(&group)
    }

    /// Keeps a change from a group until these others have answered it.
    pub fn keep(&mut self, group: u64, after: &BTreeSet<u64>, revision: u64, now: Instant) {
        let turn = self.waiting.entry(group).or_insert_with(|| Turn {
            after: BTreeMap::new(),
            since: revision,
            until: now + TURN,
        });
        turn.after.extend(after.iter().map(|other| (*other, revision)));
    }

    /// The last revision of which nothing is kept from anybody, if something is.
    pub fn complete(&self) -> Option<u64> {
        self.waiting.values().map(|turn| turn.since.saturating_sub(1)).min()
    }

    /// When somebody's turn comes even if nobody answers.
    pub fn deadline(&self) -> Option<Instant> {
        self.waiting.values().map(|turn| turn.until).min()
    }

    /// The groups whose turn it is.
    pub fn ready(&self, now: Instant, is_settled: impl Fn(u64, u64) -> bool) -> Vec<u64> {
        let mut ready = Vec::new();
        let mut awaits_answers = false;
        for (group, turn) in &self.waiting {
            let mut open = turn.after.iter().filter(|(other, revision)| {
                self.keeps(**other) || !is_settled(**other, **revision)
            });
            if now >= turn.until || open.clone().next().is_none() {
                ready.push(*group);
            } else {
                awaits_answers |= open.any(|(other, _)| !self.keeps(*other));
            }
        }
        if ready.is_empty() && !awaits_answers {
            // They wait for one another.
            ready.extend(self.waiting.keys());
        }
        ready
    }

    /// Ends the waits of these groups.
    pub fn end(&mut self, groups: &[u64]) {
        for group in groups {
            self.waiting.remove(group);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOBODY: fn(u64, u64) -> bool = |_, _| false;
    const EVERYBODY: fn(u64, u64) -> bool = |_, _| true;

    fn waiting(all: &[(u64, &[u64])], now: Instant) -> Turns {
        let mut turns = Turns::default();
        for (group, after) in all {
            turns.keep(*group, &after.iter().copied().collect(), 7, now);
        }
        turns
    }

    #[test]
    fn a_turn_comes_with_the_answers_of_all_others() {
        let now = Instant::now();
        let turns = waiting(&[(1, &[2, 3])], now);
        assert!(turns.ready(now, NOBODY).is_empty());
        assert!(turns.ready(now, |group, _| group == 2).is_empty());
        assert_eq!(turns.ready(now, |_, revision| revision == 7), [1]);
    }

    #[test]
    fn a_turn_comes_with_time() {
        let now = Instant::now();
        let turns = waiting(&[(1, &[2])], now);
        assert_eq!(turns.deadline(), Some(now + TURN));
        assert_eq!(turns.ready(now + TURN, NOBODY), [1]);
    }

    #[test]
    fn later_changes_wait_for_the_same_turn() {
        let now = Instant::now();
        let mut turns = waiting(&[(1, &[2])], now);
        turns.keep(1, &BTreeSet::from([3]), 9, now + TURN / 2);
        assert_eq!((turns.deadline(), turns.complete()), (Some(now + TURN), Some(6)));
        assert!(turns.ready(now, |_, revision| revision < 9).is_empty());
        assert_eq!(turns.ready(now, EVERYBODY), [1]);
    }

    #[test]
    fn who_is_behind_somebody_that_waits_waits_too() {
        let now = Instant::now();
        let mut turns = waiting(&[(1, &[2]), (2, &[3])], now);
        assert!(turns.ready(now, NOBODY).is_empty());
        assert_eq!(turns.ready(now, EVERYBODY), [2]);
        turns.end(&[2]);
        assert!(turns.ready(now, NOBODY).is_empty());
        assert_eq!(turns.ready(now, EVERYBODY), [1]);
        turns.end(&[1]);
        assert!(turns.is_empty());
        assert_eq!((turns.deadline(), turns.complete()), (None, None));
    }

    #[test]
    fn nobody_waits_in_a_circle() {
        let now = Instant::now();
        assert_eq!(waiting(&[(1, &[2]), (2, &[1])], now).ready(now, EVERYBODY), [1, 2]);
        // Not before the answers that are still to come.
        let turns = waiting(&[(1, &[2, 3]), (2, &[1])], now);
        assert!(turns.ready(now, NOBODY).is_empty());
        assert_eq!(turns.ready(now, EVERYBODY), [1, 2]);
    }
}
