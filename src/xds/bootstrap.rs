//! The bootstrap of a proxy: who it is, where its control plane is, and what it has of its own.

mod cluster;
mod place;
mod statistics;
#[cfg(test)]
mod tests;
mod tls;
mod tracing;

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::xds::proxy::{Interception, METADATA, Placement, Proxy, node_id};

pub use place::{Place, PlaceError};
pub use statistics::{BOUNDS_MS, Receiver};
pub use tls::{Identity, Tls};
pub use tracing::{Rate, Sampling, SpanFormat, Tracing};

/// The cluster of the control plane.
const CONTROL_PLANE: &str = "weir-xds";
/// The cluster of the socket from which proxies fetch secrets, under the name that App Mesh's
/// images give it.
pub const SDS_CLUSTER: &str = "static_cluster_sds_unix_socket";
/// How large a regular expression may be. Envoy's own limit of 100 refuses many that are in use,
/// and weir checks expressions before it serves them.
const REGEX_SIZE_MAX: u32 = 1_000_000;

/// All that a bootstrap is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bootstrap {
    pub proxy: Proxy,
    /// What the proxy calls itself in statistics and traces; its node id if absent.
    pub cluster: Option<String>,
    pub locality: Option<Locality>,
    pub control_plane: ControlPlane,
    pub admin: Option<Place>,
    pub sds_socket: Option<Place>,
    /// Asked in place of the system's resolvers, if any.
    pub dns_resolvers: Vec<SocketAddr>,
    pub stats_tags: StatsTags,
    /// How often the proxy tells the control plane of its traffic, if it does.
    pub telemetry: Option<Duration>,
    pub dogstatsd: Option<Receiver>,
    pub tracing: Option<Tracing>,
    /// The file that ejections of hosts are written to.
    pub outlier_log: Option<String>,
}

/// Where a proxy runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locality {
    pub region: String,
    pub zone: Option<String>,
    pub sub_zone: Option<String>,
}

/// How the control plane is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlPlane {
    pub place: Place,
    pub protocol: Protocol,
    pub tls: Option<Tls>,
}

/// The two forms of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// Only what changed is sent.
    Delta,
    StateOfTheWorld,
}

/// Whether every statistic says whose it is, in the tags that App Mesh had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatsTags {
    Mesh,
    None,
}

impl Locality {
    /// Reads `REGION[/ZONE[/SUB_ZONE]]`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('/').map(str::to_owned);
        let region = parts.next()?;
        let (zone, sub_zone) = (parts.next(), parts.next());
        let is_empty = |part: &Option<String>| part.as_deref() == Some("");
        let wrong = parts.next().is_some() || region.is_empty();
        (!wrong && !is_empty(&zone) && !is_empty(&sub_zone)).then_some(Self {
            region,
            zone,
            sub_zone,
        })
    }
}

