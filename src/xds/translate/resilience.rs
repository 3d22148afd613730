//! What keeps trouble small: health checks, ejection of failing instances, limits of connections,
//! retries.

use envoy_types::pb::envoy::config::cluster::v3::{
    CircuitBreakers, OutlierDetection as Ejection, circuit_breakers::Thresholds,
};
use envoy_types::pb::envoy::config::core::v3 as core;
use envoy_types::pb::envoy::config::core::v3::health_check::{
    GrpcHealthCheck, HealthChecker, TcpHealthCheck,
};
use envoy_types::pb::envoy::config::route::v3 as route;
use envoy_types::pb::envoy::extensions::retry::host::previous_hosts::v3::PreviousHostsPredicate;
use envoy_types::pb::envoy::r#type::v3::CodecClientType;
use percent_encoding::{CONTROLS, utf8_percent_encode};

use crate::model::listener::{HealthCheck, OutlierDetection, Protocol};
use crate::model::scalar::{Port, PositiveCount};
use crate::model::virtual_gateway::{GatewayConnectionPool, GatewayListener};
use crate::model::virtual_node::{ConnectionPool, Listener};
use crate::routing::limits::{Length, Retries};
use crate::xds::translate::proto::{limit, millis, number, packed, period};

/// How callers check the health of a node's instances.
pub fn health_checks(listener: &Listener) -> Vec<core::HealthCheck> {
    let Some(check) = &listener.health_check else { return Vec::new() };
    let own = &listener.port_mapping;
    vec![core::HealthCheck {
        timeout: millis(check.timeout_millis.get()),
        interval: millis(check.interval_millis.get()),
        // Envoy asks rarely where nothing was sent yet; App Mesh documented one interval.
        no_traffic_interval: millis(check.interval_millis.get()),
        unhealthy_threshold: number(check.unhealthy_threshold.get()),
        healthy_threshold: number(check.healthy_threshold.get()),
        health_checker: Some(checker(check, own.protocol)),
        ..Default::default()
    }]
}

/// The port that health checks ask, where it is another than the listener's. Envoy wants it with
/// every instance.
pub fn health_port(listener: &Listener) -> Option<Port> {
    let check = listener.health_check.as_ref()?;
    check.port.filter(|port| *port != listener.port_mapping.port)
}

fn checker(check: &HealthCheck, listener: Protocol) -> HealthChecker {
    let speaks_http2 = matches!(listener, Protocol::Http2 | Protocol::Grpc);
    match check.protocol {
        Protocol::Http => HealthChecker::HttpHealthCheck(http(check, CodecClientType::Http1)),
        Protocol::Http2 => HealthChecker::HttpHealthCheck(http(check, CodecClientType::Http2)),
        Protocol::Grpc if speaks_http2 => {
            HealthChecker::GrpcHealthCheck(GrpcHealthCheck::default())
        }
        // Envoy refuses gRPC checks of what does not speak HTTP/2.
        Protocol::Grpc | Protocol::Tcp => HealthChecker::TcpHealthCheck(TcpHealthCheck::default()),
    }
}

fn http(check: &HealthCheck, codec: CodecClientType) -> core::health_check::HttpHealthCheck {
    let path = check.path.as_deref().filter(|path| !path.is_empty());
    core::health_check::HttpHealthCheck {
        // Envoy refuses what a request cannot hold.
        path: utf8_percent_encode(path.unwrap_or("/"), CONTROLS).to_string(),
        codec_client_type: codec.into(),
        ..Default::default()
    }
}

/// When callers leave an instance out. Only what the document says ejects: all other detectors of
/// Envoy are off.
pub fn ejection(detection: &OutlierDetection) -> Ejection {
    Ejection {
        consecutive_5xx: number(detection.max_server_errors.get()),
        interval: period(Length::of(&detection.interval)),
        base_ejection_time: period(Length::of(&detection.base_ejection_duration)),
        // The longest ejection must not be shorter than the first one.
        max_ejection_time: period(Length::of(&detection.base_ejection_duration).max(LONGEST)),
        max_ejection_percent: number(detection.max_ejection_percent.get()),
        enforcing_consecutive_5xx: number(100),
        enforcing_consecutive_gateway_failure: number(0),
        enforcing_success_rate: number(0),
        enforcing_failure_percentage: number(0),
        ..Default::default()
    }
}

/// How long an instance stays out at most; each ejection is longer than the one before.
const LONGEST: Length = Length::Millis(300_000);

/// No limits: App Mesh left them to the node that is called.
pub fn unlimited() -> CircuitBreakers {
    breakers(thresholds())
}

