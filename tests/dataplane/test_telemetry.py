"""What proxies tell of their traffic is what was sent: per caller and target, through failures,
retries, and restarts of proxies and of the control plane."""

import time

import pytest

from harness.application import Step
from harness.control_plane import ControlPlane
from harness.mesh import listener, targets
from harness.stage import Stage
from harness.telemetry import counts, traffic, wait_counts

PORTS = {"http": 8080, "http2": 8081, "grpc": 8082, "tcp": 8083}
NO_RETRY = {"maxRetries": 0, "perRetryTimeout": {"unit": "s", "value": 5}}
ONCE = {"maxRetries": 1, "perRetryTimeout": {"unit": "s", "value": 5}}
# Two reports: whatever was sent before has been told by then.
TOLD_S = 2.5
# By how much two processes are told apart by their ages for sure.
APART_S = 4


def retries(protocol, policy):
    """The policy with the events of a protocol."""
    events = {"httpRetryEvents": ["server-error"]}
    if protocol == "grpc":
        events = {"grpcRetryEvents": ["unavailable"]}
    return {} if protocol == "tcp" else {"retryPolicy": policy | events}


def route(protocol, to, policy=NO_RETRY):
    match = {} if protocol == "tcp" else {"match": {}}
    if protocol in ("http", "http2"):
        match = {"match": {"prefix": "/"}}
    return {f"{protocol}Route": match | {"action": to} | retries(protocol, policy)}


@pytest.fixture(scope="module")
def callers(mesh, stage):
    """Two callers of nodes `a` and `b.b`, once with each protocol."""
    listeners = [listener(protocol, port) for protocol, port in PORTS.items()]
    for node in ("a", "b.b"):
        mesh.node(node, *listeners)
    mesh.node("down", listener("http", 8080), listener("tcp", 8083), serving=False)
    services = []
    for protocol, port in PORTS.items():
        mesh.router(protocol, (protocol, port))
        mesh.route(protocol, "split", route(protocol, targets(port, **{"a": 1, "b.b": 1})))
        mesh.service(f"{protocol}.test", router=protocol)
        services.append(f"{protocol}.test")
    mesh.router("tried", ("http", 8080))
    mesh.route("tried", "all", route("http", targets(8080, a=1), ONCE))
    mesh.service("tried.test", router="tried")
    mesh.router("down", ("http", 8080))
    mesh.route("down", "all", route("http", targets(8080, down=1)))
    mesh.service("down.test", router="down")
    services += ["tried.test", "down.test"]
    nodes = [mesh.node(name, proxied=True, backends=services) for name in ("web", "jobs")]
    mesh.start("--telemetry-interval", "500ms")
    return [stage.caller(node) for node in nodes]


def before(mesh):
    """All counts by now, once everything was told."""
    time.sleep(TOLD_S)
    return counts(mesh.plane, mesh.name)


def more(known, key, **wanted):
    """These counts, on top of what is known."""
    return {name: known.get(key, {}).get(name, 0) + count for name, count in wanted.items()}


@pytest.mark.parametrize("protocol", ["http", "http2", "grpc"])
def test_requests_are_counted_per_caller_and_target(mesh, callers, protocol):
    known, port = before(mesh), PORTS[protocol]
    sent = [caller.spread(protocol, f"{protocol}.test", count) for caller, count in
            zip(callers, (300, 120))]
    expected = {}
    for caller, answered in zip(("vn/web", "vn/jobs"), sent):
        for node, count in answered.items():
            key = (caller, node, port)
            wanted = {"requests": count, "attempts": count, "status2xx": count, "failures": 0}
            expected[key] = more(known, key, **wanted, timed=count)
    wait_counts(mesh.plane, mesh.name, expected)


def test_connections_are_counted_where_they_are_tcp(mesh, callers):
    known, port = before(mesh), PORTS["tcp"]
    answered = callers[0].spread("tcp", "tcp.test", 60, port)
    expected = {}
    for node, count in answered.items():
        key = ("vn/web", node, port)
        expected[key] = more(known, key, attempts=count, failures=0, requests=0)
    wait_counts(mesh.plane, mesh.name, expected)


