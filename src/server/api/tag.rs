//! The operations on tags, which take a resource by its ARN.

use axum::response::Response;
use serde_json::json;

use crate::document::Node;
use crate::server::api::page::List;
use crate::server::api::query::Query;
use crate::server::api::{answer, request};
use crate::server::arn;
use crate::server::error::ApiError;
use crate::server::plane::locks::Fence;
use crate::server::plane::operation::Operation;
use crate::server::plane::{Plane, lookup};

/// The most tags on a page.
const PAGE_MAX: usize = 50;

pub async fn tag(
    plane: &Plane,
    fence: Option<Fence>,
    query: &Query,
    body: &Node,
) -> Result<Response, ApiError> {
    let id = arn::read(plane.identity(), query.required("resourceArn")?)?;
    write(plane, fence, request::tag(id, body)?).await
}

pub async fn untag(
    plane: &Plane,
    fence: Option<Fence>,
    query: &Query,
    body: &Node,
) -> Result<Response, ApiError> {
    let id = arn::read(plane.identity(), query.required("resourceArn")?)?;
    write(plane, fence, request::untag(id, body)?).await
}

async fn write(
    plane: &Plane,
    fence: Option<Fence>,
    operation: Operation,
) -> Result<Response, ApiError> {
    plane.submit_under(fence, operation).await?;
    Ok(answer::json(&json!({})))
}

pub fn list(plane: &Plane, query: &Query) -> Result<Response, ApiError> {
    let arn = query.required("resourceArn")?;
    let id = arn::read(plane.identity(), arn)?;
    let limit = query.limit(PAGE_MAX)?;
    let list = List::new(&["tags", arn]);
    let start = list.start(query.get("nextToken"))?;
    let snapshot = plane.snapshot().snapshot;
    let tags = &lookup::existing(&snapshot, &id)?.tags;
    let rest = tags.iter().filter(|(key, _)| key.as_str() > start.as_str());
    let (page, next) = list.cut(rest, limit, |(key, _)| key.as_str().to_owned());
    let page: Vec<_> =
        page.into_iter().map(|(key, value)| json!({ "key": key, "value": value })).collect();
    let mut body = json!({ "tags": page });
    if let Some(next) = next {
        body["nextToken"] = next.into();
    }
    Ok(answer::json(&body))
}
