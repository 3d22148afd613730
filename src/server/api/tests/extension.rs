//! Snapshot, apply, events, and what operators ask.

use std::time::Duration;

use futures_util::StreamExt;
use tokio::time::timeout;

use super::*;
use crate::server::plane::tests::to_node;

const APPLY: &str = "/_weir/v1/apply";

#[tokio::test]
async fn capabilities_are_told() {
    let world = World::full().await;
    let told = get(&world, "/_weir/v1/capabilities").await.json();
    assert_eq!(told["api"], json!(["2019-01-25"]));
    assert_eq!((&told["account"], &told["revision"]), (&json!("000000000000"), &json!(7)));
    let extensions = [
        "snapshot",
        "apply",
        "if-match",
        "events",
        "instances",
        "proxies",
        "telemetry",
        "locks",
        "backup",
        "rollouts",
    ];
    assert_eq!(told["extensions"], json!(extensions));
}

#[tokio::test]
async fn snapshot_is_everything_at_one_revision() {
    let world = World::full().await;
    world.create(&id("m/other"), json!({})).await.unwrap();
    let whole = get(&world, "/_weir/v1/snapshot").await;
    assert_eq!(whole.header("etag"), "\"rev-8\"");
    assert_eq!(whole.json()["revision"], 8);
    assert_eq!(whole.json()["resources"].as_array().unwrap().len(), 8);
    let one = get(&world, "/_weir/v1/snapshot?mesh=m").await.json();
    let kinds: Vec<&str> =
        one["resources"].as_array().unwrap().iter().map(|r| r["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "mesh",
            "virtualNode",
            "virtualRouter",
            "route",
            "virtualService",
            "virtualGateway",
            "gatewayRoute"
        ]
    );
    let none = get(&world, "/_weir/v1/snapshot?mesh=x").await.json();
    assert_eq!(none["resources"], json!([]));
    let ask = async |tag: &str| {
        guarded(&world, "GET", "/_weir/v1/snapshot", ("if-none-match", tag), Value::Null).await
    };
    for known in ["\"rev-8\"", "\"x\", \"rev-8\"", "W/\"rev-8\"", "*"] {
        let same = ask(known).await;
        assert_eq!((same.status.as_u16(), same.bytes.len()), (304, 0), "{known}");
    }
    world.delete(&id("m/other")).await.unwrap();
    let later = get(&world, "/_weir/v1/snapshot").await.json();
    assert_eq!(later["resources"].as_array().unwrap().len(), 7, "what was written is not kept");
    let changed = ask("\"rev-8\"").await;
    assert_eq!((changed.status.as_u16(), &changed.json()["revision"]), (200, &json!(9)));
}

fn node(action: &str, name: &str) -> Value {
    json!({ "action": action, "kind": "virtualNode", "meshName": "m", "virtualNodeName": name })
}

fn with(mut change: Value, member: &str, value: Value) -> Value {
    change[member] = value;
    change
}

async fn apply(world: &World, body: Value) -> Answer {
    send(world, request("POST", APPLY, body.to_string())).await
}

#[tokio::test]
async fn many_changes_in_one_transaction() {
    let world = World::full().await;
    let tags = json!([{ "key": "a", "value": "1" }]);
    let create = with(with(node("create", "x"), "spec", json!({})), "tags", tags);
    let update = with(with(node("update", "x"), "spec", json!({})), "ifVersion", json!(1));
    let route = json!({ "action": "create", "kind": "route", "meshName": "m",
                        "virtualRouterName": "r", "routeName": "u", "spec": to_node("x") });
    let mesh = json!({ "action": "create", "kind": "mesh", "meshName": "other" });
    let gone = json!({ "action": "delete", "kind": "gatewayRoute", "meshName": "m",
                       "virtualGatewayName": "g", "gatewayRouteName": "t" });
    let body = json!({ "changes": [create, update, route, mesh, gone], "ifRevision": 7 });
    let done = apply(&world, body).await;
    assert_eq!(done.status, 200, "{:?}", done.bytes);
    let done = done.json();
    assert_eq!((&done["revision"], world.revision()), (&json!(8), 8));
    let results = done["results"].as_array().unwrap();
    let versions: Vec<_> = results.iter().map(|r| r["metadata"]["version"].as_i64()).collect();
    assert_eq!(versions, [1, 2, 1, 1, 2].map(Some));
    assert_eq!(results[4]["status"]["status"], "DELETED");
    assert_eq!(world.get(&id("vn/x")).unwrap().tags.len(), 1, "an update keeps the tags");
    let update = with(with(node("update", "x"), "spec", json!({})), "tags", json!([]));
    apply(&world, json!({ "changes": [update] })).await;
    assert_eq!(world.get(&id("vn/x")).unwrap().tags.len(), 0);
    let none = apply(&world, json!({ "changes": [] })).await.json();
    assert_eq!(none, json!({ "revision": 9, "results": [] }));
}

