"""What weir adds to the API: ETags, snapshot, apply and events."""

import json
import threading
import time

import pytest

from kinds import (
    BASE,
    BASE_SPECS,
    BY_NOUN,
    GATEWAY,
    GATEWAY_ROUTE,
    KINDS,
    MESH,
    NODE,
    ROUTE,
    ROUTER,
    SERVICE,
)

APPLY = "/_weir/v1/apply"
SNAPSHOT = "/_weir/v1/snapshot"
ALL_KINDS = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)


def snapshot(server, mesh=None, **headers):
    got = server.http("GET", SNAPSHOT + (f"?mesh={mesh}" if mesh else ""), headers=headers)
    assert got.status == 200, got.body
    return got


def revision(server):
    return snapshot(server).json["revision"]


def key(resource):
    return (resource["kind"], *(value for name, value in resource.items() if name.endswith("Name")))


def refused(got, status, error):
    assert (got.status, got.error) == (status, error), got.body
    assert got.json["message"]


def test_capabilities(server):
    got = server.http("GET", "/_weir/v1/capabilities").json
    assert got["weir"]
    assert "2019-01-25" in got["api"]
    assert (got["account"], got["region"]) == ("000000000000", "us-east-1")
    assert got["revision"] == revision(server)
    assert {"snapshot", "apply", "if-match", "events"} <= set(got["extensions"])


# -- Snapshot ---------------------------------------------------------------------------------


def test_snapshot_holds_every_resource_as_described(server, client, world):
    for kind in (ROUTE, GATEWAY_ROUTE):
        tags = [{"key": "b", "value": "2"}, {"key": "a", "value": "1"}]
        kind.call(client, "Create", world, "x", spec=kind.specs[0], tags=tags)
    got = snapshot(server, world).json
    assert got["revision"] == revision(server)
    assert len(got["resources"]) == 7
    for resource in got["resources"]:
        kind = BY_NOUN[resource.pop("kind")]
        tags = resource.pop("tags", [])
        assert len(tags) == (2 if kind.parent else 0)
        described = server.http("GET", kind.path(world, resource[kind.key])).json
        assert resource == described
    client.create_mesh(meshName=f"{world}-other")
    whole = snapshot(server).json["resources"]
    assert len(whole) > 7
    assert len({key(resource) for resource in whole}) == len(whole)


def test_snapshot_of_an_unknown_mesh(server):
    got = server.http("GET", SNAPSHOT + "?mesh=no-such-mesh")
    assert got.status == 200 and got.json["resources"] == [] or got.status == 404


@pytest.mark.parametrize("of_mesh", [False, True])
def test_snapshot_is_sent_once(of_mesh, server, client, mesh):
    mesh_name = mesh if of_mesh else None
    first = snapshot(server, mesh_name)
    etag = first.headers["ETag"]
    path = SNAPSHOT + (f"?mesh={mesh}" if of_mesh else "")
    for match in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        same = server.http("GET", path, headers={"If-None-Match": match})
        assert (same.status, same.body) == (304, b""), match
        assert same.headers["ETag"] == etag
    NODE.call(client, "Create", mesh, "a", spec={})
    again = snapshot(server, mesh_name, **{"If-None-Match": etag})
    assert again.headers["ETag"] != etag
    assert again.json["revision"] > first.json["revision"]
    client.tag_resource(resourceArn=NODE.arn(mesh, "a"), tags=[{"key": "a", "value": "1"}])
    tagged = snapshot(server, mesh_name, **{"If-None-Match": again.headers["ETag"]})
    assert tagged.json["revision"] > again.json["revision"]


# -- If-Match ---------------------------------------------------------------------------------


@ALL_KINDS
def test_etag_and_if_match(kind, server, world):
    name = f"{world}-etag"
    create = server.http("PUT", kind.path(world), {kind.key: name, "spec": kind.specs[0]})
    assert create.headers["ETag"] == '"1"'
    path = kind.path(world, name)
    assert server.http("GET", path).headers["ETag"] == '"1"'
    update = server.http("PUT", path, {"spec": kind.specs[1]}, {"If-Match": '"1"'})
    assert (update.status, update.headers["ETag"]) == (200, '"2"')
    for stale in ('"1"', '"3"', '"x"', 'W/"1"'):
        for method, body in (("PUT", {"spec": kind.specs[0]}), ("DELETE", None)):
            got = server.http(method, path, body, {"If-Match": stale})
            refused(got, 412, "PreconditionFailedException")
    assert server.http("GET", path).json == update.json
    for match in ('"2"', "*"):
        assert server.http("PUT", path, {"spec": kind.specs[1]}, {"If-Match": match}).status == 200
    assert server.http("DELETE", path, headers={"If-Match": '"4"'}).status == 200


