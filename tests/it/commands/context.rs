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
    insta::assert_snapshot!(env.expect(0, &["context", "list"]).text(), @"");
    env.expect(0, &["context", "add", "local", "--endpoint", NOWHERE, "--skip-test", "-m", "shop"]);
    let prod = ["context", "add", "prod", "--endpoint", "https://mesh.invalid", "--skip-test"];
    let more = ["--auth", "sigv4", "--profile", "p", "--region", "eu-west-1", "--protected"];
    insta::assert_snapshot!(env.expect(0, &[&prod[..], &more].concat()).text(), @"");
    insta::assert_snapshot!(env.expect(0, &["context", "list"]).text(), @"");
    insta::assert_snapshot!(env.expect(0, &["context", "use", "prod"]).text(), @"");
    insta::assert_snapshot!(env.expect(0, &["context", "show"]).text(), @"");
    insta::assert_snapshot!(env.expect(0, &["context", "remove", "prod"]).text(), @"");
    insta::assert_snapshot!(env.expect(1, &["context", "show"]).text(), @"");
    insta::assert_snapshot!(env.expect(2, &["-c", "prod", "get", "mesh"]).text(), @"");
    let text = std::fs::read_to_string(env.path().join(".config/weir/config.toml")).unwrap();
    insta::assert_snapshot!(text, @"");
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
    env.expect(4, &["get", "mesh"]);
    env.expect(0, &["--endpoint", &server.url, "get", "mesh"]);
    let by_variable = env.command(&["get", "mesh"]).env("WEIR_ENDPOINT", &server.url).output();
    assert_eq!(env.shown(by_variable.unwrap()).code, 0);
    let by_flag = env.command(&["-c", "x", "get", "mesh"]).env("WEIR_ENDPOINT", &server.url).output();
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
    env.expect(0, &["validate"]);
    env.expect(1, &["-c", "staging", "diff"]);
    insta::assert_snapshot!(env.expect(5, &["-c", "prod", "diff"]).text(), @"");
    insta::assert_snapshot!(env.expect(5, &["--endpoint", "https://x.invalid", "diff"]).text(), @"");
}

#[test]
fn a_cloned_project_cannot_send_anybody_elsewhere() {
    let env = TestEnv::new();
    env.write("weir.toml", "[project]\nset = \"shop\"\nendpoint = \"http://evil.invalid\"\n");
    insta::assert_snapshot!(env.expect(2, &["get", "mesh"]).text(), @"");
    env.write("weir.toml", "[project]\nste = \"shop\"\n");
    insta::assert_snapshot!(env.expect(2, &["get", "mesh"]).text(), @"");
}
