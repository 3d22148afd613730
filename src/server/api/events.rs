//! The stream of changes, as server-sent events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream, StreamExt};
use http::HeaderMap;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::model::InstanceService;
use crate::server::api::query::{Query, number};
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::Plane;
use crate::server::plane::events::Lagged;
use crate::store::{self, Transaction};

/// How often an idle stream shows that it is alive.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Streams all changes after a revision, of one mesh or of all, until the reader or the plane ends.
pub async fn stream(
    plane: &Plane,
    query: &Query,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let from = start(query, headers)?;
    let mesh = query.get("mesh").map(str::to_owned);
    let reader = plane.clone();
    let transactions = tokio::task::spawn_blocking(move || reader.events_from(from))
        .await
        .map_err(|_| ApiError::new(ErrorKind::InternalServerError, "the log cannot be read"))??;
    let events = until_lagged(transactions)
        .flat_map(move |received| stream::iter(sent(received, mesh.as_deref())))
        .map(Ok::<Event, Infallible>)
        .take_until(plane.drained());
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response())
}

/// The revision to begin after: where a reader that comes back was, or what the query says.
fn start(query: &Query, headers: &HeaderMap) -> Result<Option<u64>, ApiError> {
    match headers.get("last-event-id") {
        Some(id) => number("Last-Event-ID", id.to_str().unwrap_or_default()).map(Some),
        None => query.number("from"),
    }
}

type Received = Result<Arc<Transaction>, Lagged>;

/// Ends the stream behind the first gap.
fn until_lagged(stream: impl Stream<Item = Received>) -> impl Stream<Item = Received> {
    stream.scan(false, |lagged, received| {
        let next = (!*lagged).then_some(received);
        *lagged |= next.as_ref().is_some_and(Result::is_err);
        std::future::ready(next)
    })
}

fn sent(received: Received, mesh: Option<&str>) -> Vec<Event> {
    let transaction = match received {
        Ok(transaction) => transaction,
        Err(Lagged) => return vec![behind()],
    };
    let wanted =
        transaction.events.iter().filter(|event| mesh.is_none_or(|mesh| event.id.mesh() == mesh));
    let mut events: Vec<Event> = wanted.map(|event| written(transaction.revision, event)).collect();
    // Instances belong to no mesh.
    if mesh.is_none() {
        let services = transaction.services.iter();
        events.extend(services.map(|service| instances(transaction.revision, service)));
    }
    // Only the last one carries the revision as its id: a reader that was cut off in the middle
    // gets the whole transaction again, and misses nothing.
    if let Some(last) = events.pop() {
        events.push(last.id(transaction.revision.to_string()));
    }
    events
}

/// The last event for a reader that was too slow. It has no id, so that the reader still knows how
/// far it came.
fn behind() -> Event {
    let text = "changes were missed; read the snapshot and go on from its revision";
    Event::default().event("behind").data(serde_json::json!({ "message": text }).to_string())
}

fn written(revision: u64, event: &store::Event) -> Event {
    let data = serde_json::to_string(&Data { revision, event }).expect("events are plain JSON");
    Event::default().event(event.kind.as_str()).data(data)
}

/// Says of which service the instances changed.
fn instances(revision: u64, service: &InstanceService) -> Event {
    let InstanceService { namespace, service } = service;
    let data = serde_json::json!({
        "revision": revision,
        "namespace": namespace,
        "service": service,
    });
    Event::default().event("instances").data(data.to_string())
}

/// An event's data: the revision, and what changed.
struct Data<'a> {
    revision: u64,
    event: &'a store::Event,
}

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("revision", &self.revision)?;
        self.event.write_members(&mut map)?;
        map.end()
    }
}
