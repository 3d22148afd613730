//! What requests may do wrong.

use std::convert::Infallible;
use std::time::Duration;

use futures_util::stream;
use tokio::time::Instant;

use super::*;

#[tokio::test]
async fn unknown_paths_and_methods() {
    let world = World::full().await;
    let unknown = [
        "/",
        "/nowhere",
        "/v20190125",
        "/v20190125/nowhere",
        "/v20190125/meshes/m/virtualnodes",
        "/v20190125/meshes/m/routes",
        "/v20190125/meshes/m/virtualRouters/r/routes",
        "/v20190125/meshes/m/virtualRouter/r/gatewayRoutes",
        "/v20190125/meshes/m/virtualNodes/n/more",
        "/_weir/v1/nowhere",
    ];
    for path in unknown {
        refused(&get(&world, path).await, 404, "UnknownOperationException");
    }
    let wrong = [
        ("POST", "/v20190125/meshes", "GET, PUT"),
        ("PATCH", "/v20190125/meshes/m", "GET, PUT, DELETE"),
        ("DELETE", "/v20190125/meshes/m/virtualRouter/r/routes", "GET, PUT"),
        ("GET", "/v20190125/tag", "PUT"),
        ("PUT", "/_weir/v1/apply", "POST"),
        ("POST", "/healthz", "GET"),
    ];
    for (method, path, allowed) in wrong {
        let answer = send(&world, request(method, path, "{}")).await;
        refused(&answer, 405, "UnknownOperationException");
        assert_eq!(answer.header("allow"), allowed);
    }
}

#[tokio::test]
async fn malformed_bodies() {
    let world = World::full().await;
    let deep = "[".repeat(100_000);
    let bodies: [&[u8]; 12] = [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\"text\"",
        b"{} {}",
        b"{\"meshName\":\"a\",}",
        b"{\"meshName\":\"\xff\"}",
        b"{\"meshName\":\"\\ud800\"}",
        b"{\"meshName\":\"a\",\"meshName\":\"b\"}",
        b"{\"meshName\":NaN}",
        deep.as_bytes(),
    ];
    for body in bodies {
        let answer = send(&world, request("PUT", "/v20190125/meshes", body.to_vec())).await;
        refused(&answer, 400, "BadRequestException");
    }
}

#[tokio::test]
async fn bad_fields_are_named() {
    let world = World::full().await;
    let many: Vec<Value> =
        (0..51).map(|number| json!({ "key": number.to_string(), "value": "" })).collect();
    let port = json!({ "listeners": [{ "portMapping": { "port": 0, "protocol": "http" } }] });
    let cases = [
        (json!({ "spec": {} }), "`virtualNodeName` is missing"),
        (json!({ "virtualNodeName": 7, "spec": {} }), "virtualNodeName: "),
        (json!({ "virtualNodeName": "a/b", "spec": {} }), "virtualNodeName: "),
        (json!({ "virtualNodeName": "x" }), "`spec` is missing"),
        (json!({ "virtualNodeName": "x", "spec": {}, "sepc": {} }), "sepc: "),
        (json!({ "virtualNodeName": "x", "spec": { "a": 1 } }), "spec.a: "),
        (json!({ "virtualNodeName": "x", "spec": port }), "spec.listeners[0].portMapping.port: "),
        (json!({ "virtualNodeName": "x", "spec": {}, "clientToken": 1 }), "clientToken: "),
        (json!({ "virtualNodeName": "x", "spec": {}, "tags": [{ "key": "a" }] }), "tags[0]: "),
    ];
    for (body, says) in cases {
        let answer = call(&world, "PUT", "/meshes/m/virtualNodes", body).await;
        refused(&answer, 400, "BadRequestException");
        assert!(answer.message().contains(says), "{} does not say {says}", answer.message());
    }
    let body = json!({ "virtualNodeName": "x", "spec": {}, "tags": many });
    let answer = call(&world, "PUT", "/meshes/m/virtualNodes", body).await;
    refused(&answer, 400, "TooManyTagsException");
    for body in [json!({ "tags": [] }), json!({ "spec": {}, "meshName": "x" }), json!({})] {
        let answer = call(&world, "PUT", "/meshes/m/virtualNodes/n", body).await;
        refused(&answer, 400, "BadRequestException");
    }
    assert_eq!(world.revision(), 7);
}

#[tokio::test]
async fn bad_names_in_the_path() {
    let world = World::full().await;
    for name in [".", "..", "%2e%2e", "a%2Fb", "%2F", "a%00b", "%0a", "%ff", "%zz", "%2", ""] {
        for method in ["GET", "DELETE"] {
            for path in [format!("/meshes/{name}"), format!("/meshes/m/virtualNodes/{name}")] {
                let answer = call(&world, method, &path, Value::Null).await;
                refused(&answer, 400, "BadRequestException");
            }
        }
    }
}

