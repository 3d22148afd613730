//! The REST API over a plane: one route for every operation, over HTTP and in process alike.

mod answer;
mod body;
mod browser;
mod events;
mod extension;
mod instance;
mod lock;
mod page;
mod probe;
mod proxies;
mod query;
mod request;
mod resource;
mod rollout;
mod route;
mod tag;
mod traffic;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::response::Response;
use axum::{Extension, Router};
use http::header::ALLOW;
use http::request::Parts;
use http::{HeaderName, Method};
use uuid::Uuid;

use crate::server::ads::Ads;
use crate::server::api::body::{Turns, Whole};
use crate::server::api::browser::OverTcp;
use crate::server::api::extension::Written;
use crate::server::api::query::Query;
use crate::server::api::resource::Asked;
use crate::server::api::route::{Call, Routed, Unrouted};
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::Plane;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// What all requests share.
struct Api {
    plane: Plane,
    ads: Ads,
    written: Written,
    turns: Turns,
}

/// The same API for connections over TCP, which browsers can make, too.
pub fn over_tcp(router: Router) -> Router {
    router.layer(Extension(OverTcp))
}

/// The API of a plane to which no proxy connects.
pub fn router(plane: Plane) -> Router {
    offering(&Ads::new(plane))
}

/// The API of a plane, and the service for proxies. The paths of the API are taken apart in
/// `route.rs`, so it has no routes of its own.
pub fn offering(ads: &Ads) -> Router {
    let (plane, ads) = (ads.plane().clone(), ads.clone());
    let proxies = ads.router();
    let api = Api { plane, ads, written: Written::default(), turns: Turns::default() };
    Router::new().fallback(serve).with_state(Arc::new(api)).merge(proxies)
}

/// Answers one request, and counts it.
async fn serve(State(api): State<Arc<Api>>, request: Request) -> Response {
    let started = Instant::now();
    let id = Uuid::new_v4().to_string();
    let (parts, body) = request.into_parts();
    let (method, path) = (&parts.method, parts.uri.path());
    let routed = route::find(method, path);
    let max = match &routed {
        Ok(Routed { call: Call::Apply, .. }) => body::BATCH_MAX,
        _ => body::BODY_MAX,
    };
    // Also where it is not needed: a connection with an unread body cannot be used again.
    let body = body::read(&parts.headers, body, max, &api.turns).await;
    let (operation, mut response) = match &routed {
        Ok(routed) => {
            let response = api.call(routed, &parts, body).await;
            (routed.call.name(), response.unwrap_or_else(|error| answer::error(&error)))
        }
        Err(unrouted) => ("Unknown".to_owned(), refusal(unrouted, method, path)),
    };
    response.headers_mut().insert(REQUEST_ID, answer::header(&id));
    let (status, elapsed) = (response.status().as_u16(), started.elapsed());
    api.plane.meter().request(&operation, status, elapsed);
    tracing::debug!(%method, path, operation, status, ?elapsed, request_id = id, "answered");
    response
}

fn refusal(unrouted: &Unrouted, method: &Method, path: &str) -> Response {
    let mut response = answer::error(&unrouted.error(method, path));
    if let Unrouted::Method(allowed) = unrouted {
        let names: Vec<&str> = allowed.iter().map(Method::as_str).collect();
        response.headers_mut().insert(ALLOW, answer::header(&names.join(", ")));
    }
    response
}

impl Api {
    async fn call(
        &self,
        routed: &Routed,
        parts: &Parts,
        body: Result<Whole, ApiError>,
    ) -> Result<Response, ApiError> {
        let (headers, plane, names) = (&parts.headers, &self.plane, &routed.names);
        browser::check(parts)?;
        let Whole { bytes: body, turn } = body?;
        let query = Query::parse(parts.uri.query())?;
        let object = || body::object(&body);
        let fence = lock::fence(routed.call, headers)?;
        let asked = |kind| Asked { plane, kind, names, query: &query, headers, fence: &fence };
        match routed.call {
            Call::Create(kind) => asked(kind).create(&object()?).await,
            Call::Describe(kind) => asked(kind).describe(),
            Call::Update(kind) => asked(kind).update(&object()?).await,
            Call::Delete(kind) => asked(kind).delete().await,
            Call::List(kind) => asked(kind).list(),
            Call::TagResource => tag::tag(plane, fence.clone(), &query, &object()?).await,
            Call::UntagResource => tag::untag(plane, fence.clone(), &query, &object()?).await,
            Call::ListTagsForResource => tag::list(plane, &query),
            Call::Capabilities => Ok(extension::capabilities(plane)),
            Call::Snapshot => Ok(extension::snapshot(plane, &self.written, &query, headers)),
            Call::Apply => {
                // Reading thousands of resources must not hold up other requests.
                // It also goes on when the client is gone, and must keep its turn until then.
                let batch = tokio::task::spawn_blocking(move || {
                    let body = body;
                    (extension::batch(&body), turn)
                });
                let (batch, _turn) = batch.await.map_err(|_| unread())?;
                extension::apply(plane, fence.clone(), batch?).await
            }
            Call::Proxies => proxies::list(&self.ads, &query).await,
            Call::Telemetry => traffic::tell(&self.ads, &query),
            Call::Events => events::stream(plane, &query, headers).await,
            Call::ListInstances => Ok(instance::list(plane, &query)),
            Call::RegisterInstance => instance::register(plane, names, &object()?).await,
            Call::DeregisterInstance => instance::deregister(plane, names).await,
            Call::ReplaceInstances => instance::replace(plane, names, &object()?).await,
            Call::Backup => extension::backup(plane, &self.turns).await,
            Call::ListLocks => lock::list(plane).await,
            Call::ShowLock => lock::show(plane, names).await,
            Call::TakeLock => lock::take(plane, names, &object()?).await,
            Call::RenewLock => lock::renew(plane, names, headers).await,
            Call::ReleaseLock => lock::release(plane, names, &query, headers).await,
            Call::ListRollouts => Ok(rollout::list(plane, &query)),
            Call::StartRollout => rollout::start(plane, fence.clone(), parts, &body).await,
            Call::ShowRollout => rollout::show(plane, names),
            Call::StepRollout => rollout::step(plane, names, &body).await,
            Call::RolloutEntries => rollout::entries(plane, names, &query).await,
            Call::WishOfRollout => rollout::wish(plane, names, &body).await,
            Call::CheckHooks => rollout::check_hooks(plane, parts, &body),
            Call::WatchRollout => rollout::lease(plane, names),
            Call::Liveness => Ok(probe::liveness()),
            Call::Readiness => Ok(probe::readiness(plane)),
            Call::Metrics => Ok(probe::metrics(plane)),
        }
    }
}

fn unread() -> ApiError {
    ApiError::new(ErrorKind::InternalServerError, "the body could not be read")
}
