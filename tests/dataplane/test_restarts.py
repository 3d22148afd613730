"""No request is lost while the control plane is away and when it comes back.

It is killed without a warning, and starts again on the same data directory and address. What was
acknowledged before it was killed is there, and proxies that waited get it as soon as they are back.
"""

import socket
import time

import pytest

from harness.control_plane import ControlPlane
from harness.load import CONNECTIONS
from harness.mesh import listener
from harness.stage import Stage
from harness.under_load import PORT, Changes, callers, route, split, under_load

# Resources of other meshes that have to be loaded before the first proxy is answered.
MUCH = 4000
AWAY_S = 4
PROXIES = 3


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(params=["unix", "tcp"])
def stage(envoy, tmp_path, request):
    """A control plane of the test's own, since it is killed."""
    xds = f"unix:{tmp_path}/xds" if request.param == "unix" else f"127.0.0.1:{free_port()}"
    stage = Stage(tmp_path, ControlPlane(tmp_path, xds=xds))
    yield stage
    stage.close()


def fill(plane, count):
    """Creates many resources that have nothing to do with the test."""
    changes = [{"action": "create", "kind": "mesh", "meshName": "much", "spec": {}}]
    for number in range(count):
        found = {"dns": {"hostname": f"n{number}.much.test"}}
        spec = {"listeners": [listener("http", PORT)], "serviceDiscovery": found}
        named = {"meshName": "much", "virtualNodeName": f"n{number}"}
        changes.append({"action": "create", "kind": "virtualNode", **named, "spec": spec})
    plane.apply(changes)


def set_weights(mesh, **weights):
    Changes(mesh).update("rt/shop/main", route(**weights)).one_by_one()


def test_the_control_plane_is_killed(stage):
    mesh = stage.mesh("killed")
    for node in "ab":
        mesh.node(node, listener("http", PORT), proxied=node == "a")
    split(mesh, a=1, b=0)
    web = callers(mesh, "shop.test")
    fill(stage.plane, MUCH)
    with under_load(mesh, web, "ab") as loads:
        # Killed with a change that the proxies may or may not have got.
        for old, new in ["ab", "ba", "ab", "ba"]:
            set_weights(mesh, **{old: 0, new: 1})
            stage.plane.kill9()
            stage.plane.start()
            loads.wait_only(new)
        stage.plane.kill9()
        # Nothing is served anew meanwhile, but all that was is.
        time.sleep(AWAY_S)
        loads.wait_only("a")
        stage.plane.start()
        set_weights(mesh, a=0, b=1)
        loads.wait_only("b")
        stage.plane.wait_connected(mesh.name, PROXIES)
        # An end that is announced is no different.
        stage.plane.restart()
        set_weights(mesh, a=1, b=0)
        loads.wait_only("a")
        stage.plane.wait_connected(mesh.name, PROXIES)
    made = [caller.proxy.stat("http.egress.downstream_cx_total") for caller in web]
    assert made == [CONNECTIONS] * 2, f"connections were lost, and made again: {made}"
