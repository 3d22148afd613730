"""Transparent interception, App Mesh's way: rules of the system send an application's traffic to
its proxy, which finds out where it was going.

The machines are network namespaces that the test makes: a caller, a node that is called, and what
is outside the mesh, in the middle. Where they cannot be made, the tests say why and are skipped.
"""

import asyncio
import json
import ssl
import subprocess

import pytest
import trustme

from harness.control_plane import ControlPlane
from harness.http1 import Http1Application, Http1Client
from harness.mesh import backend, listener
from harness.namespace import machines, missing
from harness.tcp import TcpApplication, TcpClient
from weir_process import clean_env, run_weir

MESH = "intercepted"
# An address that no machine has: what is sent there is answered by the mesh or by nobody.
NOWHERE = "10.77.9.9"
OUTSIDE = "10.77.9.1"
AMAZON = "10.77.9.2"
NODE = "10.77.2.2"
HTTP, TCP, GREETING = 8080, 9000, 9001
OTHER = 7000
# Below the 5 s after which a proxy gives up to wait for a client that says nothing.
AT_ONCE_S = 3
STOP_S = 10


@pytest.fixture(scope="module", params=["nft", "iptables"])
def world(envoy, tmp_path_factory, request):
    if why := missing(request.param):
        pytest.skip(why)
    home = tmp_path_factory.mktemp("interception")
    with machines("outside", "web", "node") as (outside, web, node):
        world = World(home, envoy, outside, web, node)
        try:
            world.start(request.param)
            yield world
        finally:
            world.stop()


class Greeter(TcpApplication):
    """Says its name before it is asked anything."""

    async def _serve(self, reader, writer):
        writer.write(self.name.encode() + b"\n")
        await super()._serve(reader, writer)


class World:
    """Everything that runs on the three machines."""

    def __init__(self, home, envoy, outside, web, node):
        self.home, self.envoy = home, envoy
        self.outside, self.web, self.node = outside, web, node
        self.plane = None
        self.proxies = []
        self.authority = trustme.CA()

    def start(self, tool):
        self.plane = ControlPlane(self.home)
        self.plane.apply(list(resources()))
        for application in (
            Http1Application("node", "127.0.0.1", HTTP),
            TcpApplication("node", "127.0.0.1", TCP),
            Greeter("node", "127.0.0.1", GREETING),
        ):
            self.node.loop.run(application.start())
        self.start_outside()
        self.web.redirect(tool)
        self.node.redirect(tool, HTTP, TCP, GREETING)
        for name, machine in (("web", self.web), ("node", self.node)):
            self.proxies.append(InterceptingProxy(self, name, machine))
        self.plane.wait_connected(MESH, len(self.proxies))

    def start_outside(self):
        """Servers that are in no mesh: over HTTP, over TCP, and one that speaks first."""
        for address in (OUTSIDE, AMAZON):
            self.outside.address(address)
        for application in (
            Http1Application("outside", OUTSIDE, HTTP),
            Http1Application("outside", OUTSIDE, OTHER),
            Greeter("outside", OUTSIDE, 25),
        ):
            self.outside.loop.run(application.start())
        amazon = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert("*.amazonaws.com", "other.test").configure_cert(amazon)
        self.outside.loop.run(asyncio.start_server(answer_all, AMAZON, 443, ssl=amazon))

    def stop(self):
        for proxy in self.proxies:
            proxy.stop()
        if self.plane:
            self.plane.close()

    def http(self, address, port, host, machine=None):
        """What an application gets that asks there for a host; nothing if it is hung up on."""

        async def ask():
            async with Http1Client(address, port) as client:
                return await client.send("GET", "/", host)

        return (machine or self.web).loop.run(answered(ask()))

    def tcp(self, address, port):
        """Who answers a line."""

        async def ask():
            async with TcpClient(address, port) as client:
                return await client.ask()

        return self.web.loop.run(answered(ask()))

    def greeted(self, address, port, machine=None):
        """Who speaks first, if somebody does before the client says anything."""

        async def listen():
            reader, writer = await asyncio.open_connection(address, port)
            try:
                return (await reader.readline()).decode().strip() or None
            finally:
                writer.transport.abort()

        return (machine or self.web).loop.run(answered(asyncio.wait_for(listen(), AT_ONCE_S)))

    def tls(self, address, name):
        """What is answered to a client that asks for a server by that name."""
        trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.authority.configure_trust(trusting)

        async def ask():
            reader, writer = await asyncio.open_connection(
                address, 443, ssl=trusting, server_hostname=name
            )
            try:
                writer.write(b"hello\n")
                return (await reader.readline()).decode().strip() or None
            finally:
                writer.transport.abort()

        return self.web.loop.run(answered(ask()))

    def set_egress(self, kind):
        spec = {"egressFilter": {"type": kind}}
        self.plane.apply([{"action": "update", "kind": "mesh", "meshName": MESH, "spec": spec}])
        self.plane.wait_connected(MESH, len(self.proxies))


