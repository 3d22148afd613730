//! One message of a proxy about its traffic, from the bytes of Envoy's metrics service.
//!
//! Only what is read is declared, so the rest costs next to nothing.

use std::collections::BTreeMap;

use prost::Message;
use prost::bytes::Bytes;

use crate::telemetry::statistic::{self, Place, Statistic, UPTIME};
use crate::telemetry::tally::{Counter, Tally};
use crate::xds::translate::Destination;

/// `envoy.service.metrics.v3.StreamMetricsMessage`.
#[derive(Clone, PartialEq, Message)]
pub struct Metrics {
    #[prost(message, optional, tag = "1")]
    pub identifier: Option<Identifier>,
    #[prost(message, repeated, tag = "2")]
    pub families: Vec<Family>,
}

/// Who tells; only in the first message of a stream.
#[derive(Clone, PartialEq, Message)]
pub struct Identifier {
    /// An `envoy.config.core.v3.Node`.
    #[prost(bytes = "bytes", optional, tag = "1")]
    pub node: Option<Bytes>,
}

/// `io.prometheus.client.MetricFamily`.
#[derive(Clone, PartialEq, Message)]
pub struct Family {
    #[prost(bytes = "bytes", tag = "1")]
    pub name: Bytes,
    /// Each an `io.prometheus.client.Metric`, read only where the name is of interest.
    #[prost(bytes = "bytes", repeated, tag = "4")]
    pub metrics: Vec<Bytes>,
}

#[derive(Clone, PartialEq, Message)]
struct Metric {
    #[prost(message, optional, tag = "2")]
    gauge: Option<Number>,
    #[prost(message, optional, tag = "3")]
    counter: Option<Number>,
    #[prost(message, optional, tag = "7")]
    histogram: Option<Histogram>,
}

#[derive(Clone, PartialEq, Message)]
struct Number {
    #[prost(double, tag = "1")]
    value: f64,
}

#[derive(Clone, PartialEq, Message)]
struct Histogram {
    #[prost(uint64, tag = "1")]
    count: u64,
    #[prost(message, repeated, tag = "3")]
    buckets: Vec<Bucket>,
}

#[derive(Clone, PartialEq, Message)]
struct Bucket {
    #[prost(uint64, tag = "1")]
    cumulative: u64,
    #[prost(double, tag = "2")]
    bound: f64,
}

/// What a proxy told.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The age of the proxy's process in seconds.
    pub uptime: Option<u64>,
    pub targets: BTreeMap<Destination, Told>,
}

/// What a proxy told of its calls to one node.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// What was counted since the process began, by the place of the statistic.
    pub counters: BTreeMap<Place, (Counter, u64)>,
    /// What was under way.
    pub active: u64,
    /// The times of the requests since the last message.
    pub times: Tally,
}

impl Report {
    /// Reads a message of a proxy in that mesh. What is not understood is passed over.
    pub fn read(mesh: &str, families: &[Family]) -> Self {
        let mut report = Self::default();
        for family in families {
            let Ok(name) = std::str::from_utf8(&family.name) else { continue };
            if name == UPTIME {
                report.uptime = family.metric().and_then(|metric| whole(metric.gauge?.value));
            } else if let Some((target, place, statistic)) = statistic::read(mesh, name) {
                report.take(target, place, statistic, family);
            }
        }
        report
    }

    fn take(&mut self, target: Destination, place: Place, statistic: Statistic, family: &Family) {
        let Some(metric) = family.metric() else { return };
        let is_tcp = target.is_tcp();
        let told = self.targets.entry(target).or_default();
        match statistic {
            Statistic::Counter(counter) => {
                let value = metric.counter.and_then(|number| whole(number.value));
                if let Some(value) = value {
                    told.counters.insert(place, (counter, value));
                }
            }
            Statistic::ActiveRequests | Statistic::ActiveConnections => {
                let is_meant = is_tcp == (statistic == Statistic::ActiveConnections);
                if let (true, Some(number)) = (is_meant, metric.gauge) {
                    told.active = whole(number.value).unwrap_or_default();
                }
            }
            Statistic::Times => {
                if let Some(histogram) = &metric.histogram {
                    histogram.count_in(&mut told.times);
                }
            }
        }
    }
}

impl Family {
    /// The only metric of it: names are not taken apart into labels.
    fn metric(&self) -> Option<Metric> {
        Metric::decode(self.metrics.first()?.clone()).ok()
    }
}

impl Histogram {
    fn count_in(&self, times: &mut Tally) {
        let mut before = 0;
        for Bucket { cumulative, bound } in &self.buckets {
            let count = cumulative.saturating_sub(before);
            if count > 0 {
                times.add_times(*bound, count);
            }
            before = before.max(*cumulative);
        }
        let rest = self.count.saturating_sub(before);
        if rest > 0 {
            times.add_times(f64::INFINITY, rest);
        }
    }
}

/// A count that arrives as a floating point number.
fn whole(value: f64) -> Option<u64> {
    #[expect(clippy::cast_possible_truncation, reason = "counts stay far below 2^53")]
    #[expect(clippy::cast_sign_loss, reason = "it is not negative")]
    (value.is_finite() && value >= 0.0).then(|| value.round() as u64)
}
