"""What is tried again, how often, and what is not; seen from the application, which counts."""

import pytest

from harness.application import Step
from harness.mesh import listener, targets

FAILED = Step(status=503)
RESET = Step(reset=True)


def policy(*events, retries=2, per_try=5000, grpc=()):
    """A retry policy; events of HTTP and TCP are told apart here."""
    tcp = [event for event in events if event == "connection-error"]
    http = [event for event in events if event not in tcp]
    timeout = {"unit": "ms", "value": per_try}
    policy = {"maxRetries": retries, "perRetryTimeout": timeout}
    kinds = {"httpRetryEvents": http, "tcpRetryEvents": tcp, "grpcRetryEvents": list(grpc)}
    return policy | {kind: events for kind, events in kinds.items() if events}


POLICIES = {
    "default": None,
    "none": policy("server-error", retries=0),
    "server-error": policy("server-error"),
    "gateway-error": policy("gateway-error"),
    "client-error": policy("client-error"),
    "stream-error": policy("stream-error"),
    "connection-error": policy("connection-error"),
    "several": policy("client-error", "gateway-error", "connection-error"),
    "four": policy("server-error", retries=4),
    "impatient": policy("server-error", per_try=200),
    "impatient-in-vain": policy("client-error", per_try=200),
}
GRPC_POLICIES = {
    "grpc-default": None,
    "grpc-none": policy(retries=0, grpc=["unavailable"]),
    "cancelled": policy(grpc=["cancelled"]),
    "deadline-exceeded": policy(grpc=["deadline-exceeded"]),
    "internal": policy(grpc=["internal"]),
    "resource-exhausted": policy(grpc=["resource-exhausted"]),
    "unavailable": policy(grpc=["unavailable"]),
}


@pytest.fixture(scope="module")
def web(mesh, stage):
    """Calls a service for each policy, each over HTTP/1.1 and HTTP/2 or gRPC."""
    mesh.node("app", listener("http", 8080), listener("http2", 8081), listener("grpc", 8082))
    mesh.node("down", listener("http", 8080), serving=False)
    for name, retries in POLICIES.items():
        mesh.router(name, ("http", 8080), ("http2", 8081), ("http", 8083))
        for protocol, port, to in (
            ("http", 8080, targets(8080, app=1)),
            ("http2", 8081, targets(8081, app=1)),
            ("http", 8083, targets(8080, down=1)),
        ):
            spec = {"match": {"prefix": "/", "port": port}, "action": to} | retried(retries)
            mesh.route(name, f"to-{port}", {f"{protocol}Route": spec})
        mesh.service(f"{name}.test", router=name)
    for name, retries in GRPC_POLICIES.items():
        mesh.router(name, ("grpc", 8082))
        spec = {"match": {}, "action": targets(8082, app=1)} | retried(retries)
        mesh.route(name, "calls", {"grpcRoute": spec})
        mesh.service(f"{name}.test", router=name)
    mesh.service("app.test", node="app")
    names = [*POLICIES, *GRPC_POLICIES, "app"]
    web = mesh.node("web", proxied=True, backends=[f"{name}.test" for name in names])
    mesh.start()
    return stage.caller(web)


def retried(policy):
    return {"retryPolicy": policy} if policy else {}


@pytest.mark.parametrize(
    "name, status, is_retried",
    [
        ("default", 503, True),
        ("default", 500, False),
        ("default", 502, False),
        ("default", 504, False),
        ("default", 409, False),
        ("none", 503, False),
        ("none", 500, False),
        ("server-error", 500, True),
        ("server-error", 501, True),
        ("server-error", 502, True),
        ("server-error", 503, True),
        ("server-error", 504, True),
        ("server-error", 511, True),
        ("server-error", 409, False),
        ("server-error", 404, False),
        ("gateway-error", 502, True),
        ("gateway-error", 503, True),
        ("gateway-error", 504, True),
        ("gateway-error", 500, False),
        ("gateway-error", 501, False),
        ("client-error", 409, True),
        ("client-error", 400, False),
        ("client-error", 404, False),
        ("client-error", 503, False),
        ("stream-error", 503, False),
        ("connection-error", 503, False),
        ("several", 409, True),
        ("several", 504, True),
        ("several", 500, False),
    ],
)
def test_a_status_is_tried_again_as_the_policy_says(mesh, web, name, status, is_retried):
    for port, send in ((8080, web.http), (8081, web.http2)):
        application = mesh.nodes["app"].app(port)
        application.will(Step(status=status))
        answer = send(f"{name}.test:{port}", "/", "POST", body=b"order")
        assert answer.status == (200 if is_retried else status)
        assert [seen.body for seen in application.seen] == [b"order"] * (1 + is_retried)


