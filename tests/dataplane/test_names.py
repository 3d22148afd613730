"""Nodes that are found by DNS: one address or all, which version of IP, and changes."""

import socket
import time

import pytest

from harness.http1 import Http1Application
from harness.mesh import listener
from harness.names import PORT, NameServer

COUNT = 60
PREFERENCES = ["IPv4_ONLY", "IPv6_ONLY", "IPv4_PREFERRED", "IPv6_PREFERRED"]


@pytest.fixture(scope="module")
def names(stage, mesh):
    server = NameServer(stage.addresses.take())
    return stage.serve(mesh.name, server)


@pytest.fixture(scope="module")
def port():
    """A port that is free on the one loopback address of IPv6."""
    with socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def web(mesh, stage, names, port):
    """Calls nodes with several addresses, and nodes with one of each version."""
    addresses = [stage.addresses.take() for _ in range(3)]
    for number, address in enumerate([*addresses, "::1"]):
        stage.serve(mesh.name, Http1Application(f"at-{number}", address, port))
    names.names |= {
        "several.example": addresses,
        "both.example": [addresses[0], "::1"],
        "four.example": [addresses[0]],
        "six.example": ["::1"],
    }
    nodes = {
        "default": dns("several"),
        "loadbalancer": dns("several", responseType="LOADBALANCER"),
        "endpoints": dns("several", responseType="ENDPOINTS"),
        "unknown": dns("unknown"),
    }
    for host in ("both", "four", "six"):
        for preference in PREFERENCES:
            nodes[f"{host}-{preference.lower()}"] = dns(host, ipPreference=preference)
    for name, discovery in nodes.items():
        one = listener("http", port)
        mesh.node(name, one, serving=False, serviceDiscovery={"dns": discovery})
        mesh.service(f"{name}.test", node=name)
    web = mesh.node("web", proxied=True, backends=[f"{name}.test" for name in nodes])
    mesh.start("--dns-resolver", f"{names.address}:{PORT}")
    return stage.caller(web)


def dns(host, **more):
    return {"hostname": f"{host}.example"} | more


@pytest.mark.parametrize("node", ["default", "loadbalancer"])
def test_behind_a_load_balancer_any_address_does(web, node):
    counts = web.spread("http", f"{node}.test", COUNT)
    assert len(counts) == 1 and set(counts) <= {"at-0", "at-1", "at-2"}


def test_endpoints_are_used_all(web):
    assert web.spread("http", "endpoints.test", COUNT) == {"at-0": 20, "at-1": 20, "at-2": 20}


def test_a_name_that_nobody_knows_is_an_error(web):
    assert web.http("unknown.test").status == 503


@pytest.mark.parametrize(
    "host, answers",
    [
        ("both", ["at-0", "at-3", "at-0", "at-3"]),
        ("four", ["at-0", None, "at-0", "at-0"]),
        ("six", [None, "at-3", "at-3", "at-3"]),
    ],
)
def test_the_version_of_ip_is_the_one_that_is_preferred(web, host, answers):
    found = [web.http(f"{host}-{preference.lower()}.test").node for preference in PREFERENCES]
    assert found == answers


def test_changes_of_addresses_are_followed(web, names):
    names.names["several.example"] = names.names["several.example"][:2]
    # Envoy asks every five seconds.
    deadline = time.monotonic() + 12
    while (counts := web.spread("http", "endpoints.test", COUNT)) != {"at-0": 30, "at-1": 30}:
        assert time.monotonic() < deadline, counts
        time.sleep(0.3)
