"""Virtual services: by which names and ports they are reached, and what answers if nobody does."""

import pytest

from harness.http1 import Http1Client
from harness.mesh import listener, targets


@pytest.fixture(scope="module")
def web(mesh, stage):
    """Calls services with one port and with several, with a node, a router and nobody behind."""
    mesh.node("one", listener("http", 8080), proxied=True)
    several = [listener("http", 8080), listener("http", 9090), listener("tcp", 7000)]
    mesh.node("several", *several, proxied=True)
    mesh.node("silent", listener("http", 8080), serving=False)
    undiscoverable = {"serviceDiscovery": {"awsCloudMap": NOWHERE}}
    mesh.node("lost", listener("http", 8080), serving=False, **undiscoverable)
    declare_routers(mesh)
    mesh.service("one.test", node="one")
    mesh.service("several.test", node="several")
    mesh.service("silent.test", node="silent")
    mesh.service("lost.test", node="lost")
    mesh.service("provided-by-nobody.test")
    for router in ("ports", "unweighted", "unmatched", "gone", "order"):
        mesh.service(f"{router}.test", router=router)
    mesh.service("no-backend.test", node="one")
    web = mesh.node("web", proxied=True, backends=[f"{name}.test" for name in BACKENDS])
    mesh.start()
    return stage.caller(web)


NOWHERE = {"namespaceName": "nowhere", "serviceName": "lost"}
BACKENDS = [
    "one",
    "several",
    "silent",
    "lost",
    "provided-by-nobody",
    "ports",
    "unweighted",
    "unmatched",
    "gone",
    "order",
    "not-there",
]


def declare_routers(mesh):
    mesh.router("ports", ("http", 80), ("http", 81), ("tcp", 82))
    for port, target in ((80, 8080), (81, 9090)):
        every = {"match": {"prefix": "/", "port": port}, "action": targets(target, several=1)}
        mesh.route("ports", f"to-{target}", {"httpRoute": every})
    mesh.route("ports", "to-7000", {"tcpRoute": {"action": targets(7000, several=1)}})
    mesh.router("unweighted", ("http", 8080))
    mesh.route("unweighted", "zero", http({"prefix": "/"}, targets(one=0, silent=0)))
    mesh.router("unmatched", ("http", 8080))
    mesh.route("unmatched", "some", http({"prefix": "/some"}, targets(one=1)))
    mesh.router("gone", ("http", 8080))
    mesh.route("gone", "port", http({"prefix": "/"}, targets(9999, one=1)))
    mesh.router("order", ("http", 8080))
    mesh.route("order", "b-last", http({"prefix": "/"}, targets(silent=1)))
    mesh.route(
        "order", "c-second", http({"prefix": "/"}, targets(8080, several=1)) | {"priority": 7}
    )
    longer = {"prefix": "/one"}
    mesh.route("order", "a-first", http(longer, targets(one=1)) | {"priority": 0})


def http(match, action):
    return {"httpRoute": {"match": match, "action": action}}


@pytest.mark.parametrize("host", ["one.test", "one.test:8080", "One.Test", "one.test:15001"])
def test_a_service_is_reached_by_its_name(web, host):
    answer = web.http(host, "/a/b?c")
    assert (answer.status, answer.node) == (200, "one")
    assert (answer.told["host"], answer.told["path"]) == (host, "/a/b?c")


@pytest.mark.parametrize(
    "host", ["unknown.test", "one.test:9999", "one", "no-backend.test", "not-there.test"]
)
def test_what_is_no_backend_is_not_found(web, host):
    answer = web.http(host)
    assert (answer.status, answer.node) == (404, None)


@pytest.mark.parametrize(
    "host, status",
    [
        ("silent.test", 503),
        ("lost.test", 503),
        ("provided-by-nobody.test", 404),
        ("unweighted.test", 503),
        ("unmatched.test", 404),
        ("gone.test", 503),
    ],
)
def test_a_service_that_nobody_serves_is_an_error(web, host, status):
    answer = web.http(host)
    assert (answer.status, answer.node) == (status, None)


def test_only_what_matches_is_served(web):
    assert web.http("unmatched.test", "/some").node == "one"


def test_the_lower_priority_goes_first(web):
    assert web.http("order.test", "/one").node == "one"
    assert web.http("order.test", "/two").node == "several"


@pytest.mark.parametrize("host, port", [("several.test", 8080), ("several.test:9090", 9090)])
def test_each_port_of_a_node_is_a_port_of_the_service(mesh, web, host, port):
    application = mesh.nodes["several"].app(port)
    application.will()
    assert web.http(host).node == "several"
    assert [seen.host for seen in application.seen] == [host]


@pytest.mark.parametrize(
    "host, port", [("ports.test", 8080), ("ports.test:80", 8080), ("ports.test:81", 9090)]
)
def test_each_port_of_a_router_has_its_routes(mesh, web, host, port):
    application = mesh.nodes["several"].app(port)
    application.will()
    assert web.http(host).node == "several"
    assert [seen.host for seen in application.seen] == [host]


def test_a_tcp_port_is_bound_at_the_proxy(web):
    assert web.tcp(7000) == "several"
    assert web.tcp(82) == "several"
    assert web.tcp(83) is None


def test_bytes_are_passed_on_unchanged(web):
    line = bytes(byte for byte in range(256) if byte != 10) * 100 + b"\n"
    assert web.tcp(7000, line) == "several"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_bodies_are_passed_on_unchanged(mesh, web, method):
    application = mesh.nodes["one"].app(8080)
    application.will()
    body = bytes(range(256)) * 1000
    assert web.http("one.test", "/", method, body=body).node == "one"
    assert application.seen[0].body == body


def test_a_websocket_is_passed_on(stage, web):
    async def upgrade():
        async with Http1Client(web.address, web.port) as client:
            asked = [("connection", "upgrade"), ("upgrade", "websocket")]
            answer = await client.send("GET", "/", "one.test", asked)
            client.writer.write(b"\x81\x05hello")
            return answer, await client.reader.readexactly(7)

    answer, echoed = stage.loop.run(upgrade())
    assert (answer.status, answer.node, echoed) == (101, "one", b"\x81\x05hello")


def test_other_upgrades_are_refused(web):
    asked = [("connection", "upgrade"), ("upgrade", "something")]
    assert web.http("one.test", headers=asked).status == 403


def test_what_changes_is_followed(mesh, web):
    """Nodes, routers, routes, services and backends come and go while the proxies run."""
    assert web.http("late.test").status == 404
    mesh.router("late", ("http", 8080))
    mesh.route("late", "every", http({"prefix": "/"}, targets(one=1)))
    mesh.service("late.test", router="late")
    mesh.start()
    backends = [
        {"virtualService": {"virtualServiceName": f"{name}.test"}} for name in [*BACKENDS, "late"]
    ]
    mesh.set("virtualNode", {"virtualNodeName": "web"}, {"backends": backends})
    assert web.http("late.test").node == "one"
    mesh.set_route("late", "every", http({"prefix": "/"}, targets(8080, several=1)))
    assert web.http("late.test").node == "several"
    mesh.delete("route", virtualRouterName="late", routeName="every")
    assert web.http("late.test").status == 404
    backends.pop()
    mesh.set("virtualNode", {"virtualNodeName": "web"}, {"backends": backends})
    assert web.http("late.test").status == 404
    assert web.http("one.test").node == "one"
