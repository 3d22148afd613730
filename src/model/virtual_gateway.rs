//! Virtual gateways: where traffic enters the mesh.

use crate::model::choice::union;
use crate::model::listener::{
    HealthCheckInterval, HealthCheckThreshold, HealthCheckTimeout, Protocol,
};
use crate::model::logging::Logging;
use crate::model::scalar::{AnyText, Port};
use crate::model::shape::shape;
use crate::model::tls::{ClientPolicy, ListenerTls};
use crate::model::virtual_node::{HttpConnectionPool, RequestPool};
use crate::model::words::words;

shape! {
    /// Where traffic enters, and how it goes on from there.
    VirtualGatewaySpec {
        /// The ports that the gateway's proxy binds.
        required listeners: Vec<GatewayListener> = "listeners",
        /// What applies to calls into the mesh.
        optional backend_defaults: GatewayBackendDefaults = "backendDefaults",
        optional logging: Logging = "logging",
    }
}

shape! {
    /// One port of a gateway.
    GatewayListener {
        required port_mapping: GatewayPortMapping = "portMapping",
        /// TLS that the gateway terminates. Absent means plain text.
        optional tls: ListenerTls = "tls",
        optional health_check: GatewayHealthCheck = "healthCheck",
        /// How much the gateway takes at once. The member must equal the listener's protocol.
        optional connection_pool: GatewayConnectionPool = "connectionPool",
    }
}

words! {
    /// What is spoken on a gateway's port. There is no TCP here.
    GatewayProtocol {
        Http = "http",
        Http2 = "http2",
        Grpc = "grpc",
    }
}

impl From<GatewayProtocol> for Protocol {
    fn from(protocol: GatewayProtocol) -> Self {
        match protocol {
            GatewayProtocol::Http => Self::Http,
            GatewayProtocol::Http2 => Self::Http2,
            GatewayProtocol::Grpc => Self::Grpc,
        }
    }
}

shape! {
    /// A gateway's port and its protocol.
    GatewayPortMapping {
        required port: Port = "port",
        required protocol: GatewayProtocol = "protocol",
    }
}

shape! {
    /// How the gateway's health is checked.
    GatewayHealthCheck {
        required protocol: GatewayProtocol = "protocol",
        /// The path to ask for; only for http and http2.
        optional path: AnyText = "path",
        /// The port to ask. Absent means the listener's; the control plane fills it in.
        optional port: Port = "port",
        /// How many answers in a row make it healthy.
        required healthy_threshold: HealthCheckThreshold = "healthyThreshold",
        /// How many failures in a row make it unhealthy.
        required unhealthy_threshold: HealthCheckThreshold = "unhealthyThreshold",
        /// The time between two checks, in milliseconds.
        required interval_millis: HealthCheckInterval = "intervalMillis",
        /// The time that an answer may take, in milliseconds.
        required timeout_millis: HealthCheckTimeout = "timeoutMillis",
    }
}

union! {
    /// How much a gateway takes at once, by protocol.
    GatewayConnectionPool {
        Http(HttpConnectionPool) = "http",
        Http2(RequestPool) = "http2",
        Grpc(RequestPool) = "grpc",
    }
}

shape! {
    /// What applies to all calls of a gateway into the mesh.
    GatewayBackendDefaults {
        optional client_policy: ClientPolicy = "clientPolicy",
    }
}
