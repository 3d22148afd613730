//! The reading commands: `get`, `describe`, `tree`, `dump`.

use crate::env::TestEnv;

fn shop() -> TestEnv {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    env
}

/// Two versions of a cart, a rollout between them, and a catalog that the first one calls.
fn sample() -> TestEnv {
    let env = TestEnv::new();
    env.write("shop.yaml", SAMPLE);
    let _ = env.expect(0, &["apply", "shop.yaml", "-y"]);
    env
}

const SAMPLE: &str = r"
meshName: shop
spec: {}
---
meshName: shop
virtualNodeName: cart-v1
spec:
  listeners: [{portMapping: {port: 8080, protocol: http}}]
  serviceDiscovery: {dns: {hostname: cart-v1.shop.local}}
  backends: [{virtualService: {virtualServiceName: catalog.shop.local}}]
---
meshName: shop
virtualNodeName: cart-v2
spec:
  listeners: [{portMapping: {port: 8080, protocol: http}}]
  serviceDiscovery: {dns: {hostname: cart-v2.shop.local}}
---
meshName: shop
virtualNodeName: catalog
spec:
  listeners: [{portMapping: {port: 8080, protocol: http}}]
  serviceDiscovery: {dns: {hostname: catalog.shop.local}}
---
meshName: shop
virtualNodeName: edge-auth
spec:
  backends: [{virtualService: {virtualServiceName: cart.shop.local}}]
---
meshName: shop
virtualRouterName: cart
spec: {listeners: [{portMapping: {port: 8080, protocol: http}}]}
---
meshName: shop
virtualRouterName: catalog
spec: {listeners: [{portMapping: {port: 8080, protocol: http}}]}
---
meshName: shop
virtualRouterName: cart
routeName: canary
tags: [{key: 'weir:set', value: shop}]
spec:
  priority: 0
  httpRoute:
    match: {prefix: /, headers: [{name: x-canary, match: {exact: '1'}}]}
    action: {weightedTargets: [{virtualNode: cart-v2, weight: 100}]}
---
meshName: shop
virtualRouterName: cart
routeName: main
tags: [{key: 'weir:set', value: shop}, {key: 'weir:rollout', value: 10 % step 2/4}]
spec:
  priority: 100
  httpRoute:
    match: {prefix: /}
    action: {weightedTargets: [{virtualNode: cart-v1, weight: 90}, {virtualNode: cart-v2, weight: 10}]}
---
meshName: shop
virtualRouterName: catalog
routeName: main
spec:
  httpRoute:
    match: {prefix: /}
    action: {weightedTargets: [{virtualNode: catalog, weight: 100}]}
---
meshName: shop
virtualServiceName: cart.shop.local
spec: {provider: {virtualRouter: {virtualRouterName: cart}}}
---
meshName: shop
virtualServiceName: catalog.shop.local
spec: {provider: {virtualRouter: {virtualRouterName: catalog}}}
---
meshName: shop
virtualGatewayName: edge
spec: {listeners: [{portMapping: {port: 8080, protocol: http}}]}
---
meshName: shop
virtualGatewayName: edge
gatewayRouteName: cart
spec:
  httpRoute:
    match: {prefix: /cart}
    action: {target: {virtualService: {virtualServiceName: cart.shop.local}}}
";

