//! Telemetry of proxies: Envoy's metrics service. A proxy opens a stream and sends all its
//! statistics at every flush; nothing is ever answered.

mod listing;

pub use listing::Asked;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::extract::{Request, State};
use axum::routing::post;
use envoy_types::pb::envoy::config::core::v3::Node;
use envoy_types::pb::envoy::service::metrics::v3::StreamMetricsResponse;
use prost::Message as _;
use tonic::body::Body;
use tonic::server::Grpc;
use tonic::{Response, Status, Streaming};

use crate::server::ads::{Introduction, Peer, Small};
use crate::server::plane::Plane;
use crate::telemetry::ledger::{Lately, Ledger, Origin};
use crate::telemetry::report::{Metrics, Report};

const PATH: &str = "/envoy.service.metrics.v3.MetricsService/StreamMetrics";
/// The largest message: a proxy that calls some ten thousand nodes stays below.
const MESSAGE_MAX: usize = 64 << 20;

/// What proxies told. Copies are the same one.
#[derive(Debug, Clone)]
pub struct Telemetry {
    plane: Plane,
    ledger: Arc<Mutex<Ledger>>,
}

/// A stream that said who it is; its end is noted when it is dropped.
struct Telling {
    telemetry: Telemetry,
    mesh: String,
    stream: u64,
}

impl Telemetry {
    pub fn new(plane: Plane) -> Self {
        Self { plane, ledger: Arc::new(Mutex::new(Ledger::new(now()))) }
    }

    pub fn router(&self) -> Router {
        Router::new().route(PATH, post(stream)).with_state(self.clone())
    }

    /// No panic leaves it half changed in a way that anybody minds.
    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the proxy at the other end of a connection told lately.
    pub fn lately(&self, node_id: &str, peer: &str) -> Option<Lately> {
        self.ledger().lately(node_id, peer)
    }

    fn open(&self, message: &Metrics, peer: &str) -> Result<Telling, Status> {
        let node = message.identifier.as_ref().and_then(|identifier| identifier.node.clone());
        let node = node.map(Node::decode).transpose();
        let node = node.map_err(|error| Status::invalid_argument(error.to_string()))?;
        let Introduction { node: node_id, proxy, .. } = Introduction::read(node)?;
        let mesh = proxy.of.mesh().to_owned();
        let stream = self.ledger().open(Origin { of: proxy.of, node_id, peer: peer.to_owned() });
        Ok(Telling { telemetry: self.clone(), mesh, stream })
    }
}

impl Telling {
    fn take(&self, message: &Metrics) {
        let report = Report::read(&self.mesh, &message.families);
        let news = self.telemetry.ledger().report(self.stream, now(), &report);
        for (edge, tally) in &news {
            self.telemetry.plane.meter().traffic(edge, tally);
        }
    }
}

impl Drop for Telling {
    fn drop(&mut self) {
        self.telemetry.ledger().close(self.stream);
    }
}

/// Milliseconds since 1970.
fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// Takes in one stream.
async fn stream(State(telemetry): State<Telemetry>, request: Request) -> http::Response<Body> {
    let talk = tower::service_fn(move |request: tonic::Request<Streaming<Metrics>>| {
        let peer = request.extensions().get::<Peer>().map(|peer| peer.0.to_string());
        listen(telemetry.clone(), peer.unwrap_or_default(), request.into_inner())
    });
    let codec = Small::<StreamMetricsResponse, Metrics>::default();
    let mut grpc = Grpc::new(codec).max_decoding_message_size(MESSAGE_MAX);
    grpc.client_streaming(talk, request).await
}

fn heard() -> Response<StreamMetricsResponse> {
    Response::new(StreamMetricsResponse {})
}

async fn listen(
    telemetry: Telemetry,
    peer: String,
    mut inbound: Streaming<Metrics>,
) -> Result<Response<StreamMetricsResponse>, Status> {
    let mut drained = Box::pin(telemetry.plane.drained());
    let mut telling = None;
    loop {
        let message = tokio::select! {
            message = inbound.message() => message,
            () = &mut drained => return Ok(heard()),
        };
        // The proxy went away, or its connection did.
        let Ok(Some(message)) = message else { return Ok(heard()) };
        let known = match telling.take() {
            Some(known) => known,
            None => telemetry.open(&message, &peer)?,
        };
        known.take(&message);
        telling = Some(known);
    }
}
