//! Names, addresses, wire forms and snapshots.

use std::sync::Arc;

use crate::model::scalar::{AttributeKeyRule, AttributeValueRule, TextRule};
use crate::model::{
    Address, Form, Kind, NameError, Resource, ResourceId, ResourceName, Snapshot, Status,
};

fn record(text: &str) -> Resource {
    serde_json::from_str(text).unwrap()
}

#[test]
fn names_that_would_reach_another_resource_are_refused() {
    assert_eq!(ResourceName::parse(""), Err(NameError::Empty));
    assert_eq!(ResourceName::parse(".."), Err(NameError::Dots));
    assert_eq!(ResourceName::parse("a/b"), Err(NameError::Character('/')));
    assert_eq!(
        ResourceName::parse("a\nb").unwrap_err().to_string(),
        "must not hold the control character U+000A"
    );
    let long = "é".repeat(256);
    assert_eq!(
        ResourceName::parse(&long).unwrap_err().to_string(),
        "has 256 characters; at most 255 are allowed"
    );
    assert!(ResourceName::parse(&long[2..]).is_ok(), "characters count, not bytes");
}

#[test]
fn addresses_read_what_they_write() {
    for (kind, parent, name) in [
        (Kind::Mesh, None, "m"),
        (Kind::VirtualNode, None, "a b%:é"),
        (Kind::Route, Some("r:1"), "main"),
        (Kind::GatewayRoute, Some("g"), "x%2Fy"),
    ] {
        let mesh = if kind == Kind::Mesh { name } else { "my mesh" };
        let id = ResourceId::try_new(kind, mesh, parent, name).unwrap();
        for text in [id.address(), id.full_address()] {
            let address = Address::parse(&text).unwrap();
            assert_eq!(address.in_mesh(Some(mesh)), Ok(Some(id.clone())), "{text}");
        }
    }
}

#[test]
fn addresses_take_arns_and_long_kinds() {
    let read = |text: &str| Address::parse(text).unwrap().in_mesh(Some("m")).unwrap().unwrap();
    let arn =
        "arn:aws:appmesh:eu-west-1:123456789012:mesh/shop@123456789012/virtualRouter/r/route/x";
    assert_eq!(read(arn).full_address(), "shop:rt/r/x");
    assert_eq!(read("virtual-node/a").full_address(), "m:vn/a");
    assert_eq!(read("VirtualServices/a.b").full_address(), "m:vs/a.b");
    for wrong in
        ["a", "vn/", "xx/a", "rt/a", "vn/a/b", "arn:aws:appmesh:r:a:mesh/m/route/x", "vn/%zz"]
    {
        let parsed = Address::parse(wrong);
        let id = parsed.ok().and_then(|address| address.in_mesh(Some("m")).ok());
        assert!(id.is_none() || wrong == "vn/%zz", "{wrong} gave {id:?}");
    }
}

#[test]
fn unknown_members_and_order_survive_a_round_trip() {
    let text = r#"{"kind":"virtualNode","meshName":"m","virtualNodeName":"n","spec":{"listeners":[{"portMapping":{"port":80,"protocol":"http","new":[1]},"timeout":{"quic":{"idle":1}}}],"future":{"a":null}},"status":{"status":"ACTIVE"},"tags":[{"key":"k","value":""}]}"#;
    let resource = record(text);
    assert_eq!(serde_json::to_string(&resource.in_form(Form::Record)).unwrap(), text);
}

#[test]
fn numbers_of_unknown_members_stay_as_they_are_written() {
    let spec = r#"{"big":123456789012345678901234567890,"exact":0.10,"small":1e-400}"#;
    let text = format!(r#"{{"kind":"mesh","meshName":"m","spec":{spec}}}"#);
    assert_eq!(record(&text).spec.to_value().to_string(), spec);
}

#[test]
fn null_members_count_as_absent() {
    let resource = record(
        r#"{"kind":"mesh","meshName":"m","spec":{"egressFilter":null,"serviceDiscovery":null}}"#,
    );
    assert_eq!(resource.spec.to_value(), serde_json::json!({}));
}

#[test]
fn what_the_api_forbids_cannot_be_read() {
    for spec in [
        r#"{"listeners":[{"portMapping":{"port":0,"protocol":"http"}}]}"#,
        r#"{"serviceDiscovery":{}}"#,
        r#"{"serviceDiscovery":{"dns":{"hostname":"a"},"awsCloudMap":{"namespaceName":"a","serviceName":"b"}}}"#,
        r#"{"logging":{"accessLog":{"file":{"path":""}}}}"#,
    ] {
        let text = format!(
            r#"{{"kind":"virtualNode","meshName":"m","virtualNodeName":"n","spec":{spec}}}"#
        );
        assert!(serde_json::from_str::<Resource>(&text).is_err(), "{spec}");
    }
    let two = r#"{"kind":"route","meshName":"m","virtualRouterName":"r","routeName":"x","spec":
        {"tcpRoute":{"action":{"weightedTargets":[{"virtualNode":"n","weight":1}]}},
        "httpRoute":{"match":{},"action":{"weightedTargets":[{"virtualNode":"n","weight":1}]}}}}"#;
    let error = serde_json::from_str::<Resource>(two).unwrap_err().to_string();
    assert!(error.starts_with("`tcpRoute` and `httpRoute` exclude one another"), "{error}");
}

