//! Counts of calls: by how they ended, and by how long they took.

use crate::xds::bootstrap::BOUNDS_MS;

/// How many things are counted besides times.
pub const COUNTERS: usize = Counter::ALL.len();
/// All that is counted: the counters, then one range of times after the other.
const SLOTS: usize = COUNTERS + BOUNDS_MS.len() + 1;

/// How a call, or an attempt of one, ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counter {
    /// Requests that ended with a status of 100 to 199, and so on. A request is counted once,
    /// with the answer of its last attempt, or with what the proxy answered in its place.
    Class1,
    Class2,
    Class3,
    Class4,
    Class5,
    /// Attempts that failed and were followed by another one.
    Retried,
    /// Requests and attempts that were given up after their time limit.
    TimedOut,
    /// Streams that the other side reset.
    Reset,
    /// Calls that ended with a gRPC status that is the server's fault, under HTTP status 200.
    GrpcFailed,
    /// Connections that were begun, and those that could not be made.
    Connected,
    Unconnected,
    /// Connections that nobody was there for.
    Unserved,
}

impl Counter {
    pub const ALL: [Self; 12] = [
        Self::Class1,
        Self::Class2,
        Self::Class3,
        Self::Class4,
        Self::Class5,
        Self::Retried,
        Self::TimedOut,
        Self::Reset,
        Self::GrpcFailed,
        Self::Connected,
        Self::Unconnected,
        Self::Unserved,
    ];

    /// The classes of statuses.
    pub const CLASSES: [Self; 5] =
        [Self::Class1, Self::Class2, Self::Class3, Self::Class4, Self::Class5];
}

/// Counts of everything.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Tally([u64; SLOTS]);

/// Counts of which most are 0, as they are kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sparse(Vec<(u8, u32)>);

impl Default for Tally {
    fn default() -> Self {
        Self([0; SLOTS])
    }
}

impl std::fmt::Debug for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.sparse().fmt(f)
    }
}

impl Tally {
    pub fn get(&self, counter: Counter) -> u64 {
        self.0[counter as usize]
    }

    pub fn add(&mut self, counter: Counter, count: u64) {
        self.0[counter as usize] += count;
    }

    /// Counts times of at most so many milliseconds. The range is the first one that holds all of
    /// them, so that a proxy with coarser ranges is never taken for faster than it is.
    pub fn add_times(&mut self, at_most_ms: f64, count: u64) {
        let range = BOUNDS_MS.iter().position(|bound| f64::from(*bound) >= at_most_ms);
        self.0[COUNTERS + range.unwrap_or(BOUNDS_MS.len())] += count;
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|count| *count == 0)
    }

    /// Requests, each counted once.
    pub fn requests(&self) -> u64 {
        Counter::CLASSES.into_iter().map(|class| self.get(class)).sum()
    }

    /// Attempts of requests, or of connections where they are TCP.
    pub fn attempts(&self, is_tcp: bool) -> u64 {
        if is_tcp {
            self.get(Counter::Connected) + self.get(Counter::Unserved)
        } else {
            self.requests() + self.get(Counter::Retried)
        }
    }

    /// Those of them that failed.
    pub fn failures(&self, is_tcp: bool) -> u64 {
        let failures: &[Counter] = if is_tcp {
            &[Counter::Unconnected, Counter::Unserved]
        } else {
            &[Counter::Class5, Counter::Retried, Counter::GrpcFailed]
        };
        failures.iter().map(|counter| self.get(*counter)).sum()
    }

    /// The ranges of times that were seen: upper bound, or none for the last one, and count.
    pub fn times(&self) -> impl Iterator<Item = (Option<u32>, u64)> {
        let bounds = BOUNDS_MS.into_iter().map(Some).chain([None]);
        bounds.zip(self.0[COUNTERS..].iter().copied()).filter(|(_, count)| *count > 0)
    }

    pub fn merge(&mut self, other: &Self) {
        for (sum, count) in self.0.iter_mut().zip(other.0) {
            *sum += count;
        }
    }

    pub fn merge_sparse(&mut self, other: &Sparse) {
        for (slot, count) in &other.0 {
            self.0[usize::from(*slot)] += u64::from(*count);
        }
    }

    pub fn sparse(&self) -> Sparse {
        let seen = (0_u8..).zip(self.0).filter(|(_, count)| *count > 0);
        Sparse(seen.map(|(slot, count)| (slot, u32::try_from(count).unwrap_or(u32::MAX))).collect())
    }
}

impl Sparse {
    pub fn merge(&mut self, other: &Self) {
        let mut whole = Tally::default();
        whole.merge_sparse(self);
        whole.merge_sparse(other);
        *self = whole.sparse();
    }
}
