//! Others at work on the store of a rollout: several that start at once, and nodes that go away.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::env::{Run, TestEnv};

/// How many start at once.
const AT_ONCE: usize = 5;

/// Two nodes, and a route with all of its traffic on the first; the second is a target of it.
fn shop() -> TestEnv {
    let env = TestEnv::new();
    let port = json!({"portMapping": {"port": 80, "protocol": "http"}});
    let node = json!({"listeners": [port],
        "serviceDiscovery": {"dns": {"hostname": "localhost"}}});
    let documents = json!([
        {"meshName": "m", "spec": {}},
        {"meshName": "m", "virtualNodeName": "v1", "spec": node},
        {"meshName": "m", "virtualNodeName": "v2", "spec": node},
        {"meshName": "m", "virtualRouterName": "r", "spec": {"listeners": [port]}},
    ]);
    env.write("mesh.json", &documents.to_string());
    write_route(&env, &[("v1", 100), ("v2", 0)]);
    let _ = env.expect(0, &["apply", "mesh.json", "route.json", "-y"]);
    env.write(
        "spec.json",
        r#"{"kind": "weir.rollout/v1", "name": "v2", "strategy": "canary",
            "targets": [{"mesh": "m", "virtualRouter": "r", "route": "main",
                "baseline": "v1", "canary": "v2"}],
            "stages": [{"weight": 10, "hold": "1h"}, {"weight": 100, "hold": "1s"}],
            "interval": "1s", "verify": {"acks": "0%", "split": false, "settle": "0s"}}"#,
    );
    env
}

fn write_route(env: &TestEnv, targets: &[(&str, i64)]) {
    let target = |(node, weight): &(&str, i64)| json!({"virtualNode": node, "weight": weight});
    let targets: Vec<_> = targets.iter().map(target).collect();
    let route = json!({"meshName": "m", "virtualRouterName": "r", "routeName": "main",
        "spec": {"httpRoute": {"match": {"prefix": "/"}, "action": {"weightedTargets": targets}}}});
    env.write("route.json", &route.to_string());
}

fn weights(env: &TestEnv) -> String {
    env.expect(0, &["weights", "rt/r/main", "-m", "m"]).stdout
}

fn start(env: &TestEnv, user: &str) -> Child {
    let mut command = env.command(&["canary", "start", "--spec", "spec.json"]);
    let command = command.env("USER", user).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Waits for something, for a bounded time.
fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < Duration::from_mins(1), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn signal(child: &Child, signal: &str) {
    let pid = child.id().to_string();
    assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
}

/// Of several processes that start the same rollout one runs, and all others are refused with its
/// owner.
fn of_several_one_runs(env: &TestEnv) {
    let users: Vec<String> = (0..AT_ONCE).map(|number| format!("user-{number}")).collect();
    let mut drivers: Vec<(&str, Child)> =
        users.iter().map(|user| (user.as_str(), start(env, user))).collect();
    let mut refused: Vec<(String, Run)> = Vec::new();
    until("all but one are refused", || {
        let over = drivers.iter_mut().position(|(_, child)| child.try_wait().unwrap().is_some());
        if let Some(over) = over {
            let (user, child) = drivers.remove(over);
            refused.push((user.to_owned(), env.shown(child.wait_with_output().unwrap())));
        }
        (drivers.len() == 1).then_some(())
    });
    let (winner, driver) = drivers.pop().unwrap();
    for (user, run) in &refused {
        assert_eq!(run.code, 5, "{user}: {}", run.text());
        assert!(run.stderr.contains(&format!("which {winner}@")), "{user}: {}", run.text());
    }
    until("the first weight", || (env.run(&["canary", "status", "-q"]).code == 23).then_some(()));
    signal(&driver, "-TERM");
    let ended = env.shown(driver.wait_with_output().unwrap());
    assert_eq!(ended.code, 12, "{}", ended.text());
}

#[test]
fn of_several_starts_at_once_on_the_embedded_store_one_runs() {
    of_several_one_runs(&shop());
}

#[test]
fn of_several_starts_at_once_on_a_server_one_runs() {
    let env = shop();
    let _server = env.serve();
    of_several_one_runs(&env);
}

#[test]
fn the_way_back_does_without_a_node_that_is_gone() {
    let env = shop();
    let _server = env.serve();
    let driver = start(&env, "ada");
    until("the first weight", || (env.run(&["canary", "status", "-q"]).code == 23).then_some(()));
    let needed = env.expect(5, &["delete", "vn/v2", "-m", "m", "-y"]);
    assert!(needed.stderr.contains("vn/v2 is still needed by rt/r/main"), "{}", needed.text());
    // Somebody takes it out of the route first.
    write_route(&env, &[("v1", 60)]);
    let _ = env.expect(0, &["apply", "route.json", "-y", "--take-weights"]);
    until("the hold", || (env.run(&["canary", "status", "-q"]).code == 22).then_some(()));
    let _ = env.expect(0, &["delete", "vn/v2", "-m", "m", "-y"]);
    let held = env.run(&["canary", "resume", "v2", "--reassert", "--watch", "--timeout", "2s"]);
    assert!((20..30).contains(&held.code), "{}", held.text());
    let back = env.expect(11, &["canary", "abort", "v2", "--reason", "no v2"]);
    assert!(weights(&env).contains("v1"), "{}", back.text());
    assert!(!weights(&env).contains("v2"), "{}", back.text());
    let ended = env.shown(driver.wait_with_output().unwrap());
    assert_eq!(ended.code, 11, "{}", ended.text());
    let _ = env.expect(11, &["canary", "status", "v2"]);
}

/// Whoever drives holds the store, so nobody writes instead of a driver that sleeps.
#[test]
fn a_driver_that_sleeps_keeps_its_store() {
    let env = shop();
    let mut driver = start(&env, "ada");
    until("the first weight", || (env.run(&["canary", "status", "-q"]).code == 23).then_some(()));
    let before = weights(&env);
    signal(&driver, "-STOP");
    let told = env.run(&["canary", "abort", "v2", "--request-timeout", "500ms"]);
    let again = env.run(&["canary", "start", "--spec", "spec.json", "--request-timeout", "500ms"]);
    signal(&driver, "-CONT");
    assert_eq!(told.code, 4, "nobody knows what becomes of it: {}", told.text());
    assert_eq!(again.code, 4, "{}", again.text());
    assert!(driver.try_wait().unwrap().is_none());
    assert_eq!(weights(&env), before, "what was not answered was not done");
    signal(&driver, "-TERM");
    let ended = env.shown(driver.wait_with_output().unwrap());
    assert_eq!(ended.code, 12, "{}", ended.text());
}
