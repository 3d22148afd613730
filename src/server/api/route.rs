//! Which operation a method and a path mean. The paths of the seven kinds come from their table.
//!
//! Paths are split before they are decoded, once, so that a name may hold anything but what names
//! may never hold.

use http::Method;
use percent_encoding::percent_decode_str;

use crate::model::{IdError, InstanceService, Kind, ResourceId};
use crate::server::error::{ApiError, ErrorKind};

/// The prefix of the API's paths.
const API: &str = "v20190125";

/// An operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Create(Kind),
    Describe(Kind),
    Update(Kind),
    Delete(Kind),
    List(Kind),
    TagResource,
    UntagResource,
    ListTagsForResource,

    Capabilities,
    Snapshot,
    Apply,
    Events,
    ListInstances,
    RegisterInstance,
    DeregisterInstance,
    ReplaceInstances,
    Proxies,
    Telemetry,
    Backup,
    ListLocks,
    ShowLock,
    TakeLock,
    RenewLock,
    ReleaseLock,
    ListRollouts,
    StartRollout,
    ShowRollout,
    StepRollout,
    RolloutEntries,
    WishOfRollout,
    WatchRollout,
    CheckHooks,

    Liveness,
    Readiness,
    Metrics,
}

impl Call {
    /// The name of the operation, as the service model has it.
    pub fn name(self) -> String {
        let of = |verb: &str, kind: Kind| format!("{verb}{}", kind.row().operation);
        match self {
            Self::Create(kind) => of("Create", kind),
            Self::Describe(kind) => of("Describe", kind),
            Self::Update(kind) => of("Update", kind),
            Self::Delete(kind) => of("Delete", kind),
            Self::List(Kind::Mesh) => "ListMeshes".to_owned(),
            Self::List(kind) => of("List", kind) + "s",
            other => format!("{other:?}"),
        }
    }
}

/// An operation, and the names in the path.
#[derive(Debug, PartialEq, Eq)]
pub struct Routed {
    pub call: Call,
    pub names: Names,
}

/// The names in a path, decoded. An operation has those that its path has.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Names {
    pub mesh: String,
    pub parent: Option<String>,
    /// Of a resource, or the id of an instance or a rollout.
    pub name: String,
    /// Of an instance.
    pub namespace: String,
    pub service: String,
}

impl Names {
    /// The resource of that kind which the path names.
    pub fn id(&self, kind: Kind) -> Result<ResourceId, ApiError> {
        self.id_of(kind, &self.name)
    }

    /// The resource of that kind and name in the collection that the path names.
    pub fn id_of(&self, kind: Kind, name: &str) -> Result<ResourceId, ApiError> {
        let mesh = if kind == Kind::Mesh { name } else { &self.mesh };
        resource_id(kind, mesh, self.parent.as_deref(), name)
    }

    /// The service that the path of instances names.
    pub fn instance_service(&self) -> Result<InstanceService, ApiError> {
        Ok(InstanceService::try_new(&self.namespace, &self.service)?)
    }

    /// The resource of which the collection is a part; none for the meshes.
    pub fn holder(&self, kind: Kind) -> Result<Option<ResourceId>, ApiError> {
        let id = match (kind, kind.row().parent, &self.parent) {
            (Kind::Mesh, ..) => return Ok(None),
            (_, Some(of), Some(parent)) => resource_id(of, &self.mesh, None, parent),
            _ => resource_id(Kind::Mesh, &self.mesh, None, &self.mesh),
        };
        id.map(Some)
    }
}

/// The id, or which member holds a name that cannot be one.
pub fn resource_id(
    kind: Kind,
    mesh: &str,
    parent: Option<&str>,
    name: &str,
) -> Result<ResourceId, ApiError> {
    ResourceId::try_new(kind, mesh, parent, name).map_err(|error| match &error {
        IdError::Name { kind, .. } => {
            ApiError::bad_request(format!("{}: {error}", kind.row().name_member))
        }
        _ => ApiError::bad_request(error.to_string()),
    })
}

