//! The services for proxies: configuration, which is the aggregated discovery service of Envoy over
//! a plane, and next to it the one to which they tell of their traffic.
//!
//! A stream is a task that feeds a pure [`Session`]; one task for all hands out what changes, to
//! those alone who depend on it. Nothing is answered before the store is loaded: a proxy that gets
//! an empty answer ends all that it serves.
//!
//! [`Session`]: crate::xds::session::Session

mod codec;
mod follow;
mod listing;
mod node;
mod registry;
mod stream;
mod turns;
mod wire;

pub use codec::Small;
pub use listing::{Of, Wanted};
pub use node::Introduction;

#[cfg(test)]
pub mod tests;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::routing::post;
use tonic::body::Body;
use tonic::server::Grpc;
use tonic::{Response, Status, Streaming};

use crate::model::{ResourceId, Timestamp};
use crate::server::ads::registry::{Connected, Registry};
use crate::server::ads::stream::responses;
use crate::server::ads::wire::{Delta, StateOfTheWorld, Wire};
use crate::server::plane::Plane;
use crate::server::telemetry::Telemetry;

/// The paths of the two methods of the service.
const DELTA: &str =
    "/envoy.service.discovery.v3.AggregatedDiscoveryService/DeltaAggregatedResources";
const STATE_OF_THE_WORLD: &str =
    "/envoy.service.discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources";
/// The largest request. One that names all of a very large mesh stays below.
const REQUEST_MAX: usize = 16 << 20;
/// How long a stream lasts at least, and by how much at most it lasts longer: proxies that came
/// together are not to come again together.
const LIFETIME: Duration = Duration::from_mins(25);
const LIFETIME_SPREAD: Duration = Duration::from_mins(10);

/// The service. Copies are the same one.
#[derive(Debug, Clone)]
pub struct Ads {
    plane: Plane,
    registry: Arc<Registry>,
    telemetry: Telemetry,
    lifetime: Duration,
}

/// A connected proxy that may call.
#[derive(Debug, Clone)]
pub struct Caller {
    pub of: ResourceId,
    pub node_id: String,
    pub since: Timestamp,
}

/// Who is at the other end of a connection.
#[derive(Debug, Clone)]
pub struct Peer(pub Arc<str>);

impl Ads {
    pub fn new(plane: Plane) -> Self {
        let telemetry = Telemetry::new(plane.clone());
        Self { plane, registry: Arc::default(), telemetry, lifetime: LIFETIME }
    }

    /// The routes of the services for proxies, and nothing else.
    pub fn router(&self) -> Router {
        Router::new()
            .route(DELTA, post(stream::<Delta>))
            .route(STATE_OF_THE_WORLD, post(stream::<StateOfTheWorld>))
            .with_state(self.clone())
            .merge(self.telemetry.router())
    }

    /// What proxies tell of their traffic.
    pub fn telemetry(&self) -> &Telemetry {
        &self.telemetry
    }

    /// The connected proxies of a mesh; only those that know a virtual router, if one is named.
    pub fn callers(&self, mesh: &str, router: Option<&ResourceId>) -> Vec<Caller> {
        let streams = self.registry.streams(Some(mesh)).into_iter();
        let knows = |one: &Arc<Connected>| router.is_none_or(|router| one.knows(router));
        let caller = |one: Arc<Connected>| Caller {
            of: one.proxy.of.clone(),
            node_id: one.node.clone(),
            since: one.since,
        };
        streams.filter(knows).map(caller).collect()
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

/// Answers one stream.
async fn stream<W: Wire>(State(ads): State<Ads>, request: Request) -> http::Response<Body> {
    let talk = tower::service_fn(move |request: tonic::Request<Streaming<W::Request>>| {
        let peer = request.extensions().get::<Peer>().map(|peer| peer.0.to_string());
        let (ads, peer) = (ads.clone(), peer.unwrap_or_default());
        let responses = responses::<W>(ads, peer, request.into_inner());
        std::future::ready(Ok::<_, Status>(Response::new(responses)))
    });
    let codec = Small::<W::Response, W::Request>::default();
    let mut grpc = Grpc::new(codec).max_decoding_message_size(REQUEST_MAX);
    grpc.streaming(talk, request).await
}
