//! What the bodies of requests may hold, as schemas, and how they become operations.

use std::sync::LazyLock;

use crate::document::check::check;
use crate::document::{Node, decode};
use crate::model::id::max_length;
use crate::model::scalar::AnyText;
use crate::model::schema::{
    Entry, EnumSchema, FieldSchema, IntegerSchema, NameSchema, Schema, StructSchema,
};
use crate::model::tag::{TAGS_MAX, TagKey};
use crate::model::{FieldPath, Kind, Resource, ResourceId, Shape, Spec, Tags};
use crate::server::api::body;
use crate::server::api::route::{Names, resource_id};
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::operation::{Change, ClientToken, Expected, Operation};
use crate::validate;

/// The bodies that concern resources of one kind.
struct Bodies {
    create: Schema,
    update: Schema,
    /// One change of several.
    change: Schema,
}

static BODIES: LazyLock<[Bodies; 7]> = LazyLock::new(|| Kind::ALL.map(Bodies::of));

static TAG: LazyLock<Schema> =
    LazyLock::new(|| object("TagResource", vec![member("tags", true, Tags::SCHEMA)]));

static UNTAG: LazyLock<Schema> =
    LazyLock::new(|| object("UntagResource", vec![member("tagKeys", true, Vec::<TagKey>::SCHEMA)]));

static ACTIONS: Schema =
    Schema::Enum(EnumSchema { name: "Action", words: &["create", "update", "delete"] });
static KINDS: Schema = Schema::Enum(EnumSchema {
    name: "Kind",
    words: &[
        "mesh",
        "virtualNode",
        "virtualRouter",
        "route",
        "virtualService",
        "virtualGateway",
        "gatewayRoute",
    ],
});
static COUNT: Schema = Schema::Integer(IntegerSchema { min: 0, max: i64::MAX });
static NAME: Schema = Schema::Name(NameSchema { max: 255 });
static SERVICE_NAME: Schema = Schema::Name(NameSchema { max: usize::MAX });

impl Bodies {
    fn of(kind: Kind) -> Self {
        let spec = |required| member("spec", required && kind != Kind::Mesh, Spec::schema(kind));
        let token = || member("clientToken", false, AnyText::SCHEMA);
        let tags = || member("tags", false, Tags::SCHEMA);
        let mut change = vec![
            member("action", true, &ACTIONS),
            member("kind", true, &KINDS),
            member("meshName", true, &NAME),
        ];
        let own = (kind != Kind::Mesh).then_some(kind);
        change.extend(kind.row().parent.into_iter().chain(own).map(name));
        change.extend([spec(false), tags(), member("ifVersion", false, &COUNT)]);
        Self {
            create: object("Create", vec![token(), name(kind), spec(true), tags()]),
            update: object("Update", vec![token(), spec(true)]),
            change: object("Change", change),
        }
    }
}

fn object(name: &'static str, fields: Vec<FieldSchema>) -> Schema {
    let entries: Vec<Entry> = fields.into_iter().map(Entry::Field).collect();
    // Schemas are static; each of these is made once.
    Schema::Struct(StructSchema { name, doc: "", entries: entries.leak() })
}

fn member(wire: &'static str, required: bool, schema: &'static Schema) -> FieldSchema {
    FieldSchema { wire, required, schema, doc: "" }
}

/// The member that holds the name of a resource of that kind.
fn name(kind: Kind) -> FieldSchema {
    let schema = if max_length(kind) == usize::MAX { &SERVICE_NAME } else { &NAME };
    member(kind.row().name_member, true, schema)
}

fn bodies(kind: Kind) -> &'static Bodies {
    &BODIES[kind as usize]
}

/// Reads the body of a creation in the collection that the path names.
pub fn create(kind: Kind, names: &Names, body: &Node) -> Result<Operation, ApiError> {
    check_body(body, &bodies(kind).create)?;
    let id = names.id_of(kind, text(body, kind.row().name_member))?;
    let spec = allowed(&id, spec(kind, body)?)?;
    let change = Change::Create { id, spec, tags: tags(body)?.unwrap_or_default() };
    Ok(with_token(change, body))
}

/// Reads the body of an update of the resource that the path names.
pub fn update(id: ResourceId, expected: Expected, body: &Node) -> Result<Operation, ApiError> {
    check_body(body, &bodies(id.kind()).update)?;
    let spec = allowed(&id, spec(id.kind(), body)?)?;
    Ok(with_token(Change::Update { id, spec, tags: None, expected }, body))
}

