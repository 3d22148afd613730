//! Proxies at a real server: over TCP and unix sockets, with both flavors of the protocol.

mod order;

use std::path::PathBuf;

use envoy_types::pb::envoy::config::core::v3::Node;
use envoy_types::pb::envoy::service::discovery::v3::aggregated_discovery_service_client::AggregatedDiscoveryServiceClient;
use envoy_types::pb::envoy::service::discovery::v3::{
    DeltaDiscoveryRequest, DeltaDiscoveryResponse, DiscoveryRequest, DiscoveryResponse,
};
use envoy_types::pb::google::protobuf::value::Kind as Member;
use envoy_types::pb::google::protobuf::{Struct, Value as Metadata};
use envoy_types::pb::google::rpc;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::service::TowerToHyperService;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::{TcpListener, UnixStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_stream::wrappers::ReceiverStream;
use tonic::Code;
use tonic::transport::{Channel, Endpoint};

use super::*;
use crate::client;
use crate::server::bound::{Bound, Drained};
use crate::server::plane::tests::{World, id};
use crate::xds::resource::ResourceType::{self, Cluster, Listener, Routes, Secret};

const LONG: Duration = Duration::from_secs(20);
pub const CALLER: &str = "mesh/m/virtualNode/caller";

fn http(port: u16) -> Value {
    json!({ "portMapping": { "port": port, "protocol": "http" } })
}

fn target(name: &str) -> Value {
    json!({
        "listeners": [http(8080)],
        "serviceDiscovery": { "dns": { "hostname": format!("{name}.example") } },
    })
}

pub fn split(first: u8, second: u8) -> Value {
    let targets = json!([
        { "virtualNode": "one", "weight": first },
        { "virtualNode": "two", "weight": second },
    ]);
    let matching = json!({ "prefix": "/" });
    json!({ "httpRoute": { "match": matching, "action": { "weightedTargets": targets } } })
}

/// A caller of a service that is split between two nodes, and a node that has nothing to do with it.
pub async fn shop() -> World {
    let world = World::empty();
    let service = json!({ "virtualService": { "virtualServiceName": "shop.local" } });
    let router = json!({ "provider": { "virtualRouter": { "virtualRouterName": "r" } } });
    for (address, spec) in [
        ("m/m", json!({})),
        ("vn/one", target("one")),
        ("vn/two", target("two")),
        ("vn/alone", target("alone")),
        ("vr/r", json!({ "listeners": [http(8080)] })),
        ("rt/r/t", split(75, 25)),
        ("vs/shop.local", router),
        ("vn/caller", json!({ "backends": [service] })),
    ] {
        world.create(&id(address), spec).await.unwrap();
    }
    world
}

/// A server with an address for everything and one for proxies alone.
pub struct Server {
    pub url: String,
    pub xds_url: String,
    socket: PathBuf,
    _dir: TempDir,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<Drained>,
}

impl Server {
    pub async fn start(plane: &Plane) -> Self {
        let dir = TempDir::new().unwrap();
        let socket = dir.path().join("s");
        let tcp = "127.0.0.1:0".parse().unwrap();
        let unix = format!("unix:{}", socket.display()).parse().unwrap();
        let bound = Bound::bind(&["127.0.0.1:0".parse().unwrap()]).await.unwrap();
        let bound = bound.and_xds(&[tcp, unix]).await.unwrap();
        let (url, xds_url) = (bound.urls().remove(0), bound.xds_urls().remove(0));
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = bound.serve(plane.clone(), async { drop(stopped.await) }, LONG);
        let ended = tokio::spawn(serving);
        Self { url, xds_url, socket, _dir: dir, stop, ended }
    }

    pub async fn stop(self) -> Drained {
        drop(self.stop);
        timeout(LONG, self.ended).await.unwrap().unwrap()
    }

    async fn get(&self, path: &str) -> Value {
        // The lock of the crypto provider is taken elsewhere; this needs no TLS.
        let stream = tokio::net::TcpStream::connect(self.url.trim_start_matches("http://")).await;
        let (mut client, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream.unwrap())).await.unwrap();
        let connection = tokio::spawn(connection);
        let request = http::Request::get(path).header("host", "localhost");
        let request = request.body(axum::body::Body::empty()).unwrap();
        let response = client.send_request(request).await.unwrap();
        let bytes =
            http_body_util::BodyExt::collect(response.into_body()).await.unwrap().to_bytes();
        drop(client);
        connection.await.unwrap().unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    async fn proxies(&self) -> Value {
        self.get("/_weir/v1/proxies").await
    }

    async fn wait(&self, revision: u64) -> Value {
        self.get(&format!("/_weir/v1/proxies?wait={revision}&timeout=20")).await
    }
}

pub async fn over_tcp(url: &str) -> Channel {
    Endpoint::from_shared(url.to_owned()).unwrap().connect().await.unwrap()
}

async fn over_unix(path: PathBuf) -> Channel {
    let connector = tower::service_fn(move |_| {
        let path = path.clone();
        async move { UnixStream::connect(path).await.map(TokioIo::new) }
    });
    let endpoint = Endpoint::from_static("http://localhost");
    endpoint.connect_with_connector(connector).await.unwrap()
}

/// A proxy that speaks in deltas.
pub struct Proxy {
    requests: mpsc::Sender<DeltaDiscoveryRequest>,
    responses: Streaming<DeltaDiscoveryResponse>,
    node: Option<Node>,
}

impl Proxy {
    pub async fn new(channel: Channel, node: &str) -> Self {
        let (requests, outbound) = mpsc::channel(16);
        let mut client = AggregatedDiscoveryServiceClient::new(channel);
        let outbound = ReceiverStream::new(outbound);
        let responses = client.delta_aggregated_resources(outbound).await.unwrap().into_inner();
        let node = Some(Node { id: node.to_owned(), ..Node::default() });
        Self { requests, responses, node }
    }

    async fn ask(&mut self, of: ResourceType, names: &[&str]) {
        self.send(DeltaDiscoveryRequest {
            type_url: of.url().to_owned(),
            resource_names_subscribe: names.iter().map(ToString::to_string).collect(),
            ..DeltaDiscoveryRequest::default()
        })
        .await;
    }

    async fn send(&mut self, request: DeltaDiscoveryRequest) {
        let node = self.node.take();
        self.requests.send(DeltaDiscoveryRequest { node, ..request }).await.unwrap();
    }

    async fn next(&mut self) -> DeltaDiscoveryResponse {
        timeout(LONG, self.responses.message()).await.unwrap().unwrap().unwrap()
    }

    /// The next response, as in `CDS a b -c`, which is answered.
    pub async fn read(&mut self) -> String {
        let response = self.next().await;
        let text = written(&response);
        self.answer(&response, None).await;
        text
    }

    async fn answer(&mut self, response: &DeltaDiscoveryResponse, error: Option<&str>) {
        let status =
            |message: &str| rpc::Status { message: message.to_owned(), ..Default::default() };
        self.send(DeltaDiscoveryRequest {
            type_url: response.type_url.clone(),
            response_nonce: response.nonce.clone(),
            error_detail: error.map(status),
            ..DeltaDiscoveryRequest::default()
        })
        .await;
    }

    /// Asks for everything as a proxy does that starts, and takes it.
    pub async fn come_up(&mut self, routes: &[&str]) -> String {
        let mut read = Vec::new();
        for (of, names) in [(Cluster, [].as_slice()), (Listener, &[]), (Routes, routes)] {
            if of == Routes && routes.is_empty() {
                continue;
            }
            self.ask(of, names).await;
            read.push(self.read().await);
        }
        read.join("; ")
    }

    /// Rejects the next response.
    pub async fn reject(&mut self, error: &str) {
        let response = self.next().await;
        self.answer(&response, Some(error)).await;
    }

    async fn end(mut self) -> Result<(), Status> {
        let ended = timeout(LONG, async {
            while self.responses.message().await?.is_some() {}
            Ok(())
        });
        ended.await.unwrap()
    }
}

fn written(response: &DeltaDiscoveryResponse) -> String {
    let of = ResourceType::of_url(&response.type_url).unwrap();
    let names = response.resources.iter().map(|one| format!(" {}", one.name));
    let removed = response.removed_resources.iter().map(|name| format!(" -{name}"));
    let all: String = names.chain(removed).collect();
    format!("{}{all}", of.short())
}

/// The routes of the caller.
pub const CALLS: &str = "rds_egress_http_8080";

/// A caller that is up to date.
async fn caller(server: &Server) -> Proxy {
    let mut caller = Proxy::new(over_tcp(&server.xds_url).await, CALLER).await;
    caller.come_up(&[CALLS]).await;
    caller
}

#[tokio::test]
async fn proxies_come_up_and_follow_changes() {
    let world = shop().await;
    let server = Server::start(&world.plane).await;
    for channel in [
        over_tcp(&server.url).await,
        over_tcp(&server.xds_url).await,
        over_unix(server.socket.clone()).await,
    ] {
        world.update(&id("rt/r/t"), split(75, 25)).await.unwrap();
        let mut caller = Proxy::new(channel, CALLER).await;
        assert_eq!(
            caller.come_up(&[CALLS]).await,
            "CDS cds_egress_m_amazonaws cds_egress_m_one_http_8080 cds_egress_m_two_http_8080; \
             LDS lds_egress_0.0.0.0_15001; RDS rds_egress_http_8080"
        );
        world.update(&id("rt/r/t"), split(50, 50)).await.unwrap();
        assert_eq!(caller.read().await, "RDS rds_egress_http_8080");
    }
    assert_eq!(server.stop().await, Drained::Whole);
}

#[tokio::test]
async fn only_proxies_are_answered_where_only_proxies_are() {
    let world = shop().await;
    let server = Server::start(&world.plane).await;
    let stream = UnixStream::connect(&server.socket).await.unwrap();
    let (mut client, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    let connection = tokio::spawn(connection);
    let request = http::Request::get("/_weir/v1/snapshot").header("host", "localhost");
    let request = request.body(axum::body::Body::empty()).unwrap();
    assert_eq!(client.send_request(request).await.unwrap().status(), 404);
    drop(client);
    connection.await.unwrap().unwrap();
    server.stop().await;
}

#[tokio::test]
async fn new_targets_come_before_the_routes_to_them() {
    let world = shop().await;
    let server = Server::start(&world.plane).await;
    let mut caller = caller(&server).await;
    world.create(&id("vn/three"), target("three")).await.unwrap();
    let mut route = split(50, 50);
    let more = json!({ "virtualNode": "three", "weight": 1 });
    route["httpRoute"]["action"]["weightedTargets"].as_array_mut().unwrap().push(more);
    world.update(&id("rt/r/t"), route).await.unwrap();
    let clusters = caller.next().await;
    assert_eq!(written(&clusters), "CDS cds_egress_m_three_http_8080");
    caller.ask(Secret, &["none"]).await;
    assert_eq!(caller.read().await, "SDS -none", "the routes wait");
    caller.answer(&clusters, None).await;
    assert_eq!(caller.read().await, "RDS rds_egress_http_8080");
    server.stop().await;
}

#[tokio::test]
async fn the_state_of_the_world_is_told_on_request() {
    let world = shop().await;
    let server = Server::start(&world.plane).await;
    let (requests, outbound) = mpsc::channel(16);
    let mut client = AggregatedDiscoveryServiceClient::new(over_tcp(&server.url).await);
    let outbound = ReceiverStream::new(outbound);
    let mut responses = client.stream_aggregated_resources(outbound).await.unwrap().into_inner();
    let node = Some(Node { id: CALLER.to_owned(), ..Node::default() });
    let type_url = Cluster.url().to_owned();
    let request = DiscoveryRequest { node, type_url, ..DiscoveryRequest::default() };
    requests.send(request.clone()).await.unwrap();
    let response = timeout(LONG, responses.message()).await.unwrap().unwrap().unwrap();
    assert_eq!((response.resources.len(), response.type_url.as_str()), (3, Cluster.url()));
    let DiscoveryResponse { nonce, version_info, .. } = response;
    let ack = DiscoveryRequest { response_nonce: nonce, version_info, node: None, ..request };
    requests.send(ack).await.unwrap();
    drop(requests);
    assert!(timeout(LONG, responses.message()).await.unwrap().unwrap().is_none());
    server.stop().await;
}

#[tokio::test]
async fn changes_go_to_those_who_depend_on_them() {
    let world = shop().await;
    let server = Server::start(&world.plane).await;
    let mut caller = caller(&server).await;
    let mut alone = Proxy::new(over_tcp(&server.xds_url).await, "mesh/m/virtualNode/alone").await;
    alone.come_up(&["rds_ingress_http_8080"]).await;
    let done = world.update(&id("rt/r/t"), split(1, 99)).await.unwrap();
    assert_eq!(caller.read().await, "RDS rds_egress_http_8080");
    let waited = server.wait(done.revision).await;
    assert_eq!((&waited["complete"], &waited["revision"]), (&json!(true), &json!(done.revision)));
    alone.ask(Secret, &["none"]).await;
    assert_eq!(alone.read().await, "SDS -none", "nothing came before");
    let tags = world.update(&id("rt/r/t"), split(1, 99)).await.unwrap();
    assert_eq!(server.wait(tags.revision).await["complete"], json!(true));
    caller.ask(Secret, &["none"]).await;
    assert_eq!(caller.read().await, "SDS -none", "an equal assembly is not sent");
    server.stop().await;
}

#[tokio::test]
async fn proxies_that_come_back_get_nothing_again() {
    let world = shop().await;
    let server = Server::start(&world.plane).await;
    let mut first = Proxy::new(over_tcp(&server.xds_url).await, CALLER).await;
    first.ask(Cluster, &[]).await;
    let clusters = first.next().await;
    drop(first);
    let versions = |response: &DeltaDiscoveryResponse| {
        let all = response.resources.iter();
        all.map(|one| (one.name.clone(), one.version.clone())).collect()
    };
    let mut second = Proxy::new(over_tcp(&server.xds_url).await, CALLER).await;
    let request = DeltaDiscoveryRequest {
        type_url: Cluster.url().to_owned(),
        initial_resource_versions: versions(&clusters),
        ..DeltaDiscoveryRequest::default()
    };
    second.send(request).await;
    assert_eq!(second.read().await, "CDS");
    server.stop().await;
}

#[tokio::test]
async fn rejections_are_told_with_the_field() {
    let world = shop().await;
    let server = Server::start(&world.plane).await;
    let mut caller = caller(&server).await;
    let revision = world.revision();
    assert_eq!(server.wait(revision).await["complete"], json!(true));
    let up = server.proxies().await;
    assert_eq!(up["proxies"][0]["state"], "synced", "{up}");
    assert_eq!(up["proxies"][0]["acknowledgedRevision"], json!(revision));
    let mut spec = target("one");
    spec["serviceDiscovery"]["dns"]["hostname"] = json!("other.example");
    let done = world.update(&id("vn/one"), spec).await.unwrap();
    let response = caller.next().await;
    let name = "cds_egress_m_one_http_8080";
    assert_eq!(written(&response), format!("CDS {name}"));
    let pending = server.get(&format!("/_weir/v1/proxies?wait={}&timeout=0", done.revision)).await;
    assert_eq!((&pending["complete"], &pending["pending"]), (&json!(false), &json!(1)));
    let message = format!("Error adding/updating cluster(s) {name}: cannot use other.example");
    caller.answer(&response, Some(&message)).await;
    let waited = server.wait(done.revision).await;
    assert_eq!(waited["complete"], json!(true));
    let proxy = &waited["proxies"][0];
    let told = ["nodeId", "meshName", "of", "flavor", "state", "revision", "acknowledgedRevision"];
    let told: Vec<&Value> = told.iter().map(|member| &proxy[member]).collect();
    let expected = json!([CALLER, "m", "vn/caller", "delta", "rejected", done.revision, revision]);
    assert_eq!(json!(told), expected, "{proxy}");
    assert!(proxy["peer"].as_str().unwrap().starts_with("127.0.0.1:"), "{proxy}");
    assert_eq!(proxy["types"]["CDS"]["resources"], json!(3));
    let rejection = &proxy["rejections"][0];
    assert_eq!(rejection["type"], "CDS");
    assert_eq!(rejection["resource"], name);
    assert_eq!(rejection["message"], json!(message));
    assert_eq!(rejection["revision"], json!(done.revision));
    assert!(rejection["sources"].as_array().unwrap().contains(&json!("vn/one")), "{rejection}");
    let field = json!({ "of": "vn/one", "path": "spec.serviceDiscovery.dns.hostname" });
    assert_eq!(rejection["field"], field);
    let read: client::ProxyList = serde_json::from_value(waited.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), waited, "clients read what there is");
    let metrics = world.plane.meter().render(&world.plane.snapshot());
    for line in
        ["weir_xds_streams{flavor=\"delta\"} 1", "weir_xds_rejections_total{type=\"CDS\"} 1"]
    {
        assert!(metrics.contains(line), "no `{line}` in:\n{metrics}");
    }
    drop(caller);
    while !server.proxies().await["proxies"].as_array().unwrap().is_empty() {}
    assert_eq!(server.wait(done.revision).await["connected"], json!(0));
    server.stop().await;
}

/// How a stream ends that says this about itself.
async fn refusal(server: &Server, node: Node) -> Status {
    let mut proxy = Proxy::new(over_tcp(&server.xds_url).await, "").await;
    proxy.node = Some(node);
    proxy.ask(Cluster, &[]).await;
    proxy.end().await.unwrap_err()
}

#[tokio::test]
async fn strangers_are_turned_away() {
    let world = shop().await;
    let server = Server::start(&world.plane).await;
    let node = |id: &str| Node { id: id.to_owned(), ..Node::default() };
    let status = refusal(&server, node("mesh/m/virtualNode/x")).await;
    assert_eq!(status.code(), Code::NotFound);
    assert_eq!(
        status.message(),
        "there is no virtual node `x` in mesh `m`; create it, or correct the node id \
         `mesh/m/virtualNode/x` of the proxy"
    );
    let status = refusal(&server, node("x")).await;
    assert_eq!(status.code(), Code::InvalidArgument);
    assert!(status.message().starts_with("the node id `x` names no"), "{status}");
    let wrong = Metadata { kind: Some(Member::StringValue("none".to_owned())) };
    let metadata = Struct { fields: [("weir".to_owned(), wrong)].into() };
    let status = refusal(&server, Node { metadata: Some(metadata), ..node(CALLER) }).await;
    assert_eq!(status.code(), Code::InvalidArgument);
    assert_eq!(status.message(), "the node metadata `weir` must be an object");
    server.stop().await;
}

#[tokio::test]
async fn proxies_of_deleted_nodes_are_told() {
    let world = shop().await;
    let server = Server::start(&world.plane).await;
    let mut caller = caller(&server).await;
    world.delete(&id("vn/caller")).await.unwrap();
    let status = timeout(LONG, caller.responses.message()).await.unwrap().unwrap_err();
    assert_eq!(status.code(), Code::NotFound);
    let spec = json!({ "backends": [] });
    world.create(&id("vn/caller"), spec).await.unwrap();
    let mut again = Proxy::new(over_tcp(&server.xds_url).await, CALLER).await;
    assert_eq!(
        again.come_up(&[]).await,
        "CDS cds_egress_m_amazonaws; LDS lds_egress_0.0.0.0_15001"
    );
    server.stop().await;
}

#[tokio::test]
async fn streams_end_with_the_server() {
    let world = shop().await;
    let server = Server::start(&world.plane).await;
    let caller = caller(&server).await;
    let ending = tokio::spawn(server.stop());
    caller.end().await.unwrap();
    assert_eq!(ending.await.unwrap(), Drained::Whole);
}

#[tokio::test]
async fn streams_end_in_time() {
    let world = shop().await;
    let router = Ads::new(world.plane.clone()).lasting(Duration::from_millis(50)).router();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let serving = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let service = TowerToHyperService::new(router);
        let builder = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
        builder.serve_connection(TokioIo::new(stream), service).await.unwrap();
    });
    let mut proxy = Proxy::new(over_tcp(&url).await, CALLER).await;
    proxy.ask(Cluster, &[]).await;
    proxy.next().await;
    proxy.end().await.unwrap();
    serving.await.unwrap();
}