/// Why a request means no operation.
#[derive(Debug, PartialEq, Eq)]
pub enum Unrouted {
    UnknownPath,
    /// The path has operations, but none for this method; these are the methods.
    Method(Vec<Method>),
    /// A segment is not percent-encoded UTF-8.
    Encoding(String),
}

impl Unrouted {
    pub fn error(&self, method: &Method, path: &str) -> ApiError {
        match self {
            Self::UnknownPath => ApiError::new(
                ErrorKind::UnknownOperation,
                format!("there is no operation at `{path}`"),
            ),
            Self::Method(_) => ApiError::new(
                ErrorKind::MethodNotAllowed,
                format!("there is no operation for {method} at `{path}`"),
            ),
            Self::Encoding(segment) => ApiError::bad_request(format!(
                "`{segment}` in the path is not percent-encoded UTF-8"
            )),
        }
    }
}

/// Finds the operation for a method and a raw path.
pub fn find(method: &Method, path: &str) -> Result<Routed, Unrouted> {
    let segments: Vec<&str> = path.strip_prefix('/').unwrap_or(path).split('/').collect();
    let (place, names) = place(&segments)?;
    let calls = place.calls();
    match calls.iter().find(|(known, _)| known == method) {
        Some((_, call)) => Ok(Routed { call: *call, names }),
        None => Err(Unrouted::Method(calls.into_iter().map(|(method, _)| method).collect())),
    }
}

/// Something that has a path.
enum Place {
    Collection(Kind),
    Item(Kind),
    Instance,
    Lock,
    Rollouts,
    Rollout,
    /// Any other path has one method only.
    Single(Method, Call),
}

impl Place {
    fn calls(self) -> Vec<(Method, Call)> {
        match self {
            Self::Collection(kind) => {
                vec![(Method::GET, Call::List(kind)), (Method::PUT, Call::Create(kind))]
            }
            Self::Item(kind) => vec![
                (Method::GET, Call::Describe(kind)),
                (Method::PUT, Call::Update(kind)),
                (Method::DELETE, Call::Delete(kind)),
            ],
            Self::Instance => vec![
                (Method::PUT, Call::RegisterInstance),
                (Method::DELETE, Call::DeregisterInstance),
            ],
            Self::Lock => vec![
                (Method::GET, Call::ShowLock),
                (Method::POST, Call::TakeLock),
                (Method::PUT, Call::RenewLock),
                (Method::DELETE, Call::ReleaseLock),
            ],
            Self::Rollouts => {
                vec![(Method::GET, Call::ListRollouts), (Method::POST, Call::StartRollout)]
            }
            Self::Rollout => {
                vec![(Method::GET, Call::ShowRollout), (Method::PUT, Call::StepRollout)]
            }
            Self::Single(method, call) => vec![(method, call)],
        }
    }
}

fn place(segments: &[&str]) -> Result<(Place, Names), Unrouted> {
    let single = |method, call| Ok((Place::Single(method, call), Names::default()));
    match segments {
        [API, "tag"] => single(Method::PUT, Call::TagResource),
        [API, "untag"] => single(Method::PUT, Call::UntagResource),
        [API, "tags"] => single(Method::GET, Call::ListTagsForResource),
        [API, "meshes", rest @ ..] => resource_place(rest),
        ["_weir", "v1", "capabilities"] => single(Method::GET, Call::Capabilities),
        ["_weir", "v1", "snapshot"] => single(Method::GET, Call::Snapshot),
        ["_weir", "v1", "apply"] => single(Method::POST, Call::Apply),
        ["_weir", "v1", "events"] => single(Method::GET, Call::Events),
        ["_weir", "v1", "instances", rest @ ..] => instance_place(rest),
        ["_weir", "v1", "backup"] => single(Method::GET, Call::Backup),
        ["_weir", "v1", "locks"] => single(Method::GET, Call::ListLocks),
        ["_weir", "v1", "locks", mesh] => {
            Ok((Place::Lock, Names { mesh: decode(mesh)?, ..Names::default() }))
        }
        ["_weir", "v1", "rollouts", rest @ ..] => rollout_place(rest),
        ["_weir", "v1", "hooks"] => single(Method::POST, Call::CheckHooks),
        ["_weir", "v1", "proxies"] => single(Method::GET, Call::Proxies),
        ["_weir", "v1", "telemetry"] => single(Method::GET, Call::Telemetry),
        ["healthz"] => single(Method::GET, Call::Liveness),
        ["readyz"] => single(Method::GET, Call::Readiness),
        ["metrics"] => single(Method::GET, Call::Metrics),
        _ => Err(Unrouted::UnknownPath),
    }
}

