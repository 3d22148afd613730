"""TLS between proxies: who insists on it, whom each trusts, and what is refused."""

import asyncio
import ssl
import time

import pytest

from harness.certificates import Authority
from harness.http1 import Http1Client
from harness.mesh import backend, listener
from harness.secrets import SecretServer

PORTS = {"http": 8080, "http2": 8081, "grpc": 8082, "tcp": 8083}
TARGETS = [
    "strict",
    "permissive",
    "disabled",
    "plain",
    "foreign",
    "misnamed",
    "mutual",
    "mutual-named",
    "from-socket",
    "rotated",
    "remounted",
]


@pytest.fixture(scope="module")
def pki(tmp_path_factory):
    return Pki(tmp_path_factory.mktemp("tls"))


class Pki:
    """Two authorities that do not know each other, and a server of secrets."""

    def __init__(self, home):
        self.home = home
        # Those of targets, by name.
        self.certificates = {}
        self.ours = Authority(home, "ours")
        self.theirs = Authority(home, "theirs")
        self.web = self.ours.issue("web", "web.client")
        self.other = self.ours.issue("other", "other.client")
        self.stranger = self.theirs.issue("stranger", "web.client")
        self.secrets = SecretServer(home / "sds")


@pytest.fixture(scope="module")
def callers(mesh, stage, pki):
    """A caller for each client policy; all of them call all targets."""
    for name in TARGETS:
        declare_target(mesh, pki, name)
    declare_every_protocol(mesh, pki)
    ours = pki.ours.trust()
    by_socket = {"trust": {"sds": {"secretName": "authority"}}}
    policies = {
        "none": None,
        "enforcing": {"validation": ours},
        "lenient": {"enforce": False, "validation": ours},
        "other-port": {"ports": [9999], "validation": ours},
        "this-port": {"ports": [8080], "validation": ours},
        "named": {"validation": pki.ours.trust("other.example", "third.example")},
        "certified": {"validation": ours, "certificate": pki.web.as_file()},
        "certified-otherwise": {"validation": ours, "certificate": pki.other.as_file()},
        "stranger": {"validation": ours, "certificate": pki.stranger.as_file()},
        "by-socket": {"validation": by_socket, "certificate": {"sds": {"secretName": "web"}}},
    }
    services = [f"{name}.test" for name in TARGETS]
    for name, policy in policies.items():
        spec = {"backendDefaults": {"clientPolicy": {"tls": policy}}} if policy else {}
        mesh.node(name, proxied=True, backends=[*services, "all.test"], **spec)
    mixed = [
        backend("strict.test"),
        backend("foreign.test", tls={"validation": pki.theirs.trust()}),
    ]
    defaults = {"clientPolicy": {"tls": {"validation": ours}}}
    mixed.append(backend("strict-again.test", tls={"validation": pki.theirs.trust()}))
    mesh.service("strict-again.test", node="strict")
    mesh.node("mixed", proxied=True, backends=mixed, backendDefaults=defaults)
    declare_gateway(mesh, pki)
    pki.secrets.add_certificate("web", pki.web)
    pki.secrets.add_authority("authority", pki.ours)
    stage.serve(mesh.name, pki.secrets)
    mesh.start("--sds-socket", str(pki.secrets.path))
    return {name: stage.caller(mesh.nodes[name]) for name in [*policies, "mixed"]}


def declare_target(mesh, pki, name):
    """A node with its way of TLS, and a service of the same name."""
    address = mesh.stage.addresses.take()
    tls = terms(pki, name, address)
    one = listener("http", 8080, **({"tls": tls} if tls else {}))
    mesh.node(name, one, proxied=True, address=address)
    mesh.service(f"{name}.test", node=name)


def terms(pki, name, address):
    """What the listener of a target demands and shows."""
    if name == "plain":
        return None
    if name == "from-socket":
        pki.secrets.add_certificate("served", pki.ours.issue(name, address))
        certificate = {"sds": {"secretName": "served"}}
        validation = {"trust": {"sds": {"secretName": "authority"}}}
        return {"mode": "STRICT", "certificate": certificate, "validation": validation}
    authority = pki.theirs if name == "foreign" else pki.ours
    names = ["other.example"] if name == "misnamed" else [address]
    certificate = authority.issue(name, *names)
    if name == "remounted":
        certificate = certificate.mount(pki.home / "mount")
    pki.certificates[name] = certificate
    modes = {"permissive": "PERMISSIVE", "disabled": "DISABLED"}
    tls = {"mode": modes.get(name, "STRICT"), "certificate": certificate.as_file()}
    match name:
        case "mutual":
            return tls | {"validation": pki.ours.trust()}
        case "mutual-named":
            return tls | {"validation": pki.ours.trust("web.client")}
    return tls


