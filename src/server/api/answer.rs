//! Answers: JSON bodies, errors as SDKs read them, entity tags.

use axum::body::Body;
use axum::response::Response;
use http::header::{CONTENT_TYPE, ETAG};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

use crate::server::error::ApiError;
use crate::server::plane::locks::LockView;
use crate::server::plane::operation::{Answer, Expected};

const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// A JSON body.
pub fn json(value: &impl Serialize) -> Response {
    let bytes = serde_json::to_vec(value).expect("answers are plain JSON");
    body(StatusCode::OK, bytes)
}

/// A body that is JSON already.
pub fn body(status: StatusCode, bytes: impl Into<Body>) -> Response {
    let mut response = Response::new(bytes.into());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, JSON);
    response
}

/// A resource as describe has it, with its version as the entity tag.
pub fn resource(answer: &Answer) -> Response {
    let mut response = json(&answer.in_form());
    let tag = format!("\"{}\"", answer.resource.version());
    response.headers_mut().insert(ETAG, header(&tag));
    response
}

/// An error: its type in a header, its message in the body.
pub fn error(error: &ApiError) -> Response {
    #[derive(Serialize)]
    struct Refusal<'a> {
        message: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        change: Option<usize>,
        #[serde(skip_serializing_if = "Option::is_none")]
        lock: Option<&'a LockView>,
    }

    let ApiError { message, change, lock, .. } = error;
    let mut response = json(&Refusal { message, change: *change, lock: lock.as_deref() });
    *response.status_mut() = error.kind.status();
    response.headers_mut().insert(ERROR_TYPE, HeaderValue::from_static(error.kind.name()));
    response
}

/// A header value of visible ASCII.
pub fn header(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

/// Which versions `If-Match` names. A tag that is no version matches none; neither does a weak one.
pub fn if_match(headers: &HeaderMap) -> Expected {
    let Some(tags) = entity_tags(headers, &http::header::IF_MATCH) else { return Expected::Any };
    if tags.iter().any(|tag| tag == "*") {
        return Expected::Any;
    }
    Expected::OneOf(tags.iter().filter_map(|tag| version(tag)).collect())
}

/// The version in an entity tag. Tags are compared as text, so only the one way to write counts.
fn version(tag: &str) -> Option<i64> {
    let text = tag.strip_prefix('"')?.strip_suffix('"')?;
    text.parse().ok().filter(|version: &i64| version.to_string() == text)
}

/// Whether `If-None-Match` names that entity tag. Weak and strong tags are alike here.
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let tags = entity_tags(headers, &http::header::IF_NONE_MATCH).unwrap_or_default();
    tags.iter().any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// The entity tags in all headers of that name; `None` where there is no such header.
fn entity_tags(headers: &HeaderMap, name: &HeaderName) -> Option<Vec<String>> {
    headers.contains_key(name).then(|| {
        let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        values.flat_map(|value| value.split(',')).map(|tag| tag.trim().to_owned()).collect()
    })
}
