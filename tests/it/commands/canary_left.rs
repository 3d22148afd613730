//! A rollout and the processes around the one that drives it: others that answer it, watch it, or take
//! it up after the end of its driver.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::canary::{APPROVED, ended, held, shop, spec, start, status, until, weight};

#[test]
fn a_rollout_whose_process_was_killed_is_taken_up_or_back_by_another() {
    let env = shop();
    env.write("spec.json", &spec(APPROVED));
    for verb in [["approve", "--gate", "go"], ["abort", "--reason", "no"]] {
        let mut child = start(&env, &[]);
        held(&env);
        child.kill().unwrap();
        child.wait().unwrap();
        let left = env.expect(20, &["canary", "status"]);
        assert!(left.stderr.contains("nobody drives it now"), "{}", left.text());
        let mut args: Vec<&str> = ["canary"].into_iter().chain(verb).collect();
        if verb[0] == "approve" {
            let unheard = env.expect(5, &args);
            assert!(unheard.stderr.contains("nobody drives the rollout"), "{}", unheard.text());
            assert_eq!(weight(&env), 5, "it does not drive on unasked");
            args.push("--watch");
        }
        let run = env.run(&args);
        let (code, share) = if verb[0] == "abort" { (11, 0) } else { (0, 100) };
        assert_eq!((run.code, weight(&env)), (code, share), "{}", run.text());
        let _ = env.expect(11, &["canary", "abort", "v2"]);
    }
}

