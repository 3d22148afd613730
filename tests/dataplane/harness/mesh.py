"""A mesh under test: its documents, and what runs for them on this machine."""

from dataclasses import dataclass, field

from .grpc_calls import GrpcApplication
from .http1 import Http1Application
from .http2 import Http2Application
from .proxy import Proxy
from .tcp import TcpApplication

APPLICATIONS = {
    "http": Http1Application,
    "http2": Http2Application,
    "grpc": GrpcApplication,
    "tcp": TcpApplication,
}


@dataclass
class Node:
    """A virtual node or gateway, and where it is on this machine."""

    name: str
    # Where others reach it: its proxy, or without one the application itself.
    address: str
    # Where its application listens.
    application: str
    applications: dict = field(default_factory=dict)
    proxy: Proxy = None

    def app(self, port):
        """What serves a port."""
        return self.applications[port]


class Mesh:
    """Resources are declared first; `start` makes them, and what runs for them."""

    def __init__(self, stage, name, **spec):
        self.stage = stage
        self.plane = stage.plane
        self.name = name
        self.nodes = {}
        self._changes = [self._change("create", "mesh", {}, spec)]
        self._listeners = []
        self._proxied = []

    def node(
        self, name, *listeners, proxied=False, serving=True, backends=(), address=None, **spec
    ):
        """A virtual node with these listeners. Without a proxy its application is reached
        directly."""
        node = self._place(name, proxied, address)
        self.nodes[name] = node
        spec.setdefault("serviceDiscovery", {"dns": {"hostname": node.address}})
        if not listeners:
            del spec["serviceDiscovery"]
        backends = [one if isinstance(one, dict) else backend(one) for one in backends]
        spec |= {"listeners": list(listeners), "backends": backends}
        self._create("virtualNode", {"virtualNodeName": name}, spec)
        if proxied:
            self._proxied.append((f"vn/{name}", node))
        for listener in listeners if serving else ():
            self._listeners.append((node, listener["portMapping"]))
        return node

    def gateway(self, name, *listeners, address=None, **spec):
        node = self._place(name, True, address)
        self._create(
            "virtualGateway", {"virtualGatewayName": name}, {"listeners": listeners} | spec
        )
        self.nodes[name] = node
        self._proxied.append((f"vg/{name}", node))
        return node

    def gateway_route(self, gateway, name, spec):
        self._create(
            "gatewayRoute", {"virtualGatewayName": gateway, "gatewayRouteName": name}, spec
        )

    def router(self, name, *ports):
        """A virtual router, with ports like `("http", 8080)`."""
        listeners = [listener(*port) for port in ports]
        self._create("virtualRouter", {"virtualRouterName": name}, {"listeners": listeners})

    def route(self, router, name, spec):
        self._create("route", {"virtualRouterName": router, "routeName": name}, spec)

    def service(self, name, router=None, node=None):
        provider = {}
        if router:
            provider = {"virtualRouter": {"virtualRouterName": router}}
        if node:
            provider = {"virtualNode": {"virtualNodeName": node}}
        spec = {"provider": provider} if provider else {}
        self._create("virtualService", {"virtualServiceName": name}, spec)

    def _place(self, name, proxied, address):
        address = address or self.stage.addresses.take()
        application = self.stage.addresses.take() if proxied else address
        return Node(name, address, application)

    def start(self, *flags):
        """Makes what was declared, starts applications and proxies, and waits for them. The flags
        are for the bootstraps."""
        self.plane.apply(self._changes)
        self._changes = []
        for node, mapping in self._listeners:
            kind = APPLICATIONS[mapping["protocol"]]
            application = kind(node.name, node.application, mapping["port"])
            node.applications[mapping["port"]] = application
            self.stage.serve(self.name, application)
        self._listeners = []
        for of, node in self._proxied:
            node.proxy = self.stage.start_proxy(
                self.name, of, node.address, node.application, flags
            )
        self._proxied = []
        self.wait()
        return self

    def instance(self, node, name, at=8080, **registered):
        """Starts an application, and registers it where a node is found by Cloud Map."""
        application = Http1Application(name, self.stage.addresses.take(), at)
        self.stage.serve(self.name, application)
        registered.setdefault("ipv4", application.address)
        self.plane.put_instance(self.name, node, name, **registered)
        return application

    def wait(self):
        """Returns when every proxy uses what was declared last."""
        self.plane.wait_synced(self.name, self.stage.proxies_of(self.name))

    def set(self, kind, names, spec):
        """Replaces the spec of a resource and waits until it is in use."""
        self.plane.apply([self._change("update", kind, names, spec)])
        self.wait()

    def set_route(self, router, name, spec):
        self.set("route", {"virtualRouterName": router, "routeName": name}, spec)

    def delete(self, kind, **names):
        self.plane.apply([self._change("delete", kind, names, None)])
        self.wait()

    def trace(self, caller, url, *flags):
        return self.plane.trace(self.name, caller, url, *flags)

    def _create(self, kind, names, spec):
        self._changes.append(self._change("create", kind, names, spec))

    def _change(self, action, kind, names, spec):
        change = {"action": action, "kind": kind, "meshName": self.name, **names}
        return change if spec is None else change | {"spec": spec}


def listener(protocol, port, **more):
    """A listener of a node, router or gateway."""
    return {"portMapping": {"port": port, "protocol": protocol}} | more


def cloud_map(mesh, service, **attributes):
    """Discovery by Cloud Map; each mesh has a namespace of its own."""
    pairs = [{"key": key, "value": value} for key, value in attributes.items()]
    found = {"namespaceName": mesh.name, "serviceName": service}
    return {"awsCloudMap": found | ({"attributes": pairs} if pairs else {})}


def backend(service, **policy):
    """A backend, with a client policy if one is given."""
    named = {"virtualServiceName": service}
    if policy:
        named["clientPolicy"] = policy
    return {"virtualService": named}


def targets(port=None, **weights):
    """Weighted targets, by the names of nodes; the port is needed where a node has several."""
    rest = {"port": port} if port else {}
    return {
        "weightedTargets": [
            {"virtualNode": node, "weight": weight} | rest for node, weight in weights.items()
        ]
    }
