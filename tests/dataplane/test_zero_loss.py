"""No request is lost when the mesh changes under load.

Nothing is tried again anywhere: the routes say so, and the clients do not, so that every request
that goes wrong is counted. Each load comes from two proxies at once, of which one gets what changed
and the other gets everything again (`--sotw`).
"""

import json
import time

import pytest
import trustme

from harness.application import Step
from harness.http1 import Http1Client
from harness.mesh import backend, cloud_map, listener
from harness.statistics import assert_shares
from harness.under_load import (
    PORT, Changes, callers, node_spec, paused, route, serve, serve_instance, split, under_load,
)  # fmt: skip
from weir_process import run_weir

SHARED = 800
# Longer than a cluster outlives the last route to it.
GONE_S = 60
WAIT_S = 20
LOGGED = {"logging": {"accessLog": {"file": {"path": "/dev/null"}}}}


@pytest.fixture
def mesh(stage, request):
    """A mesh of a test's own."""
    name = request.node.name.removeprefix("test_").replace("_", "-").replace("[", "-").strip("]")
    yield stage.mesh(name)
    stage.end(name)


def set_weights(mesh, protocol="http", **weights):
    Changes(mesh).update("rt/shop/main", route(protocol, **weights)).one_by_one()


def wait_acknowledged(mesh):
    """Returns when every proxy that is connected answered all changes up to now."""
    listed = mesh.plane.proxies(mesh.name, wait="latest", timeout=WAIT_S)
    assert listed["complete"], listed


def wait_until(condition, what, timeout_s=WAIT_S):
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, f"no {what} within {timeout_s} s"
        time.sleep(0.01)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """Paths of a certificate that answers for itself, and of its key."""
    folder = tmp_path_factory.mktemp("certificates")
    authority = trustme.CA()
    leaf = authority.issue_cert("a.test")
    chain, key = folder / "chain.pem", folder / "key.pem"
    for part in leaf.cert_chain_pems:
        part.write_to_path(chain, append=True)
    authority.cert_pem.write_to_path(chain, append=True)
    leaf.private_key_pem.write_to_path(key)
    return str(chain), str(key)


@pytest.mark.parametrize(
    ("protocol", "changes", "switches"),
    [("http", 1000, 100), ("http2", 100, 10), ("grpc", 100, 10)],
    ids=["http", "http2", "grpc"],
)
def test_weight_changes(mesh, protocol, changes, switches):
    for node in "ab":
        mesh.node(node, listener(protocol, PORT), proxied=node == "a")
    split(mesh, protocol, a=50, b=50)
    web = callers(mesh, "shop.test")
    client = "grpc" if protocol == "grpc" else "http"
    with under_load(mesh, web, "ab", protocol=client) as loads:
        for change in range(changes):
            a = change % 101
            set_weights(mesh, protocol, a=a, b=100 - a)
        mesh.wait()
        for a, b in [(75, 25), (10, 90)]:
            set_weights(mesh, protocol, a=a, b=b)
            mesh.wait()
            for counts in loads.shares(SHARED):
                assert_shares(counts, {"a": a, "b": b})
        for switch in range(switches):
            old, new = "ab" if switch % 2 else "ba"
            set_weights(mesh, protocol, **{old: 0, new: 100})
            wait_acknowledged(mesh)
            loads.wait_only(new)


def test_nodes_come_and_go(mesh):
    """A route gets a new node, and the old node is deleted at once; in the end the clusters of all
    old ones are gone, too."""
    mesh.node("n0", listener("http", PORT))
    split(mesh, n0=100)
    web = callers(mesh, "shop.test")
    with under_load(mesh, web, ["n0"]) as loads:
        for number in range(1, 41):
            old, new = f"n{number - 1}", f"n{number}"
            loads.allow(new)
            # Found by name, which Envoy knows at once, or by instances, for which it has to ask.
            spec = (serve if number % 2 else serve_instance)(mesh, new)
            changes = Changes(mesh).create(f"vn/{new}", spec)
            changes.update("rt/shop/main", route(**{new: 1})).delete(f"vn/{old}")
            if number % 3:
                changes.at_once()
            else:
                changes.one_by_one()
            # Some follow one another before anybody has taken the first.
            if number % 4 == 0:
                mesh.wait()
                loads.wait_only(new)
        loads.wait_only("n40")
        last = f"cds_egress_{mesh.name}_n40_http_{PORT}"
        for caller in web:
            wait_until(lambda: called(caller) == {last}, "removal of all clusters", GONE_S)


