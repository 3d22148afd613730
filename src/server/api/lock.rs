//! Locks of meshes under `/_weir/v1/locks`, and the locks under which other writes are made.
//!
//! | request | does | answers |
//! | --- | --- | --- |
//! | `GET /_weir/v1/locks` | lists all locks | `{"locks": [LOCK…]}` |
//! | `GET /_weir/v1/locks/MESH` | shows one | LOCK, or 404 `NotFoundException` |
//! | `POST /_weir/v1/locks/MESH` | takes it | LOCK, or 423 `LockedException` |
//! | `PUT /_weir/v1/locks/MESH` | begins the lease anew | LOCK, 423, or 404 once it is gone |
//! | `DELETE /_weir/v1/locks/MESH` | gives it back | LOCK as it was, 423, or 404 |
//! | `DELETE /_weir/v1/locks/MESH?force=true` | breaks it, whoever holds it | LOCK as it was, or 404 |
//!
//! The body of `POST` is `{"token": TEXT, "holder": {"user", "host", "pid", "run"?, "message"?},
//! "leaseSeconds"?}`: the token is chosen by the client (8 to 128 letters, digits, `-`, `_`, `.`),
//! so that a request whose answer was lost can be sent again; the lease is 30 seconds where nothing
//! is said, and at most 600. `PUT` and `DELETE` carry the token in the header `x-weir-lock`. The mesh
//! need not exist.
//!
//! LOCK is `{"mesh", "holder": {…}, "since": epoch seconds, "leaseSeconds", "expiresInSeconds"}`,
//! never with the token. A 423 has it as the member `lock`, beside `message`.
//!
//! Writes of App Mesh and `POST /_weir/v1/apply` take the header `x-weir-lock`, too:
//!
//! - tokens, separated by commas: each must still be held (else 412 `PreconditionFailedException`),
//!   and no other mesh that is changed may be locked by somebody else (else 423);
//! - `free`: no mesh that is changed may be locked (else 423); what `apply` and the start of a rollout do without
//!   the header;
//! - `any`: locks do not matter; what all other writes do without the header, since clients of App
//!   Mesh know nothing of locks.

use std::time::Duration;

use axum::response::Response;
use http::{HeaderMap, HeaderName};
use serde::Deserialize;
use serde_json::json;

use crate::document::{Node, decode};
use crate::model::Kind;
use crate::server::api::answer;
use crate::server::api::query::Query;
use crate::server::api::route::{Call, Names};
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::Plane;
use crate::server::plane::locks::{Fence, LockCall};
use crate::server::plane::operation::Operation;
use crate::store::LockHolder;

/// The header that names the locks under which a request is made.
pub const HEADER: HeaderName = HeaderName::from_static("x-weir-lock");

const LEASE_SECONDS: u64 = 30;
const LEASE_SECONDS_MAX: u64 = 600;
/// The most bytes of each word about a holder.
const WORD_MAX: usize = 256;
const MESSAGE_MAX: usize = 1024;

/// The body of a request to take a lock.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wanted {
    token: String,
    holder: LockHolder,
    #[serde(default)]
    lease_seconds: Option<u64>,
}

pub async fn list(plane: &Plane) -> Result<Response, ApiError> {
    let locks = plane.submit(Operation::Lock(LockCall::List)).await?.locks;
    Ok(answer::json(&json!({ "locks": locks })))
}

pub async fn show(plane: &Plane, names: &Names) -> Result<Response, ApiError> {
    one(plane, LockCall::Show { mesh: mesh(names)? }).await
}

pub async fn take(plane: &Plane, names: &Names, body: &Node) -> Result<Response, ApiError> {
    let mesh = mesh(names)?;
    let wanted: Wanted =
        decode::value(body).map_err(|error| ApiError::bad_request(error.to_string()))?;
    let Wanted { token, holder, lease_seconds } = wanted;
    check_token(&token)?;
    check_holder(&holder)?;
    let seconds = lease_seconds.unwrap_or(LEASE_SECONDS);
    if !(1..=LEASE_SECONDS_MAX).contains(&seconds) {
        return Err(ApiError::bad_request(format!(
            "leaseSeconds: must be from 1 to {LEASE_SECONDS_MAX}, not {seconds}"
        )));
    }
    let lease = Duration::from_secs(seconds);
    one(plane, LockCall::Take { mesh, token, holder, lease }).await
}

pub async fn renew(
    plane: &Plane,
    names: &Names,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    one(plane, LockCall::Renew { mesh: mesh(names)?, token: token(headers)? }).await
}

pub async fn release(
    plane: &Plane,
    names: &Names,
    query: &Query,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let mesh = mesh(names)?;
    let call = match query.get("force") {
        Some("true") => LockCall::Break { mesh },
        None | Some("false") => LockCall::Release { mesh, token: token(headers)? },
        Some(other) => {
            let message = format!("force: must be true or false, not `{other}`");
            return Err(ApiError::bad_request(message));
        }
    };
    one(plane, call).await
}

/// The locks under which a request is made; `None` where locks do not matter to it.
pub fn fence(call: Call, headers: &HeaderMap) -> Result<Option<Fence>, ApiError> {
    let words = words(headers)?;
    match words.as_slice() {
        [] if matches!(call, Call::Apply | Call::StartRollout) => Ok(Some(Fence::default())),
        [] => Ok(None),
        [word] if word == "any" => Ok(None),
        [word] if word == "free" => Ok(Some(Fence::default())),
        _ => Ok(Some(Fence { tokens: words })),
    }
}

async fn one(plane: &Plane, call: LockCall) -> Result<Response, ApiError> {
    let outcome = plane.submit(Operation::Lock(call)).await?;
    let lock = outcome.locks.first();
    let lock = lock.ok_or_else(|| {
        ApiError::new(ErrorKind::InternalServerError, "the request about a lock has no answer")
    })?;
    Ok(answer::json(lock))
}

fn mesh(names: &Names) -> Result<String, ApiError> {
    Ok(names.id_of(Kind::Mesh, &names.mesh)?.mesh().to_owned())
}

/// The one token that the header holds.
fn token(headers: &HeaderMap) -> Result<String, ApiError> {
    match words(headers)?.as_slice() {
        [token] => Ok(token.clone()),
        _ => Err(ApiError::bad_request(format!("the header {HEADER} must hold the token"))),
    }
}

fn words(headers: &HeaderMap) -> Result<Vec<String>, ApiError> {
    let mut words = Vec::new();
    for value in headers.get_all(HEADER) {
        let text = value.to_str().unwrap_or_default();
        for word in text.split(',').map(str::trim) {
            if !matches!(word, "free" | "any") {
                check_token(word)?;
            }
            words.push(word.to_owned());
        }
    }
    Ok(words)
}

fn check_token(token: &str) -> Result<(), ApiError> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if (8..=128).contains(&token.len()) && token.bytes().all(plain) {
        return Ok(());
    }
    Err(ApiError::bad_request(
        "token: must have 8 to 128 letters, digits, hyphens, underscores and dots",
    ))
}

fn check_holder(holder: &LockHolder) -> Result<(), ApiError> {
    let LockHolder { user, host, run, message, pid: _ } = holder;
    let words = [
        ("user", Some(user), WORD_MAX),
        ("host", Some(host), WORD_MAX),
        ("run", run.as_ref(), WORD_MAX),
        ("message", message.as_ref(), MESSAGE_MAX),
    ];
    for (name, text, max) in words {
        if text.is_some_and(|text| text.len() > max) {
            let message = format!("holder.{name}: is longer than {max} bytes");
            return Err(ApiError::bad_request(message));
        }
    }
    Ok(())
}
