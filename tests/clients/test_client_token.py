"""A client token makes a repeated create or update harmless."""

import concurrent.futures

import pytest

from kinds import KINDS, NODE, ROUTE, SERVICE, build_world

SPEC = {"backends": [{"virtualService": {"virtualServiceName": "a.local"}}]}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)
def test_create_is_replayed(kind, client, world):
    name = f"{world}-token"
    call = {
        "spec": kind.specs[0],
        "tags": [{"key": "a", "value": "1"}],
        "clientToken": f"{world}-1",
    }
    first = kind.call(client, "Create", world, name, **call)
    assert kind.call(client, "Create", world, name, **call) == first
    kind.call(client, "Update", world, name, spec=kind.specs[1])
    assert kind.call(client, "Create", world, name, **call) == first
    kind.call(client, "Delete", world, name)
    # To answer as the first time would say that there is something which is not.
    with pytest.raises(client.exceptions.ConflictException, match="was deleted since"):
        kind.call(client, "Create", world, name, **call)
    with pytest.raises(client.exceptions.NotFoundException):
        kind.call(client, "Describe", world, name)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)
def test_update_is_replayed(kind, client, world):
    name = f"{world}-token"
    kind.call(client, "Create", world, name, spec=kind.specs[0])
    call = {"spec": kind.specs[1], "clientToken": f"{world}-2"}
    first = kind.call(client, "Update", world, name, **call)
    assert first["metadata"]["version"] == 2
    assert kind.call(client, "Update", world, name, **call) == first
    kind.call(client, "Update", world, name, spec=kind.specs[0])
    assert kind.call(client, "Update", world, name, **call) == first
    assert kind.call(client, "Describe", world, name)["metadata"]["version"] == 3


def test_same_token_with_other_content_conflicts(client, mesh):
    token = {"clientToken": f"{mesh}-3"}
    NODE.call(client, "Create", mesh, "a", spec=SPEC, **token)
    others = [
        ("Create", "a", {"spec": {}}),
        ("Create", "b", {"spec": SPEC}),
        ("Create", "a", {"spec": SPEC, "tags": [{"key": "a", "value": "1"}]}),
        ("Update", "a", {"spec": SPEC}),
    ]
    for verb, name, more in others:
        with pytest.raises(client.exceptions.ConflictException) as caught:
            NODE.call(client, verb, mesh, name, **more, **token)
        assert "token" in str(caught.value).lower()
    with pytest.raises(client.exceptions.ConflictException):
        client.create_mesh(meshName=f"{mesh}-other", **token)
    assert NODE.call(client, "Describe", mesh, "a")["metadata"]["version"] == 1


def test_a_failed_request_leaves_its_token_free(client, mesh):
    spec = {"provider": {"virtualNode": {"virtualNodeName": "later"}}}
    call = {"spec": spec, "clientToken": f"{mesh}-4"}
    with pytest.raises(client.exceptions.NotFoundException):
        SERVICE.call(client, "Create", mesh, "a.local", **call)
    NODE.call(client, "Create", mesh, "later", spec={})
    assert SERVICE.call(client, "Create", mesh, "a.local", **call)["spec"] == spec


def test_order_of_members_does_not_matter(server, mesh):
    path = f"/v20190125/meshes/{mesh}/virtualNodes"
    members = [("spec", SPEC), ("virtualNodeName", "a"), ("clientToken", f"{mesh}-5")]
    first = server.http("PUT", path, dict(members))
    second = server.http("PUT", path, dict(reversed(members)))
    assert (first.status, second.status) == (200, 200)
    assert first.json == second.json


def test_same_request_many_times_at_once(server, mesh):
    clients = [server.client() for _ in range(8)]

    def create(client):
        return NODE.call(client, "Create", mesh, "a", spec=SPEC, clientToken=f"{mesh}-6")

    with concurrent.futures.ThreadPoolExecutor(len(clients)) as pool:
        answers = list(pool.map(create, clients))
    assert all(answer == answers[0] for answer in answers)


@pytest.mark.parametrize("how", ["restart", "kill -9"])
def test_replay_after_a_restart(how, own_server):
    client = own_server.client()
    client.create_mesh(meshName="m")
    build_world(client, "m")
    create = {"spec": ROUTE.specs[0], "clientToken": "token-create"}
    update = {"spec": ROUTE.specs[1], "clientToken": "token-update"}
    made = ROUTE.call(client, "Create", "m", "r", **create)
    changed = ROUTE.call(client, "Update", "m", "r", **update)
    if how == "restart":
        own_server.restart()
    else:
        own_server.kill9()
        own_server.start()
    client = own_server.client()
    assert ROUTE.call(client, "Create", "m", "r", **create) == made
    assert ROUTE.call(client, "Update", "m", "r", **update) == changed
    with pytest.raises(client.exceptions.ConflictException):
        ROUTE.call(client, "Update", "m", "r", spec=ROUTE.specs[2], clientToken="token-update")
    assert ROUTE.call(client, "Describe", "m", "r") == changed
