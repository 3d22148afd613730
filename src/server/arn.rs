//! ARNs: written for resources, and read where the tag operations take one.

use crate::model::{Kind, ResourceId};
use crate::server::error::ApiError;
use crate::store::Identity;

/// The ARN of a resource of that account and region.
pub fn write(identity: &Identity, id: &ResourceId) -> String {
    let Identity { account, region } = identity;
    let partition = partition(region);
    let mut arn = format!("arn:{partition}:appmesh:{region}:{account}:mesh/{}", id.mesh());
    let row = id.kind().row();
    if let (Some(kind), Some(parent)) = (row.parent, id.parent()) {
        push(&mut arn, kind, parent);
    }
    if id.kind() != Kind::Mesh {
        push(&mut arn, id.kind(), id.name());
    }
    arn
}

fn push(arn: &mut String, kind: Kind, name: &str) {
    arn.push('/');
    arn.push_str(kind.row().segment);
    arn.push('/');
    arn.push_str(name);
}

fn partition(region: &str) -> &'static str {
    match region.split('-').next() {
        Some("cn") => "aws-cn",
        _ if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}

/// The resource that an ARN names, if that is one of this account and region.
pub fn read(identity: &Identity, arn: &str) -> Result<ResourceId, ApiError> {
    let malformed =
        || ApiError::bad_request(format!("resourceArn: `{arn}` is no ARN of a resource"));
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let ["arn", _, "appmesh", region, account, resource] = parts[..] else {
        return Err(malformed());
    };
    let names: Vec<&str> = resource.split('/').collect();
    let (kind, mesh, parent, name) = match names[..] {
        ["mesh", mesh] => (Some(Kind::Mesh), mesh, None, mesh),
        ["mesh", mesh, segment, name] => (kind(segment, None), mesh, None, name),
        ["mesh", mesh, of, parent, segment, name] => {
            (kind(segment, Some(of)), mesh, Some(parent), name)
        }
        _ => return Err(malformed()),
    };
    let id = ResourceId::try_new(kind.ok_or_else(malformed)?, mesh, parent, name)
        .map_err(|error| ApiError::bad_request(format!("resourceArn: {error}")))?;
    if (region, account) != (identity.region.as_str(), identity.account.as_str()) {
        let Identity { account, region } = identity;
        return Err(ApiError::not_found(format!(
            "`{arn}` does not exist here: this is region `{region}` of account {account}"
        )));
    }
    Ok(id)
}

/// The kind with that segment whose parent has the other one.
fn kind(segment: &str, parent: Option<&str>) -> Option<Kind> {
    let fits = |kind: &Kind| {
        let row = kind.row();
        *kind != Kind::Mesh
            && row.segment == segment
            && row.parent.map(|kind| kind.row().segment) == parent
    };
    Kind::ALL.into_iter().find(fits)
}
