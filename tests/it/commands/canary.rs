//! `weir canary` and `weir blue-green` on the embedded store: what they write, what they say, and
//! that the exit code says where the traffic is.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::env::{Run, TestEnv};
use crate::terminal;

pub(super) const ROUTE: &str = "rt/product-vr/product-route";

/// All traffic on v1.
pub(super) fn shop() -> TestEnv {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    let _ = env.expect(0, &["weights", ROUTE, "product-v1-vn=100", "product-v2-vn=0"]);
    env
}

pub(super) fn spec(stages: &str) -> String {
    format!(
        r#"{{"kind": "weir.rollout/v1", "name": "v2", "strategy": "canary",
            "targets": [{{"mesh": "shopmesh", "virtualRouter": "product-vr",
                "route": "product-route", "baseline": "product-v1-vn",
                "canary": "product-v2-vn"}}],
            "stages": {stages},
            "verify": {{"acks": "0%", "split": false, "settle": "0s"}}}}"#
    )
}

pub(super) const QUICK: &str =
    r#"[{"weight": 5, "hold": "100ms"}, {"weight": 100, "hold": "100ms"}]"#;
pub(super) const APPROVED: &str = r#"[{"weight": 5, "hold": "100ms"}, {"approve": "go", "deadline": "5m"},
    {"weight": 100, "hold": "100ms"}]"#;

/// The weight of v2.
pub(super) fn weight(env: &TestEnv) -> i64 {
    let document = env.expect(0, &["weights", ROUTE, "--json"]).stdout;
    let document: Value = serde_json::from_str(&document).unwrap();
    let targets = document["targets"].as_array().unwrap().iter();
    let of_v2 = |target: &&Value| target["virtualNode"] == "product-v2-vn";
    targets.clone().find(of_v2).map_or(0, |target| target["weight"].as_i64().unwrap())
}

pub(super) fn status(env: &TestEnv) -> Value {
    let run = env.run(&["canary", "status", "--json"]);
    let document: Value = serde_json::from_str(&run.stdout).expect(&run.stderr);
    assert_eq!(document["exitCode"].as_i64(), Some(i64::from(run.code)), "{}", run.text());
    document["rollout"].clone()
}

