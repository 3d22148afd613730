//! Finds a resource, or says which part of the way to it is missing.

use std::sync::Arc;

use crate::model::{Kind, Resource, ResourceId, Snapshot, Strength};
use crate::server::error::ApiError;
use crate::server::plane::operation::named;

/// The resource, or why there is none: it, its parent or its mesh is missing.
pub fn existing<'a>(
    snapshot: &'a Snapshot,
    id: &ResourceId,
) -> Result<&'a Arc<Resource>, ApiError> {
    match snapshot.get(id) {
        Some(resource) => Ok(resource),
        None => Err(parents(snapshot, id).err().unwrap_or_else(|| missing(id))),
    }
}

/// That the mesh and the parent of a resource exist.
pub fn parents(snapshot: &Snapshot, id: &ResourceId) -> Result<(), ApiError> {
    if id.kind() == Kind::Mesh {
        return Ok(());
    }
    [Some(id.mesh_id()), id.parent_id()]
        .into_iter()
        .flatten()
        .find(|id| !snapshot.contains(id))
        .map_or(Ok(()), |id| Err(missing(&id)))
}

/// That all resources exist to which this one may not refer in vain.
pub fn references(snapshot: &Snapshot, resource: &Resource) -> Result<(), ApiError> {
    let references = resource.references();
    let dangling = references.iter().find(|reference| {
        reference.strength == Strength::Required && !snapshot.contains(&reference.to)
    });
    dangling.map_or(Ok(()), |reference| {
        let (path, to, mesh) = (&reference.path, named(&reference.to), reference.to.mesh());
        Err(ApiError::not_found(format!("{path}: there is no {to} in mesh `{mesh}`")))
    })
}

fn missing(id: &ResourceId) -> ApiError {
    let what = named(id);
    ApiError::not_found(match (id.kind(), id.kind().row().parent, id.parent()) {
        (Kind::Mesh, ..) => format!("there is no {what}"),
        (_, Some(kind), Some(parent)) => {
            format!("there is no {what} in {kind} `{parent}` of mesh `{}`", id.mesh())
        }
        _ => format!("there is no {what} in mesh `{}`", id.mesh()),
    })
}
