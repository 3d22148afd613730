"""Instances of Cloud Map services: registered over plain HTTP, and durable as everything else."""

import random
import threading
import time
from http.client import HTTPException

from conftest import exchange

INSTANCES = "/_weir/v1/instances"
KILLS = 10
WRITERS = 4
IDS = 6  # per writer


def path(service, id=None, namespace="shop.local"):
    return "/".join([INSTANCES, namespace, service] + ([id] if id else []))


def listed(server, query=""):
    """All instances as (service, id): what was registered."""
    got = server.http("GET", INSTANCES + query)
    assert got.status == 200, got.body
    found = {}
    for instance in got.json["instances"]:
        assert instance.pop("namespace") == "shop.local"
        found[instance.pop("service"), instance.pop("id")] = instance
    return got.json["revision"], found


def revision(server):
    return server.http("GET", "/_weir/v1/capabilities").json["revision"]


def test_life_of_an_instance(own_server):
    server = own_server
    assert "instances" in server.http("GET", "/_weir/v1/capabilities").json["extensions"]
    whole = {
        "ipv4": "10.0.0.1",
        "ipv6": "fd00::1",
        "port": 81,
        "healthy": False,
        "attributes": {"version": "v1"},
    }
    got = server.http("PUT", path("cart", "a"), whole)
    assert (got.status, got.json["changed"]) == (200, True)
    assert server.http("PUT", path("cart", "a"), whole).json["changed"] is False
    cloud_map = {
        "attributes": {"AWS_INSTANCE_IPV4": "10.0.0.2", "AWS_INSTANCE_PORT": "82", "version": "v2"}
    }
    assert server.http("PUT", path("cart", "b"), cloud_map).status == 200
    plain = {"ipv4": "10.0.0.2", "port": 82, "healthy": True, "attributes": {"version": "v2"}}
    assert listed(server) == (2, {("cart", "a"): whole, ("cart", "b"): plain})
    got = server.http("PUT", path("cart"), {"instances": {"b": plain, "c": {"ipv4": "10.0.0.3"}}})
    assert got.json == {"revision": 3, "changed": True}
    assert set(listed(server, "?service=cart")[1]) == {("cart", "b"), ("cart", "c")}
    assert listed(server, "?namespace=x") == (3, {})
    assert server.http("DELETE", path("cart", "c")).status == 200
    gone = server.http("DELETE", path("cart", "c"))
    assert (gone.status, gone.error) == (404, "NotFoundException")
    before = listed(server)
    server.restart()
    assert listed(server) == before == (4, {("cart", "b"): plain})


def test_instances_are_no_part_of_meshes(own_server):
    server = own_server
    server.client().create_mesh(meshName="m")
    before = server.http("GET", "/_weir/v1/snapshot").json["resources"]
    server.http("PUT", path("cart", "a"), {"ipv4": "10.0.0.1"})
    assert server.http("GET", "/_weir/v1/snapshot").json["resources"] == before
    server.client().delete_mesh(meshName="m")
    assert set(listed(server)[1]) == {("cart", "a")}


def test_refused_bodies_change_nothing(own_server):
    server = own_server
    for body, field in [
        ({}, "ipv4"),
        ({"ipv4": "x"}, "ipv4"),
        ({"ipv4": "10.0.0.1", "port": 65536}, "port"),
        ({"ipv4": "10.0.0.1", "zone": "a"}, "zone"),
        ({"attributes": {"AWS_INSTANCE_IPV4": "::1"}}, "attributes.AWS_INSTANCE_IPV4"),
        (b'{"ipv4":"10.0.0.1","ipv4":"10.0.0.2"}', None),
        (b"{", None),
        (b"", None),
    ]:
        got = server.http("PUT", path("cart", "a"), body)
        assert (got.status, got.error) == (400, "BadRequestException"), body
        assert field is None or got.json["message"].startswith(field + ": "), got.json
    many = {str(n): {"ipv4": f"10.0.{n >> 8}.{n & 255}"} for n in range(1001)}
    got = server.http("PUT", path("cart"), {"instances": many})
    assert (got.status, got.error) == (400, "LimitExceededException")
    assert revision(server) == 0
    del many["1000"]
    assert server.http("PUT", path("cart"), {"instances": many}).status == 200
    got = server.http("PUT", path("cart", "one-more"), {"ipv4": "10.1.1.1"})
    assert (got.status, got.error) == (400, "LimitExceededException")
    assert revision(server) == 1