/// A rollout in the background.
pub(super) fn start(env: &TestEnv, args: &[&str]) -> Child {
    let mut command = env.command(&["canary", "start", "--spec", "spec.json"]);
    command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

pub(super) fn ended(env: &TestEnv, child: Child) -> Run {
    env.shown(child.wait_with_output().unwrap())
}

/// Waits until the rollout stands as it should.
pub(super) fn until(env: &TestEnv, what: &str, is: impl Fn(&Value) -> bool) {
    let started = Instant::now();
    loop {
        let run = env.run(&["canary", "status", "--json"]);
        let document: Value = serde_json::from_str(&run.stdout).unwrap_or_default();
        if is(&document["rollout"]) {
            return;
        }
        assert!(started.elapsed() < Duration::from_mins(1), "{what}: {}", run.text());
        std::thread::sleep(Duration::from_millis(50));
    }
}

pub(super) fn held(env: &TestEnv) {
    until(env, "it is held", |rollout| rollout["state"] == "held");
}

fn signal(child: &Child, signal: &str) {
    let pid = child.id().to_string();
    assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
}

#[test]
fn a_plan_shows_every_write_and_changes_nothing() {
    let env = shop();
    env.write("spec.json", &spec(APPROVED));
    insta::assert_snapshot!(env.run(&["canary", "plan", "--spec", "spec.json"]).text(), @"
    exit 0
    -- stdout
    canary v2: product-v1-vn → product-v2-vn
    this process drives it, and holds the store while it does

    STAGE    SHARE   HOLD                    ROUTE                                  WEIGHTS
    1        5 %     100ms to 300ms          shopmesh:rt/product-vr/product-route   product-v1-vn=95 product-v2-vn=5
    2                at most 5m, then back   approval go
    3        100 %   100ms to 300ms          shopmesh:rt/product-vr/product-route   product-v1-vn=0 product-v2-vn=100
    finish           after 24h               shopmesh:rt/product-vr/product-route   product-v2-vn=100
    back                                     shopmesh:rt/product-vr/product-route   product-v1-vn=100 product-v2-vn=0

    confirmed: nothing is asked before the clock of a stage starts
    deadline: 24h to the last weight, then it goes back
    note: no gate judges the stages; each is left when its hold is over
    note: no proxy acknowledges the weights; the clock of a stage starts when they are written
    note: the observed split is not verified, since no proxy reports its requests here
    note: 0 proxies are connected
    ");
    assert_eq!(weight(&env), 0);
    let run = env.run(&["canary", "plan", ROUTE, "--to", "vn/nowhere", "--stages", "5,100"]);
    insta::assert_snapshot!(run.text(), @"
    exit 5
    -- stderr
    error[C097]: rt/product-vr/product-route: the virtual node `nowhere` does not exist

    hint: nothing was written
    ");
}

#[test]
fn a_canary_is_promoted_and_finished() {
    let env = shop();
    env.write("spec.json", &spec(QUICK));
    let args = ["--events", "events.jsonl", "--junit", "junit.xml", "--summary", "summary.md"];
    let run = ended(&env, start(&env, &args));
    assert_eq!(run.code, 0, "{}", run.text());
    assert_eq!(weight(&env), 100);
    let events = read(&env, "events.jsonl");
    let seqs: Vec<i64> = events
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["seq"].as_i64().unwrap())
        .collect();
    let gapless: Vec<i64> = (1..=i64::try_from(seqs.len()).unwrap()).collect();
    assert_eq!(seqs, gapless, "{events}");
    assert!(read(&env, "junit.xml").contains("<testsuite name=\"stage 2: 100 %\""));
    assert!(read(&env, "summary.md").starts_with("### weir canary v2: promoted"));
    assert!(run.stderr.contains("promoted: product-v2-vn has its last weight"), "{}", run.text());
    let last = run.stdout.lines().last().unwrap().to_owned();
    let undo = last.strip_prefix("undo:    weir ").expect("the last line is the undo command");
    let early = env.expect(5, &["canary", "finish"]);
    assert!(early.stderr.contains("cannot finish: the baseline is kept until"), "{}", early.text());
    let untouched = env.expect(0, &["canary", "history", "v2"]).stdout;
    assert!(!untouched.contains("taken over"), "nothing was taken over to say no: {untouched}");
    let _ = env.expect(0, &["canary", "finish", "--force", "a test"]);
    let targets = env.expect(0, &["weights", ROUTE]).stdout;
    assert!(!targets.contains("product-v1-vn"), "the baseline is out of the route: {targets}");
    let late = env.expect(5, &undo.split(' ').collect::<Vec<_>>());
    assert!(late.stderr.contains("the baseline is gone"), "{}", late.text());
    let history = env.expect(0, &["canary", "history", "v2"]).stdout;
    assert!(history.contains("rollout.promoted") || history.contains("promoted: "), "{history}");
}

fn read(env: &TestEnv, name: &str) -> String {
    std::fs::read_to_string(env.path().join(name)).unwrap()
}

#[test]
fn an_abort_after_the_promotion_goes_back_and_a_second_one_changes_nothing() {
    let env = shop();
    env.write("spec.json", &spec(QUICK));
    assert_eq!(ended(&env, start(&env, &[])).code, 0);
    // It needs neither the file nor the process that started it.
    std::fs::remove_file(env.path().join("spec.json")).unwrap();
    // Nothing is under way, so it might be somebody else's.
    let unnamed = env.expect(5, &["canary", "abort"]);
    assert!(
        unnamed.stderr.contains("no canary rollout is under way; `v2` is promoted"),
        "{}",
        unnamed.text()
    );
    assert_eq!(weight(&env), 100);
    let run = env.expect(11, &["canary", "abort", "v2", "--reason", "too slow"]);
    assert!(run.stdout.contains("aborted: too slow"), "{}", run.text());
    assert_eq!(weight(&env), 0);
    let _ = env.expect(11, &["canary", "abort"]);
    let _ = env.expect(11, &["canary", "status"]);
}

#[test]
fn a_signal_takes_the_traffic_back_before_the_process_ends() {
    let env = shop();
    env.write("spec.json", &spec(APPROVED));
    let child = start(&env, &[]);
    held(&env);
    signal(&child, "-TERM");
    let run = ended(&env, child);
    assert_eq!(run.code, 12, "{}", run.text());
    assert_eq!(weight(&env), 0);
    let child = start(&env, &["--on-signal", "hold"]);
    held(&env);
    signal(&child, "-TERM");
    let run = ended(&env, child);
    assert_eq!(run.code, 20, "{}", run.text());
    assert_eq!(weight(&env), 5, "the traffic stays as it is");
    // The end of the terminal is no other end than that.
    let _ = env.expect(11, &["canary", "abort"]);
    let child = start(&env, &[]);
    held(&env);
    signal(&child, "-HUP");
    let run = ended(&env, child);
    assert_eq!((run.code, weight(&env)), (12, 0), "{}", run.text());
}

#[test]
fn whoever_said_that_it_goes_on_without_a_terminal_is_heeded() {
    let env = shop();
    env.write("spec.json", &spec(APPROVED));
    let child = Command::new("nohup")
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", env.path())
        .env("WEIR_DATA_DIR", env.path().join("data"))
        .current_dir(env.path())
        .args([env!("CARGO_BIN_EXE_weir"), "canary", "start", "--spec", "spec.json"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    held(&env);
    signal(&child, "-HUP");
    let _ = env.expect(0, &["canary", "approve", "--gate", "go"]);
    let run = ended(&env, child);
    assert_eq!(weight(&env), 100, "{}", run.text());
    assert_eq!(run.code, 0, "{}", run.text());
}

#[test]
fn two_rollouts_of_one_route_do_not_run_at_once() {
    let env = shop();
    env.write("spec.json", &spec(APPROVED));
    let child = start(&env, &[]);
    held(&env);
    let refused = env.run(&["canary", "start", "--spec", "spec.json"]);
    assert!(refused.stderr.contains("which unknown@"), "its owner is named: {}", refused.text());
    assert_eq!(refused.code, 5, "{}", refused.text());
    let planned = env.expect(5, &["canary", "plan", "--spec", "spec.json"]);
    let taken = "shopmesh:rt/product-vr/product-route is under the rollout `v2`";
    assert!(planned.stderr.contains(taken), "{}", planned.text());
    signal(&child, "-TERM");
    assert_eq!(ended(&env, child).code, 12);
}

#[test]
fn weights_that_somebody_else_changed_hold_the_rollout() {
    let env = shop();
    env.write("spec.json", &spec(APPROVED));
    let child = start(&env, &[]);
    held(&env);
    let taken = ["weights", ROUTE, "product-v1-vn=50", "product-v2-vn=50", "--take-weights"];
    let _ = env.expect(0, &taken);
    let _ = env.expect(0, &["canary", "approve", "--gate", "go"]);
    until(&env, "the drift holds it", |rollout| rollout["phase"]["reason"] == "weights");
    let status = env.expect(22, &["canary", "status"]);
    assert!(status.stdout.contains("somebody else changed the weights"), "{}", status.text());
    let _ = env.expect(0, &["canary", "resume", "--reassert"]);
    let run = ended(&env, child);
    assert_eq!((run.code, weight(&env)), (0, 100), "{}", run.text());
}

#[test]
fn what_would_leave_a_rollout_without_a_driver_is_refused() {
    let env = shop();
    env.write("spec.json", &spec(QUICK));
    for args in [&["--detach"][..], &["--wait", "hold"], &["--timeout", "1s"]] {
        let run = ended(&env, start(&env, args));
        assert_eq!(run.code, 2, "{}", run.text());
        assert!(run.stderr.contains("nobody would drive it"), "{}", run.text());
    }
    assert_eq!(weight(&env), 0);
}

#[test]
fn a_hook_that_says_no_takes_the_traffic_back() {
    let env = shop();
    let hooks = r#""hooks": [{"on": "after-step", "exec": ["sh", "-c",
        "test $WEIR_STAGE = 1 || { echo broken >&2; exit 3; }"]}], "verify""#;
    env.write("spec.json", &spec(QUICK).replace("\"verify\"", hooks));
    let run = ended(&env, start(&env, &[]));
    assert_eq!((run.code, weight(&env)), (10, 0), "{}", run.text());
    assert!(run.stderr.contains("ended with 3: broken"), "{}", run.text());
    let preflight = hooks.replace("after-step", "preflight").replace("= 1", "= 9");
    env.write("spec.json", &spec(QUICK).replace("\"verify\"", &preflight));
    let run = ended(&env, start(&env, &[]));
    assert_eq!((run.code, weight(&env)), (5, 0), "{}", run.text());
    assert!(run.stderr.contains("nothing was written"), "{}", run.text());
}

#[test]
fn the_result_does_not_depend_on_its_form() {
    let env = shop();
    env.write("spec.json", &spec(QUICK));
    for (args, name) in [(&["-o", "json"][..], "json"), (&["-o", "name"], "name"), (&["-q"], "q")] {
        let run = ended(&env, start(&env, args));
        assert_eq!(run.code, 0, "{name}: {}", run.text());
        let back = env.expect(11, &["canary", "abort", "v2", "-q"]);
        assert!(back.stderr.is_empty(), "{}", back.text());
        if name == "json" {
            let document: Value = serde_json::from_str(&run.stdout).unwrap();
            assert_eq!(document["rollout"]["position"], "promoted");
        }
    }
    let both = env.run(&["canary", "start", "--spec", "spec.json", "--events", "-", "--json"]);
    assert_eq!(both.code, 2, "{}", both.text());
}

#[test]
fn hooks_that_cannot_be_called_are_found_before_anything_moves() {
    let env = shop();
    let hooks = r#""hooks": [
        {"on": "before-step", "exec": ["./check.sh"]},
        {"on": "event", "url": "http://127.0.0.1:9/", "secret": "NO_SUCH_KEY"}], "verify""#;
    std::fs::create_dir(env.path().join("specs")).unwrap();
    env.write("specs/spec.json", &spec(QUICK).replace("\"verify\"", hooks));
    for verb in ["plan", "start"] {
        let run = env.expect(5, &["canary", verb, "--spec", "specs/spec.json"]);
        assert!(
            run.stderr.contains("specs/check.sh`, which is not there; the hook"),
            "{}",
            run.text()
        );
        assert!(
            run.stderr.contains("in the variable NO_SUCH_KEY, which is not set"),
            "{}",
            run.text()
        );
    }
    assert_eq!(weight(&env), 0);
    let only = r#""hooks": [{"on": "before-step", "exec": ["./check.sh"]}], "verify""#;
    env.write("specs/spec.json", &spec(QUICK).replace("\"verify\"", only));
    env.write("specs/check.sh", "#!/bin/sh\nexit 0\n");
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(env.path().join("specs/check.sh"), executable).unwrap();
    let _ = env.expect(0, &["canary", "start", "--spec", "specs/spec.json"]);
    assert_eq!(weight(&env), 100, "the program beside the spec was called");
}

