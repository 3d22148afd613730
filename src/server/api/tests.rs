//! The API in process: every operation, every error, every extension.

mod errors;
mod extension;
mod instance;
mod lock;
mod operations;
mod rollout;

use axum::body::{Body, Bytes};
use axum::response::Response;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::server::plane::tests::{World, id};
use crate::server::router;

/// An answer, read to its end.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn message(&self) -> String {
        self.json()["message"].as_str().unwrap().to_owned()
    }
}

async fn send(world: &World, request: Request<Body>) -> Answer {
    let response = router(world.plane.clone()).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

fn request(method: &str, uri: &str, body: impl Into<Body>) -> Request<Body> {
    Request::builder().method(method).uri(uri).body(body.into()).unwrap()
}

/// A request of the API; the path begins behind the version.
async fn call(world: &World, method: &str, path: &str, body: Value) -> Answer {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    send(world, request(method, &format!("/v20190125{path}"), body)).await
}

async fn get(world: &World, uri: &str) -> Answer {
    send(world, request("GET", uri, "")).await
}

/// Sends with one more header.
async fn guarded(
    world: &World,
    method: &str,
    uri: &str,
    header: (&str, &str),
    body: Value,
) -> Answer {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let mut request = request(method, uri, body);
    let name = http::HeaderName::try_from(header.0).unwrap();
    request.headers_mut().insert(name, header.1.parse().unwrap());
    send(world, request).await
}

/// That an answer is an error as SDKs read it.
#[track_caller]
fn refused(answer: &Answer, status: u16, kind: &str) {
    let found = (answer.status.as_u16(), answer.header("x-amzn-errortype"));
    assert_eq!(found, (status, kind), "{:?}", answer.bytes);
    assert_eq!(answer.header("content-type"), "application/json");
    assert!(!answer.message().is_empty());
    assert_eq!(answer.header("x-amzn-requestid").len(), 36);
}

/// The response itself, for bodies without an end.
async fn open(world: &World, request: Request<Body>) -> Response {
    router(world.plane.clone()).oneshot(request).await.unwrap()
}
