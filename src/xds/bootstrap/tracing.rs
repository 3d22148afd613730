//! The tracer of a proxy: which one, and where spans go.
//!
//! It stands in the bootstrap, as App Mesh had it, and is the one of every listener that has
//! `tracing: {}`. So proxies of one node may differ in it, and the control plane need not know.

use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;

use serde_json::{Map, Value, json};

use crate::model::ResourceId;
use crate::xds::bootstrap::{Place, cluster, typed};

const DATADOG: &str = "datadog_agent";
const JAEGER: &str = "jaeger";

/// A tracer and its receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tracing {
    /// Segments go to the daemon by UDP, which is why it has no name.
    Xray {
        daemon: SocketAddr,
        segment: Option<String>,
        sampling: Option<Sampling>,
    },
    Datadog {
        agent: Place,
        service: Option<String>,
    },
    /// Spans in Zipkin's form.
    Jaeger {
        collector: Place,
        format: SpanFormat,
    },
}

/// Which requests are traced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sampling {
    Rate(Rate),
    /// A file with rules, which the proxy reads.
    Rules(String),
}

/// A share of requests, from 0 to 1, kept as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate(serde_json::Number);

/// How spans are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanFormat {
    Proto,
    Json,
}

/// Why a text is no rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write a number from 0 to 1, such as 0.05")]
pub struct RateError;

impl FromStr for Rate {
    type Err = RateError;

    fn from_str(text: &str) -> Result<Self, RateError> {
        let rate: f64 = text.parse().map_err(|_| RateError)?;
        let number = serde_json::Number::from_f64(rate).ok_or(RateError)?;
        if (0.0..=1.0).contains(&rate) { Ok(Self(number)) } else { Err(RateError) }
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The member `tracing` of the bootstrap.
pub(super) fn http(tracing: &Tracing, of: &ResourceId) -> Value {
    let (name, config) = match tracing {
        Tracing::Xray { daemon, segment, sampling } => {
            let config = xray(of, *daemon, segment.as_deref(), sampling.as_ref());
            ("envoy.tracers.xray", typed("envoy.config.trace.v3.XRayConfig", config))
        }
        Tracing::Datadog { service, .. } => {
            let default = || format!("envoy-{}/{}", of.mesh(), of.name());
            let service = service.clone().unwrap_or_else(default);
            let config = json!({"collector_cluster": DATADOG, "service_name": service});
            ("envoy.tracers.datadog", typed("envoy.config.trace.v3.DatadogConfig", config))
        }
        Tracing::Jaeger { format, .. } => {
            ("envoy.tracers.zipkin", typed("envoy.config.trace.v3.ZipkinConfig", zipkin(*format)))
        }
    };
    json!({"http": {"name": name, "typed_config": config}})
}

/// The cluster that spans go to, if they go to one.
pub(super) fn collector(tracing: &Tracing) -> Option<Value> {
    match tracing {
        Tracing::Xray { .. } => None,
        Tracing::Datadog { agent, .. } => Some(cluster::http1(DATADOG, agent)),
        Tracing::Jaeger { collector, .. } => Some(cluster::http1(JAEGER, collector)),
    }
}

fn zipkin(format: SpanFormat) -> Value {
    let version = match format {
        SpanFormat::Proto => "HTTP_PROTO",
        SpanFormat::Json => "HTTP_JSON",
    };
    json!({
        "collector_cluster": JAEGER,
        "collector_endpoint": "/api/v2/spans",
        "collector_endpoint_version": version,
        "shared_span_context": false,
    })
}

/// X-Ray knows App Mesh: by the origin it shows segments as those of a proxy. It has no word for a
/// gateway, which App Mesh called a node here, too.
fn xray(
    of: &ResourceId,
    daemon: SocketAddr,
    segment: Option<&str>,
    sampling: Option<&Sampling>,
) -> Value {
    let endpoint = json!({"protocol": "UDP", "address": daemon.ip(), "port_value": daemon.port()});
    let segment = segment.map_or_else(|| format!("{}/{}", of.mesh(), of.name()), str::to_owned);
    let names = json!({"mesh_name": of.mesh(), "virtual_node_name": of.name()});
    let mut config = Map::new();
    config.insert("daemon_endpoint".to_owned(), endpoint);
    config.insert("segment_name".to_owned(), json!(segment));
    if let Some(sampling) = sampling {
        config.insert("sampling_rule_manifest".to_owned(), manifest(sampling));
    }
    let fields = json!({"origin": "AWS::AppMesh::Proxy", "aws": {"app_mesh": names}});
    config.insert("segment_fields".to_owned(), fields);
    Value::Object(config)
}

/// One request a second is traced in any case, as App Mesh had it.
fn manifest(sampling: &Sampling) -> Value {
    match sampling {
        Sampling::Rules(file) => json!({"filename": file}),
        Sampling::Rate(rate) => {
            let rule = json!({"fixed_target": 1, "rate": rate.0});
            json!({"inline_string": json!({"version": 2, "default": rule}).to_string()})
        }
    }
}
