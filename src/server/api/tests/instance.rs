//! Instances: registering, listing, and every body that is refused.

use super::extension::events;
use super::*;

const CART: &str = "/_weir/v1/instances/shop.local/cart";

async fn put(world: &World, uri: &str, body: Value) -> Answer {
    send(world, request("PUT", uri, body.to_string())).await
}

async fn listed(world: &World, query: &str) -> Value {
    get(world, &format!("/_weir/v1/instances{query}")).await.json()["instances"].clone()
}

#[tokio::test]
async fn instances_come_and_go() {
    let world = World::empty();
    let body = json!({ "ipv4": "10.0.0.1", "ipv6": "fd00::1", "port": 81, "healthy": false,
                       "attributes": { "version": "v1", "note": "a b" } });
    let done = put(&world, &format!("{CART}/a"), body.clone()).await;
    let mut expected = body;
    expected["namespace"] = json!("shop.local");
    expected["service"] = json!("cart");
    expected["id"] = json!("a");
    assert_eq!(listed(&world, "").await, json!([expected]));
    expected["revision"] = json!(1);
    expected["changed"] = json!(true);
    assert_eq!((done.status.as_u16(), done.json()), (200, expected));
    let plain = put(&world, "/_weir/v1/instances/a%20b/web/i%3A1", json!({ "ipv4": "10.0.0.2" }));
    let plain = plain.await.json();
    assert_eq!((&plain["healthy"], &plain["attributes"]), (&json!(true), &json!({})));
    assert_eq!((&plain["namespace"], &plain["id"]), (&json!("a b"), &json!("i:1")));
    let ids = async |query: &str| {
        let listed = listed(&world, query).await;
        let ids = listed.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap());
        ids.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(ids("").await, ["i:1", "a"], "in the order of services");
    assert_eq!(ids("?namespace=shop.local").await, ["a"]);
    assert_eq!(ids("?service=web").await, ["i:1"]);
    assert!(ids("?namespace=shop.local&service=web").await.is_empty());
    let set = json!({ "instances": { "b": { "ipv4": "10.0.0.3" }, "c": { "ipv6": "fd00::3" } } });
    let done = put(&world, CART, set.clone()).await.json();
    assert_eq!(done, json!({ "revision": 3, "changed": true }));
    assert_eq!(put(&world, CART, set).await.json(), json!({ "revision": 3, "changed": false }));
    assert_eq!(ids("?service=cart").await, ["b", "c"]);
    let gone = send(&world, request("DELETE", &format!("{CART}/b"), "")).await.json();
    assert_eq!(gone, json!({ "revision": 4, "changed": true }));
    let again = send(&world, request("DELETE", &format!("{CART}/b"), "")).await;
    refused(&again, 404, "NotFoundException");
    assert_eq!(ids("?service=cart").await, ["c"]);
}

#[tokio::test]
async fn attributes_of_cloud_map_are_taken() {
    let world = World::empty();
    let body = json!({ "attributes": {
        "AWS_INSTANCE_IPV4": "10.0.0.1", "AWS_INSTANCE_IPV6": "fd00::1", "AWS_INSTANCE_PORT": "81",
        "AWS_INIT_HEALTH_STATUS": "UNHEALTHY", "ECS_SERVICE_NAME": "cart", "EMPTY": "" } });
    put(&world, &format!("{CART}/a"), body).await;
    let plain = json!({ "ipv4": "10.0.0.1", "ipv6": "fd00::1", "port": 81, "healthy": false,
                        "attributes": { "ECS_SERVICE_NAME": "cart", "EMPTY": "" } });
    let same = put(&world, &format!("{CART}/a"), plain).await.json();
    assert_eq!((&same["changed"], &same["revision"]), (&json!(false), &json!(1)), "{same}");
}

