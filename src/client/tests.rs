//! Requests, answers and retries, without a network.

use bytes::Bytes;
use http::Response;

use crate::client::answer;
use crate::client::error::Failure;
use crate::client::instance::InstanceFilter;
use crate::client::request::{BatchChange, Call, Collection, Wait};
use crate::client::retry::{Decision, Retry};
use crate::model::{Instance, InstanceService, Kind, Resource};

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
        Call::Proxies { mesh: None, wait: None },
        Call::Proxies {
            mesh: Some("a b"),
            wait: Some(Wait { since: Some(3), revision: None, seconds: 5 }),
        },
        Call::Proxies {
            mesh: None,
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
    GET /_weir/v1/proxies?wait=7&timeout=0 - 
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
    let retry_after = Some(std::time::Duration::from_secs(3));
    Failure::Throttled { message: String::new(), retry_after }
}

#[test]
fn only_what_may_pass_is_tried_again_and_not_for_ever() {
    let mut retry = Retry::default();
    assert_eq!(
        retry.decide(&Failure::BadRequest { message: String::new() }, 0.5),
        Decision::GiveUp
    );
    let mut retry = Retry::default();
    let wait = Decision::Wait(std::time::Duration::from_secs(3));
    for _ in 0..3 {
        assert_eq!(retry.decide(&throttled(), 0.5), wait);
    }
    assert_eq!(retry.decide(&throttled(), 0.5), Decision::GiveUp);
    assert!(!retry.is_ambiguous());
}

#[test]
fn only_what_was_never_sent_is_known_not_to_be_done() {
    use crate::client::transport::TransportError;
    assert!(TransportError::TimedOut(std::time::Duration::from_secs(1)).may_have_arrived());
    assert!(TransportError::TooLarge.may_have_arrived());
    assert!(!TransportError::Url(String::new()).may_have_arrived());
}

#[tokio::test(start_paused = true)]
async fn a_control_plane_that_fails_at_unknown_paths_can_nothing_beyond() {
    use crate::client::{Capabilities, Client, LocalService, Transport};
    let service = tower::service_fn(|_| async {
        let mut response = Response::new(Bytes::from_static(b"<html>oops</html>"));
        *response.status_mut() = http::StatusCode::INTERNAL_SERVER_ERROR;
        Ok(response)
    });
    let client = Client::new(Transport::Local(LocalService::new(service)));
    assert_eq!(*client.capabilities().await.unwrap(), Capabilities::default());
}
