//! `weir serve` drives the rollouts of its store, through any number of sudden ends.

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::env::TestEnv;

const ROUTE: &str = "/v20190125/meshes/m/virtualRouter/r/routes/main";
const ROLLOUT: &str = "/_weir/v1/rollouts/one";

/// Sends a request and reads the JSON of its answer.
fn ask(url: &str, method: &str, path: &str, body: &str) -> (u16, Value) {
    let address = url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
         content-length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let status = text.split(' ').nth(1).unwrap().parse().unwrap();
    let (_, body) = text.split_once("\r\n\r\n").unwrap();
    (status, serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {text}")))
}

fn mesh(env: &TestEnv) {
    let targets = json!([{"virtualNode": "v1", "weight": 100}]);
    let route = json!({"httpRoute": {"match": {"prefix": "/"},
        "action": {"weightedTargets": targets}}});
    let listeners = json!([{"portMapping": {"port": 80, "protocol": "http"}}]);
    let spec = json!({"listeners": listeners});
    let node = json!({"listeners": listeners,
        "serviceDiscovery": {"dns": {"hostname": "localhost"}}});
    let documents = json!([
        {"meshName": "m", "spec": {}},
        {"meshName": "m", "virtualNodeName": "v1", "spec": node},
        {"meshName": "m", "virtualNodeName": "v2", "spec": node},
        {"meshName": "m", "virtualRouterName": "r", "spec": spec},
        {"meshName": "m", "virtualRouterName": "r", "routeName": "main", "spec": route},
    ]);
    env.write("mesh.json", &documents.to_string());
    let _ = env.expect(0, &["apply", "mesh.json", "-y"]);
}

/// A rollout of three short stages that asks no proxies.
fn state() -> Value {
    let stage =
        |percent: u8| json!({"weight": {"percent": percent, "hold": "80ms", "maxHold": "80ms"}});
    let route = json!({"mesh": "m", "virtualRouter": "r", "route": "main"});
    let share = |node: &str, weight: i64| json!({"node": node, "weight": weight});
    let found = json!([share("v1", 100)]);
    let base = json!([share("v1", 100), share("v2", 0)]);
    json!({
        "format": 1, "id": "one", "owner": "ada@ci-1",
        "started": "2026-01-01T00:00:00Z", "deadline": "2100-01-01T00:00:00Z",
        "phase": "waiting", "stage": 0, "percent": 0, "held": {"secs": 0, "nanos": 0},
        "writes": 0, "approvals": 0, "hooksDone": [], "gatesSkipped": null, "readings": [],
        "announced": 0, "previewed": false,
        "routes": [{"route": route, "written": found, "intent": null,
            "ladder": {"found": found, "base": base, "arms": {"baseline": 0, "canary": 1}, "sum": 100}}],
        "spec": {
            "name": "v2", "strategy": "canary",
            "targets": [{"route": route, "baseline": "v1", "canary": "v2", "canaryPort": null,
                "keepOthers": false}],
            "stages": [stage(10), stage(50), stage(100)],
            "verify": {"acksPercent": 0, "split": false, "within": "30s", "settle": "0s"},
            "windows": null, "interval": "20ms", "gates": [], "budget": null,
            "noData": {"after": "10m", "then": "hold"}, "inconclusive": "hold",
            "drift": {"weights": "hold", "spec": "rebase"}, "onFail": "rollback",
            "lease": {"ttl": "60s", "onLoss": "continue"}, "deadline": "10m",
            "rollbackDeadline": "1m", "keepBaseline": "0s", "hooks": [], "labels": [],
        },
    })
}

/// Waits until the rollout is in a phase.
fn until(url: &str, phase: &str) -> Value {
    let end = Instant::now() + Duration::from_secs(30);
    loop {
        let (_, record) = ask(url, "GET", ROLLOUT, "");
        if record["state"]["phase"].get(phase).is_some() {
            return record;
        }
        assert!(Instant::now() < end, "{record:#}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn weights(url: &str) -> Vec<i64> {
    let (_, route) = ask(url, "GET", ROUTE, "");
    let route = route.get("route").unwrap_or(&route);
    let targets = &route["spec"]["httpRoute"]["action"]["weightedTargets"];
    let targets = targets.as_array().unwrap_or_else(|| panic!("{route:#}"));
    targets.iter().map(|target| target["weight"].as_i64().unwrap()).collect()
}

#[test]
fn a_rollout_outlives_kills_of_its_server() {
    for round in 0..5_u64 {
        let env = TestEnv::new();
        mesh(&env);
        let server = env.serve();
        let (status, answer) = ask(&server.url, "POST", "/_weir/v1/rollouts", &state().to_string());
        assert_eq!(status, 200, "{answer:#}");
        std::thread::sleep(Duration::from_millis(round * 37));
        // Dropped, a server is killed.
        drop(server);
        for pause in [round * 53 % 90, round * 19 % 60] {
            let server = env.serve();
            std::thread::sleep(Duration::from_millis(pause));
            drop(server);
        }
        let server = env.serve();
        until(&server.url, "promoted");
        assert_eq!(weights(&server.url), [0, 100]);
        let (_, journal) = ask(&server.url, "GET", &format!("{ROLLOUT}/entries"), "");
        let entries = journal["entries"].as_array().unwrap();
        let numbers: Vec<u64> =
            entries.iter().map(|entry| entry["seq"].as_u64().unwrap()).collect();
        assert_eq!(numbers, (1..=entries.len() as u64).collect::<Vec<_>>(), "{journal:#}");
        let wish = json!({"wish": {"abort": {"reason": null}}, "by": "ada"});
        let (status, told) =
            ask(&server.url, "POST", &format!("{ROLLOUT}/wishes"), &wish.to_string());
        assert_eq!(status, 200, "{told:#}");
        drop(server);
        let server = env.serve();
        // The wish was answered, so it is kept.
        until(&server.url, "rolled-back");
        assert_eq!(weights(&server.url), [100]);
        assert_eq!(server.stop(), 0);
    }
}

#[test]
fn a_server_that_ends_leaves_its_rollouts_as_they_are() {
    let env = TestEnv::new();
    mesh(&env);
    let server = env.serve();
    let mut resting = state();
    for stage in resting["spec"]["stages"].as_array_mut().unwrap() {
        stage["weight"]["hold"] = json!("1h");
        stage["weight"]["maxHold"] = json!("1h");
    }
    assert_eq!(ask(&server.url, "POST", "/_weir/v1/rollouts", &resting.to_string()).0, 200);
    until(&server.url, "observing");
    assert_eq!(server.stop(), 0);
    let run = env.expect(0, &["describe", "rt/r/main", "-m", "m", "--json"]);
    assert!(run.stdout.contains("v2"), "{}", run.text());
    let server = env.serve();
    until(&server.url, "observing");
    assert_eq!(weights(&server.url), [90, 10]);
}

/// A rollout on a server, and a run that watches it, until it holds its first weight; then the server is
/// killed for good.
fn start_whose_server_is_gone(env: &TestEnv) -> (Child, BufReader<ChildStderr>) {
    mesh(env);
    let server = env.serve();
    let spec = json!({"kind": "weir.rollout/v1", "name": "v2", "strategy": "canary",
        "targets": [{"mesh": "m", "virtualRouter": "r", "route": "main",
            "baseline": "v1", "canary": "v2"}],
        "stages": [{"weight": 10, "hold": "1h"}], "rollbackDeadline": "3s",
        "verify": {"acks": "0%", "split": false, "settle": "0s"}});
    env.write("spec.json", &spec.to_string());
    let args = ["--endpoint", &server.url, "canary", "start", "--spec", "spec.json"];
    let mut run = env.command(&args);
    let run = run.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut run = run.unwrap();
    let mut said = BufReader::new(run.stderr.take().unwrap());
    // It has heard that the weight is there.
    until_said(&mut said, "10 % is written");
    assert_eq!(weights(&server.url), [90, 10]);
    drop(server);
    until_said(&mut said, "trying again");
    (run, said)
}

fn until_said(said: &mut impl BufRead, what: &str) {
    let mut all = String::new();
    while !all.lines().last().is_some_and(|line| line.contains(what)) {
        assert!(said.read_line(&mut all).unwrap() > 0, "it never says `{what}`: {all}");
    }
}

fn signal(run: &Child) {
    let pid = rustix::process::Pid::from_child(run);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
}

fn ends_lost(mut run: Child, mut said: impl BufRead) {
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert_eq!(run.wait().unwrap().code(), Some(31), "{rest}");
    for hint in ["where the traffic is, is not known", "v2 had 10 %", "goes back to the baseline"] {
        assert!(rest.contains(hint), "{rest}");
    }
}

#[test]
fn a_run_whose_server_is_gone_ends_some_time_after_a_signal() {
    let env = TestEnv::new();
    let (run, said) = start_whose_server_is_gone(&env);
    let began = Instant::now();
    signal(&run);
    ends_lost(run, said);
    assert!(began.elapsed() >= Duration::from_secs(3), "it is tried until the deadline");
}

#[test]
fn a_run_whose_server_is_gone_ends_at_once_with_a_second_signal() {
    let env = TestEnv::new();
    let (run, mut said) = start_whose_server_is_gone(&env);
    signal(&run);
    until_said(&mut said, "once more to leave at once");
    signal(&run);
    ends_lost(run, said);
}
