//! `weir validate` and `weir explain`.

use std::io::Write as _;
use std::process::Stdio;

use crate::env::TestEnv;

/// The shop with a slip in a field, a target that does not exist, and a weight above 100.
fn three_mistakes() -> TestEnv {
    let env = TestEnv::new();
    let shop = env.copy_example("shopmesh");
    let edit = |file: &str, from: &str, to: &str| {
        let path = shop.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        std::fs::write(&path, text.replace(from, to)).unwrap();
    };
    edit("routes/customer-route.json", "\"prefix\"", "\"prefx\"");
    edit("routes/order-route.json", "order-vn", "ordr-vn");
    edit("routes/product-route.json", "75", "150");
    env
}

#[test]
fn three_mistakes_are_three_findings_in_one_run() {
    let env = three_mistakes();
    insta::assert_snapshot!(env.run(&["validate", "shopmesh"]).text(), @r#"
    exit 1
    -- stdout
    error[F001]: unknown field `prefx` in `match`
     --> shopmesh/routes/customer-route.json:8:9
      |
    8 |         "prefx": "/"
      |         ^^^^^^^ not a field of match
      |
      = help: did you mean `prefix`? (fixable: weir validate --fix)

    error[R001]: virtual node `ordr-vn` does not exist
      --> shopmesh/routes/order-route.json:13:28
       |
    13 |             "virtualNode": "ordr-vn",
       |                            ^^^^^^^^^ referenced here
       |
      ::: shopmesh/virtual-nodes/order-vn.json:3:22
       |
     3 |   "virtualNodeName": "order-vn",
       |                      ---------- a virtual node with a similar name is defined here
       |
       = help: virtual nodes in mesh `shopmesh`: customer-vn, order-vn, product-v1-vn, product-v2-vn
       = note: only these documents were looked at; `weir validate --online` looks at the control plane too

    error[F004]: `weight`: 150 is not within 0 to 100
      --> shopmesh/routes/product-route.json:14:23
       |
    14 |             "weight": 150
       |                       ^^^ 0 to 100

    3 errors in 16 files (16 resources) · 1 fixable with --fix
    "#);
    insta::assert_snapshot!(env.run(&["validate", "shopmesh", "-o", "github"]).text(), @"
    exit 1
    -- stdout
    ::error file=shopmesh/routes/customer-route.json,line=8,col=9,endColumn=16,title=F001::unknown field `prefx` in `match`; did you mean `prefix`?
    ::error file=shopmesh/routes/order-route.json,line=13,col=28,endColumn=37,title=R001::virtual node `ordr-vn` does not exist; virtual nodes in mesh `shopmesh`: customer-vn, order-vn, product-v1-vn, product-v2-vn
    ::error file=shopmesh/routes/product-route.json,line=14,col=23,endColumn=26,title=F004::`weight`: 150 is not within 0 to 100
    ");
    let document = env.expect(1, &["lint", "shopmesh", "--json"]).json();
    insta::assert_snapshot!(serde_json::to_string_pretty(&document["diagnostics"][2]).unwrap(), @r#"
    {
      "code": "WEIR-F004",
      "severity": "error",
      "message": "`weight`: 150 is not within 0 to 100",
      "address": "rt/product-vr/product-route",
      "field": "spec.httpRoute.action.weightedTargets[0].weight",
      "location": {
        "path": "shopmesh/routes/product-route.json",
        "start": {
          "line": 14,
          "column": 23,
          "byte": 301
        },
        "end": {
          "line": 14,
          "column": 26,
          "byte": 304
        }
      },
      "related": [],
      "help": null,
      "notes": [],
      "fix": null,
      "fingerprint": "7bf656b344b4"
    }
    "#);
    insta::assert_snapshot!(document["summary"], @r#"{"errors":3,"warnings":0,"infos":0,"hints":0,"files":16,"resources":16,"rolloutSpecs":0,"suppressed":0,"fixable":1}"#);
}

#[test]
fn the_exit_code_says_whether_documents_can_be_used() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    insta::assert_snapshot!(env.run(&["validate", "shopmesh"]).text(), @"
    exit 0
    -- stderr
    ok: 16 resources in 16 files, no problems
    ");
    env.write(
        "shopmesh/vr.json",
        r#"{"meshName": "shopmesh", "virtualRouterName": "x", "spec": {}}"#,
    );
    let _ = env.expect(0, &["check", "-f", "shopmesh"]);
    let _ = env.expect(1, &["validate", "shopmesh", "--fail-on", "warning"]);
    let _ = env.expect(1, &["validate", "shopmesh", "--fail-on", "info", "--json"]);
    insta::assert_snapshot!(env.run(&["validate"]).text(), @"
    exit 2
    -- stderr
    error: no documents are named

    hint: name files or folders, or `-` for standard input
    ");
    insta::assert_snapshot!(env.run(&["validate", "nowhere"]).text(), @"
    exit 2
    -- stderr
    error: `nowhere` does not exist
    ");
    env.write("other/package.json", "{}");
    insta::assert_snapshot!(env.run(&["validate", "other"]).text(), @"
    exit 2
    -- stderr
    error[S006]: no App Mesh documents in `other`

    hint: one file there holds something else
    ");
}

#[test]
fn documents_come_from_standard_input() {
    let env = TestEnv::new();
    let mut child = env
        .command(&["validate", "-", "-m", "shop", "--kind", "vn", "--name", "cart"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"{\"listeners\": []}").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told, "ok: 1 resource in 1 file, no problems\n");
}

#[test]
fn the_command_says_what_documents_leave_out() {
    let env = TestEnv::new();
    env.write("r.json", r#"{"tcpRoute": {"action": {"weightedTargets": []}}}"#);
    let arguments = ["--kind", "rt", "--name", "cart/main", "-m", "shop", "--json"];
    let told = env.expect(1, &[&["validate", "r.json"], &arguments[..]].concat()).json();
    assert_eq!(told["diagnostics"][0]["address"], "rt/cart/main");
    env.write("m.json", r#"{"meshName": "shop", "spec": {}}"#);
    let of_environment = env.command(&["validate", "m.json"]).env("WEIR_MESH", "x").output();
    assert!(of_environment.unwrap().status.success());
    insta::assert_snapshot!(env.run(&["validate", "m.json", "-m", "x"]).text(), @r#"
    exit 1
    -- stdout
    error[R008]: this is for mesh `shop`, not for `x`
     --> m.json:1:14
      |
    1 | {"meshName": "shop", "spec": {}}
      |              ^^^^^^ the command names mesh `x`
      |
      = help: leave `--mesh` out, or leave the document out

    1 error in 1 file (1 resource)
    "#);
}

#[test]
fn files_that_cannot_be_used_are_counted() {
    let env = TestEnv::new();
    env.write("empty.json", "");
    insta::assert_snapshot!(env.run(&["validate", "empty.json"]).text(), @"
    exit 1
    -- stdout
    error[S006]: the text is empty
    --> empty.json:1:1

    1 error in 1 file (0 resources)
    ");
    env.write("bundle.json", r#"{"weir": 1, "resources": []}"#);
    insta::assert_snapshot!(env.run(&["validate", "bundle.json"]).text(), @"
    exit 0
    -- stderr
    ok: 0 resources in 1 file, no problems
    ");
}

#[test]
fn codes_are_explained() {
    let env = TestEnv::new();
    let page = env.expect(0, &["explain", "weir-w007"]).stdout;
    assert_eq!(page, env.expect(0, &["explain", "W007"]).stdout);
    assert!(page.starts_with("# W007: The weights of a route sum up to more than 100\n"), "{page}");
    let list = env.expect(0, &["explain", "--list"]).stdout;
    assert!(list.lines().any(|line| line == "F001  Unknown field"), "{list}");
    insta::assert_snapshot!(env.run(&["explain", "F01"]).text(), @"
    exit 1
    -- stderr
    error: there is no code `F01`

    hint: did you mean F001? `weir explain --list` lists all
    ");
}

#[test]
fn who_wants_to_hear_nothing_but_errors_sees_no_warnings() {
    let env = TestEnv::new();
    let node = r#"{"meshName":"m","virtualNodeName":"n","spec":{"backends":
        [{"virtualService":{"virtualServiceName":"s"}},{"virtualService":{"virtualServiceName":"s"}}]}}"#;
    env.write("n.json", node);
    let loud = env.expect(0, &["validate", "n.json", "-q"]);
    assert!(loud.stdout.contains("warning["), "{}", loud.text());
    insta::assert_snapshot!(env.run(&["validate", "n.json", "-qq"]).text(), @"exit 0");
    // What makes the answer no is told in any case.
    let counted = env.expect(1, &["validate", "n.json", "-qq", "--fail-on", "warning"]);
    assert!(counted.stdout.contains("warning["), "{}", counted.text());
    let machine = env.expect(0, &["validate", "n.json", "-qq", "--json"]).json();
    assert!(!machine["diagnostics"].as_array().unwrap().is_empty(), "the result is the same");
    env.write("bad.json", r#"{"meshName":"m","virtualRouterName":"r","spec":{"bad":1}}"#);
    for command in ["validate", "plan"] {
        let run = env.run(&[command, "n.json", "bad.json", "-qq"]);
        assert!(run.text().contains("error["), "{}", run.text());
        assert!(!run.text().contains("warning["), "{}", run.text());
    }
}

/// A rollout spec among documents is checked, and is none of the business of other commands.
#[test]
fn rollout_specs_are_checked_where_they_stand() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    env.write(
        "shopmesh/rollouts/product.yaml",
        "kind: weir.rollout/v1\nname: product-v2\nstrategy: canary\ntargets:\n  - mesh: shopmesh\n    \
         virtualRouter: product-vr\n    rout: product-route\n    canary: product-v2-vn\nstages:\n  \
         - { weight: 5, hold: soon }\ngates:\n  - { metric: errors }\n",
    );
    insta::assert_snapshot!(env.run(&["validate", "shopmesh"]).text(), @"
    exit 1
    -- stdout
    error[F001]: unknown field `rout` in `targets[0]`
     --> shopmesh/rollouts/product.yaml:7:5
      |
    7 |     rout: product-route
      |     ^^^^ not a field of targets[0]
      |
      = help: did you mean `route`? (fixable: weir validate --fix)

    error[F004]: `hold`: write a duration such as 30s, 5m or 1h30m
      --> shopmesh/rollouts/product.yaml:10:24
       |
    10 |   - { weight: 5, hold: soon }
       |                        ^^^^ not a duration

    2 errors in 17 files (16 resources, 1 rollout spec) · 1 fixable with --fix
    ");
    let fixed = env.run(&["validate", "shopmesh", "--fix"]);
    insta::assert_snapshot!(fixed.text(), @"
    exit 1
    -- stdout
    error[F004]: `hold`: write a duration such as 30s, 5m or 1h30m
      --> shopmesh/rollouts/product.yaml:10:24
       |
    10 |   - { weight: 5, hold: soon }
       |                        ^^^^ not a duration

    1 error in 17 files (16 resources, 1 rollout spec)
    -- stderr
    fixed 1 problem in shopmesh/rollouts/product.yaml (F001)
    ");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    let spec = "shopmesh/rollouts/product.yaml";
    insta::assert_snapshot!(env.run(&["apply", spec, "-y"]).text(), @"
    exit 2
    -- stderr
    error[S015]: this is a rollout spec, not a resource
     --> shopmesh/rollouts/product.yaml:1:1
      |
    1 | kind: weir.rollout/v1
      | ^
      |
      = help: start it with `weir canary start --spec` or `weir blue-green start --spec`

    error: the documents are not valid: 1 error in 1 file (0 resources)

    hint: nothing was changed
    ");
}

#[test]
fn the_schema_of_rollout_specs_is_json_schema() {
    let env = TestEnv::new();
    let schema = env.expect(0, &["schema", "rollout"]).json();
    assert_eq!(schema["properties"]["kind"]["enum"][0], "weir.rollout/v1");
    assert_eq!(schema["additionalProperties"], false);
    insta::assert_snapshot!(schema["properties"]["lease"], @r#"{"type":"object","description":"How long whoever started the rollout may be silent, and what happens then.","properties":{"ttl":{"type":"string","examples":["5m"],"description":"Default: 120s."},"onLoss":{"enum":["continue","hold","rollback"],"description":"Default: continue for who detaches, else hold."}},"additionalProperties":false}"#);
}

#[test]
fn fields_of_rollout_specs_are_explained() {
    let env = TestEnv::new();
    insta::assert_snapshot!(env.run(&["explain", "rollout.lease.onLoss"]).text(), @"
    exit 0
    -- stdout
    rollout · lease · onLoss
      one of continue, hold, rollback
      Default: continue for who detaches, else hold.
    ");
    insta::assert_snapshot!(env.run(&["explain", "rollout.stages"]).text(), @"
    exit 0
    -- stdout
    rollout · stages
      list of 1 to 100 of object, or object
      The weights of a canary, which only rise, and approvals between them.

        weight                    whole number, 1 to 100
        approve                   string, 1 to 4096 characters
        hold                      a duration, such as 5m
        maxHold                   a duration, such as 5m
        deadline                  a duration, such as 5m
        onDeadline                one of rollback, hold
        linear                    whole number, 1 to 100
        exponential               whole number, 2 to 100
        from                      whole number, 1 to 99
      * every                     a duration, such as 5m
        maxHold                   a duration, such as 5m
    ");
}
