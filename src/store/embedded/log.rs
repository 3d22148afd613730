//! How the events of one revision are written: a JSON list.

use serde::{Deserialize, Serialize};

use crate::model::id::IdError;
use crate::model::{Kind, ResourceId};
use crate::store::record::{Event, EventKind};

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

/// Why a log entry cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    #[error("the change log: {0}")]
    Json(serde_json::Error),
    #[error("the change log: `{0}` is not a kind")]
    Kind(String),
    #[error("the change log: {0}")]
    Id(IdError),
}

pub fn encode(events: &[Event]) -> Vec<u8> {
    let lines: Vec<Line> = events.iter().map(Line::from).collect();
    serde_json::to_vec(&lines).expect("events are plain JSON")
}

pub fn decode(bytes: &[u8]) -> Result<Vec<Event>, LogError> {
    let lines: Vec<Line> = serde_json::from_slice(bytes).map_err(LogError::Json)?;
    lines.into_iter().map(Line::event).collect()
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