def test_if_match_lets_one_of_many_writers_through(server, mesh):
    server.http("PUT", NODE.path(mesh), {"virtualNodeName": "a", "spec": {}})
    statuses, lock = [], threading.Lock()

    def write():
        got = server.http("PUT", NODE.path(mesh, "a"), {"spec": {}}, {"If-Match": '"1"'})
        with lock:
            statuses.append(got.status)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(statuses) == [200] + [412] * 7


# -- Apply ------------------------------------------------------------------------------------


def change(action, kind, mesh, name, **more):
    return {"action": action, "kind": kind.noun, **kind.names(mesh, name), **more}


def apply(server, *changes, **more):
    return server.http("POST", APPLY, {"changes": list(changes), **more})


def test_apply_creates_updates_and_deletes_everything(server, mesh):
    mesh = f"{mesh}-applied"
    before = revision(server)
    creates = [change("create", MESH, mesh, mesh)]
    for kind in KINDS[1:]:
        name, spec = BASE.get(kind.noun, "child"), BASE_SPECS.get(kind.noun, kind.specs[0])
        tags = [{"key": "a", "value": kind.noun}]
        creates.append(change("create", kind, mesh, name, spec=spec, tags=tags))
    got = apply(server, *creates)
    assert got.status == 200, got.body
    assert got.json["revision"] > before
    assert got.json["revision"] == revision(server)
    assert len(got.json["results"]) == 7
    for wanted, result in zip(creates, got.json["results"]):
        kind = BY_NOUN[wanted["kind"]]
        assert result["metadata"]["version"] == 1
        assert result == server.http("GET", kind.path(mesh, wanted[kind.key])).json
    held = {resource["kind"]: resource for resource in snapshot(server, mesh).json["resources"]}
    assert held["route"]["tags"] == [{"key": "a", "value": "route"}]

    updates = [
        change("update", NODE, mesh, "base-vn", spec=BASE_SPECS["virtualNode"], ifVersion=1),
        change("delete", GATEWAY_ROUTE, mesh, "child"),
        change("update", SERVICE, mesh, "base.local", spec={}),
    ]
    got = apply(server, *updates, ifRevision=got.json["revision"])
    assert got.status == 200, got.body
    assert [result["metadata"]["version"] for result in got.json["results"]] == [2, 2, 2]
    assert got.json["results"][1]["status"] == {"status": "DELETED"}

    deletes = [
        change("delete", kind, mesh, BASE.get(kind.noun, "child"))
        for kind in (GATEWAY, SERVICE, ROUTE, ROUTER, NODE)
    ]
    got = apply(server, *deletes, change("delete", MESH, mesh, mesh))
    assert got.status == 200, got.body
    assert {result["status"]["status"] for result in got.json["results"]} == {"DELETED"}
    assert server.http("GET", MESH.path(mesh, mesh)).status == 404


def test_empty_apply_changes_nothing(server, mesh):
    before = revision(server)
    got = apply(server)
    assert (got.status, got.json["results"]) == (200, [])
    assert revision(server) == before


MANY_TAGS = [{"key": str(number), "value": ""} for number in range(51)]
DANGLING = {"tcpRoute": {"action": {"weightedTargets": [{"virtualNode": "absent", "weight": 1}]}}}
FAILURES = [
    ("create", NODE, "base-vn", {"spec": {}}, 409, "ConflictException"),
    ("create", NODE, "bad", {"spec": {"listeners": 1}}, 400, "BadRequestException"),
    ("create", NODE, "a/b", {"spec": {}}, 400, "BadRequestException"),
    ("create", NODE, "bad", {}, 400, "BadRequestException"),
    ("create", NODE, "bad", {"spec": {}, "tags": MANY_TAGS}, 400, "TooManyTagsException"),
    ("create", ROUTE, "bad", {"spec": DANGLING}, 404, "NotFoundException"),
    ("update", NODE, "absent", {"spec": {}}, 404, "NotFoundException"),
    ("update", NODE, "base-vn", {"spec": {}, "ifVersion": 7}, 412, "PreconditionFailedException"),
    ("update", NODE, "base-vn", {"spec": {}, "sepc": {}}, 400, "BadRequestException"),
    ("delete", NODE, "base-vn", {"ifVersion": 7}, 412, "PreconditionFailedException"),
    ("delete", NODE, "absent", {}, 404, "NotFoundException"),
    ("delete", ROUTER, "base-vr", {}, 409, "ResourceInUseException"),
    ("rename", NODE, "base-vn", {"spec": {}}, 400, "BadRequestException"),
]


