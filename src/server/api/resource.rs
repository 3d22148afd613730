//! The operations on resources, the same for all seven kinds.

use std::sync::Arc;

use axum::response::Response;
use http::HeaderMap;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::document::Node;
use crate::model::{Kind, Resource, Snapshot};
use crate::server::api::page::List;
use crate::server::api::query::Query;
use crate::server::api::route::Names;
use crate::server::api::{answer, request};
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::locks::Fence;
use crate::server::plane::operation::{Answer, Change, Operation};
use crate::server::plane::{Plane, lookup};

/// The most items on a page.
const PAGE_MAX: usize = 100;

/// What a request asks of the resources of one kind.
pub struct Asked<'a> {
    pub plane: &'a Plane,
    pub kind: Kind,
    pub names: &'a Names,
    pub query: &'a Query,
    pub headers: &'a HeaderMap,
    /// The locks under which a write is made.
    pub fence: &'a Option<Fence>,
}

impl Asked<'_> {
    pub async fn create(&self, body: &Node) -> Result<Response, ApiError> {
        let operation = request::create(self.kind, self.names, body)?;
        self.check_owner_of_part()?;
        self.write(operation).await
    }

    pub fn describe(&self) -> Result<Response, ApiError> {
        let id = self.names.id(self.kind)?;
        self.query.check_mesh_owner(self.plane.identity(), id.mesh())?;
        let snapshot = self.plane.snapshot().snapshot;
        let resource = lookup::existing(&snapshot, &id)?;
        Ok(answer::resource(&Answer::active(Arc::clone(resource))))
    }

    pub async fn update(&self, body: &Node) -> Result<Response, ApiError> {
        let id = self.names.id(self.kind)?;
        let operation = request::update(id, answer::if_match(self.headers), body)?;
        self.check_owner_of_part()?;
        self.write(operation).await
    }

    pub async fn delete(&self) -> Result<Response, ApiError> {
        let id = self.names.id(self.kind)?;
        self.check_owner_of_part()?;
        let change = Change::Delete { id, expected: answer::if_match(self.headers) };
        self.write(Operation::Change { change, token: None }).await
    }

    /// The writing operations on meshes themselves do not know the parameter.
    fn check_owner_of_part(&self) -> Result<(), ApiError> {
        match self.kind {
            Kind::Mesh => Ok(()),
            _ => self.query.check_mesh_owner(self.plane.identity(), &self.names.mesh),
        }
    }

    async fn write(&self, operation: Operation) -> Result<Response, ApiError> {
        let outcome = self.plane.submit_under(self.fence.clone(), operation).await?;
        match outcome.answers.first() {
            Some(answer) => Ok(answer::resource(answer)),
            None => Err(ApiError::new(ErrorKind::InternalServerError, "the change has no answer")),
        }
    }

    pub fn list(&self) -> Result<Response, ApiError> {
        let Self { plane, kind, names, query, .. } = *self;
        let holder = names.holder(kind)?;
        let limit = query.limit(PAGE_MAX)?;
        let parent = names.parent.as_deref().unwrap_or_default();
        let list = List::new(&[kind.row().collection, &names.mesh, parent]);
        let start = list.start(query.get("nextToken"))?;
        let snapshot = plane.snapshot().snapshot;
        if let Some(holder) = &holder {
            query.check_mesh_owner(plane.identity(), holder.mesh())?;
            lookup::existing(&snapshot, holder)?;
        }
        let items = items(&snapshot, kind, names, &start);
        let (page, next) = list.cut(items, limit, |resource| resource.id.name().to_owned());
        Ok(answer::json(&Page { member: kind.row().collection, items: &page, next }))
    }
}

/// The resources of a collection after a name, in the order of names.
fn items<'a>(
    snapshot: &'a Snapshot,
    kind: Kind,
    names: &'a Names,
    start: &'a str,
) -> Box<dyn Iterator<Item = &'a Arc<Resource>> + 'a> {
    if kind == Kind::Mesh {
        return Box::new(snapshot.meshes().skip_while(move |mesh| mesh.id.name() <= start));
    }
    Box::new(snapshot.of_kind_after(kind, &names.mesh, names.parent.as_deref(), start))
}

/// A page of a list.
struct Page<'a> {
    member: &'static str,
    items: &'a [&'a Arc<Resource>],
    next: Option<String>,
}

impl Serialize for Page<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let items: Vec<Item> = self.items.iter().map(|resource| Item(resource)).collect();
        map.serialize_entry(self.member, &items)?;
        if let Some(next) = &self.next {
            map.serialize_entry("nextToken", next)?;
        }
        map.end()
    }
}

/// What a list tells of a resource: names and metadata, but neither spec nor uid.
struct Item<'a>(&'a Resource);

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(resource) = self;
        let row = resource.kind().row();
        let mut map = serializer.serialize_map(None)?;
        if let Some(metadata) = &resource.metadata {
            map.serialize_entry("arn", &metadata.arn)?;
            map.serialize_entry("createdAt", &metadata.created_at)?;
            map.serialize_entry("lastUpdatedAt", &metadata.last_updated_at)?;
            map.serialize_entry("meshOwner", &metadata.mesh_owner)?;
            map.serialize_entry("resourceOwner", &metadata.resource_owner)?;
            map.serialize_entry("version", &metadata.version)?;
        }
        map.serialize_entry("meshName", resource.id.mesh())?;
        if let (Some(kind), Some(parent)) = (row.parent, resource.id.parent()) {
            map.serialize_entry(kind.row().name_member, parent)?;
        }
        if resource.kind() != Kind::Mesh {
            map.serialize_entry(row.name_member, resource.id.name())?;
        }
        map.end()
    }
}
