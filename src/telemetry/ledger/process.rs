//! One process of a proxy: what it told last, so that the next report shows what is new.

use std::collections::BTreeMap;

use crate::telemetry::report::Report;
use crate::telemetry::statistic::Place;
use crate::telemetry::tally::Tally;
use crate::xds::translate::Destination;

/// By how much two ages of a process may differ: they are in whole seconds, and messages take time.
const SAME_BIRTH_MS: i64 = 2_000;

/// A process that tells.
#[derive(Debug)]
pub struct Process {
    /// When it began, if it tells its age.
    born: Option<i64>,
    /// When it told last, or when what it tells first began.
    pub heard: i64,
    counters: BTreeMap<Destination, BTreeMap<Place, u64>>,
    /// Whether every message holds everything, so that what is missing is gone.
    is_whole: bool,
    /// Whether the next report only says where counting begins.
    is_new: bool,
}

/// How counting begins.
#[derive(Debug, Clone, Copy)]
pub enum Begins<'a> {
    /// With the process itself: everything that it tells is new.
    Fresh,
    /// With what it tells now.
    Unknown(&'a Report),
}

impl Process {
    pub fn new(heard: i64, born: Option<i64>, begins: Begins<'_>) -> Self {
        let mut process = Self {
            born,
            heard,
            counters: BTreeMap::new(),
            is_whole: true,
            is_new: matches!(begins, Begins::Unknown(_)),
        };
        if let Begins::Unknown(report) = begins {
            process.differences(report);
        }
        process
    }

    pub fn was_born(&self, born: i64) -> bool {
        self.born.is_some_and(|known| (known - born).abs() <= SAME_BIRTH_MS)
    }

    /// Whether a report may be of this process: none of its counts went down.
    pub fn may_tell(&self, report: &Report) -> bool {
        self.counters.iter().all(|(target, known)| {
            let Some(told) = report.targets.get(target) else { return true };
            let mut known = known.iter();
            known.all(|(place, count)| told.counters.get(place).is_none_or(|(_, now)| now >= count))
        })
    }

    /// What is new in a report.
    pub fn take(&mut self, report: &Report, now: i64) -> Vec<(Destination, Tally)> {
        self.heard = now;
        // The age is part of every report that is not sent in pieces.
        self.is_whole &= report.uptime.is_some();
        if std::mem::take(&mut self.is_new) {
            return Vec::new();
        }
        if self.is_whole {
            // The cluster was removed. One of that name that comes later counts from 0 again.
            self.counters.retain(|target, _| report.targets.contains_key(target));
        }
        let mut news = self.differences(report);
        for (target, tally) in &mut news {
            if let Some(told) = report.targets.get(target) {
                tally.merge(&told.times);
            }
        }
        news.retain(|(_, tally)| !tally.is_empty());
        news
    }

    fn differences(&mut self, report: &Report) -> Vec<(Destination, Tally)> {
        let mut all = Vec::with_capacity(report.targets.len());
        for (target, told) in &report.targets {
            let mut tally = Tally::default();
            let known = self.counters.entry(target.clone()).or_default();
            for (place, (counter, value)) in &told.counters {
                let before = known.insert(*place, *value).unwrap_or_default();
                // A count that went down began anew.
                let news = if *value < before { *value } else { value - before };
                tally.add(*counter, news);
            }
            all.push((target.clone(), tally));
        }
        all
    }
}
