//! The forms and the other sides of `weir diff`, and `weir plan` for review.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::env::TestEnv;

const MESH: &str = r#"{"meshName": "shop", "spec": {}}"#;
const ROUTER: &str = r#"{"meshName": "shop", "virtualRouterName": "cart", "spec": {"listeners": [{"portMapping": {"port": 8080, "protocol": "http"}}]}}"#;

fn node(name: &str, more: &str) -> String {
    format!(
        r#"{{"meshName": "shop", "virtualNodeName": "{name}", "spec": {{
  "listeners": [{{"portMapping": {{"port": 8080, "protocol": "http"}}{more}}}],
  "serviceDiscovery": {{"dns": {{"hostname": "{name}.shop.local"}}}},
  "backends": [{{"virtualService": {{"virtualServiceName": "catalog.shop.local"}}}}]}}}}"#
    )
}

fn route(targets: &str, retries: u8) -> String {
    format!(
        r#"{{"meshName": "shop", "virtualRouterName": "cart", "routeName": "main", "spec": {{"httpRoute": {{
  "match": {{"prefix": "/"}},
  "action": {{"weightedTargets": [{targets}]}},
  "retryPolicy": {{"maxRetries": {retries}, "perRetryTimeout": {{"unit": "s", "value": 2}}, "httpRetryEvents": ["server-error"]}}}}}}}}"#
    )
}

const CHECK: &str = r#", "healthCheck": {"protocol": "http", "path": "/ping", "healthyThreshold": 2,
    "unhealthyThreshold": 3, "intervalMillis": 5000, "timeoutMillis": 2000}"#;

