//! `kill -9` at every event of a rollout, of the process that watches it, of the server that drives
//! it, or of both: somebody else takes it to the end that it would have had, or back.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::env::{Server, TestEnv};

/// How many rollouts run at the same time; they mostly wait.
const SIDE_BY_SIDE: usize = 6;
/// How long after an event the kill comes: at once, and in the midst of what follows it.
const DELAYS: [u64; 2] = [0, 90];
const PROMOTED: i32 = 0;
const BACK: i32 = 11;
const ANYWHERE: &str = "127.0.0.1:0";

const MESH: &str = r#"[
    {"meshName": "m", "spec": {}},
    {"meshName": "m", "virtualNodeName": "v1", "spec": NODE},
    {"meshName": "m", "virtualNodeName": "v2", "spec": NODE},
    {"meshName": "m", "virtualNodeName": "v3", "spec": NODE},
    {"meshName": "m", "virtualRouterName": "r", "spec": {"listeners": [PORT]}},
    {"meshName": "m", "virtualRouterName": "r", "routeName": "main", "spec": {"priority": 7,
        "httpRoute": {"match": {"prefix": "/"}, "action": {"weightedTargets": TARGETS}}}}
]"#;
const NODE: &str =
    r#"{"listeners": [PORT], "serviceDiscovery": {"dns": {"hostname": "localhost"}}}"#;
const PORT: &str = r#"{"portMapping": {"port": 80, "protocol": "http"}}"#;

/// A hook before each weight, a stage that settles and is held, an approval, and the last weight.
const CANARY: &str = r#"{"kind": "weir.rollout/v1", "name": "v2", "strategy": "canary",
    "targets": [{"mesh": "m", "virtualRouter": "r", "route": "main",
        "baseline": "v1", "canary": "v2", "others": "keep"}],
    "stages": [{"weight": 5, "hold": "150ms"}, {"approve": "go", "deadline": "5m"},
        {"weight": 80, "hold": "150ms"}],
    "hooks": [{"on": "before-step", "exec": ["sleep", "0.15"]}],
    "verify": {"acks": "0%", "split": false, "settle": "150ms"}}"#;

/// A preview, a smoke hook, an approval before the switch, and a bake.
const BLUE_GREEN: &str = r#"{"kind": "weir.rollout/v1", "name": "v2", "strategy": "blue-green",
    "targets": [{"mesh": "m", "virtualRouter": "r", "route": "main",
        "blue": "v1", "green": "v2"}],
    "preview": {"header": {"x-preview": "v2"}}, "smoke": {"exec": ["sleep", "0.15"]},
    "switch": "manual", "bake": "200ms",
    "verify": {"acks": "0%", "split": false, "settle": "150ms"}}"#;

type Weights = &'static [(&'static str, i64)];

/// What a rollout is, what somebody answers it, how it ends, and the weights before and after it.
#[derive(Clone, Copy)]
struct Play {
    verb: &'static str,
    spec: &'static str,
    answer: &'static [&'static str],
    code: i32,
    baseline: Weights,
    end: Weights,
}

const PLAYS: [Play; 4] = [
    Play {
        verb: "canary",
        spec: CANARY,
        answer: &["approve", "--gate", "go"],
        code: PROMOTED,
        baseline: &[("v1", 80), ("v3", 20)],
        end: &[("v1", 0), ("v3", 20), ("v2", 80)],
    },
    Play {
        verb: "blue-green",
        spec: BLUE_GREEN,
        answer: &["switch"],
        code: PROMOTED,
        baseline: &[("v1", 100)],
        end: &[("v1", 0), ("v2", 100)],
    },
    Play {
        verb: "canary",
        spec: CANARY,
        answer: &["promote", "--skip-gates", "--reason", "enough"],
        code: PROMOTED,
        baseline: &[("v1", 80), ("v3", 20)],
        end: &[("v1", 0), ("v3", 20), ("v2", 80)],
    },
    Play {
        verb: "canary",
        spec: CANARY,
        answer: &["abort", "--reason", "no"],
        code: BACK,
        baseline: &[("v1", 80), ("v3", 20)],
        end: &[("v1", 80), ("v3", 20)],
    },
];

