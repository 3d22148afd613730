//! What a statistic of Envoy says, by its name.

use crate::telemetry::tally::Counter;
use crate::xds::translate::Destination;

/// What Envoy's name for the age of its process is.
pub const UPTIME: &str = "server.uptime";

/// A statistic about calls to a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statistic {
    Counter(Counter),
    /// Requests, or connections where they are TCP, that are under way.
    ActiveRequests,
    ActiveConnections,
    /// How long requests took.
    Times,
}

/// The statistics that are read, by the end of their names. Each attempt of a request that is
/// followed by another counts as retried, so `retry.upstream_rq_5xx` and the like would count it
/// twice. Codes of gRPC are those that mean what 5xx does.
const STATISTICS: [(&str, Statistic); 21] = [
    ("upstream_rq_1xx", Statistic::Counter(Counter::Class1)),
    ("upstream_rq_2xx", Statistic::Counter(Counter::Class2)),
    ("upstream_rq_3xx", Statistic::Counter(Counter::Class3)),
    ("upstream_rq_4xx", Statistic::Counter(Counter::Class4)),
    ("upstream_rq_5xx", Statistic::Counter(Counter::Class5)),
    ("upstream_rq_retry", Statistic::Counter(Counter::Retried)),
    ("upstream_rq_timeout", Statistic::Counter(Counter::TimedOut)),
    ("upstream_rq_per_try_timeout", Statistic::Counter(Counter::TimedOut)),
    ("upstream_rq_rx_reset", Statistic::Counter(Counter::Reset)),
    ("grpc.2", Statistic::Counter(Counter::GrpcFailed)),
    ("grpc.4", Statistic::Counter(Counter::GrpcFailed)),
    ("grpc.12", Statistic::Counter(Counter::GrpcFailed)),
    ("grpc.13", Statistic::Counter(Counter::GrpcFailed)),
    ("grpc.14", Statistic::Counter(Counter::GrpcFailed)),
    ("grpc.15", Statistic::Counter(Counter::GrpcFailed)),
    ("upstream_cx_total", Statistic::Counter(Counter::Connected)),
    ("upstream_cx_connect_fail", Statistic::Counter(Counter::Unconnected)),
    ("upstream_cx_none_healthy", Statistic::Counter(Counter::Unserved)),
    ("upstream_rq_active", Statistic::ActiveRequests),
    ("upstream_cx_active", Statistic::ActiveConnections),
    ("upstream_rq_time", Statistic::Times),
];

/// The place of a statistic among those that are read.
pub type Place = u8;

/// Reads the name of a statistic of a proxy in that mesh.
pub fn read(mesh: &str, name: &str) -> Option<(Destination, Place, Statistic)> {
    let rest = name.strip_prefix("cluster.")?;
    let found = (0_u8..).zip(STATISTICS).find_map(|(place, (end, statistic))| {
        let cluster = rest.strip_suffix(end)?.strip_suffix('.')?;
        Some((cluster, place, statistic))
    });
    let (cluster, place, statistic) = found?;
    Some((Destination::read(mesh, cluster)?, place, statistic))
}
