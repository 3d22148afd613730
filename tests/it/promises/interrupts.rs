//! Elsewhere a cancelled job went on in the background and kept its lock, or left a state that nobody
//! could tell. Here a run that is killed at any moment is taken up again or undone, a second signal
//! leaves at once and says what was under way, and a dead run costs others one lease.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::env::TestEnv;
use crate::slow;

/// How many resources the plan has that is killed.
const RESOURCES: usize = 1000;
/// How often it is killed.
const KILLS: usize = 10;

fn send(signal: &str, pid: u32) {
    assert!(Command::new("kill").args([signal, &pid.to_string()]).status().unwrap().success());
}

/// Numbers that look random and are the same each time.
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// A mesh with so many resources, in one file.
fn write_mesh(env: &TestEnv, resources: usize) {
    let node = |index| format!(r#"{{"meshName":"m","virtualNodeName":"n{index:04}","spec":{{}}}}"#);
    let all = std::iter::once(r#"{"meshName":"m","spec":{}}"#.to_owned());
    let all: Vec<String> = all.chain((1..resources).map(node)).collect();
    env.write("mesh.json", &format!("[{}]", all.join(",")));
}

fn events(env: &TestEnv) -> usize {
    let runs = env.path().join(".local/state/weir/runs");
    let Ok(mut runs) = std::fs::read_dir(runs) else { return 0 };
    let Some(Ok(run)) = runs.next() else { return 0 };
    let events = std::fs::read_to_string(run.path().join("events.jsonl")).unwrap_or_default();
    events.lines().filter(|line| line.contains("\"ended\"")).count()
}

/// Waits until so many steps have ended, or the process has.
fn wait_for(env: &TestEnv, steps: usize, child: &mut Child) {
    let started = Instant::now();
    while events(env) < steps && child.try_wait().unwrap().is_none() {
        assert!(started.elapsed() < Duration::from_mins(1), "no progress");
        std::thread::sleep(Duration::from_millis(3));
    }
}

#[test]
fn a_plan_that_is_killed_again_and_again_ends_where_one_ends_that_is_not() {
    let env = TestEnv::new();
    write_mesh(&env, RESOURCES);
    let server = env.serve();
    let url = slow::proxy_with(&server.url, Duration::ZERO, &["snapshot"]);
    let first = ["apply", "mesh.json", "-y", "-q", "--endpoint", &url];
    let resumed = ["apply", "--resume", "last", "-y", "-q", "--endpoint", &url];
    let (mut seed, mut killed, mut steps) = (11, 0, 0);
    for number in 0..KILLS {
        let args: &[&str] = if number == 0 { &first } else { &resumed };
        let mut child =
            env.command(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        steps += usize::try_from(random(&mut seed)).unwrap() % 80 + 1;
        wait_for(&env, steps, &mut child);
        if child.try_wait().unwrap().is_none() {
            killed += 1;
            child.kill().unwrap();
        }
        let _ = child.wait().unwrap();
        steps = events(&env);
    }
    assert!(killed > KILLS / 2, "only {killed} were killed in time");
    let shown = env.expect(0, &["history"]);
    assert!(shown.stdout.contains("killed"), "{}", shown.text());
    let run = env.expect(0, &resumed);
    assert!(run.stdout.contains("; the whole run did 1000"), "{}", run.text());
    let dump = env.expect(0, &["dump", "-m", "m", "-o", "json"]).stdout;
    let whole = TestEnv::new();
    write_mesh(&whole, RESOURCES);
    let _ = whole.expect(0, &["apply", "mesh.json", "-y", "-q"]);
    assert_eq!(dump, whole.expect(0, &["dump", "-m", "m", "-o", "json"]).stdout);
    let _ = env.expect(0, &["diff", "mesh.json"]);
    let again = env.expect(0, &resumed);
    assert!(again.text().contains("exit 0"), "a run that is whole can be resumed too");
}

#[test]
fn a_run_that_was_killed_has_its_lock_again_and_gives_it_back() {
    let env = TestEnv::new();
    write_mesh(&env, 30);
    let server = env.serve();
    let url = slow::proxy_with(&server.url, Duration::from_millis(100), &["snapshot", "locks"]);
    let mut child = env
        .command(&["apply", "mesh.json", "-y", "--endpoint", &url])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_for(&env, 1, &mut child);
    child.kill().unwrap();
    let _ = child.wait().unwrap();
    let locks = || env.expect(0, &["lock", "status", "--endpoint", &server.url]).stdout;
    assert!(locks().starts_with("m is locked by"), "{}", locks());
    let resume = ["apply", "--resume", "last", "-y", "--endpoint", &url];
    // Somebody else does the rest, so nothing is left.
    let other = TestEnv::new();
    write_mesh(&other, 30);
    let _ = other.expect(0, &["apply", "mesh.json", "-y", "--no-lock", "--endpoint", &server.url]);
    let shown = env.expect(0, &[&resume[..], &["--dry-run"]].concat());
    assert!(shown.stderr.contains("nothing is left to do"), "{}", shown.text());
    assert!(locks().starts_with("m is locked by"), "who only looks frees nothing");
    let run = env.expect(0, &resume);
    assert!(run.stderr.contains("nothing is left to do"), "{}", run.text());
    assert_eq!(locks(), "");
}

#[test]
fn a_run_that_was_killed_is_resumed_before_its_lease_ends() {
    let env = TestEnv::new();
    write_mesh(&env, 30);
    let server = env.serve();
    let url = slow::proxy_with(&server.url, Duration::from_millis(100), &["snapshot", "locks"]);
    let mut child = env
        .command(&["apply", "mesh.json", "-y", "--endpoint", &url])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_for(&env, 1, &mut child);
    child.kill().unwrap();
    let _ = child.wait().unwrap();
    let _ = env.expect(0, &["apply", "--resume", "last", "-y", "--endpoint", &url]);
    let _ = env.expect(0, &["diff", "mesh.json", "--endpoint", &server.url]);
    assert_eq!(env.expect(0, &["lock", "status", "--endpoint", &server.url]).stdout, "");
}

#[test]
fn an_interrupted_run_is_resumed_and_undone() {
    let env = TestEnv::new();
    write_mesh(&env, 60);
    let server = env.serve();
    let url = slow::proxy(&server.url, Duration::from_millis(40));
    let mut child = env
        .command(&["apply", "mesh.json", "-y", "--endpoint", &url])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_for(&env, 9, &mut child);
    send("-TERM", child.id());
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(143), "{stderr}");
    assert!(stderr.contains("do the rest with: weir apply --resume"), "{stderr}");
    let rest = env.expect(0, &["apply", "--resume", "last", "-y", "--endpoint", &url]);
    assert!(rest.stderr.contains("resuming the run"), "{}", rest.text());
    let _ = env.expect(0, &["diff", "mesh.json"]);
    let _ = env.expect(0, &["undo", "-y", "--endpoint", &url]);
    assert_eq!(env.expect(0, &["get", "mesh", "-o", "name"]).stdout, "");
}

#[test]
fn a_second_signal_leaves_at_once_and_names_what_was_under_way() {
    let env = TestEnv::new();
    write_mesh(&env, 30);
    let server = env.serve();
    let url = slow::proxy(&server.url, Duration::from_secs(20));
    let child = env
        .command(&["apply", "mesh.json", "-y", "--endpoint", &url])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let started = Instant::now();
    let runs = env.path().join(".local/state/weir/runs");
    let begun = || {
        let run = std::fs::read_dir(&runs).ok()?.next()?.ok()?;
        let text = std::fs::read_to_string(run.path().join("events.jsonl")).ok()?;
        text.contains("starting").then_some(())
    };
    while begun().is_none() {
        assert!(started.elapsed() < Duration::from_secs(20), "nothing was begun");
        std::thread::sleep(Duration::from_millis(10));
    }
    send("-INT", child.id());
    std::thread::sleep(Duration::from_millis(200));
    let second = Instant::now();
    send("-INT", child.id());
    let output = child.wait_with_output().unwrap();
    assert!(second.elapsed() < Duration::from_secs(10), "it left at once");
    assert_eq!(output.status.code(), Some(130));
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.contains("unknown   create   m/m"), "{stdout}");
    assert!(stdout.contains("under way when weir left"), "{stdout}");
}

#[test]
fn a_mesh_that_is_locked_is_refused_with_who_has_it() {
    let env = TestEnv::new();
    write_mesh(&env, 30);
    let server = env.serve();
    // This run holds the lock while its writes take their time.
    let url = slow::proxy_with(&server.url, Duration::from_millis(300), &["snapshot", "locks"]);
    let mut child = env
        .command(&["apply", "mesh.json", "-y", "--message", "winter sale", "--endpoint", &url])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_for(&env, 1, &mut child);
    let other = TestEnv::new();
    write_mesh(&other, 3);
    let refused = other.expect(5, &["apply", "mesh.json", "-y", "--endpoint", &server.url]);
    assert!(
        refused.stderr.contains("error[C040]: the mesh `m` is locked by "),
        "{}",
        refused.text()
    );
    assert!(refused.stderr.contains("winter sale"), "{}", refused.text());
    let status = other.expect(0, &["lock", "status", "--endpoint", &server.url]);
    assert!(status.stdout.contains("m is locked by"), "{}", status.text());
    let _ = other.expect(0, &["lock", "break", "m", "--endpoint", &server.url]);
    let _ = other.expect(1, &["lock", "break", "m", "--endpoint", &server.url]);
    let broken = child.wait().unwrap();
    assert_ne!(broken.code(), Some(0), "its writes are refused from then on");
    let _ = other.expect(0, &["apply", "mesh.json", "-y", "--endpoint", &server.url]);
}

#[test]
fn who_waits_for_a_lock_gets_it() {
    let env = TestEnv::new();
    write_mesh(&env, 20);
    let server = env.serve();
    let url = slow::proxy_with(&server.url, Duration::from_millis(100), &["snapshot", "locks"]);
    let mut child = env
        .command(&["apply", "mesh.json", "-y", "--endpoint", &url])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_for(&env, 1, &mut child);
    let other = TestEnv::new();
    other.write("more.json", r#"{"meshName":"m","virtualNodeName":"more","spec":{}}"#);
    let args = ["apply", "more.json", "-y", "--endpoint", &server.url, "--lock-timeout", "30s"];
    let run = other.expect(0, &args);
    assert!(run.stderr.contains("waiting for the lock of the mesh m"), "{}", run.text());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(env.expect(0, &["lock", "status", "--endpoint", &server.url]).stdout, "");
}

#[test]
fn that_history_cannot_be_written_stops_nobody() {
    let env = TestEnv::new();
    write_mesh(&env, 3);
    env.write("state", "a file where a folder should be");
    let state = env.path().join("state");
    let output =
        env.command(&["apply", "mesh.json", "-y"]).env("WEIR_STATE_DIR", state).output().unwrap();
    let run = env.shown(output);
    assert_eq!(run.code, 0, "{}", run.text());
    assert!(run.stderr.contains("warning: C041 the run is not remembered"), "{}", run.text());
    assert!(!run.stderr.contains("undo with"), "{}", run.text());
}
