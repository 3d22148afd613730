"""Limits of connection pools: what is served at once, what waits, and what is turned away."""

import asyncio

import pytest

from harness.application import Step
from harness.http1 import Http1Client
from harness.http2 import Http2Client
from harness.mesh import listener, targets
from harness.tcp import TcpClient

# Long enough for all of them to come while the first is served, on a busy machine, too.
BUSY = Step(delay_s=1.5)
# Until a connection is made its request is waiting, too, so they are made one after the other.
STAGGER_S = 0.05
PORTS = {"http": 8080, "http2": 8081, "grpc": 8082, "tcp": 8083}
NO_RETRIES = {
    "maxRetries": 0,
    "perRetryTimeout": {"unit": "s", "value": 5},
    "httpRetryEvents": ["server-error"],
}
POOLS = {
    "http": {"maxConnections": 2, "maxPendingRequests": 1},
    "http2": {"maxRequests": 2},
    "grpc": {"maxRequests": 2},
    "tcp": {"maxConnections": 2},
}


@pytest.fixture(scope="module")
def web(mesh, stage):
    """Calls a node with limits, one without, and one that is behind a gateway with limits."""
    limited = [
        listener(protocol, port, connectionPool={protocol: POOLS[protocol]})
        for protocol, port in PORTS.items()
    ]
    free = [listener(protocol, port) for protocol, port in PORTS.items()]
    # TCP services are told apart by their ports only.
    for name, listeners, tcp in (("limited", limited, 7001), ("free", free, 7002)):
        mesh.node(name, *listeners, proxied=True)
        ports = PORTS | {"tcp": tcp}
        mesh.router(name, *ports.items())
        for protocol, port in ports.items():
            spec = {"action": targets(PORTS[protocol], **{name: 1})}
            if protocol != "tcp":
                match = {"port": port} if protocol == "grpc" else {"prefix": "/", "port": port}
                spec |= {"match": match, "retryPolicy": NO_RETRIES}
            mesh.route(name, protocol, {f"{protocol}Route": spec})
        mesh.service(f"{name}.test", router=name)
    web = mesh.node("web", proxied=True, backends=["limited.test", "free.test"])
    declare_gateway(mesh)
    mesh.start()
    return stage.caller(web)


def declare_gateway(mesh):
    gateway = [
        listener(protocol, PORTS[protocol], connectionPool={protocol: POOLS[protocol]})
        for protocol in ("http", "http2", "grpc")
    ]
    mesh.gateway("edge", *gateway)
    for protocol in ("http", "http2", "grpc"):
        target = {"virtualService": {"virtualServiceName": "free.test"}, "port": PORTS[protocol]}
        match = {"prefix": "/"} if protocol != "grpc" else {"serviceName": "shop.Cart"}
        spec = {f"{protocol}Route": {"match": match, "action": {"target": target}}}
        mesh.gateway_route("edge", protocol, spec)


def ask(caller, host, protocol):
    match protocol:
        case "http":
            return caller.send(Http1Client, host)
        case "http2":
            return caller.send(Http2Client, host)
        case "grpc":
            return caller.call(host)


async def after(seconds, coroutine):
    await asyncio.sleep(seconds)
    return await coroutine


def five(caller, host, protocol):
    """How many of five requests at the same time were answered, and the statuses of the others."""
    asked = [after(number * STAGGER_S, ask(caller, host, protocol)) for number in range(5)]
    answers = caller.together(asked)
    refused = {answer.status for answer in answers if answer.node is None}
    return sum(answer.node is not None for answer in answers), refused


@pytest.mark.parametrize(
    "protocol, served, refused",
    # Two are served at once, and of HTTP/1.1 one may wait.
    [("http", 3, {503}), ("http2", 2, {503}), ("grpc", 2, {"UNAVAILABLE"})],
)
def test_a_node_turns_away_what_is_too_much(mesh, web, protocol, served, refused):
    application = mesh.nodes["limited"].app(PORTS[protocol])
    application.will(then=BUSY)
    assert five(web, f"limited.test:{PORTS[protocol]}", protocol) == (served, refused)
    assert application.most_active == 2


@pytest.mark.parametrize(
    "protocol, served, refused",
    [("http", 3, {503}), ("http2", 2, {503}), ("grpc", 2, {"UNAVAILABLE"})],
)
def test_a_gateway_turns_away_what_is_too_much(mesh, stage, web, protocol, served, refused):
    application = mesh.nodes["free"].app(PORTS[protocol])
    application.will(then=BUSY)
    edge = stage.visitor(mesh.nodes["edge"], PORTS[protocol])
    assert five(edge, "shop.example", protocol) == (served, refused)
    assert application.most_active == 2


@pytest.mark.parametrize("protocol", ["http", "http2", "grpc"])
def test_without_a_limit_all_are_served(mesh, web, protocol):
    application = mesh.nodes["free"].app(PORTS[protocol])
    application.will(then=BUSY)
    assert five(web, f"free.test:{PORTS[protocol]}", protocol) == (5, set())
    assert application.most_active == 5


async def connections(web, port):
    """How many of five connections are of use at the same time."""
    clients = [TcpClient(web.address, port) for _ in range(5)]
    for client in clients:
        await client.__aenter__()
    try:
        answers = await asyncio.gather(
            *[client.ask() for client in clients], return_exceptions=True
        )
    finally:
        for client in clients:
            await client.__aexit__()
    return sum(isinstance(answer, str) for answer in answers)


@pytest.mark.parametrize("port, served", [(7001, 2), (7002, 5)])
def test_connections_are_limited_too(stage, web, port, served):
    assert stage.loop.run(connections(web, port)) == served
