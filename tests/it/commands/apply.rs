//! `weir apply`.

use crate::env::TestEnv;

#[test]
fn three_mistakes_are_three_located_findings_and_nothing_changes() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let edit = |file: &str, from: &str, to: &str| {
        let path = env.path().join("shopmesh").join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
    };
    edit("virtual-nodes/order-vn.json", "\"backends\"", "\"backend\"");
    edit("routes/product-route.json", "product-v2-vn", "product-v3-vn");
    edit("routes/product-route.json", "75", "175");
    insta::assert_snapshot!(env.run(&["validate", "shopmesh"]).text(), @r#"
    exit 1
    -- stdout
    error[F004]: `weight`: 175 is not within 0 to 100
      --> shopmesh/routes/product-route.json:14:23
       |
    14 |             "weight": 175
       |                       ^^^ 0 to 100

    error[R001]: virtual node `product-v3-vn` does not exist
      --> shopmesh/routes/product-route.json:17:28
       |
    17 |             "virtualNode": "product-v3-vn",
       |                            ^^^^^^^^^^^^^^^ referenced here
       |
      ::: shopmesh/virtual-nodes/product-v1-vn.json:3:22
       |
     3 |   "virtualNodeName": "product-v1-vn",
       |                      --------------- a virtual node with a similar name is defined here
       |
       = help: virtual nodes in mesh `shopmesh`: customer-vn, order-vn, product-v1-vn, product-v2-vn
       = note: only these documents were looked at; `weir validate --online` looks at the control plane too

    error[F001]: unknown field `backend` in `spec`
      --> shopmesh/virtual-nodes/order-vn.json:26:5
       |
    26 |     "backend": [
       |     ^^^^^^^^^ not a field of spec
       |
       = help: did you mean `backends`? (fixable: weir validate --fix)

    3 errors in 16 files (16 resources) · 1 fixable with --fix
    "#);
    let _ = env.expect(2, &["apply", "shopmesh", "-y"]);
    assert_eq!(env.expect(0, &["get", "mesh", "-o", "name"]).stdout, "");
}

#[test]
fn a_dry_run_shows_and_changes_nothing() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    insta::assert_snapshot!(env.run(&["apply", "shopmesh", "--dry-run"]).text(), @"
    exit 0
    -- stdout
    + m/shopmesh                                                                    shopmesh/mesh.json:2
        egressFilter.type   DROP_ALL

    + vn/customer-vn                                           shopmesh/virtual-nodes/customer-vn.json:3
        listeners[0]           http :8080   health check GET /health every 5s, 2 ok / 3 fail
        serviceDiscovery.dns   customer.default.svc.cluster.local

    + vn/order-vn                                                 shopmesh/virtual-nodes/order-vn.json:3
        listeners[0]           http :8080   health check GET /health every 5s, 2 ok / 3 fail
        serviceDiscovery.dns   order.default.svc.cluster.local
        backends               product.default.svc.cluster.local, customer.default.svc.cluster.local

    + vn/product-v1-vn                                       shopmesh/virtual-nodes/product-v1-vn.json:3
        listeners[0]           http :8080   health check GET /health every 5s, 2 ok / 3 fail
        serviceDiscovery.dns   product-v1.default.svc.cluster.local

    + vn/product-v2-vn                                       shopmesh/virtual-nodes/product-v2-vn.json:3
        listeners[0]           http :8080   health check GET /health every 5s, 2 ok / 3 fail
        serviceDiscovery.dns   product-v2.default.svc.cluster.local

    + vr/customer-vr                                         shopmesh/virtual-routers/customer-vr.json:3
        listeners[0]   http :8080

    + vr/order-vr                                               shopmesh/virtual-routers/order-vr.json:3
        listeners[0]   http :8080

    + vr/product-vr                                           shopmesh/virtual-routers/product-vr.json:3
        listeners[0]   http :8080

    + rt/customer-vr/customer-route                                shopmesh/routes/customer-route.json:4
        httpRoute.match    prefix /
        httpRoute.action   customer-vn 100 (100 %)

    + rt/order-vr/order-route                                         shopmesh/routes/order-route.json:4
        httpRoute.match    prefix /
        httpRoute.action   order-vn 100 (100 %)

    + rt/product-vr/product-route                                   shopmesh/routes/product-route.json:4
        httpRoute.match    prefix /
        httpRoute.action   product-v1-vn 75 (75 %) · product-v2-vn 25 (25 %)

    + vs/customer.default.svc.cluster.local                    shopmesh/virtual-services/customer.json:3
        provider.virtualRouter.virtualRouterName   customer-vr

    + vs/order.default.svc.cluster.local                          shopmesh/virtual-services/order.json:3
        provider.virtualRouter.virtualRouterName   order-vr

    + vs/product.default.svc.cluster.local                      shopmesh/virtual-services/product.json:3
        provider.virtualRouter.virtualRouterName   product-vr

    + vg/ingress-vg                                          shopmesh/virtual-gateways/ingress-vg.json:3
        listeners[0]   http :8080

    + gr/ingress-vg/order-gateway-route               shopmesh/gateway-routes/order-gateway-route.json:4
        httpRoute.match    prefix /
        httpRoute.action   target.virtualService.virtualServiceName order.default.svc.cluster.local

    16 to add, 0 to change, 0 to delete, 0 unchanged
    -- stderr
    dry run: nothing was changed
    ");
    assert_eq!(env.expect(0, &["get", "mesh", "-o", "name"]).stdout, "");
}

#[test]
fn without_a_terminal_and_without_yes_it_is_refused() {
    let env = TestEnv::new();
    env.copy_example("tcp-route");
    let run = env.run(&["apply", "tcp-route"]);
    assert_eq!(run.code, 5);
    assert!(run.stderr.contains("answer with -y; nothing was changed"), "{}", run.text());
    assert_eq!(env.expect(0, &["get", "mesh", "-o", "name"]).stdout, "");
}

#[test]
fn documents_may_rely_on_what_the_control_plane_has() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let missing = env.run(&["apply", "shopmesh/routes", "-y"]);
    insta::assert_snapshot!(missing.text(), @r#"
    exit 2
    -- stderr
    error[R005]: virtual router `customer-vr` does not exist, and route `customer-route` is a part of it
     --> shopmesh/routes/customer-route.json:3:24
      |
    3 |   "virtualRouterName": "customer-vr",
      |                        ^^^^^^^^^^^^^ referenced here
      |
      = help: define the virtual router too

    error[R001]: virtual node `customer-vn` does not exist
      --> shopmesh/routes/customer-route.json:13:28
       |
    13 |             "virtualNode": "customer-vn",
       |                            ^^^^^^^^^^^^^ referenced here
       |
       = help: there are no virtual nodes in mesh `shopmesh`

    error[R005]: virtual router `order-vr` does not exist, and route `order-route` is a part of it
     --> shopmesh/routes/order-route.json:3:24
      |
    3 |   "virtualRouterName": "order-vr",
      |                        ^^^^^^^^^^ referenced here
      |
      = help: define the virtual router too

    error[R001]: virtual node `order-vn` does not exist
      --> shopmesh/routes/order-route.json:13:28
       |
    13 |             "virtualNode": "order-vn",
       |                            ^^^^^^^^^^ referenced here
       |
       = help: there are no virtual nodes in mesh `shopmesh`

    error[R005]: virtual router `product-vr` does not exist, and route `product-route` is a part of it
     --> shopmesh/routes/product-route.json:3:24
      |
    3 |   "virtualRouterName": "product-vr",
      |                        ^^^^^^^^^^^^ referenced here
      |
      = help: define the virtual router too

    error[R001]: virtual node `product-v1-vn` does not exist
      --> shopmesh/routes/product-route.json:13:28
       |
    13 |             "virtualNode": "product-v1-vn",
       |                            ^^^^^^^^^^^^^^^ referenced here
       |
       = help: there are no virtual nodes in mesh `shopmesh`

    error[R001]: virtual node `product-v2-vn` does not exist
      --> shopmesh/routes/product-route.json:17:28
       |
    17 |             "virtualNode": "product-v2-vn",
       |                            ^^^^^^^^^^^^^^^ referenced here
       |
       = help: there are no virtual nodes in mesh `shopmesh`

    error: the documents are not valid: 7 errors in 3 files (3 resources)

    hint: nothing was changed
    "#);
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    let _ = env.expect(0, &["apply", "shopmesh/routes", "-y"]);
}

#[test]
fn the_result_is_one_json_document() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let document = env.expect(0, &["apply", "shopmesh", "-y", "--json"]).json();
    assert_eq!(document["schema"], "weir.apply/v1");
    assert_eq!(document["summary"]["create"], 16);
    assert_eq!(document["results"]["done"], 16);
    assert!(document["changes"].as_array().unwrap().iter().all(|one| one["outcome"] == "done"));
}

