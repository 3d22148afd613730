//! What operators ask: whether the process lives, whether it can work, what it counts.

use axum::response::Response;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use serde_json::json;

use crate::server::api::answer;
use crate::server::meter::rollouts;
use crate::server::plane::{Health, Plane};

const TEXT: HeaderValue = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");

pub fn liveness() -> Response {
    answer::json(&json!({ "status": "alive" }))
}

/// Ready, or what stands in the way.
pub fn readiness(plane: &Plane) -> Response {
    let (ready, waiting) = match plane.health() {
        Health::Ready => (true, json!([])),
        Health::Draining => (false, json!([{ "name": "drain", "reason": "the server is ending" }])),
        Health::Failed(reason) => (false, json!([{ "name": "store", "reason": reason }])),
    };
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let mut response = answer::json(&json!({ "ready": ready, "waitingFor": waiting }));
    *response.status_mut() = status;
    response
}

pub fn metrics(plane: &Plane) -> Response {
    let published = plane.snapshot();
    let mut text = plane.meter().render(&published);
    text.push_str(&rollouts::text(&plane.rollouts()));
    let mut response = Response::new(text.into());
    response.headers_mut().insert(CONTENT_TYPE, TEXT);
    response
}