class InterceptingProxy:
    """Envoy beside an application, in a group that the rules let pass."""

    def __init__(self, world, name, machine):
        self._log = world.home / f"{name}.log"
        flags = ["--xds", world.plane.xds, "--no-admin"]
        printed = run_weir(
            world.home, "-m", MESH, "-o", "json", "proxy", "bootstrap", f"vn/{name}", *flags
        )
        assert printed.returncode == 0, printed.stderr
        config = world.home / f"{name}.json"
        config.write_text(printed.stdout)
        options = ["--concurrency", "1", "--disable-hot-restart", "--log-level", "warning"]
        with open(self._log, "ab") as log:
            self._process = subprocess.Popen(
                machine.command(world.envoy, "-c", config, *options),
                env=clean_env(world.home),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def log(self):
        return self._log.read_text(errors="replace")[-4000:]

    def stop(self):
        self._process.terminate()
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(STOP_S)


async def answer_all(reader, writer):
    """Answers every line."""
    while await reader.readline():
        writer.write(b"amazon\n")
    writer.close()


async def answered(asking):
    """The answer, or nothing if the connection was refused or closed, or nobody spoke in time."""
    try:
        return await asking
    except (OSError, EOFError):
        return None


def resources():
    """A node that calls three services, each at its port, and the node behind them."""

    def create(kind, spec, **names):
        return {"action": "create", "kind": kind, "meshName": MESH, **names, "spec": spec}

    ports = {
        "shop.test": ("http", HTTP),
        "lines.test": ("tcp", TCP),
        "mail.test": ("tcp", GREETING),
    }
    yield create("mesh", {"egressFilter": {"type": "DROP_ALL"}})
    found = {"dns": {"hostname": NODE}}
    listeners = [listener(*at) for at in ports.values()]
    yield create(
        "virtualNode", {"listeners": listeners, "serviceDiscovery": found}, virtualNodeName="node"
    )
    for service, (protocol, port) in ports.items():
        router = service.split(".")[0]
        spec = {"listeners": [listener(protocol, port)]}
        yield create("virtualRouter", spec, virtualRouterName=router)
        action = {"weightedTargets": [{"virtualNode": "node", "weight": 1, "port": port}]}
        match = {"match": {"prefix": "/"}} if protocol == "http" else {}
        spec = {f"{protocol}Route": match | {"action": action}}
        yield create("route", spec, virtualRouterName=router, routeName="main")
        provider = {"virtualRouter": {"virtualRouterName": router}}
        yield create("virtualService", {"provider": provider}, virtualServiceName=service)
    yield create(
        "virtualNode", {"backends": [backend(name) for name in ports]}, virtualNodeName="web"
    )


def test_requests_go_by_the_name_of_the_service(world):
    for host in ("shop.test", f"shop.test:{HTTP}"):
        answer = world.http(NOWHERE, HTTP, host)
        assert (answer.status, answer.node) == (200, "node")


def test_inbound_requests_pass_the_proxy(world):
    """The application listens on loopback alone."""
    assert world.http(NODE, HTTP, "any.test", machine=world.outside).node == "node"
    assert world.greeted(NODE, GREETING, machine=world.outside) == "node"


def test_bytes_go_by_port(world):
    assert world.tcp(NOWHERE, TCP) == "node"


def test_a_server_that_speaks_first_is_not_held_up(world):
    assert world.greeted(NOWHERE, GREETING) == "node"


def test_nothing_else_leaves_where_the_filter_drops_all(world):
    world.set_egress("DROP_ALL")
    assert world.http(OUTSIDE, OTHER, "outside.test") is None
    assert world.http(OUTSIDE, HTTP, "outside.test").status == 404
    assert world.greeted(OUTSIDE, 25) is None
    assert world.http(OUTSIDE, OTHER, "outside.test", machine=world.outside).node == "outside"


def test_amazon_is_reached_whatever_the_filter_says(world):
    for kind in ("DROP_ALL", "ALLOW_ALL"):
        world.set_egress(kind)
        assert world.tls(AMAZON, "s3.amazonaws.com") == "amazon"


def test_amazon_is_known_by_the_name_that_the_client_asks_for(world):
    world.set_egress("DROP_ALL")
    assert world.tls(AMAZON, "other.test") is None
    world.set_egress("ALLOW_ALL")
    assert world.tls(AMAZON, "other.test") == "amazon"


def test_everything_leaves_where_the_filter_allows_all(world):
    world.set_egress("ALLOW_ALL")
    assert world.http(OUTSIDE, OTHER, "outside.test").node == "outside"
    assert world.greeted(OUTSIDE, 25) == "outside"
    # Also on a port that a backend uses, by a name that no backend has.
    assert world.http(OUTSIDE, HTTP, "outside.test").node == "outside"
    assert world.http(OUTSIDE, HTTP, "shop.test").node == "node"