#[test]
fn tags_are_added_and_those_of_others_stay() {
    let env = TestEnv::new();
    let mesh = |tags: &str| format!(r#"{{"meshName":"m","spec":{{}},"tags":[{tags}]}}"#);
    env.write("mesh.json", &mesh(r#"{"key":"team","value":"a"}"#));
    let _ = env.expect(0, &["apply", "mesh.json", "-y"]);
    env.write("mesh.json", &mesh(r#"{"key":"cost","value":"7"}"#));
    insta::assert_snapshot!(env.run(&["diff", "mesh.json"]).text(), @"
    exit 1
    -- stdout
    Mesh m @ the embedded control plane                                                 ~ change   + add

    ~ m/m                                                                                    mesh.json:1
        tags
          + cost   7
        1 field unchanged

    0 to add, 1 to change, 0 to delete, 0 unchanged
    ");
    let _ = env.expect(0, &["apply", "mesh.json", "-y"]);
    let _ = env.expect(0, &["diff", "mesh.json"]);
    let tags = &env.expect(0, &["describe", "m/m", "--json"]).json()["resource"]["tags"];
    assert_eq!(tags.to_string(), r#"[{"key":"cost","value":"7"},{"key":"team","value":"a"}]"#);
}

#[test]
fn only_what_the_documents_define_is_judged() {
    let env = TestEnv::new();
    let router = r#"{"meshName":"m","virtualRouterName":"r","spec":{"listeners":
        [{"portMapping":{"port":80,"protocol":"http"}}]}}"#;
    env.write("a/all.json", &format!(r#"[{{"meshName":"m","spec":{{}}}},{router}]"#));
    let first = env.expect(0, &["apply", "a", "-y"]);
    assert!(first.stderr.contains("1 thing to look at in the documents"), "{}", first.text());
    env.write("b/node.json", r#"{"meshName":"m","virtualNodeName":"n","spec":{"backends":[]}}"#);
    let second = env.expect(0, &["apply", "b", "-y"]);
    assert!(!second.stderr.contains("look at"), "{}", second.text());
}

#[cfg(target_os = "linux")]
#[test]
fn what_was_applied_is_told_even_if_stdout_is_full() {
    let env = TestEnv::new();
    env.copy_example("tcp-route");
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = env.command(&["apply", "tcp-route", "-y"]).stdout(full).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert!(stderr.contains("applied 8 changes to mesh tcp-route"), "{stderr}");
    assert!(stderr.contains("could not be written to stdout"), "{stderr}");
}
