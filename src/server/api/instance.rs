//! The operations on instances, under `/_weir/v1/instances`: what Cloud Map did for App Mesh.

mod body;

use std::sync::Arc;

use axum::response::Response;
use serde::Serialize;

use crate::document::Node;
use crate::model::InstanceId;
use crate::model::instance::NamedInstance;
use crate::server::api::answer;
use crate::server::api::query::Query;
use crate::server::api::route::Names;
use crate::server::error::ApiError;
use crate::server::plane::Plane;
use crate::server::plane::operation::Operation;

/// All instances, or those of one namespace or service.
pub fn list(plane: &Plane, query: &Query) -> Response {
    #[derive(Serialize)]
    struct Listed<'a> {
        revision: u64,
        instances: Vec<NamedInstance<'a>>,
    }

    let published = plane.snapshot();
    let is_asked = |parameter, name: &str| query.get(parameter).is_none_or(|asked| asked == name);
    let instances = published.instances.iter().filter(|(of, _, _)| {
        is_asked("namespace", &of.namespace) && is_asked("service", &of.service)
    });
    let instances = instances.map(|(of, id, instance)| NamedInstance {
        namespace: &of.namespace,
        service: &of.service,
        id,
        instance,
    });
    answer::json(&Listed { revision: published.revision, instances: instances.collect() })
}

/// Adds an instance, or replaces it. The same again changes nothing.
pub async fn register(plane: &Plane, names: &Names, body: &Node) -> Result<Response, ApiError> {
    #[derive(Serialize)]
    struct Registered<'a> {
        revision: u64,
        changed: bool,
        #[serde(flatten)]
        instance: NamedInstance<'a>,
    }

    let id = instance_id(names)?;
    let instance = Arc::new(body::instance(body)?);
    let operation = Operation::RegisterInstance { id: id.clone(), instance: Arc::clone(&instance) };
    let done = plane.submit(operation).await?;
    Ok(answer::json(&Registered {
        revision: done.revision,
        changed: done.changed,
        instance: id.named(&instance),
    }))
}

pub async fn deregister(plane: &Plane, names: &Names) -> Result<Response, ApiError> {
    let id = instance_id(names)?;
    write(plane, Operation::DeregisterInstance { id }).await
}

/// Makes the instances of the body those of the service, and no others.
pub async fn replace(plane: &Plane, names: &Names, body: &Node) -> Result<Response, ApiError> {
    let service = names.instance_service()?;
    let instances = body::instances(body)?;
    write(plane, Operation::ReplaceInstances { service, instances }).await
}

async fn write(plane: &Plane, operation: Operation) -> Result<Response, ApiError> {
    let done = plane.submit(operation).await?;
    Ok(answer::json(&serde_json::json!({ "revision": done.revision, "changed": done.changed })))
}

fn instance_id(names: &Names) -> Result<InstanceId, ApiError> {
    let service = names.instance_service()?;
    Ok(service.instance(&names.name)?)
}