#[test]
fn the_data_form_is_what_describe_answers() {
    let text = r#"{"kind":"route","meshName":"m","virtualRouterName":"r","routeName":"x",
        "metadata":{"arn":"a","createdAt":1700000000.25,"lastUpdatedAt":1700000001,"meshOwner":"o",
        "resourceOwner":"o","uid":"u","version":3},"spec":{"tcpRoute":{"action":{"weightedTargets":
        [{"virtualNode":"n","weight":1}]}}},"tags":[]}"#;
    let data = serde_json::to_string(&record(text).in_form(Form::Data(Status::Deleted))).unwrap();
    insta::assert_snapshot!(data, @r#"{"meshName":"m","virtualRouterName":"r","routeName":"x","metadata":{"arn":"a","createdAt":1700000000.25,"lastUpdatedAt":1700000001.0,"meshOwner":"o","resourceOwner":"o","uid":"u","version":3},"spec":{"tcpRoute":{"action":{"weightedTargets":[{"virtualNode":"n","weight":1}]}}},"status":{"status":"DELETED"}}"#);
}

#[test]
fn patterns_agree_with_their_regular_expressions() {
    for rule in [AttributeKeyRule::RULE, AttributeValueRule::RULE] {
        let pattern = rule.pattern.unwrap();
        let regex = regex::Regex::new(pattern.regex).unwrap();
        let texts = ["a", " a", "a b", "a b ", " ", "é", "!~", "a\tb", "a\u{7f}", "aé", "a  b"];
        for text in texts {
            assert_eq!((pattern.matches)(text), regex.is_match(text), "{text:?} {}", pattern.regex);
        }
    }
}

fn small() -> Snapshot {
    let target = r#"{"virtualNode":"a","weight":1}"#;
    let route = format!(
        r#"{{"kind":"route","meshName":"m","virtualRouterName":"r","routeName":"x","spec":
        {{"tcpRoute":{{"action":{{"weightedTargets":[{target}]}}}}}}}}"#
    );
    [
        r#"{"kind":"mesh","meshName":"m","spec":{}}"#,
        r#"{"kind":"mesh","meshName":"m2","spec":{}}"#,
        r#"{"kind":"virtualNode","meshName":"m","virtualNodeName":"a","spec":{}}"#,
        r#"{"kind":"virtualNode","meshName":"m","virtualNodeName":"b","spec":{}}"#,
        r#"{"kind":"virtualNode","meshName":"m2","virtualNodeName":"a","spec":{}}"#,
        r#"{"kind":"virtualRouter","meshName":"m","virtualRouterName":"r","spec":{}}"#,
        r#"{"kind":"virtualRouter","meshName":"m","virtualRouterName":"r2","spec":{}}"#,
        &route,
    ]
    .into_iter()
    .map(record)
    .collect()
}

fn shown<'a>(resources: impl IntoIterator<Item = &'a Arc<Resource>>) -> Vec<String> {
    resources.into_iter().map(|resource| resource.id.full_address()).collect()
}

#[test]
fn snapshots_list_by_kind_mesh_and_parent() {
    let snapshot = small();
    assert_eq!(shown(snapshot.meshes()), ["m/m", "m/m2"]);
    assert_eq!(shown(snapshot.of_kind(Kind::VirtualNode, "m", None)), ["m:vn/a", "m:vn/b"]);
    assert_eq!(shown(snapshot.of_kind_after(Kind::VirtualNode, "m", None, "a")), ["m:vn/b"]);
    assert_eq!(shown(snapshot.of_kind(Kind::Route, "m", None)), ["m:rt/r/x"]);
    assert_eq!(shown(snapshot.of_kind(Kind::Route, "m", Some("r2"))), [""; 0]);
    assert_eq!(shown(snapshot.of_mesh("m2")), ["m/m2", "m2:vn/a"]);
    let router = snapshot.of_kind(Kind::VirtualRouter, "m", None).next().unwrap().id.clone();
    assert_eq!(shown(snapshot.parts(&router)), ["m:rt/r/x"]);
}

#[test]
fn snapshots_know_who_refers_even_after_changes() {
    for begin in [Snapshot::default, Snapshot::lazy] {
        for asked in [true, false] {
            let mut snapshot = begin();
            for resource in small().iter() {
                snapshot.insert(Arc::clone(resource));
            }
            who_refers(snapshot, asked);
        }
    }
}

/// Whether a snapshot is asked before it changes must not matter.
fn who_refers(mut snapshot: Snapshot, asked: bool) {
    use crate::model::Strength::Required;
    let node = |name: &str| ResourceId::try_new(Kind::VirtualNode, "m", None, name).unwrap();
    if asked {
        assert_eq!(shown(snapshot.referrers(&node("a"), Required)), ["m:rt/r/x"]);
    }
    let route = snapshot.of_kind(Kind::Route, "m", None).next().unwrap();
    let text = serde_json::to_string(&route.in_form(Form::Record)).unwrap();
    snapshot
        .insert(Arc::new(record(&text.replace(r#""virtualNode":"a""#, r#""virtualNode":"b""#))));
    if asked {
        assert_eq!(shown(snapshot.referrers(&node("a"), Required)), [""; 0]);
        assert_eq!(shown(snapshot.referrers(&node("b"), Required)), ["m:rt/r/x"]);
    }
    let mut later = snapshot.clone();
    assert_eq!(shown(later.referrers(&node("b"), Required)), ["m:rt/r/x"]);
    let id = ResourceId::try_new(Kind::Route, "m", Some("r"), "x").unwrap();
    later.remove(&id).unwrap();
    assert_eq!(shown(later.referrers(&node("b"), Required)), [""; 0]);
    assert_eq!(shown(snapshot.referrers(&node("b"), Required)), ["m:rt/r/x"], "a copy is apart");
}
