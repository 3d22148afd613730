"""Every kind from creation to deletion with boto3."""

import datetime

import pytest
from botocore.session import Session

from conftest import ACCOUNT, make_session
from kinds import BASE, BY_NOUN, KINDS, MESH, NODE, build_world

ALL_KINDS = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)


def close_to_now(moment):
    return abs(datetime.datetime.now(datetime.timezone.utc) - moment).total_seconds() < 60


def member_paths(shape, prefix=""):
    """The paths of all members of a model shape; list items share the path of their list."""
    if shape.type_name == "list":
        yield from member_paths(shape.member, prefix)
    elif shape.type_name == "structure":
        for name, member in shape.members.items():
            yield f"{prefix}.{name}"
            yield from member_paths(member, f"{prefix}.{name}")


def value_paths(value, prefix=""):
    if isinstance(value, list):
        for item in value:
            yield from value_paths(item, prefix)
    elif isinstance(value, dict):
        for name, member in value.items():
            yield f"{prefix}.{name}"
            yield from value_paths(member, f"{prefix}.{name}")


@ALL_KINDS
def test_specs_use_every_field_of_the_model(kind):
    model = Session().get_service_model("appmesh")
    shape = model.operation_model(kind.operation("Create")).input_shape.members["spec"]
    used = {path for spec in kind.specs for path in value_paths(spec)}
    assert set(member_paths(shape)) - used == set()


def check_resource(kind, mesh, name, resource, spec, version):
    for key, value in kind.names(mesh, name).items():
        assert resource[key] == value
    assert resource["spec"] == spec
    metadata = resource["metadata"]
    assert metadata["arn"] == kind.arn(mesh, name)
    assert metadata["meshOwner"] == metadata["resourceOwner"] == ACCOUNT
    assert metadata["version"] == version
    assert metadata["uid"]
    assert close_to_now(metadata["createdAt"])
    assert close_to_now(metadata["lastUpdatedAt"])
    assert metadata["createdAt"] <= metadata["lastUpdatedAt"]


def live(client, kind, mesh, name):
    """One resource through its whole life."""
    first = kind.call(
        client, "Create", mesh, name, spec=kind.specs[0], tags=[{"key": "a", "value": "1"}]
    )
    check_resource(kind, mesh, name, first, kind.specs[0], 1)
    assert first["status"] == {"status": "ACTIVE"}
    assert kind.call(client, "Describe", mesh, name) == first

    with pytest.raises(client.exceptions.ConflictException) as caught:
        kind.call(client, "Create", mesh, name, spec=kind.specs[0])
    assert name in str(caught.value)

    arn, metadata, before = first["metadata"]["arn"], first["metadata"], first
    for version, spec in enumerate(kind.specs[1:], 2):
        after = kind.call(client, "Update", mesh, name, spec=spec)
        check_resource(kind, mesh, name, after, spec, version)
        for same in ("uid", "arn", "createdAt"):
            assert after["metadata"][same] == metadata[same]
        assert after["metadata"]["lastUpdatedAt"] >= before["metadata"]["lastUpdatedAt"]
        assert kind.call(client, "Describe", mesh, name) == after
        before = after

    assert tags(client, arn) == {"a": "1"}
    client.tag_resource(
        resourceArn=arn, tags=[{"key": "b", "value": ""}, {"key": "a", "value": "2"}]
    )
    assert tags(client, arn) == {"a": "2", "b": ""}
    client.untag_resource(resourceArn=arn, tagKeys=["a", "absent"])
    assert tags(client, arn) == {"b": ""}
    assert kind.call(client, "Describe", mesh, name) == before, "tags leave the resource alone"

    last = kind.call(client, "Delete", mesh, name)
    version = len(kind.specs) + (kind.noun != "mesh")
    check_resource(kind, mesh, name, last, kind.specs[-1], version)
    assert last["status"] == {"status": "DELETED"}
    for verb in ("Describe", "Delete"):
        with pytest.raises(client.exceptions.NotFoundException) as caught:
            kind.call(client, verb, mesh, name)
        assert name in str(caught.value)
    with pytest.raises(client.exceptions.NotFoundException):
        client.list_tags_for_resource(resourceArn=arn)

    again = kind.call(client, "Create", mesh, name, spec=kind.specs[0])
    assert again["metadata"]["version"] == 1
    assert again["metadata"]["uid"] != metadata["uid"]
    assert tags(client, arn) == {}
    kind.call(client, "Delete", mesh, name)


def tags(client, arn):
    return {
        tag["key"]: tag["value"] for tag in client.list_tags_for_resource(resourceArn=arn)["tags"]
    }


@ALL_KINDS
def test_life_of(kind, client, world):
    live(client, kind, world, f"{world}-a")


