//! Configuration for proxies: the aggregated discovery service of Envoy over a plane.
//!
//! A stream is a task that feeds a pure [`Session`]; one task for all hands out what changes, to
//! those alone who depend on it. Nothing is answered before the store is loaded: a proxy that gets
//! an empty answer ends all that it serves.
//!
//! [`Session`]: crate::xds::session::Session

mod follow;
mod listing;
mod node;
mod registry;
mod stream;
mod wire;

#[cfg(test)]
mod tests;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use envoy_types::pb::envoy::service::discovery::v3::aggregated_discovery_service_server::{
    AggregatedDiscoveryService, AggregatedDiscoveryServiceServer,
};
use envoy_types::pb::envoy::service::discovery::v3::{
    DeltaDiscoveryRequest, DeltaDiscoveryResponse, DiscoveryRequest, DiscoveryResponse,
};
use futures_util::stream::Stream;
use tonic::{Response, Status, Streaming};

use crate::server::ads::registry::Registry;
use crate::server::ads::wire::{Delta, StateOfTheWorld};
use crate::server::plane::Plane;

/// The path below which the service answers.
const PATH: &str = "/envoy.service.discovery.v3.AggregatedDiscoveryService/{*method}";
/// The largest request. One that names all of a very large mesh stays below.
const REQUEST_MAX: usize = 64 << 20;
/// How long a stream lasts at least, and by how much at most it lasts longer: proxies that came
/// together are not to come again together.
const LIFETIME: Duration = Duration::from_mins(25);
const LIFETIME_SPREAD: Duration = Duration::from_mins(10);

/// The service. Copies are the same one.
#[derive(Debug, Clone)]
pub struct Ads {
    plane: Plane,
    registry: Arc<Registry>,
    lifetime: Duration,
}

/// Who is at the other end of a connection.
#[derive(Debug, Clone)]
pub struct Peer(pub Arc<str>);

impl Ads {
    pub fn new(plane: Plane) -> Self {
        Self { plane, registry: Arc::default(), lifetime: LIFETIME }
    }

    /// The routes of the service, and nothing else.
    pub fn router(&self) -> Router {
        let service = AggregatedDiscoveryServiceServer::new(self.clone());
        Router::new().route_service(PATH, service.max_decoding_message_size(REQUEST_MAX))
    }

    pub fn plane(&self) -> &Plane {
        &self.plane
    }

    /// The same with streams that last at least that long.
    #[cfg(test)]
    fn lasting(self, lifetime: Duration) -> Self {
        Self { lifetime, ..self }
    }

    fn registry(&self) -> &Arc<Registry> {
        &self.registry
    }

    /// How long the next stream lasts.
    fn lifetime(&self) -> Duration {
        use std::hash::{BuildHasher as _, Hasher as _};
        let random = std::collections::hash_map::RandomState::new().build_hasher().finish();
        let share = u32::try_from(random >> 32).unwrap_or(0);
        let spread = LIFETIME_SPREAD.mul_f64(f64::from(share) / f64::from(u32::MAX));
        self.lifetime + spread.min(self.lifetime)
    }
}

type Responses<T> = Pin<Box<dyn Stream<Item = Result<T, Status>> + Send>>;

#[tonic::async_trait]
impl AggregatedDiscoveryService for Ads {
    type StreamAggregatedResourcesStream = Responses<DiscoveryResponse>;
    type DeltaAggregatedResourcesStream = Responses<DeltaDiscoveryResponse>;

    async fn stream_aggregated_resources(
        &self,
        request: tonic::Request<Streaming<DiscoveryRequest>>,
    ) -> Result<Response<Self::StreamAggregatedResourcesStream>, Status> {
        let peer = peer(&request);
        let responses =
            stream::responses::<StateOfTheWorld>(self.clone(), peer, request.into_inner());
        Ok(Response::new(Box::pin(responses)))
    }

    async fn delta_aggregated_resources(
        &self,
        request: tonic::Request<Streaming<DeltaDiscoveryRequest>>,
    ) -> Result<Response<Self::DeltaAggregatedResourcesStream>, Status> {
        let peer = peer(&request);
        let responses = stream::responses::<Delta>(self.clone(), peer, request.into_inner());
        Ok(Response::new(Box::pin(responses)))
    }
}

fn peer<T>(request: &tonic::Request<T>) -> String {
    request.extensions().get::<Peer>().map(|peer| peer.0.to_string()).unwrap_or_default()
}