/// The lines without the last column, which changes from run to run.
fn without_age(table: &str) -> String {
    let lines = table.lines().map(|line| line.rsplit_once(' ').unwrap().0.trim_end());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn get_lists_without_borders() {
    let env = sample();
    let list = |kind: &str| without_age(&env.expect(0, &["get", kind]).stdout);
    insta::assert_snapshot!(list("rt"), @"
    ROUTER    ROUTE    PRIO   MATCH                              TARGETS                     SET
    cart      canary      0   http prefix / headers x-canary=1   cart-v2 100                 shop
    cart      main      100   http prefix /                      cart-v1 90 · cart-v2 10 ◐   shop
    catalog   main        -   http prefix /                      catalog 100                 -
    ");
    insta::assert_snapshot!(list("vn"), @"
    NODE        LISTENERS    DISCOVERY                BACKENDS             SET
    cart-v1     http :8080   dns cart-v1.shop.local   catalog.shop.local   -
    cart-v2     http :8080   dns cart-v2.shop.local   -                    -
    catalog     http :8080   dns catalog.shop.local   -                    -
    edge-auth   -            -                        cart.shop.local      -
    ");
    insta::assert_snapshot!(list("vs"), @"
    SERVICE              PROVIDER     SET
    cart.shop.local      vr/cart      -
    catalog.shop.local   vr/catalog   -
    ");
    insta::assert_snapshot!(list("gr"), @"
    GATEWAY   ROUTE   PRIO   MATCH               TARGET            SET
    edge      cart       -   http prefix /cart   cart.shop.local   -
    ");
    insta::assert_snapshot!(list("mesh"), @"
    MESH   EGRESS     RESOURCES   SET
    shop   DROP_ALL          13   -
    ");
    assert_eq!(env.expect(0, &["get", "vn", "-o", "name"]).stdout.lines().count(), 4);
    let items = env.expect(0, &["get", "all", "--json"]).json()["items"].as_array().unwrap().len();
    assert_eq!(items, 14);
}

#[test]
fn get_shows_what_is_asked_for() {
    let env = sample();
    let list = |args: &[&str]| env.expect(0, &[&["get"], args].concat()).stdout;
    insta::assert_snapshot!(list(&["rt", "--columns", "route,targets,version", "--sort-by", "-prio"]), @"
    ROUTE    TARGETS                     VERSION
    main     catalog 100                       1
    main     cart-v1 90 · cart-v2 10 ◐         1
    canary   cart-v2 100                       1
    ");
    insta::assert_snapshot!(list(&["all", "--columns", "kind,name", "-l", "weir:set=shop"]), @"
    KIND   NAME
    rt     canary
    rt     main
    ");
    insta::assert_snapshot!(list(&["vn", "--columns", "node", "--limit", "2", "--no-headers"]), @"
    cart-v1
    cart-v2
    ");
    let wide = list(&["rt", "-o", "wide"]);
    let headings: Vec<&str> = wide.lines().next().unwrap().split_whitespace().collect();
    assert_eq!(headings[5..], ["SET", "AGE", "VERSION", "UPDATED", "TAGS", "UID"]);
    insta::assert_snapshot!(list(&["rt", "-o", "csv", "--columns", "mesh,router,route,prio,match,set"]), @"
    MESH,ROUTER,ROUTE,PRIO,MATCH,SET
    shop,cart,canary,0,http prefix / headers x-canary=1,shop
    shop,cart,main,100,http prefix /,shop
    shop,catalog,main,,http prefix /,
    ");
    let tsv = list(&["rt", "-o", "tsv"]);
    assert!(tsv.starts_with("MESH\tROUTER\tROUTE\tPRIO\tMATCH\tTARGETS\tSET\tCREATED\t"), "{tsv}");
    assert!(tsv.lines().all(|line| line.matches('\t').count() == 11), "{tsv}");
    assert_eq!(list(&["rt", "-o", "json", "--limit", "1"]).matches("routeName").count(), 1);
    insta::assert_snapshot!(env.run(&["get", "rt", "--sort-by", "speed"]).text(), @"
    exit 2
    -- stderr
    error: there is no column `speed`

    hint: there are: router, route, prio, match, targets, set, age, version, updated, tags, uid, kind, mesh, arn
    ");
    insta::assert_snapshot!(env.run(&["get", "rt", "-l", "weir:set=other"]).text(), @"
    exit 0
    -- stderr
    No routes with such tags in mesh shop.
    ");
}

#[test]
fn get_of_nothing_says_so() {
    let env = TestEnv::new();
    env.write("mesh.yaml", "meshName: shop\nspec: {}\n");
    let _ = env.expect(0, &["apply", "mesh.yaml", "-y"]);
    insta::assert_snapshot!(env.run(&["get", "rt"]).text(), @"
    exit 0
    -- stderr
    No routes in mesh shop.
    ");
    assert_eq!(env.expect(0, &["get", "rt", "-q"]).stderr, "");
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
    let env = sample();
    let tree = |args: &[&str]| env.expect(0, &[&["tree"], args].concat()).stdout;
    insta::assert_snapshot!(tree(&["vs/cart.shop.local"]), @"
    vs/cart.shop.local
    └─ vr/cart             http :8080
       ├─ rt/cart/canary   0     http prefix / headers x-canary=1
       │  └─ vn/cart-v2    100 %   dns cart-v2.shop.local:8080   http
       └─ rt/cart/main     100   http prefix /   ◐ rollout 10 % step 2/4
          ├─ vn/cart-v1    90 %    dns cart-v1.shop.local:8080   http
          │  └─ calls vs/catalog.shop.local
          └─ vn/cart-v2    10 %    dns cart-v2.shop.local:8080   http
    called by: gr/edge/cart, vn/edge-auth
    ");
    insta::assert_snapshot!(tree(&["-i", "vn/catalog"]), @"
    vn/catalog                             dns catalog.shop.local:8080   http
    └─ rt/catalog/main                     -     http prefix /   100 %
       └─ vr/catalog                       http :8080
          └─ vs/catalog.shop.local
             └─ vn/cart-v1                 dns cart-v1.shop.local:8080   http
                └─ rt/cart/main            100   http prefix /   90 %   ◐ rollout 10 % step 2/4
                   └─ vr/cart              http :8080
                      └─ vs/cart.shop.local
                         ├─ gr/edge/cart   -     http prefix /cart
                         │  └─ vg/edge     http :8080
                         └─ vn/edge-auth
    ");
    insta::assert_snapshot!(shop().expect(0, &["tree"]).stdout, @"
    m/shopmesh
    ├─ vg/ingress-vg                          http :8080
    │  └─ gr/ingress-vg/order-gateway-route   -     http prefix /
    │     └─ vs/order.default.svc.cluster.local
    │        └─ vr/order-vr                   http :8080
    │           └─ rt/order-vr/order-route    -     http prefix /
    │              └─ vn/order-vn             100 %   dns order.default.svc.cluster.local:8080   http
    │                 └─ calls vs/product.default.svc.cluster.local, vs/customer.default.svc.cluster.local
    ├─ vs/customer.default.svc.cluster.local
    │  └─ vr/customer-vr                      http :8080
    │     └─ rt/customer-vr/customer-route    -     http prefix /
    │        └─ vn/customer-vn                100 %   dns customer.default.svc.cluster.local:8080   http
    └─ vs/product.default.svc.cluster.local
       └─ vr/product-vr                       http :8080
          └─ rt/product-vr/product-route      -     http prefix /
             ├─ vn/product-v1-vn              75 %    dns product-v1.default.svc.cluster.local:8080   http
             └─ vn/product-v2-vn              25 %    dns product-v2.default.svc.cluster.local:8080   http
    ");
}

#[test]
fn a_tree_for_machines_says_the_same() {
    let env = sample();
    let tree = |args: &[&str]| env.expect(0, &[&["tree", "--json"], args].concat()).json();
    let down = tree(&["vs/cart.shop.local"]);
    assert_eq!(down["schema"], "weir.tree/v1");
    assert_eq!(down["usedBy"], serde_json::json!(["gr/edge/cart", "vn/edge-auth"]));
    let routes = &down["tree"]["below"][0]["below"];
    assert_eq!(routes[1]["address"], "rt/cart/main");
    assert_eq!(routes[1]["priority"], 100);
    assert_eq!(routes[1]["below"][1]["address"], "vn/cart-v2");
    assert_eq!(routes[1]["below"][1]["sharePercent"], 10.0);
    assert_eq!(routes[1]["below"][0]["calls"], serde_json::json!(["vs/catalog.shop.local"]));
    let up = tree(&["-i", "vn/catalog"]);
    assert_eq!(up["tree"]["above"][0]["above"][0]["address"], "vr/catalog");
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
