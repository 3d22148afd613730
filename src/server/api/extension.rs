//! What weir adds to the API, under `/_weir/v1/`: everything in one read, many changes in one write.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::response::Response;
use http::header::{CONTENT_TYPE, ETAG};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::json;

use crate::document::Node;
use crate::model::Resource;
use crate::model::resource::{Form, InForm};
use crate::server::api::body::Turns;
use crate::server::api::query::Query;
use crate::server::api::{answer, body, request};
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::locks::Fence;
use crate::server::plane::operation::{Answer, Change, Operation};
use crate::server::plane::{Plane, Published};
use crate::store::Identity;

/// What this version can do beyond the API.
const EXTENSIONS: [&str; 10] = [
    "snapshot",
    "apply",
    "if-match",
    "events",
    "instances",
    "proxies",
    "telemetry",
    "locks",
    "backup",
    "rollouts",
];

pub fn capabilities(plane: &Plane) -> Response {
    let Identity { account, region } = plane.identity();
    answer::json(&json!({
        "weir": env!("CARGO_PKG_VERSION"),
        "api": ["2019-01-25"],
        "account": account,
        "region": region,
        "store": plane.id(),
        "revision": plane.snapshot().revision,
        "extensions": EXTENSIONS,
    }))
}

/// The whole snapshot as it was written last, since many readers ask for the same.
#[derive(Debug, Default)]
pub struct Written(Mutex<Option<(u64, Bytes)>>);

impl Written {
    fn whole(&self, published: &Published) -> Bytes {
        let mut written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*written {
            Some((revision, bytes)) if *revision == published.revision => bytes.clone(),
            _ => {
                let bytes = write(published.revision, published.snapshot.iter());
                *written = Some((published.revision, bytes.clone()));
                bytes
            }
        }
    }
}

pub fn snapshot(plane: &Plane, written: &Written, query: &Query, headers: &HeaderMap) -> Response {
    let published = plane.snapshot();
    let tag = format!("\"rev-{}\"", published.revision);
    let mut response = if answer::is_known(headers, &tag) {
        answer::body(StatusCode::NOT_MODIFIED, Bytes::new())
    } else {
        let bytes = match query.get("mesh") {
            Some(mesh) => write(published.revision, published.snapshot.of_mesh(mesh)),
            None => written.whole(&published),
        };
        answer::body(StatusCode::OK, bytes)
    };
    response.headers_mut().insert(ETAG, answer::header(&tag));
    response
}

fn write<'a>(revision: u64, resources: impl Iterator<Item = &'a Arc<Resource>>) -> Bytes {
    #[derive(Serialize)]
    struct Whole<'a> {
        revision: u64,
        resources: Vec<InForm<'a>>,
    }

    let resources = resources.map(|resource| resource.in_form(Form::Record)).collect();
    let whole = Whole { revision, resources };
    serde_json::to_vec(&whole).expect("resources are plain JSON").into()
}

/// A file with everything but locks, as it is now.
pub async fn backup(plane: &Plane, turns: &Turns) -> Result<Response, ApiError> {
    // It is made in memory, so one at a time.
    let turn = turns.take().await?;
    let plane = plane.clone();
    let made = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        plane.backup()
    });
    let bytes = made.await.map_err(|_| {
        ApiError::new(ErrorKind::InternalServerError, "the backup could not be made")
    })??;
    let mut response = answer::body(StatusCode::OK, bytes);
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    Ok(response)
}

/// Reads the body of a request for many changes. Large ones take a while.
pub fn batch(bytes: &[u8]) -> Result<Operation, ApiError> {
    let root = body::object(bytes)?;
    let known = ["changes", "ifRevision"];
    if let Some(member) = root.members().iter().find(|member| !known.contains(&&*member.key)) {
        let name = &member.key;
        return Err(ApiError::bad_request(format!(
            "{name}: unknown field `{name}` in the request"
        )));
    }
    let changes = root
        .get("changes")
        .filter(|changes| matches!(changes.value, crate::document::Value::List(_)));
    let changes = changes.ok_or_else(|| ApiError::bad_request("changes: must be a list"))?;
    let changes: Result<Vec<Change>, ApiError> =
        changes.items().iter().enumerate().map(|(index, node)| change(index, node)).collect();
    Ok(Operation::Batch { changes: changes?, if_revision: if_revision(&root)? })
}

fn change(index: usize, node: &Node) -> Result<Change, ApiError> {
    request::change(node).map_err(|error| {
        let message = format!("changes[{index}]: {}", error.message);
        ApiError { message, ..error }.at_change(index)
    })
}

fn if_revision(root: &Node) -> Result<Option<u64>, ApiError> {
    let Some(node) = root.get("ifRevision") else { return Ok(None) };
    let revision = node.as_i64().and_then(|revision| u64::try_from(revision).ok());
    revision.map(Some).ok_or_else(|| ApiError::bad_request("ifRevision: must be a whole number"))
}

/// Answers for each change what the single operation would.
pub async fn apply(
    plane: &Plane,
    fence: Option<Fence>,
    operation: Operation,
) -> Result<Response, ApiError> {
    #[derive(Serialize)]
    struct Applied<'a> {
        revision: u64,
        results: Vec<InForm<'a>>,
    }

    let outcome = plane.submit_under(fence, operation).await?;
    let results = outcome.answers.iter().map(Answer::in_form).collect();
    Ok(answer::json(&Applied { revision: outcome.revision, results }))
}
