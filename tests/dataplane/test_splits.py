"""Weights are shares of what arrives: of requests, and of connections where they are TCP."""

import pytest

from harness.mesh import listener, targets
from harness.statistics import assert_shares

COUNT = 4000
PORTS = {"http": 8080, "http2": 8081, "grpc": 8082, "tcp": 8083}
SPLITS = [
    {"a": 75, "b": 25},
    {"a": 99, "b": 1},
    {"a": 0, "b": 100},
    {"a": 20, "b": 30, "c": 50},
]


@pytest.fixture(scope="module")
def web(mesh, stage):
    """Calls a service for each protocol; each of its nodes is behind a proxy."""
    for node in "abc":
        listeners = [listener(protocol, port) for protocol, port in PORTS.items()]
        mesh.node(node, *listeners, proxied=True)
    for protocol, port in PORTS.items():
        mesh.router(protocol, (protocol, port))
        mesh.route(protocol, "split", route(protocol, {"a": 1}))
        mesh.service(f"{protocol}.test", router=protocol)
    web = mesh.node("web", proxied=True, backends=[f"{protocol}.test" for protocol in PORTS])
    mesh.start()
    return stage.caller(web)


def route(protocol, weights):
    match = {} if protocol in ("tcp", "grpc") else {"match": {"prefix": "/"}}
    if protocol == "grpc":
        match = {"match": {}}
    return {f"{protocol}Route": match | {"action": targets(PORTS[protocol], **weights)}}


@pytest.mark.parametrize("protocol", PORTS)
@pytest.mark.parametrize(
    "weights", SPLITS, ids=lambda weights: "-".join(map(str, weights.values()))
)
def test_a_weight_is_a_share(mesh, web, protocol, weights):
    names = {"virtualRouterName": protocol, "routeName": "split"}
    mesh.set("route", names, route(protocol, weights))
    counts = web.spread(protocol, f"{protocol}.test", COUNT, PORTS[protocol])
    assert sum(counts.values()) == COUNT
    assert_shares(counts, weights)
