//! Elsewhere machine output came with prose behind it, was empty after a failure, or had messages
//! that could only be told apart by reading English. Here stdout has exactly one document for every
//! outcome, every message has a code, and a list is never null.

use serde_json::Value;

use crate::env::{Run, TestEnv, root};

/// Members that are lists wherever they stand.
const LISTS: [&str; 12] = [
    "missingKinds",
    "diagnostics",
    "suppressed",
    "related",
    "notes",
    "causes",
    "changes",
    "others",
    "items",
    "rules",
    "fixed",
    "edits",
];

/// Every outcome that a run over documents can have, failures included.
const OUTCOMES: [&str; 12] = [
    "validate shopmesh",
    "validate shopmesh router.json",
    "validate broken.json",
    "validate missing.json",
    "validate empty.json",
    "validate",
    "validate shopmesh --no-such-flag",
    "validate shopmesh --allow F001",
    "validate shopmesh --baseline missing.json",
    "validate shopmesh --changed-since no-such-revision",
    "validate shopmesh --online --endpoint http://127.0.0.1:1",
    "validate shopmesh --report json=no/such/folder/x.json",
];

fn scene() -> TestEnv {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    env.write("broken.json", r#"{"meshName": "shopmesh", "spec": {"egressFilters": {}}}"#);
    env.write(
        "router.json",
        r#"{"meshName": "shopmesh", "virtualRouterName": "idle", "spec": {}}"#,
    );
    env.write("empty.json", "");
    env
}

fn run(env: &TestEnv, command: &str, format: &str) -> Run {
    let mut words: Vec<&str> = command.split_whitespace().collect();
    words.extend(["-o", format]);
    env.run(&words)
}

/// Checks what holds in every JSON document.
fn check_json(run: &Run) {
    let document = run.json();
    let schema = document["schema"].as_str().unwrap();
    assert!(schema.starts_with("weir.") && schema.ends_with("/v1"), "{schema}");
    assert_eq!(document["exitCode"], run.code, "{}", run.text());
    assert_eq!(document["ok"], run.code == 0, "{}", run.text());
    if let Some(error) = document.get("error") {
        check_code(&error["code"], run);
        assert!(error["hints"].is_array(), "{}", run.text());
    }
    check_value(&document, run);
}

fn check_value(value: &Value, run: &Run) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| check_value(item, run)),
        Value::Object(members) => {
            // What a summary says are counts.
            for (name, value) in members.iter().filter(|(name, _)| *name != "summary") {
                let is_list = LISTS.contains(&name.as_str());
                assert!(!is_list || value.is_array(), "`{name}` is {value}\n{}", run.text());
                check_value(value, run);
            }
            if members.contains_key("severity") && members.contains_key("message") {
                check_code(&members["code"], run);
            }
        }
        _ => {}
    }
}

fn check_code(code: &Value, run: &Run) {
    let code = code.as_str().unwrap_or_default();
    let short = code.strip_prefix("WEIR-").unwrap_or_else(|| panic!("`{code}`\n{}", run.text()));
    assert!(short.len() == 4 && short[1..].parse::<u16>().is_ok(), "`{code}`");
}

#[test]
fn json_is_one_document_for_every_outcome() {
    let env = scene();
    for command in OUTCOMES {
        let run = run(&env, command, "json");
        check_json(&run);
    }
    for command in [
        "apply shopmesh -y",
        "apply shopmesh -y",
        "diff shopmesh",
        "diff missing.json",
        "diff broken.json",
        "apply broken.json -y",
        "apply router.json",
        "apply router.json --dry-run",
        "get vn -m shopmesh",
        "get vn nobody -m shopmesh",
        "get vn -m nowhere",
        "get pods",
        "describe vn/nobody -m shopmesh",
        "describe vn/order-vn",
        "delete vn/order-vn -y",
        "delete vn/nobody -y",
        "weights rt/order-vr/order-route",
        "weights rt/a/b",
        "tree",
        "serve",
        "nonsense",
        "validate --list-rules",
        "instance list",
        "proxy list",
        "plan shopmesh",
        "plan broken.json",
        "plan shopmesh --detailed-exitcode",
        "show last",
        "show nothing",
        "history",
        "undo last",
        "undo last --dry-run",
        "undo nothing",
        "lock status",
        "context list",
        "context use nobody",
        "backup copy",
        "backup copy",
        "restore copy --data-dir fresh",
        "restore missing --data-dir other",
    ] {
        // `weir serve` has no JSON, and so ends before it serves.
        check_json(&run(&env, command, "json"));
    }
}

#[test]
fn the_forms_of_other_tools_are_one_document_too() {
    let env = scene();
    for command in OUTCOMES {
        let text = |format| run(&env, command, format).stdout;
        let issues: Value = serde_json::from_str(&text("gitlab")).unwrap();
        assert!(issues.is_array(), "{command}");
        let sarif: Value = serde_json::from_str(&text("sarif")).unwrap();
        let ended = &sarif["runs"][0]["invocations"][0];
        assert_eq!(ended["exitCode"], run(&env, command, "sarif").code, "{command}");
        let junit = text("junit");
        assert!(
            junit.starts_with("<?xml") && junit.trim_end().ends_with("</testsuites>"),
            "{junit}"
        );
        let tap = text("tap");
        assert!(tap.starts_with("TAP version 14\n"), "{tap}");
        assert!(tap.contains("\n1..") || tap.contains("\nBail out! "), "{tap}");
        assert!(text("markdown").starts_with("### weir "), "{command}");
        for line in text("github").lines() {
            assert!(line.starts_with("::"), "{command}: {line}");
        }
    }
}

#[test]
fn failures_are_in_the_forms_of_other_tools_as_failures() {
    let env = scene();
    let failed = "validate missing.json";
    insta::assert_snapshot!(run(&env, failed, "github").text(), @"
    exit 2
    -- stdout
    ::error title=C090::`missing.json` does not exist
    -- stderr
    error: `missing.json` does not exist
    ");
    insta::assert_snapshot!(run(&env, failed, "tap").stdout, @"
    TAP version 14
    Bail out! `missing.json` does not exist
    ");
    insta::assert_snapshot!(run(&env, failed, "junit").stdout, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="weir run" tests="1" skipped="0" failures="0" errors="1">
        <testsuite name="weir" tests="1" skipped="0" errors="1" failures="0">
            <testcase name="run C090">
                <error message="`missing.json` does not exist" type="WEIR-C090">error[C090]: `missing.json` does not exist</error>
            </testcase>
        </testsuite>
    </testsuites>
    "#);
    let sarif: Value = serde_json::from_str(&run(&env, failed, "sarif").stdout).unwrap();
    let ended = &sarif["runs"][0]["invocations"][0];
    assert_eq!(ended["executionSuccessful"], false);
    assert_eq!(ended["toolExecutionNotifications"][0]["level"], "error");
}

#[test]
fn every_message_about_a_broken_document_has_a_code_and_every_code_a_page() {
    let env = TestEnv::new();
    let mut codes = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(root().join("tests/corpus/invalid")).unwrap() {
        let path = entry.unwrap().path();
        let run = env.run(&["validate", path.to_str().unwrap(), "--json"]);
        check_json(&run);
        let document = run.json();
        let found = document["diagnostics"].as_array().unwrap().iter();
        codes.extend(found.map(|one| one["code"].as_str().unwrap().to_owned()));
    }
    assert!(codes.len() > 15, "{codes:?}");
    for code in codes {
        let page = env.expect(0, &["explain", &code]).stdout;
        assert!(page.starts_with(&format!("# {}: ", code.trim_start_matches("WEIR-"))), "{page}");
    }
}
