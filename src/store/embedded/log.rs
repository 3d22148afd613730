//! How the changes of one revision are written: a JSON list of events, or an object with that list
//! where instances changed as well.

use serde::{Deserialize, Serialize};

use crate::model::id::IdError;
use crate::model::instance::InstanceNameError;
use crate::model::{InstanceService, Kind, ResourceId};
use crate::store::record::{Event, EventKind, Transaction};

/// One event as it is written.
#[derive(Serialize, Deserialize)]
struct Line {
    event: EventKind,
    kind: String,
    mesh: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    name: String,
    version: i64,
}

/// A Cloud Map service as it is written.
#[derive(Serialize, Deserialize)]
struct ServiceLine {
    namespace: String,
    service: String,
}

/// What is written where instances changed.
#[derive(Serialize, Deserialize)]
struct Entry {
    events: Vec<Line>,
    services: Vec<ServiceLine>,
}

/// Why a log entry cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    #[error("the change log: {0}")]
    Json(serde_json::Error),
    #[error("the change log: `{0}` is not a kind")]
    Kind(String),
    #[error("the change log: {0}")]
    Id(IdError),
    #[error("the change log: {0}")]
    Service(InstanceNameError),
}

pub fn encode(transaction: &Transaction) -> Vec<u8> {
    let Transaction { events, services, .. } = transaction;
    let events: Vec<Line> = events.iter().map(Line::from).collect();
    let services: Vec<ServiceLine> = services.iter().map(ServiceLine::from).collect();
    let bytes = if services.is_empty() {
        serde_json::to_vec(&events)
    } else {
        serde_json::to_vec(&Entry { events, services })
    };
    bytes.expect("changes are plain JSON")
}

pub fn decode(revision: u64, bytes: &[u8]) -> Result<Transaction, LogError> {
    let Entry { events, services } = if bytes.starts_with(b"[") {
        let events = serde_json::from_slice(bytes).map_err(LogError::Json)?;
        Entry { events, services: Vec::new() }
    } else {
        serde_json::from_slice(bytes).map_err(LogError::Json)?
    };
    let events: Result<_, _> = events.into_iter().map(Line::event).collect();
    let services: Result<_, _> = services.iter().map(ServiceLine::service).collect();
    Ok(Transaction { revision, events: events?, services: services? })
}

impl From<&InstanceService> for ServiceLine {
    fn from(of: &InstanceService) -> Self {
        let InstanceService { namespace, service } = of;
        Self { namespace: namespace.to_string(), service: service.to_string() }
    }
}

impl ServiceLine {
    fn service(&self) -> Result<InstanceService, LogError> {
        InstanceService::try_new(&self.namespace, &self.service).map_err(LogError::Service)
    }
}

impl From<&Event> for Line {
    fn from(event: &Event) -> Self {
        let Event { kind, id, version } = event;
        Self {
            event: *kind,
            kind: id.kind().row().wire.to_owned(),
            mesh: id.mesh().to_owned(),
            parent: id.parent().map(str::to_owned),
            name: id.name().to_owned(),
            version: *version,
        }
    }
}

impl Line {
    fn event(self) -> Result<Event, LogError> {
        let Self { event, kind, mesh, parent, name, version } = self;
        let kind = Kind::from_wire(&kind).ok_or(LogError::Kind(kind))?;
        let id =
            ResourceId::try_new(kind, &mesh, parent.as_deref(), &name).map_err(LogError::Id)?;
        Ok(Event { kind: event, id, version })
    }
}
