"""Virtual gateways: which route a request takes, how it is rewritten, and where it ends."""

import pytest

from harness.mesh import listener, targets

# The name of a case, what a gateway route matches and rewrites, and paths before and after.
REWRITES = {
    "default": ({"prefix": "/x"}, None, {"/x/1": "/1", "/x": "/", "/x/": "/", "/xyz": "/yz"}),
    "default-slash": ({"prefix": "/x/"}, None, {"/x/1": "/1", "/x/": "/", "/x/1?q=2": "/1?q=2"}),
    "default-root": ({"prefix": "/"}, None, {"/": "/", "/x/1?q": "/x/1?q"}),
    "disabled": (
        {"prefix": "/x"},
        {"prefix": {"defaultPrefix": "DISABLED"}},
        {"/x/1": "/x/1", "/xyz": "/xyz", "/x?q=1": "/x?q=1"},
    ),
    "enabled": ({"prefix": "/x"}, {"prefix": {"defaultPrefix": "ENABLED"}}, {"/x/1": "/1"}),
    "value": (
        {"prefix": "/x"},
        {"prefix": {"value": "/new/"}},
        {"/x/1": "/new/1", "/x": "/new/", "/xyz?q=1": "/new/yz?q=1"},
    ),
    "path": (
        {"path": {"exact": "/x"}},
        {"path": {"exact": "/new/path"}},
        {"/x": "/new/path", "/x?q=1&r": "/new/path?q=1&r"},
    ),
    "path-kept": ({"path": {"exact": "/x"}}, None, {"/x": "/x", "/x?q": "/x?q"}),
    "regex": (
        {"path": {"regex": "/x/[0-9]+"}},
        {"path": {"exact": "/one"}},
        {"/x/1": "/one", "/x/22?q=1": "/one?q=1"},
    ),
}


@pytest.fixture(scope="module")
def edge(mesh, stage):
    """A gateway in front of three nodes, reached by a node, a router with a split, and nobody."""
    for node in "abc":
        listeners = [listener("http", 8080), listener("http2", 8081), listener("grpc", 8082)]
        mesh.node(node, *listeners)
        mesh.router(node, ("http", 8080), ("http2", 8081), ("grpc", 8082))
        every = {"match": {"prefix": "/", "port": 8080}, "action": targets(8080, **{node: 1})}
        mesh.route(node, "http", {"httpRoute": every})
        every = {"match": {"prefix": "/", "port": 8081}, "action": targets(8081, **{node: 1})}
        mesh.route(node, "http2", {"http2Route": every})
        every = {"match": {"port": 8082}, "action": targets(8082, **{node: 1})}
        mesh.route(node, "grpc", {"grpcRoute": every})
        mesh.service(f"{node}.test", router=node)
    mesh.service("nobody.test")
    declare_split(mesh)
    ports = {"http": 8000, "http2": 8001, "grpc": 8002}
    node = mesh.gateway("edge", *[listener(*one) for one in ports.items()])
    for case, (match, rewrite, _) in REWRITES.items():
        declare(mesh, case, match | host(f"{case}.rewrite"), rewrite=rewrite)
    declare_hosts(mesh)
    declare_matches(mesh)
    mesh.start()
    return stage.visitor(node, 8000)


def declare(
    mesh, name, match, to="a.test", port=8080, kind="httpRoute", priority=None, rewrite=None
):
    target = {"virtualService": {"virtualServiceName": to}} | ({"port": port} if port else {})
    action = {"target": target} | ({"rewrite": rewrite} if rewrite else {})
    spec = {kind: {"match": match, "action": action}}
    mesh.gateway_route("edge", name, spec | ({"priority": priority} if priority else {}))


def host(exact=None, suffix=None):
    return {"hostname": {"exact": exact} if exact else {"suffix": suffix}}


def declare_split(mesh):
    mesh.router("split", ("http", 8080))
    beta = {"prefix": "/", "headers": [{"name": "x-beta"}]}
    mesh.route("split", "beta", http(beta, "b") | {"priority": 1})
    mesh.route("split", "rest", http({"prefix": "/"}, "a") | {"priority": 2})
    mesh.service("split.test", router="split")


def http(match, node):
    return {"httpRoute": {"match": match, "action": targets(8080, **{node: 1})}}


