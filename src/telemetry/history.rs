//! Counts over time: by the second for what is recent, coarser for what is older, then no more.

use std::collections::VecDeque;

use crate::telemetry::tally::{Sparse, Tally};

/// How long seconds are told apart, and how long anything is kept.
pub const FINE_MS: i64 = 10 * 60 * 1_000;
pub const KEPT_MS: i64 = 2 * 3_600 * 1_000;
/// How long an interval is, and how long one of older counts is.
pub const INTERVAL_MS: i64 = 1_000;
const COARSE_MS: i64 = 10_000;

/// The counts of calls of one caller to one target, by the interval in which what they tell of
/// began. So what began after some moment is never mixed with what began before it.
#[derive(Debug, Default)]
pub struct History {
    fine: VecDeque<Cell>,
    coarse: VecDeque<Cell>,
}

#[derive(Debug)]
struct Cell {
    /// When the interval began, in milliseconds since 1970.
    at: i64,
    counts: Sparse,
}

impl History {
    /// How many intervals are held.
    pub fn len(&self) -> usize {
        self.fine.len() + self.coarse.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Counts what began at a moment.
    pub fn count(&mut self, at: i64, counts: &Tally) {
        add(&mut self.fine, at - at.rem_euclid(INTERVAL_MS), &counts.sparse());
    }

    /// Makes what is old coarser, and drops what is older than that moment.
    pub fn age(&mut self, now: i64, kept_since: i64) {
        while let Some(first) = self.fine.front().filter(|cell| cell.at < now - FINE_MS) {
            let at = first.at - first.at.rem_euclid(COARSE_MS);
            let Some(cell) = self.fine.pop_front() else { break };
            add(&mut self.coarse, at, &cell.counts);
        }
        for cells in [&mut self.coarse, &mut self.fine] {
            while cells.front().is_some_and(|cell| cell.at < kept_since) {
                cells.pop_front();
            }
        }
    }

    /// The counts of the intervals that begin in a period, each with its beginning.
    pub fn within(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, &Sparse)> {
        let cells = self.coarse.iter().chain(&self.fine);
        cells
            .filter(move |cell| cell.at >= from && cell.at < to)
            .map(|cell| (cell.at, &cell.counts))
    }
}

/// Adds to the interval that begins there. It is nearly always the last one.
fn add(cells: &mut VecDeque<Cell>, at: i64, counts: &Sparse) {
    let after = cells.iter().rev().take_while(|cell| cell.at > at).count();
    let place = cells.len() - after;
    match place.checked_sub(1).and_then(|last| cells.get_mut(last)) {
        Some(cell) if cell.at == at => cell.counts.merge(counts),
        _ => cells.insert(place, Cell { at, counts: counts.clone() }),
    }
}