/// The place below `/meshes`.
fn resource_place(segments: &[&str]) -> Result<(Place, Names), Unrouted> {
    let (place, mesh, parent, name) = match *segments {
        [] => (Place::Collection(Kind::Mesh), "", None, ""),
        [mesh] => (Place::Item(Kind::Mesh), mesh, None, mesh),
        [mesh, collection] => (Place::Collection(kind(None, collection)?), mesh, None, ""),
        [mesh, collection, name] => (Place::Item(kind(None, collection)?), mesh, None, name),
        [mesh, of, parent, collection] => {
            (Place::Collection(kind(Some(of), collection)?), mesh, Some(parent), "")
        }
        [mesh, of, parent, collection, name] => {
            (Place::Item(kind(Some(of), collection)?), mesh, Some(parent), name)
        }
        _ => return Err(Unrouted::UnknownPath),
    };
    let names = Names {
        mesh: decode(mesh)?,
        parent: parent.map(decode).transpose()?,
        name: decode(name)?,
        ..Names::default()
    };
    Ok((place, names))
}

/// The place below `/rollouts`.
fn rollout_place(segments: &[&str]) -> Result<(Place, Names), Unrouted> {
    let (place, id) = match *segments {
        [] => (Place::Rollouts, ""),
        [id] => (Place::Rollout, id),
        [id, "entries"] => (Place::Single(Method::GET, Call::RolloutEntries), id),
        [id, "wishes"] => (Place::Single(Method::POST, Call::WishOfRollout), id),
        [id, "lease"] => (Place::Single(Method::PUT, Call::WatchRollout), id),
        _ => return Err(Unrouted::UnknownPath),
    };
    Ok((place, Names { name: decode(id)?, ..Names::default() }))
}

/// The place below `/instances`.
fn instance_place(segments: &[&str]) -> Result<(Place, Names), Unrouted> {
    let (place, namespace, service, name) = match *segments {
        [] => (Place::Single(Method::GET, Call::ListInstances), "", "", ""),
        [namespace, service] => {
            (Place::Single(Method::PUT, Call::ReplaceInstances), namespace, service, "")
        }
        [namespace, service, id] => (Place::Instance, namespace, service, id),
        _ => return Err(Unrouted::UnknownPath),
    };
    let (namespace, service, name) = (decode(namespace)?, decode(service)?, decode(name)?);
    Ok((place, Names { name, namespace, service, ..Names::default() }))
}

/// The kind whose collection has that segment, below a parent whose kind has the other.
fn kind(parent: Option<&str>, collection: &str) -> Result<Kind, Unrouted> {
    let fits = |kind: &Kind| {
        let row = kind.row();
        *kind != Kind::Mesh
            && row.collection == collection
            && row.parent.map(|kind| kind.row().segment) == parent
    };
    Kind::ALL.into_iter().find(fits).ok_or(Unrouted::UnknownPath)
}

fn decode(segment: &str) -> Result<String, Unrouted> {
    let malformed = || Unrouted::Encoding(segment.to_owned());
    if !escapes_are_whole(segment) {
        return Err(malformed());
    }
    let text = percent_decode_str(segment).decode_utf8().map_err(|_| malformed())?;
    Ok(text.into_owned())
}

/// Whether two hexadecimal digits follow each percent sign.
pub fn escapes_are_whole(text: &str) -> bool {
    text.split('%').skip(1).all(|rest| {
        rest.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}
