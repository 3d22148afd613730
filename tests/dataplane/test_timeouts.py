"""Timeouts of routes and of listeners, those that nobody wrote, and those that are switched off."""

import asyncio
import time

import pytest

from harness.application import Step
from harness.http1 import Http1Client
from harness.http2 import Http2Client
from harness.mesh import listener, targets
from harness.tcp import TcpClient

SHORT_S = 0.3
SHORT = {"unit": "ms", "value": 300}
OFF = {"unit": "ms", "value": 0}
LONG = {"unit": "s", "value": 60}
# App Mesh cut requests off after that time where nobody said otherwise.
DEFAULT_S = 15
NO_RETRIES = {"maxRetries": 0, "perRetryTimeout": OFF, "httpRetryEvents": ["server-error"]}
PORTS = {"http": 8080, "http2": 8081, "grpc": 8082, "tcp": 8083}

# Timeouts of routes, and the node that each leads to.
ROUTES = {
    "default": (None, "bare"),
    "short": ({"perRequest": SHORT}, "bare"),
    "long": ({"perRequest": LONG}, "bare"),
    "off": ({"perRequest": OFF}, "bare"),
    "idle": ({"perRequest": LONG, "idle": SHORT}, "bare"),
    "idle-off": ({"perRequest": LONG, "idle": OFF}, "bare"),
    "listener-default": ({"perRequest": OFF}, "listener-default"),
    "listener-short": ({"perRequest": OFF}, "listener-short"),
    "listener-idle": ({"perRequest": OFF}, "listener-idle"),
    "listener-off": ({"perRequest": OFF}, "listener-off"),
}
LISTENERS = {
    "listener-default": None,
    "listener-short": {"perRequest": SHORT},
    "listener-idle": {"perRequest": LONG, "idle": SHORT},
    "listener-off": {"perRequest": OFF, "idle": OFF},
}


@pytest.fixture(scope="module")
def web(mesh, stage):
    """Calls a service for each timeout over every protocol; the node `bare` has no proxy."""
    mesh.node("bare", *[listener(protocol, port) for protocol, port in PORTS.items()])
    for name, timeout in LISTENERS.items():
        # Only the nodes whose connections are looked at differ in TCP.
        listeners = [
            listener(protocol, port, **limit(protocol, timeout)) for protocol, port in PORTS.items()
        ]
        mesh.node(name, *listeners, proxied=True)
    tcp_port = 7000
    names = []
    for name, (timeout, node) in ROUTES.items():
        tcp_port += 1
        ports = PORTS | {"tcp": tcp_port}
        mesh.router(name, *ports.items())
        for protocol, port in ports.items():
            spec = {"action": targets(PORTS[protocol], **{node: 1})} | limit(
                protocol, timeout, bare=True
            )
            if protocol != "tcp":
                match = {"port": port} if protocol == "grpc" else {"prefix": "/", "port": port}
                spec |= {"match": match, "retryPolicy": NO_RETRIES}
            mesh.route(name, protocol, {f"{protocol}Route": spec})
        TCP_PORTS[name] = tcp_port
        mesh.service(f"{name}.test", router=name)
        names.append(f"{name}.test")
    web = mesh.node("web", proxied=True, backends=names)
    mesh.start()
    return stage.caller(web)


TCP_PORTS = {}


def limit(protocol, timeout, bare=False):
    """The member of a listener (of a route: bare) that holds a timeout."""
    if protocol == "tcp":
        timeout = {"idle": timeout["idle"]} if timeout and "idle" in timeout else None
    if not timeout:
        return {}
    return {"timeout": timeout if bare else {protocol: timeout}}


def application(mesh, name, protocol):
    return mesh.nodes[ROUTES[name][1]].app(PORTS[protocol])


async def timed(coroutine):
    """The status of an answer, and how long it took."""
    started = time.monotonic()
    answer = await coroutine
    return answer.status, time.monotonic() - started


def ask(web, name, protocol):
    host = f"{name}.test:{PORTS[protocol]}"
    match protocol:
        case "http":
            return web.send(Http1Client, host)
        case "http2":
            return web.send(Http2Client, host)
        case "grpc":
            return web.call(host)


@pytest.mark.parametrize("name", ["short", "idle", "listener-short", "listener-idle"])
def test_what_takes_too_long_is_cut_off(mesh, web, name):
    protocols = ["http", "http2", "grpc"]
    for protocol in protocols:
        application(mesh, name, protocol).will(then=Step(delay_s=1.5))
    answers = web.together([timed(ask(web, name, protocol)) for protocol in protocols])
    assert [status for status, _ in answers] == [504, 504, TOO_LATE]
    assert all(SHORT_S - 0.05 <= seconds < 1.2 for _, seconds in answers), answers


# What Envoy answers to a caller of gRPC in place of 504.
TOO_LATE = "UNAVAILABLE"


@pytest.mark.parametrize("name", ["short", "idle", "listener-short", "listener-idle"])
def test_what_is_in_time_is_answered(mesh, web, name):
    protocols = ["http", "http2", "grpc"]
    for protocol in protocols:
        application(mesh, name, protocol).will(then=Step(delay_s=0.05))
    answers = web.together([timed(ask(web, name, protocol)) for protocol in protocols])
    assert [status for status, _ in answers] == [200, 200, "OK"]


def test_fifteen_seconds_are_the_limit_where_nobody_says_otherwise(mesh, web):
    """All at once, since it takes as long as it says."""
    late = [("default", "http"), ("default", "http2"), ("default", "grpc")]
    late += [
        ("listener-default", "http"),
        ("listener-default", "http2"),
        ("listener-default", "grpc"),
    ]
    served = [
        (name, protocol)
        for name in ("off", "long", "listener-off")
        for protocol in ("http", "grpc")
    ]
    for name, protocol in late + served:
        application(mesh, name, protocol).will(then=Step(delay_s=DEFAULT_S + 1))
    answers = web.together([timed(ask(web, *one)) for one in late + served])
    for (_, protocol), (status, seconds) in zip(late, answers):
        assert status == (TOO_LATE if protocol == "grpc" else 504)
        assert DEFAULT_S - 0.1 <= seconds < DEFAULT_S + 0.9
    for (_, protocol), (status, _) in zip(served, answers[len(late) :]):
        assert status == ("OK" if protocol == "grpc" else 200)


async def idle_connection(web, name, seconds):
    """Whether a connection that was used once is still of use after a while."""
    async with TcpClient(web.address, TCP_PORTS[name]) as client:
        await client.ask()
        await asyncio.sleep(seconds)
        return await client.ask() is not None


def test_idle_connections_are_closed_after_their_timeout(mesh, web):
    names = ["idle", "listener-idle", "default", "idle-off", "listener-off"]
    for name in names:
        application(mesh, name, "tcp").will()
    soon = web.together([idle_connection(web, name, 0.1) for name in names])
    assert soon == [True] * 5
    late = web.together([idle_connection(web, name, 1) for name in names])
    assert late == [False, False, True, True, True]
