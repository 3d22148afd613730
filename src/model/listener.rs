//! What listeners of nodes, routers and gateways share: ports, health checks, timeouts.

use crate::model::choice::union;
use crate::model::scalar::{AnyText, Percent, Port, Whole};
use crate::model::shape::shape;
use crate::model::words::words;

words! {
    /// What is spoken on a port.
    Protocol {
        Http = "http",
        Tcp = "tcp",
        Http2 = "http2",
        Grpc = "grpc",
    }
}

shape! {
    /// A port and its protocol.
    PortMapping {
        required port: Port = "port",
        required protocol: Protocol = "protocol",
    }
}

shape! {
    /// How the application's health is checked.
    HealthCheck {
        /// May differ from the listener's protocol.
        required protocol: Protocol = "protocol",
        /// The path to ask for; only for http and http2.
        optional path: AnyText = "path",
        /// The port to ask. Absent means the listener's; the control plane fills it in.
        optional port: Port = "port",
        /// How many answers in a row make an instance healthy.
        required healthy_threshold: HealthCheckThreshold = "healthyThreshold",
        /// How many failures in a row make an instance unhealthy.
        required unhealthy_threshold: HealthCheckThreshold = "unhealthyThreshold",
        /// The time between two checks, in milliseconds.
        required interval_millis: HealthCheckInterval = "intervalMillis",
        /// The time that an answer may take, in milliseconds.
        required timeout_millis: HealthCheckTimeout = "timeoutMillis",
    }
}

/// How many results in a row count.
pub type HealthCheckThreshold = Whole<2, 10>;
/// Milliseconds between two health checks.
pub type HealthCheckInterval = Whole<5_000, 300_000>;
/// Milliseconds that the answer to a health check may take.
pub type HealthCheckTimeout = Whole<2_000, 60_000>;

shape! {
    /// A length of time. The service model leaves both members optional; without both it means
    /// nothing, so both are required here.
    Duration {
        required value: Whole<0, { i64::MAX }> = "value",
        required unit: DurationUnit = "unit",
    }
}

words! {
    /// The unit of a [`Duration`].
    DurationUnit {
        Seconds = "s",
        Milliseconds = "ms",
    }
}

shape! {
    /// Limits on requests (http, http2 and grpc).
    RequestTimeout {
        /// The longest that one request may take. Absent means 15 s; 0 means no limit.
        optional per_request: Duration = "perRequest",
        /// The longest that a connection may be idle; 0 means no limit.
        optional idle: Duration = "idle",
    }
}

shape! {
    /// Limits on TCP connections.
    IdleTimeout {
        /// The longest that a connection may be idle; 0 means no limit.
        optional idle: Duration = "idle",
    }
}

union! {
    /// How long requests to a node's listener may take, by protocol.
    ListenerTimeout {
        Http(RequestTimeout) = "http",
        Http2(RequestTimeout) = "http2",
        Grpc(RequestTimeout) = "grpc",
        Tcp(IdleTimeout) = "tcp",
    }
}

shape! {
    /// When a failing instance is left out for a while.
    OutlierDetection {
        /// How many answers of class 5xx in a row eject an instance.
        required max_server_errors: Whole<1, { i64::MAX }> = "maxServerErrors",
        /// The time between two sweeps.
        required interval: Duration = "interval",
        /// How long an instance stays out the first time.
        required base_ejection_duration: Duration = "baseEjectionDuration",
        /// The largest share of instances that may be out at once, in percent.
        required max_ejection_percent: Percent = "maxEjectionPercent",
    }
}
