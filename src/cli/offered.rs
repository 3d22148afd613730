//! What a control plane cannot have, because it does not know the kind: it is left out of plans, and
//! named.

use std::collections::{BTreeMap, BTreeSet};

use crate::cli::error::Error;
use crate::client::{Client, Collection};
use crate::model::{Kind, Resource, ResourceId, Snapshot};

/// How many resources a note names.
const NAMED_MAX: usize = 5;

/// Takes what the control plane cannot have out of the desired state, and answers it.
pub async fn leave_out(
    wanted: &mut Snapshot,
    current: &Snapshot,
    client: &Client,
) -> Result<Vec<ResourceId>, Error> {
    if client.capabilities().await?.is_weir() {
        return Ok(Vec::new());
    }
    // What was listed is known; the rest is asked for, once per kind.
    let is_listed = |one: &Resource| match one.id.parent_id() {
        Some(parent) => current.contains(&parent),
        None => current.of_mesh(one.id.mesh()).next().is_some(),
    };
    let of_kind = |kind: Kind| move |one: &&Resource| one.id.kind() == kind;
    let all: Vec<&Resource> = wanted.iter().map(|one| &**one).collect();
    let mut unknown = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Mesh) {
        let mut ones = all.iter().copied().filter(of_kind(kind));
        if !ones.clone().any(is_listed)
            && let Some(first) = ones.next()
        {
            unknown.push(Collection { kind, mesh: first.id.mesh(), parent: first.id.parent() });
        }
    }
    client.look_for(&unknown).await?;
    let missing = client.missing_kinds();
    let left_out: Vec<ResourceId> = all
        .iter()
        .map(|one| &one.id)
        .filter(|id| is_missing(id.kind(), &missing))
        .cloned()
        .collect();
    for id in &left_out {
        wanted.remove(id);
    }
    Ok(left_out)
}

/// A part of what is not known is not known either.
fn is_missing(kind: Kind, missing: &BTreeSet<Kind>) -> bool {
    missing.contains(&kind) || kind.row().parent.is_some_and(|parent| missing.contains(&parent))
}

/// What is to be said of it, a line for each kind.
pub fn note(left_out: &[ResourceId]) -> Vec<String> {
    let mut kinds: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
    for id in left_out {
        kinds.entry(id.kind()).or_default().push(id.address());
    }
    let line = |(kind, all): (Kind, Vec<String>)| {
        let named = all[..all.len().min(NAMED_MAX)].join(", ");
        let more = match all.len().saturating_sub(NAMED_MAX) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let nouns = kind.row().nouns;
        format!("A012 left out, since the control plane does not know {nouns}: {named}{more}")
    };
    kinds.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{Request, Response};

    use super::*;
    use crate::client::{LocalService, Transport, WithTags};

    const MESH: &str = r#"{"meshName":"m","spec":{},"metadata":{"arn":"a","createdAt":1,
        "lastUpdatedAt":1,"meshOwner":"1","resourceOwner":"1","uid":"u","version":1}}"#;

    /// A control plane without virtual gateways; there is a mesh, or there is none.
    fn client(has_mesh: bool) -> Client {
        Client::new(Transport::Local(LocalService::new(tower::service_fn(
            move |request: Request<Bytes>| async move {
                let path = request.uri().path();
                let (status, body) = match path.rsplit('/').next() {
                    Some("virtualGateways" | "gatewayRoutes") => (404, "<html>no</html>"),
                    _ if path.starts_with("/_weir") => (404, "<html>no</html>"),
                    _ if !has_mesh => (404, r#"{"__type":"NotFoundException","message":"x"}"#),
                    Some("virtualServices") => (200, r#"{"virtualServices":[]}"#),
                    Some("virtualNodes") => (200, r#"{"virtualNodes":[]}"#),
                    Some("virtualRouters") => (200, r#"{"virtualRouters":[]}"#),
                    _ => (200, MESH),
                };
                Ok(Response::builder()
                    .status(status)
                    .body(Bytes::from_static(body.as_bytes()))
                    .unwrap())
            },
        ))))
    }

    #[tokio::test(start_paused = true)]
    async fn what_cannot_be_there_is_left_out_before_there_is_a_mesh_and_afterwards() {
        let id = |kind: Kind, parent| ResourceId::try_new(kind, "m", parent, "x").unwrap();
        let desired = [
            r#"{"kind":"virtualGateway","meshName":"m","virtualGatewayName":"g",
                "spec":{"listeners":[{"portMapping":{"port":80,"protocol":"http"}}]}}"#,
            r#"{"kind":"virtualService","meshName":"m","virtualServiceName":"x","spec":{}}"#,
        ];
        for has_mesh in [false, true] {
            let client = client(has_mesh);
            let current = client.snapshot(&["m"], WithTags::No).await.unwrap();
            let all = desired.map(|text| serde_json::from_str::<Resource>(text).unwrap());
            let mut wanted: Snapshot = all.into_iter().collect();
            let left_out = leave_out(&mut wanted, &current, &client).await.unwrap();
            assert_eq!(
                note(&left_out),
                ["A012 left out, since the control plane does not know virtual gateways: vg/g"],
                "{has_mesh}"
            );
            let kept: Vec<_> = wanted.iter().map(|one| one.id.clone()).collect();
            assert_eq!(kept, [id(Kind::VirtualService, None)]);
        }
    }
}