def declare_hosts(mesh):
    declare(mesh, "exact", host("www.shop") | {"prefix": "/"}, "a.test", priority=20)
    declare(mesh, "suffix", host(suffix=".shop") | {"prefix": "/"}, "b.test", priority=30)
    # Goes before every other host, since its priority does.
    first = host(suffix="shop") | {"prefix": "/first"}
    declare(mesh, "first", first, "c.test", priority=10, rewrite=KEPT)
    declare(
        mesh, "no-service", host("nobody.shop") | {"prefix": "/"}, "nobody.test", None, priority=5
    )
    declare(mesh, "no-port", host("noport.shop") | {"prefix": "/"}, "a.test", 9999, priority=5)
    declare(mesh, "split", host("split") | {"prefix": "/"}, "split.test", None)
    kept = {"hostname": {"defaultTargetHostname": "DISABLED"}}
    declare(mesh, "kept", host("kept.host") | {"prefix": "/"}, rewrite=kept)
    named = {"hostname": {"defaultTargetHostname": "ENABLED"}}
    declare(mesh, "named", host("named.host") | {"prefix": "/"}, rewrite=named)


KEPT = {"prefix": {"defaultPrefix": "DISABLED"}}


def declare_matches(mesh):
    for name, match in MATCHES.items():
        tried = match | host(f"{name}.match")
        rewrite = None if "path" in match else KEPT
        declare(mesh, f"{name}-tried", tried, "a.test", priority=1, rewrite=rewrite)
        rest = host(f"{name}.match") | {"prefix": "/"}
        declare(mesh, f"{name}-rest", rest, "b.test", priority=2, rewrite=KEPT)
    every = host("ports.match") | {"prefix": "/"}
    declare(mesh, "ports-http", every, "a.test")
    declare(mesh, "ports-http2", every, "b.test", 8081, "http2Route")
    declare(
        mesh,
        "grpc-service",
        host("grpc.match") | {"serviceName": "shop.Cart"},
        "a.test",
        8082,
        "grpcRoute",
        priority=1,
    )
    metadata = [{"name": "x-beta", "match": {"exact": "1"}}]
    declare(
        mesh,
        "grpc-metadata",
        host("grpc.match") | {"metadata": metadata},
        "b.test",
        8082,
        "grpcRoute",
        priority=2,
    )
    declare(
        mesh,
        "grpc-suffix",
        host(suffix=".match") | {"serviceName": "shop.Pay"},
        "c.test",
        8082,
        "grpcRoute",
        priority=3,
    )


MATCHES = {
    "prefix": {"prefix": "/a"},
    "exact": {"path": {"exact": "/a"}},
    "regex": {"path": {"regex": "/a[0-9]"}},
    "method": {"prefix": "/", "method": "POST"},
    "header": {
        "prefix": "/",
        "headers": [{"name": "x-n", "match": {"range": {"start": 1, "end": 3}}}],
    },
    "absent": {"prefix": "/", "headers": [{"name": "x-n", "invert": True}]},
    "query": {"prefix": "/", "queryParameters": [{"name": "q", "match": {"exact": "1"}}]},
}
# The case, the request, and the node that answers.
MATCHED = [
    ("prefix", "/ab", "GET", (), "a"),
    ("prefix", "/b", "GET", (), "b"),
    ("exact", "/a?x", "GET", (), "a"),
    ("exact", "/a/", "GET", (), "b"),
    ("regex", "/a1", "GET", (), "a"),
    ("regex", "/a11", "GET", (), "b"),
    ("method", "/", "POST", (), "a"),
    ("method", "/", "GET", (), "b"),
    ("header", "/", "GET", (("x-n", "2"),), "a"),
    ("header", "/", "GET", (("x-n", "3"),), "b"),
    ("header", "/", "GET", (), "b"),
    ("absent", "/", "GET", (), "a"),
    ("absent", "/", "GET", (("x-n", "2"),), "b"),
    ("query", "/?p=2&q=1", "GET", (), "a"),
    ("query", "/?q=2", "GET", (), "b"),
]


def rewritten():
    for case, (_, _, paths) in REWRITES.items():
        for before, after in paths.items():
            yield case, before, after


@pytest.mark.parametrize("case, before, after", list(rewritten()))
def test_a_path_is_rewritten(mesh, edge, case, before, after):
    answer = edge.http(f"{case}.rewrite", before)
    assert (answer.status, answer.node, answer.told["path"]) == (200, "a", after)
    traced = mesh.trace("vg/edge", f"http://{case}.rewrite:8000{before}")["gateway"]["rewritten"]
    query = f"?{traced['query']}" if traced["query"] is not None else ""
    assert traced["path"] + query == after


@pytest.mark.parametrize("case, path, method, headers, node", MATCHED)
def test_a_gateway_route_matches_what_it_says(mesh, edge, case, path, method, headers, node):
    answer = edge.http(f"{case}.match", path, method, headers)
    assert (answer.status, answer.node) == (200, node)
    flags = [flag for name, value in headers for flag in ("-H", f"{name}: {value}")]
    traced = mesh.trace("vg/edge", f"http://{case}.match:8000{path}", "-X", method, *flags)
    assert [target["address"] for target in traced["service"]["targets"]] == [f"vn/{node}"]


