//! All that proxies tell, put together: cumulative counts of processes that come, go and begin anew
//! become counts per caller, target and interval, each call counted once.

mod process;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::model::ResourceId;
use crate::telemetry::history::{History, INTERVAL_MS, KEPT_MS};
use crate::telemetry::ledger::process::{Begins, Process};
use crate::telemetry::report::Report;
use crate::telemetry::tally::{Sparse, Tally};
use crate::xds::translate::Destination;

/// How long a report may be in coming before its proxy is waited for no longer, provided that
/// nearly all others came.
const LATENESS_MS: i64 = 10_000;
/// How many of a hundred proxies nearly all are.
const NEARLY_ALL: usize = 90;
/// The longest time that a report may cover and still be of one interval.
const COVERED_MS: i64 = 30_000;
/// How many pairs of caller and target, and how many intervals, are kept at most.
const EDGES_MAX: usize = 100_000;
const CELLS_MAX: usize = 500_000;
/// How many processes are remembered after they went, and for how long.
const GONE_MAX: usize = 10_000;
const GONE_MS: i64 = 30 * 60 * 1_000;
/// How often what is old is dropped.
const AGING_MS: i64 = 10_000;
/// How many of its last reports a proxy's rates are made of.
const RECENT: usize = 30;

/// All counts. Times are milliseconds since 1970 on the clock of whoever receives the reports.
#[derive(Debug)]
pub struct Ledger {
    began: i64,
    streams: BTreeMap<u64, Stream>,
    last_stream: u64,
    /// Processes whose stream ended; they may come back.
    gone: VecDeque<(Origin, Process)>,
    edges: BTreeMap<Edge, History>,
    /// How long intervals are kept; less than usual where there are too many.
    kept_ms: i64,
    aged: i64,
    uncounted: u64,
}

/// Who calls, and whom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// A virtual node or gateway.
    pub caller: ResourceId,
    pub target: Destination,
}

/// Who opens a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub of: ResourceId,
    pub node_id: String,
    /// Where the connection comes from.
    pub peer: String,
}

/// What a stream told lately.
#[derive(Debug, Clone, PartialEq)]
pub struct Lately {
    pub heard: Option<i64>,
    /// Attempts and failures a second; none before the second report.
    pub rates: Option<(f64, f64)>,
}

#[derive(Debug)]
struct Stream {
    origin: Origin,
    process: Option<Process>,
    heard: Option<i64>,
    /// What was under way at the last report.
    active: BTreeMap<Destination, u64>,
    /// The ends of the last reports, with attempts and failures.
    recent: VecDeque<(i64, u64, u64)>,
}

impl Ledger {
    pub fn new(now: i64) -> Self {
        Self {
            began: now,
            streams: BTreeMap::new(),
            last_stream: 0,
            gone: VecDeque::new(),
            edges: BTreeMap::new(),
            kept_ms: KEPT_MS,
            aged: now,
            uncounted: 0,
        }
    }

    /// When the first report could have been counted.
    pub fn began(&self) -> i64 {
        self.began
    }

    /// Calls that were told of too late for any interval.
    pub fn uncounted(&self) -> u64 {
        self.uncounted
    }

    pub fn open(&mut self, origin: Origin) -> u64 {
        self.last_stream += 1;
        let stream = Stream {
            origin,
            process: None,
            heard: None,
            active: BTreeMap::new(),
            recent: VecDeque::new(),
        };
        self.streams.insert(self.last_stream, stream);
        self.last_stream
    }

    pub fn close(&mut self, stream: u64) {
        let Some(Stream { origin, process: Some(process), .. }) = self.streams.remove(&stream)
        else {
            return;
        };
        self.gone.push_back((origin, process));
        while self.gone.len() > GONE_MAX {
            self.gone.pop_front();
        }
    }

    /// Takes a report; answers what is new in it.
    pub fn report(&mut self, stream: u64, now: i64, report: &Report) -> Vec<(Edge, Tally)> {
        self.age(now);
        let Some(mut taken) = self.streams.remove(&stream) else { return Vec::new() };
        let mut process = match taken.process.take() {
            Some(process) => process,
            None => self.begin(&taken.origin, report, now),
        };
        let since = process.heard;
        let news = process.take(report, now);
        taken.note(report, &news, now);
        taken.process = Some(process);
        let caller = taken.origin.of.clone();
        self.streams.insert(stream, taken);
        let edge = |(target, tally)| (Edge { caller: caller.clone(), target }, tally);
        let news: Vec<(Edge, Tally)> = news.into_iter().map(edge).collect();
        for (edge, tally) in &news {
            self.count(edge, since, now, tally);
        }
        news
    }

    /// What is known of the process at the other end of a new stream. One that was known before
    /// goes on where it was. One that is younger than this ledger has told nobody else yet, so all
    /// its counts are news. Of any other only what comes from now on counts: too little rather than
    /// anything twice.
    fn begin(&mut self, origin: &Origin, report: &Report, now: i64) -> Process {
        let Some(born) = report.uptime.and_then(|uptime| i64::try_from(uptime).ok()) else {
            return Process::new(now, None, Begins::Unknown(report));
        };
        let born = now - born * 1_000;
        let may_be = |other: &Origin, process: &Process| {
            other.node_id == origin.node_id
                && host(&other.peer) == host(&origin.peer)
                && process.was_born(born)
        };
        let lives = self.streams.values().any(|stream| {
            stream.process.as_ref().is_some_and(|process| may_be(&stream.origin, process))
        });
        let gone = self.gone.iter().enumerate();
        let alike: Vec<usize> = gone
            .filter(|(_, (origin, process))| may_be(origin, process))
            .map(|(index, _)| index)
            .collect();
        match alike.as_slice() {
            [only] if !lives && self.gone[*only].1.may_tell(report) => {
                let known = self.gone.remove(*only).map(|(_, process)| process);
                known.unwrap_or_else(|| Process::new(now, Some(born), Begins::Unknown(report)))
            }
            // The age is in whole seconds, so it may have begun up to one earlier.
            [] if !lives && born - 1_000 >= self.began => {
                Process::new(born - 1_000, Some(born), Begins::Fresh)
            }
            _ => Process::new(now, Some(born), Begins::Unknown(report)),
        }
    }

