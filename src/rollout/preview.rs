//! The preview route of a blue-green rollout: the route itself, for requests that carry a header,
//! leading to the new node alone.

use serde_json::{Value, json};

use crate::model::{Kind, Resource, ResourceId, Spec, Tags};
use crate::rollout::spec::{Preview, RouteRef};
use crate::rollout::weights::Ladder;

/// The priority before which a route without one is tried.
const PRIORITY_LAST: u64 = 1000;
/// The most headers or pieces of metadata that a route may look at.
const HEADERS_MAX: usize = 10;

/// Why a route cannot have a preview.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PreviewError {
    #[error("a tcp route cannot tell requests apart by a header, so there is no preview of {0}")]
    Tcp(ResourceId),
    #[error("{0} has priority 0, and a preview route has to come before it")]
    NoPriority(ResourceId),
    #[error("{0} looks at {HEADERS_MAX} headers already, and the preview needs one more")]
    Headers(ResourceId),
    #[error("the preview route of {route} is not allowed: {why}")]
    Refused { route: ResourceId, why: String },
}

/// The identity of the preview route of a route. Another rollout has another one.
pub fn id(route: &RouteRef, rollout: &str) -> ResourceId {
    // Names have room for 255 characters; the end of both says the most.
    let tail = |text: &str, most: usize| -> String {
        let letters: Vec<char> = text.chars().collect();
        letters[letters.len().saturating_sub(most)..].iter().collect()
    };
    let name = format!("weir-preview.{}.{}", tail(rollout, 40), tail(route.route.as_str(), 180));
    let parent = Some(route.virtual_router.as_str());
    ResourceId::try_new(Kind::Route, route.mesh.as_str(), parent, &name)
        .expect("the letters are those of names, and few enough")
}

/// The preview route of a route as it is.
pub fn route(
    live: &Resource,
    id: &ResourceId,
    preview: &Preview,
    ladder: &Ladder,
) -> Result<Resource, PreviewError> {
    let mut tree = live.spec.to_value();
    let own = || live.id.clone();
    let priority = tree.get("priority").and_then(Value::as_u64).unwrap_or(PRIORITY_LAST + 1);
    let before = priority.checked_sub(1).ok_or_else(|| PreviewError::NoPriority(own()))?;
    let protocols =
        [("httpRoute", "headers"), ("http2Route", "headers"), ("grpcRoute", "metadata")];
    let known = protocols.into_iter().find(|(protocol, _)| tree.get(protocol).is_some());
    let (protocol, member) = known.ok_or_else(|| PreviewError::Tcp(own()))?;
    tree["priority"] = json!(before);
    let rule = &mut tree[protocol];
    if rule.get("match").is_none() {
        rule["match"] = json!({});
    }
    let header = json!({"name": preview.header, "match": {"exact": preview.value}});
    match rule["match"].get_mut(member).and_then(Value::as_array_mut) {
        Some(headers) if headers.len() == HEADERS_MAX => return Err(PreviewError::Headers(own())),
        Some(headers) => headers.push(header),
        None => rule["match"][member] = json!([header]),
    }
    let canary = &ladder.base[ladder.arms.canary];
    let mut target = json!({"virtualNode": canary.node, "weight": 1});
    if let Some(port) = canary.port {
        target["port"] = json!(port);
    }
    rule["action"]["weightedTargets"] = json!([target]);
    let spec = Spec::deserialize(Kind::Route, tree)
        .map_err(|error| PreviewError::Refused { route: own(), why: error.to_string() })?;
    Ok(Resource { id: id.clone(), spec, tags: Tags::default(), metadata: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ResourceName;
    use crate::model::scalar::Weight;
    use crate::rollout::weights::{Arms, Share, Shares};

    fn made(spec: &str) -> Result<String, PreviewError> {
        let text = format!(
            r#"{{"kind":"route","meshName":"m","virtualRouterName":"r","routeName":"x","spec":{spec}}}"#
        );
        let live: Resource = serde_json::from_str(&text).unwrap();
        let share = |node: &str, weight| Share {
            node: ResourceName::parse(node).unwrap(),
            port: None,
            weight: Weight::parse(weight).unwrap(),
        };
        let base: Shares = vec![share("v1", 1), share("v2", 0)].into();
        let arms = Arms { baseline: 0, canary: 1 };
        let ladder = Ladder { found: base.clone(), base, arms, sum: 1 };
        let preview = Preview { header: "x-preview".to_owned(), value: "yes".to_owned() };
        let name = |text: &str| ResourceName::parse(text).unwrap();
        let of = RouteRef { mesh: name("m"), virtual_router: name("r"), route: name("x") };
        let preview = route(&live, &id(&of, "01J"), &preview, &ladder)?;
        Ok(format!("{} {}", preview.id.name(), preview.spec.to_value()))
    }

    #[test]
    fn it_is_the_route_with_a_header_before_it() {
        let action = r#""action":{"weightedTargets":[{"virtualNode":"v1","weight":1}]}"#;
        let http = format!(
            r#"{{"priority":7,"httpRoute":{{"match":{{"prefix":"/a","headers":[{{"name":"h"}}]}},{action}}}}}"#
        );
        insta::assert_snapshot!(made(&http).unwrap(), @r#"weir-preview.01J.x {"priority":6,"httpRoute":{"match":{"prefix":"/a","headers":[{"name":"h"},{"name":"x-preview","match":{"exact":"yes"}}]},"action":{"weightedTargets":[{"virtualNode":"v2","weight":1}]}}}"#);
        let grpc = format!(r#"{{"grpcRoute":{{"match":{{}},{action}}}}}"#);
        insta::assert_snapshot!(made(&grpc).unwrap(), @r#"weir-preview.01J.x {"priority":1000,"grpcRoute":{"match":{"metadata":[{"name":"x-preview","match":{"exact":"yes"}}]},"action":{"weightedTargets":[{"virtualNode":"v2","weight":1}]}}}"#);
    }

    #[test]
    fn what_has_no_preview_is_refused() {
        let action = r#""action":{"weightedTargets":[{"virtualNode":"v1","weight":1}]}"#;
        let tcp = format!(r#"{{"tcpRoute":{{{action}}}}}"#);
        insta::assert_snapshot!(made(&tcp).unwrap_err(), @"a tcp route cannot tell requests apart by a header, so there is no preview of rt/r/x");
        let first =
            format!(r#"{{"priority":0,"httpRoute":{{"match":{{"prefix":"/"}},{action}}}}}"#);
        insta::assert_snapshot!(made(&first).unwrap_err(), @"rt/r/x has priority 0, and a preview route has to come before it");
    }
}