/// Ends a process and all that it started, without a word.
fn kill_all(child: &mut Child) {
    let pid = child.id();
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children"));
    for one in children.unwrap_or_default().split_whitespace() {
        assert!(Command::new("kill").args(["-KILL", one]).status().unwrap().success());
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

fn on_loss(stages: &str, what: &str) -> String {
    let lease = format!(r#""lease": {{"onLoss": "{what}"}}, "verify""#);
    spec(stages).replace("\"verify\"", &lease)
}

#[test]
fn what_its_driver_left_behind_is_reaped_as_it_says() {
    let env = shop();
    env.write("spec.json", &on_loss(APPROVED, "rollback"));
    let mut child = start(&env, &[]);
    held(&env);
    let driven = env.expect(0, &["canary", "reap"]);
    assert!(driven.stderr.contains("drives its rollouts itself"), "{}", driven.text());
    assert_eq!(weight(&env), 5);
    kill_all(&mut child);
    assert_eq!(weight(&env), 5, "nobody is left who could take it back");
    let run = env.expect(0, &["canary", "reap"]);
    assert!(run.stdout.contains("nobody drove it; rolled back"), "{}", run.text());
    assert_eq!(weight(&env), 0);
    let _ = env.expect(12, &["canary", "status"]);
    let again = env.expect(0, &["canary", "reap"]);
    assert!(again.stderr.contains("there is no rollout without a driver"), "{}", again.text());
    for what in ["hold", "continue"] {
        env.write("spec.json", &on_loss(APPROVED, what));
        let mut child = start(&env, &[]);
        held(&env);
        kill_all(&mut child);
        let run = env.expect(20, &["canary", "reap", "--json"]);
        let document: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(document["rollouts"][0]["result"], "stays", "{}", run.text());
        assert_eq!(weight(&env), 5, "{what}");
        let _ = env.expect(11, &["canary", "abort"]);
    }
}

#[test]
fn a_guardian_takes_back_what_its_driver_was_killed_at() {
    let env = shop();
    env.write("spec.json", &on_loss(APPROVED, "rollback"));
    let mut child = start(&env, &[]);
    held(&env);
    child.kill().unwrap();
    child.wait().unwrap();
    until(&env, "its guardian acts", |rollout| rollout["state"] == "rolled back");
    assert_eq!(weight(&env), 0);
    let status = env.expect(12, &["canary", "status"]);
    assert!(status.stdout.contains("the lease was lost"), "{}", status.text());
}

#[test]
fn who_watches_a_rollout_without_a_driver_does_not_become_it() {
    let env = shop();
    env.write("spec.json", &spec(APPROVED));
    let mut child = start(&env, &[]);
    held(&env);
    // Whoever watches when the driver dies is told so, soon.
    let mut watch = env.command(&["canary", "watch", "--events", "seen.jsonl"]);
    let watch = watch.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let began = Instant::now();
    while std::fs::read(env.path().join("seen.jsonl")).unwrap_or_default().is_empty() {
        assert!(began.elapsed() < Duration::from_mins(1), "it sees what happened so far");
        std::thread::sleep(Duration::from_millis(50));
    }
    kill_all(&mut child);
    let watched = ended(&env, watch);
    assert_eq!(watched.code, 20, "{}", watched.text());
    assert!(watched.stderr.contains("the process that drove it has ended"), "{}", watched.text());
    for args in [&["canary", "watch"][..], &["canary", "watch", "--timeout", "5s"]] {
        let run = env.expect(20, args);
        assert!(run.stderr.contains("nobody drives it now"), "{}", run.text());
    }
    let history = env.expect(0, &["canary", "history", "v2"]).stdout;
    assert!(!history.contains("taken over"), "{history}");
    let _ = env.expect(11, &["canary", "abort"]);
}

#[test]
fn an_approval_is_given_by_another_process_and_only_that_one() {
    let env = shop();
    env.write("spec.json", &spec(APPROVED));
    let child = start(&env, &[]);
    held(&env);
    assert_eq!(weight(&env), 5);
    assert_eq!(status(&env)["phase"]["reason"]["approval"]["name"], "go");
    let wrong = env.expect(5, &["canary", "approve", "--gate", "other"]);
    assert!(wrong.stderr.contains("waits for the approval `go` (number 1)"), "{}", wrong.text());
    let _ = env.expect(0, &["canary", "approve", "v2", "--gate", "go"]);
    let run = ended(&env, child);
    assert_eq!(run.code, 0, "{}", run.text());
    assert_eq!(weight(&env), 100);
}

#[test]
fn a_pause_stops_an_approval_too() {
    let env = shop();
    env.write("spec.json", &spec(APPROVED));
    let child = start(&env, &[]);
    held(&env);
    let _ = env.expect(0, &["canary", "pause"]);
    let status = env.expect(20, &["canary", "status"]);
    let held = "; without the pause: waits for the approval `go` (number 1)";
    assert!(status.stdout.contains("held: paused by unknown@"), "{}", status.text());
    assert!(status.stdout.contains(held), "{}", status.text());
    let _ = env.expect(0, &["canary", "approve", "--gate", "go"]);
    let twice = env.expect(5, &["canary", "pause"]);
    assert!(twice.stderr.contains("it is paused already"), "{}", twice.text());
    assert_eq!(weight(&env), 5);
    let _ = env.expect(0, &["canary", "resume"]);
    let run = ended(&env, child);
    assert_eq!((run.code, weight(&env)), (0, 100), "{}", run.text());
    assert!(run.stderr.contains("the approval `go` was given; paused"), "{}", run.text());
}

#[test]
fn what_runs_already_is_not_resumed_but_shown_or_watched() {
    let env = shop();
    let slow = r#"[{"weight": 5, "hold": "3s"}, {"weight": 100, "hold": "100ms"}]"#;
    env.write("spec.json", &spec(slow));
    let child = start(&env, &[]);
    until(&env, "it holds 5 %", |rollout| rollout["weights"]["written"] == 5);
    let run = env.expect(23, &["canary", "resume"]);
    assert!(run.stderr.contains("it runs already"), "{}", run.text());
    let _ = env.expect(0, &["canary", "resume", "--watch"]);
    assert_eq!(ended(&env, child).code, 0);
    let over = env.expect(0, &["canary", "resume", "--watch"]);
    assert!(over.stdout.contains("promoted: product-v2-vn"), "{}", over.text());
}