/// Who is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Victim {
    /// The process that drives the rollout of its own store.
    Driver,
    /// The process that watches; the server lives.
    Watcher,
    /// The server; it is started again at the same address, and the process that watches lives.
    Server,
    Both,
}

/// One place where somebody is killed.
#[derive(Debug, Clone, Copy)]
struct Cut {
    victim: Victim,
    event: usize,
    delay: u64,
}

/// A store with a mesh, and the spec of a rollout beside it.
fn stage(play: Play) -> TestEnv {
    let env = TestEnv::new();
    let target = |(node, weight): &(&str, i64)| json!({"virtualNode": node, "weight": weight});
    let targets: Value = play.baseline.iter().map(target).collect();
    let mesh = MESH.replace("TARGETS", &targets.to_string());
    env.write("mesh.json", &mesh.replace("NODE", NODE).replace("PORT", PORT));
    env.write("spec.json", play.spec);
    let _ = env.expect(0, &["apply", "mesh.json", "-y"]);
    env
}

/// A process that prints the events of a rollout.
fn start(env: &TestEnv, play: Play, args: &[&str]) -> Child {
    let mut command = env.command(&[play.verb]);
    command.args(args).args(["--events", "-"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Reads events, up to so many, and answers where it is asked. Answers what was read.
fn hear(env: &TestEnv, play: Play, child: &mut Child, most: usize) -> Vec<String> {
    let mut heard = Vec::new();
    let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    for line in lines {
        heard.push(line.unwrap());
        if heard.len() >= most {
            break;
        }
        let event: Value = serde_json::from_str(heard.last().unwrap()).unwrap();
        if matches!(event["type"].as_str(), Some("rollout.held" | "rollout.taken_over")) {
            // Refused where nothing is asked.
            let args: Vec<&str> = [play.verb].iter().chain(play.answer).copied().collect();
            let mut answer = env.command(&args);
            answer.stdout(Stdio::null()).stderr(Stdio::null());
            // Some watch for as long as the rollout goes on.
            std::thread::spawn(move || answer.status());
        }
    }
    heard
}

/// The weights of all targets, in their order.
fn weights(env: &TestEnv) -> Vec<(String, i64)> {
    let run = env.expect(0, &["weights", "rt/r/main", "-m", "m", "--json"]);
    let document = run.json();
    let targets = document["targets"].as_array().unwrap().iter();
    let named = |target: &Value| {
        let node = target["virtualNode"].as_str().unwrap().to_owned();
        (node, target["weight"].as_i64().unwrap())
    };
    targets.map(named).collect()
}

/// What is compared: the weights, the rest of the route, and which routes there are.
fn end(env: &TestEnv, code: i32, wanted: &[(&str, i64)], told: &str) {
    let wanted: Vec<(String, i64)> =
        wanted.iter().map(|(node, weight)| ((*node).to_owned(), *weight)).collect();
    assert_eq!(weights(env), wanted, "{code}: {told}");
    let route = env.expect(0, &["describe", "rt/r/main", "-m", "m", "--json"]).stdout;
    assert!(route.contains("\"priority\": 7"), "{route}");
    let routes = env.expect(0, &["get", "rt", "-m", "m", "-o", "name"]).stdout;
    assert_eq!(routes.lines().count(), 1, "no preview is left: {routes}\n{told}");
}

/// How many events there are up to the end; a preview may be taken away after it.
fn undisturbed(play: Play) -> usize {
    let env = stage(play);
    let mut child = start(&env, play, &["start", "--spec", "spec.json"]);
    let events = hear(&env, play, &mut child, usize::MAX);
    assert_eq!(child.wait().unwrap().code(), Some(play.code), "{events:#?}");
    end(&env, play.code, play.end, "undisturbed");
    let ends = |event: &String| ["promoted", "rolled_back"].iter().any(|end| event.contains(end));
    events.iter().position(ends).expect("an end") + 1
}

/// Somebody else goes on, or takes the traffic back.
fn other(env: &TestEnv, play: Play, verb: &str, (code, wanted): (i32, &[(&str, i64)]), told: &str) {
    let mut child =
        start(env, play, &[verb, "v2", "--watch"][..if verb == "watch" { 2 } else { 3 }]);
    let _ = hear(env, play, &mut child, usize::MAX);
    let run = env.shown(child.wait_with_output().unwrap());
    let told = format!("{told}, then {verb}: {}", run.text());
    assert_eq!(run.code, code, "{told}");
    end(env, code, wanted, &told);
}

fn kill(child: &mut Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

fn cut(play: Play, cut: Cut) {
    let env = stage(play);
    let told = format!("{} killed {cut:?}", play.verb);
    let goes_back = (cut.event + usize::from(cut.delay > 0)).is_multiple_of(2);
    let wanted = if goes_back { (BACK, play.baseline) } else { (play.code, play.end) };
    let server = (cut.victim != Victim::Driver).then(|| serve(&env, ANYWHERE));
    let mut child = start(&env, play, &["start", "--spec", "spec.json"]);
    let heard = hear(&env, play, &mut child, cut.event);
    assert_eq!(heard.len(), cut.event, "{told}: {heard:#?}");
    std::thread::sleep(Duration::from_millis(cut.delay));
    match (cut.victim, server) {
        (Victim::Driver, _) => {
            kill(&mut child);
            other(&env, play, if goes_back { "abort" } else { "resume" }, wanted, &told);
        }
        (Victim::Watcher, Some(_server)) => {
            kill(&mut child);
            other(&env, play, if goes_back { "abort" } else { "watch" }, wanted, &told);
        }
        (Victim::Both, Some(server)) => {
            drop(server);
            kill(&mut child);
            let _server = serve(&env, ANYWHERE);
            other(&env, play, if goes_back { "abort" } else { "watch" }, wanted, &told);
        }
        (Victim::Server, Some(server)) => {
            let _server = again(&env, server);
            if goes_back {
                other(&env, play, "abort", wanted, &told);
            }
            let watching = env.shown(watched(&env, play, child));
            // It may have seen the end before somebody took that back.
            let saw_end = watching.stderr.contains("promoted: ");
            let is_true = watching.code == wanted.0 || (saw_end && watching.code == PROMOTED);
            assert!(is_true, "{told}: {}", watching.text());
            end(&env, watching.code, wanted.1, &told);
        }
        (_, None) => unreachable!("all others have a server"),
    }
}

/// The output of a process that watched all along.
fn watched(env: &TestEnv, play: Play, mut child: Child) -> std::process::Output {
    // What was asked while the server was away is answered, too.
    let args: Vec<&str> = [play.verb].iter().chain(play.answer).copied().collect();
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() && started.elapsed() < Duration::from_secs(30) {
        let _ = env.run(&args);
        std::thread::sleep(Duration::from_millis(100));
    }
    child.kill().unwrap();
    child.wait_with_output().unwrap()
}

fn serve(env: &TestEnv, address: &str) -> Server {
    env.serve_with(&["--allow-hook-programs", "--listen", address])
}

/// Kills a server, and starts another one at its address.
fn again(env: &TestEnv, server: Server) -> Server {
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    drop(server);
    serve(env, &address)
}

/// Kills at every so-many-th event of each rollout.
fn all(victim: Victim, every: usize) {
    for play in PLAYS {
        let count = undisturbed(play);
        assert!(count > 8, "{count} events");
        let cuts: Vec<Cut> = (1..=count)
            .rev()
            .step_by(every)
            .flat_map(|event| DELAYS.map(|delay| Cut { victim, event, delay }))
            .collect();
        let next = Mutex::new(cuts.into_iter());
        std::thread::scope(|scope| {
            for _ in 0..SIDE_BY_SIDE {
                scope.spawn(|| {
                    while let Some(one) = { next.lock().unwrap().next() } {
                        cut(play, one);
                    }
                });
            }
        });
    }
}

#[test]
fn a_killed_driver_is_followed_at_every_event() {
    all(Victim::Driver, 1);
}

#[test]
fn a_killed_server_goes_on_at_every_event() {
    all(Victim::Server, 2);
}

#[test]
fn a_server_that_lives_needs_nobody_who_watches() {
    all(Victim::Watcher, 4);
}

#[test]
fn a_server_that_is_killed_with_whoever_watches_goes_on() {
    all(Victim::Both, 3);
}

/// A promoted rollout whose finish is killed after so many events, with its server if there is one;
/// answers whether there were as many.
fn cut_finish(cut: Cut) -> bool {
    let play = PLAYS[0];
    let env = stage(play);
    let mut server = (cut.victim == Victim::Both).then(|| serve(&env, ANYWHERE));
    let mut child = start(&env, play, &["start", "--spec", "spec.json"]);
    let _ = hear(&env, play, &mut child, usize::MAX);
    assert_eq!(child.wait().unwrap().code(), Some(PROMOTED));
    let finish = ["finish", "v2", "--force", "a test", "--watch"];
    let mut child = start(&env, play, &finish);
    let heard = hear(&env, play, &mut child, cut.event);
    std::thread::sleep(Duration::from_millis(cut.delay));
    kill(&mut child);
    server = server.map(|server| again(&env, server));
    let mut child = start(&env, play, &finish);
    let _ = hear(&env, play, &mut child, usize::MAX);
    let run = env.shown(child.wait_with_output().unwrap());
    let told = format!("finish killed {cut:?}, then finish: {}", run.text());
    assert_eq!(run.code, PROMOTED, "{told}");
    end(&env, run.code, &[("v3", 20), ("v2", 80)], &told);
    drop(server);
    heard.len() == cut.event
}

#[test]
fn a_finish_that_is_killed_is_done_by_the_next_one() {
    std::thread::scope(|scope| {
        for victim in [Victim::Driver, Victim::Both] {
            for delay in DELAYS {
                scope.spawn(move || {
                    let events =
                        (1..20).take_while(|&event| cut_finish(Cut { victim, event, delay }));
                    let count = events.count();
                    assert!((2..19).contains(&count), "{count} events");
                });
            }
        }
    });
}

/// What is left by a driver that is killed while it is held is what it was held by.
#[test]
fn a_hold_outlives_whoever_held() {
    let drift = ["weights", "rt/r/main", "-m", "m", "v1=50", "v2=30", "v3=20", "--take-weights"];
    let pause = ["canary", "pause"];
    for (act, code, on) in
        [(&drift[..], 22, &["--reassert"][..]), (&drift, 22, &["--adopt"]), (&pause, 20, &[])]
    {
        let play = PLAYS[0];
        let env = stage(play);
        let resting =
            CANARY.replace("\"weight\": 5, \"hold\": \"150ms\"", "\"weight\": 5, \"hold\": \"3s\"");
        env.write("spec.json", &resting);
        let mut child = start(&env, play, &["start", "--spec", "spec.json"]);
        let committed = hear(&env, play, &mut child, 5);
        assert!(committed[4].contains("weight.committed"), "{committed:#?}");
        let _ = env.expect(0, act);
        let started = Instant::now();
        while env.run(&["canary", "status", "--json"]).json()["rollout"]["state"] != "held" {
            assert!(started.elapsed() < Duration::from_secs(30), "{act:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
        kill(&mut child);
        let left = env.expect(code, &["canary", "status"]);
        assert!(left.stdout.contains("held: "), "{}", left.text());
        let resume = [&["resume", "v2", "--watch"], on].concat();
        let mut child = start(&env, play, &resume);
        let _ = hear(&env, play, &mut child, usize::MAX);
        let run = env.shown(child.wait_with_output().unwrap());
        assert_eq!(run.code, PROMOTED, "{act:?}, then {resume:?}: {}", run.text());
        end(&env, PROMOTED, play.end, &run.text());
    }
}