#[tokio::test]
async fn failing_change_is_told_and_nothing_done() {
    let world = World::full().await;
    let spec = |change| with(change, "spec", json!({}));
    let cases = [
        (spec(node("create", "n")), 409, "ConflictException"),
        (spec(node("update", "x")), 404, "NotFoundException"),
        (node("delete", "n"), 409, "ResourceInUseException"),
        (with(node("delete", "n"), "ifVersion", json!(2)), 412, "PreconditionFailedException"),
        (spec(node("rename", "n")), 400, "BadRequestException"),
        (node("create", "x"), 400, "BadRequestException"),
        (spec(node("create", "a/b")), 400, "BadRequestException"),
        (spec(node("delete", "n")), 400, "BadRequestException"),
        (with(spec(node("create", "x")), "ifVersion", json!(1)), 400, "BadRequestException"),
        (with(spec(node("create", "x")), "routeName", json!("t")), 400, "BadRequestException"),
        (with(spec(node("create", "x")), "kind", json!("pod")), 400, "BadRequestException"),
        (with(node("create", "x"), "spec", json!({ "a": 1 })), 400, "BadRequestException"),
        (json!(1), 400, "BadRequestException"),
    ];
    for (change, status, kind) in cases {
        let first = spec(node("create", "first"));
        let answer = apply(&world, json!({ "changes": [first, change] })).await;
        refused(&answer, status, kind);
        assert_eq!(answer.json()["change"], 1, "{}", answer.message());
        assert_eq!(world.revision(), 7);
    }
    for body in [json!({}), json!({ "changes": {} }), json!({ "changes": [], "more": 1 })] {
        let answer = apply(&world, body).await;
        refused(&answer, 400, "BadRequestException");
        assert_eq!(answer.json()["change"], Value::Null);
    }
    let answer = apply(&world, json!({ "changes": [], "ifRevision": 6 })).await;
    refused(&answer, 412, "PreconditionFailedException");
}

/// The events of a stream, each as its lines.
pub async fn events(world: &World, request: Request<Body>, count: usize) -> Vec<String> {
    let response = open(world, request).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut body = response.into_body().into_data_stream();
    let mut text = String::new();
    while text.matches("\n\n").count() < count {
        let more = timeout(Duration::from_secs(10), body.next()).await.unwrap().unwrap().unwrap();
        text.push_str(std::str::from_utf8(&more).unwrap());
    }
    text.split_terminator("\n\n").map(str::to_owned).collect()
}

#[tokio::test]
async fn only_the_last_event_of_a_transaction_can_be_resumed_from() {
    let world = World::full().await;
    let from = world.revision();
    let spec = |name: &str| with(node("create", name), "spec", json!({}));
    let done = apply(&world, json!({"changes": [spec("x"), spec("y")]})).await;
    assert_eq!(done.json()["revision"], json!(from + 1));
    let request = request("GET", &format!("/_weir/v1/events?from={from}"), "");
    let told = events(&world, request, 2).await;
    assert!(!told[0].contains("\nid: "), "{}", told[0]);
    assert!(told[1].ends_with(&format!("\nid: {}", from + 1)), "{}", told[1]);
}

#[tokio::test]
async fn events_tell_what_changed() {
    let world = World::full().await;
    let told = events(&world, request("GET", "/_weir/v1/events?from=3", ""), 4).await;
    assert_eq!(
        told[0],
        "event: created\ndata: {\"revision\":4,\"kind\":\"route\",\"meshName\":\"m\",\
         \"virtualRouterName\":\"r\",\"routeName\":\"t\",\"version\":1}\nid: 4"
    );
    let mut again = request("GET", "/_weir/v1/events?from=0", "");
    again.headers_mut().insert("last-event-id", "6".parse().unwrap());
    assert_eq!(events(&world, again, 1).await, told[3..]);
    world.create(&id("m/other"), json!({})).await.unwrap();
    world.delete(&id("gr/g/t")).await.unwrap();
    let other = request("GET", "/_weir/v1/events?from=0&mesh=other", "");
    assert!(events(&world, other, 1).await[0].contains("\"meshName\":\"other\",\"version\":1"));
}

#[tokio::test]
async fn events_of_an_unknown_past_are_refused() {
    let world = World::full().await;
    refused(&get(&world, "/_weir/v1/events?from=8").await, 410, "GoneException");
    for from in ["x", "-1", ""] {
        let answer = get(&world, &format!("/_weir/v1/events?from={from}")).await;
        refused(&answer, 400, "BadRequestException");
    }
}

#[tokio::test]
async fn events_end_with_the_plane() {
    let world = World::full().await;
    let response = open(&world, request("GET", "/_weir/v1/events", "")).await;
    let end = response.into_body().collect();
    world.plane.drain();
    assert!(timeout(Duration::from_secs(10), end).await.unwrap().unwrap().to_bytes().is_empty());
}

#[tokio::test]
async fn operators_are_answered() {
    let world = World::full().await;
    assert_eq!(get(&world, "/healthz").await.status, 200);
    let ready = get(&world, "/readyz").await;
    assert_eq!((ready.status.as_u16(), &ready.json()["ready"]), (200, &json!(true)));
    let text = String::from_utf8(get(&world, "/metrics").await.bytes.to_vec()).unwrap();
    for line in [
        "weir_requests_total{operation=\"Readiness\",status=\"200\"} 1",
        "weir_commits_total{result=\"done\"} 7",
        "weir_commit_operations_count 7",
        "weir_revision 7",
        "weir_resources{kind=\"route\"} 1",
        "weir_instances 0",
        "weir_build_info{version=\"0.1.0\"} 1",
    ] {
        assert!(text.contains(line), "no `{line}` in:\n{text}");
    }
    world.plane.drain();
    let ready = get(&world, "/readyz").await;
    assert_eq!((ready.status.as_u16(), &ready.json()["ready"]), (503, &json!(false)));
    assert_eq!(ready.json()["waitingFor"][0]["name"], "drain");
    assert_eq!(get(&world, "/healthz").await.status, 200);
}
