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
    insta::assert_snapshot!(env.expect(1, &["diff", "mesh"]).stdout, @"");
    insta::assert_snapshot!(env.expect(1, &["diff", "mesh", "--format", "summary"]).stdout, @"");
    insta::assert_snapshot!(env.expect(1, &["diff", "mesh", "--target", "rt/**", "-o", "name"]).stdout, @"");
    insta::assert_snapshot!(env.expect(1, &["diff", "mesh", "--except", "rt/**", "--format", "summary", "--set", "shop", "--prune"]).stdout, @"");
    insta::assert_snapshot!(env.run(&["diff", "mesh", "--target", "vn/none"]).text(), @"");
}

#[test]
fn a_plan_shows_order_phases_and_reasons() {
    let env = shop();
    let flags = ["mesh", "--set", "shop", "--prune"];
    let with = |command: &[&'static str]| [command, &flags].concat();
    insta::assert_snapshot!(env.expect(0, &with(&["plan"])).stdout, @"");
    insta::assert_snapshot!(env.expect(0, &with(&["plan", "-o", "markdown"])).stdout, @"");
    let changes = &env.expect(0, &with(&["plan", "--json"])).json()["changes"];
    let last = changes.as_array().unwrap().last().unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(last).unwrap(), @"");
}

#[test]
fn both_documents_stand_side_by_side() {
    let env = shop();
    let run = env
        .expect(1, &["diff", "mesh", "--target", "rt/**", "--format", "side-by-side", "-U", "1"]);
    insta::assert_snapshot!(run.stdout, @"");
}

#[test]
fn a_unified_patch_is_one_that_patch_takes() {
    let env = shop();
    let flags = ["--target", "rt/**", "--format", "unified", "--against", "before"];
    env.write("before/route.json", &route(r#"{"virtualNode": "cart-v1", "weight": 100}"#, 2));
    let patch = env.expect(1, &[&["diff", "mesh/route.json"], &flags[..]].concat()).stdout;
    insta::assert_snapshot!(patch, @"");
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
    insta::assert_snapshot!(env.expect(1, &against).stdout, @"");
    insta::assert_snapshot!(env.run(&["diff", "mesh", "--against", "git:none"]).text(), @"");
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
