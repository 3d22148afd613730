//! The two sides of the same requests: which of them follows a change first.

use envoy_types::pb::envoy::config::route::v3::RouteConfiguration;
use prost::Message as _;

use super::*;

const ONE: &str = "mesh/m/virtualNode/one";
const EDGE: &str = "mesh/m/virtualGateway/edge";
const FIRST_HOP: &str = "rds_ingress_http_9080";
const SECOND_HOP: &str = "rds_egress_http_15001";

/// A node that takes TLS as well as plain text.
fn permissive() -> Value {
    let mut spec = target("one");
    let file = json!({ "certificateChain": "/chain.pem", "privateKey": "/key.pem" });
    spec["listeners"][0]["tls"] = json!({ "mode": "PERMISSIVE", "certificate": { "file": file } });
    spec
}

async fn one(server: &Server) -> Proxy {
    let mut one = Proxy::new(over_tcp(&server.xds_url).await, ONE).await;
    one.come_up(&["rds_ingress_http_8080"]).await;
    one
}

async fn assert_nothing_came(proxy: &mut Proxy) {
    proxy.ask(Secret, &["none"]).await;
    assert_eq!(proxy.read().await, "SDS -none");
}

#[tokio::test]
async fn a_node_takes_something_new_before_it_is_sent() {
    let world = shop().await;
    let server = Server::start(&world.plane).await;
    let (mut caller, mut one) = (caller(&server).await, one(&server).await);
    let done = world.update(&id("vn/one"), permissive()).await.unwrap();
    let listener = one.next().await;
    assert_eq!(written(&listener), "LDS lds_ingress_0.0.0.0_15000");
    // What comes meanwhile waits with it.
    world.update(&id("rt/r/t"), split(1, 99)).await.unwrap();
    assert_nothing_came(&mut caller).await;
    let waited = server.get(&format!("/_weir/v1/proxies?wait={}&timeout=0", done.revision)).await;
    assert_eq!(waited["complete"], json!(false));
    one.answer(&listener, None).await;
    assert_eq!(caller.read().await, "CDS cds_egress_m_one_http_8080");
    assert_eq!(caller.read().await, "RDS rds_egress_http_8080");
    assert_eq!(server.wait(done.revision).await["complete"], json!(true));
    server.stop().await;
}

#[tokio::test]
async fn nothing_is_sent_any_more_before_a_node_no_longer_takes_it() {
    let world = shop().await;
    world.update(&id("vn/one"), permissive()).await.unwrap();
    let server = Server::start(&world.plane).await;
    let (mut caller, mut one) = (caller(&server).await, one(&server).await);
    world.update(&id("vn/one"), target("one")).await.unwrap();
    let cluster = caller.next().await;
    assert_eq!(written(&cluster), "CDS cds_egress_m_one_http_8080");
    assert_nothing_came(&mut one).await;
    caller.answer(&cluster, None).await;
    assert_eq!(one.read().await, "LDS lds_ingress_0.0.0.0_15000");
    server.stop().await;
}

#[tokio::test]
async fn nobody_waits_for_those_who_went_away() {
    let world = shop().await;
    let server = Server::start(&world.plane).await;
    let (mut caller, mut one) = (caller(&server).await, one(&server).await);
    world.update(&id("vn/one"), permissive()).await.unwrap();
    one.next().await;
    drop(one);
    assert_eq!(caller.read().await, "CDS cds_egress_m_one_http_8080");
    server.stop().await;
}

/// The services that the second hop knows, by a response of two tables.
fn services(response: &DeltaDiscoveryResponse) -> Vec<String> {
    let table = response.resources.iter().find(|one| one.name == SECOND_HOP).unwrap();
    let body = &table.resource.as_ref().unwrap().value;
    let table = RouteConfiguration::decode(body.as_slice()).unwrap();
    table.virtual_hosts.into_iter().map(|host| host.name).collect()
}

fn to_service(name: &str) -> Value {
    let target = json!({ "virtualService": { "virtualServiceName": name } });
    json!({ "httpRoute": { "match": { "prefix": "/" }, "action": { "target": target } } })
}

#[tokio::test]
async fn a_gateway_knows_for_a_moment_what_it_led_to_before() {
    let world = shop().await;
    let by_node = json!({ "provider": { "virtualNode": { "virtualNodeName": "alone" } } });
    for (address, spec) in [
        ("vs/alone.local", by_node),
        ("vg/edge", json!({ "listeners": [http(9080)] })),
        ("gr/edge/all", to_service("shop.local")),
    ] {
        world.create(&id(address), spec).await.unwrap();
    }
    let server = Server::start(&world.plane).await;
    let mut edge = Proxy::new(over_tcp(&server.xds_url).await, EDGE).await;
    edge.come_up(&[FIRST_HOP, SECOND_HOP]).await;
    world.update(&id("gr/edge/all"), to_service("alone.local")).await.unwrap();
    assert_eq!(edge.read().await, "CDS cds_egress_m_alone_http_8080");
    let both = edge.next().await;
    assert_eq!(written(&both), format!("RDS {SECOND_HOP} {FIRST_HOP}"));
    assert_eq!(services(&both), ["alone.local:8080", "shop.local:8080"]);
    edge.answer(&both, None).await;
    let after = edge.next().await;
    assert_eq!(written(&after), format!("RDS {SECOND_HOP}"));
    assert_eq!(services(&after), ["alone.local:8080"]);
    server.stop().await;
}