def test_failures_are_counted_by_class(mesh, callers):
    known, web = before(mesh), callers[0]
    for node in ("a", "b.b"):
        mesh.nodes[node].app(8080).will(
            *[Step(status=500)] * 3, *[Step(status=404)] * 2, Step(reset=True)
        )
    web.spread("http", "http.test", 100)
    for node in ("a", "b.b"):
        key = ("vn/web", node, 8080)
        wanted = more(known, key, status5xx=4, status4xx=2, failures=4)
        wait_counts(mesh.plane, mesh.name, {key: wanted})


def test_attempts_are_counted_and_not_final_answers_alone(mesh, callers):
    known, web, key = before(mesh), callers[0], ("vn/web", "a", 8080)
    application = mesh.nodes["a"].app(8080)
    application.will(*[Step(status=503)] * 3)
    assert web.http("tried.test").status == 503
    assert web.http("tried.test").status == 200
    application.will(Step(reset=True))
    assert web.http("tried.test").status == 200
    application.will()
    for _ in range(5):
        assert web.http("tried.test").status == 200
    # 503 and again 503; 503 and then 200; a reset and then 200; five without fault.
    wanted = {"requests": 8, "attempts": 11, "failures": 4, "retried": 3, "status5xx": 1}
    wait_counts(mesh.plane, mesh.name, {key: more(known, key, **wanted)})


def test_nobody_there_is_a_failure(mesh, callers):
    known, key = before(mesh), ("vn/jobs", "down", 8080)
    for _ in range(4):
        assert callers[1].http("down.test").status == 503
    wanted = more(known, key, requests=4, attempts=4, failures=4)
    wait_counts(mesh.plane, mesh.name, {key: wanted})


def test_grpc_statuses_of_the_server_are_failures(mesh, callers):
    known, web = before(mesh), callers[0]
    for node in ("a", "b.b"):
        mesh.nodes[node].app(8082).will(
            *[Step(grpc="INTERNAL")] * 2, *[Step(grpc="NOT_FOUND")] * 3, Step(grpc="UNAVAILABLE")
        )
    web.spread("grpc", "grpc.test", 60)
    for node in ("a", "b.b"):
        key = ("vn/web", node, 8082)
        wait_counts(mesh.plane, mesh.name, {key: more(known, key, grpcFailed=3, failures=3)})


def test_slow_requests_are_told_from_fast_ones(mesh, callers):
    known, web, key = before(mesh), callers[0], ("vn/web", "a", 8080)
    mesh.nodes["a"].app(8080).will(*[Step(delay_s=0.35)] * 4)
    for _ in range(10):
        assert web.http("tried.test").status == 200
    wait_counts(mesh.plane, mesh.name, {key: more(known, key, timed=10)})
    edges = traffic(mesh.plane, mesh.name, window=10_000)["edges"]
    edge = next(e for e in edges if (e["caller"], e["node"], e.get("port")) == key)
    slow = sum(
        count for part in edge["parts"] for bound, count in part["times"]
        if bound is None or bound > 300
    )
    assert slow == 4, edge


def test_only_what_calls_through_a_router_is_told_of_it(mesh, callers, stage):
    known = traffic(mesh.plane, mesh.name, router="tried")
    assert known["proxies"]["connected"] == known["proxies"]["reporting"] == 2
    assert known["proxies"]["silent"] == 0
    nobody = traffic(mesh.plane, mesh.name, router="no-such-router")
    assert nobody["edges"] == [] and nobody["to"] is None
    assert nobody["proxies"]["connected"] == 0


def test_proxies_are_listed_with_their_rates(mesh, callers):
    callers[0].spread("http", "http.test", 200)
    time.sleep(TOLD_S)
    listed = {one["of"]: one for one in mesh.plane.proxies(mesh.name)["proxies"]}
    web = listed["vn/web"]["traffic"]
    assert web["callsPerSecond"] > 0, web
    assert time.time() - web["lastReport"] < 10