#[test]
fn ci_systems_are_told_in_their_own_way() {
    let env = shop();
    let failing = r#""hooks": [{"on": "before-step", "exec": ["false"]}], "verify""#;
    env.write("spec.json", &spec(QUICK).replace("\"verify\"", failing));
    let (summary, output) = (env.path().join("summary.md"), env.path().join("output"));
    let args = ["canary", "start", "--spec", "spec.json", "--dotenv", "variables"];
    let mut command = env.command(&args);
    let set = |command: &mut Command, name: &str, path: &Path| {
        command.env(name, path);
    };
    set(&mut command, "GITHUB_STEP_SUMMARY", &summary);
    set(&mut command, "GITHUB_OUTPUT", &output);
    let run = env.shown(command.env("GITHUB_ACTIONS", "true").output().unwrap());
    assert_eq!(run.code, 10, "{}", run.text());
    assert!(run.stderr.contains("\n::error title=weir canary v2::the hook"), "{}", run.text());
    assert!(read(&env, "summary.md").contains("went back: the hook"));
    let output = read(&env, "output");
    assert!(output.contains("result=rolled-back\nposition=baseline\nweight=0\nexit-code=10\n"));
    let variables = read(&env, "variables");
    assert!(variables.contains("\nWEIR_RESULT=rolled-back\n"), "{variables}");
    assert!(variables.contains("\nWEIR_EXIT_CODE=10\n"), "{variables}");
}

