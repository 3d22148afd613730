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

/// Documents in which a header and a tag come from a secret variable.
fn with_variable(env: &TestEnv) {
    write(env, OLD);
    env.write(
        "m/route.json",
        r#"{"meshName": "m", "virtualRouterName": "r", "routeName": "x", "spec": {"httpRoute": {
  "match": {"prefix": "/", "headers": [{"name": "x-plain", "match": {"exact": "Bearer ${TOKEN}"}}]},
  "action": {"weightedTargets": [{"virtualNode": "n", "weight": 1}]}}},
  "tags": [{"key": "plain", "value": "${TOKEN}"}]}"#,
    );
}

const GIVEN_OLD: &str = "TOKEN=first-quiet-1";
const GIVEN_NEW: &str = "TOKEN=second-quiet-number-2";

/// All that a run wrote into its memory.
fn memory(env: &TestEnv) -> String {
    let mut texts = String::new();
    let mut folders = vec![env.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.components().any(|part| part.as_os_str() == "runs") {
                texts.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    assert!(texts.contains("weir.plan/v1"), "no run is remembered: {texts}");
    texts
}

#[test]
fn no_form_and_no_file_holds_the_value_of_a_secret_variable() {
    let env = TestEnv::new();
    with_variable(&env);
    let fresh = env.expect(0, &["apply", "m", "-y", "--json", "--secret-var", GIVEN_OLD]);
    assert!(!fresh.text().contains("quiet"), "{}", fresh.text());
    let new = ["--secret-var", GIVEN_NEW];
    let forms: [&[&str]; 12] = [
        &["diff", "m"],
        &["diff", "m", "--show-all"],
        &["diff", "m", "--format", "unified"],
        &["diff", "m", "--format", "side-by-side"],
        &["diff", "m", "--format", "json-patch"],
        &["diff", "m", "--json"],
        &["plan", "m", "-O", "p.json"],
        &["plan", "m", "--json"],
        &["plan", "m", "-o", "markdown"],
        &["apply", "m", "--dry-run"],
        &["apply", "m", "--dry-run", "--json"],
        &["apply", "m", "-y", "--json"],
    ];
    for form in forms {
        let run = env.run(&[form, &new].concat());
        assert!(run.code <= 1 && !run.text().contains("quiet"), "{form:?}\n{}", run.text());
    }
    for form in ["text", "json", "markdown", "name"] {
        for what in ["p.json", "last"] {
            let run = env.expect(0, &["show", what, "-o", form]);
            assert!(!run.text().contains("quiet"), "{what} {form}\n{}", run.text());
        }
    }
    let plan = std::fs::read_to_string(env.path().join("p.json")).unwrap();
    assert!(plan.contains("\"Bearer ${TOKEN}\""), "{plan}");
    assert!(!plan.contains("quiet"), "{plan}");
    assert!(!memory(&env).contains("quiet"));
}

#[test]
fn a_plan_with_a_secret_is_carried_out_with_the_same_secret_only() {
    let env = TestEnv::new();
    with_variable(&env);
    let _ = env.expect(0, &["apply", "m", "-y", "--secret-var", GIVEN_OLD]);
    let _ = env.expect(0, &["plan", "m", "-O", "p.json", "--secret-var", GIVEN_NEW]);
    insta::assert_snapshot!(env.expect(5, &["apply", "p.json", "-y"]).text(), @"
    exit 5
    -- stderr
    error[P011]: rt/r/x needs the secret variable `TOKEN`: plans hold no secrets

    hint: give the value that the plan was made with: --secret-var TOKEN=VALUE, --var-file or --env-subst
    hint: nothing was changed
    ");
    insta::assert_snapshot!(
        env.expect(5, &["apply", "p.json", "-y", "--secret-var", "TOKEN=another"]).text(), @"
    exit 5
    -- stderr
    error[P011]: the value of `TOKEN` for rt/r/x is not the one that the plan was made with

    hint: give the value that the plan was made with: --secret-var TOKEN=VALUE, --var-file or --env-subst
    hint: nothing was changed
    ");
    let _ = env.expect(0, &["apply", "p.json", "-y", "--secret-var", GIVEN_NEW]);
    let route = env.expect(0, &["describe", "rt/r/x", "-m", "m", "-o", "json"]).stdout;
    assert!(route.contains("Bearer second-quiet-number-2"), "{route}");
    // The way back needs what was there before.
    insta::assert_snapshot!(env.expect(5, &["undo", "-y"]).text(), @"
    exit 5
    -- stderr
    error[P011]: rt/r/x needs the secret variable `TOKEN`: plans hold no secrets

    hint: give the value that was there before the run: --secret-var TOKEN=VALUE, --var-file or --env-subst
    hint: nothing was changed
    ");
    let _ = env.expect(0, &["undo", "-y", "--secret-var", GIVEN_OLD]);
    let route = env.expect(0, &["describe", "rt/r/x", "-m", "m", "-o", "json"]).stdout;
    assert!(route.contains("Bearer first-quiet-1"), "{route}");
    assert!(!memory(&env).contains("quiet"));
}

#[test]
fn a_secret_that_could_not_be_hidden_is_refused() {
    let env = TestEnv::new();
    with_variable(&env);
    env.write("m/name.json", r#"{"meshName": "m", "virtualServiceName": "${TOKEN}", "spec": {}}"#);
    let run = env.expect(2, &["apply", "m", "-y", "--secret-var", GIVEN_OLD]);
    insta::assert_snapshot!(run.text(), @"
    exit 2
    -- stderr
    error: the value of the secret variable `TOKEN` is in a name, and names are written

    hint: give it as an ordinary variable if it may be seen: --var; nothing was changed
    ");
}