impl Bootstrap {
    /// The bootstrap as Envoy reads it.
    pub fn to_json(&self) -> Value {
        let mut members = Map::new();
        let mut insert = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                members.insert(name.to_owned(), value);
            }
        };
        insert("node", Some(self.node()));
        insert("admin", self.admin.as_ref().map(|place| json!({"address": place.to_json()})));
        insert("dynamic_resources", Some(self.dynamic_resources()));
        insert("static_resources", Some(json!({"clusters": self.clusters()})));
        insert("cluster_manager", self.outlier_log.as_deref().map(cluster_manager));
        insert("typed_dns_resolver_config", self.dns_resolver());
        insert("layered_runtime", Some(runtime()));
        insert("stats_config", self.stats_config());
        insert("stats_sinks", self.stats_sinks());
        insert("stats_flush_interval", self.telemetry.map(seconds));
        insert("tracing", self.tracing.as_ref().map(|to| tracing::http(to, &self.proxy.of)));
        Value::Object(members)
    }

    fn node(&self) -> Value {
        let id = node_id(&self.proxy.of);
        let mut node = Map::new();
        node.insert("id".to_owned(), json!(id));
        node.insert("cluster".to_owned(), json!(self.cluster.as_ref().unwrap_or(&id)));
        if let Some(Locality { region, zone, sub_zone }) = &self.locality {
            let parts = [("region", Some(region)), ("zone", zone.as_ref())];
            let parts = parts.into_iter().chain([("sub_zone", sub_zone.as_ref())]);
            let parts = parts.filter_map(|(name, part)| Some((name.to_owned(), json!(part?))));
            node.insert("locality".to_owned(), Value::Object(parts.collect()));
        }
        let placement = metadata(&self.proxy.placement);
        if !placement.is_empty() {
            node.insert("metadata".to_owned(), json!({METADATA: placement}));
        }
        Value::Object(node)
    }

    /// Listeners and clusters come over one stream. A proxy waits for the first of them as long as
    /// it takes: without configuration it would be called ready, and refuse every connection.
    fn dynamic_resources(&self) -> Value {
        let source =
            json!({"resource_api_version": "V3", "ads": {}, "initial_fetch_timeout": "0s"});
        let api = match self.control_plane.protocol {
            Protocol::Delta => "DELTA_GRPC",
            Protocol::StateOfTheWorld => "GRPC",
        };
        // Envoy waits up to 30 s before it tries again if nobody tells it not to.
        let retries = json!({"retry_back_off": {"base_interval": "0.1s", "max_interval": "1s"}});
        json!({
            "ads_config": {
                "api_type": api,
                "transport_api_version": "V3",
                "set_node_on_first_message_only": true,
                "grpc_services": [
                    {"envoy_grpc": {"cluster_name": CONTROL_PLANE, "retry_policy": retries}},
                ],
            },
            "lds_config": source,
            "cds_config": source,
        })
    }

    fn clusters(&self) -> Vec<Value> {
        let control_plane = cluster::control_plane(CONTROL_PLANE, &self.control_plane);
        let sds = self.sds_socket.as_ref().map(|place| cluster::http2(SDS_CLUSTER, place));
        let collector = self.tracing.as_ref().and_then(tracing::collector);
        [control_plane].into_iter().chain(sds).chain(collector).collect()
    }

    fn dns_resolver(&self) -> Option<Value> {
        let resolvers = self.dns_resolvers.iter().map(|&address| Place::Ip(address).to_json());
        let resolvers: Vec<Value> = resolvers.collect();
        (!resolvers.is_empty()).then(|| {
            let of = "envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig";
            let config = typed(of, json!({"resolvers": resolvers}));
            json!({"name": "envoy.network.dns_resolver.cares", "typed_config": config})
        })
    }

    fn stats_config(&self) -> Option<Value> {
        let tags = match self.stats_tags {
            StatsTags::Mesh => Some(&self.proxy.of),
            StatsTags::None => None,
        };
        statistics::config(tags, self.telemetry.is_some())
    }

    fn stats_sinks(&self) -> Option<Value> {
        let dogstatsd = self.dogstatsd.as_ref().map(statistics::dogstatsd);
        let told = self.telemetry.map(|_| statistics::control_plane(CONTROL_PLANE));
        let sinks: Vec<Value> = dogstatsd.into_iter().chain(told).collect();
        (!sinks.is_empty()).then(|| json!(sinks))
    }
}

/// The placement as it stands in the node metadata: only what differs from the default.
fn metadata(placement: &Placement) -> Map<String, Value> {
    let Placement { interception, address, application, ingress_port, egress_port } = *placement;
    let default = Placement::default();
    let mut members = Map::new();
    let mut insert = |name: &str, value: Value| members.insert(name.to_owned(), value);
    if interception != default.interception {
        let word = match interception {
            Interception::Redirect => "redirect",
            Interception::None => "none",
        };
        insert("interception", json!(word));
    }
    if let Some(address) = address {
        insert("address", json!(address));
    }
    if let Some(application) = application {
        insert("application", json!(application));
    }
    if ingress_port != default.ingress_port {
        insert("ingressPort", json!(ingress_port));
    }
    if egress_port != default.egress_port {
        insert("egressPort", json!(egress_port));
    }
    members
}

fn cluster_manager(outlier_log: &str) -> Value {
    json!({"outlier_detection": {"event_log_path": outlier_log}})
}

fn runtime() -> Value {
    let values = json!({"re2.max_program_size.error_level": REGEX_SIZE_MAX});
    json!({"layers": [{"name": "weir", "static_layer": values}]})
}

/// A length of time as Envoy reads it.
fn seconds(time: Duration) -> Value {
    json!(format!("{}s", time.as_secs_f64()))
}

/// A message with its type, as Envoy wants extensions to be configured.
fn typed(of: &str, message: Value) -> Value {
    let mut members = Map::new();
    members.insert("@type".to_owned(), json!(format!("type.googleapis.com/{of}")));
    if let Value::Object(message) = message {
        members.extend(message);
    }
    Value::Object(members)
}
