//! All 38 operations, and what lists and tags do.

use super::*;
use crate::server::plane::tests::to_node;

/// Where the resources of a kind live below `/meshes/m`, how one is named, and a spec.
fn kinds() -> Vec<(&'static str, &'static str, &'static str, Value)> {
    let target = json!({ "virtualService": { "virtualServiceName": "s.local" } });
    let gateway_route =
        json!({ "httpRoute": { "match": { "prefix": "/" }, "action": { "target": target } } });
    let gateway = json!({ "listeners": [{ "portMapping": { "port": 80, "protocol": "http" } }] });
    vec![
        ("/virtualNodes", "virtualNodes", "virtualNodeName", json!({})),
        ("/virtualRouters", "virtualRouters", "virtualRouterName", json!({})),
        ("/virtualRouter/r/routes", "routes", "routeName", to_node("n")),
        ("/virtualServices", "virtualServices", "virtualServiceName", json!({})),
        ("/virtualGateways", "virtualGateways", "virtualGatewayName", gateway),
        ("/virtualGateway/g/gatewayRoutes", "gatewayRoutes", "gatewayRouteName", gateway_route),
    ]
}

/// Create, describe, update, list and delete of one kind.
async fn live(world: &World, collection: &str, member: &str, name: &str, spec: Value) {
    let item = format!("{collection}/x");
    let made = call(world, "PUT", collection, json!({ name: "x", "spec": spec })).await;
    assert_eq!(made.status, 200, "{:?}", made.bytes);
    let body = made.json();
    assert_eq!((&body[name], &body["status"]["status"]), (&json!("x"), &json!("ACTIVE")));
    assert_eq!((made.header("etag"), made.header("content-type")), ("\"1\"", "application/json"));
    assert_eq!(made.header("x-amzn-requestid").len(), 36);
    assert_eq!(call(world, "GET", &item, Value::Null).await.json(), body);
    let updated = call(world, "PUT", &item, json!({ "spec": spec })).await;
    assert_eq!(updated.json()["metadata"]["version"], 2);
    let listed = call(world, "GET", collection, Value::Null).await.json();
    let items = listed[member].as_array().unwrap();
    let found = items.iter().find(|item| item[name] == "x").unwrap();
    assert_eq!(found["version"], 2);
    assert!(found["uid"].is_null() && found["spec"].is_null() && listed["nextToken"].is_null());
    let deleted = call(world, "DELETE", &item, Value::Null).await;
    assert_eq!(deleted.json()["status"]["status"], "DELETED");
    refused(&call(world, "GET", &item, Value::Null).await, 404, "NotFoundException");
}

#[tokio::test]
async fn life_of_every_kind() {
    let world = World::full().await;
    live(&world, "/meshes", "meshes", "meshName", json!({})).await;
    for (collection, member, name, spec) in kinds() {
        live(&world, &format!("/meshes/m{collection}"), member, name, spec).await;
    }
}

#[tokio::test]
async fn mesh_needs_no_spec() {
    let world = World::full().await;
    let made = call(&world, "PUT", "/meshes", json!({ "meshName": "x" })).await;
    assert_eq!(made.json()["spec"], json!({}));
    let spec = json!({ "egressFilter": { "type": "ALLOW_ALL" } });
    call(&world, "PUT", "/meshes/x", json!({ "spec": spec })).await;
    let emptied = call(&world, "PUT", "/meshes/x", json!({ "clientToken": "t" })).await;
    assert_eq!(emptied.json()["spec"], json!({}));
}

#[tokio::test]
async fn tags_are_set_removed_and_listed_in_pages() {
    let world = World::full().await;
    let arn = "resourceArn=arn%3Aaws%3Aappmesh%3Aus-east-1%3A000000000000%3Amesh%2Fm%2F\
               virtualRouter%2Fr%2Froute%2Ft";
    let tag = |number: usize| json!({ "key": format!("k{number:02}"), "value": "v" });
    let tags: Vec<Value> = (0..50).map(tag).collect();
    let set = call(&world, "PUT", &format!("/tag?{arn}"), json!({ "tags": tags })).await;
    assert_eq!((set.status.as_u16(), set.json()), (200, json!({})));
    let page = call(&world, "GET", &format!("/tags?{arn}&limit=20"), Value::Null).await.json();
    assert_eq!(page["tags"].as_array().unwrap(), &tags[..20]);
    let next = page["nextToken"].as_str().unwrap();
    let uri = format!("/tags?{arn}&nextToken={next}");
    let rest = call(&world, "GET", &uri, Value::Null).await.json();
    assert_eq!(rest["tags"].as_array().unwrap(), &tags[20..]);
    assert!(rest["nextToken"].is_null());
    let keys: Vec<String> = (1..50).map(|number| format!("k{number:02}")).collect();
    let body = json!({ "tagKeys": keys });
    assert_eq!(call(&world, "PUT", &format!("/untag?{arn}"), body).await.json(), json!({}));
    let left = call(&world, "GET", &format!("/tags?{arn}"), Value::Null).await.json();
    assert_eq!(left["tags"], json!([{ "key": "k00", "value": "v" }]));
}