@pytest.mark.parametrize(
    "action, kind, name, more, status, error",
    FAILURES,
    ids=lambda value: getattr(value, "noun", None),
)
def test_apply_is_all_or_nothing(action, kind, name, more, status, error, server, world):
    before = snapshot(server)
    got = apply(
        server,
        change("create", NODE, world, "first", spec={}),
        change("update", SERVICE, world, "base.local", spec=BASE_SPECS["virtualService"]),
        change(action, kind, world, name, **more),
        change("create", NODE, world, "last", spec={}),
    )
    refused(got, status, error)
    assert got.json["change"] == 2
    after = snapshot(server)
    assert after.json == before.json
    assert after.headers["ETag"] == before.headers["ETag"]


def test_apply_only_on_the_expected_revision(server, mesh):
    now = revision(server)
    for stale in (now - 1, now + 1):
        got = apply(server, change("create", NODE, mesh, "a", spec={}), ifRevision=stale)
        refused(got, 412, "PreconditionFailedException")
    assert revision(server) == now
    assert apply(server, change("create", NODE, mesh, "a", spec={}), ifRevision=now).status == 200


@pytest.mark.parametrize("body", [b"{", b"[]", b"{}", b'{"changes": {}}', b'{"changes": [1]}'])
def test_apply_of_a_malformed_body(body, server):
    got = server.http("POST", APPLY, body, {"Content-Type": "application/json"})
    refused(got, 400, "BadRequestException")


def test_apply_of_a_thousand_resources(server, mesh):
    changes = [change("create", NODE, mesh, f"n{n:04}", spec=NODE.specs[0]) for n in range(1000)]
    got = apply(server, *changes)
    assert got.status == 200, got.body[:1000]
    assert len(snapshot(server, mesh).json["resources"]) == 1001


# -- Events -----------------------------------------------------------------------------------


class Events:
    """A reader of server-sent events that gives up after a time."""

    def __init__(self, server, query="", headers=None):
        self.connection = server.connection()
        self.connection.timeout = 10
        self.connection.request("GET", f"/_weir/v1/events{query}", headers=headers or {})
        self.response = self.connection.getresponse()
        assert self.response.status == 200
        assert self.response.headers["Content-Type"].startswith("text/event-stream")

    def take(self, count):
        """The next events as (id, event, data); only the last of a transaction has an id."""
        events, fields, deadline = [], {}, time.monotonic() + 10
        while len(events) < count:
            assert time.monotonic() < deadline, f"only {events}"
            line = self.response.readline().decode().rstrip("\r\n")
            if line:
                name, _, value = line.partition(":")
                fields[name] = value.removeprefix(" ")
            elif "data" in fields:
                data = json.loads(fields["data"])
                number = int(fields["id"]) if "id" in fields else None
                events.append((number, fields["event"], data))
                fields = {}
        return events

    def close(self):
        self.connection.close()


def write_four(client, mesh):
    NODE.call(client, "Create", mesh, "a", spec={})
    NODE.call(client, "Update", mesh, "a", spec={})
    client.tag_resource(resourceArn=NODE.arn(mesh, "a"), tags=[{"key": "a", "value": "1"}])
    NODE.call(client, "Delete", mesh, "a")


def check_four(events, start, mesh):
    assert [kind for _, kind, _ in events] == ["created", "updated", "tagged", "deleted"]
    assert [data["version"] for _, _, data in events] == [1, 2, 2, 3]
    ids = [number for number, _, _ in events]
    assert start < ids[0] and ids == sorted(set(ids))
    for number, _, data in events:
        assert data["revision"] == number
        assert (data["kind"], data["meshName"]) == ("virtualNode", mesh)
        assert data["virtualNodeName"] == "a"


def test_events_of_the_past(own_server):
    client = own_server.client()
    client.create_mesh(meshName="m")
    start = revision(own_server)
    write_four(client, "m")
    past = Events(own_server, f"?from={start}").take(4)
    check_four(past, start, "m")
    second = past[1][0]
    assert Events(own_server, f"?from={second}").take(2) == past[2:]
    assert past[-1][0] == revision(own_server)


def test_events_as_they_happen(own_server):
    client = own_server.client()
    client.create_mesh(meshName="m")
    start = revision(own_server)
    readers = [Events(own_server, f"?from={start}") for _ in range(3)]
    write_four(client, "m")
    for reader in readers:
        check_four(reader.take(4), start, "m")


def test_events_of_a_transaction_share_a_revision(own_server):
    start = revision(own_server)
    got = apply(
        own_server,
        change("create", MESH, "m", "m"),
        change("create", NODE, "m", "a", spec={}),
        change("create", NODE, "m", "b", spec={}),
    )
    events = Events(own_server, f"?from={start}").take(3)
    assert [number for number, _, _ in events] == [None, None, got.json["revision"]]
    assert {data["revision"] for _, _, data in events} == {got.json["revision"]}
    assert [data.get("virtualNodeName") for _, _, data in events] == [None, "a", "b"]


def test_bad_starting_revision(server):
    for query in ("?from=x", "?from=-1", "?from="):
        refused(server.http("GET", "/_weir/v1/events" + query), 400, "BadRequestException")
