//! The proxies that are connected: who has what, who rejected what, and the wait for all of them.

use std::time::Duration;

use axum::response::Response;

use crate::model::Kind;
use crate::server::ads::{Ads, Of, Wanted};
use crate::server::api::answer;
use crate::server::api::query::Query;
use crate::server::api::route::resource_id;
use crate::server::error::ApiError;

/// How long a request waits that does not say how long, and the longest that one may, in seconds.
const WAIT: u64 = 30;
const WAIT_MAX: u64 = 600;

/// Lists the proxies, of one mesh or of all; at once, or when they answered the changes up to a
/// revision.
pub async fn list(ads: &Ads, query: &Query) -> Result<Response, ApiError> {
    let of = of(query)?;
    let listing = match revision(ads, query)? {
        None => ads.listing(&of),
        Some(revision) => {
            let time = Duration::from_secs(query.number("timeout")?.unwrap_or(WAIT).min(WAIT_MAX));
            ads.wait(Wanted { since: query.number("since")?, revision, of: &of }, time).await
        }
    };
    Ok(answer::json(&listing))
}

/// Whose proxies are asked for: of a mesh, or those that know a virtual router in it.
fn of(query: &Query) -> Result<Of, ApiError> {
    let Some(router) = query.get("router") else {
        return Ok(query.get("mesh").map_or(Of::All, |mesh| Of::Mesh(mesh.to_owned())));
    };
    let mesh = query.required("mesh")?;
    Ok(Of::Router(resource_id(Kind::VirtualRouter, mesh, None, router)?))
}

/// The revision to wait for, by its number or as the latest.
fn revision(ads: &Ads, query: &Query) -> Result<Option<u64>, ApiError> {
    let last = ads.plane().snapshot().revision;
    if query.get("wait") == Some("latest") {
        return Ok(Some(last));
    }
    match query.number("wait")? {
        Some(revision) if revision > last => Err(ApiError::bad_request(format!(
            "wait: there is no revision {revision} yet; the last is {last}"
        ))),
        known => Ok(known),
    }
}