class Writer(threading.Thread):
    """Registers and deregisters instances of a service of its own until the server is gone."""

    def __init__(self, server, number, acknowledged, seed):
        super().__init__(daemon=True)
        self.server, self.service, self.acknowledged = server, f"s{number}", acknowledged
        self.random = random.Random(seed)
        self.writes, self.pending, self.problem = 0, None, None

    def run(self):
        connection = self.server.connection()
        deadline = time.monotonic() + 10
        try:
            while time.monotonic() < deadline:
                self.step(connection)
                self.writes += 1
                self.pending = None
        except (OSError, HTTPException):
            pass  # killed: `pending` says what may or may not have happened
        except Exception as problem:  # noqa: BLE001, reported by the test
            self.problem = problem
        finally:
            connection.close()

    def instance(self):
        number = self.random.getrandbits(16)
        return {
            "ipv4": f"10.1.{number >> 8}.{number & 255}",
            "healthy": self.random.random() < 0.5,
            "attributes": {"version": f"v{number}"},
        }

    def step(self, connection):
        held = self.acknowledged[self.service]
        kind, id = self.random.random(), f"i{self.random.randrange(IDS)}"
        if kind < 0.2:
            after = {f"i{n}": self.instance() for n in range(self.random.randrange(IDS))}
            request = ("PUT", path(self.service), {"instances": after})
        elif kind < 0.4 and id in held:
            after = {name: one for name, one in held.items() if name != id}
            request = ("DELETE", path(self.service, id), None)
        else:
            after = held | {id: self.instance()}
            request = ("PUT", path(self.service, id), after[id])
        self.pending = (held, after)
        got = exchange(connection, *request)
        assert got.status == 200, got.body
        self.acknowledged[self.service] = after


def test_acknowledged_instances_survive_kill_9(own_server):
    server = own_server
    chance = random.Random(20261122)
    acknowledged = {f"s{n}": {} for n in range(WRITERS)}
    before, writes = 0, 0
    for round in range(KILLS):
        writers = [Writer(server, n, acknowledged, chance.random()) for n in range(WRITERS)]
        for writer in writers:
            writer.start()
        time.sleep(chance.uniform(0.05, 0.4))
        server.kill9()
        for writer in writers:
            writer.join(20)
            assert not writer.is_alive()
            assert writer.problem is None, f"round {round}: {writer.problem!r}"
        writes += sum(writer.writes for writer in writers)
        server.start()
        after, found = listed(server)
        assert after >= before, "the revision went back"
        before = after
        for writer in writers:
            now = {id: one for (service, id), one in found.items() if service == writer.service}
            wanted = writer.pending or (acknowledged[writer.service],)
            assert now in wanted, f"round {round}: {writer.service} is lost or half written"
            acknowledged[writer.service] = now
    assert writes > KILLS * WRITERS


def test_events_name_the_services(own_server):
    from test_extensions import Events

    server = own_server
    server.http("PUT", path("cart", "a"), {"ipv4": "10.0.0.1"})
    server.client().create_mesh(meshName="m")
    server.http("PUT", path("web"), {"instances": {"a": {"ipv4": "10.0.0.1"}}})
    (first, mesh, last) = Events(server, "?from=0").take(3)
    assert first == (
        1,
        "instances",
        {"revision": 1, "namespace": "shop.local", "service": "cart"},
    )
    assert (mesh[1], last[1], last[2]["service"]) == ("created", "instances", "web")
    server.restart()
    assert Events(server, "?from=0").take(3) == [first, mesh, last]
    assert Events(server, "?from=0&mesh=m").take(1) == [mesh]
