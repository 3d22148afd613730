//! Addresses, sockets and the end of a server, over real connections.

use std::fs;
use std::path::Path;

use axum::body::Body;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
use tokio::sync::oneshot;

use super::*;
use crate::server::bound::address::AddressError;
use crate::server::plane::tests::World;
use crate::server::plane::{Config, PlaneError};
use crate::store::LockError;

#[test]
fn addresses_are_read_and_written() {
    let cases = [
        ("127.0.0.1:7070", Ok("127.0.0.1:7070")),
        ("127.9.9.9:0", Ok("127.9.9.9:0")),
        ("[::1]:80", Ok("[::1]:80")),
        ("localhost:80", Ok("127.0.0.1:80")),
        ("unix:/run/weir.sock", Ok("unix:/run/weir.sock")),
        ("unix:///run/weir.sock", Ok("unix:/run/weir.sock")),
        ("unix:weir.sock", Ok("unix:weir.sock")),
        ("0.0.0.0:80", Err(AddressError::NotLoopback)),
        ("[::]:80", Err(AddressError::NotLoopback)),
        ("192.168.0.1:80", Err(AddressError::NotLoopback)),
        ("example.org:80", Err(AddressError::NotLoopback)),
        ("127.0.0.1", Err(AddressError::Form)),
        ("localhost:x", Err(AddressError::Form)),
        ("http://127.0.0.1:80", Err(AddressError::Form)),
        ("unix:", Err(AddressError::Form)),
        ("", Err(AddressError::Form)),
    ];
    for (text, expected) in cases {
        let read = text.parse::<ListenAddress>().map(|address| address.to_string());
        assert_eq!(read, expected.map(str::to_owned), "{text}");
    }
}

/// A server that runs until it is told to stop.
struct Running {
    url: String,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<Drained>,
}

impl Running {
    async fn start(world: &World, address: &str, drain_timeout: Duration) -> Self {
        Self::on(&world.plane, address, drain_timeout).await
    }

    async fn on(plane: &Plane, address: &str, drain_timeout: Duration) -> Self {
        let bound = Bound::bind(&[address.parse().unwrap()]).await.unwrap();
        let url = bound.urls().remove(0);
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = bound.serve(plane.clone(), async { drop(stopped.await) }, drain_timeout);
        Self { url, stop, ended: tokio::spawn(serving) }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.url.strip_prefix("http://").unwrap()).await.unwrap()
    }

    async fn stop(self) -> Drained {
        drop(self.stop);
        timeout(Duration::from_secs(20), self.ended).await.unwrap().unwrap()
    }
}

const LONG: Duration = Duration::from_secs(20);

/// Sends some text and reads what comes until there is `until` in it.
async fn exchange<S>(stream: &mut S, text: &str, until: &str) -> String
where
    S: AsyncReadExt + AsyncWriteExt + Unpin,
{
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut read = String::new();
    while !read.contains(until) {
        let mut bytes = [0; 4096];
        let length = timeout(LONG, stream.read(&mut bytes)).await.unwrap().unwrap();
        assert!(length > 0, "the connection ended after {read:?}");
        read.push_str(std::str::from_utf8(&bytes[..length]).unwrap());
    }
    read
}