#[tokio::test]
async fn clients_wait_for_proxies() {
    let world = shop().await;
    let server = Server::start(&world.plane).await;
    let transport = client::Transport::http(&server.url, LONG).unwrap();
    let client = client::Client::new(transport);
    assert!(client.capabilities().await.unwrap().proxies);
    let mut caller = caller(&server).await;
    assert_eq!(
        client.wait_for_proxies((None, None), None, LONG).await.unwrap().complete,
        Some(true)
    );
    world.update(&id("rt/r/t"), split(1, 99)).await.unwrap();
    let response = caller.next().await;
    let none = client.wait_for_proxies((None, None), Some("m"), Duration::ZERO).await.unwrap();
    assert_eq!((none.complete, none.pending), (Some(false), 1));
    assert_eq!(none.proxies[0].state, client::ProxyState::Pending);
    let other = client.wait_for_proxies((None, None), Some("other"), Duration::ZERO).await.unwrap();
    assert_eq!((other.complete, other.connected), (Some(true), 0));
    caller.answer(&response, None).await;
    let all = client.wait_for_proxies((None, none.waited_for), None, LONG).await.unwrap();
    assert_eq!((all.complete, all.synced, all.proxies.len()), (Some(true), 1, 0));
    let listed = client.proxies(Some("m")).await.unwrap();
    assert_eq!(listed.proxies[0].acknowledged_revision, Some(world.revision()));
    server.stop().await;
}

#[tokio::test]
async fn a_wait_is_for_a_revision_that_there_is() {
    let world = shop().await;
    let server = Server::start(&world.plane).await;
    let next = world.revision() + 1;
    let answer = server.get(&format!("/_weir/v1/proxies?wait={next}")).await;
    let message = format!("wait: there is no revision {next} yet; the last is {}", next - 1);
    assert_eq!(answer["message"], json!(message));
    let answer = server.get("/_weir/v1/proxies?wait=latest").await;
    assert_eq!((&answer["waitedFor"], &answer["complete"]), (&json!(next - 1), &json!(true)));
    server.stop().await;
}
