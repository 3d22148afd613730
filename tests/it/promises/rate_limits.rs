//! Rate limits elsewhere: objects that fail with `TooManyRequests`, tools that have to be run with one
//! worker as the mesh grows, waits of unknown length without a word. weir goes at the pace that the
//! control plane takes, loses nothing on the way, and says that it waits.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::env::TestEnv;

/// How many nodes the mesh has.
const NODES: usize = 200;

/// A control plane that takes so many requests a second, and a few at once. Whatever is beyond is
/// refused with 429.
struct Limited {
    url: String,
    state: Arc<Mutex<State>>,
}

struct State {
    rate: f64,
    /// How many it takes at once.
    burst: f64,
    tokens: f64,
    filled: Instant,
    taken: usize,
    refused: usize,
    nodes: BTreeMap<String, Value>,
}

impl Limited {
    fn start(rate: f64, burst: f64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State {
            rate,
            burst,
            tokens: burst,
            filled: Instant::now(),
            taken: 0,
            refused: 0,
            nodes: BTreeMap::new(),
        }));
        let shared = Arc::clone(&state);
        // The threads end with the process of the test.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                std::thread::spawn(move || serve(stream, &state));
            }
        });
        Self { url, state }
    }

    fn counts(&self) -> (usize, usize, usize) {
        let state = self.state.lock().unwrap();
        (state.taken, state.refused, state.nodes.len())
    }
}

impl State {
    fn answer(&mut self, method: &str, path: &str, body: &[u8]) -> (u16, Value) {
        let passed = self.filled.elapsed().as_secs_f64();
        self.filled = Instant::now();
        self.tokens = (self.tokens + passed * self.rate).min(self.burst);
        if self.tokens < 1.0 {
            self.refused += 1;
            return (429, json!({"__type": "TooManyRequestsException", "message": "slow down"}));
        }
        self.tokens -= 1.0;
        self.taken += 1;
        let path = path.split('?').next().unwrap();
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        match (method, parts.as_slice()) {
            ("GET", ["v20190125", "meshes"]) => (200, json!({"meshes": [{"meshName": "m"}]})),
            ("GET", ["v20190125", "meshes", "m"]) => (200, resource(json!({"meshName": "m"}))),
            ("GET", ["v20190125", "meshes", "m", "virtualNodes"]) => {
                let names = self.nodes.keys();
                let items = names.map(|name| json!({"virtualNodeName": name}));
                (200, json!({"virtualNodes": items.collect::<Vec<_>>()}))
            }
            ("GET", ["v20190125", "meshes", "m", kind]) => (200, json!({ *kind: [] })),
            ("GET", ["v20190125", "tags"]) => (200, json!({"tags": []})),
            ("PUT", ["v20190125", "meshes", "m", "virtualNodes"]) => {
                let body: Value = serde_json::from_slice(body).unwrap();
                let name = body["virtualNodeName"].as_str().unwrap().to_owned();
                let node = resource(json!({"meshName": "m", "virtualNodeName": name,
                    "spec": body["spec"]}));
                self.nodes.insert(name, node.clone());
                (200, node)
            }
            ("GET", ["v20190125", "meshes", "m", "virtualNodes", name]) => {
                match self.nodes.get(*name) {
                    Some(node) => (200, node.clone()),
                    None => (404, json!({"__type": "NotFoundException", "message": "no"})),
                }
            }
            _ => (404, json!({"__type": "NotFoundException", "message": "no"})),
        }
    }
}

fn resource(mut names: Value) -> Value {
    names["metadata"] = json!({"arn": "arn:aws:appmesh:us-east-1:1:mesh/m", "createdAt": 1,
        "lastUpdatedAt": 1, "meshOwner": "1", "resourceOwner": "1", "uid": "u", "version": 1});
    if names.get("spec").is_none() {
        names["spec"] = json!({});
    }
    names
}

/// Answers the requests of one connection until it ends.
fn serve(stream: TcpStream, state: &Mutex<State>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut writer = stream;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let mut words = line.split_whitespace();
        let (method, path) = (words.next().unwrap().to_owned(), words.next().unwrap().to_owned());
        let mut length = 0;
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header).unwrap_or(0) <= 2 {
                break;
            }
            if let Some(value) = header.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        // As far away as a control plane in the same region.
        std::thread::sleep(Duration::from_millis(5));
        let (status, answer) = state.lock().unwrap().answer(&method, &path, &body);
        let answer = answer.to_string();
        let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n", answer.len());
        if writer.write_all((head + &answer).as_bytes()).is_err() {
            return;
        }
    }
}

fn nodes(env: &TestEnv) {
    for number in 0..NODES {
        let node = json!({"meshName": "m", "virtualNodeName": format!("n{number}"), "spec": {
            "listeners": [{"portMapping": {"port": 80, "protocol": "http"}}],
            "serviceDiscovery": {"dns": {"hostname": "a.local"}}}});
        env.write(&format!("mesh/n{number}.json"), &node.to_string());
    }
}

#[test]
fn nothing_fails_at_a_pace_that_is_known() {
    let env = TestEnv::new();
    nodes(&env);
    // Reads and writes come out of the same bucket at this server, each with a burst of five.
    let server = Limited::start(100.0, 20.0);
    let pace = ["--endpoint", &server.url, "--read-rate", "40", "--write-rate", "40"];
    let run = env.expect(0, &[&pace[..], &["apply", "-y", "mesh"]].concat());
    let (_, refused, created) = server.counts();
    assert_eq!(created, NODES, "{}", run.text());
    assert_eq!(refused, 0, "{}", run.text());
    assert!(run.stderr.contains("writes wait for their turn: 40 a second"), "{}", run.text());
}

#[test]
fn a_limit_that_nobody_told_is_learned_and_nothing_fails() {
    let env = TestEnv::new();
    nodes(&env);
    let server = Limited::start(100.0, 5.0);
    let run = env.expect(0, &["--endpoint", &server.url, "apply", "-y", "mesh"]);
    let (_, refused, created) = server.counts();
    assert_eq!(created, NODES, "{}", run.text());
    assert!(refused < NODES / 2, "{refused} refused");
    assert!(run.stderr.contains("throttled by the control plane, next try in"), "{}", run.text());
    let (taken, refused, _) = server.counts();
    let run = env.expect(0, &["--endpoint", &server.url, "dump", "-m", "m"]);
    let (taken, refused) = (server.counts().0 - taken, server.counts().1 - refused);
    assert!(run.stdout.contains(&format!("n{}", NODES - 1)));
    assert!(taken <= 2 * NODES + 20, "{taken} requests");
    assert!(refused < NODES / 2, "{refused} refused");
}
