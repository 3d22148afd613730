//! The reading commands: `get`, `describe`, `tree`, `dump`.

use crate::env::TestEnv;

fn shop() -> TestEnv {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    env
}

#[test]
fn get_lists_without_borders() {
    let env = shop();
    let table = env.expect(0, &["get", "rt"]).stdout;
    // Ages grow while the test runs.
    let lines: Vec<&str> =
        table.lines().map(|line| line.rsplit_once(' ').unwrap().0.trim_end()).collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    ROUTER        ROUTE            PRIO   MATCH           TARGETS                               VERSION
    customer-vr   customer-route   -      http prefix /   customer-vn 100                       1
    order-vr      order-route      -      http prefix /   order-vn 100                          1
    product-vr    product-route    -      http prefix /   product-v1-vn 75 · product-v2-vn 25   1
    ");
    assert_eq!(env.expect(0, &["get", "vn", "-o", "name"]).stdout.lines().count(), 4);
    assert_eq!(
        env.expect(0, &["get", "all", "--json"]).json()["items"].as_array().unwrap().len(),
        16
    );
}

#[test]
fn get_of_what_is_not_there_is_exit_code_1() {
    let env = shop();
    insta::assert_snapshot!(env.run(&["get", "vn", "order-vn", "nobody", "-o", "name"]).text(), @"
    exit 1
    -- stdout
    vn/order-vn
    -- stderr
    virtual node `nobody` not found in mesh shopmesh
    ");
    insta::assert_snapshot!(env.run(&["get", "vn", "-m", "nowhere"]).text(), @"
    exit 1
    -- stderr
    error: there is no mesh `nowhere` on the embedded control plane

    hint: `weir get mesh` lists those that exist
    ");
}

#[test]
fn tree_follows_traffic() {
    insta::assert_snapshot!(shop().expect(0, &["tree"]).stdout, @"
    m/shopmesh
    ├─ vg/ingress-vg   http :8080
    │  └─ gr/ingress-vg/order-gateway-route   -   http prefix /
    │     └─ vs/order.default.svc.cluster.local
    │        └─ vr/order-vr   http :8080
    │           └─ rt/order-vr/order-route   -   http prefix /
    │              └─  100 %   vn/order-vn   http :8080   dns order.default.svc.cluster.local
    │                 └─ calls product.default.svc.cluster.local · customer.default.svc.cluster.local
    ├─ vs/customer.default.svc.cluster.local
    │  └─ vr/customer-vr   http :8080
    │     └─ rt/customer-vr/customer-route   -   http prefix /
    │        └─  100 %   vn/customer-vn   http :8080   dns customer.default.svc.cluster.local
    └─ vs/product.default.svc.cluster.local
       └─ vr/product-vr   http :8080
          └─ rt/product-vr/product-route   -   http prefix /
             ├─   75 %   vn/product-v1-vn   http :8080   dns product-v1.default.svc.cluster.local
             └─   25 %   vn/product-v2-vn   http :8080   dns product-v2.default.svc.cluster.local
    ");
}

#[test]
fn describe_tells_spec_and_relations() {
    let env = shop();
    let text = env.expect(0, &["describe", "vn/product-v1-vn"]).stdout;
    let changing = ["uid", "created", "updated"];
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !changing.iter().any(|name| line.trim_start().starts_with(name)))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    virtual node product-v1-vn
      mesh            shopmesh
      version         1
      arn             arn:aws:appmesh:us-east-1:000000000000:mesh/shopmesh/virtualNode/product-v1-vn
      used by         rt/product-vr/product-route
      by default      15 s per request on port 8080
      by default      300 s idle on port 8080
      spec
        listeners:
        - portMapping:
            port: 8080
            protocol: http
          healthCheck:
            protocol: http
            path: /health
            port: 8080
            healthyThreshold: 2
            unhealthyThreshold: 3
            intervalMillis: 5000
            timeoutMillis: 2000
        serviceDiscovery:
          dns:
            hostname: product-v1.default.svc.cluster.local
    ");
    insta::assert_snapshot!(env.run(&["describe", "vn/product"]).text(), @"
    exit 1
    -- stderr
    error: vn/product does not exist in the mesh `shopmesh`

    hint: there are: vn/customer-vn, vn/order-vn, vn/product-v1-vn, vn/product-v2-vn
    ");
}

#[test]
fn dump_into_files_can_be_applied_again() {
    let env = shop();
    let _ = env.expect(0, &["dump", "--split", "out"]);
    let _ = env.expect(0, &["diff", "out"]);
    assert!(env.path().join("out/shopmesh/routes/product-vr/product-route.json").exists());
}
