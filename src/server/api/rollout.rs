//! Rollouts under `/_weir/v1/rollouts`: their records, their journals, and what people want of them.
//!
//! | request | does | answers |
//! | --- | --- | --- |
//! | `GET /_weir/v1/rollouts[?mesh=]` | lists them, those of history too | `{"rollouts": [RECORD…]}` |
//! | `POST /_weir/v1/rollouts` | starts one: the body is its state | RECORD, or 409 with the name of whoever has a route |
//! | `GET /_weir/v1/rollouts/ID` | shows one | RECORD, or 404 |
//! | `PUT /_weir/v1/rollouts/ID` | a driver's step | RECORD, 409 if another driver wrote, 412 if somebody changed a route |
//! | `GET /_weir/v1/rollouts/ID/entries?after=N&wait=S` | what it announced after a number; waits for it up to so many seconds | `{"entries": [ENTRY…]}` |
//! | `POST /_weir/v1/rollouts/ID/wishes` | `{"wish": WISH, "by": TEXT}`: tells its driver | `{"entries": [ENTRY…]}`, what came of it |
//! | `POST /_weir/v1/hooks` | `{"hooks": [HOOK…]}`: asks whether these could be called here | `{"problems": [TEXT…]}`, none if they could |
//! | `PUT /_weir/v1/rollouts/ID/lease` | says that somebody watches it | RECORD |
//!
//! RECORD is `{"number", "driver"?, "superseded"?, "state"}`; of addresses to which calls are made it
//! has the host only. A step is `{"number": the record's as it was read, "driver": TEXT, "state",
//! "entries": [ENTRY…], "changes": [as in `/_weir/v1/apply`], "release": BOOL}`: record and routes
//! change together or not at all.

use std::sync::Arc;
use std::time::Duration;

use axum::response::Response;
use bytes::Bytes;
use http::request::Parts;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::time::Instant;

use crate::document::Value;
use crate::rollout::event::Wish;
use crate::rollout::journal::Entry;
use crate::rollout::record::RolloutRecord;
use crate::rollout::spec::{Hook, HookCall};
use crate::rollout::state::State;
use crate::server::api::browser::OverTcp;
use crate::server::api::query::Query;
use crate::server::api::route::Names;
use crate::server::api::{answer, body, request};
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::Plane;
use crate::server::plane::locks::Fence;
use crate::server::plane::operation::{Change, Operation};
use crate::server::plane::rollouts::{RolloutCall, RolloutStep};

/// The longest that a request for entries waits.
const WAIT_SECONDS_MAX: u64 = 60;
/// The most entries of one answer.
const ENTRIES_MAX: usize = 1000;
/// The most bytes that name somebody.
const WHO_MAX: usize = 256;

/// The body of a driver's step, but for the changes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StepBody {
    number: u64,
    driver: String,
    state: State,
    #[serde(default)]
    entries: Vec<Entry>,
    #[serde(default)]
    release: bool,
}

/// The body of a question about hooks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HooksBody {
    hooks: Vec<Hook>,
}

/// The body of a wish.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WishBody {
    wish: Wish,
    by: String,
}

pub fn list(plane: &Plane, query: &Query) -> Response {
    #[derive(Serialize)]
    struct List {
        rollouts: Vec<RolloutRecord>,
    }
    let known = plane.rollouts();
    let mesh = query.get("mesh");
    let is_wanted = |record: &&Arc<RolloutRecord>| {
        let mut routes = record.state.routes.iter();
        mesh.is_none_or(|mesh| routes.any(|route| route.route.mesh.as_str() == mesh))
    };
    let mut rollouts: Vec<RolloutRecord> =
        known.iter().filter(is_wanted).map(|record| record.without_secrets()).collect();
    rollouts.sort_by(|a, b| (a.state.started, &a.state.id).cmp(&(b.state.started, &b.state.id)));
    answer::json(&List { rollouts })
}

pub fn show(plane: &Plane, names: &Names) -> Result<Response, ApiError> {
    Ok(shown(plane.rollouts().existing(&names.name)?))
}

pub async fn start(
    plane: &Plane,
    fence: Option<Fence>,
    parts: &Parts,
    body: &[u8],
) -> Result<Response, ApiError> {
    let state: State = parse(body)?;
    let problems = unready(plane, parts, &state.spec.hooks);
    if !problems.is_empty() {
        return Err(ApiError::bad_request(problems.join("; ")));
    }
    let id = state.id.clone();
    let operation = Operation::Rollout(RolloutCall::Start(Box::new(state)));
    // Whoever starts a rollout is the first to watch it, and its driver may be faster than this.
    plane.note_start(&id);
    let outcome = plane.submit_under(fence, operation).await;
    if outcome.is_err() {
        plane.forget_start(&id);
    }
    written(outcome?.rollout)
}