@pytest.mark.parametrize(
    "host, path, status, node",
    [
        ("www.shop", "/", 200, "a"),
        ("WWW.Shop", "/", 200, "a"),
        ("www.shop:8000", "/", 200, "a"),
        ("api.shop", "/", 200, "b"),
        ("a.b.shop", "/", 200, "b"),
        (".shop", "/", 200, "b"),
        ("shop", "/", 404, None),
        ("shopping", "/", 404, None),
        ("www.shop", "/first", 200, "c"),
        ("api.shop", "/first", 200, "c"),
        ("shop", "/first", 200, "c"),
        ("workshop", "/first", 200, "c"),
        ("nobody.shop", "/", 503, None),
        ("noport.shop", "/", 503, None),
        ("unknown", "/", 404, None),
    ],
)
def test_hosts_and_priorities_choose_a_route(mesh, edge, host, path, status, node):
    answer = edge.http(host, path)
    assert (answer.status, answer.node) == (status, node)
    traced = mesh.trace("vg/edge", f"http://example:8000{path}", "-H", f"Host: {host}")
    found = (traced["service"] or {}).get("targets") or []
    assert [target["address"] for target in found] == ([f"vn/{node}"] if node else [])


@pytest.mark.parametrize("case", ["default", "value"])
@pytest.mark.parametrize("rest", ["..", "../y", "%2e%2e/y", "..;/y", ".", "./y", "..?q", ".;y"])
def test_no_path_climbs_out_of_a_rewrite(mesh, edge, case, rest):
    answer = edge.http(path=f"/x{rest}", host=f"{case}.rewrite")
    assert answer.status == 404
    # What only looks like it is rewritten as ever.
    assert edge.http(path="/x...", host=f"{case}.rewrite").status == 200
    traced = mesh.trace("vg/edge", f"http://{case}.rewrite:8000/x../y")
    assert not traced["ok"]


def test_the_application_sees_the_name_of_the_service_as_host(edge):
    assert edge.http("named.host").told["host"] == "a.test"
    assert edge.http("default-root.rewrite").told["host"] == "a.test"


def test_the_application_sees_the_clients_host_where_the_rewrite_is_off(edge):
    assert edge.http("kept.host:8000").told["host"] == "kept.host:8000"


def test_routes_of_the_service_are_held_against_the_request_too(edge):
    assert edge.http("split").node == "a"
    assert edge.http("split", headers=(("x-beta", "1"),)).node == "b"


@pytest.mark.parametrize("forged", ["b.test:8080", "b.test", "c.test:8080"])
def test_a_forged_header_chooses_no_service(edge, forged):
    header = ("x-app-mesh-virtual-service", forged)
    answer = edge.http("www.shop", headers=(header, header))
    assert (answer.status, answer.node) == (200, "a")
    assert answer.told_header("x-app-mesh-virtual-service") is None


def test_a_forged_header_reaches_nobody_without_a_route(edge):
    assert (
        edge.http("unknown", headers=(("x-app-mesh-virtual-service", "a.test:8080"),)).status == 404
    )


def test_what_clients_say_of_where_they_come_from_is_not_believed(edge):
    told = edge.http("www.shop", headers=(("x-forwarded-for", "10.1.2.3"),))
    addresses = told.told_header("x-forwarded-for").split(",")
    assert addresses[-1].strip() != "10.1.2.3"


def test_a_listener_serves_the_routes_of_its_protocol(stage, edge):
    http2 = stage.visitor(edge, 8001)
    assert edge.http("ports.match").node == "a"
    answer = http2.http2("ports.match")
    assert (answer.status, answer.node) == (200, "b")
    assert http2.http2("www.shop").status == 404


@pytest.mark.parametrize(
    "host, method, metadata, wanted",
    [
        ("grpc.match", "/shop.Cart/Add", (), ("OK", "a")),
        ("grpc.match", "/shop.Cart2/Add", (), ("UNIMPLEMENTED", None)),
        ("grpc.match", "/shop.Order/Place", (("x-beta", "1"),), ("OK", "b")),
        ("grpc.match", "/shop.Order/Place", (("x-beta", "2"),), ("UNIMPLEMENTED", None)),
        ("other.match", "/shop.Pay/Card", (), ("OK", "c")),
        ("match", "/shop.Pay/Card", (), ("UNIMPLEMENTED", None)),
    ],
)
def test_a_grpc_route_matches_what_it_says(stage, edge, host, method, metadata, wanted):
    answer = stage.visitor(edge, 8002).grpc(host, method, metadata)
    assert (answer.status, answer.node) == wanted
    if answer.node:
        assert answer.told["path"] == method