#[tokio::test]
async fn pages_go_on_where_they_stopped() {
    let world = World::full().await;
    for name in ["b", "d", "f"] {
        world.create(&id(&format!("vn/{name}")), json!({})).await.unwrap();
    }
    let list = async |query: &str| {
        let path = format!("/meshes/m/virtualNodes?{query}");
        let page = call(&world, "GET", &path, Value::Null).await.json();
        let names: Vec<String> = page["virtualNodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| node["virtualNodeName"].as_str().unwrap().to_owned())
            .collect();
        (names.join(" "), page["nextToken"].as_str().map(str::to_owned))
    };
    let (names, next) = list("limit=2").await;
    assert_eq!(names, "b d");
    world.delete(&id("vn/d")).await.unwrap();
    world.create(&id("vn/a"), json!({})).await.unwrap();
    world.create(&id("vn/e"), json!({})).await.unwrap();
    let next = next.unwrap();
    assert_eq!(list(&format!("limit=3&nextToken={next}")).await, ("e f n".to_owned(), None));
    let other = format!("/meshes/m/virtualRouters?nextToken={next}");
    refused(&call(&world, "GET", &other, Value::Null).await, 400, "BadRequestException");
}

#[tokio::test]
async fn meshes_are_listed_by_name_in_pages() {
    let world = World::full().await;
    for name in ["z", "a", "n"] {
        world.create(&id(&format!("m/{name}")), json!({})).await.unwrap();
    }
    let first = call(&world, "GET", "/meshes?limit=3", Value::Null).await.json();
    let names = |page: &Value| -> Vec<String> {
        let meshes = page["meshes"].as_array().unwrap();
        meshes.iter().map(|mesh| mesh["meshName"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&first), ["a", "m", "n"]);
    let next = first["nextToken"].as_str().unwrap();
    let rest = call(&world, "GET", &format!("/meshes?nextToken={next}"), Value::Null).await.json();
    assert_eq!((names(&rest), &rest["nextToken"]), (vec!["z".to_owned()], &Value::Null));
}

#[tokio::test]
async fn names_are_decoded_once() {
    let world = World::full().await;
    for name in ["a b", "a%20b", "100%", "*", "a:b", "größe", "日本", "a?b#c", "a+b"] {
        let body = json!({ "virtualNodeName": name, "spec": {} });
        let made = call(&world, "PUT", "/meshes/m/virtualNodes", body).await;
        assert_eq!(made.status, 200, "{name}: {:?}", made.bytes);
        let path = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
        let path = format!("/meshes/m/virtualNodes/{path}");
        assert_eq!(call(&world, "GET", &path, Value::Null).await.json(), made.json(), "{name}");
        let arn = made.json()["metadata"]["arn"].as_str().unwrap().to_owned();
        let arn = percent_encoding::utf8_percent_encode(&arn, percent_encoding::NON_ALPHANUMERIC);
        let uri = format!("/tags?resourceArn={arn}");
        assert_eq!(call(&world, "GET", &uri, Value::Null).await.json(), json!({ "tags": [] }));
    }
}

#[tokio::test]
async fn mesh_owner_is_this_account_or_nobody() {
    let world = World::full().await;
    let node = json!({ "virtualNodeName": "x", "spec": {} });
    let calls = [
        ("GET", "/meshes/m", Value::Null),
        ("GET", "/meshes/m/virtualNodes", Value::Null),
        ("PUT", "/meshes/m/virtualNodes", node),
        ("GET", "/meshes/m/virtualNodes/x", Value::Null),
        ("PUT", "/meshes/m/virtualNodes/x", json!({ "spec": {} })),
        ("DELETE", "/meshes/m/virtualNodes/x", Value::Null),
    ];
    for (method, path, body) in calls {
        let with = |owner: &str| format!("{path}?meshOwner={owner}");
        for owner in ["", "1", "00000000000a"] {
            let answer = call(&world, method, &with(owner), body.clone()).await;
            refused(&answer, 400, "BadRequestException");
        }
        let answer = call(&world, method, &with("123456789012"), body.clone()).await;
        refused(&answer, 404, "NotFoundException");
        let answer = call(&world, method, &with("000000000000"), body).await;
        assert_eq!(answer.status, 200, "{method} {path}");
    }
}

#[tokio::test]
async fn versions_are_entity_tags() {
    let world = World::full().await;
    let uri = "/v20190125/meshes/m/virtualNodes/n";
    assert_eq!(get(&world, uri).await.header("etag"), "\"1\"");
    let body = || json!({ "spec": {} });
    for stale in ["\"2\"", "W/\"1\"", "\"x\"", "\"01\"", "\"+1\"", "\" 1\"", "1", ""] {
        let answer = guarded(&world, "PUT", uri, ("if-match", stale), body()).await;
        refused(&answer, 412, "PreconditionFailedException");
    }
    for (matching, version) in [("\"1\"", "\"2\""), ("\"7\", \"2\"", "\"3\""), ("*", "\"4\"")] {
        let answer = guarded(&world, "PUT", uri, ("if-match", matching), body()).await;
        assert_eq!(answer.header("etag"), version);
    }
    let uri = "/v20190125/meshes/m/virtualGateway/g/gatewayRoutes/t";
    let answer = guarded(&world, "DELETE", uri, ("if-match", "\"2\""), Value::Null).await;
    refused(&answer, 412, "PreconditionFailedException");
    let answer = guarded(&world, "DELETE", uri, ("if-match", "\"1\""), Value::Null).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn token_of_a_request_is_heeded() {
    let world = World::full().await;
    let create = |backends: Value| json!({ "virtualNodeName": "x", "spec": { "backends": backends }, "clientToken": "t" });
    let first = call(&world, "PUT", "/meshes/m/virtualNodes", create(json!([]))).await;
    let again = call(&world, "PUT", "/meshes/m/virtualNodes", create(json!([]))).await;
    assert_eq!((again.status.as_u16(), again.json()), (200, first.json()));
    let other = create(json!([{ "virtualService": { "virtualServiceName": "a" } }]));
    let other = call(&world, "PUT", "/meshes/m/virtualNodes", other).await;
    refused(&other, 409, "ConflictException");
}
