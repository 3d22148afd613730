//! The wire form of rollouts, and who may do what with them.

use super::*;
use crate::rollout::example;
use crate::rollout::journal::Entry;
use crate::rollout::spec::{Hook, HookCall, Prometheus, Queries, Source};
use crate::rollout::state::{Phase, State};
use crate::server::api::over_tcp;

const ROLLOUTS: &str = "/_weir/v1/rollouts";
const ONE: &str = "/_weir/v1/rollouts/01KATEST";

/// A world with the routes of the example.
async fn world() -> World {
    let world = World::empty();
    let create = async |path: &str, body: Value| {
        let answer = call(&world, "PUT", path, body).await;
        assert_eq!(answer.status, 200, "{:?}", answer.bytes);
    };
    create("/meshes", json!({ "meshName": "shop" })).await;
    for node in ["api-v1", "api-v2"] {
        create("/meshes/shop/virtualNodes", json!({ "virtualNodeName": node, "spec": {} })).await;
    }
    create("/meshes/shop/virtualRouters", json!({ "virtualRouterName": "api", "spec": {} })).await;
    for (route, prefix) in [("main", "/"), ("admin", "/admin")] {
        let action = json!({ "weightedTargets": [{ "virtualNode": "api-v1", "weight": 1 }] });
        let spec = json!({ "httpRoute": { "match": { "prefix": prefix }, "action": action } });
        let body = json!({ "routeName": route, "spec": spec });
        create("/meshes/shop/virtualRouter/api/routes", body).await;
    }
    world
}

fn body(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

async fn start(world: &World, state: &State) -> Answer {
    send(world, request("POST", ROLLOUTS, body(state))).await
}

fn step(number: u64, state: &State) -> Value {
    json!({ "number": number, "driver": "d1", "state": serde_json::to_value(state).unwrap() })
}

#[tokio::test]
async fn a_rollout_has_its_wire_form() {
    let world = world().await;
    assert_eq!(get(&world, ROLLOUTS).await.json(), json!({ "rollouts": [] }));
    refused(&get(&world, ONE).await, 404, "NotFoundException");
    let state = example::state();
    let started = start(&world, &state).await;
    let record = json!({ "number": 1, "state": serde_json::to_value(&state).unwrap() });
    assert_eq!(started.json(), record);
    assert_eq!(start(&world, &state).await.json(), record, "sent again");
    assert_eq!(get(&world, ONE).await.json(), record);
    for (query, count) in [("", 1), ("?mesh=shop", 1), ("?mesh=other", 0)] {
        let listed = get(&world, &format!("{ROLLOUTS}{query}")).await.json();
        assert_eq!(listed["rollouts"].as_array().unwrap().len(), count, "{query}");
    }
    let mut other = example::state();
    other.id = "other".to_owned();
    let answer = start(&world, &other).await;
    refused(&answer, 409, "ConflictException");
    insta::assert_snapshot!(answer.message(), @"the route `main` of mesh `shop` is under the rollout `api-v2` (01KATEST), which ana@laptop started at 2026-11-22T12:00:00Z");
    let missing = send(&world, request("PUT", &format!("{ROLLOUTS}/none/lease"), "")).await;
    refused(&missing, 404, "NotFoundException");
    assert_eq!(send(&world, request("PUT", &format!("{ONE}/lease"), "")).await.json(), record);
}

#[tokio::test]
async fn a_step_is_that_of_the_driver_that_read_last() {
    let world = world().await;
    let mut state = example::state();
    start(&world, &state).await;
    let put = async |body: Value| send(&world, request("PUT", ONE, body.to_string())).await;
    state.announced = 1;
    state.phase = Phase::Checking;
    let entry = Entry {
        seq: 1,
        at: example::at(1),
        rollout: "01KATEST".to_owned(),
        announcement: crate::rollout::effect::Announcement::Started,
    };
    let mut first = step(1, &state);
    first["entries"] = json!([serde_json::to_value(&entry).unwrap()]);
    for _ in 0..2 {
        let answer = put(first.clone()).await.json();
        assert_eq!((&answer["number"], &answer["driver"]), (&json!(2), &json!("d1")));
    }
    state.announced = 0;
    refused(&put(step(1, &state)).await, 409, "ConflictException");
    let again = start(&world, &example::state()).await.json();
    assert_eq!((&again["number"], &again["driver"]), (&json!(2), &json!("d1")), "it has begun");
    let mut stranger = example::state();
    stranger.owner = "bob@desk".to_owned();
    refused(&start(&world, &stranger).await, 409, "ConflictException");
    let entries = get(&world, &format!("{ONE}/entries")).await.json();
    assert_eq!(entries["entries"].as_array().unwrap().len(), 1, "kept once");
    let later = get(&world, &format!("{ONE}/entries?after=1&wait=0")).await.json();
    assert_eq!(later, json!({ "entries": [] }));
    refused(&get(&world, &format!("{ONE}/entries?wait=61")).await, 400, "BadRequestException");
    state.announced = 1;
    let mut stray = step(2, &state);
    stray["entries"] = json!([{ "seq": 2, "at": "2026-11-22T12:00:00Z", "rollout": "01KATEST",
        "announcement": "started" }]);
    refused(&put(stray).await, 400, "BadRequestException");
    let mut other_hooks = state.clone();
    other_hooks.spec.hooks.clear();
    refused(&put(step(2, &other_hooks)).await, 400, "BadRequestException");
    refused(&put(json!({ "number": 2 })).await, 400, "BadRequestException");
}

/// Who reads the API calls none of the addresses, and their paths and queries may be keys.
#[tokio::test]
async fn of_addresses_whoever_reads_a_rollout_sees_the_hosts() {
    let world = world().await;
    let mut state = example::state();
    let address = "http://ada:s3cret@host.test/s3cret?key=s3cret".to_owned();
    state.spec.hooks[0].call = HookCall::Http(address.clone());
    let query = Queries::Value("up".to_owned());
    state.spec.gates[0].source = Source::Prometheus(Prometheus { address, query });
    let put = async |body: Value| send(&world, request("PUT", ONE, body.to_string())).await;
    let answers = [
        start(&world, &state).await,
        get(&world, ROLLOUTS).await,
        get(&world, ONE).await,
        send(&world, request("PUT", &format!("{ONE}/lease"), "")).await,
        put(step(1, &state)).await,
    ];
    for answer in answers {
        assert_eq!(answer.status, 200, "{:?}", answer.bytes);
        let text = String::from_utf8(answer.bytes.to_vec()).unwrap();
        assert!(!text.contains("s3cret") && text.contains("http://host.test/…"), "{text}");
    }
    let kept = world.plane.rollouts().get(&state.id).unwrap().state.clone();
    assert_eq!(kept.spec, state.spec, "its driver calls them");
    let mut read = state.clone();
    read.spec.gates = state.spec.without_secrets().gates;
    refused(&put(step(2, &read)).await, 400, "BadRequestException");
}

#[tokio::test]
async fn programs_are_run_for_nobody_who_comes_over_tcp() {
    let world = world().await;
    let over_tcp = async || {
        let mut request = request("POST", ROLLOUTS, body(&example::state()));
        request.headers_mut().insert("host", "localhost".parse().unwrap());
        let router = over_tcp(router(world.plane.clone()));
        let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, bytes }
    };
    let answer = over_tcp().await;
    refused(&answer, 400, "BadRequestException");
    insta::assert_snapshot!(answer.message(), @"the hook `smoke` is a program, and this control plane runs none for whoever comes over TCP; use a URL, or start it with `weir serve --allow-hook-programs`");
    world.plane.allow_hook_programs();
    assert_eq!(over_tcp().await.status, 200);
}