def called(caller):
    """The clusters of nodes that a proxy has."""
    listed = caller.proxy.admin("/clusters").splitlines()
    names = {line.split("::")[0] for line in listed}
    return {name for name in names if name.startswith("cds_egress_")}


def test_everything_around_a_service_changes(mesh):
    spec = serve(mesh, "a", PORT, 8090)
    address = spec["serviceDiscovery"]["dns"]["hostname"]
    mesh.node("b", listener("http", PORT))
    mesh.start()
    Changes(mesh).create("vn/a", node_spec(address)).at_once()
    split(mesh, a=50, b=50)
    web = callers(mesh, "shop.test")

    def both_ways(make):
        for how in (Changes.at_once, Changes.one_by_one):
            for step in make():
                how(step)
                mesh.wait()

    def a_route():
        yield Changes(mesh).create("rt/shop/more", {"priority": 1} | route(prefix="/x", b=1))
        yield Changes(mesh).update("rt/shop/more", {"priority": 1} | route(a=1))
        yield Changes(mesh).delete("rt/shop/more")

    def a_router():
        """Renamed: a new one, the service moved, the old one deleted."""
        for old, new in [("shop", "shop2"), ("shop2", "shop")]:
            provider = {"virtualRouter": {"virtualRouterName": new}}
            yield (
                Changes(mesh)
                .create(f"vr/{new}", {"listeners": [listener("http", PORT)]})
                .create(f"rt/{new}/main", route(a=50, b=50))
                .update("vs/shop.test", {"provider": provider})
                .delete(f"rt/{old}/main", f"vr/{old}")
            )

    def a_port():
        """A second one, the route moved to it, the first one deleted, and back."""
        for ports in [(PORT, 8090), (8090, PORT)]:
            yield Changes(mesh).update("vn/a", node_spec(address, *ports))
            # Each target has its own port now.
            moved = route(a=50, b=50)
            moved["httpRoute"]["action"]["weightedTargets"][0]["port"] = ports[1]
            yield Changes(mesh).update("rt/shop/main", moved)
            yield Changes(mesh).update("vn/a", node_spec(address, ports[1]))

    def a_backend():
        """Another service, and the callers call it."""
        spec = {"provider": {"virtualNode": {"virtualNodeName": "b"}}}
        backends = [backend("shop.test"), backend("more.test")]
        more = Changes(mesh).create("vs/more.test", spec)
        less = Changes(mesh)
        for caller in web:
            more.update(f"vn/{caller.name}", {"backends": backends})
            less.update(f"vn/{caller.name}", {"backends": backends[:1]})
        yield more
        yield less.delete("vs/more.test")

    with under_load(mesh, web, "ab") as loads:
        for make in (a_route, a_router, a_port, a_backend):
            both_ways(make)
        for counts in loads.shares(SHARED):
            assert_shares(counts, {"a": 1, "b": 1})


def test_requests_under_way_when_their_node_is_deleted(mesh, stage):
    for node in "ab":
        mesh.node(node, listener("http", PORT), proxied=True)
    split(mesh, a=1)
    web = callers(mesh, "shop.test")
    application = mesh.nodes["a"].app(PORT)
    application.will(then=Step(delay_s=4))
    senders = [stage.caller(caller) for caller in web for _ in range(20)]
    under_way = [stage.loop.spawn(one.send(Http1Client, "shop.test")) for one in senders]
    wait_until(lambda: application.active == len(senders), "requests under way")
    Changes(mesh).update("rt/shop/main", route(b=1)).delete("vn/a").at_once()
    wait_acknowledged(mesh)
    for caller in web:
        assert stage.caller(caller).http("shop.test").node == "b"
    assert application.active == len(senders), "some were answered before they could be lost"
    assert {request.result(20).node for request in under_way} == {"a"}


