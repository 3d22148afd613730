"""Proxies that ask for the state of the world, as images of App Mesh do, instead of changes."""

import pytest

from harness.mesh import cloud_map, listener, targets
from harness.statistics import assert_shares


@pytest.fixture(scope="module")
def web(mesh, stage):
    """Calls a split between nodes, and a node whose instances are registered."""
    for node in "ab":
        mesh.node(node, listener("http", 8080), proxied=True)
    discovery = cloud_map(mesh, "found")
    mesh.node("found", listener("http", 8080), serving=False, serviceDiscovery=discovery)
    mesh.router("split", ("http", 8080))
    mesh.route("split", "all", split(a=100, b=0))
    mesh.service("split.test", router="split")
    mesh.service("found.test", node="found")
    web = mesh.node("web", proxied=True, backends=["split.test", "found.test"])
    mesh.gateway("edge", listener("http", 8000))
    target = {"virtualService": {"virtualServiceName": "split.test"}}
    route = {"httpRoute": {"match": {"prefix": "/"}, "action": {"target": target}}}
    mesh.gateway_route("edge", "all", route)
    mesh.start("--sotw")
    listed = mesh.plane.proxies(mesh.name)["proxies"]
    assert {one["flavor"] for one in listed} == {"sotw"}
    return stage.caller(web)


def split(**weights):
    return {"httpRoute": {"match": {"prefix": "/"}, "action": targets(**weights)}}


@pytest.mark.parametrize("weights", [{"a": 75, "b": 25}, {"a": 0, "b": 100}, {"a": 1, "b": 1}])
def test_a_weight_is_a_share(mesh, stage, web, weights):
    mesh.set_route("split", "all", split(**weights))
    assert_shares(web.spread("http", "split.test", 2000), weights)
    edge = stage.visitor(mesh.nodes["edge"], 8000)
    assert_shares(edge.spread("http", "any", 2000), weights)


def test_instances_come_and_go(mesh, web):
    assert web.http("found.test").status == 503
    mesh.instance("found", "one")
    mesh.wait()
    assert web.http("found.test").node == "one"
    mesh.instance("found", "two")
    mesh.wait()
    assert set(web.spread("http", "found.test", 10)) == {"one", "two"}
    mesh.plane.delete_instance(mesh.name, "found", "one")
    mesh.wait()
    assert web.spread("http", "found.test", 10) == {"two": 10}


def test_nodes_and_services_come_and_go(mesh, web):
    mesh.node("late", listener("http", 8080))
    mesh.service("late.test", node="late")
    mesh.start()
    backends = ["split.test", "found.test", "late.test"]
    for names, status in ((backends, 200), (backends[:2], 404)):
        backends = [{"virtualService": {"virtualServiceName": name}} for name in names]
        mesh.set("virtualNode", {"virtualNodeName": "web"}, {"backends": backends})
        assert web.http("late.test").status == status
    assert web.http("split.test").status == 200