/// A shop that is applied, with the documents of its next state.
fn shop() -> TestEnv {
    let env = TestEnv::new();
    env.write("mesh/mesh.json", MESH);
    env.write("mesh/router.json", ROUTER);
    env.write("mesh/cart-v1.json", &node("cart-v1", ""));
    env.write("mesh/old-cart.json", &node("old-cart", ""));
    env.write("mesh/route.json", &route(r#"{"virtualNode": "cart-v1", "weight": 100}"#, 2));
    let _ = env.expect(0, &["apply", "mesh", "-y", "--set", "shop"]);
    std::fs::remove_file(env.path().join("mesh/old-cart.json")).unwrap();
    env.write("mesh/cart-v2.json", &node("cart-v2", CHECK));
    let targets = r#"{"virtualNode": "cart-v1", "weight": 90}, {"virtualNode": "cart-v2", "weight": 10, "port": 8080}"#;
    env.write("mesh/route.json", &route(targets, 3));
    env
}

#[test]
fn a_diff_shows_each_field_under_what_holds_it() {
    let env = shop();
    insta::assert_snapshot!(env.expect(1, &["diff", "mesh"]).stdout, @"
    Mesh shop @ the embedded control plane                                              ~ change   + add

    + vn/cart-v2                                                                     mesh/cart-v2.json:1
        listeners[0]           http :8080   health check GET /ping every 5s, 2 ok / 3 fail
        serviceDiscovery.dns   cart-v2.shop.local
        backends               catalog.shop.local

    ~ rt/cart/main                                                                     mesh/route.json:1
        httpRoute.action.weightedTargets
          ~ cart-v1   weight   100 → 90
          + cart-v2   weight 10   port 8080
        httpRoute.retryPolicy
          ~ maxRetries   2 → 3
        5 fields unchanged

      vn/old-cart exists but is not in these files; it will not be touched

    1 to add, 1 to change, 0 to delete, 3 unchanged
    ");
    insta::assert_snapshot!(env.expect(1, &["diff", "mesh", "--format", "summary"]).stdout, @"
    + vn/cart-v2
    ~ rt/cart/main   httpRoute.action.weightedTargets[cart-v1].weight, httpRoute.action.weightedTargets[cart-v2], httpRoute.retryPolicy.maxRetries
    1 to add, 1 to change, 0 to delete, 3 unchanged
    ");
    insta::assert_snapshot!(env.expect(1, &["diff", "mesh", "--target", "rt/**", "-o", "name"]).stdout, @"rt/cart/main");
    insta::assert_snapshot!(env.expect(1, &["diff", "mesh", "--except", "rt/**", "--format", "summary", "--set", "shop", "--prune"]).stdout, @"
    + vn/cart-v2
    - vn/old-cart
    1 to add, 0 to change, 1 to delete, 3 unchanged
    ");
    insta::assert_snapshot!(env.run(&["diff", "mesh", "--target", "vn/none"]).text(), @"
    exit 2
    -- stderr
    error: --target vn/none fits nothing

    hint: addresses look like vn/cart, rt/router/route; `*` stands for anything
    ");
}

#[test]
fn a_plan_shows_order_phases_and_reasons() {
    let env = shop();
    let flags = ["mesh", "--set", "shop", "--prune"];
    let with = |command: &[&'static str]| [command, &flags].concat();
    insta::assert_snapshot!(env.expect(0, &with(&["plan"])).stdout, @"
    Plan for mesh shop @ the embedded control plane                     set shop · 3 actions in 3 phases

     expand    1  + vn/cart-v2     create
     shift     2  ~ rt/cart/main   weights cart-v1 100→90, cart-v2 +10, retryPolicy.maxRetries 2→3   after 1
     contract  3  - vn/old-cart    delete

    1 to add, 1 to change, 1 to delete, 3 unchanged
    Requests: 3 writes, 10 reads
    ");
    insta::assert_snapshot!(env.expect(0, &with(&["plan", "-o", "markdown"])).stdout, @r"
    ### Plan for mesh shop \@ the embedded control plane

    **1 to add, 1 to change, 1 to delete, 3 unchanged** · set shop · 3 actions in 3 phases

    | # | phase | | resource | what | note |
    | --: | --- | --- | --- | --- | --- |
    | 1 | expand | + | `vn/cart-v2` | create |  |
    | 2 | shift | ~ | `rt/cart/main` | weights cart-v1 100→90, cart-v2 +10, retryPolicy.maxRetries 2→3 | after 1 |
    | 3 | contract | - | `vn/old-cart` | delete |  |

    <details><summary>Fields</summary>

    ```diff
    + vn/cart-v2                                                                     mesh/cart-v2.json:1
        listeners[0]           http :8080   health check GET /ping every 5s, 2 ok / 3 fail
        serviceDiscovery.dns   cart-v2.shop.local
        backends               catalog.shop.local
        tag weir:set           shop

    ~ rt/cart/main                                                                     mesh/route.json:1
        httpRoute.action.weightedTargets
          ~ cart-v1   weight   100 → 90
          + cart-v2   weight 10   port 8080
        httpRoute.retryPolicy
          ~ maxRetries   2 → 3
        5 fields unchanged

    - vn/old-cart

    ```

    </details>

    Requests: 3 writes, 10 reads
    ");
    let changes = &env.expect(0, &with(&["plan", "--json"])).json()["changes"];
    let last = changes.as_array().unwrap().last().unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(last).unwrap(), @r#"
    {
      "address": "vn/old-cart",
      "kind": "virtualNode",
      "mesh": "shop",
      "action": "delete",
      "location": null,
      "fields": [],
      "tags": [],
      "patch": [],
      "phase": "contract",
      "part": null,
      "after": [],
      "disruptive": false,
      "disruption": null,
      "why": null
    }
    "#);
}

#[test]
fn both_documents_stand_side_by_side() {
    let env = shop();
    let run = env
        .expect(1, &["diff", "mesh", "--target", "rt/**", "--format", "side-by-side", "-U", "1"]);
    insta::assert_snapshot!(run.stdout, @r#"
    ~ rt/cart/main
                "virtualNode": "cart-v1",                                    "virtualNode": "cart-v1",
                "weight": 100                                  |             "weight": 90
                                                               >           },
                                                               >           {
                                                               >             "virtualNode": "cart-v2",
                                                               >             "weight": 10,
                                                               >             "port": 8080
              }                                                            }
      …
          "retryPolicy": {                                             "retryPolicy": {
            "maxRetries": 2,                                   |         "maxRetries": 3,
            "perRetryTimeout": {                                         "perRetryTimeout": {
    "#);
}

#[test]
fn a_unified_patch_is_one_that_patch_takes() {
    let env = shop();
    let flags = ["--target", "rt/**", "--format", "unified", "--against", "before"];
    env.write("before/route.json", &route(r#"{"virtualNode": "cart-v1", "weight": 100}"#, 2));
    let patch = env.expect(1, &[&["diff", "mesh/route.json"], &flags[..]].concat()).stdout;
    insta::assert_snapshot!(patch, @r#"
    --- live rt/cart/main
    +++ mesh/route.json
    @@ -8,12 +8,17 @@
             "weightedTargets": [
               {
                 "virtualNode": "cart-v1",
    -            "weight": 100
    +            "weight": 90
    +          },
    +          {
    +            "virtualNode": "cart-v2",
    +            "weight": 10,
    +            "port": 8080
               }
             ]
           },
           "retryPolicy": {
    -        "maxRetries": 2,
    +        "maxRetries": 3,
             "perRetryTimeout": {
               "value": 2,
               "unit": "s"
    "#);
    // The files of such a patch are the documents as they are dumped: spec and tags.
    let canonical = |path: &str| {
        let text = std::fs::read_to_string(env.path().join(path)).unwrap();
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        serde_json::to_string_pretty(&serde_json::json!({"spec": document["spec"]})).unwrap() + "\n"
    };
    let file = env.write("patched.json", &canonical("before/route.json"));
    let child =
        Command::new("patch").arg(&file).stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
    let Ok(mut child) = child else {
        eprintln!("`patch` is not installed, so it did not take the patch");
        return;
    };
    child.stdin.take().unwrap().write_all(patch.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    let patched: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    let wanted: serde_json::Value = serde_json::from_str(&canonical("mesh/route.json")).unwrap();
    assert_eq!(patched, wanted);
}

#[test]
fn documents_are_held_against_a_revision() {
    let env = shop();
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=t", "-c", "user.email=t@example.org"]).args(args);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        let output = command.current_dir(env.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["init", "-q"]);
    git(&["add", "mesh"]);
    git(&["commit", "-qm", "one"]);
    let against = ["diff", "mesh", "--against", "git:HEAD", "--format", "summary"];
    let same = env.expect(0, &against);
    assert_eq!(same.stdout, "");
    env.write("mesh/router.json", &ROUTER.replace("8080", "9090"));
    std::fs::remove_file(env.path().join("mesh/cart-v2.json")).unwrap();
    env.write("mesh/route.json", &route(r#"{"virtualNode": "cart-v1", "weight": 100}"#, 3));
    insta::assert_snapshot!(env.expect(1, &against).stdout, @"
    ~ vr/cart   listeners[8080], listeners[9090]
    ~ rt/cart/main   httpRoute.action.weightedTargets[cart-v1].weight, httpRoute.action.weightedTargets[cart-v2]
    - vn/cart-v2
    0 to add, 2 to change, 1 to delete, 2 unchanged
    ");
    insta::assert_snapshot!(env.run(&["diff", "mesh", "--against", "git:none"]).text(), @"
    exit 2
    -- stderr
    error: git ls-tree -r -z --name-only none --: fatal: Not a valid object name none
    ");
}

#[test]
fn exit_codes_are_those_that_were_asked_for() {
    let env = shop();
    let _ = env.expect(1, &["diff", "mesh"]);
    let _ = env.expect(0, &["diff", "mesh", "--exit-zero"]);
    let _ = env.expect(2, &["diff", "mesh", "--detailed-exitcode"]);
    let _ = env.expect(2, &["diff", "gone"]);
    let _ = env.expect(1, &["diff", "gone", "--detailed-exitcode"]);
    let _ = env.expect(0, &["apply", "mesh", "-y", "--set", "shop"]);
    let _ = env.expect(0, &["diff", "mesh", "--detailed-exitcode"]);
}

#[test]
fn a_project_is_held_against_a_revision_from_any_of_its_folders() {
    let env = TestEnv::new();
    env.write("mesh/m.json", r#"{"meshName":"m","spec":{}}"#);
    env.write("weir.toml", "[project]\npaths = [\"mesh\"]\n");
    let git = |args: &[&str]| {
        let done = Command::new("git").current_dir(env.path()).args(args).output();
        assert!(done.unwrap().status.success(), "{args:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "mesh"]);
    git(&["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "x"]);
    let against = ["diff", "--against", "git:HEAD", "--format", "summary"];
    let _ = env.expect(0, &against);
    let below = env.command(&against).current_dir(env.path().join("mesh")).output().unwrap();
    let below = env.shown(below);
    assert_eq!(below.code, 0, "{}", below.text());
    env.write("mesh/n.json", r#"{"meshName":"m","virtualNodeName":"n","spec":{}}"#);
    assert!(env.expect(1, &against).stdout.contains("+ vn/n"));
}

#[test]
fn what_a_plan_leaves_alone_is_no_difference_to_it() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    env.write("shopmesh/n.json", r#"{"meshName":"shopmesh","virtualNodeName":"n","spec":{}}"#);
    let _ = env.expect(0, &["plan", "shopmesh", "-O", "p.json"]);
    let _ = env.expect(0, &["diff", "shopmesh", "--against", "p.json"]);
    let _ = env.expect(0, &["diff", "shopmesh", "--against", "run:last"]);
}

#[test]
fn an_overlay_is_laid_over_the_desired_side_only() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let new = r#"{"meshName":"shopmesh","virtualNodeName":"n","new":true,"spec":{}}"#;
    env.write("shopmesh/overlays/dev/n.json", new);
    env.write("weir.toml", "[project]\noverlays = { dev = \"shopmesh/overlays/dev\" }\n");
    let _ = env.expect(0, &["validate", "shopmesh"]);
    let against =
        ["diff", "shopmesh", "--against", "shopmesh", "--overlay", "dev", "--format", "summary"];
    let run = env.expect(1, &against);
    assert!(run.stdout.contains("+ vn/n"), "{}", run.text());
    let named = env.expect(1, &["validate", "shopmesh/overlays/dev"]);
    assert!(named.stdout.contains("n.json"), "what is named is read: {}", named.text());
}