@pytest.mark.parametrize("share", [0, 0.02], ids=["short", "slow"])
def test_a_drained_node_is_killed(mesh, share):
    """Nobody is sent to a node of weight 0 once all callers have acknowledged it; when it has
    answered what it was sent before, it may go."""
    for node in "ab":
        mesh.node(node, listener("http", PORT), proxied=True)
    split(mesh, a=50, b=50)
    web = callers(mesh, "shop.test")
    drained = mesh.nodes["a"]
    every = round(1 / share) if share else 0
    steps = [Step(delay_s=3 if every and number % every == 0 else 0) for number in range(10_000)]
    drained.app(PORT).will(*steps)
    with under_load(mesh, web, "ab", connections=32, pause_s=0.02) as loads:
        loads.wait_answers(200)
        set_weights(mesh, a=0, b=100)
        mesh.wait()
        active = f"cluster.cds_egress_{mesh.name}_a_http_{PORT}.upstream_rq_active$"
        for caller in web:
            wait_until(lambda: caller.proxy.stat(active) == 0, "end of requests under way")
        drained.proxy.kill()
        mesh.stage.stop(drained.app(PORT))
        loads.wait_answers(100)
        loads.wait_only("b")


def test_listeners_change(mesh, certificates):
    """What a node's own proxy is told changes, up to TLS: taken at first, then demanded by the
    callers, then by the node; and all the way back. Callers use TLS as soon as a node takes it, so
    either side has to wait for the other."""
    node = mesh.node("a", listener("http", PORT), proxied=True)
    split(mesh, a=1)
    web = callers(mesh, "shop.test")

    def listening(**more):
        found = {"dns": {"hostname": node.address}}
        return {"listeners": [listener("http", PORT, **more)], "serviceDiscovery": found}

    def tls(mode):
        chain, key = certificates
        file = {"certificateChain": chain, "privateKey": key}
        return listening(tls={"mode": mode, "certificate": {"file": file}})

    def demanding(**policy):
        changes = Changes(mesh)
        for caller in web:
            changes.update(f"vn/{caller.name}", {"backends": [backend("shop.test", **policy)]})
        return changes

    trusted = {
        "trust": {"file": {"certificateChain": certificates[0]}},
        "subjectAlternativeNames": {"match": {"exact": ["a.test"]}},
    }
    timeout = {"http": {"perRequest": {"unit": "s", "value": 20}}}
    pool = {"http": {"maxConnections": 1000}}
    plain = [listening(timeout=timeout), listening(connectionPool=pool), listening() | LOGGED]
    encrypted = [
        Changes(mesh).update("vn/a", tls("PERMISSIVE")),
        demanding(tls={"enforce": True, "validation": trusted}),
        # From here on nothing but TLS can be answered.
        Changes(mesh).update("vn/a", tls("STRICT")),
        Changes(mesh).update("vn/a", tls("PERMISSIVE")),
        demanding(),
        Changes(mesh).update("vn/a", listening()),
    ]
    with under_load(mesh, web, "a") as loads:
        for spec in plain:
            Changes(mesh).update("vn/a", spec).one_by_one()
            mesh.wait()
            loads.wait_answers(40)
        for _ in range(2):
            for step in encrypted:
                # The callers would be quicker.
                with paused(node.proxy):
                    step.one_by_one()
                mesh.wait()
                loads.wait_answers(40)


def test_a_port_and_the_routes_to_it_change_at_once(mesh):
    node = mesh.node("a", listener("http", PORT), listener("http", 8090), proxied=True)
    split(mesh, a=1)
    web = callers(mesh, "shop.test")
    Changes(mesh).update("vn/a", node_spec(node.address)).at_once()
    with under_load(mesh, web, "a") as loads:
        for _ in range(4):
            more = Changes(mesh).update("vn/a", node_spec(node.address, PORT, 8090))
            with paused(node.proxy):
                more.update("rt/shop/main", route(port=8090, a=1)).at_once()
            mesh.wait()
            loads.wait_answers(40)
            less = Changes(mesh).update("vn/a", node_spec(node.address))
            less.update("rt/shop/main", route(a=1)).at_once()
            mesh.wait()
            loads.wait_answers(40)


