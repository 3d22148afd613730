//! Trees with what only a running control plane knows, and with what is not there.

use serde_json::json;

use super::*;

fn snapshot(resources: &[Value]) -> Snapshot {
    let typed =
        resources.iter().map(|one| serde_json::from_value::<Resource>(one.clone()).unwrap());
    typed.collect()
}

fn shop() -> Snapshot {
    let target = |name: &str, weight: i64| json!({ "virtualNode": name, "weight": weight });
    let targets = [target("v1", 1), target("v2", 2), target("v3", 0)];
    let rule = json!({ "match": { "prefix": "/" }, "action": { "weightedTargets": targets } });
    snapshot(&[
        json!({ "kind": "mesh", "meshName": "m", "spec": {} }),
        json!({ "kind": "virtualNode", "meshName": "m", "virtualNodeName": "v1", "spec": {} }),
        json!({ "kind": "virtualNode", "meshName": "m", "virtualNodeName": "v2", "spec": {} }),
        json!({ "kind": "virtualRouter", "meshName": "m", "virtualRouterName": "r", "spec": {} }),
        json!({ "kind": "route", "meshName": "m", "virtualRouterName": "r", "routeName": "t",
                "spec": { "httpRoute": rule } }),
    ])
}

fn proxy(of: &str, state: &str) -> ConnectedProxy {
    serde_json::from_value(json!({
        "nodeId": "n", "meshName": "m", "of": of, "connectedSince": 0, "peer": "p",
        "flavor": "delta", "state": state, "revision": 1, "acknowledgedRevision": 1,
        "types": {}, "rejections": [], "heldBack": [],
    }))
    .unwrap()
}

fn tree(proxies: &[ConnectedProxy]) -> String {
    let snapshot = shop();
    let forest = Forest { snapshot: &snapshot, proxies };
    let root = snapshot.iter().find(|one| one.kind() == Kind::VirtualRouter).unwrap();
    render(root, forest, Palette::default())
}

#[test]
fn marks_stand_below_one_another() {
    let proxies = [
        proxy("vn/v1", "synced"),
        proxy("vn/v2", "synced"),
        proxy("vn/v2", "pending"),
        proxy("vn/v2", "rejected"),
    ];
    insta::assert_snapshot!(tree(&proxies), @"
    vr/r
    └─ rt/r/t     -     http prefix /
       ├─ vn/v1   33.3 %
       ├─ vn/v2   66.7 %   ! 2 of 3 proxies not updated
       └─ vn/v3   0 %      ! does not exist
    ");
    let one = [proxy("vn/v1", "pending")];
    assert!(tree(&one).contains("! its proxy is not updated"), "{}", tree(&one));
    assert!(!tree(&[]).contains("updated"));
}

#[test]
fn machines_get_members_instead_of_columns() {
    let snapshot = shop();
    let proxies = [proxy("vn/v2", "synced"), proxy("vn/v2", "pending")];
    let forest = Forest { snapshot: &snapshot, proxies: &proxies };
    let of = |kind| snapshot.iter().find(|one| one.kind() == kind).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&below(of(Kind::VirtualRouter), forest)).unwrap(), @r#"
    {
      "address": "vr/r",
      "mesh": "m",
      "kind": "virtualRouter",
      "exists": true,
      "below": [
        {
          "address": "rt/r/t",
          "mesh": "m",
          "kind": "route",
          "exists": true,
          "priority": null,
          "match": "http prefix /",
          "below": [
            {
              "address": "vn/v1",
              "mesh": "m",
              "kind": "virtualNode",
              "exists": true,
              "calls": [],
              "weight": 1,
              "sharePercent": 33.3,
              "below": []
            },
            {
              "address": "vn/v2",
              "mesh": "m",
              "kind": "virtualNode",
              "exists": true,
              "calls": [],
              "proxies": {
                "connected": 2,
                "behind": 1
              },
              "weight": 2,
              "sharePercent": 66.7,
              "below": []
            },
            {
              "address": "vn/v3",
              "mesh": "m",
              "kind": "virtualNode",
              "exists": false,
              "weight": 0,
              "sharePercent": 0.0,
              "below": []
            }
          ]
        }
      ]
    }
    "#);
    insta::assert_snapshot!(above(of(Kind::VirtualNode), forest), @r#"{"address":"vn/v1","mesh":"m","kind":"virtualNode","exists":true,"calls":[],"above":[{"address":"rt/r/t","mesh":"m","kind":"route","exists":true,"priority":null,"match":"http prefix /","weight":1,"sharePercent":33.3,"above":[{"address":"vr/r","mesh":"m","kind":"virtualRouter","exists":true,"above":[]}]}]}"#);
}
