//! `weir validate`: what counts, what is allowed, what is fixed, and where else it is written.

use std::process::Command;

use crate::env::TestEnv;

/// A mesh with an idle router, which is worth a warning.
fn idle_router() -> TestEnv {
    let env = TestEnv::new();
    env.write("mesh.json", r#"{"meshName": "shop", "spec": {}}"#);
    env.write("router.json", ROUTER);
    env
}

const ROUTER: &str = r#"{
  "meshName": "shop",
  "virtualRouterName": "idle",
  "spec": {"listeners": [{"portMapping": {"port": 80, "protocol": "http"}}]}
}
"#;

const PATHS: [&str; 3] = ["validate", "mesh.json", "router.json"];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    PATHS.iter().copied().chain(more.iter().copied()).collect()
}

#[test]
fn flags_say_how_much_a_code_matters() {
    let env = idle_router();
    insta::assert_snapshot!(env.run(&PATHS).text(), @r#"
    exit 0
    -- stdout
    warning[L008]: virtual router `idle` has no routes
     --> router.json:3:24
      |
    3 |   "virtualRouterName": "idle",
      |                        ^^^^^^
      |
      = note: every request to it is answered with 404

    1 warning in 2 files (2 resources)
    "#);
    let _ = env.expect(1, &with(&["--strict"]));
    let _ = env.expect(1, &with(&["--deny", "WEIR-L008"]));
    insta::assert_snapshot!(env.run(&with(&["--allow", "L008"])).text(), @"
    exit 0
    -- stderr
    ok: 2 resources in 2 files, no problems (1 suppressed)
    ");
    insta::assert_snapshot!(env.run(&with(&["--allow", "L008,L009", "--show", "warning"])).text(), @"
    exit 0
    -- stdout
    1 hint in 2 files (2 resources) · 1 suppressed
    ");
    insta::assert_snapshot!(env.run(&with(&["--allow", "F001"])).text(), @"
    exit 2
    -- stderr
    error: invalid value 'F001' for '--allow <CODE,…>': F001 cannot be allowed: no control plane accepts it

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(env.run(&with(&["--deny", "L0O8"])).text(), @"
    exit 2
    -- stderr
    error: invalid value 'L0O8' for '--deny <CODE,…>': there is no code `L0O8`; did you mean L008?

    For more information, try '--help'.
    ");
}

#[test]
fn the_project_judges_for_diff_and_apply_too() {
    let env = idle_router();
    env.write("weir.toml", "[rules]\ndeny = [\"L008\"]\n");
    let _ = env.expect(1, &PATHS);
    insta::assert_snapshot!(env.run(&["apply", "mesh.json", "router.json", "-y"]).text(), @r#"
    exit 2
    -- stderr
    error[L008]: virtual router `idle` has no routes
     --> router.json:3:24
      |
    3 |   "virtualRouterName": "idle",
      |                        ^^^^^^
      |
      = note: every request to it is answered with 404

    error: the documents are not valid: 1 error in 2 files (2 resources)

    hint: nothing was changed
    "#);
    let _ = env.expect(2, &["diff", "mesh.json", "router.json"]);
    // Flags beat the project.
    let _ = env.expect(0, &with(&["--warn", "L008"]));
    let allow = |until: &str| {
        format!(
            "[[rules.allow]]\ncode = \"L008\"\naddress = \"vr/id*\"\nreason = \"routes follow\"\nuntil = {until}\n"
        )
    };
    env.write("weir.toml", &allow("9999-12-31"));
    insta::assert_snapshot!(env.run(&PATHS).text(), @"
    exit 0
    -- stderr
    ok: 2 resources in 2 files, no problems (1 suppressed)
    ");
    let applied = env.expect(0, &["apply", "mesh.json", "router.json", "-y"]);
    assert!(!applied.stderr.contains("to look at"), "{}", applied.text());
    env.write("weir.toml", &allow("2020-01-01"));
    insta::assert_snapshot!(env.run(&PATHS).text(), @r#"
    exit 0
    -- stdout
    warning[L008]: virtual router `idle` has no routes
     --> router.json:3:24
      |
    3 |   "virtualRouterName": "idle",
      |                        ^^^^^^
      |
      = note: every request to it is answered with 404
      = note: this was allowed until 2020-01-01 (routes follow)

    1 warning in 2 files (2 resources)
    "#);
    env.write("weir.toml", "[rules]\nfail-on = \"warning\"\n");
    let _ = env.expect(1, &PATHS);
    let _ = env.expect(0, &with(&["--fail-on", "error"]));
    env.write("weir.toml", "[rules]\ndeny = [\"L0O8\"]\n");
    let wrong = env.expect(2, &PATHS);
    assert!(
        wrong.stderr.contains("weir.toml: there is no code `L0O8`; did you mean L008?"),
        "{}",
        wrong.text()
    );
}

#[test]
fn documents_say_what_is_right_in_them_and_it_is_never_sent() {
    let env = idle_router();
    let allowing =
        ROUTER.replace("\n}", ",\n  \"x-weir\": {\"allow\": {\"L008\": \"routes follow\"}}\n}");
    env.write("router.json", &allowing);
    insta::assert_snapshot!(env.run(&PATHS).text(), @"
    exit 0
    -- stderr
    ok: 2 resources in 2 files, no problems (1 suppressed)
    ");
    let document = env.expect(0, &with(&["--json"])).json();
    insta::assert_snapshot!(document["suppressed"][0]["suppression"], @r#"{"by":"document","reason":"routes follow"}"#);
    let _ = env.expect(0, &["apply", "mesh.json", "router.json", "-y"]);
    let _ = env.expect(0, &["diff", "mesh.json", "router.json"]);
    let stored = env.expect(0, &["dump"]).stdout;
    assert!(stored.contains("idle") && !stored.contains("x-weir"), "{stored}");
    env.write("router.json", &allowing.replace("L008", "L009").replace("routes follow", " "));
    insta::assert_snapshot!(env.run(&PATHS).text(), @r#"
    exit 1
    -- stdout
    warning[L008]: virtual router `idle` has no routes
     --> router.json:3:24
      |
    3 |   "virtualRouterName": "idle",
      |                        ^^^^^^
      |
      = note: every request to it is answered with 404

    error[F005]: L009 is allowed without a reason
     --> router.json:5:32
      |
    5 |   "x-weir": {"allow": {"L009": " "}}
      |                                ^^^ why is it right here?

    1 error, 1 warning in 2 files (2 resources)
    "#);
}

#[test]
fn a_baseline_leaves_out_what_was_known() {
    let env = idle_router();
    let baseline = ["--strict", "--baseline", "known.json"];
    insta::assert_snapshot!(env.run(&with(&baseline)).text(), @"
    exit 2
    -- stderr
    error: cannot read the baseline `known.json`
      caused by: No such file or directory (os error 2)

    hint: --write-baseline writes it
    ");
    insta::assert_snapshot!(env.run(&with(&[&baseline[..], &["--write-baseline"]].concat())).text(), @"
    exit 0
    -- stderr
    wrote 1 known finding to known.json
    ok: 2 resources in 2 files, no problems (1 suppressed)
    ");
    let _ = env.expect(0, &with(&baseline));
    // The same mistake, further down.
    env.write("router.json", &ROUTER.replacen("\"spec\"", "\n\n  \"spec\"", 1));
    let _ = env.expect(0, &with(&baseline));
    env.write("router.json", &ROUTER.replace("idle", "other"));
    let _ = env.expect(1, &with(&baseline));
    env.write("broken.json", r#"{"meshName": "other", "spec": {"egressFilters": {}}}"#);
    let broken = [&["broken.json"], &baseline[..], &["--write-baseline"]].concat();
    let broken = env.expect(1, &with(&broken));
    assert!(broken.stdout.contains("error[F001]"), "{}", broken.text());
    env.write("known.json", r#"{"schema": "weir.baseline/v2", "weir": "9", "findings": []}"#);
    insta::assert_snapshot!(env.run(&with(&baseline)).text(), @"
    exit 2
    -- stderr
    error: cannot read the baseline `known.json`: `weir.baseline/v2` is not a baseline

    hint: the schema is weir.baseline/v1
    ");
}

#[cfg(unix)]
#[test]
fn a_file_without_write_permission_is_left_and_named() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let env = idle_router();
    let quoted = ROUTER.replace("80", "\"080\"");
    env.write("router.json", &quoted);
    env.write("other/router.json", &quoted.replace("idle", "busy"));
    let path = env.path().join("router.json");
    let allow = |mode| {
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(0o444);
    symlink("router.json", env.path().join("link.json")).unwrap();
    insta::assert_snapshot!(env.run(&["validate", "other", "link.json", "--fix"]).text(), @"
    exit 2
    -- stderr
    fixed 1 problem in other/router.json (F007)
    error: cannot fix `link.json`: it has no write permission

    hint: to have it fixed all the same, allow writing first: chmod u+w
    ");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), quoted);
    allow(0o640);
    let _ = env.expect(0, &["validate", "link.json", "--fix"]);
    assert!(env.path().join("link.json").is_symlink());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), ROUTER);
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn fixes_are_written_and_said() {
    let env = idle_router();
    env.write("router.json", &ROUTER.replace("80", "\"80\"").replace("portMapping", "portmapping"));
    insta::assert_snapshot!(env.run(&with(&["--fix"])).text(), @r#"
    exit 0
    -- stdout
    warning[L008]: virtual router `idle` has no routes
     --> router.json:3:24
      |
    3 |   "virtualRouterName": "idle",
      |                        ^^^^^^
      |
      = note: every request to it is answered with 404

    1 warning in 2 files (2 resources)
    -- stderr
    fixed 2 problems in router.json (F007, F008)
    "#);
    assert_eq!(std::fs::read_to_string(env.path().join("router.json")).unwrap(), ROUTER);
    insta::assert_snapshot!(env.run(&with(&["--fix", "-q"])).text(), @r#"
    exit 0
    -- stdout
    warning[L008]: virtual router `idle` has no routes
     --> router.json:3:24
      |
    3 |   "virtualRouterName": "idle",
      |                        ^^^^^^
      |
      = note: every request to it is answered with 404

    1 warning in 2 files (2 resources)
    "#);
    env.write("router.json", &ROUTER.replace("protocol", "protocool"));
    let document = env.expect(0, &with(&["--fix=unsafe", "--json"])).json();
    insta::assert_snapshot!(serde_json::to_string_pretty(&document["fixed"]).unwrap(), @r#"
    [
      {
        "code": "WEIR-F001",
        "message": "unknown field `protocool` in `portMapping`",
        "address": "vr/idle",
        "field": "spec.listeners[0].portMapping.protocool",
        "path": "router.json",
        "safety": "safe"
      }
    ]
    "#);
    insta::assert_snapshot!(env.run(&["validate", "-", "--fix"]).text(), @"
    exit 2
    -- stderr
    error: standard input cannot be fixed

    hint: name files or folders
    ");
}

#[test]
fn a_control_plane_is_looked_at_only_when_it_is_asked_for() {
    let env = idle_router();
    env.write("node.json", r#"{"meshName": "shop", "virtualNodeName": "cart", "spec": {"serviceDiscovery": {"dns": {"hostname": "cart.local"}}, "listeners": [{"portMapping": {"port": 80, "protocol": "http"}}]}}"#);
    let _ = env.expect(0, &["apply", "mesh.json", "router.json", "node.json", "-y"]);
    env.write("route.json", r#"{"meshName": "shop", "virtualRouterName": "idle", "routeName": "all", "spec": {"httpRoute": {"match": {"prefix": "/"}, "action": {"weightedTargets": [{"virtualNode": "cart", "weight": 1}]}}}}"#);
    let offline = env.expect(1, &["validate", "route.json"]);
    assert!(
        offline.stdout.contains("error[R001]") && offline.stdout.contains("--online"),
        "{}",
        offline.text()
    );
    insta::assert_snapshot!(env.run(&["validate", "route.json", "--online", "--show", "warning"]).text(), @"
    exit 0
    -- stderr
    ok: 1 resource in 1 file beside what is on the embedded control plane, no problems
    ");
    let document = env.expect(0, &["validate", "route.json", "--online", "--json"]).json();
    assert_eq!(document["target"]["endpoint"], "the embedded control plane");
    env.write(
        "route.json",
        &std::fs::read_to_string(env.path().join("route.json"))
            .unwrap()
            .replace("\"cart\"", "\"crt\""),
    );
    let still = env.expect(1, &["validate", "route.json", "--online"]);
    assert!(still.stdout.contains("error[R001]"), "{}", still.text());
}

#[test]
fn copies_of_the_result_go_to_files() {
    let env = idle_router();
    let copies =
        ["--report", "sarif=out.sarif", "--report", "junit=out.xml", "--report", "text=out.txt"];
    let run = env.expect(0, &with(&copies));
    let read = |name: &str| std::fs::read_to_string(env.path().join(name)).unwrap();
    assert_eq!(read("out.txt"), run.stdout);
    assert!(read("out.sarif").contains("\"WEIR-L008\""));
    assert!(read("out.xml").starts_with("<?xml"));
    insta::assert_snapshot!(env.run(&with(&["-qq", "--report", "json=no/such/x.json"])).text(), @"
    exit 2
    -- stderr
    error: cannot write the report `no/such/x.json`
      caused by: No such file or directory (os error 2)
    ");
    insta::assert_snapshot!(env.run(&with(&["--report", "yaml=x"])).text(), @"
    exit 2
    -- stderr
    error: `weir validate` does not have the output format yaml

    hint: it has text, json, github, gitlab, sarif, junit, tap and markdown
    ");
    insta::assert_snapshot!(env.run(&with(&["--report", "json=-"])).text(), @"
    exit 2
    -- stderr
    error: invalid value 'json=-' for '--report <FORMAT=PATH>': a file is needed; stdout has what --output says

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(env.run(&with(&["--report", "json=x", "--report", "tap=x"])).text(), @"
    exit 2
    -- stderr
    error: two reports go to `x`
    ");
}

/// Runs git in the folder, away from the settings of whoever runs the test.
fn git(env: &TestEnv, args: &[&str]) {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@example.com",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(args)
        .env("HOME", env.path())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .current_dir(env.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn only_what_changed_is_told() {
    let env = idle_router();
    env.write("old.json", &ROUTER.replace("idle", "old"));
    git(&env, &["init", "-q"]);
    git(&env, &["add", "."]);
    git(&env, &["commit", "-qm", "first"]);
    let path = std::env::var("PATH").unwrap();
    let since = |revision: &str| {
        let args =
            ["validate", "mesh.json", "router.json", "old.json", "--changed-since", revision];
        env.shown(env.command(&args).env("PATH", &path).output().unwrap())
    };
    insta::assert_snapshot!(since("HEAD").text(), @"
    exit 0
    -- stderr
    ok: 3 resources in 3 files, no problems in what changed since HEAD
    ");
    env.write("router.json", &ROUTER.replace("80", "81"));
    let changed = since("HEAD");
    assert!(
        changed.stdout.contains("router.json:3") && !changed.stdout.contains("old.json"),
        "{}",
        changed.text()
    );
    insta::assert_snapshot!(since("no-such-revision").text(), @"
    exit 2
    -- stderr
    error: cannot tell which files changed since `no-such-revision`
      caused by: git: fatal: bad revision 'no-such-revision'
    ");
    let option = env.run(&["validate", "mesh.json", "--changed-since=--output=x"]);
    assert!(option.stderr.contains("`--output=x` is not a revision"), "{}", option.text());
}

#[test]
fn many_problems_are_counted() {
    let env = TestEnv::new();
    let routers: Vec<String> =
        (0..5).map(|at| ROUTER.replace("idle", &format!("idle-{at}"))).collect();
    env.write("all.json", &routers.concat());
    let few = env.expect(0, &["validate", "all.json", "--max-problems", "2"]).stdout;
    assert_eq!(few.matches("warning[").count(), 2, "{few}");
    assert!(few.contains("… and 3 more") && few.contains("5 warnings in 1 file"), "{few}");
    let all = env.expect(0, &["validate", "all.json", "--max-problems", "0"]).stdout;
    assert_eq!(all.matches("warning[").count(), 5, "{all}");
}

#[test]
fn all_rules_can_be_listed() {
    let env = TestEnv::new();
    let text = env.expect(0, &["validate", "--list-rules"]).stdout;
    assert!(
        text.lines().any(|line| line.starts_with("L008") && line.contains("warning")),
        "{text}"
    );
    let document = env.expect(0, &["validate", "--list-rules", "--json"]).json();
    let rules = document["rules"].as_array().unwrap();
    let one = |code: &str| rules.iter().find(|rule| rule["code"] == code).unwrap();
    assert_eq!(one("WEIR-F001")["canBeAllowed"], false);
    assert_eq!(one("WEIR-L008")["canBeAllowed"], true);
    let _ = env.expect(2, &["validate", "--list-rules", "-o", "sarif"]);
}