#[tokio::test]
async fn hooks_that_cannot_be_called_are_told_before_and_refused_at_the_start() {
    let world = world().await;
    let check = |hooks: &[Hook]| hooks.iter().map(|hook| format!("no {}", hook.name)).collect();
    world.plane.check_hooks_by(Box::new(check));
    let state = example::state();
    let asked = json!({ "hooks": state.spec.hooks });
    let answer = send(&world, request("POST", "/_weir/v1/hooks", asked.to_string())).await;
    assert_eq!(answer.json(), json!({ "problems": ["no smoke"] }));
    let answer = start(&world, &state).await;
    refused(&answer, 400, "BadRequestException");
    assert_eq!(answer.message(), "no smoke");
    assert!(world.plane.rollouts().get(&state.id).is_none(), "nothing was started");
}

#[tokio::test]
async fn what_is_no_new_rollout_is_refused() {
    let world = world().await;
    let wrong: [fn(&mut State); 6] = [
        |state| state.id = "a b".to_owned(),
        |state| state.id = String::new(),
        |state| state.format = 2,
        |state| state.routes.clear(),
        |state| state.writes = 1,
        |state| state.phase = Phase::Checking,
    ];
    for change in wrong {
        let mut state = example::state();
        change(&mut state);
        refused(&start(&world, &state).await, 400, "BadRequestException");
    }
    refused(&send(&world, request("POST", ROLLOUTS, "{}")).await, 400, "BadRequestException");
    call(&world, "DELETE", "/meshes/shop/virtualRouter/api/routes/admin", Value::Null).await;
    refused(&start(&world, &example::state()).await, 404, "NotFoundException");
    let lock = json!({ "token": "token-1a", "holder": { "user": "ada", "host": "h", "pid": 1 } });
    send(&world, request("POST", "/_weir/v1/locks/shop", lock.to_string())).await;
    refused(&start(&world, &example::state()).await, 423, "LockedException");
}

#[tokio::test]
async fn metrics_say_how_rollouts_stand() {
    let world = world().await;
    assert!(!get(&world, "/metrics").await.bytes.windows(12).any(|part| part == b"weir_rollout"));
    start(&world, &example::state()).await;
    let text = String::from_utf8(get(&world, "/metrics").await.bytes.to_vec()).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("weir_rollout_")).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    weir_rollout_phase{rollout="01KATEST",name="api-v2",phase="waiting"} 1
    weir_rollout_stage{rollout="01KATEST",name="api-v2"} 0
    weir_rollout_declared_percent{rollout="01KATEST",name="api-v2"} 5
    weir_rollout_written_percent{rollout="01KATEST",name="api-v2"} 0
    weir_rollout_held_seconds{rollout="01KATEST",name="api-v2"} 0
    "#);
}
