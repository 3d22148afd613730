//! `weir context` and settings files, through the binary.

use crate::env::TestEnv;

/// A control plane that answers everything with an empty page of the web.
const NOWHERE: &str = "http://127.0.0.1:1";

fn config(env: &TestEnv, text: &str) {
    env.write(".config/weir/config.toml", text);
}

#[test]
fn contexts_are_listed_shown_and_used() {
    let env = TestEnv::new();
    insta::assert_snapshot!(env.expect(0, &["context", "list"]).text(), @"
    exit 0
    -- stderr
    no contexts; the embedded control plane is used
    hint: add one with `weir context add NAME --endpoint URL`
    ");
    let _ = env.expect(
        0,
        &["context", "add", "local", "--endpoint", NOWHERE, "--skip-test", "-m", "shop"],
    );
    let prod = ["context", "add", "prod", "--endpoint", "https://mesh.invalid", "--skip-test"];
    let more = ["--auth", "sigv4", "--profile", "p", "--region", "eu-west-1", "--protected"];
    insta::assert_snapshot!(env.expect(0, &[&prod[..], &more].concat()).text(), @"
    exit 0
    -- stderr
    `prod` is added
    hint: `weir context use prod` takes it, `-c prod` does so once
    ");
    insta::assert_snapshot!(env.expect(0, &["context", "list"]).text(), @"
    exit 0
    -- stdout
        NAME    ENDPOINT               MESH   AUTH    PROTECTED
    *   local   http://127.0.0.1:1     shop   auto
        prod    https://mesh.invalid          sigv4   yes
    ");
    insta::assert_snapshot!(env.expect(0, &["context", "use", "prod"]).text(), @"
    exit 0
    -- stderr
    `prod` is used from now on
    ");
    insta::assert_snapshot!(env.expect(0, &["context", "show"]).text(), @"
    exit 0
    -- stdout
    context    prod
    endpoint   https://mesh.invalid
    auth       sigv4
    profile    p
    region     eu-west-1
    protected  yes
    ");
    insta::assert_snapshot!(env.expect(0, &["context", "remove", "prod"]).text(), @"
    exit 0
    -- stderr
    `prod` is removed
    ");
    insta::assert_snapshot!(env.expect(1, &["context", "show"]).text(), @"
    exit 1
    -- stderr
    error: no context is in use

    hint: the embedded control plane is used
    hint: `weir context list` shows them, `weir context use NAME` takes one
    ");
    insta::assert_snapshot!(env.expect(2, &["-c", "prod", "get", "mesh"]).text(), @"
    exit 2
    -- stderr
    error[C002]: there is no context `prod`

    hint: `weir context list` shows those that exist
    ");
    let text = std::fs::read_to_string(env.path().join(".config/weir/config.toml")).unwrap();
    insta::assert_snapshot!(text, @r#"

    [context.local]
    endpoint = "http://127.0.0.1:1"
    mesh = "shop"
    "#);
}

#[test]
fn a_context_is_tested_before_it_is_added() {
    let env = TestEnv::new();
    let run = env.expect(4, &["context", "add", "x", "--endpoint", NOWHERE]);
    assert!(run.stderr.contains("the context was not added"), "{}", run.text());
    assert!(!env.path().join(".config/weir/config.toml").exists());
    let server = env.serve();
    let run = env.expect(0, &["context", "add", "x", "--endpoint", &server.url]);
    assert!(run.stderr.contains("answers: weir, 0 meshes, auth none"), "{}", run.text());
    let run = env.expect(0, &["context", "test", "--json"]);
    assert_eq!(run.json()["test"]["api"], "weir");
}

#[test]
fn the_nearest_setting_wins() {
    let env = TestEnv::new();
    let server = env.serve();
    config(&env, &format!("current-context = \"x\"\n[context.x]\nendpoint = \"{NOWHERE}\"\n"));
    let _ = env.expect(4, &["get", "mesh"]);
    let _ = env.expect(0, &["--endpoint", &server.url, "get", "mesh"]);
    let by_variable = env.command(&["get", "mesh"]).env("WEIR_ENDPOINT", &server.url).output();
    assert_eq!(env.shown(by_variable.unwrap()).code, 0);
    let by_flag =
        env.command(&["-c", "x", "get", "mesh"]).env("WEIR_ENDPOINT", &server.url).output();
    assert_eq!(env.shown(by_flag.unwrap()).code, 4, "a flag beats the environment");
    let aws = env.command(&["get", "mesh"]).env("AWS_ENDPOINT_URL", &server.url).output();
    assert_eq!(env.shown(aws.unwrap()).code, 4, "a context beats the variables of AWS tools");
}

#[test]
fn a_project_says_what_its_documents_are_for() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    env.write("weir.toml", "[project]\npaths = [\"shopmesh\"]\ncontexts = [\"staging\"]\n");
    config(
        &env,
        "[context.staging]\n[context.prod]\nendpoint = \"https://mesh.invalid\"\nmesh = \"m\"\n",
    );
    let _ = env.expect(0, &["validate"]);
    let _ = env.expect(1, &["-c", "staging", "diff"]);
    insta::assert_snapshot!(env.expect(5, &["-c", "prod", "diff"]).text(), @"
    exit 5
    -- stderr
    error[C003]: the context `prod` is no target of this project

    hint: [TMP]/weir.toml allows the contexts `staging`; nothing was sent
    ");
    insta::assert_snapshot!(env.expect(5, &["--endpoint", "https://x.invalid", "diff"]).text(), @"
    exit 5
    -- stderr
    error[C003]: https://x.invalid is no target of this project

    hint: [TMP]/weir.toml allows the contexts `staging`; nothing was sent
    hint: `-c staging` takes that one; `embedded` may stand in the list, too
    ");
}

#[test]
fn a_cloned_project_cannot_send_anybody_elsewhere() {
    let env = TestEnv::new();
    env.write("weir.toml", "[project]\nset = \"shop\"\nendpoint = \"http://evil.invalid\"\n");
    insta::assert_snapshot!(env.expect(2, &["get", "mesh"]).text(), @"
    exit 2
    -- stderr
    error[C030]: [TMP]/weir.toml:3: `endpoint` may not stand in a project file

    hint: whoever clones a repository must not be sent elsewhere by it: `weir context add` puts targets into your own settings
    ");
    env.write("weir.toml", "[project]\nste = \"shop\"\n");
    insta::assert_snapshot!(env.expect(2, &["get", "mesh"]).text(), @"
    exit 2
    -- stderr
    error[C001]: [TMP]/weir.toml:2: `project.ste` is no setting

    hint: did you mean `set`?
    ");
}

#[test]
fn a_project_with_targets_is_not_applied_elsewhere_for_want_of_a_context() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let project = |contexts: &str| {
        env.write(
            "weir.toml",
            &format!("[project]\npaths = [\"shopmesh\"]\ncontexts = [{contexts}]\n"),
        );
    };
    project("\"prod\"");
    config(&env, &format!("[context.prod]\nendpoint = \"{NOWHERE}\"\n"));
    insta::assert_snapshot!(env.expect(5, &["apply", "-y"]).text(), @"
    exit 5
    -- stderr
    error[C003]: no context is in use, and the embedded control plane is no target of this project

    hint: [TMP]/weir.toml allows the contexts `prod`; nothing was sent
    hint: `-c prod` takes that one; `embedded` may stand in the list, too
    ");
    let _ = env.expect(5, &["plan", "--data-dir", "other"]);
    let _ = env.expect(5, &["--endpoint", "http://127.0.0.1:2", "plan"]);
    let _ = env.expect(4, &["--endpoint", NOWHERE, "plan"]);
    project("\"prod\", \"embedded\"");
    let _ = env.expect(0, &["apply", "-y"]);
}

#[test]
fn a_context_that_is_tested_is_named_with_its_own_endpoint() {
    let env = TestEnv::new();
    config(
        &env,
        &format!(
            "current-context = \"prod\"\n[context.prod]\nendpoint = \"http://127.0.0.1:2\"\n\
             [context.stag]\nendpoint = \"{NOWHERE}\"\n"
        ),
    );
    let run = env.expect(4, &["context", "test", "stag"]);
    assert!(run.stderr.contains("from the context `stag`"), "{}", run.text());
    assert!(!run.stderr.contains("prod"), "{}", run.text());
}

#[test]
fn the_list_says_what_is_used_and_who_decides_it() {
    let env = TestEnv::new();
    let list = |variable: &str, value: &str, args: &[&str]| {
        let mut command = env.command(&[&["context", "list"], args].concat());
        env.shown(command.env(variable, value).output().unwrap())
    };
    insta::assert_snapshot!(list("WEIR_ENDPOINT", NOWHERE, &[]).text(), @"
    exit 0
    -- stderr
    no contexts; http://127.0.0.1:1 is used, from WEIR_ENDPOINT
    hint: add one with `weir context add NAME --endpoint URL`
    ");
    config(
        &env,
        &format!(
            "current-context = \"x\"\n[context.x]\nendpoint = \"{NOWHERE}\"\n[context.y]\nmesh = \"m\"\n"
        ),
    );
    insta::assert_snapshot!(list("WEIR_ENDPOINT", "http://127.0.0.1:2", &[]).text(), @"
    exit 0
    -- stdout
       NAME   ENDPOINT             MESH   AUTH   PROTECTED
       x      http://127.0.0.1:1          auto
       y      embedded             m      auto
    -- stderr
    http://127.0.0.1:2 is used, from WEIR_ENDPOINT
    ");
    insta::assert_snapshot!(list("WEIR_CONTEXT", "y", &[]).text(), @"
    exit 0
    -- stdout
        NAME   ENDPOINT             MESH   AUTH   PROTECTED
        x      http://127.0.0.1:1          auto
    *   y      embedded             m      auto
    -- stderr
    the context `y` is used, from WEIR_CONTEXT
    ");
    let used = |variable, value, args: &[&str]| {
        let used = &list(variable, value, &[&["--json"], args].concat()).json()["inUse"];
        format!("{} {} {}", used["context"], used["endpoint"], used["from"])
    };
    assert_eq!(
        used("WEIR_ENDPOINT", "http://127.0.0.1:2", &[]),
        r#"null "http://127.0.0.1:2" "WEIR_ENDPOINT""#
    );
    // A variable that is empty decides nothing.
    assert_eq!(used("WEIR_ENDPOINT", "", &[]), r#""x" "http://127.0.0.1:1" "current-context""#);
    assert_eq!(used("WEIR_CONTEXT", "x", &["-c", "y"]), r#""y" null "--context""#);
    let output = env.command(&["context", "show"]).env("WEIR_ENDPOINT", NOWHERE).output();
    let shown = env.shown(output.unwrap());
    assert_eq!(shown.code, 1);
    assert!(shown.stderr.contains("is used, from WEIR_ENDPOINT"), "{}", shown.text());
}
