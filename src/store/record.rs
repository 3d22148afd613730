//! What is kept beside the resources themselves: events, transactions, tokens, identity.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use crate::model::{Instance, InstanceId, InstanceService, Resource, ResourceId, Timestamp};
use crate::rollout::journal::Entry;
use crate::rollout::record::RolloutRecord;
use crate::store::MeshLock;

/// For whom the control plane speaks: both are part of every ARN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The account, 12 digits.
    pub account: String,
    pub region: String,
}

/// What happened to a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    Created,
    Updated,
    Deleted,
    Tagged,
}

impl EventKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
            Self::Tagged => "tagged",
        }
    }
}

/// One change of one resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub kind: EventKind,
    pub id: ResourceId,
    /// The version that the resource had afterwards.
    pub version: i64,
}

/// The members that events have on the wire: what changed, without what happened to it.
impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write_members(&mut map)?;
        map.end()
    }
}

impl Event {
    /// Writes kind, names and version.
    pub fn write_members<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let row = self.id.kind().row();
        map.serialize_entry("kind", row.wire)?;
        map.serialize_entry("meshName", self.id.mesh())?;
        if let (Some(parent), Some(name)) = (row.parent, self.id.parent()) {
            map.serialize_entry(parent.row().name_member, name)?;
        }
        if row.name_member != "meshName" {
            map.serialize_entry(row.name_member, self.id.name())?;
        }
        map.serialize_entry("version", &self.version)
    }
}

/// The changes that were made together, at one revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    pub revision: u64,
    pub events: Vec<Event>,
    /// The Cloud Map services whose instances changed, sorted.
    pub services: Vec<InstanceService>,
}

/// The part of the change log that was asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Changes {
    Log(Vec<Transaction>),
    /// The log does not reach back that far; `oldest` is the first revision it can start after.
    Gone {
        oldest: u64,
    },
}

/// The digest of a client token, so that tokens of any length take the same room.
pub type TokenKey = [u8; 32];

/// What a request with a client token asked for, and the resource that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredToken {
    /// The digest of what was asked for.
    pub fingerprint: [u8; 32],
    pub at: Timestamp,
    pub answer: Arc<Resource>,
}

/// What one commit keeps.
#[derive(Debug)]
pub struct Batch {
    /// When the batch was made; tokens are forgotten by it.
    pub at: Timestamp,
    /// The resource as it is after the batch; `None` where there is none any more.
    pub resources: BTreeMap<ResourceId, Option<Arc<Resource>>>,
    /// The instance as it is after the batch; `None` where there is none any more.
    pub instances: BTreeMap<InstanceId, Option<Arc<Instance>>>,
    /// In the order of revisions, without a gap after what is stored.
    pub transactions: Vec<Arc<Transaction>>,
    pub tokens: Vec<(TokenKey, StoredToken)>,
    /// The lock of the mesh as it is after the batch; `None` where there is none any more.
    pub locks: BTreeMap<String, Option<Arc<MeshLock>>>,
    /// The record of a rollout as it is after the batch; `None` where it is forgotten, and with it
    /// its journal.
    pub rollouts: BTreeMap<String, Option<Arc<RolloutRecord>>>,
    /// What rollouts announced. An entry of a number that is there already replaces it.
    pub entries: Vec<Entry>,
}

impl Batch {
    pub fn new(at: Timestamp) -> Self {
        Self {
            at,
            resources: BTreeMap::new(),
            instances: BTreeMap::new(),
            transactions: Vec::new(),
            tokens: Vec::new(),
            locks: BTreeMap::new(),
            rollouts: BTreeMap::new(),
            entries: Vec::new(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.transactions.is_empty()
            && self.locks.is_empty()
            && self.rollouts.is_empty()
            && self.entries.is_empty()
    }
}
