//! Reads the body of a request: bounded in size and time, and as JSON.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use bytes::BytesMut;
use http::HeaderMap;
use http::header::CONTENT_LENGTH;
use http_body_util::BodyExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};

use crate::document::{Node, Problem, json};
use crate::server::error::{ApiError, ErrorKind};

/// The most that a request of the API may have; App Mesh took no larger ones either.
pub const BODY_MAX: usize = 1 << 20;
/// The most that many changes in one request may have.
pub const BATCH_MAX: usize = 64 << 20;

/// How long a client may pause within a body.
const PAUSE_MAX: Duration = Duration::from_secs(30);
/// How long, and how much of, a body that is too large is still read, so that the client comes to
/// read the answer instead of finding the connection cut.
const DISCARD_TIME: Duration = Duration::from_secs(2);
const DISCARD_MAX: usize = 64 << 20;

/// How many problems a message names.
const NAMED_MAX: usize = 3;

/// How long a body above [`BODY_MAX`] may take, once it is its turn.
const LARGE_TIME: Duration = Duration::from_mins(1);

/// A whole body.
#[derive(Debug)]
pub struct Whole {
    pub bytes: Bytes,
    /// Of a body above [`BODY_MAX`]; to be kept for as long as what was read from it.
    pub turn: Option<OwnedSemaphorePermit>,
}

/// Lets one large body be read at a time: parsed, it needs many times its size.
#[derive(Debug)]
pub struct Turns(Arc<Semaphore>);

impl Default for Turns {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

impl Turns {
    /// Waits until nobody else has the turn.
    pub async fn take(&self) -> Result<OwnedSemaphorePermit, ApiError> {
        let turn = Arc::clone(&self.0).acquire_owned().await;
        turn.map_err(|_| ApiError::new(ErrorKind::ServiceUnavailable, "the server is ending"))
    }
}

/// Reads a body to its end. Large ones wait for their turn.
pub async fn read(
    headers: &HeaderMap,
    mut body: Body,
    max: usize,
    turns: &Turns,
) -> Result<Whole, ApiError> {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let announced = length.and_then(|length| length.parse::<u64>().ok()).unwrap_or(0);
    if announced > max as u64 {
        return Err(too_large(body, max));
    }
    let mut bytes = BytesMut::new();
    let mut turn = None;
    let mut end = None;
    loop {
        let pause = Instant::now() + PAUSE_MAX;
        let frame = timeout_at(end.map_or(pause, |end| pause.min(end)), body.frame()).await;
        let frame = frame.map_err(|_| {
            ApiError::new(ErrorKind::RequestTimeout, "the rest of the body did not arrive in time")
        })?;
        let Some(frame) = frame else { return Ok(Whole { bytes: bytes.freeze(), turn }) };
        let frame = frame
            .map_err(|error| ApiError::bad_request(format!("the body cannot be read: {error}")))?;
        let Some(data) = frame.data_ref() else { continue };
        if bytes.len() + data.len() > max {
            return Err(too_large(body, max));
        }
        if turn.is_none() && bytes.len() + data.len() > BODY_MAX {
            turn = Some(turns.take().await?);
            // Others wait for this one, so it may not trickle for ever.
            end = Some(Instant::now() + LARGE_TIME);
        }
        bytes.extend_from_slice(data);
    }
}

fn too_large(body: Body, max: usize) -> ApiError {
    tokio::spawn(discard(body));
    let message = format!("the body is larger than {max} bytes");
    ApiError::new(ErrorKind::RequestEntityTooLarge, message)
}

async fn discard(mut body: Body) {
    let end = Instant::now() + DISCARD_TIME;
    let mut rest = DISCARD_MAX;
    while let Ok(Some(Ok(frame))) = timeout_at(end, body.frame()).await {
        let length = frame.data_ref().map_or(0, Bytes::len);
        match rest.checked_sub(length) {
            Some(less) => rest = less,
            None => return,
        }
    }
}

/// The one JSON object that the body holds.
pub fn object(bytes: &[u8]) -> Result<Node, ApiError> {
    let text =
        std::str::from_utf8(bytes).map_err(|_| ApiError::bad_request("the body is not UTF-8"))?;
    let mut parsed = json::parse(text);
    refuse(&parsed.problems)?;
    match (parsed.roots.pop(), parsed.roots.is_empty()) {
        (Some(root), true) if root.is_object() => Ok(root),
        (Some(root), true) => {
            Err(ApiError::bad_request(format!("the body must be an object, not {}", root.noun())))
        }
        (Some(_), false) => Err(ApiError::bad_request("the body holds more than one value")),
        (None, _) => Err(ApiError::bad_request("the body is empty; it must be an object")),
    }
}

/// Refuses the request if there is any problem; names the first few.
pub fn refuse(problems: &[Problem]) -> Result<(), ApiError> {
    if problems.is_empty() {
        return Ok(());
    }
    let mut texts: Vec<String> = problems.iter().take(NAMED_MAX).map(text).collect();
    if let Some(more) = problems.len().checked_sub(NAMED_MAX).filter(|more| *more > 0) {
        texts.push(format!("and {more} more"));
    }
    Err(ApiError::bad_request(texts.join("; ")))
}

fn text(problem: &Problem) -> String {
    if problem.path.is_empty() {
        return problem.message.clone();
    }
    format!("{}: {}", problem.path, problem.message)
}