#[tokio::test]
async fn both_versions_of_http_are_spoken() {
    let world = World::full().await;
    let server = Running::start(&world, "127.0.0.1:0", LONG).await;
    let mut first = server.connect().await;
    for _ in 0..2 {
        let read =
            exchange(&mut first, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", "alive").await;
        assert!(read.starts_with("HTTP/1.1 200"), "{read}");
    }
    let stream = TokioIo::new(server.connect().await);
    let (mut second, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), stream).await.unwrap();
    let connection = tokio::spawn(connection);
    let uri = format!("{}/v20190125/meshes/m", server.url);
    let request = Request::get(uri).body(Body::empty()).unwrap();
    let response = second.send_request(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert!(body.starts_with(b"{\"meshName\":\"m\""));
    assert_eq!(server.stop().await, Drained::Whole, "idle connections hold nothing up");
    connection.await.unwrap().unwrap();
}

#[tokio::test]
async fn only_names_of_this_machine_are_answered_over_tcp() {
    let world = World::empty();
    let server = Running::start(&world, "127.0.0.1:0", LONG).await;
    let mut stream = server.connect().await;
    for (host, status) in [
        ("Host: localhost:7070", 200),
        ("Host: 127.0.0.1:7070", 200),
        ("Host: 127.1.2.3", 200),
        ("Host: [::1]:7070", 200),
        ("Host: attacker.example:7070", 403),
        ("Host: localhost.attacker.example", 403),
        ("Host: 192.168.0.1:7070", 403),
        ("Host:", 403),
        ("Accept: */*", 403),
    ] {
        let request = format!("GET /healthz HTTP/1.1\r\n{host}\r\n\r\n");
        let read = exchange(&mut stream, &request, "}").await;
        assert!(read.starts_with(&format!("HTTP/1.1 {status}")), "{host}: {read}");
    }
    drop(stream);
    server.stop().await;
}

#[tokio::test]
async fn address_in_use_is_named() {
    let world = World::empty();
    let server = Running::start(&world, "127.0.0.1:0", LONG).await;
    let address: ListenAddress = server.url.strip_prefix("http://").unwrap().parse().unwrap();
    let error = Bound::bind(std::slice::from_ref(&address)).await.unwrap_err();
    assert_eq!(error.to_string(), format!("cannot listen on `{address}`"));
    assert_eq!(error.source.kind(), io::ErrorKind::AddrInUse);
    server.stop().await;
}

async fn bind(path: &Path) -> io::Result<Bound> {
    Bound::bind(&[ListenAddress::Unix(path.to_owned())]).await.map_err(|error| error.source)
}

#[tokio::test]
async fn socket_file_is_private_and_goes_away() {
    let world = World::empty();
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("s");
    let server = Running::start(&world, &format!("unix:{}", path.display()), LONG).await;
    assert_eq!(server.url, format!("unix:{}", path.display()));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let mut stream = UnixStream::connect(&path).await.unwrap();
    exchange(&mut stream, "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n", "\"ready\":true").await;
    assert_eq!(bind(&path).await.unwrap_err().kind(), io::ErrorKind::AddrInUse);
    server.stop().await;
    assert!(!path.exists());
}

#[tokio::test]
async fn only_stale_sockets_are_replaced() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("s");
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    assert!(path.exists(), "a dead server leaves its socket");
    drop(bind(&path).await.unwrap());
    fs::write(&path, "precious").unwrap();
    assert_eq!(bind(&path).await.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
}

/// The head of a request whose body is read as soon as `100 Continue` was answered.
const HEAD: &str = "PUT /v20190125/meshes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 16\r\n\
                    Expect: 100-continue\r\n\r\n";

#[tokio::test]
async fn requests_under_way_are_answered() {
    let world = World::empty();
    let server = Running::start(&world, "127.0.0.1:0", LONG).await;
    let mut stream = server.connect().await;
    exchange(&mut stream, HEAD, "100 Continue").await;
    stream.write_all(b"{\"mesh").await.unwrap();
    let plane = world.plane.clone();
    let ending = tokio::spawn(server.stop());
    plane.drained().await;
    let read = exchange(&mut stream, "Name\":\"m\"}", "ACTIVE").await;
    assert!(read.starts_with("HTTP/1.1 200") && read.contains("connection: close"), "{read}");
    assert_eq!(ending.await.unwrap(), Drained::Whole);
}

#[tokio::test]
async fn draining_server_is_not_announced() {
    let dir = TempDir::new().unwrap();
    let config = Config { data_dir: dir.path().to_owned(), account: None, region: None };
    let plane = Plane::open(&config).unwrap();
    let server = Running::on(&plane, "127.0.0.1:0", LONG).await;
    plane.announce(std::slice::from_ref(&server.url)).unwrap();
    let announced = || match Plane::open(&config).unwrap_err() {
        PlaneError::Lock(LockError::Held { holder, .. }) => holder.serving,
        other => panic!("{other:?}"),
    };
    assert_eq!(announced(), [server.url.as_str()]);
    let mut stream = server.connect().await;
    exchange(&mut stream, HEAD, "100 Continue").await;
    let ending = tokio::spawn(server.stop());
    plane.drained().await;
    assert_eq!(announced(), Vec::<String>::new());
    exchange(&mut stream, "{\"meshName\":\"m\"}", "ACTIVE").await;
    ending.await.unwrap();
}

#[tokio::test]
async fn stalled_requests_are_cut() {
    let world = World::empty();
    let server = Running::start(&world, "127.0.0.1:0", Duration::from_millis(100)).await;
    let mut stream = server.connect().await;
    exchange(&mut stream, HEAD, "100 Continue").await;
    assert_eq!(server.stop().await, Drained::Cut(1));
}

#[tokio::test]
async fn streams_of_events_end() {
    let world = World::full().await;
    let server = Running::start(&world, "127.0.0.1:0", LONG).await;
    let mut stream = server.connect().await;
    let request = "GET /_weir/v1/events?from=6 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    exchange(&mut stream, request, "event: created").await;
    assert_eq!(server.stop().await, Drained::Whole);
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).await.unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"), "the stream ends as it should");
}

#[tokio::test]
async fn too_large_bodies_are_answered_before_they_end() {
    let world = World::empty();
    let server = Running::start(&world, "127.0.0.1:0", LONG).await;
    let mut stream = server.connect().await;
    let head = HEAD.replace("16", "1073741824").replace("Expect: 100-continue\r\n", "");
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&vec![b' '; 1 << 20]).await.unwrap();
    let read = exchange(&mut stream, "", "larger than").await;
    assert!(read.starts_with("HTTP/1.1 413"), "{read}");
    drop(stream);
    server.stop().await;
}