def test_instances_come_and_go(mesh):
    found = cloud_map(mesh, "shop")
    mesh.node("a", listener("http", PORT), serving=False, serviceDiscovery=found)
    split(mesh, a=1)
    web = callers(mesh, "shop.test")
    applications = [mesh.instance("shop", "i0", PORT)]
    mesh.wait()
    with under_load(mesh, web, ["i0"]) as loads:
        for number in range(1, 31):
            loads.allow(f"i{number}")
            applications.append(mesh.instance("shop", f"i{number}", PORT))
            mesh.plane.delete_instance(mesh.name, "shop", f"i{number - 1}")
            if number % 3:
                continue
            mesh.wait()
            loads.wait_only(f"i{number}")
            # Nobody is sent there any more, so they may be gone.
            for gone in applications[number - 3 : number]:
                mesh.stage.stop(gone)
        loads.allow("new")
        mesh.instance("shop", "new", PORT)
        mesh.wait()
        for counts in loads.shares(SHARED):
            assert_shares(counts, {"new": 1, "i30": 1})


def test_documents_are_applied(mesh, tmp_path):
    """`weir apply` with new nodes, routers, routes and services, and weights that lead to them."""
    mesh.node("a", listener("http", PORT))
    split(mesh, a=1)
    web = callers(mesh, "shop.test")
    with under_load(mesh, web, ["a"]) as loads:
        for round_ in range(5):
            new, router = f"b{round_}", f"router{round_}"
            loads.allow(new)
            documents = [
                {"virtualNodeName": new, "spec": serve(mesh, new)},
                {"virtualRouterName": router, "spec": {"listeners": [listener("http", PORT)]}},
                {"virtualRouterName": router, "routeName": "main", "spec": route(**{new: 1})},
                {
                    "virtualServiceName": "shop.test",
                    "spec": {"provider": {"virtualRouter": {"virtualRouterName": router}}},
                },
            ]
            for number, document in enumerate(documents):
                text = json.dumps({"meshName": mesh.name} | document)
                (tmp_path / f"{number}.json").write_text(text)
            done = run_weir(tmp_path, "--endpoint", mesh.plane.url, "apply", tmp_path, "--yes")
            assert done.returncode == 0, done.stderr
            mesh.wait()
            loads.wait_only(new)


def test_a_gateway_changes(mesh):
    """Its routes and the services behind them. Between its two hops no request gets lost either."""
    gateway = mesh.gateway("edge", listener("http", 9080))
    for node in "ab":
        mesh.node(node, listener("http", PORT))
        split(mesh, service=f"{node}.test", **{node: 1})
    mesh.gateway_route("edge", "main", to_service("a.test"))
    mesh.start()

    def steps(number):
        new = f"new{number}"
        logged = {"listeners": [listener("http", 9080)]} | (LOGGED if number % 2 else {})
        by_router = {"provider": {"virtualRouter": {"virtualRouterName": new}}}
        loads.allow(new)
        yield Changes(mesh).create("gr/edge/other", {"priority": 1} | to_service("b.test", "/b"))
        yield Changes(mesh).update("gr/edge/main", to_service("b.test"))
        yield Changes(mesh).update("gr/edge/other", {"priority": 1} | to_service("a.test"))
        yield Changes(mesh).delete("gr/edge/main")
        # All of it new, down to the node.
        created = Changes(mesh).create(f"vn/{new}", serve(mesh, new))
        created.create(f"vr/{new}", {"listeners": [listener("http", PORT)]})
        created.create(f"rt/{new}/main", route(**{new: 1})).create(f"vs/{new}.test", by_router)
        yield created.create("gr/edge/main", to_service(f"{new}.test"))
        yield Changes(mesh).delete("gr/edge/other")
        yield (
            Changes(mesh)
            .update("gr/edge/main", to_service("a.test"))
            .delete(f"vs/{new}.test", f"rt/{new}/main", f"vr/{new}", f"vn/{new}")
        )
        yield Changes(mesh).update("vg/edge", logged)

    ingress = {"port": 9080, "host": "any.test", "connections": 16, "pause_s": 0}
    with under_load(mesh, [gateway], "ab", **ingress) as loads:
        for number in range(6):
            for step in steps(number):
                if number % 2:
                    step.at_once()
                else:
                    step.one_by_one()
                mesh.wait()
                loads.wait_answers(30)


def to_service(name, prefix="/"):
    """The spec of a gateway route that rewrites nothing."""
    action = {
        "target": {"virtualService": {"virtualServiceName": name}},
        "rewrite": {"prefix": {"defaultPrefix": "DISABLED"}},
    }
    return {"httpRoute": {"match": {"prefix": prefix}, "action": action}}