@ALL_KINDS
def test_list_of(kind, client, world):
    names = [f"{world}-{letter}" for letter in "ecadb"]
    made = {name: kind.call(client, "Create", world, name, spec=kind.specs[0]) for name in names}
    paginator = client.get_paginator(kind.method("List"))
    pages = list(paginator.paginate(**kind.names(world), PaginationConfig={"PageSize": 2}))
    assert len(pages) > 2
    assert all(len(page[kind.plural]) == 2 for page in pages[:-1])
    items = [item for page in pages for item in page[kind.plural]]
    found = {item[kind.key]: item for item in items}
    assert len(found) == len(items), "nothing is listed twice"
    for name in names:
        metadata = dict(made[name]["metadata"])
        del metadata["uid"]
        assert found[name] == metadata | kind.names(world, name)
    if kind.noun != "mesh":  # other tests have meshes too
        assert set(found) == {*names, *filter(None, [BASE.get(kind.noun)])}
        whole = kind.call(client, "List", world)
        assert "nextToken" not in whole
        assert whole[kind.plural] == items


def test_list_goes_on_where_it_stopped_when_resources_come_and_go(client, mesh):
    for name in ("b", "d", "f"):
        NODE.call(client, "Create", mesh, name, spec={})
    first = client.list_virtual_nodes(meshName=mesh, limit=2)
    assert [item["virtualNodeName"] for item in first["virtualNodes"]] == ["b", "d"]
    NODE.call(client, "Delete", mesh, "d")
    NODE.call(client, "Create", mesh, "a", spec={})
    NODE.call(client, "Create", mesh, "e", spec={})
    rest = client.list_virtual_nodes(meshName=mesh, limit=100, nextToken=first["nextToken"])
    assert [item["virtualNodeName"] for item in rest["virtualNodes"]] == ["e", "f"]


def test_list_of_tags_in_pages(client, mesh):
    arn = MESH.arn(mesh, mesh)
    wanted = [{"key": f"key-{n:02}", "value": str(n)} for n in range(50)]
    client.tag_resource(resourceArn=arn, tags=wanted)
    paginator = client.get_paginator("list_tags_for_resource")
    pages = list(paginator.paginate(resourceArn=arn, PaginationConfig={"PageSize": 20}))
    assert [len(page["tags"]) for page in pages] == [20, 20, 10]
    found = [tag for page in pages for tag in page["tags"]]
    assert sorted(found, key=lambda tag: tag["key"]) == wanted


@pytest.mark.parametrize("noun", ["virtualNode", "virtualGateway"])
def test_port_of_a_health_check_is_filled_in(noun, client, mesh):
    kind = BY_NOUN[noun]
    check = {
        "protocol": "http",
        "healthyThreshold": 2,
        "unhealthyThreshold": 2,
        "intervalMillis": 5000,
        "timeoutMillis": 2000,
    }
    listener = {"portMapping": {"port": 9080, "protocol": "http"}, "healthCheck": check}
    spec = {"listeners": [listener]}
    if noun == "virtualNode":
        spec["serviceDiscovery"] = {"dns": {"hostname": "a.local"}}
    made = kind.call(client, "Create", mesh, "a", spec=spec)
    assert made["spec"]["listeners"][0]["healthCheck"] == check | {"port": 9080}


def test_mesh_without_a_spec_has_an_empty_one(client, mesh):
    assert client.describe_mesh(meshName=mesh)["mesh"]["spec"] == {}
    client.update_mesh(meshName=mesh, spec={"egressFilter": {"type": "ALLOW_ALL"}})
    assert client.update_mesh(meshName=mesh)["mesh"]["spec"] == {}


def test_every_operation_of_the_model_works(server):
    called, session = set(), make_session()

    def after_call(http_response, model, **_):
        if http_response.status_code == 200:
            called.add(model.name)

    session.events.register("after-call.app-mesh", after_call)
    client = server.client(session=session)
    client.create_mesh(meshName="every")
    build_world(client, "every")
    for kind in KINDS:
        live(client, kind, "every", "every-a")
        kind.call(client, "List", "every")
    assert called == set(client.meta.service_model.operation_names)
    assert len(called) == 38


NAMES = [
    "a b",
    "100%",
    "*",
    "a:b",
    "%41",
    "+",
    "größe",
    "日本",
    "a?b#c",
    "..a",
    "~._-!$&'()",
    'q"\\',
]


@pytest.mark.parametrize("name", NAMES)
def test_unusual_name(name, client, mesh):
    mesh_name = f"{mesh} {name}"
    client.create_mesh(meshName=mesh_name)
    build_world(client, mesh_name)
    for kind in KINDS[1:]:
        made = kind.call(client, "Create", mesh_name, name, spec=kind.specs[0])
        assert made[kind.key] == name
        assert made["metadata"]["arn"] == kind.arn(mesh_name, name)
        assert kind.call(client, "Describe", mesh_name, name) == made
        arn = made["metadata"]["arn"]
        client.tag_resource(resourceArn=arn, tags=[{"key": "k é", "value": "v ü"}])
        assert tags(client, arn) == {"k é": "v ü"}
        assert name in [
            item[kind.key] for item in kind.call(client, "List", mesh_name)[kind.plural]
        ]
        assert kind.call(client, "Delete", mesh_name, name)["status"]["status"] == "DELETED"


def test_names_of_the_longest_length(client, world):
    for kind in KINDS:
        name = (world + "x" * 255)[:255]
        made = kind.call(client, "Create", world, name, spec=kind.specs[0])
        assert made[kind.key] == name
        assert kind.call(client, "Describe", world, name) == made
