//! A simulated proxy: speaks delta ADS as Envoy does, and acknowledges everything.

use std::collections::HashMap;
use std::time::Instant;

use envoy_types::pb::envoy::config::core::v3::Node;
use envoy_types::pb::envoy::service::discovery::v3::aggregated_discovery_service_client::AggregatedDiscoveryServiceClient;
use envoy_types::pb::envoy::service::discovery::v3::{
    DeltaDiscoveryRequest, DeltaDiscoveryResponse, Resource,
};
use envoy_types::pb::google::protobuf::value::Kind;
use envoy_types::pb::google::protobuf::{Struct, Value};
use tokio::sync::mpsc;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::ReceiverStream;
use tonic::Streaming;
use tonic::transport::Endpoint;

use crate::Outcome;

pub const CLUSTERS: &str = "type.googleapis.com/envoy.config.cluster.v3.Cluster";
pub const LISTENERS: &str = "type.googleapis.com/envoy.config.listener.v3.Listener";
pub const ROUTES: &str = "type.googleapis.com/envoy.config.route.v3.RouteConfiguration";

/// A connected proxy.
pub struct Proxy {
    requests: mpsc::Sender<DeltaDiscoveryRequest>,
    responses: Streaming<DeltaDiscoveryResponse>,
    /// What it has, by type and name.
    pub resources: HashMap<(String, String), Resource>,
}

impl Proxy {
    /// Connects as that node's proxy, and takes everything.
    pub async fn connect(address: &str, id: &str) -> Outcome<Self> {
        Self::begin(address, Node { id: id.to_owned(), ..Default::default() }).await
    }

    /// The same for a proxy without interception that listens on `own`.
    pub async fn connect_at(address: &str, node: &str, own: &str) -> Outcome<Self> {
        let text = |text: &str| Value { kind: Some(Kind::StringValue(text.to_owned())) };
        let placement = [("interception", text("none")), ("address", text(own))];
        let placement = placement.map(|(name, value)| (name.to_owned(), value));
        let placement =
            Value { kind: Some(Kind::StructValue(Struct { fields: placement.into() })) };
        let fields = [("weir".to_owned(), placement)].into();
        let id = format!("mesh/bench/virtualNode/{node}");
        let metadata = Some(Struct { fields });
        Self::begin(address, Node { id, metadata, ..Default::default() }).await
    }

    async fn begin(address: &str, node: Node) -> Outcome<Self> {
        let endpoint = Endpoint::from_shared(format!("http://{address}"))?
            .initial_stream_window_size(65_535)
            .tcp_nodelay(true);
        let mut client = AggregatedDiscoveryServiceClient::new(endpoint.connect().await?);
        let (requests, outgoing) = mpsc::channel(8);
        requests.send(asking(CLUSTERS, Some(node), Vec::new())).await?;
        requests.send(asking(LISTENERS, None, Vec::new())).await?;
        let stream = client.delta_aggregated_resources(ReceiverStream::new(outgoing)).await?;
        let mut proxy =
            Self { requests, responses: stream.into_inner(), resources: HashMap::new() };
        // Clusters and listeners, and then the tables that the listeners need.
        proxy.next().await?;
        proxy.next().await?;
        let ports = proxy.names(LISTENERS);
        let tables = ports.iter().filter_map(|name| {
            let (_, port) = name.rsplit_once('_')?;
            name.starts_with("lds_egress").then(|| format!("rds_egress_http_{port}"))
        });
        let tables: Vec<String> = tables.collect();
        if !tables.is_empty() {
            proxy.requests.send(asking(ROUTES, None, tables)).await?;
            proxy.next().await?;
        }
        Ok(proxy)
    }

    /// The names of what it has of a type.
    pub fn names(&self, of: &str) -> Vec<String> {
        let names = self.resources.keys().filter(|(kind, _)| kind == of);
        names.map(|(_, name)| name.clone()).collect()
    }

    /// What it has, by type.
    pub fn by_type(self) -> HashMap<String, Vec<Resource>> {
        let mut found: HashMap<String, Vec<Resource>> = HashMap::new();
        let mut resources: Vec<_> = self.resources.into_iter().collect();
        resources.sort_by(|(one, _), (other, _)| one.cmp(other));
        for ((of, _), resource) in resources {
            found.entry(of).or_default().push(resource);
        }
        found
    }

    /// Takes one response and acknowledges it; answers its type and when it came.
    pub async fn next(&mut self) -> Outcome<(String, Instant)> {
        let response = self.responses.next().await.ok_or("the stream ended")??;
        let came = Instant::now();
        let of = response.type_url.clone();
        self.requests
            .send(DeltaDiscoveryRequest {
                type_url: of.clone(),
                response_nonce: response.nonce,
                ..Default::default()
            })
            .await?;
        for resource in response.resources {
            self.resources.insert((of.clone(), resource.name.clone()), resource);
        }
        Ok((of, came))
    }
}

/// A first request of a type. Wildcard types name nothing.
fn asking(of: &str, node: Option<Node>, names: Vec<String>) -> DeltaDiscoveryRequest {
    DeltaDiscoveryRequest {
        node,
        type_url: of.to_owned(),
        resource_names_subscribe: names,
        ..Default::default()
    }
}