    fn count(&mut self, edge: &Edge, since: i64, now: i64, tally: &Tally) {
        let is_too_much = self.edges.len() >= EDGES_MAX && !self.edges.contains_key(edge);
        if is_too_much || now - since > COVERED_MS {
            self.uncounted += tally.attempts(edge.target.is_tcp());
            return;
        }
        self.edges.entry(edge.clone()).or_default().count(since, tally);
    }

    /// Drops what is too old, and what is too much.
    fn age(&mut self, now: i64) {
        if now - self.aged < AGING_MS {
            return;
        }
        self.aged = now;
        self.gone.retain(|(_, process)| process.heard > now - GONE_MS);
        self.kept_ms = KEPT_MS.min(self.kept_ms + AGING_MS);
        loop {
            for history in self.edges.values_mut() {
                history.age(now, now - self.kept_ms);
            }
            self.edges.retain(|_, history| !history.is_empty());
            let cells: usize = self.edges.values().map(History::len).sum();
            if cells <= CELLS_MAX || self.kept_ms <= INTERVAL_MS {
                return;
            }
            self.kept_ms = self.kept_ms * 9 / 10;
        }
    }

    /// The first whole interval from that moment on. Before counting began there was nothing, so the
    /// interval in which it did is whole, too.
    pub fn since(&self, from: i64, now: i64) -> i64 {
        let first = self.began.max(now - self.kept_ms);
        let first = first - first.rem_euclid(INTERVAL_MS);
        if from <= first { first } else { from + (-from).rem_euclid(INTERVAL_MS) }
    }

    /// Until when nearly all of the proxies of these callers told everything; none if no proxy did.
    pub fn until(&self, callers: &BTreeSet<ResourceId>, now: i64) -> Option<i64> {
        let streams = self.streams.values().filter(|stream| callers.contains(&stream.origin.of));
        let mut heard: Vec<i64> = streams.filter_map(|stream| stream.heard).collect();
        heard.sort_unstable();
        let first = *heard.first()?;
        let nearly_all = (heard.len() * NEARLY_ALL).div_ceil(100);
        let others = heard[heard.len() - nearly_all];
        let until = first.max(others.min(now - LATENESS_MS));
        Some(until - until.rem_euclid(INTERVAL_MS))
    }

    /// How many proxies of a node id tell of their traffic.
    pub fn reporting(&self, node_id: &str) -> usize {
        let streams = self.streams.values();
        streams.filter(|one| one.heard.is_some() && one.origin.node_id == node_id).count()
    }

    /// What the proxy at the other end of a connection told lately.
    pub fn lately(&self, node_id: &str, peer: &str) -> Option<Lately> {
        let is_it = |one: &&Stream| one.origin.node_id == node_id && one.origin.peer == peer;
        let stream = self.streams.values().rfind(is_it)?;
        Some(Lately { heard: stream.heard, rates: stream.rates() })
    }

    /// The edges of these callers.
    pub fn edges(&self, callers: &BTreeSet<ResourceId>) -> impl Iterator<Item = &Edge> {
        self.edges.keys().filter(|edge| callers.contains(&edge.caller))
    }

    /// What is under way from a caller to a target now, by the last reports.
    pub fn active(&self, edge: &Edge) -> u64 {
        let streams = self.streams.values().filter(|stream| stream.origin.of == edge.caller);
        streams.filter_map(|stream| stream.active.get(&edge.target)).sum()
    }

    /// The counts of the intervals of a period.
    pub fn counts(
        &self,
        edge: &Edge,
        (from, to): (i64, i64),
    ) -> impl Iterator<Item = (i64, &Sparse)> {
        self.edges.get(edge).into_iter().flat_map(move |history| history.within(from, to))
    }
}

impl Stream {
    fn note(&mut self, report: &Report, news: &[(Destination, Tally)], now: i64) {
        self.heard = Some(now);
        let active = report.targets.iter().filter(|(_, told)| told.active > 0);
        self.active = active.map(|(target, told)| (target.clone(), told.active)).collect();
        let sum = |count: fn(&Tally, bool) -> u64| {
            news.iter().map(|(target, tally)| count(tally, target.is_tcp())).sum()
        };
        self.recent.push_back((now, sum(Tally::attempts), sum(Tally::failures)));
        if self.recent.len() > RECENT {
            self.recent.pop_front();
        }
    }

    fn rates(&self) -> Option<(f64, f64)> {
        let ((first, ..), (last, ..)) = (self.recent.front()?, self.recent.back()?);
        if first == last {
            return None;
        }
        // What the first one told of lies before its end.
        let news = self.recent.iter().skip(1);
        let (attempts, failures) = news
            .fold((0, 0), |(all, bad), (_, attempts, failures)| (all + attempts, bad + failures));
        #[expect(clippy::cast_precision_loss, reason = "counts of a minute and milliseconds")]
        let per_second = |count: u64| count as f64 * 1_000.0 / (last - first) as f64;
        Some((per_second(attempts), per_second(failures)))
    }
}

/// A peer without the port, which is another one with each connection.
fn host(peer: &str) -> &str {
    match peer.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => peer,
    }
}
