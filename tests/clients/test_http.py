"""What HTTP clients may do wrong, and the corners of HTTP that SDKs rely on."""

import json
import select
import socket
import time

import pytest

from conftest import answer, exchange
from kinds import NODE, build_world

MESHES = "/v20190125/meshes"
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def place(client):
    client.create_mesh(meshName="http")
    build_world(client, "http")
    return "http"


def check_error(got, status, error):
    assert (got.status, got.error) == (status, error), got.body
    assert got.headers["Content-Type"].startswith("application/json")
    assert got.json["message"]


def test_answer_has_the_published_form(server, place):
    got = server.http("GET", NODE.path(place, "base-vn"))
    assert got.status == 200
    assert got.headers["Content-Type"].startswith("application/json")
    assert set(got.json) == {"meshName", "virtualNodeName", "metadata", "spec", "status"}
    assert type(got.json["metadata"]["createdAt"]) in (int, float)
    assert abs(got.json["metadata"]["createdAt"] - time.time()) < 600
    assert got.headers["x-amzn-RequestId"]
    listed = server.http("GET", NODE.path(place)).json
    assert listed.get("nextToken") is None
    assert set(listed["virtualNodes"][0]) == {
        *("arn", "createdAt", "lastUpdatedAt", "meshName", "meshOwner"),
        *("resourceOwner", "version", "virtualNodeName"),
    }


BAD_BODIES = [
    b"",
    b"{",
    b'{"meshName": "a",}',
    b'{"meshName": "a"} x',
    b'{"meshName": "a"}{"meshName": "b"}',
    b'{"meshName": "\xff"}',
    b'{"meshName": "\\ud800"}',
    b'{"meshName": "a", "meshName": "b"}',
    b'{"meshName": NaN}',
    b"[]",
    b"null",
    b'"text"',
    b"{}",
    b"[" * 100_000,
    b'{"meshName": "deep", "spec": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_001,
]


@pytest.mark.parametrize("body", BAD_BODIES, ids=lambda body: repr(body[:24]))
def test_malformed_body(body, server):
    check_error(server.http("PUT", MESHES, body, JSON), 400, "BadRequestException")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "x", None])
def test_other_content_type(kind, server, mesh):
    """Accepted or refused, but never misread."""
    body = json.dumps({"meshName": f"{mesh}-type"}).encode()
    got = server.http("PUT", MESHES, body, {"Content-Type": kind} if kind else {})
    if got.status == 200:
        assert got.json["meshName"] == f"{mesh}-type"
    else:
        assert got.status in (400, 415)
        assert got.error and got.json["message"]


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "application/x-amz-json-1.1"])
def test_content_type_of_sdks(kind, server, mesh):
    body = json.dumps({"meshName": f"{mesh}-type"}).encode()
    assert server.http("PUT", MESHES, body, {"Content-Type": kind}).status == 200


@pytest.mark.parametrize(
    "method, path",
    [
        ("POST", MESHES),
        ("DELETE", MESHES),
        ("PATCH", MESHES + "/http"),
        ("POST", MESHES + "/http/virtualNodes"),
        ("GET", "/v20190125/tag"),
        ("POST", "/v20190125/tags"),
        ("DELETE", "/_weir/v1/snapshot"),
    ],
)
def test_wrong_method(method, path, server, place):
    got = server.http(method, path, b"{}", JSON)
    assert got.status == 405, got.body
    assert got.error and got.json["message"]


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/v20190125",
        "/v20190125/nowhere",
        "/v20190125/meshes/http/virtualnodes",
        "/v20190125/meshes/http/virtualRouters/base-vr/routes",
        "/v20190125/meshes/http/virtualNodes/base-vn/more",
        "/_weir/v1/nowhere",
    ],
)
def test_unknown_path(path, server, place):
    got = server.http("GET", path)
    assert got.status == 404, got.body
    assert got.error and got.json["message"]


@pytest.mark.parametrize(
    "name", [".", "..", "%2e%2e", "a%2Fb", "%2F", "a%00b", "%0a", "%ff", "%zz"]
)
@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_bad_name_in_the_path(method, name, server, place):
    for path in (f"{MESHES}/{name}", NODE.path(place, name)):
        check_error(server.http(method, path), 400, "BadRequestException")
    assert server.http("GET", f"{MESHES}/{place}").status == 200


def test_names_are_decoded_once(server, mesh):
    made = {}
    for name in ("a b", "a%20b", "A", "%41", "é", "a+b", "a:b*c"):
        made[name] = server.http("PUT", NODE.path(mesh), {"virtualNodeName": name, "spec": {}})
        assert made[name].status == 200, made[name].body
    spellings = {
        "a%20b": "a b",
        "a%2520b": "a%20b",
        "A": "A",
        "%41": "A",
        "%2541": "%41",
        "%C3%A9": "é",
        "%c3%a9": "é",
        "a+b": "a+b",
        "a%2Bb": "a+b",
        "a:b*c": "a:b*c",
        "a%3Ab%2Ac": "a:b*c",
    }
    for path, name in spellings.items():
        got = server.http("GET", NODE.path(mesh, path))
        assert got.json == made[name].json, path


