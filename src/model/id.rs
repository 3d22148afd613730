//! Names of resources, and the identity that they make up together.

use std::fmt;
use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::kind::Kind;
use crate::model::schema::{NameSchema, Schema};
use crate::model::shape::Shape;

/// The name of a resource: 1 to `MAX` characters, and fit to stand in a URL and an ARN.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name<const MAX: usize>(Arc<str>);

/// The name of any resource but a virtual service (App Mesh shape `ResourceName`).
pub type ResourceName = Name<255>;
/// The name of a virtual service (App Mesh shape `ServiceName`, which has no bound).
pub type ServiceName = Name<{ usize::MAX }>;

/// Why a name is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    #[error("must not be empty")]
    Empty,
    #[error("has {length} characters; at most {max} are allowed")]
    TooLong { length: usize, max: usize },
    /// URL libraries take these for the folder itself and its parent, so that a request would reach
    /// another resource than the one that was meant.
    #[error("must not be `.` or `..`")]
    Dots,
    /// A slash makes ARNs ambiguous; App Mesh refused it. Control characters never print.
    #[error("must not hold {}", character_text(*.0))]
    Character(char),
}

fn character_text(character: char) -> String {
    if character.is_control() {
        format!("the control character U+{:04X}", u32::from(character))
    } else {
        format!("`{character}`")
    }
}

/// Holds a name against the rules that are the same for all kinds.
pub fn check_name(name: &str, max: usize) -> Result<(), NameError> {
    if name.is_empty() {
        return Err(NameError::Empty);
    }
    // Counting characters is only needed where the cheaper byte count cannot decide.
    if name.len() > max {
        let length = name.chars().count();
        if length > max {
            return Err(NameError::TooLong { length, max });
        }
    }
    if matches!(name, "." | "..") {
        return Err(NameError::Dots);
    }
    if name.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'/') {
        return Ok(());
    }
    match name.chars().find(|c| *c == '/' || c.is_control()) {
        Some(character) => Err(NameError::Character(character)),
        None => Ok(()),
    }
}

impl<const MAX: usize> Name<MAX> {
    pub fn parse(name: &str) -> Result<Self, NameError> {
        check_name(name, MAX)?;
        Ok(Self(name.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> fmt::Debug for Name<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl<const MAX: usize> fmt::Display for Name<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<const MAX: usize> Shape for Name<MAX> {
    const SCHEMA: &'static Schema = &Schema::Name(NameSchema { max: MAX });
}

impl<const MAX: usize> Serialize for Name<MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Name<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse(&name)
            .map_err(|error| D::Error::custom(format_args!("the name `{name}` {error}")))
    }
}

/// Which resource: its mesh, kind, parent (for routes and gateway routes) and name.
///
/// Ids order by mesh, then kind in the order of creation, then parent, then name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId {
    mesh: Arc<str>,
    kind: Kind,
    parent: Option<Arc<str>>,
    name: Arc<str>,
}

/// Why names do not make up an identity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    #[error("the name `{name}` of the {kind} {reason}")]
    Name { kind: Kind, name: String, reason: NameError },
    #[error("a {kind} needs the name of its {parent}")]
    ParentMissing { kind: Kind, parent: Kind },
    #[error("a {0} has no parent")]
    ParentUnexpected(Kind),
}

impl ResourceId {
    /// Checks the names and puts them together. The mesh itself has its own name twice.
    pub fn try_new(
        kind: Kind,
        mesh: &str,
        parent: Option<&str>,
        name: &str,
    ) -> Result<Self, IdError> {
        let check = |kind: Kind, name: &str| {
            check_name(name, max_length(kind)).map_err(|reason| IdError::Name {
                kind,
                name: name.to_owned(),
                reason,
            })
        };
        check(Kind::Mesh, mesh)?;
        check(kind, name)?;
        match (kind.row().parent, parent) {
            (Some(of), Some(parent)) => check(of, parent)?,
            (Some(of), None) => return Err(IdError::ParentMissing { kind, parent: of }),
            (None, Some(_)) => return Err(IdError::ParentUnexpected(kind)),
            (None, None) => {}
        }
        Ok(Self::unchecked(kind, mesh.into(), parent.map(Into::into), name.into()))
    }

    fn unchecked(kind: Kind, mesh: Arc<str>, parent: Option<Arc<str>>, name: Arc<str>) -> Self {
        Self { mesh, kind, parent, name }
    }

    /// The virtual node of that name in the same mesh.
    pub fn virtual_node(&self, name: &ResourceName) -> Self {
        Self::unchecked(Kind::VirtualNode, Arc::clone(&self.mesh), None, Arc::clone(&name.0))
    }

    /// The virtual router of that name in the same mesh.
    pub fn virtual_router(&self, name: &ResourceName) -> Self {
        Self::unchecked(Kind::VirtualRouter, Arc::clone(&self.mesh), None, Arc::clone(&name.0))
    }

    /// The virtual service of that name in the same mesh.
    pub fn virtual_service<const MAX: usize>(&self, name: &Name<MAX>) -> Self {
        Self::unchecked(Kind::VirtualService, Arc::clone(&self.mesh), None, Arc::clone(&name.0))
    }

    /// The smallest id that a resource of `kind` in `mesh`, under `parent` where given, can have.
    pub(in crate::model) fn first(kind: Kind, mesh: &str, parent: Option<&str>) -> Self {
        Self::unchecked(kind, mesh.into(), parent.map(Into::into), "".into())
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    pub fn mesh(&self) -> &str {
        &self.mesh
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of the router of a route, or of the gateway of a gateway route.
    pub fn parent(&self) -> Option<&str> {
        self.parent.as_deref()
    }

    /// The id of the mesh that holds this resource; a mesh is its own.
    pub fn mesh_id(&self) -> Self {
        Self::unchecked(Kind::Mesh, Arc::clone(&self.mesh), None, Arc::clone(&self.mesh))
    }

    /// The id of the resource that this one is a part of: router, gateway, or else the mesh.
    pub fn parent_id(&self) -> Option<Self> {
        match (self.kind, self.kind.row().parent, &self.parent) {
            (Kind::Mesh, ..) => None,
            (_, Some(kind), Some(parent)) => {
                Some(Self::unchecked(kind, Arc::clone(&self.mesh), None, Arc::clone(parent)))
            }
            _ => Some(self.mesh_id()),
        }
    }
}

/// The most characters that the name of a resource of that kind may have.
pub fn max_length(kind: Kind) -> usize {
    match kind {
        Kind::VirtualService => usize::MAX,
        _ => 255,
    }
}

impl fmt::Debug for ResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.mesh, self.address())
    }
}
