//! `weir diff`.

use crate::env::TestEnv;

#[test]
fn one_edit_is_one_field() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    insta::assert_snapshot!(env.run(&["diff", "shopmesh"]).text(), @"
    exit 0
    -- stderr
    no differences: 16 resources on the embedded control plane
    ");
    let path = env.path().join("shopmesh/routes/product-route.json");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("75", "70")).unwrap();
    insta::assert_snapshot!(env.run(&["diff", "shopmesh"]).text(), @"
    exit 1
    -- stdout
    Mesh shopmesh @ the embedded control plane                                                  ~ change

    ~ rt/product-vr/product-route                                   shopmesh/routes/product-route.json:4
        httpRoute.action.weightedTargets
          ~ product-v1-vn   weight   75 → 70
        4 fields unchanged

    0 to add, 1 to change, 0 to delete, 15 unchanged
    ");
    assert_eq!(
        env.expect(1, &["diff", "shopmesh", "-o", "name"]).stdout,
        "rt/product-vr/product-route\n"
    );
    let _ = env.expect(0, &["diff", "shopmesh", "--exit-zero"]);
    let document = env.expect(1, &["diff", "shopmesh", "--json"]).json();
    insta::assert_snapshot!(serde_json::to_string_pretty(&document["changes"]).unwrap(), @r#"
    [
      {
        "address": "rt/product-vr/product-route",
        "kind": "route",
        "mesh": "shopmesh",
        "action": "update",
        "location": "shopmesh/routes/product-route.json:4",
        "fields": [
          {
            "path": "spec.httpRoute.action.weightedTargets[0].weight",
            "label": "spec.httpRoute.action.weightedTargets[product-v1-vn].weight",
            "action": "change",
            "masked": false,
            "before": 75,
            "after": 70,
            "location": "shopmesh/routes/product-route.json:14"
          }
        ],
        "tags": [],
        "patch": [
          {
            "op": "replace",
            "path": "/spec/httpRoute/action/weightedTargets/0/weight",
            "value": 70
          }
        ]
      }
    ]
    "#);
}

#[test]
fn what_is_not_in_the_documents_is_named_and_left_alone() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    insta::assert_snapshot!(env.run(&["diff", "shopmesh/virtual-nodes"]).text(), @"
    exit 0
    -- stderr
      m/shopmesh exists but is not in these files; it will not be touched
      vr/customer-vr exists but is not in these files; it will not be touched
      vr/order-vr exists but is not in these files; it will not be touched
      vr/product-vr exists but is not in these files; it will not be touched
      rt/customer-vr/customer-route exists but is not in these files; it will not be touched
      7 more exist and are not in these files
    no differences: 4 resources on the embedded control plane
    ");
}