#[tokio::test]
async fn bodies_are_held_against_their_bounds() {
    let world = World::empty();
    let many: serde_json::Map<_, _> =
        (0..31).map(|number| (format!("k{number}"), json!("v"))).collect();
    let long: serde_json::Map<_, _> =
        (0..6).map(|number| (format!("k{number}"), json!("v".repeat(1000)))).collect();
    let with = |name: &str, value: Value| json!({ "ipv4": "10.0.0.1", name: value });
    let own = |name: &str, value: &str| json!({ "attributes": { name: value } });
    let cases = [
        (json!({}), "ipv4: is missing; an instance needs `ipv4`, `ipv6` or both"),
        (json!({ "ipv4": null }), "ipv4: is missing"),
        (json!({ "ipv4": "10.0.0" }), "ipv4: `ipv4` may hold only the IPv4 address of one machine"),
        (json!({ "ipv4": "0.0.0.0" }), "ipv4: "),
        (json!({ "ipv4": "224.0.0.1" }), "ipv4: "),
        (json!({ "ipv4": "255.255.255.255" }), "ipv4: "),
        (json!({ "ipv4": "cart.local" }), "ipv4: "),
        (json!({ "ipv4": 10 }), "ipv4: `ipv4` must be a string"),
        (json!({ "ipv6": "::" }), "ipv6: "),
        (json!({ "ipv6": "fe80::1%eth0" }), "ipv6: "),
        (json!({ "ipv6": "10.0.0.1" }), "ipv6: "),
        (with("port", json!(0)), "port: `port`: 0 is not within 1 to 65535"),
        (with("port", json!("80")), "port: `port` must be a whole number, not a string"),
        (with("healthy", json!("yes")), "healthy: "),
        (with("ipv5", json!("x")), "ipv5: unknown field `ipv5`"),
        (with("attributes", json!([])), "attributes: `attributes` must be an object"),
        (with("attributes", json!(many)), "attributes: `attributes` has 31 items"),
        (with("attributes", json!(long)), "attributes: has 6012 characters in all"),
        (with("attributes", json!({ "a b": "x" })), "attributes.a b: "),
        (with("attributes", json!({ "a": 1 })), "attributes.a: `a` must be a string"),
        (with("attributes", json!({ "a": "x\ny" })), "attributes.a: "),
        (own("AWS_INSTANCE_IPV4", "x"), "attributes.AWS_INSTANCE_IPV4: "),
        (own("AWS_INSTANCE_IPV6", "x"), "attributes.AWS_INSTANCE_IPV6: "),
        (own("AWS_INSTANCE_PORT", "0"), "attributes.AWS_INSTANCE_PORT: "),
        (own("AWS_INSTANCE_PORT", "+8"), "attributes.AWS_INSTANCE_PORT: "),
        (own("AWS_INIT_HEALTH_STATUS", "healthy"), "attributes.AWS_INIT_HEALTH_STATUS: "),
        (own("AWS_INSTANCE_CNAME", "cart.local"), "ipv4: is missing"),
        (
            with("attributes", json!({ "AWS_INSTANCE_IPV4": "10.0.0.1" })),
            "attributes.AWS_INSTANCE_IPV4: stands for `ipv4`, which is given too",
        ),
        (json!([]), "the body must be an object, not a list"),
    ];
    for (body, message) in cases {
        let answer = put(&world, &format!("{CART}/a"), body.clone()).await;
        refused(&answer, 400, "BadRequestException");
        assert!(answer.message().starts_with(message), "{body}: {}", answer.message());
    }
    assert_eq!(world.revision(), 0);
}

#[tokio::test]
async fn sets_and_names_are_held_against_their_bounds() {
    let world = World::empty();
    let with = |name: &str, value: Value| json!({ "ipv4": "10.0.0.1", name: value });
    let own = |name: &str, value: &str| json!({ "attributes": { name: value } });
    let twice = r#"{"ipv4":"10.0.0.1","attributes":{"a":"1","a":"2"}}"#;
    let answer = send(&world, request("PUT", &format!("{CART}/a"), twice)).await;
    assert_eq!(answer.message(), "attributes: `a` stands here twice");
    let sets = [
        (json!({}), "`instances` is missing"),
        (json!({ "instances": [] }), "instances: `instances` must be an object"),
        (
            json!({ "instances": { "a/b": { "ipv4": "10.0.0.1" } } }),
            "instances.a/b: `a/b` must not",
        ),
        (json!({ "instances": { "a": {} } }), "instances.a.ipv4: is missing"),
        (json!({ "instances": { "a": with("port", json!(0)) } }), "instances.a.port: "),
        (
            json!({ "instances": { "a": own("AWS_INSTANCE_PORT", "x") } }),
            "instances.a.attributes.AWS_INSTANCE_PORT: ",
        ),
    ];
    for (body, message) in sets {
        let answer = put(&world, CART, body.clone()).await;
        refused(&answer, 400, "BadRequestException");
        assert!(answer.message().starts_with(message), "{body}: {}", answer.message());
    }
    let long = format!("/n/cart/{}", "i".repeat(65));
    for (path, member) in
        [("//cart/a", "namespace"), ("/n/%2E/a", "service"), ("/n/cart/a%2Fb", "id"), (&long, "id")]
    {
        let uri = format!("/_weir/v1/instances{path}");
        let answer = put(&world, &uri, json!({ "ipv4": "10.0.0.1" })).await;
        refused(&answer, 400, "BadRequestException");
        assert!(answer.message().starts_with(&format!("{member}: ")), "{}", answer.message());
    }
    assert_eq!(world.revision(), 0);
}

#[tokio::test]
async fn events_of_instances_have_a_name_of_their_own() {
    let world = World::full().await;
    put(&world, &format!("{CART}/a"), json!({ "ipv4": "10.0.0.1" })).await;
    world.create(&id("vn/later"), json!({})).await.unwrap();
    let told = events(&world, request("GET", "/_weir/v1/events?from=7", ""), 2).await;
    assert_eq!(
        told[0],
        "event: instances\ndata: {\"revision\":8,\"namespace\":\"shop.local\",\"service\":\"cart\"}\nid: 8"
    );
    let of_mesh = events(&world, request("GET", "/_weir/v1/events?from=7&mesh=m", ""), 1).await;
    assert!(of_mesh[0].contains("\"virtualNodeName\":\"later\""), "{}", of_mesh[0]);
}

#[tokio::test]
async fn other_methods_are_told_which_there_are() {
    let world = World::empty();
    for (method, path, allowed) in [
        ("GET", format!("{CART}/a"), "PUT, DELETE"),
        ("GET", CART.to_owned(), "PUT"),
        ("POST", "/_weir/v1/instances".to_owned(), "GET"),
    ] {
        let answer = send(&world, request(method, &path, "")).await;
        refused(&answer, 405, "UnknownOperationException");
        assert_eq!(answer.header("allow"), allowed);
    }
}
