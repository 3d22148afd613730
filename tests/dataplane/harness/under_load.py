"""A mesh whose callers send steadily while it changes, and must get every answer."""

import time
from contextlib import ExitStack, contextmanager

from .http1 import Http1Application
from .load import Load
from .mesh import cloud_map, listener, targets

PORT = 8080
# Nothing is tried again, so that nothing that goes wrong is hidden.
NO_RETRIES = {
    "maxRetries": 0,
    "perRetryTimeout": {"unit": "s", "value": 15},
    "httpRetryEvents": ["gateway-error"],
}
# Answers before the first change, and after the last one. How many come in between depends on the
# machine: a test that needs more of them waits for them.
AROUND = 20
# Less than the second that a connection to a node may take.
PAUSED_S = 0.3


class Loads:
    """The loads from all callers."""

    def __init__(self, loads):
        self._loads = loads

    def allow(self, *nodes):
        """These may answer, too."""
        for load in self._loads:
            load.allowed.update(nodes)

    def wait_only(self, *nodes):
        """Returns when nobody else answers."""
        for load in self._loads:
            load.wait_only(*nodes)

    def wait_answers(self, count):
        for load in self._loads:
            load.wait_answers(count)

    def shares(self, count):
        """Who answers the next so many requests of each caller."""
        return [load.shares(count) for load in self._loads]


@contextmanager
def under_load(mesh, callers, allowed, host="shop.test", **more):
    """Sends requests while the block goes on; none may be lost."""
    loads = [Load(mesh.stage.loop, caller, host, allowed, **more) for caller in callers]
    with ExitStack() as stack:
        for load in loads:
            stack.enter_context(load)
        both = Loads(loads)
        both.wait_answers(AROUND)
        yield both
        both.wait_answers(AROUND)
    for load in loads:
        load.assert_nothing_lost()


def callers(mesh, *backends):
    """Starts the mesh, and two nodes in it that call, which differ only in how they are told."""
    mesh.node("web", proxied=True, backends=backends)
    mesh.start()
    mesh.node("web-sotw", proxied=True, backends=backends)
    mesh.start("--sotw")
    return [mesh.nodes["web"], mesh.nodes["web-sotw"]]


def route(protocol="http", port=PORT, prefix="/", **weights):
    """The spec of a route that tries nothing twice."""
    match = {} if protocol == "grpc" else {"prefix": prefix}
    action = targets(port, **weights)
    return {f"{protocol}Route": {"match": match, "action": action, "retryPolicy": NO_RETRIES}}


def split(mesh, protocol="http", service="shop.test", **weights):
    """A service with a router of its own and one route."""
    router = service.split(".")[0]
    mesh.router(router, (protocol, PORT))
    mesh.route(router, "main", route(protocol, **weights))
    mesh.service(service, router=router)


def serve(mesh, name, *ports):
    """Starts an application for a node that is yet to come; answers the spec of the node."""
    address = mesh.stage.addresses.take()
    for port in ports or [PORT]:
        mesh.stage.serve(mesh.name, Http1Application(name, address, port))
    return node_spec(address, *ports)


def serve_instance(mesh, name):
    """The same for a node that is found by Cloud Map."""
    mesh.instance(name, name, PORT)
    return node_spec(None) | {"serviceDiscovery": cloud_map(mesh, name)}


def node_spec(address, *ports):
    listeners = [listener("http", port) for port in ports or [PORT]]
    return {"listeners": listeners, "serviceDiscovery": {"dns": {"hostname": address}}}


@contextmanager
def paused(proxy):
    """Keeps a proxy from going on for a moment. What is sent to it waits."""
    proxy.pause()
    try:
        yield
        time.sleep(PAUSED_S)
    finally:
        proxy.resume()


class Changes:
    """Changes of a mesh, to be made one by one or all at once."""

    def __init__(self, mesh):
        self._mesh = mesh
        self.all = []

    def create(self, of, spec):
        return self._add("create", of, spec)

    def update(self, of, spec):
        return self._add("update", of, spec)

    def delete(self, *of):
        for one in of:
            self._add("delete", one, None)
        return self

    def at_once(self):
        """One transaction."""
        self._mesh.plane.apply([change for change, _, _, _ in self.all])

    def one_by_one(self):
        """The operations of App Mesh, as fast as they are answered."""
        for _, method, path, body in self.all:
            self._mesh.plane.call(method, path, body)

    def _add(self, action, of, spec):
        kind, *names = of.split("/")
        singular, plural, members, name = _KINDS[kind]
        change = {"action": action, "kind": singular, "meshName": self._mesh.name}
        change |= dict(zip(members, names, strict=True)) | ({"spec": spec} if spec else {})
        path = f"/v20190125/meshes/{self._mesh.name}/" + "/".join(
            part for pair in zip(plural, names, strict=True) for part in pair
        )
        body = {"spec": spec} if spec else None
        if action == "create":
            path = path.rsplit("/", 1)[0]
            body[name] = names[-1]
        method = {"create": "PUT", "update": "PUT", "delete": "DELETE"}[action]
        self.all.append((change, method, path, body))
        return self


# The kind in a change, the parts of its path, the members that name it, and the last of them.
_KINDS = {
    "vn": ("virtualNode", ["virtualNodes"], ["virtualNodeName"], "virtualNodeName"),
    "vr": ("virtualRouter", ["virtualRouters"], ["virtualRouterName"], "virtualRouterName"),
    "rt": (
        "route",
        ["virtualRouter", "routes"],
        ["virtualRouterName", "routeName"],
        "routeName",
    ),
    "vs": ("virtualService", ["virtualServices"], ["virtualServiceName"], "virtualServiceName"),
    "vg": ("virtualGateway", ["virtualGateways"], ["virtualGatewayName"], "virtualGatewayName"),
    "gr": (
        "gatewayRoute",
        ["virtualGateway", "gatewayRoutes"],
        ["virtualGatewayName", "gatewayRouteName"],
        "gatewayRouteName",
    ),
}