def declare_every_protocol(mesh, pki):
    """A node that speaks every protocol over TLS."""
    address = mesh.stage.addresses.take()
    tls = {"mode": "STRICT", "certificate": pki.ours.issue("all", address).as_file()}
    listeners = [listener(protocol, port, tls=tls) for protocol, port in PORTS.items()]
    mesh.node("all", *listeners, proxied=True, address=address)
    mesh.service("all.test", node="all")


def declare_gateway(mesh, pki):
    """A gateway that speaks TLS with its clients, and with the targets."""
    address = mesh.stage.addresses.take()
    edge = pki.ours.issue("edge", address, "edge.example")
    pki.certificates["edge"] = edge
    ways = {
        8080: {"mode": "STRICT", "certificate": edge.as_file()},
        8081: {"mode": "PERMISSIVE", "certificate": edge.as_file()},
        8082: {"mode": "STRICT", "certificate": edge.as_file(), "validation": pki.ours.trust()},
    }
    listeners = [listener("http", port, tls=tls) for port, tls in ways.items()]
    policy = {"validation": pki.ours.trust(), "certificate": pki.web.as_file()}
    defaults = {"clientPolicy": {"tls": policy}}
    mesh.gateway("edge", *listeners, address=address, backendDefaults=defaults)
    for name in TARGETS:
        target = {"virtualService": {"virtualServiceName": f"{name}.test"}}
        match = {"prefix": "/", "hostname": {"exact": name}}
        spec = {"httpRoute": {"match": match, "action": {"target": target}}}
        mesh.gateway_route("edge", name, spec)


# For each policy the targets that are reached over TLS, and in plain text; no others are.
REACHED = {
    # A target that offers TLS gets it, whoever it is: nobody said whom to trust.
    "none": (
        ["strict", "permissive", "foreign", "misnamed", "rotated", "remounted"],
        ["plain", "disabled"],
    ),
    "enforcing": (["strict", "permissive", "rotated", "remounted"], []),
    "lenient": (["strict", "permissive", "rotated", "remounted"], ["plain", "disabled"]),
    "other-port": (
        ["strict", "permissive", "foreign", "misnamed", "rotated", "remounted"],
        ["plain", "disabled"],
    ),
    "this-port": (["strict", "permissive", "rotated", "remounted"], []),
    "named": (["misnamed"], []),
    "certified": (
        ["strict", "permissive", "mutual", "mutual-named", "from-socket", "rotated", "remounted"],
        [],
    ),
    "certified-otherwise": (
        ["strict", "permissive", "mutual", "from-socket", "rotated", "remounted"],
        [],
    ),
    "stranger": (["strict", "permissive", "rotated", "remounted"], []),
    "by-socket": (
        ["strict", "permissive", "mutual", "mutual-named", "from-socket", "rotated", "remounted"],
        [],
    ),
}


@pytest.mark.parametrize("caller", REACHED)
def test_a_policy_decides_who_is_reached_and_how(mesh, callers, caller):
    encrypted, plain = REACHED[caller]
    proxy = mesh.nodes[caller].proxy
    reached = {}
    for target in TARGETS:
        answer = callers[caller].http(f"{target}.test")
        assert (answer.status, answer.node) in ((200, target), (503, None))
        if answer.status == 200:
            cluster = f"cds_egress_tls_{target}_http_8080"
            reached[target] = proxy.stat(f"^cluster.{cluster}.ssl.handshake$") > 0
    assert reached == dict.fromkeys(encrypted, True) | dict.fromkeys(plain, False)


def test_a_backend_may_have_a_policy_of_its_own(callers):
    assert callers["mixed"].http("foreign.test").node == "foreign"
    assert callers["mixed"].http("strict.test").node == "strict"
    # The same node, whose caller trusts others under another name of it.
    assert callers["mixed"].http("strict-again.test").status == 503