def test_connection_is_kept_after_errors(server, place):
    """Also where the answer does not depend on the body, which arrives a little later."""
    connection = server.connection()
    connection.connect()
    local = connection.sock.getsockname()
    for method, path, body, status in 10 * [
        ("PUT", MESHES, b"{", 400),
        ("GET", MESHES + "/absent", None, 404),
        ("POST", MESHES, b"{}", 405),
        ("PUT", "/nowhere", b"{}", 404),
        ("GET", MESHES, b"{}", 200),
        ("PUT", MESHES, {"meshName": place}, 409),
        ("GET", MESHES + "/http", None, 200),
    ]:
        assert exchange(connection, method, path, body, JSON).status == status
        assert connection.sock.getsockname() == local, "the connection was closed"


@pytest.mark.parametrize("chunked", [False, True])
def test_huge_body(chunked, server, place):
    """The server stops reading long before the end."""
    connection = server.connection()
    connection.putrequest("PUT", MESHES)
    connection.putheader("Content-Type", "application/json")
    if chunked:
        connection.putheader("Transfer-Encoding", "chunked")
    else:
        connection.putheader("Content-Length", str(1 << 30))
    connection.endheaders()
    piece = b" " * (1 << 20)
    if chunked:
        piece = b"%x\r\n%s\r\n" % (len(piece), piece)
    sent = 0
    for _ in range(256):
        if select.select([connection.sock], [], [], 0)[0]:
            break
        try:
            connection.sock.sendall(piece)
        except (BrokenPipeError, ConnectionResetError):
            break
        sent += len(piece)
    response = connection.getresponse()
    got = answer(response.status, response.headers, response.read())
    assert got.status == 413, got.body
    assert got.error and got.json["message"]
    assert sent < 128 << 20
    assert server.http("GET", "/healthz").status == 200


def test_a_body_of_some_size_is_fine(server, mesh):
    backends = [
        {"virtualService": {"virtualServiceName": f"service-{n}.local"}} for n in range(2000)
    ]
    body = {"virtualNodeName": "many", "spec": {"backends": backends}}
    got = server.http("PUT", NODE.path(mesh), body)
    assert got.status == 200
    assert got.json["spec"] == body["spec"]


def test_expect_continue(server, mesh):
    body = json.dumps({"virtualNodeName": "a", "spec": {}}).encode()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as sock:
        head = f"PUT {NODE.path(mesh)} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
        sock.sendall(
            (head + "Content-Type: application/json\r\nExpect: 100-continue\r\n\r\n").encode()
        )
        assert sock.recv(100).startswith(b"HTTP/1.1 100")
        sock.sendall(body)
        assert sock.recv(100).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "line",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n" % (b"a" * 200_000),
    ],
    ids=["not HTTP", "version", "long line"],
)
def test_broken_request_line(line, server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as sock:
        try:
            sock.sendall(line)
            first = sock.recv(100)
        except ConnectionResetError:
            first = b""
    assert first == b"" or first.startswith(b"HTTP/1.") and first.split()[1].startswith(b"4")
    assert server.http("GET", "/healthz").status == 200


def test_signed_and_unsigned_requests_are_accepted(server, place):
    odd = {"Authorization": "AWS4-HMAC-SHA256 Credential=x/y, SignedHeaders=host, Signature=0"}
    for headers in ({}, odd):
        assert server.http("GET", MESHES, headers=headers).status == 200


def test_foreign_web_pages_are_kept_out(server, mesh):
    own = f"127.0.0.1:{server.port}"
    body = {"virtualNodeName": "a", "spec": {}}
    for headers in (
        {"Origin": "http://shop.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://rebound.example", "Host": "rebound.example"},
    ):
        got = server.http("PUT", NODE.path(mesh), body, headers)
        check_error(got, 403, "ForbiddenException")
    assert server.http("GET", NODE.path(mesh)).json["virtualNodes"] == []
    assert server.http("PUT", NODE.path(mesh), body, {"Origin": f"http://{own}"}).status == 200


def test_health_and_metrics(server):
    for path in ("/healthz", "/readyz"):
        assert server.http("GET", path).status == 200
    got = server.http("GET", "/metrics")
    assert got.status == 200
    assert got.headers["Content-Type"].startswith("text/plain")
    lines = [line for line in got.body.decode().splitlines() if line and not line.startswith("#")]
    assert lines
    for line in lines:
        float(line.rsplit(" ", 1)[1])