fn with_token(change: Change, body: &Node) -> Operation {
    let token = body.get("clientToken").and_then(Node::as_str);
    let token = token.map(|token| ClientToken::new(token, &change));
    Operation::Change { change, token }
}

/// Reads one change of several.
pub fn change(node: &Node) -> Result<Change, ApiError> {
    if !node.is_object() {
        return Err(ApiError::bad_request(format!("must be an object, not {}", node.noun())));
    }
    // Until the kind is known, any may be meant.
    let word = node.get("kind").and_then(Node::as_str).unwrap_or_default();
    let kind = Kind::from_wire(word).unwrap_or(Kind::Mesh);
    check_body(node, &bodies(kind).change)?;
    let row = kind.row();
    let parent = row.parent.map(|kind| text(node, kind.row().name_member));
    let id = resource_id(kind, text(node, "meshName"), parent, text(node, row.name_member))?;
    let version = node.get("ifVersion").and_then(Node::as_i64);
    let expected = version.map_or(Expected::Any, Expected::version);
    let needed = |id: &ResourceId| match node.get("spec") {
        None if kind != Kind::Mesh => Err(ApiError::bad_request("spec: is missing")),
        _ => allowed(id, spec(kind, node)?),
    };
    let excess = |members: &[&str]| match members.iter().find(|name| node.get(name).is_some()) {
        Some(name) => Err(ApiError::bad_request(format!("{name}: has no meaning here"))),
        None => Ok(()),
    };
    match text(node, "action") {
        "create" => {
            excess(&["ifVersion"])?;
            let spec = needed(&id)?;
            Ok(Change::Create { id, spec, tags: tags(node)?.unwrap_or_default() })
        }
        "update" => {
            let spec = needed(&id)?;
            Ok(Change::Update { id, spec, tags: tags(node)?, expected })
        }
        _ => {
            excess(&["spec", "tags"])?;
            Ok(Change::Delete { id, expected })
        }
    }
}

/// Reads the body of a request to add tags.
pub fn tag(id: ResourceId, body: &Node) -> Result<Operation, ApiError> {
    check_body(body, &TAG)?;
    Ok(Operation::Tag { id, tags: tags(body)?.unwrap_or_default() })
}

/// Reads the body of a request to remove tags.
pub fn untag(id: ResourceId, body: &Node) -> Result<Operation, ApiError> {
    check_body(body, &UNTAG)?;
    let keys = body.get("tagKeys").map(decode::value).transpose().map_err(refused)?;
    Ok(Operation::Untag { id, keys: keys.unwrap_or_default() })
}

/// Holds a body against its schema. Too many tags are an error of their own.
fn check_body(body: &Node, schema: &'static Schema) -> Result<(), ApiError> {
    let tags = body.get("tags").map_or(0, |tags| tags.items().len());
    if tags > TAGS_MAX {
        return Err(ApiError::new(
            ErrorKind::TooManyTags,
            format!("tags: {tags} are given; at most {TAGS_MAX} are allowed"),
        ));
    }
    let mut problems = Vec::new();
    check(body, schema, FieldPath::default(), &mut problems);
    body::refuse(&problems)
}

/// The text of a member that is known to have one.
fn text<'a>(body: &'a Node, name: &str) -> &'a str {
    body.get(name).and_then(Node::as_str).unwrap_or_default()
}

/// The spec; a mesh may go without.
fn spec(kind: Kind, body: &Node) -> Result<Spec, ApiError> {
    match body.get("spec") {
        Some(spec) => decode::spec(kind, spec).map_err(refused),
        None => Spec::deserialize(kind, serde_json::json!({}))
            .map_err(|error| ApiError::bad_request(format!("spec: {error}"))),
    }
}

/// The spec, unless a rule of the API's own documentation speaks against it.
fn allowed(id: &ResourceId, spec: Spec) -> Result<Spec, ApiError> {
    let resource = Resource { id: id.clone(), spec, tags: Tags::default(), metadata: None };
    match validate::forbidden(&resource).first() {
        Some(finding) => {
            Err(ApiError::bad_request(format!("{}: {}", finding.path, finding.message)))
        }
        None => Ok(resource.spec),
    }
}

fn tags(body: &Node) -> Result<Option<Tags>, ApiError> {
    body.get("tags").map(decode::value).transpose().map_err(refused)
}

/// The check found nothing, and yet the value cannot be typed; the check lacks a rule.
#[expect(clippy::needless_pass_by_value, reason = "it stands behind map_err")]
fn refused(error: decode::DecodeError) -> ApiError {
    ApiError::bad_request(error.to_string())
}
