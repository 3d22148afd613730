"""Several instances of a node: which are used, which are left out, and when they come back."""

import time

import pytest

from harness.application import Step
from harness.mesh import APPLICATIONS, cloud_map, listener, targets

SICK = Step(status=503)
NO_RETRIES = {
    "maxRetries": 0,
    "perRetryTimeout": {"unit": "s", "value": 5},
    "httpRetryEvents": ["server-error"],
}
EJECTION = {
    "maxServerErrors": 5,
    "interval": {"unit": "ms", "value": 200},
    "baseEjectionDuration": {"unit": "s", "value": 3},
    "maxEjectionPercent": 100,
}
# As short as documents may ask for.
CHECK = {
    "healthyThreshold": 2,
    "unhealthyThreshold": 2,
    "intervalMillis": 5000,
    "timeoutMillis": 2000,
}
CHECKS = {
    "checked-http": listener(
        "http", 8080, healthCheck=CHECK | {"protocol": "http", "path": "/ping"}
    ),
    "checked-http2": listener(
        "http2", 8080, healthCheck=CHECK | {"protocol": "http2", "path": "/ping"}
    ),
    "checked-grpc": listener("grpc", 8080, healthCheck=CHECK | {"protocol": "grpc"}),
    "checked-tcp": listener("tcp", 8081, healthCheck=CHECK | {"protocol": "tcp"}),
    "checked-port": listener(
        "http", 8080, healthCheck=CHECK | {"protocol": "http", "path": "/", "port": 8099}
    ),
}


@pytest.fixture(scope="module")
def web(mesh, stage):
    """Calls services of nodes that are found by Cloud Map, without retries."""
    nodes = {
        "registered": listener("http", 8080),
        "chosen": listener("http", 8080),
        "left-in": listener("http", 8080),
        "ejected": listener("http", 8080, outlierDetection=EJECTION),
        "forgiven": listener("http", 8080, outlierDetection=EJECTION),
        "half": listener("http", 8080, outlierDetection=EJECTION | {"maxEjectionPercent": 40}),
        **CHECKS,
    }
    for name, one in nodes.items():
        attributes = {"version": "2"} if name == "chosen" else {}
        discovery = cloud_map(mesh, name, **attributes)
        mesh.node(name, one, serving=False, serviceDiscovery=discovery)
        protocol = one["portMapping"]["protocol"]
        port = one["portMapping"]["port"]
        mesh.router(name, (protocol, port))
        match = {} if protocol == "tcp" else {"retryPolicy": NO_RETRIES, "match": {"prefix": "/"}}
        if protocol == "grpc":
            match["match"] = {}
        route = {f"{protocol}Route": {"action": targets(**{name: 1})} | match}
        mesh.route(name, "every", route)
        mesh.service(f"{name}.test", router=name)
    web = mesh.node("web", proxied=True, backends=[f"{name}.test" for name in nodes])
    mesh.start()
    return stage.caller(web)


def used(web, name, count=60):
    return web.spread("http", f"{name}.test", count)


def test_instances_are_used_from_when_they_are_registered_to_when_they_are_not(mesh, web):
    assert used(web, "registered") == {503: 60}
    first = mesh.instance("registered", "first")
    mesh.wait()
    assert used(web, "registered") == {"first": 60}
    mesh.instance("registered", "second")
    mesh.wait()
    assert set(used(web, "registered")) == {"first", "second"}
    mesh.plane.put_instance(mesh.name, "registered", "first", ipv4=first.address, healthy=False)
    mesh.wait()
    assert used(web, "registered") == {"second": 60}
    mesh.plane.delete_instance(mesh.name, "registered", "second")
    mesh.wait()
    assert used(web, "registered") == {503: 60}


def test_instances_are_chosen_by_attributes_and_reached_at_their_own_port(mesh, web):
    mesh.instance("chosen", "old", attributes={"version": "1"})
    mesh.instance("chosen", "bare")
    mesh.instance("chosen", "new", at=9999, port=9999, attributes={"version": "2", "zone": "a"})
    mesh.wait()
    assert used(web, "chosen") == {"new": 60}


def three(mesh, node):
    found = [mesh.instance(node, f"{node}-{number}") for number in range(3)]
    mesh.wait()
    return found