/// The limits of a node's application.
pub fn node_limits(listener: &Listener) -> CircuitBreakers {
    let protocol = listener.port_mapping.protocol;
    breakers(match (protocol, &listener.connection_pool) {
        (Protocol::Http, Some(ConnectionPool::Http(pool))) => {
            connections(pool.max_connections, pool.max_pending_requests)
        }
        (Protocol::Http2, Some(ConnectionPool::Http2(pool)))
        | (Protocol::Grpc, Some(ConnectionPool::Grpc(pool))) => requests(pool.max_requests),
        (Protocol::Tcp, Some(ConnectionPool::Tcp(pool))) => connections(pool.max_connections, None),
        _ => thresholds(),
    })
}

/// The limits of a gateway.
pub fn gateway_limits(listener: &GatewayListener) -> CircuitBreakers {
    let protocol = Protocol::from(listener.port_mapping.protocol);
    breakers(match (protocol, &listener.connection_pool) {
        (Protocol::Http, Some(GatewayConnectionPool::Http(pool))) => {
            connections(pool.max_connections, pool.max_pending_requests)
        }
        (Protocol::Http2, Some(GatewayConnectionPool::Http2(pool)))
        | (Protocol::Grpc, Some(GatewayConnectionPool::Grpc(pool))) => requests(pool.max_requests),
        _ => thresholds(),
    })
}

fn connections(most: PositiveCount, waiting: Option<PositiveCount>) -> Thresholds {
    let waiting = waiting.map_or(NO_LIMIT, PositiveCount::get);
    Thresholds {
        max_connections: number(most.get()),
        max_pending_requests: number(waiting),
        ..thresholds()
    }
}

fn requests(most: PositiveCount) -> Thresholds {
    Thresholds { max_requests: number(most.get()), ..thresholds() }
}

/// What App Mesh wrote where there is no limit.
const NO_LIMIT: i64 = 2_147_483_647;

fn thresholds() -> Thresholds {
    Thresholds {
        max_connections: number(NO_LIMIT),
        max_pending_requests: number(NO_LIMIT),
        max_requests: number(NO_LIMIT),
        max_retries: number(NO_LIMIT),
        ..Default::default()
    }
}

fn breakers(thresholds: Thresholds) -> CircuitBreakers {
    CircuitBreakers { thresholds: vec![thresholds], per_host_thresholds: Vec::new() }
}

/// What App Mesh's events are to Envoy: a token, or status codes and what goes with them.
fn event(event: &str) -> (&'static str, &'static [u32]) {
    match event {
        "server-error" => ("reset", &[500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511]),
        "gateway-error" => ("reset", &[502, 503, 504]),
        "client-error" => ("", &[409]),
        "stream-error" => ("refused-stream", &[]),
        "connection-error" => ("connect-failure", &[]),
        "cancelled" => ("cancelled", &[]),
        "deadline-exceeded" => ("deadline-exceeded", &[]),
        "internal" => ("internal", &[]),
        "resource-exhausted" => ("resource-exhausted", &[]),
        "unavailable" => ("unavailable", &[]),
        "reset" => ("reset", &[]),
        "503" => ("", &[503]),
        _ => ("", &[]),
    }
}

/// How a failed request is tried again, on another instance where there is one.
pub fn retry_policy(retries: &Retries) -> Option<route::RetryPolicy> {
    let mut tokens: Vec<&str> = Vec::new();
    let mut codes: Vec<u32> = Vec::new();
    for (token, more) in retries.events.iter().map(|one| event(one)) {
        if !token.is_empty() && !tokens.contains(&token) {
            tokens.push(token);
        }
        let new: Vec<u32> = more.iter().filter(|code| !codes.contains(code)).copied().collect();
        codes.extend(new);
    }
    if !codes.is_empty() {
        tokens.push("retriable-status-codes");
    }
    if tokens.is_empty() || retries.max == 0 {
        return None;
    }
    Some(route::RetryPolicy {
        retry_on: tokens.join(","),
        num_retries: number(retries.max),
        per_try_timeout: match retries.per_try {
            Length::Unlimited => None,
            length @ Length::Millis(_) => limit(length),
        },
        retry_host_predicate: vec![route::retry_policy::RetryHostPredicate {
            name: "envoy.retry_host_predicates.previous_hosts".to_owned(),
            config_type: Some(route::retry_policy::retry_host_predicate::ConfigType::TypedConfig(
                packed(PreviousHostsPredicate {}),
            )),
        }],
        host_selection_retry_max_attempts: 5,
        retriable_status_codes: codes,
        ..Default::default()
    })
}