def test_every_protocol_is_encrypted(mesh, callers):
    caller = callers["enforcing"]
    assert caller.http("all.test:8080").node == "all"
    assert caller.http2("all.test:8081").node == "all"
    assert caller.grpc("all.test:8082").node == "all"
    assert caller.tcp(8083) == "all"
    proxy = mesh.nodes["enforcing"].proxy
    for protocol, port in PORTS.items():
        assert proxy.stat(f"^cluster.cds_egress_tls_all_{protocol}_{port}.ssl.handshake$") > 0


REFUSED = (ssl.SSLError, ConnectionError, asyncio.IncompleteReadError)


def visit(stage, node, port, tls=None, server_name=None, host="any"):
    """The answer to somebody who is no proxy; none if the connection is refused."""

    async def send():
        async with Http1Client(node.address, port, tls, server_name or node.address) as client:
            return await client.send("GET", "/", host)

    try:
        return stage.loop.run(send())
    except REFUSED:
        return None


@pytest.mark.parametrize(
    "target, plain, encrypted",
    [
        ("strict", False, True),
        ("permissive", True, True),
        ("disabled", True, False),
        ("plain", True, False),
        ("mutual", False, False),
    ],
)
def test_a_listener_takes_what_its_mode_says(mesh, stage, pki, callers, target, plain, encrypted):
    node = mesh.nodes[target]
    assert bool(visit(stage, node, 8080)) == plain
    assert bool(visit(stage, node, 8080, pki.ours.context())) == encrypted


def test_a_client_has_to_show_who_it_is(mesh, stage, pki, callers):
    both = pki.ours.context(pki.web)
    assert visit(stage, mesh.nodes["mutual"], 8080, both).node == "mutual"
    assert visit(stage, mesh.nodes["mutual-named"], 8080, both).node == "mutual-named"
    other = pki.ours.context(pki.other)
    assert visit(stage, mesh.nodes["mutual"], 8080, other).node == "mutual"
    assert visit(stage, mesh.nodes["mutual-named"], 8080, other) is None
    assert visit(stage, mesh.nodes["mutual"], 8080, pki.ours.context(pki.stranger)) is None


@pytest.mark.parametrize(
    "host, is_reached",
    [("strict", True), ("mutual-named", True), ("plain", False), ("foreign", False)],
)
def test_a_gateway_has_a_policy_too(mesh, stage, pki, callers, host, is_reached):
    answer = visit(stage, mesh.nodes["edge"], 8080, pki.ours.context(), host=host)
    wanted = (200, host) if is_reached else (503, None)
    assert (answer.status, answer.node) == wanted


def test_listeners_of_gateways_have_their_own_way_of_tls(mesh, stage, pki, callers):
    edge, trusting = mesh.nodes["edge"], pki.ours.context()
    reached = {
        port: (
            bool(visit(stage, edge, port, host="strict")),
            bool(visit(stage, edge, port, trusting, "edge.example", "strict")),
            bool(visit(stage, edge, port, pki.ours.context(pki.web), host="strict")),
        )
        for port in (8080, 8081, 8082)
    }
    assert reached == {
        8080: (False, True, True),
        8081: (True, True, True),
        8082: (False, False, True),
    }
    assert visit(stage, edge, 8080, pki.theirs.context(), host="strict") is None


def serial(stage, node, tls):
    """The number of the certificate that a listener shows."""

    async def connect():
        async with Http1Client(node.address, 8080, tls, node.address) as client:
            return client.writer.get_extra_info("peercert")["serialNumber"]

    return stage.loop.run(connect())


@pytest.mark.parametrize("target", ["rotated", "remounted"])
def test_a_certificate_is_replaced_without_a_restart(mesh, stage, pki, callers, target):
    node, tls = mesh.nodes[target], pki.ours.context()
    before = serial(stage, node, tls)
    new = pki.ours.issue(f"new-{target}", node.address)
    if target == "rotated":
        pki.certificates[target].replace_by(new)
    else:
        pki.certificates[target].remount(new)
    deadline = time.monotonic() + 10
    while serial(stage, node, tls) == before:
        assert time.monotonic() < deadline, "the new certificate is not shown"
        time.sleep(0.05)
    assert callers["enforcing"].http(f"{target}.test").node == target