def test_prometheus_can_read_it(mesh, callers):
    callers[0].spread("http", "http.test", 20)
    told = before(mesh)[("vn/web", "a", 8080)]["status2xx"]
    labels = {"mesh": mesh.name, "caller": "vn/web", "node": "a", "port": "8080", "class": "2xx"}
    lines = [
        line for line in metrics(mesh.plane).splitlines()
        if line.startswith("weir_mesh_requests_total{")
        and all(f'{name}="{value}"' in line for name, value in labels.items())
    ]
    assert len(lines) == 1, lines
    assert int(lines[0].rsplit(" ", 1)[1]) >= told


def metrics(plane):
    from http.client import HTTPConnection

    connection = HTTPConnection("127.0.0.1", plane.port, timeout=10)
    try:
        connection.request("GET", "/metrics")
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def wait_reporting(mesh):
    """Returns when every proxy told something. A proxy that began along with the control plane is
    counted from then on only, since it might have begun before it."""
    deadline = time.monotonic() + 20
    while True:
        told = traffic(mesh.plane, mesh.name)["proxies"]
        if told["reporting"] == told["connected"] > 0:
            return
        assert time.monotonic() < deadline, told
        time.sleep(0.05)


class TestRestarts:
    """A control plane and proxies of their own, since they are killed."""

    @pytest.fixture
    def mesh(self, envoy, tmp_path):
        stage = Stage(tmp_path, ControlPlane(tmp_path))
        mesh = stage.mesh("restarts")
        mesh.node("a", listener("http", 8080))
        mesh.router("a", ("http", 8080))
        mesh.route("a", "all", route("http", targets(a=1)))
        mesh.service("a.test", router="a")
        mesh.node("web", proxied=True, backends=["a.test"])
        mesh.start("--telemetry-interval", "200ms")
        wait_reporting(mesh)
        yield mesh
        stage.close()

    KEY = ("vn/web", "a", 8080)

    def send(self, mesh, count):
        caller = mesh.stage.caller(mesh.nodes["web"])
        assert caller.spread("http", "a.test", count) == {"a": count}

    def test_a_proxy_that_starts_again_counts_from_zero(self, mesh):
        proxy = mesh.nodes["web"].proxy
        self.send(mesh, 70)
        wait_counts(mesh.plane, mesh.name, {self.KEY: {"requests": 70}})
        # Ages are told in whole seconds: two processes that began closer together may be one, and
        # of what may be told twice nothing counts.
        time.sleep(APART_S)
        proxy.kill()
        proxy.start()
        mesh.wait()
        # More than before the restart, so that the counter does not go down.
        self.send(mesh, 110)
        wait_counts(mesh.plane, mesh.name, {self.KEY: {"requests": 180}})

    def test_a_control_plane_that_starts_again_counts_what_is_new(self, mesh):
        self.send(mesh, 50)
        wait_counts(mesh.plane, mesh.name, {self.KEY: {"requests": 50}})
        # Two seconds of age tell the proxy from one that began after the control plane.
        time.sleep(2)
        mesh.plane.kill9()
        mesh.plane.start()
        mesh.plane.wait_connected(mesh.name, 1)
        wait_reporting(mesh)
        time.sleep(TOLD_S)
        assert counts(mesh.plane, mesh.name) == {}, "what was counted before it began is unknown"
        self.send(mesh, 30)
        wait_counts(mesh.plane, mesh.name, {self.KEY: {"requests": 30}})

    def test_a_proxy_that_tells_nothing_is_named(self, mesh):
        web = mesh.nodes["web"]
        quiet = mesh.stage.start_proxy(
            mesh.name, "vn/web", mesh.stage.addresses.take(), web.application, ["--no-telemetry"]
        )
        quiet.wait_ready()
        deadline = time.monotonic() + 30
        while (told := traffic(mesh.plane, mesh.name, router="a")["proxies"])["silent"] == 0:
            assert time.monotonic() < deadline, told
            time.sleep(0.2)
        assert told["connected"] == 2 and told["reporting"] == 1
        assert told["silentNodeIds"] == [web.proxy.node_id]
