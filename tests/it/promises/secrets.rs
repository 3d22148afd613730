//! Elsewhere values of secrets stood in diffs, plans and their JSON, or a change of a secret could
//! not be seen at all. Here what is secret by its place is hidden in every form: that it changes is
//! shown, and neither its value nor its length.

use crate::env::TestEnv;

const OLD: &str = "old-hush-1";
const NEW: &str = "new-hush-number-two";

fn node(secret: &str, tag: &str) -> String {
    format!(
        r#"{{"meshName": "m", "virtualNodeName": "n", "spec": {{
  "listeners": [{{"portMapping": {{"port": 80, "protocol": "http"}}, "tls": {{"mode": "STRICT",
    "certificate": {{"sds": {{"secretName": "{secret}"}}}}}}}}],
  "serviceDiscovery": {{"dns": {{"hostname": "n.local"}}}}}},
  "tags": [{{"key": "db_password", "value": "{tag}"}}, {{"key": "team", "value": "shop"}}]}}"#
    )
}

fn route(value: &str) -> String {
    format!(
        r#"{{"meshName": "m", "virtualRouterName": "r", "routeName": "x", "spec": {{"httpRoute": {{
  "match": {{"prefix": "/", "headers": [{{"name": "x-api-key", "match": {{"exact": "{value}"}}}}]}},
  "action": {{"weightedTargets": [{{"virtualNode": "n", "weight": 1}}]}}}}}}}}"#
    )
}

fn write(env: &TestEnv, secret: &str) {
    env.write("m/mesh.json", r#"{"meshName": "m", "spec": {}}"#);
    env.write(
        "m/router.json",
        r#"{"meshName": "m", "virtualRouterName": "r", "spec": {"listeners": [{"portMapping": {"port": 80, "protocol": "http"}}]}}"#,
    );
    env.write("m/node.json", &node(secret, secret));
    env.write("m/route.json", &route(secret));
}

#[test]
fn no_form_of_a_diff_or_plan_shows_a_secret_and_all_show_that_it_changes() {
    let env = TestEnv::new();
    write(&env, OLD);
    let fresh = env.expect(1, &["diff", "m"]);
    assert!(!fresh.text().contains(OLD), "{}", fresh.text());
    let _ = env.expect(0, &["apply", "m", "-y"]);
    write(&env, NEW);
    let forms: [&[&str]; 11] = [
        &["diff", "m"],
        &["diff", "m", "--show-all"],
        &["diff", "m", "--format", "unified"],
        &["diff", "m", "--format", "side-by-side"],
        &["diff", "m", "--format", "json-patch"],
        &["diff", "m", "--json"],
        &["plan", "m"],
        &["plan", "m", "--json"],
        &["plan", "m", "-o", "markdown"],
        &["apply", "m", "--dry-run"],
        &["apply", "m", "--dry-run", "--json"],
    ];
    for form in forms {
        let run = env.run(form);
        let text = run.text();
        assert!(run.code <= 1, "{text}");
        assert!(!text.contains("hush"), "{form:?}\n{text}");
        assert!(text.contains("secretName"), "{form:?}\n{text}");
        assert!(form[0] == "plan" || text.contains("•••"), "{form:?}\n{text}");
    }
    insta::assert_snapshot!(env.run(&["diff", "m"]).stdout, @"
    Mesh m @ the embedded control plane                                                         ~ change

    ~ vn/n                                                                                 m/node.json:1
        listeners[80].tls.certificate.sds
          ~ secretName   ••• (before) → ••• (after)
        tags
          ~ db_password   ••• (before) → ••• (after)
        4 fields unchanged

    ~ rt/r/x                                                                              m/route.json:1
        httpRoute.match.headers[x-api-key].match
          ~ exact   ••• (before) → ••• (after)
        5 fields unchanged

    0 to add, 2 to change, 0 to delete, 2 unchanged
    ");
}

#[test]
fn secrets_are_shown_only_to_who_asks_twice() {
    let env = TestEnv::new();
    write(&env, OLD);
    let _ = env.expect(0, &["apply", "m", "-y"]);
    write(&env, NEW);
    insta::assert_snapshot!(env.run(&["diff", "m", "--show-secrets"]).text(), @"
    exit 2
    -- stderr
    error: --show-secrets would write secrets into a file or a pipe

    hint: if that is meant: WEIR_SHOW_SECRETS=1 in the environment
    ");
    let mut command = env.command(&["diff", "m", "--show-secrets"]);
    let shown = env.shown(command.env("WEIR_SHOW_SECRETS", "1").output().unwrap());
    assert!(shown.stdout.contains(OLD) && shown.stdout.contains(NEW), "{}", shown.text());
}
