//! A resource: its identity, its spec, its tags, and what a control plane knows of it.

use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::model::gateway_route::GatewayRouteSpec;
use crate::model::id::ResourceId;
use crate::model::kind::Kind;
use crate::model::mesh::MeshSpec;
use crate::model::metadata::Metadata;
use crate::model::route::RouteSpec;
use crate::model::schema::Schema;
use crate::model::shape::Shape;
use crate::model::tag::Tags;
use crate::model::virtual_gateway::VirtualGatewaySpec;
use crate::model::virtual_node::VirtualNodeSpec;
use crate::model::virtual_router::VirtualRouterSpec;
use crate::model::virtual_service::VirtualServiceSpec;

/// A resource of a mesh, or the mesh itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    pub id: ResourceId,
    pub spec: Spec,
    pub tags: Tags,
    /// What the control plane knows of it; a document has none.
    pub metadata: Option<Box<Metadata>>,
}

/// The spec of a resource, by kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spec {
    Mesh(MeshSpec),
    VirtualNode(Box<VirtualNodeSpec>),
    VirtualRouter(VirtualRouterSpec),
    Route(Box<RouteSpec>),
    VirtualService(VirtualServiceSpec),
    VirtualGateway(Box<VirtualGatewaySpec>),
    GatewayRoute(Box<GatewayRouteSpec>),
}

impl Spec {
    /// What the API allows in the spec of a resource of that kind.
    pub fn schema(kind: Kind) -> &'static Schema {
        match kind {
            Kind::Mesh => MeshSpec::SCHEMA,
            Kind::VirtualNode => VirtualNodeSpec::SCHEMA,
            Kind::VirtualRouter => VirtualRouterSpec::SCHEMA,
            Kind::Route => RouteSpec::SCHEMA,
            Kind::VirtualService => VirtualServiceSpec::SCHEMA,
            Kind::VirtualGateway => VirtualGatewaySpec::SCHEMA,
            Kind::GatewayRoute => GatewayRouteSpec::SCHEMA,
        }
    }

    /// The kind of resource that it is a spec of.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Mesh(_) => Kind::Mesh,
            Self::VirtualNode(_) => Kind::VirtualNode,
            Self::VirtualRouter(_) => Kind::VirtualRouter,
            Self::Route(_) => Kind::Route,
            Self::VirtualService(_) => Kind::VirtualService,
            Self::VirtualGateway(_) => Kind::VirtualGateway,
            Self::GatewayRoute(_) => Kind::GatewayRoute,
        }
    }

    /// Reads the spec of a resource of that kind.
    pub fn deserialize<'de, D>(kind: Kind, deserializer: D) -> Result<Self, D::Error>
    where
        D: Deserializer<'de>,
    {
        Ok(match kind {
            Kind::Mesh => Self::Mesh(MeshSpec::deserialize(deserializer)?),
            Kind::VirtualNode => Self::VirtualNode(Box::deserialize(deserializer)?),
            Kind::VirtualRouter => {
                Self::VirtualRouter(VirtualRouterSpec::deserialize(deserializer)?)
            }
            Kind::Route => Self::Route(Box::deserialize(deserializer)?),
            Kind::VirtualService => {
                Self::VirtualService(VirtualServiceSpec::deserialize(deserializer)?)
            }
            Kind::VirtualGateway => Self::VirtualGateway(Box::deserialize(deserializer)?),
            Kind::GatewayRoute => Self::GatewayRoute(Box::deserialize(deserializer)?),
        })
    }

    /// The canonical tree: members in the order of the model, nothing that is absent.
    pub fn to_value(&self) -> Value {
        serde_json::to_value(self).expect("a spec has string keys and whole numbers only")
    }
}

impl Serialize for Spec {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Mesh(spec) => spec.serialize(serializer),
            Self::VirtualNode(spec) => spec.serialize(serializer),
            Self::VirtualRouter(spec) => spec.serialize(serializer),
            Self::Route(spec) => spec.serialize(serializer),
            Self::VirtualService(spec) => spec.serialize(serializer),
            Self::VirtualGateway(spec) => spec.serialize(serializer),
            Self::GatewayRoute(spec) => spec.serialize(serializer),
        }
    }
}

/// Whether a resource exists or has just been deleted (App Mesh `status.status`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Active,
    Deleted,
}

impl Status {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Deleted => "DELETED",
        }
    }
}

/// The wire forms of a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// What describe answers: names, metadata, spec, status.
    Data(Status),
    /// That, with `kind` before and tags after it: snapshots and stores.
    Record,
    /// What a person writes: names, spec, tags.
    Document,
}