pub async fn step(plane: &Plane, names: &Names, bytes: &Bytes) -> Result<Response, ApiError> {
    let StepBody { number, driver, state, entries, release } = parse(bytes)?;
    check_who("driver", &driver)?;
    let (id, changes) = (names.name.clone(), changes(bytes)?);
    let step = RolloutStep { id, number, driver, state, entries, changes, release };
    let operation = Operation::Rollout(RolloutCall::Step(Box::new(step)));
    written(plane.submit(operation).await?.rollout)
}

/// Answers what is there, or waits for it.
pub async fn entries(plane: &Plane, names: &Names, query: &Query) -> Result<Response, ApiError> {
    let after = query.number("after")?.unwrap_or(0);
    let wait = query.number("wait")?.unwrap_or(0);
    if wait > WAIT_SECONDS_MAX {
        let message = format!("wait: must be at most {WAIT_SECONDS_MAX} seconds, not {wait}");
        return Err(ApiError::bad_request(message));
    }
    let id = &names.name;
    let mut rollouts = plane.watch_rollouts();
    let news = rollouts
        .wait_for(|known| known.get(id).is_none_or(|record| record.state.announced > after));
    let end = Instant::now() + Duration::from_secs(wait);
    tokio::select! {
        // Where the time is over, what is there is all there is.
        _ = tokio::time::timeout_at(end, news) => {}
        () = plane.drained() => {}
    }
    plane.rollouts().existing(id)?;
    let (reader, id) = (plane.clone(), id.clone());
    let read = move || reader.rollout_entries(&id, after, ENTRIES_MAX);
    let entries = tokio::task::spawn_blocking(read).await.map_err(|_| {
        ApiError::new(ErrorKind::InternalServerError, "the journal cannot be read")
    })??;
    Ok(answer::json(&json!({ "entries": entries })))
}

pub async fn wish(plane: &Plane, names: &Names, body: &[u8]) -> Result<Response, ApiError> {
    let WishBody { wish, by } = parse(body)?;
    check_who("by", &by)?;
    let entries = plane.wish(&names.name, wish, by).await?;
    Ok(answer::json(&json!({ "entries": entries })))
}

pub fn lease(plane: &Plane, names: &Names) -> Result<Response, ApiError> {
    Ok(shown(&plane.note_watcher(&names.name)?))
}

/// Whether hooks could be called here, for whoever wants to know before a start.
pub fn check_hooks(plane: &Plane, parts: &Parts, body: &[u8]) -> Result<Response, ApiError> {
    let HooksBody { hooks } = parse(body)?;
    Ok(answer::json(&json!({ "problems": unready(plane, parts, &hooks) })))
}

/// What keeps hooks from being called here. Nobody has programs run who could not run them himself,
/// or finds out which there are: over TCP everyone on this machine comes in.
fn unready(plane: &Plane, parts: &Parts, hooks: &[Hook]) -> Vec<String> {
    let is_program = |hook: &&Hook| matches!(hook.call, HookCall::Exec(_));
    let is_open = parts.extensions.get::<OverTcp>().is_none() || plane.allows_hook_programs();
    if is_open {
        return plane.hook_problems(hooks);
    }
    let refused = hooks.iter().filter(is_program).map(|hook| {
        format!(
            "the hook `{}` is a program, and this control plane runs none for whoever comes over \
             TCP; use a URL, or start it with `weir serve --allow-hook-programs`",
            hook.name
        )
    });
    let calls: Vec<Hook> = hooks.iter().filter(|hook| !is_program(hook)).cloned().collect();
    refused.chain(plane.hook_problems(&calls)).collect()
}

fn written(record: Option<Arc<RolloutRecord>>) -> Result<Response, ApiError> {
    let record = record.ok_or_else(|| {
        ApiError::new(ErrorKind::InternalServerError, "the request about a rollout has no answer")
    })?;
    Ok(shown(&record))
}

/// What is answered about a rollout: whoever reads it calls none of its addresses.
fn shown(record: &RolloutRecord) -> Response {
    answer::json(&record.without_secrets())
}

fn parse<T: for<'de> Deserialize<'de>>(body: &[u8]) -> Result<T, ApiError> {
    serde_json::from_slice(body)
        .map_err(|error| ApiError::bad_request(format!("the body is not as it should be: {error}")))
}

/// The changes of a step, read as those of any other transaction.
fn changes(bytes: &[u8]) -> Result<Vec<Change>, ApiError> {
    let root = body::object(bytes)?;
    let Some(changes) = root.get("changes") else { return Ok(Vec::new()) };
    if !matches!(changes.value, Value::List(_)) {
        return Err(ApiError::bad_request("changes: must be a list"));
    }
    let change = |(index, node)| {
        request::change(node).map_err(|error: ApiError| {
            let message = format!("changes[{index}]: {}", error.message);
            ApiError { message, ..error }.at_change(index)
        })
    };
    changes.items().iter().enumerate().map(change).collect()
}

fn check_who(member: &str, who: &str) -> Result<(), ApiError> {
    if (1..=WHO_MAX).contains(&who.len()) {
        return Ok(());
    }
    Err(ApiError::bad_request(format!("{member}: must have 1 to {WHO_MAX} bytes")))
}
