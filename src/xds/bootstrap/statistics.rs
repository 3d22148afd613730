//! What is said about statistics: whose they are, and who gets them.

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::model::{Kind, ResourceId};
use crate::xds::bootstrap::typed;

/// Who gets the statistics. Names are not resolved here, so there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receiver {
    Udp(SocketAddr),
    Unix(String),
}

/// The tags of App Mesh: whose statistics these are.
pub(super) fn tags(of: &ResourceId) -> Value {
    let kind = match of.kind() {
        Kind::VirtualGateway => "appmesh.virtual_gateway",
        _ => "appmesh.virtual_node",
    };
    json!({"stats_tags": [
        {"tag_name": "appmesh.mesh", "fixed_value": of.mesh()},
        {"tag_name": kind, "fixed_value": of.name()},
    ]})
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

fn udp(address: SocketAddr) -> Value {
    json!({"socket_address":
        {"protocol": "UDP", "address": address.ip(), "port_value": address.port()}})
}
