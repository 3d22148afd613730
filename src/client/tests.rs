//! Requests, answers and retries, without a network.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

use crate::client::answer;
use crate::client::error::Failure;
use crate::client::instance::InstanceFilter;
use crate::client::request::{BatchChange, Call, Collection, Wait};
use crate::client::retry::{Decision, Retry};
use crate::client::{Cache, Client, Limits, LocalService, Notice, Transport, WithTags};
use crate::model::{Instance, InstanceService, Kind, Resource, ResourceId};

/// Method, URI, `If-Match` and body of a call.
fn shown(call: &Call<'_>) -> String {
    let request = call.request();
    let guard = request.headers().get("if-match").map(|value| value.to_str().unwrap());
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    format!("{} {} {} {body}", request.method(), request.uri(), guard.unwrap_or("-"))
}

fn record(text: &str) -> Resource {
    serde_json::from_str(text).unwrap()
}

const ROUTE: &str = r#"{"kind":"route","meshName":"m","virtualRouterName":"a b","routeName":"r%1",
    "spec":{"tcpRoute":{"action":{"weightedTargets":[{"virtualNode":"n","weight":1}]}}},
    "tags":[{"key":"k","value":"v"}]}"#;

#[test]
fn requests_have_the_paths_and_bodies_of_app_mesh() {
    let route = record(ROUTE);
    let nodes = Collection { kind: Kind::VirtualNode, mesh: "m", parent: None };
    let id = InstanceService::try_new("shop.local", "a b").unwrap().instance("i%1").unwrap();
    let instance: Instance =
        serde_json::from_str(r#"{"ipv4":"10.0.0.1","port":81,"healthy":true}"#).unwrap();
    let calls = [
        Call::List { of: nodes, next: Some("a=b&c") },
        Call::Describe(&route.id),
        Call::Create { resource: &route, token: "t" },
        Call::Update { resource: &route, token: "t", version: Some(3) },
        Call::Delete { id: &route.id, version: None },
        Call::ListTags { arn: "arn:x/y", next: None },
        Call::Snapshot { mesh: Some("m/n") },
        Call::Apply { changes: &[BatchChange::Delete { id: &route.id, version: 2 }] },
        Call::Apply { changes: &[BatchChange::Update { resource: &route, version: 7 }] },
        Call::ListInstances(InstanceFilter::default()),
        Call::ListInstances(InstanceFilter { namespace: Some("a b"), service: Some("c") }),
        Call::Register { id: &id, instance: &instance },
        Call::Deregister(&id),
        Call::Proxies { mesh: None, router: None, wait: None },
        Call::Proxies {
            mesh: Some("a b"),
            router: None,
            wait: Some(Wait { since: Some(3), revision: None, seconds: 5 }),
        },
        Call::Proxies {
            mesh: None,
            router: Some("r/1"),
            wait: Some(Wait { since: None, revision: Some(7), seconds: 0 }),
        },
    ];
    insta::assert_snapshot!(calls.iter().map(shown).collect::<Vec<_>>().join("\n"), @r#"
    GET /v20190125/meshes/m/virtualNodes?limit=100&nextToken=a%3Db%26c - 
    GET /v20190125/meshes/m/virtualRouter/a%20b/routes/r%251 - 
    PUT /v20190125/meshes/m/virtualRouter/a%20b/routes - {"routeName":"r%1","spec":{"tcpRoute":{"action":{"weightedTargets":[{"virtualNode":"n","weight":1}]}}},"clientToken":"t","tags":[{"key":"k","value":"v"}]}
    PUT /v20190125/meshes/m/virtualRouter/a%20b/routes/r%251 "3" {"spec":{"tcpRoute":{"action":{"weightedTargets":[{"virtualNode":"n","weight":1}]}}},"clientToken":"t"}
    DELETE /v20190125/meshes/m/virtualRouter/a%20b/routes/r%251 - 
    GET /v20190125/tags?resourceArn=arn%3Ax%2Fy&limit=50 - 
    GET /_weir/v1/snapshot?mesh=m%2Fn - 
    POST /_weir/v1/apply - {"changes":[{"kind":"route","meshName":"m","virtualRouterName":"a b","routeName":"r%1","action":"delete","ifVersion":2}]}
    POST /_weir/v1/apply - {"changes":[{"meshName":"m","virtualRouterName":"a b","routeName":"r%1","spec":{"tcpRoute":{"action":{"weightedTargets":[{"virtualNode":"n","weight":1}]}}},"tags":[{"key":"k","value":"v"}],"action":"update","kind":"route","ifVersion":7}]}
    GET /_weir/v1/instances - 
    GET /_weir/v1/instances?namespace=a%20b&service=c - 
    PUT /_weir/v1/instances/shop.local/a%20b/i%251 - {"ipv4":"10.0.0.1","port":81,"healthy":true,"attributes":{}}
    DELETE /_weir/v1/instances/shop.local/a%20b/i%251 - 
    GET /_weir/v1/proxies - 
    GET /_weir/v1/proxies?wait=latest&timeout=5&since=3&mesh=a%20b - 
    GET /_weir/v1/proxies?wait=7&timeout=0&router=r%2F1 - 
    "#);
}

fn answered(status: u16, code: Option<&str>, body: &str) -> String {
    let mut response = Response::builder().status(status).header("retry-after", "3");
    if let Some(code) = code {
        response = response.header("x-amzn-errortype", code);
    }
    let response = response.body(Bytes::from(body.to_owned())).unwrap();
    answer::failure(&response).to_string()
}

#[test]
fn failures_are_told_apart_as_sdks_do() {
    let not_found = "NotFoundException:http://internal.amazon.com/";
    assert_eq!(answered(404, Some(not_found), r#"{"message":"x"}"#), "not found: x");
    let typed = r#"{"__type":"com.amazon#ConflictException","Message":"y"}"#;
    assert_eq!(answered(400, None, typed), "conflict: y");
    assert_eq!(
        answered(409, Some("ResourceInUseException"), "{}"),
        "still in use: no reason was given"
    );
    assert_eq!(answered(412, None, r#"{"message":"z"}"#), "changed in between: z");
    assert_eq!(answered(403, None, "<html>no</html>"), "not allowed: `<html>no</html>`");
    assert_eq!(
        answered(200, None, "<html>\n hello</html>"),
        "the answer was not understood: status 200 OK and no JSON: `<html> hello</html>`"
    );
    assert_eq!(answered(502, None, ""), "the control plane failed with status 502: an empty body");
}

fn throttled() -> Failure {
    let retry_after = Some(Duration::from_secs(3));
    Failure::Throttled { message: String::new(), retry_after }
}

#[test]
fn only_what_may_pass_is_tried_again_and_not_for_ever() {
    let mut retry = Retry::default();
    let wrong = Failure::BadRequest { message: String::new() };
    assert_eq!(retry.decide(&wrong, 0.5), Decision::GiveUp);
    let mut retry = Retry::default();
    let wait = Decision::Wait(Duration::from_secs(3));
    for _ in 0..10 {
        assert_eq!(retry.decide(&throttled(), 0.5), wait);
    }
    assert_eq!(retry.decide(&throttled(), 0.5), Decision::GiveUp);
    assert!(!retry.is_ambiguous());
    let mut once = Retry::new(Some(1));
    assert_eq!(once.decide(&throttled(), 0.5), wait);
    assert_eq!(once.decide(&throttled(), 0.5), Decision::GiveUp);
}

#[test]
fn pauses_grow_at_random_and_within_bounds() {
    let failed = || Failure::Server { status: 500, message: String::new(), retry_after: None };
    let pauses = |jitter: f64| {
        let mut retry = Retry::new(Some(8));
        std::iter::from_fn(move || match retry.decide(&failed(), jitter) {
            Decision::Wait(pause) => Some(pause.as_millis()),
            Decision::GiveUp => None,
        })
        .collect::<Vec<_>>()
    };
    assert_eq!(pauses(0.0), [100; 8]);
    assert_eq!(pauses(1.0), [300, 900, 2700, 8100, 20_000, 20_000, 20_000, 20_000]);
}

#[test]
fn errors_of_look_alikes_are_known_by_what_their_names_say() {
    for code in ["MeshNotFound", "VirtualNodeNotFound", "RouteNotFound", "ResourceNotFound"] {
        assert_eq!(answered(400, Some(code), r#"{"message":"x"}"#), "not found: x", "{code}");
    }
    for code in ["VirtualNodeNameAlreadyTaken", "ResourceAlreadyExistsException"] {
        assert_eq!(answered(400, Some(code), r#"{"message":"x"}"#), "conflict: x", "{code}");
    }
    for code in ["ThrottlingException", "Throttling", "RequestLimitExceeded", "SlowDown"] {
        assert_eq!(answered(400, Some(code), r#"{"message":"x"}"#), "throttled: x", "{code}");
    }
    for code in ["InvalidSignatureException", "UnrecognizedClientException", "AccessDenied"] {
        assert_eq!(answered(400, Some(code), r#"{"message":"x"}"#), "not allowed: x", "{code}");
    }
    assert_eq!(
        answered(400, Some("ExpiredTokenException"), r#"{"message":"x"}"#),
        "the credentials have expired: x"
    );
    assert_eq!(answered(400, Some("MissingRequiredField"), r#"{"message":"x"}"#), "refused: x");
}

#[test]
fn pages_for_people_are_told_from_errors_of_the_api() {
    let page = "<!doctype html>\n<title>404 Not Found</title>";
    assert_eq!(
        answered(404, None, page),
        "it does not know this operation: status 404 Not Found: `<!doctype html> <title>404 Not \
         Found</title>`"
    );
    assert_eq!(
        answered(405, None, ""),
        "it does not know this operation: status 405 Method Not Allowed: an empty body"
    );
    assert_eq!(answered(429, None, page).split(':').next(), Some("throttled"));
    let long = format!("<html>{}</html>", "x".repeat(500));
    let shown = answered(400, None, &long);
    assert!(shown.len() < 200, "{shown}");
    let response = Response::builder().status(301).header("location", "https://b/");
    let response = response.body(Bytes::new()).unwrap();
    assert_eq!(answer::failure(&response).to_string(), "it sends callers to https://b/");
}

#[test]
fn a_rest_may_be_asked_for_by_a_date() {
    let response = Response::builder()
        .status(429)
        .header("date", "Sun, 22 Nov 2026 11:36:41 GMT")
        .header("retry-after", "Sun, 22 Nov 2026 11:37:58 GMT")
        .body(Bytes::new())
        .unwrap();
    let rest = answer::failure(&response).retry_after();
    assert_eq!(rest, Some(Duration::from_secs(77)));
}

#[test]
fn what_moto_answers_is_read() {
    let answered = r#"{"meshName": "m", "metadata": {"arn": "arn:aws:appmesh:us-east-1:1:m",
        "createdAt": "22/11/2026, 20:22:54", "lastUpdatedAt": "22/11/2026, 20:22:55",
        "meshOwner": "AKIAIOSFODNN7EXAMPLE", "resourceOwner": "x", "uid": "7b", "version": 2},
        "spec": {"egressFilter": {"type": null}, "serviceDiscovery": {"ipPreference": null}},
        "status": {"status": "ACTIVE"}}"#;
    let id = ResourceId::try_new(Kind::Mesh, "m", None, "m").unwrap();
    let call = Call::Describe(&id);
    let response = Response::new(Bytes::from_static(answered.as_bytes()));
    let mesh = answer::resource(&call, Kind::Mesh, &response).unwrap();
    assert_eq!(mesh.spec.to_value().to_string(), "{}");
    let metadata = mesh.metadata.unwrap();
    assert_eq!(metadata.last_updated_at.to_string(), "2026-11-22T20:22:55Z");
    assert_eq!(metadata.version, 2);
}

#[test]
fn only_what_was_never_sent_is_known_not_to_be_done() {
    use crate::client::transport::TransportError;
    assert!(TransportError::TimedOut(Duration::from_secs(1)).may_have_arrived());
    assert!(TransportError::TooLarge.may_have_arrived());
    assert!(!TransportError::Url(String::new()).may_have_arrived());
}

#[tokio::test(start_paused = true)]
async fn a_control_plane_that_fails_at_unknown_paths_can_nothing_beyond() {
    use crate::client::Capabilities;
    let service = tower::service_fn(|_| async {
        let mut response = Response::new(Bytes::from_static(b"<html>oops</html>"));
        *response.status_mut() = http::StatusCode::INTERNAL_SERVER_ERROR;
        Ok(response)
    });
    let client = Client::new(Transport::Local(LocalService::new(service)));
    assert_eq!(*client.capabilities().await.unwrap(), Capabilities::default());
}

/// A control plane that takes so many requests a second and a few at once, and one mesh in it with
/// so many nodes. It counts what it refuses.
struct Limited {
    tokens: f64,
    filled: tokio::time::Instant,
    refused: usize,
}

const NODES: usize = 400;

fn limited(rate: f64) -> (LocalService, Arc<Mutex<Limited>>) {
    let filled = tokio::time::Instant::now();
    let state = Arc::new(Mutex::new(Limited { tokens: 5.0, filled, refused: 0 }));
    let shared = Arc::clone(&state);
    let service = tower::service_fn(move |request: Request<Bytes>| {
        let state = Arc::clone(&shared);
        async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let mut state = state.lock().unwrap();
            let passed = state.filled.elapsed().as_secs_f64();
            state.tokens = (state.tokens + passed * rate).min(5.0);
            state.filled = tokio::time::Instant::now();
            if state.tokens < 1.0 {
                state.refused += 1;
                let refused = r#"{"message":"slow down"}"#;
                let response = Response::builder().status(429).body(Bytes::from(refused)).unwrap();
                return Ok::<_, std::convert::Infallible>(response);
            }
            state.tokens -= 1.0;
            Ok(Response::new(Bytes::from(mesh_of_nodes(request.uri().path()))))
        }
    });
    (LocalService::new(service), state)
}

fn mesh_of_nodes(path: &str) -> String {
    let metadata = r#"{"arn":"a","createdAt":1,"lastUpdatedAt":1,"meshOwner":"1",
        "resourceOwner":"1","uid":"u","version":1}"#;
    let last = path.rsplit('/').next().unwrap();
    if path.starts_with("/_weir") {
        return "{}".to_owned();
    }
    if path.contains("/virtualNodes/") {
        return format!(
            r#"{{"meshName":"m","virtualNodeName":"{last}","spec":{{}},"metadata":{metadata}}}"#
        );
    }
    match last {
        "m" => format!(r#"{{"meshName":"m","spec":{{}},"metadata":{metadata}}}"#),
        "virtualNodes" => {
            let nodes = (0..NODES).map(|n| format!(r#"{{"virtualNodeName":"n{n}"}}"#));
            format!(r#"{{"virtualNodes":[{}]}}"#, nodes.collect::<Vec<_>>().join(","))
        }
        collection => format!(r#"{{"{collection}":[]}}"#),
    }
}

async fn read_all(client: &Client) -> usize {
    client.snapshot(&["m"], WithTags::No).await.unwrap().iter().count()
}

#[tokio::test(start_paused = true)]
async fn at_its_pace_a_limited_control_plane_refuses_next_to_nothing() {
    let (service, state) = limited(40.0);
    let limits = Limits { reads: Some(40.0), writes: Some(8.0), ..Limits::default() };
    let notices = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&notices);
    let client = Client::new(Transport::Local(service))
        .with_limits(limits)
        .with_listener(Arc::new(move |notice| told.lock().unwrap().push(notice)));
    assert_eq!(read_all(&client).await, NODES + 1);
    let refused = state.lock().unwrap().refused;
    assert!(refused <= 5, "{refused} refused");
    let requests = client.requests();
    assert_eq!(requests.throttled, refused as u64);
    assert!(requests.read < 420 && requests.write == 0, "{requests:?}");
    let notices = notices.lock().unwrap();
    assert!(notices.iter().any(|one| matches!(one, Notice::Paced { .. })), "{notices:?}");
}

#[tokio::test(start_paused = true)]
async fn without_a_limit_it_learns_one_and_nothing_fails() {
    let (service, state) = limited(40.0);
    let client = Client::new(Transport::Local(service));
    assert_eq!(read_all(&client).await, NODES + 1);
    let refused = state.lock().unwrap().refused;
    assert!(refused > 0 && refused < NODES / 4, "{refused} refused");
}

#[tokio::test(start_paused = true)]
async fn a_wish_to_stop_ends_pauses_at_once() {
    let service = tower::service_fn(|_| async {
        let response = Response::builder().status(429).header("retry-after", "60");
        Ok(response.body(Bytes::from_static(b"{}")).unwrap())
    });
    let client = Client::new(Transport::Local(LocalService::new(service)));
    let halt = client.halt();
    let began = tokio::time::Instant::now();
    let stop = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        halt.ask();
    };
    let (ended, ()) = tokio::join!(client.meshes(), stop);
    assert!(matches!(ended.unwrap_err().failure, Failure::Throttled { .. }));
    // What waits for its turn was never sent.
    let next = client.meshes().await.unwrap_err();
    assert!(matches!(next.failure, Failure::Stopped), "{next:?}");
    assert_eq!(began.elapsed(), Duration::from_secs(1));
    assert_eq!(client.requests().read, 1);
}

#[tokio::test(start_paused = true)]
async fn a_kind_that_is_not_there_is_noted_and_the_rest_is_read() {
    let service = tower::service_fn(|request: Request<Bytes>| async move {
        let path = request.uri().path();
        if path.contains("virtualServices") {
            let page = Bytes::from_static(b"<html>404</html>");
            return Ok(Response::builder().status(404).body(page).unwrap());
        }
        Ok(Response::new(Bytes::from(mesh_of_nodes(path))))
    });
    let client = Client::new(Transport::Local(LocalService::new(service)));
    assert_eq!(read_all(&client).await, NODES + 1);
    assert_eq!(client.missing_kinds().into_iter().collect::<Vec<_>>(), [Kind::VirtualService]);
}

#[tokio::test(start_paused = true)]
async fn pages_that_go_round_are_left() {
    let service = tower::service_fn(|_| async {
        Ok(Response::new(Bytes::from_static(br#"{"meshes":[{"meshName":"m"}],"nextToken":"x"}"#)))
    });
    let client = Client::new(Transport::Local(LocalService::new(service)));
    let error = client.meshes().await.unwrap_err();
    assert!(matches!(error.failure, Failure::Endless { pages: 2 }), "{error:?}");
    assert_eq!(client.requests().read, 2);
}

#[tokio::test(start_paused = true)]
async fn empty_pages_without_end_are_left() {
    let pages = std::sync::atomic::AtomicUsize::new(0);
    let pages = Arc::new(pages);
    let service = tower::service_fn(move |_| {
        let page = pages.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        async move {
            let text = format!(r#"{{"meshes":[],"nextToken":"{page}"}}"#);
            Ok(Response::new(Bytes::from(text)))
        }
    });
    let client = Client::new(Transport::Local(LocalService::new(service)));
    let error = client.meshes().await.unwrap_err();
    assert!(matches!(error.failure, Failure::Endless { pages: 20 }), "{error:?}");
    assert_eq!(client.requests().read, 20);
}

#[tokio::test(start_paused = true)]
async fn children_that_cannot_be_listed_are_not_taken_for_none() {
    for parent_is_there in [true, false] {
        let service = tower::service_fn(move |request: Request<Bytes>| async move {
            let path = request.uri().path();
            let gone = || (404, r#"{"__type":"NotFoundException","message":"x"}"#.to_owned());
            let (status, body) = match path.rsplit('/').next() {
                Some("routes") => gone(),
                Some("virtualRouters") => {
                    (200, r#"{"virtualRouters":[{"virtualRouterName":"r"}]}"#.to_owned())
                }
                Some("virtualNodes") => (200, r#"{"virtualNodes":[]}"#.to_owned()),
                Some("r") if !parent_is_there => gone(),
                Some("r") => {
                    let name = r#""virtualRouterName":"r","spec":{}"#;
                    (200, mesh_of_nodes("/m").replace(r#""spec":{}"#, name))
                }
                _ => (200, mesh_of_nodes(path)),
            };
            Ok(Response::builder().status(status).body(Bytes::from(body)).unwrap())
        });
        let client = Client::new(Transport::Local(LocalService::new(service)));
        let read = client.snapshot(&["m"], WithTags::No).await;
        match (parent_is_there, read) {
            (true, read) => {
                let error = read.unwrap_err();
                assert!(error.is_not_found(), "{error:?}");
            }
            (false, read) => assert_eq!(read.unwrap().iter().count(), 1),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn only_what_moved_is_described_again() {
    let versions = Arc::new(Mutex::new([1, 1, 1]));
    let service = |versions: Arc<Mutex<[i64; 3]>>| {
        LocalService::new(tower::service_fn(move |request: Request<Bytes>| {
            let versions = *versions.lock().unwrap();
            async move {
                let path = request.uri().path();
                let stamp = |n: usize| {
                    format!(
                        r#""arn":"arn:{n}","version":{},"lastUpdatedAt":{}"#,
                        versions[n],
                        1000 + versions[n]
                    )
                };
                let node = |name: &str| {
                    let n: usize = name[1..].parse().unwrap();
                    format!(
                        r#"{{"meshName":"m","virtualNodeName":"{name}","spec":{{}},"metadata":{{{},
                        "createdAt":1,"meshOwner":"1","resourceOwner":"1","uid":"u"}}}}"#,
                        stamp(n)
                    )
                };
                let answer = match path.rsplit('/').next().unwrap() {
                    "virtualNodes" => {
                        let nodes =
                            (0..3).map(|n| format!(r#"{{"virtualNodeName":"n{n}",{}}}"#, stamp(n)));
                        format!(r#"{{"virtualNodes":[{}]}}"#, nodes.collect::<Vec<_>>().join(","))
                    }
                    name if path.contains("/virtualNodes/") => node(name),
                    _ => mesh_of_nodes(path),
                };
                let response = Response::builder().header("date", "Sun, 22 Nov 2026 11:36:41 GMT");
                Ok(response.body(Bytes::from(answer)).unwrap())
            }
        }))
    };
    let read = async |cache: Cache| {
        let client =
            Client::new(Transport::Local(service(Arc::clone(&versions)))).with_cache(cache);
        assert_eq!(read_all(&client).await, 4);
        let snapshot = client.snapshot(&["m"], WithTags::No).await.unwrap();
        let found = snapshot.iter().filter(|one| one.kind() == Kind::VirtualNode);
        let found: Vec<i64> = found.map(|one| one.version()).collect();
        assert_eq!(found, *versions.lock().unwrap());
        (client.requests().read, client.take_cache().unwrap())
    };
    // The extensions, then twice: the mesh, four lists, and what has to be described.
    let (requests, cache) = read(Cache::default()).await;
    assert_eq!(requests, 1 + 5 + 3 + 5);
    versions.lock().unwrap()[1] = 2;
    let (requests, _) = read(cache).await;
    assert_eq!(requests, 1 + 5 + 1 + 5);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_is_repeated_in_a_refusal_is_not_shown() {
    let service = tower::service_fn(|request: Request<Bytes>| async move {
        let told = request.headers()["authorization"].to_str().unwrap().to_owned();
        let text = format!(r#"{{"message":"bad: {told}, {}"}}"#, told.replace("Bearer ", ""));
        Ok(Response::builder().status(403).body(Bytes::from(text)).unwrap())
    });
    let identity = crate::client::Identity::bearer("s3cr3ttoken").unwrap();
    let client = Client::new(Transport::Local(LocalService::new(service))).with_identity(identity);
    let error = client.meshes().await.unwrap_err();
    assert_eq!(error.failure.to_string(), "not allowed: bad: ***, ***");
}

#[tokio::test(start_paused = true)]
async fn pages_with_always_new_names_are_left() {
    let pages = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let service = tower::service_fn(move |_| {
        let page = pages.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let text = format!(r#"{{"meshes":[{{"meshName":"m{page}"}}],"nextToken":"{page}"}}"#);
        async move { Ok(Response::new(Bytes::from(text))) }
    });
    let client = Client::new(Transport::Local(LocalService::new(service)));
    let error = client.meshes().await.unwrap_err().failure.to_string();
    assert_eq!(error, "its list has no end: weir stopped after 2000 pages");
}

#[tokio::test(start_paused = true)]
async fn a_rest_that_is_too_long_is_told() {
    let service = tower::service_fn(|_| async {
        let response = Response::builder().status(429).header("retry-after", "3600");
        Ok(response.body(Bytes::from_static(br#"{"message":"busy"}"#)).unwrap())
    });
    let client = Client::new(Transport::Local(LocalService::new(service)));
    let error = client.meshes().await.unwrap_err().failure.to_string();
    assert_eq!(error, "throttled: busy; it asks to wait 3600 s, and weir waits 300 s at most");
}
