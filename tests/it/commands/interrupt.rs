//! Signals in the middle of a run: what is under way ends, the rest is not started, and all is told.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::env::TestEnv;
use crate::slow;

/// Sends a signal to a process.
fn send(signal: &str, pid: u32) {
    assert!(Command::new("kill").args([signal, &pid.to_string()]).status().unwrap().success());
}

#[test]
fn an_interrupted_apply_finishes_what_is_under_way_and_reports() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let server = env.serve();
    let url = slow::proxy(&server.url, Duration::from_millis(400));
    let child = env
        .command(&["apply", "shopmesh", "-y", "--endpoint", &url])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The mesh is made first and alone; once it is there, the next steps are under way.
    let started = Instant::now();
    loop {
        let meshes = env.expect(0, &["get", "mesh", "-o", "name"]).stdout;
        if !meshes.is_empty() {
            break;
        }
        assert!(started.elapsed() < Duration::from_secs(20), "nothing was applied");
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(Duration::from_millis(100));
    send("-INT", child.id());
    let output = child.wait_with_output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{stdout}{stderr}");
    assert!(stderr.contains("stopping after what is under way"), "{stderr}");
    assert!(stderr.contains("do the rest with: weir apply --resume"), "{stderr}");
    let done = stdout.lines().filter(|line| line.starts_with("done ")).count();
    let skipped = stdout.lines().filter(|line| line.starts_with("skipped ")).count();
    assert!(done >= 1 && skipped >= 1 && done + skipped == 16, "{stdout}");
    let there = env.expect(0, &["get", "all", "-o", "name"]).stdout.lines().count();
    assert_eq!(there, done, "what is called done is there, and nothing else");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    let _ = env.expect(0, &["diff", "shopmesh"]);
}

#[test]
fn an_interrupted_read_changes_nothing_and_says_so() {
    let env = TestEnv::new();
    // A listener that accepts and never answers.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let child = env
        .command(&["get", "mesh", "--json", "--endpoint", &url])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _connection = silent.accept().unwrap();
    send("-TERM", child.id());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(143));
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["error"]["message"], "interrupted; nothing was changed");
}
