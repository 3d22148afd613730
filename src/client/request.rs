//! Calls as HTTP requests. Pure: a call always gives the same request.

use bytes::Bytes;
use http::{Method, Request, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::client::instance::InstanceFilter;
use crate::client::lock::{LOCK_HEADER, LockCall};
use crate::client::rollout::RolloutCall;
use crate::client::telemetry::TelemetryQuery;
use crate::model::{Form, Instance, InstanceId, Kind, Resource, ResourceId, Tags};

/// Everything but what RFC 3986 calls unreserved.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The most items that one page of a list holds (App Mesh `limit`).
const PAGE: usize = 100;
/// The most tags that one page holds (App Mesh shape `TagsLimit`).
const TAG_PAGE: usize = 50;

/// One call of the API.
#[derive(Debug, Clone, Copy)]
pub enum Call<'a> {
    Capabilities,
    Backup,
    Snapshot { mesh: Option<&'a str> },
    List { of: Collection<'a>, next: Option<&'a str> },
    Describe(&'a ResourceId),
    Create { resource: &'a Resource, token: &'a str },
    Update { resource: &'a Resource, token: &'a str, version: Option<i64> },
    Delete { id: &'a ResourceId, version: Option<i64> },
    ListTags { arn: &'a str, next: Option<&'a str> },
    Tag { arn: &'a str, tags: &'a Tags },
    Untag { arn: &'a str, keys: &'a [String] },
    Apply { changes: &'a [BatchChange<'a>] },
    ListInstances(InstanceFilter<'a>),
    Proxies { mesh: Option<&'a str>, router: Option<&'a str>, wait: Option<Wait> },
    Telemetry(TelemetryQuery<'a>),
    Register { id: &'a InstanceId, instance: &'a Instance },
    Deregister(&'a InstanceId),
    Lock(LockCall<'a>),
    Rollout(RolloutCall<'a>),
}

/// The resources of a kind in a mesh, or in a router or gateway.
#[derive(Debug, Clone, Copy)]
pub struct Collection<'a> {
    pub kind: Kind,
    /// Empty for meshes themselves.
    pub mesh: &'a str,
    pub parent: Option<&'a str>,
}

/// A wait until all proxies answered the changes up to a revision; without one, all changes by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Only for proxies for which something changed after that revision.
    pub since: Option<u64>,
    pub revision: Option<u64>,
    pub seconds: u64,
}

/// One change of a transaction. A version guards against changes in between.
#[derive(Debug, Clone, Copy)]
pub enum BatchChange<'a> {
    Create(&'a Resource),
    Update { resource: &'a Resource, version: i64 },
    Delete { id: &'a ResourceId, version: i64 },
}

impl Call<'_> {
    /// What is attempted, to follow "cannot".
    pub fn doing(&self) -> String {
        match self {
            Self::Capabilities => "ask what the control plane can do".to_owned(),
            Self::Backup => "make a backup".to_owned(),
            Self::Snapshot { mesh: Some(mesh) } => format!("read the mesh `{mesh}`"),
            Self::Snapshot { mesh: None } => "read all meshes".to_owned(),
            Self::List { of: Collection { kind: Kind::Mesh, .. }, .. } => "list meshes".to_owned(),
            Self::List { of, .. } => {
                format!("list the {} of the mesh `{}`", of.kind.row().nouns, of.mesh)
            }
            Self::Describe(id) => format!("describe {id}"),
            Self::Create { resource, .. } => format!("create {}", resource.id),
            Self::Update { resource, .. } => format!("update {}", resource.id),
            Self::Delete { id, .. } => format!("delete {id}"),
            Self::ListTags { arn, .. } => format!("list the tags of {arn}"),
            Self::Tag { arn, .. } => format!("tag {arn}"),
            Self::Untag { arn, .. } => format!("take tags off {arn}"),
            Self::Apply { .. } => "apply the changes".to_owned(),
            Self::ListInstances(_) => "list the instances".to_owned(),
            Self::Proxies { wait: None, .. } => "list the proxies".to_owned(),
            Self::Proxies { .. } => "wait for the proxies".to_owned(),
            Self::Telemetry(query) => format!("read the traffic of the mesh `{}`", query.mesh),
            Self::Register { id, .. } => format!("register the instance {id}"),
            Self::Deregister(id) => format!("deregister the instance {id}"),
            Self::Lock(call) => call.doing(),
            Self::Rollout(call) => call.doing(),
        }
    }

    /// Whether sending it again after a lost answer is safe. Creates and updates carry a token; a
    /// transaction has none, and neither does a wish.
    pub fn is_repeatable(&self) -> bool {
        match self {
            Self::Apply { .. } => false,
            Self::Rollout(call) => call.is_repeatable(),
            _ => true,
        }
    }

    /// Whether it may change something.
    pub fn is_write(&self) -> bool {
        self.method() != Method::GET
    }

    pub fn request(&self) -> Request<Bytes> {
        let (method, uri) = (self.method(), self.uri());
        let mut request = Request::builder().method(method).uri(uri);
        let version = match self {
            Self::Update { version, .. } | Self::Delete { version, .. } => *version,
            _ => None,
        };
        if let Some(version) = version {
            request = request.header(header::IF_MATCH, format!("\"{version}\""));
        }
        if let Self::Lock(call) = self
            && let Some(token) = call.token()
        {
            request = request.header(LOCK_HEADER, token);
        }
        let body = match self.body() {
            Some(body) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Bytes::from(body)
            }
            None => Bytes::new(),
        };
        request.body(body).expect("paths are percent-encoded and headers are ASCII")
    }

    fn method(&self) -> Method {
        match self {
            Self::Capabilities
            | Self::Backup
            | Self::Snapshot { .. }
            | Self::List { .. }
            | Self::Describe(_)
            | Self::ListTags { .. }
            | Self::ListInstances(_)
            | Self::Proxies { .. }
            | Self::Telemetry(_) => Method::GET,
            Self::Create { .. }
            | Self::Update { .. }
            | Self::Tag { .. }
            | Self::Untag { .. }
            | Self::Register { .. } => Method::PUT,
            Self::Delete { .. } | Self::Deregister(_) => Method::DELETE,
            Self::Apply { .. } => Method::POST,
            Self::Lock(call) => call.method(),
            Self::Rollout(call) => call.method(),
        }
    }

    fn uri(&self) -> String {
        match *self {
            Self::Capabilities => "/_weir/v1/capabilities".to_owned(),
            Self::Backup => "/_weir/v1/backup".to_owned(),
            Self::Snapshot { mesh: None } => "/_weir/v1/snapshot".to_owned(),
            Self::Snapshot { mesh: Some(mesh) } => {
                format!("/_weir/v1/snapshot?mesh={}", encode(mesh))
            }
            Self::List { of, next } => format!("{}?{}", of.path(), page(PAGE, next)),
            Self::Describe(id) | Self::Delete { id, .. } => item_path(id),
            Self::Create { resource, .. } => Collection::of(&resource.id).path(),
            Self::Update { resource, .. } => item_path(&resource.id),
            Self::ListTags { arn, next } => {
                format!("/v20190125/tags?resourceArn={}&{}", encode(arn), page(TAG_PAGE, next))
            }
            Self::Tag { arn, .. } => format!("/v20190125/tag?resourceArn={}", encode(arn)),
            Self::Untag { arn, .. } => format!("/v20190125/untag?resourceArn={}", encode(arn)),
            Self::Apply { .. } => "/_weir/v1/apply".to_owned(),
            Self::ListInstances(filter) => instances_path(filter),
            Self::Proxies { mesh, router, wait } => proxies_path(mesh, router, wait),
            Self::Telemetry(query) => query.uri(),
            Self::Register { id, .. } | Self::Deregister(id) => instance_path(id),
            Self::Lock(call) => call.uri(),
            Self::Rollout(call) => call.uri(),
        }
    }

    fn body(&self) -> Option<Vec<u8>> {
        let body = match *self {
            Self::Create { resource, token } => {
                let mut body = Map::new();
                let name = resource.kind().row().name_member;
                body.insert(name.to_owned(), json!(resource.id.name()));
                body.insert("spec".to_owned(), resource.spec.to_value());
                body.insert("clientToken".to_owned(), json!(token));
                if !resource.tags.is_empty() {
                    body.insert("tags".to_owned(), tree(&resource.tags));
                }
                Value::Object(body)
            }
            Self::Update { resource, token, .. } => {
                json!({"spec": resource.spec.to_value(), "clientToken": token})
            }
            Self::Tag { tags, .. } => json!({"tags": tags}),
            Self::Untag { keys, .. } => json!({"tagKeys": keys}),
            Self::Apply { changes } => {
                json!({"changes": changes.iter().map(BatchChange::tree).collect::<Vec<_>>()})
            }
            Self::Register { instance, .. } => tree(instance),
            Self::Lock(call) => call.body()?,
            Self::Rollout(call) => call.body()?,
            _ => return None,
        };
        Some(body.to_string().into_bytes())
    }
}

pub fn tree(value: &(impl Serialize + ?Sized)) -> Value {
    serde_json::to_value(value).expect("the model has string keys and whole numbers only")
}

pub fn encode(segment: &str) -> String {
    utf8_percent_encode(segment, ENCODED).to_string()
}

fn page(limit: usize, next: Option<&str>) -> String {
    match next {
        Some(token) => format!("limit={limit}&nextToken={}", encode(token)),
        None => format!("limit={limit}"),
    }
}

impl<'a> Collection<'a> {
    /// The collection that holds a resource.
    pub fn of(id: &'a ResourceId) -> Self {
        let mesh = if id.kind() == Kind::Mesh { "" } else { id.mesh() };
        Self { kind: id.kind(), mesh, parent: id.parent() }
    }

    /// Routes and gateway routes hang under the singular of their parent's kind.
    fn path(&self) -> String {
        let row = self.kind.row();
        let mesh = encode(self.mesh);
        match (self.kind, row.parent, self.parent) {
            (Kind::Mesh, ..) => "/v20190125/meshes".to_owned(),
            (_, Some(of), Some(parent)) => format!(
                "/v20190125/meshes/{mesh}/{}/{}/{}",
                of.row().segment,
                encode(parent),
                row.collection
            ),
            _ => format!("/v20190125/meshes/{mesh}/{}", row.collection),
        }
    }
}

fn item_path(id: &ResourceId) -> String {
    format!("{}/{}", Collection::of(id).path(), encode(id.name()))
}

fn proxies_path(mesh: Option<&str>, router: Option<&str>, wait: Option<Wait>) -> String {
    let mut query = Vec::new();
    if let Some(Wait { since, revision, seconds }) = wait {
        let revision = revision.map_or("latest".to_owned(), |revision| revision.to_string());
        query.push(format!("wait={revision}&timeout={seconds}"));
        query.extend(since.map(|since| format!("since={since}")));
    }
    query.extend(mesh.map(|mesh| format!("mesh={}", encode(mesh))));
    query.extend(router.map(|router| format!("router={}", encode(router))));
    match query.as_slice() {
        [] => "/_weir/v1/proxies".to_owned(),
        query => format!("/_weir/v1/proxies?{}", query.join("&")),
    }
}

fn instances_path(filter: InstanceFilter<'_>) -> String {
    let parameters = [("namespace", filter.namespace), ("service", filter.service)];
    let given = parameters.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let query: Vec<String> =
        given.map(|(name, value)| format!("{name}={}", encode(value))).collect();
    match query.as_slice() {
        [] => "/_weir/v1/instances".to_owned(),
        query => format!("/_weir/v1/instances?{}", query.join("&")),
    }
}

fn instance_path(id: &InstanceId) -> String {
    let InstanceId { service, id } = id;
    let names = [&service.namespace, &service.service, id].map(|name| encode(name));
    format!("/_weir/v1/instances/{}", names.join("/"))
}

impl BatchChange<'_> {
    pub fn tree(&self) -> Value {
        let (action, resource, version) = match *self {
            Self::Create(resource) => ("create", resource, None),
            Self::Update { resource, version } => ("update", resource, Some(version)),
            Self::Delete { id, version } => {
                let mut change = names(id);
                change.insert("action".to_owned(), json!("delete"));
                change.insert("ifVersion".to_owned(), json!(version));
                return Value::Object(change);
            }
        };
        let Value::Object(mut change) = tree(&resource.in_form(Form::Document)) else {
            unreachable!("a resource is written as an object")
        };
        change.insert("action".to_owned(), json!(action));
        change.insert("kind".to_owned(), json!(resource.kind().row().wire));
        if let Some(version) = version {
            change.insert("ifVersion".to_owned(), json!(version));
        }
        Value::Object(change)
    }

    /// The kind of the resource.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Create(resource) | Self::Update { resource, .. } => resource.kind(),
            Self::Delete { id, .. } => id.kind(),
        }
    }
}

fn names(id: &ResourceId) -> Map<String, Value> {
    let row = id.kind().row();
    let mut names = Map::new();
    names.insert("kind".to_owned(), json!(row.wire));
    names.insert("meshName".to_owned(), json!(id.mesh()));
    if let (Some(of), Some(parent)) = (row.parent, id.parent()) {
        names.insert(of.row().name_member.to_owned(), json!(parent));
    }
    names.insert(row.name_member.to_owned(), json!(id.name()));
    names
}
