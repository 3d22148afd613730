//! The wire form of locks, and what the header does to other writes.

use super::*;

const M: &str = "/_weir/v1/locks/m";
const LOCKS: &str = "/_weir/v1/locks";

fn wanted(token: &str) -> Value {
    let holder =
        json!({ "user": "ada", "host": "ci-1", "pid": 7, "run": "01J9ZK", "message": "release 4" });
    json!({ "token": token, "holder": holder })
}

async fn take(world: &World, token: &str) -> Answer {
    send(world, request("POST", M, wanted(token).to_string())).await
}

async fn under(world: &World, method: &str, uri: &str, lock: &str, body: Value) -> Answer {
    guarded(world, method, uri, ("x-weir-lock", lock), body).await
}

#[tokio::test]
async fn lock_has_its_wire_form() {
    let world = World::empty();
    refused(&get(&world, M).await, 404, "NotFoundException");
    assert_eq!(get(&world, LOCKS).await.json(), json!({ "locks": [] }));
    let lock = json!({
        "mesh": "m",
        "holder": { "user": "ada", "host": "ci-1", "pid": 7, "run": "01J9ZK", "message": "release 4" },
        "since": 1.0,
        "leaseSeconds": 30,
        "expiresInSeconds": 30,
    });
    assert_eq!(take(&world, "token-1a").await.json(), lock);
    assert_eq!(take(&world, "token-1a").await.json(), lock, "sent again");
    assert_eq!(get(&world, M).await.json(), lock);
    assert_eq!(get(&world, LOCKS).await.json(), json!({ "locks": [lock] }));
    let other = take(&world, "token-2b").await;
    refused(&other, 423, "LockedException");
    assert_eq!(other.json()["lock"], lock);
    assert_eq!(under(&world, "PUT", M, "token-1a", Value::Null).await.json(), lock);
    refused(&under(&world, "PUT", M, "token-2b", Value::Null).await, 423, "LockedException");
    refused(&under(&world, "DELETE", M, "token-2b", Value::Null).await, 423, "LockedException");
    assert_eq!(under(&world, "DELETE", M, "token-1a", Value::Null).await.json(), lock);
    refused(&under(&world, "PUT", M, "token-1a", Value::Null).await, 404, "NotFoundException");
    assert_eq!(take(&world, "token-2b").await.status, 200);
    let force = format!("{M}?force=true");
    assert_eq!(send(&world, request("DELETE", &force, "")).await.status, 200);
    refused(&send(&world, request("DELETE", &force, "")).await, 404, "NotFoundException");
}

#[tokio::test]
async fn malformed_requests_about_locks_are_refused() {
    let world = World::empty();
    let lease = |seconds: i64| {
        let mut body = wanted("token-1a");
        body["leaseSeconds"] = json!(seconds);
        body
    };
    let mut unknown = wanted("token-1a");
    unknown["holder"]["shoe"] = json!(42);
    let mut long = wanted("token-1a");
    long["holder"]["user"] = json!("u".repeat(257));
    for body in
        [json!({}), wanted("short"), wanted("a b c d e"), lease(0), lease(601), unknown, long]
    {
        let answer = send(&world, request("POST", M, body.to_string())).await;
        refused(&answer, 400, "BadRequestException");
    }
    refused(&send(&world, request("PUT", M, "")).await, 400, "BadRequestException");
    refused(&send(&world, request("DELETE", M, "")).await, 400, "BadRequestException");
    let maybe = format!("{M}?force=maybe");
    refused(&send(&world, request("DELETE", &maybe, "")).await, 400, "BadRequestException");
    let dots = send(&world, request("POST", "/_weir/v1/locks/..", wanted("token-1a").to_string()));
    refused(&dots.await, 400, "BadRequestException");
    assert_eq!(get(&world, LOCKS).await.json(), json!({ "locks": [] }));
}

#[tokio::test]
async fn other_clients_are_never_blocked_and_ours_are_unless_they_say_so() {
    let world = World::full().await;
    take(&world, "token-1a").await;
    let node = "/v20190125/meshes/m/virtualNodes/n";
    let spec = json!({ "spec": {} });
    assert_eq!(send(&world, request("PUT", node, spec.to_string())).await.status, 200);
    let change = |name: &str| {
        json!({ "changes": [{ "action": "create", "kind": "virtualNode", "meshName": "m",
                              "virtualNodeName": name, "spec": {} }] })
    };
    let apply = "/_weir/v1/apply";
    let without = send(&world, request("POST", apply, change("a").to_string())).await;
    refused(&without, 423, "LockedException");
    assert_eq!(without.json()["lock"]["holder"]["user"], "ada");
    assert_eq!(under(&world, "POST", apply, "any", change("a")).await.status, 200);
    assert_eq!(under(&world, "POST", apply, "token-1a", change("b")).await.status, 200);
    for (method, uri, body) in [
        ("PUT", node, spec),
        ("DELETE", node, Value::Null),
        ("PUT", "/v20190125/meshes/m/virtualNodes", json!({ "virtualNodeName": "c", "spec": {} })),
        (
            "PUT",
            "/v20190125/tag?resourceArn=arn:aws:appmesh:us-east-1:000000000000:mesh/m",
            json!({ "tags": [{ "key": "a", "value": "b" }] }),
        ),
    ] {
        let answer = under(&world, method, uri, "free", body.clone()).await;
        refused(&answer, 423, "LockedException");
        let answer = under(&world, method, uri, "token-2b", body).await;
        refused(&answer, 423, "LockedException");
    }
    under(&world, "DELETE", M, "token-1a", Value::Null).await;
    let late = under(&world, "POST", apply, "token-1a", change("d")).await;
    refused(&late, 412, "PreconditionFailedException");
    assert_eq!(send(&world, request("POST", apply, change("d").to_string())).await.status, 200);
}
