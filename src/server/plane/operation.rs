//! What can be asked of the plane, and what it answers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::model::resource::{Form, InForm};
use crate::model::tag::TagKey;
use crate::model::{
    Instance, InstanceId, InstanceService, Kind, Resource, ResourceId, Spec, Status, Tags,
};
use crate::rollout::record::RolloutRecord;
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::locks::{LockCall, LockView};
use crate::server::plane::rollouts::RolloutCall;
use crate::store::TokenKey;

/// A write.
#[derive(Debug)]
pub enum Operation {
    /// One change; a repetition with the same token is answered without being done again.
    Change {
        change: Change,
        token: Option<ClientToken>,
    },
    /// Adds tags, or overwrites their values.
    Tag {
        id: ResourceId,
        tags: Tags,
    },
    Untag {
        id: ResourceId,
        keys: Vec<TagKey>,
    },
    /// All changes, in order, or none of them.
    Batch {
        changes: Vec<Change>,
        if_revision: Option<u64>,
    },
    /// Adds an instance, or replaces the one of that id.
    RegisterInstance {
        id: InstanceId,
        instance: Arc<Instance>,
    },
    DeregisterInstance {
        id: InstanceId,
    },
    /// Makes these the instances of the service, and no others.
    ReplaceInstances {
        service: InstanceService,
        instances: BTreeMap<Arc<str>, Arc<Instance>>,
    },
    /// Asks about the lock of a mesh, or changes it.
    Lock(LockCall),
    /// Starts a rollout, or takes a step of one.
    Rollout(RolloutCall),
}

impl Operation {
    /// The meshes whose resources it changes.
    pub fn meshes(&self) -> BTreeSet<&str> {
        match self {
            Self::Change { change, .. } => BTreeSet::from([change.id().mesh()]),
            Self::Tag { id, .. } | Self::Untag { id, .. } => BTreeSet::from([id.mesh()]),
            Self::Batch { changes, .. } => {
                changes.iter().map(|change| change.id().mesh()).collect()
            }
            Self::Rollout(call) => call.meshes().collect(),
            Self::RegisterInstance { .. }
            | Self::DeregisterInstance { .. }
            | Self::ReplaceInstances { .. }
            | Self::Lock(_) => BTreeSet::new(),
        }
    }
}

/// A change of one resource.
#[derive(Debug, Clone)]
pub enum Change {
    Create {
        id: ResourceId,
        spec: Spec,
        tags: Tags,
    },
    /// Replaces the whole spec, and the tags where some are given.
    Update {
        id: ResourceId,
        spec: Spec,
        tags: Option<Tags>,
        expected: Expected,
    },
    Delete {
        id: ResourceId,
        expected: Expected,
    },
}

/// The versions of which a resource must have one to be changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Expected {
    #[default]
    Any,
    OneOf(Vec<i64>),
}

impl Expected {
    pub fn version(version: i64) -> Self {
        Self::OneOf(vec![version])
    }

    pub fn check(&self, resource: &Resource) -> Result<(), ApiError> {
        match self {
            Self::OneOf(versions) if !versions.contains(&resource.version()) => {
                let (kind, name) = (resource.kind(), resource.id.name());
                let found = resource.version();
                Err(ApiError::new(
                    ErrorKind::PreconditionFailed,
                    format!(
                        "the {kind} `{name}` has version {found}, which is not the one expected"
                    ),
                ))
            }
            _ => Ok(()),
        }
    }
}

/// A client token together with the digest of what its request asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientToken {
    pub key: TokenKey,
    pub fingerprint: [u8; 32],
}

impl ClientToken {
    pub fn new(token: &str, change: &Change) -> Self {
        let fingerprint = change.fingerprint();
        Self { key: Sha256::digest(token.as_bytes()).into(), fingerprint }
    }
}

impl Change {
    pub fn id(&self) -> &ResourceId {
        match self {
            Self::Create { id, .. } | Self::Update { id, .. } | Self::Delete { id, .. } => id,
        }
    }

    /// The digest of the change. It does not depend on how the request was spelled.
    fn fingerprint(&self) -> [u8; 32] {
        let (action, spec, tags) = match self {
            Self::Create { spec, tags, .. } => ("create", Some(spec), Some(tags)),
            Self::Update { spec, tags, .. } => ("update", Some(spec), tags.as_ref()),
            Self::Delete { .. } => ("delete", None, None),
        };
        let id = self.id();
        let whole = (action, id.kind().row().wire, id.mesh(), id.parent(), id.name(), spec, tags);
        let text = serde_json::to_vec(&whole).expect("a change is plain JSON");
        Sha256::digest(&text).into()
    }

    /// Writes into the spec what the API leaves to the control plane.
    pub fn fill_defaults(&mut self) {
        match self {
            Self::Create { spec, .. } | Self::Update { spec, .. } => fill_health_check_ports(spec),
            Self::Delete { .. } => {}
        }
    }
}

/// A health check without a port asks that of its listener.
fn fill_health_check_ports(spec: &mut Spec) {
    match spec {
        Spec::VirtualNode(node) => {
            for listener in &mut node.listeners {
                if let Some(check) = &mut listener.health_check {
                    check.port.get_or_insert(listener.port_mapping.port);
                }
            }
        }
        Spec::VirtualGateway(gateway) => {
            for listener in &mut gateway.listeners {
                if let Some(check) = &mut listener.health_check {
                    check.port.get_or_insert(listener.port_mapping.port);
                }
            }
        }
        _ => {}
    }
}

/// What was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The revision at which the changes are visible.
    pub revision: u64,
    /// Whether there was anything to change.
    pub changed: bool,
    /// For each change of a resource that resource afterwards.
    pub answers: Vec<Answer>,
    /// The locks that were asked about.
    pub locks: Vec<LockView>,
    /// The rollout that was asked about.
    pub rollout: Option<Arc<RolloutRecord>>,
}

/// A resource as it is after a change, or was before it was deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub resource: Arc<Resource>,
    pub status: Status,
}

impl Answer {
    pub fn active(resource: Arc<Resource>) -> Self {
        Self { resource, status: Status::Active }
    }

    /// The form in which the API answers it.
    pub fn in_form(&self) -> InForm<'_> {
        self.resource.in_form(Form::Data(self.status))
    }
}

/// The kind and name of a resource in messages.
pub fn named(id: &ResourceId) -> String {
    match id.kind() {
        Kind::Mesh => format!("mesh `{}`", id.mesh()),
        kind => format!("{kind} `{}`", id.name()),
    }
}
