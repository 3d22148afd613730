//! `weir serve` drives the rollouts of its store, through any number of sudden ends.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
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
