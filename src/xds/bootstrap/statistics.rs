//! What is said about statistics: whose they are, and who gets them.

use std::net::SocketAddr;

use serde_json::{Map, Value, json};

use crate::model::{Kind, ResourceId};
use crate::xds::bootstrap::typed;

/// Upper bounds of the ranges in which times are counted, in milliseconds; what is longer has a
/// range of its own. Envoy keeps two digits of a time, so finer bounds would say no more.
pub const BOUNDS_MS: [u32; 44] = [
    1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 80, 100, 120, 150, 200, 250, 300,
    400, 500, 600, 750, 800, 1_000, 1_200, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 6_000, 7_500,
    8_000, 10_000, 15_000, 30_000, 60_000,
];

/// Who gets the statistics. Names are not resolved here, so there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receiver {
    Udp(SocketAddr),
    Unix(String),
}

/// What is said about all statistics: whose they are, in the tags of App Mesh, and in which ranges
/// times are counted for the control plane.
pub(super) fn config(tags: Option<&ResourceId>, is_told: bool) -> Option<Value> {
    let mut config = Map::new();
    if let Some(of) = tags {
        config.insert("stats_tags".to_owned(), self::tags(of));
    }
    if is_told {
        let times =
            json!({"match": {"suffix": "upstream_rq_time"}, "buckets": BOUNDS_MS.as_slice()});
        config.insert("histogram_bucket_settings".to_owned(), json!([times]));
    }
    (!config.is_empty()).then_some(Value::Object(config))
}

fn tags(of: &ResourceId) -> Value {
    let kind = match of.kind() {
        Kind::VirtualGateway => "appmesh.virtual_gateway",
        _ => "appmesh.virtual_node",
    };
    json!([
        {"tag_name": "appmesh.mesh", "fixed_value": of.mesh()},
        {"tag_name": kind, "fixed_value": of.name()},
    ])
}

/// The sink that sends statistics in `DogStatsD` form.
pub(super) fn dogstatsd(receiver: &Receiver) -> Value {
    let address = match receiver {
        Receiver::Udp(address) => udp(*address),
        Receiver::Unix(path) => json!({"pipe": {"path": path}}),
    };
    let config = typed("envoy.config.metrics.v3.DogStatsdSink", json!({"address": address}));
    json!({"name": "envoy.stat_sinks.dog_statsd", "typed_config": config})
}

/// The sink that sends statistics to the control plane. Counts are those since the start of the
/// proxy, so a message that is lost loses none of them.
pub(super) fn control_plane(cluster: &str) -> Value {
    let of = "envoy.config.metrics.v3.MetricsServiceConfig";
    let config = json!({
        "transport_api_version": "V3",
        "grpc_service": {"envoy_grpc": {"cluster_name": cluster}},
        "report_counters_as_deltas": false,
        "histogram_emit_mode": "HISTOGRAM",
    });
    json!({"name": "envoy.stat_sinks.metrics_service", "typed_config": typed(of, config)})
}

fn udp(address: SocketAddr) -> Value {
    json!({"socket_address":
        {"protocol": "UDP", "address": address.ip(), "port_value": address.port()}})
}