def settled(web, node, is_settled):
    """Who answers, once that is as it should be: Envoy decides on a thread of its own, and tells
    others of changes of health at most once in a second."""
    deadline = time.monotonic() + 10
    while True:
        counts = used(web, node)
        if is_settled(counts) or time.monotonic() > deadline:
            return counts
        time.sleep(0.05)


def test_an_instance_that_fails_is_left_out_for_a_while(mesh, web):
    sick, *_ = three(mesh, "ejected")
    sick.will(then=SICK)
    assert used(web, "ejected")[503] >= EJECTION["maxServerErrors"]
    counts = settled(web, "ejected", lambda counts: 503 not in counts)
    assert set(counts) == {"ejected-1", "ejected-2"}
    sick.will()
    counts = settled(web, "ejected", lambda counts: len(counts) == 3)
    assert set(counts) == {"ejected-0", "ejected-1", "ejected-2"}


def test_no_more_are_left_out_than_the_listener_allows(mesh, web):
    first, second, _ = three(mesh, "half")
    first.will(then=SICK)
    second.will(then=SICK)
    # Of three, 40 percent are one: errors and the healthy instance have a half each.
    counts = settled(web, "half", lambda counts: counts[503] == 30)
    assert counts == {503: 30, "half-2": 30}
    first.will(then=SICK)
    second.will(then=SICK)
    assert used(web, "half") == {503: 30, "half-2": 30}
    assert sorted([len(first.seen), len(second.seen)]) == [0, 30]


def test_an_instance_that_fails_stays_where_nobody_asked_to_leave_it_out(mesh, web):
    sick, *_ = three(mesh, "left-in")
    sick.will(then=SICK)
    assert used(web, "left-in")[503] == 20


def test_errors_with_an_answer_between_them_leave_nobody_out(mesh, web):
    applications = three(mesh, "forgiven")
    few = [SICK] * (EJECTION["maxServerErrors"] - 1)
    for application in applications:
        application.will(*[*few, Step()] * 4)
    assert used(web, "forgiven")[503] == 48


def test_health_checks_decide_which_instances_are_used(mesh, stage, web):
    """All protocols at once, since documents may not ask for more than a check in five seconds."""
    pairs = {node: (Patient(mesh, node, "well"), Patient(mesh, node, "ill")) for node in CHECKS}
    for _, ill in pairs.values():
        ill.fall_ill()
    for one in (one for pair in pairs.values() for one in pair):
        mesh.plane.put_instance(mesh.name, one.node, one.name, ipv4=one.address)
    mesh.wait()
    assert shares(web, CHECK_S) == {node: {f"{node}-well": 20} for node in CHECKS}
    for well, ill in pairs.values():
        well.fall_ill()
        ill.recover()
    wanted = {node: {f"{node}-ill": 20} for node in CHECKS}
    assert shares(web, 4 * CHECK_S, wanted) == wanted


CHECK_S = CHECK["intervalMillis"] / 1000


def shares(web, within_s, wanted=None):
    """Who answers, once that is settled: what is wanted, or one instance of each node."""
    deadline = time.monotonic() + within_s
    while True:
        counts = {}
        for node, one in CHECKS.items():
            port = one["portMapping"]["port"]
            counts[node] = web.spread(one["portMapping"]["protocol"], f"{node}.test", 20, port)
        is_settled = counts == wanted if wanted else all(len(one) == 1 for one in counts.values())
        if is_settled or time.monotonic() > deadline:
            return counts
        time.sleep(0.3)


class Patient:
    """An instance whose health can be changed."""

    def __init__(self, mesh, node, name):
        mapping = CHECKS[node]["portMapping"]
        self.node = node
        self.name = f"{node}-{name}"
        self._mesh = mesh
        self.address = mesh.stage.addresses.take()
        kind = APPLICATIONS[mapping["protocol"]]
        self._application = self._serve(kind(self.name, self.address, mapping["port"]))
        self._doctor = None
        if node == "checked-port":
            self._doctor = self._serve(APPLICATIONS["http"](self.name, self.address, 8099))

    def _serve(self, application):
        return self._mesh.stage.serve(self._mesh.name, application)

    def fall_ill(self):
        self._application.is_well = False
        if self.node in ("checked-tcp", "checked-port"):
            self._mesh.stage.stop(self._doctor or self._application)

    def recover(self):
        self._application.is_well = True
        if self.node in ("checked-tcp", "checked-port"):
            self._mesh.stage.loop.run((self._doctor or self._application).start())