#[test]
fn a_blue_green_rollout_switches_and_switches_back() {
    let env = shop();
    env.write(
        "spec.json",
        r#"{"kind": "weir.rollout/v1", "name": "green", "strategy": "blue-green",
            "targets": [{"mesh": "shopmesh", "virtualRouter": "product-vr",
                "route": "product-route", "blue": "product-v1-vn", "green": "product-v2-vn"}],
            "preview": {"header": {"x-preview": "v2"}}, "switch": "manual", "bake": "1s",
            "verify": {"acks": "0%", "split": false, "settle": "0s"}}"#,
    );
    let mut command = env.command(&["blue-green", "start", "--spec", "spec.json"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let started = Instant::now();
    while env.run(&["blue-green", "status", "-q"]).code != 20 {
        assert!(started.elapsed() < Duration::from_mins(1), "it waits for the switch");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(weight(&env), 0);
    let wrong = env.expect(2, &["canary", "abort", "green"]);
    assert!(wrong.stderr.contains("is a blue-green rollout"), "{}", wrong.text());
    let _ = env.expect(0, &["blue-green", "switch"]);
    let _ = env.expect(0, &["blue-green", "status"]);
    let run = ended(&env, child);
    assert_eq!((run.code, weight(&env)), (0, 100), "{}", run.text());
    assert!(run.stdout.contains("weir blue-green switch-back "), "{}", run.text());
    let twice = env.expect(5, &["blue-green", "switch"]);
    assert!(twice.stderr.contains("cannot switch"), "{}", twice.text());
    let _ = env.expect(11, &["blue-green", "switch-back"]);
    assert_eq!(weight(&env), 0);
    let routes = env.expect(0, &["get", "rt", "-o", "name"]).stdout;
    assert_eq!(routes.lines().count(), 3, "no preview route is left: {routes}");
}

/// Whoever starts a rollout leaves no preview behind, so a finish has nothing to begin anew.
#[test]
fn a_finish_right_after_the_end_is_done() {
    let env = shop();
    let start = [
        "blue-green",
        "start",
        ROUTE,
        "--to",
        "product-v2-vn",
        "--preview",
        "x-preview=1",
        "--bake",
        "1s",
        "--settle",
        "0s",
        "--interval",
        "1s",
        "--acks",
        "0%",
        "--events",
        "-",
    ];
    let run = env.expect(0, &start);
    assert!(run.stdout.contains("preview.removed"), "{}", run.text());
    let run = env.expect(0, &["blue-green", "finish", "--force", "now"]);
    assert!(!run.stderr.contains("preview"), "{}", run.text());
    let mesh = env.expect(0, &["weights", ROUTE, "--json"]).stdout;
    assert!(!mesh.contains("product-v1-vn"), "{mesh}");
}

#[test]
fn on_a_terminal_the_first_interrupt_asks_what_to_do() {
    const CTRL_C: &str = "\u{3}";
    let env = shop();
    env.write("spec.json", &spec(APPROVED));
    let start = ["canary", "start", "--spec", "spec.json"];
    let Some(mut run) = terminal::start(&env, &start) else { return };
    run.answer("waits for the approval `go`", CTRL_C);
    run.answer("go on watching (w)?", "w\n");
    run.answer("watching on", CTRL_C);
    run.answer("go on watching (w)?", "b\n");
    let (code, text) = run.end();
    assert_eq!((code, weight(&env)), (12, 0), "{text}");
    assert!(text.contains("going back to the baseline"), "{text}");
    // While it is asked nothing moves, and what nobody would do is not offered.
    let slow = r#"[{"weight": 5, "hold": "4s"}, {"weight": 100, "hold": "1h"}]"#;
    env.write("spec.json", &spec(slow));
    let Some(mut run) = terminal::start(&env, &start) else { return };
    until(&env, "5 % is written", |rollout| rollout["weights"]["written"] == 5);
    run.answer("5 %", CTRL_C);
    until(&env, "it is paused", |rollout| rollout["phase"]["reason"] == "operator");
    std::thread::sleep(Duration::from_millis(4500));
    assert_eq!(weight(&env), 5);
    run.answer("leave it held as it is (h), or go on watching (w)?", "l\n");
    run.answer("leave it held as it is (h), or go on watching (w)?", "h\n");
    let (code, text) = run.end();
    assert_eq!((code, weight(&env)), (20, 5), "{text}");
    assert!(!text.contains("leave it running"), "{text}");
    assert!(text.contains("canary resume"), "{text}");
}

#[test]
fn on_a_terminal_what_a_server_drives_is_paused_for_the_question_and_left_running() {
    const CTRL_C: &str = "\u{3}";
    let env = shop();
    let slow = r#"[{"weight": 5, "hold": "5s"}, {"weight": 100, "hold": "1h"}]"#;
    env.write("spec.json", &spec(slow));
    let server = env.serve();
    let start = ["canary", "start", "--spec", "spec.json"];
    let Some(mut run) = terminal::start(&env, &start) else { return };
    until(&env, "5 % is written", |rollout| rollout["weights"]["written"] == 5);
    run.answer("5 %", CTRL_C);
    until(&env, "it is paused", |rollout| rollout["phase"]["reason"] == "operator");
    run.answer("hold (h), leave it running (l), or go on watching (w)?", "l\n");
    let (code, text) = run.end();
    assert_eq!(code, 23, "{text}");
    until(&env, "it goes on", |rollout| rollout["weights"]["written"] == 100);
    let _ = env.expect(11, &["canary", "abort"]);
    assert_eq!(server.stop(), 0);
}
