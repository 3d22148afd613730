//! What people see of a mistake: the place, what is defined elsewhere, and what to do.

use crate::env::TestEnv;

fn node(name: &str, port: u16) -> String {
    format!(
        r#"{{
  "meshName": "shop",
  "virtualNodeName": "{name}",
  "spec": {{
    "serviceDiscovery": {{"dns": {{"hostname": "{name}.shop.local"}}}},
    "listeners": [
      {{"portMapping": {{"port": {port}, "protocol": "http"}}}}
    ]
  }}
}}
"#
    )
}

fn route(name: &str, targets: &str) -> String {
    format!(
        r#"{{
  "meshName": "shop",
  "virtualRouterName": "cart",
  "routeName": "{name}",
  "spec": {{
    "httpRoute": {{
      "match": {{"prefix": "/{name}"}},
      "action": {{
        {targets}
      }}
    }}
  }}
}}
"#
    )
}

/// A mesh with a slip, a reference to nobody, and targets on different ports.
fn mesh() -> TestEnv {
    let env = TestEnv::new();
    env.write("mesh/mesh.json", r#"{"meshName": "shop", "spec": {}}"#);
    for (name, port) in [("cart-v1", 8080), ("cart-v2", 9090), ("catalog", 8080)] {
        env.write(&format!("mesh/nodes/{name}.json"), &node(name, port));
    }
    env.write(
        "mesh/routers/cart.json",
        r#"{"meshName": "shop", "virtualRouterName": "cart", "spec": {"listeners": [{"portMapping": {"port": 8080, "protocol": "http"}}]}}"#,
    );
    let target =
        |node: &str, weight: u8| format!(r#"{{ "virtualNode": "{node}", "weight": {weight} }}"#);
    let slip = format!(r#""weightedTarget": [{}]"#, target("cart-v1", 100));
    env.write("mesh/routes/a-slip.json", &route("a-slip", &slip));
    let several = |one: &str, other: &str| {
        let (one, other) = (target(one, 90), target(other, 10));
        format!("\"weightedTargets\": [\n          {one},\n          {other}\n        ]")
    };
    env.write("mesh/routes/b-nobody.json", &route("b-nobody", &several("cart-v1", "cart-v3")));
    env.write("mesh/routes/c-ports.json", &route("c-ports", &several("cart-v1", "cart-v2")));
    env
}

#[test]
fn a_slip_a_missing_target_and_ports_that_differ() {
    let env = mesh();
    insta::assert_snapshot!(env.run(&["validate", "mesh"]).text(), @r#"
    exit 1
    -- stdout
    error[F001]: unknown field `weightedTarget` in `action`
     --> mesh/routes/a-slip.json:9:9
      |
    9 |         "weightedTarget": [{ "virtualNode": "cart-v1", "weight": 100 }]
      |         ^^^^^^^^^^^^^^^^ not a field of action
      |
      = help: did you mean `weightedTargets`? (fixable: weir validate --fix)

    error[R001]: virtual node `cart-v3` does not exist
      --> mesh/routes/b-nobody.json:11:28
       |
    11 |           { "virtualNode": "cart-v3", "weight": 10 }
       |                            ^^^^^^^^^ referenced here
       |
      ::: mesh/nodes/cart-v1.json:3:22
       |
     3 |   "virtualNodeName": "cart-v1",
       |                      --------- a virtual node with a similar name is defined here
       |
       = help: virtual nodes in mesh `shop`: cart-v1, cart-v2, catalog
       = note: only these documents were looked at; `weir validate --online` looks at the control plane too

    warning[L003]: targets of one route listen on different ports, which not every control plane delivers to
      --> mesh/routes/c-ports.json:11:28
       |
    10 |           { "virtualNode": "cart-v1", "weight": 90 },
       |                            --------- listens on 8080
    11 |           { "virtualNode": "cart-v2", "weight": 10 }
       |                            ^^^^^^^^^ listens on 9090
       |
      ::: mesh/nodes/cart-v1.json:7:32
       |
     7 |       {"portMapping": {"port": 8080, "protocol": "http"}}
       |                                ---- the one port
       |
      ::: mesh/nodes/cart-v2.json:7:32
       |
     7 |       {"portMapping": {"port": 9090, "protocol": "http"}}
       |                                ---- the other port
       |
       = help: set `port` on each weighted target, or use the same listener port

    2 errors, 1 warning in 8 files (8 resources) · 1 fixable with --fix
    "#);
    insta::assert_snapshot!(env.run(&["validate", "mesh", "-o", "github"]).text(), @"
    exit 1
    -- stdout
    ::error file=mesh/routes/a-slip.json,line=9,col=9,endColumn=25,title=F001::unknown field `weightedTarget` in `action`; did you mean `weightedTargets`?
    ::error file=mesh/routes/b-nobody.json,line=11,col=28,endColumn=37,title=R001::virtual node `cart-v3` does not exist; virtual nodes in mesh `shop`: cart-v1, cart-v2, catalog
    ::warning file=mesh/routes/c-ports.json,line=11,col=28,endColumn=37,title=L003::targets of one route listen on different ports, which not every control plane delivers to; set `port` on each weighted target, or use the same listener port
    ");
}