#[tokio::test]
async fn bad_queries() {
    let world = World::full().await;
    let arn = "arn:aws:appmesh:us-east-1:000000000000:mesh/m";
    let cases = [
        ("/meshes?limit=0".to_owned(), "limit: "),
        ("/meshes?limit=101".to_owned(), "limit: "),
        ("/meshes?limit=x".to_owned(), "limit: "),
        ("/meshes?limit=1&limit=2".to_owned(), "limit: "),
        ("/meshes?nextToken=".to_owned(), "nextToken: "),
        ("/meshes?nextToken=AAAA".to_owned(), "nextToken: "),
        ("/meshes?nextToken=%C3%BC".to_owned(), "nextToken: "),
        ("/meshes?nextToken=%zz".to_owned(), "query"),
        (format!("/tags?resourceArn={arn}&limit=51"), "limit: "),
        ("/tags".to_owned(), "resourceArn: "),
        ("/tags?resourceArn=x".to_owned(), "resourceArn: "),
        (format!("/tags?resourceArn={arn}/x"), "resourceArn: "),
        (format!("/tags?resourceArn={arn}/route/x"), "resourceArn: "),
        (format!("/tags?resourceArn={}", arn.replace("appmesh", "ec2")), "resourceArn: "),
    ];
    for (path, says) in cases {
        let answer = call(&world, "GET", &path, Value::Null).await;
        refused(&answer, 400, "BadRequestException");
        assert!(answer.message().contains(says), "{path}: {}", answer.message());
    }
    for (from, to) in [("us-east-1", "eu-west-1"), ("000000000000", "123456789012"), ("/m", "/x")] {
        let path = format!("/tags?resourceArn={}", arn.replace(from, to));
        let answer = call(&world, "GET", &path, Value::Null).await;
        refused(&answer, 404, "NotFoundException");
    }
}

#[tokio::test]
async fn large_bodies() {
    let world = World::full().await;
    let body = vec![b' '; (1 << 20) + 1];
    let answer = send(&world, request("PUT", "/v20190125/meshes", body.clone())).await;
    refused(&answer, 413, "RequestEntityTooLargeException");
    let mut announced = request("PUT", "/v20190125/meshes", "");
    announced.headers_mut().insert("content-length", (1_u64 << 40).into());
    refused(&send(&world, announced).await, 413, "RequestEntityTooLargeException");
    let answer = send(&world, request("POST", "/_weir/v1/apply", body)).await;
    refused(&answer, 400, "BadRequestException");
}

/// More than a small body may have.
fn large() -> Bytes {
    vec![b' '; (1 << 20) + 1].into()
}

#[tokio::test(start_paused = true)]
async fn large_bodies_are_read_one_at_a_time() {
    const MINUTE: Duration = Duration::from_mins(1);
    let world = World::empty();
    let router = router(world.plane.clone());
    let apply = |body: Body| router.clone().oneshot(request("POST", "/_weir/v1/apply", body));
    // One byte now and then is never a pause that is too long.
    let trickle = stream::unfold(large(), async |bytes| {
        tokio::time::sleep(Duration::from_secs(7)).await;
        Some((Ok::<_, Infallible>(bytes), Bytes::from_static(b" ")))
    });
    let started = Instant::now();
    let first = tokio::spawn(apply(Body::from_stream(trickle)));
    tokio::time::sleep(Duration::from_secs(8)).await;
    let small = apply("{}".into()).await.unwrap();
    assert_eq!(small.status(), 400);
    assert!(started.elapsed() < MINUTE / 2, "small bodies wait for nobody");
    let second = apply(large().into()).await.unwrap();
    assert_eq!(second.status(), 400);
    let waited = started.elapsed();
    assert!(
        waited > MINUTE && waited < MINUTE * 2,
        "until the first one's time was up: {waited:?}"
    );
    assert_eq!(first.await.unwrap().unwrap().status(), 408);
}

#[tokio::test]
async fn states_that_forbid() {
    let world = World::full().await;
    let node = json!({ "virtualNodeName": "n", "spec": {} });
    let answer = call(&world, "PUT", "/meshes/m/virtualNodes", node.clone()).await;
    refused(&answer, 409, "ConflictException");
    let answer = call(&world, "PUT", "/meshes/x/virtualNodes", node).await;
    refused(&answer, 404, "NotFoundException");
    let answer = call(&world, "GET", "/meshes/m/virtualRouter/x/routes", Value::Null).await;
    refused(&answer, 404, "NotFoundException");
    let answer = call(&world, "DELETE", "/meshes/m", Value::Null).await;
    refused(&answer, 409, "ResourceInUseException");
    world.plane.shutdown();
    let answer = call(&world, "PUT", "/meshes", json!({ "meshName": "x" })).await;
    refused(&answer, 503, "ServiceUnavailableException");
}

#[tokio::test]
async fn foreign_web_pages() {
    let world = World::full().await;
    let ask = async |host: &str, headers: &[(&str, &str)]| {
        let mut request = request("POST", "/_weir/v1/apply", "{\"changes\":[]}");
        request.headers_mut().insert("host", host.parse().unwrap());
        for (name, value) in headers {
            let name = http::HeaderName::try_from(*name).unwrap();
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        send(&world, request).await
    };
    let (origin, site) = ("origin", "sec-fetch-site");
    let here = "127.0.0.1:7070";
    for (host, headers) in [
        ("anything", &[][..]),
        (here, &[(origin, "http://127.0.0.1:7070"), (site, "same-origin")]),
        ("localhost:7070", &[(site, "none")]),
        ("[::1]:7070", &[(origin, "http://[::1]:7070")]),
    ] {
        assert_eq!(ask(host, headers).await.status, 200, "{host} {headers:?}");
    }
    for (host, headers) in [
        (here, &[(origin, "http://evil.example")][..]),
        (here, &[(origin, "null")]),
        (here, &[(origin, "http://127.0.0.1:7071")]),
        (here, &[(site, "cross-site")]),
        (here, &[(site, "same-site")]),
        ("evil.example:7070", &[(origin, "http://evil.example:7070"), (site, "same-origin")]),
        ("", &[(site, "none")]),
    ] {
        refused(&ask(host, headers).await, 403, "ForbiddenException");
    }
}