/// A resource together with the form in which it is to be written.
#[derive(Debug, Clone, Copy)]
pub struct InForm<'a>(pub &'a Resource, pub Form);

impl Resource {
    /// The resource, to be written in that form.
    pub fn in_form(&self, form: Form) -> InForm<'_> {
        InForm(self, form)
    }

    pub fn kind(&self) -> Kind {
        self.id.kind()
    }

    /// The version that the control plane gave it; 0 for a document.
    pub fn version(&self) -> i64 {
        self.metadata.as_ref().map_or(0, |metadata| metadata.version)
    }
}

impl Serialize for InForm<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(resource, form) = *self;
        let row = resource.kind().row();
        let mut map = serializer.serialize_map(None)?;
        if form == Form::Record {
            map.serialize_entry("kind", row.wire)?;
        }
        map.serialize_entry("meshName", resource.id.mesh())?;
        if let (Some(kind), Some(parent)) = (row.parent, resource.id.parent()) {
            map.serialize_entry(kind.row().name_member, parent)?;
        }
        if resource.kind() != Kind::Mesh {
            map.serialize_entry(row.name_member, resource.id.name())?;
        }
        if let (Some(metadata), false) = (&resource.metadata, form == Form::Document) {
            map.serialize_entry("metadata", metadata)?;
        }
        map.serialize_entry("spec", &resource.spec)?;
        match form {
            Form::Data(status) => map.serialize_entry("status", &StatusMember(status))?,
            Form::Record => {
                map.serialize_entry("status", &StatusMember(Status::Active))?;
                map.serialize_entry("tags", &resource.tags)?;
            }
            Form::Document if resource.tags.is_empty() => {}
            Form::Document => map.serialize_entry("tags", &resource.tags)?,
        }
        map.end()
    }
}

struct StatusMember(Status);

impl Serialize for StatusMember {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("status", self.0.as_str())?;
        map.end()
    }
}

/// Reads a resource whose kind is known beforehand ([`Form::Data`]).
#[derive(Debug, Clone, Copy)]
pub struct DataOf(pub Kind);

impl<'de> DeserializeSeed<'de> for DataOf {
    type Value = Resource;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Resource, D::Error> {
        deserializer.deserialize_map(Members { kind: Some(self.0) })
    }
}

/// Reads [`Form::Record`]; `kind` comes before `spec`.
impl<'de> Deserialize<'de> for Resource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members { kind: None })
    }
}

struct Members {
    kind: Option<Kind>,
}

impl<'de> Visitor<'de> for Members {
    type Value = Resource;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a resource")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Resource, A::Error> {
        let mut kind = self.kind;
        let mut names = Vec::with_capacity(3);
        let (mut spec, mut tags, mut metadata) = (None, None, None);
        while let Some(member) = map.next_key::<String>()? {
            match member.as_str() {
                "kind" if kind.is_none() => {
                    let word = map.next_value::<String>()?;
                    let known = Kind::from_wire(&word);
                    kind =
                        Some(known.ok_or_else(|| {
                            A::Error::custom(format_args!("`{word}` is not a kind"))
                        })?);
                }
                "spec" => {
                    let kind = kind.ok_or_else(|| A::Error::missing_field("kind"))?;
                    spec = Some(map.next_value_seed(SpecOf(kind))?);
                }
                "tags" => tags = map.next_value()?,
                "metadata" => metadata = map.next_value()?,
                name if name.ends_with("Name") => names.push((member, map.next_value::<String>()?)),
                _ => drop(map.next_value::<serde::de::IgnoredAny>()?),
            }
        }
        let kind = kind.ok_or_else(|| A::Error::missing_field("kind"))?;
        let name = |member: &'static str| {
            let found = names.iter().find(|(known, _)| known == member);
            found.map(|(_, name)| name.as_str()).ok_or_else(|| A::Error::missing_field(member))
        };
        let parent = kind.row().parent.map(|kind| name(kind.row().name_member)).transpose()?;
        let id =
            ResourceId::try_new(kind, name("meshName")?, parent, name(kind.row().name_member)?)
                .map_err(A::Error::custom)?;
        Ok(Resource {
            id,
            spec: spec.ok_or_else(|| A::Error::missing_field("spec"))?,
            tags: tags.unwrap_or_default(),
            metadata,
        })
    }
}

struct SpecOf(Kind);

impl<'de> DeserializeSeed<'de> for SpecOf {
    type Value = Spec;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Spec, D::Error> {
        Spec::deserialize(self.0, deserializer)
    }
}