@pytest.mark.parametrize(
    "name, tries", [("default", 3), ("none", 1), ("server-error", 3), ("four", 5)]
)
def test_a_request_is_tried_as_often_as_the_policy_says(mesh, web, name, tries):
    application = mesh.nodes["app"].app(8080)
    application.will(then=FAILED)
    assert web.http(f"{name}.test").status == 503
    assert len(application.seen) == tries
    application.will(*[FAILED] * (tries - 1))
    assert web.http(f"{name}.test").status == 200


def test_services_of_a_node_have_the_default(mesh, web):
    application = mesh.nodes["app"].app(8080)
    application.will(FAILED, FAILED)
    assert web.http("app.test").status == 200
    application.will(Step(status=500))
    assert web.http("app.test").status == 500


@pytest.mark.parametrize(
    "name, is_retried",
    [
        ("default", True),
        ("server-error", True),
        ("gateway-error", True),
        ("none", False),
        ("client-error", False),
        ("connection-error", False),
    ],
)
def test_a_connection_that_is_hung_up_is_tried_again(mesh, web, name, is_retried):
    application = mesh.nodes["app"].app(8080)
    application.will(RESET)
    assert web.http(f"{name}.test").status == (200 if is_retried else 503)
    assert len(application.seen) == 1 + is_retried


@pytest.mark.parametrize(
    "name, is_retried",
    [("default", True), ("stream-error", True), ("none", False), ("client-error", False)],
)
def test_a_refused_stream_is_tried_again(mesh, web, name, is_retried):
    application = mesh.nodes["app"].app(8081)
    application.will(RESET)
    assert web.http2(f"{name}.test:8081").status == (200 if is_retried else 503)
    assert len(application.seen) == 1 + is_retried


@pytest.mark.parametrize(
    "name, retries",
    [("default", 2), ("connection-error", 2), ("several", 2), ("none", 0), ("client-error", 0)],
)
def test_a_connection_that_fails_is_tried_again(mesh, web, name, retries):
    proxy = mesh.nodes["web"].proxy
    counter = "^cluster.cds_egress_retries_down_http_8080.upstream_rq_retry$"
    before = proxy.stat(counter)
    assert web.http(f"{name}.test:8083").status == 503
    assert proxy.stat(counter) - before == retries


def test_a_try_has_a_timeout_of_its_own(mesh, web):
    application = mesh.nodes["app"].app(8080)
    application.will(Step(delay_s=2))
    assert web.http("impatient.test").status == 200
    assert len(application.seen) == 2


def test_a_try_that_takes_too_long_fails_where_its_event_is_not_asked_for(mesh, web):
    application = mesh.nodes["app"].app(8080)
    application.will(Step(delay_s=2))
    assert web.http("impatient-in-vain.test").status == 504
    assert len(application.seen) == 1


@pytest.mark.parametrize(
    "name, code, is_retried",
    [
        ("grpc-default", "UNAVAILABLE", True),
        ("grpc-default", "INTERNAL", False),
        ("grpc-none", "UNAVAILABLE", False),
        ("cancelled", "CANCELLED", True),
        ("cancelled", "UNAVAILABLE", False),
        ("deadline-exceeded", "DEADLINE_EXCEEDED", True),
        ("deadline-exceeded", "INTERNAL", False),
        ("internal", "INTERNAL", True),
        ("internal", "CANCELLED", False),
        ("resource-exhausted", "RESOURCE_EXHAUSTED", True),
        ("resource-exhausted", "UNAVAILABLE", False),
        ("unavailable", "UNAVAILABLE", True),
        ("unavailable", "RESOURCE_EXHAUSTED", False),
    ],
)
def test_a_grpc_code_is_tried_again_as_the_policy_says(mesh, web, name, code, is_retried):
    application = mesh.nodes["app"].app(8082)
    application.will(Step(grpc=code))
    assert web.grpc(f"{name}.test").status == ("OK" if is_retried else code)
    assert len(application.seen) == 1 + is_retried
