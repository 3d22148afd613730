"""Every documented mistake, and the exception that boto3 raises for it."""

import contextlib
import json
import urllib.parse

import pytest
from botocore.exceptions import ClientError

from kinds import (
    BASE,
    BY_NOUN,
    GATEWAY,
    GATEWAY_ROUTE,
    KINDS,
    MESH,
    NODE,
    ROUTE,
    ROUTER,
    SERVICE,
    build_world,
    listeners,
    targets,
)

ALL_KINDS = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)
STATUS = {
    "BadRequestException": 400,
    "TooManyTagsException": 400,
    "NotFoundException": 404,
    "ConflictException": 409,
    "ResourceInUseException": 409,
}


@pytest.fixture(scope="module")
def place(client):
    """A mesh shared by all tests of this module that leave no trace."""
    client.create_mesh(meshName="mistakes")
    build_world(client, "mistakes")
    return "mistakes"


@pytest.fixture(scope="module")
def send(server):
    """Creates or updates with exactly this JSON body, whatever botocore would have made of it."""
    client, bodies = server.client(validate=False), []

    def replace_body(params, **_):
        params["body"] = json.dumps(bodies.pop())

    client.meta.events.register("before-call.app-mesh", replace_body)

    def send(kind, verb, mesh, name, body):
        bodies.append({kind.key: name} | body if verb == "Create" else body)
        return kind.call(client, verb, mesh, name, spec={})

    return send


@contextlib.contextmanager
def refused(error, *says):
    """Expects a documented error whose message holds all of `says`."""
    with pytest.raises(ClientError) as caught:
        yield
    problem = complaint(caught.value, error, says)
    assert problem is None, problem


def complaint(caught, error, says):
    answer = caught.response
    status, code = answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Code"]
    if (type(caught).__name__, code, status) != (error, error, STATUS[error]):
        return f"{type(caught).__name__} {code} {status}, not {error} {STATUS[error]}: {caught}"
    missing = [text for text in says if text not in answer["Error"]["Message"]]
    return f"{answer['Error']['Message']!r} does not say {missing}" if missing else None


# -- Specs against the model ------------------------------------------------------------------


def spoil(shape, value, path):
    """Yields (where, bad value at `path`, what the message must say) for one value of a shape."""
    kind, meta = shape.type_name, shape.metadata
    here = "spec" + path
    wrong_types = {
        "structure": ["text", [], 1],
        "list": ["text", {}, 1],
        "string": [7, {}, []],
        "integer": ["80", 80.5, True, {}, 2**31],
        "long": ["80", 80.5, True, {}, 2**63],
        "boolean": ["true", 1, {}],
    }
    for bad in wrong_types[kind]:
        yield bad, [here]
    if getattr(shape, "enum", None):
        for bad in ("NONE", "", shape.enum[0].swapcase()):
            yield bad, [here]
    elif kind == "string":
        if meta.get("min"):
            yield "", [here]
        if "max" in meta:
            yield "x" * (meta["max"] + 1), [here]
        if "pattern" in meta:
            yield "ü", [here]
    elif kind in ("integer", "long"):
        if "min" in meta:
            yield meta["min"] - 1, [here]
        if "max" in meta:
            yield meta["max"] + 1, [here]
    elif kind == "list":
        if meta.get("min"):
            yield [], [here]
        if "max" in meta:
            yield (value * (meta["max"] + 1))[: meta["max"] + 1], [here]
        yield [None], [here]
    elif kind == "structure":
        yield value | {"unknownMember": 1}, [here, "unknownMember"]
        for name in shape.required_members:
            rest = {key: member for key, member in value.items() if key != name}
            yield rest, [here, name]
            yield rest | {name: None}, [here, name]
        if shape.is_tagged_union:
            yield {}, [here]
            (present,) = value
            for other in shape.members:
                if other != present:
                    yield value | {other: value[present]}, [here]


def positions(shape, value, path=""):
    """Yields each (shape, value, path) inside a spec, once for each place in the model."""
    yield shape, value, path
    if shape.type_name == "list" and value:
        for number, item in enumerate(value):
            yield from positions(shape.member, item, f"{path}[{number}]")
    elif shape.type_name == "structure":
        for name, member in value.items():
            yield from positions(shape.members[name], member, f"{path}.{name}")


def replaced(spec, path, bad):
    """The spec with the value at a path like `.listeners[0].portMapping` replaced."""
    if not path:
        return bad
    spec = json.loads(json.dumps(spec))  # a deep copy, in which nothing is shared
    steps = path.replace("[", ".[").split(".")[1:]
    keys = [int(step[1:-1]) if step.startswith("[") else step for step in steps]
    inner = spec
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = bad
    return spec


def bad_specs(kind, model):
    shape = model.operation_model(kind.operation("Create")).input_shape.members["spec"]
    seen = set()
    for spec in kind.specs:
        for inner, value, path in positions(shape, spec):
            place = "".join("[]" if char.isdigit() else char for char in path)
            if place in seen:
                continue
            seen.add(place)
            for bad, says in spoil(inner, value, path):
                yield replaced(spec, path, bad), path, bad, says


@ALL_KINDS
def test_violations_of_the_model(kind, send, client, place):
    problems, count = [], 0
    for spec, path, bad, says in bad_specs(kind, client.meta.service_model):
        count += 1
        try:
            send(kind, "Create", place, "bad", {"spec": spec})
            problem = "accepted"
            kind.call(client, "Delete", place, "bad")
        except ClientError as caught:
            problem = complaint(caught, "BadRequestException", says)
        if problem:
            problems.append(f"spec{path} = {str(bad)[:80]}: {problem}")
    assert count > 20
    assert not problems, f"{len(problems)} of {count}:\n" + "\n".join(problems[:40])


# -- Rules that the model only states in prose ------------------------------------------------

ACTION = targets(8080, 1)
TARGET = {
    "target": {"virtualService": {"virtualServiceName": BASE["virtualService"]}, "port": 8080}
}


def route(match, action=ACTION, key="httpRoute", **more):
    return {key: {"match": match, "action": action, **more}}


def gateway_route(match, **rewrite):
    action = TARGET | ({"rewrite": rewrite} if rewrite else {})
    return {"httpRoute": {"match": {"port": 8080, **match}, "action": action}}


EXCLUSIVE = [
    (ROUTE, {}, ["spec"]),
    (ROUTE, {"priority": 1}, ["spec"]),
    (ROUTE, route({"prefix": "/"}) | {"tcpRoute": {"action": ACTION}}, ["httpRoute", "tcpRoute"]),
    (ROUTE, route({"prefix": "/"}) | route({"prefix": "/"}, key="http2Route"), ["http2Route"]),
    (ROUTE, route({"prefix": "/", "path": {"exact": "/"}}), ["spec.httpRoute.match"]),
    (ROUTE, route({"path": {"exact": "/", "regex": "/"}}), ["spec.httpRoute.match.path"]),
    (ROUTE, route({"path": {}}), ["spec.httpRoute.match.path"]),
    (
        ROUTE,
        route({"prefix": "/"}, timeout={"idle": {"unit": "s"}}),
        ["spec.httpRoute.timeout.idle", "value"],
    ),
    (
        ROUTE,
        route({"prefix": "/"}, timeout={"idle": {"value": 1}}),
        ["spec.httpRoute.timeout.idle", "unit"],
    ),
    (GATEWAY_ROUTE, {}, ["spec"]),
    (
        GATEWAY_ROUTE,
        gateway_route({"prefix": "/"})
        | {"http2Route": gateway_route({"prefix": "/"})["httpRoute"]},
        ["httpRoute", "http2Route"],
    ),
    (
        GATEWAY_ROUTE,
        gateway_route({"prefix": "/", "path": {"exact": "/"}}),
        ["spec.httpRoute.match"],
    ),
    (
        GATEWAY_ROUTE,
        gateway_route({"hostname": {"exact": "a", "suffix": "b"}}),
        ["spec.httpRoute.match.hostname"],
    ),
    (GATEWAY_ROUTE, gateway_route({"hostname": {}}), ["spec.httpRoute.match.hostname"]),
    (
        GATEWAY_ROUTE,
        gateway_route({"prefix": "/a/"}, prefix={"defaultPrefix": "ENABLED", "value": "/b/"}),
        ["spec.httpRoute.action.rewrite.prefix"],
    ),
    (
        GATEWAY_ROUTE,
        gateway_route({"prefix": "/a/"}, prefix={"value": "/b/"}, path={"exact": "/b"}),
        ["spec.httpRoute.action.rewrite"],
    ),
]


@pytest.mark.parametrize(
    "kind, spec, says", EXCLUSIVE, ids=lambda value: getattr(value, "noun", None)
)
def test_exclusive_members(kind, spec, says, send, world):
    with refused("BadRequestException", *says):
        send(kind, "Create", world, "bad", {"spec": spec})


VALUES = [
    (ROUTE, route({"prefix": "cart"}), ["spec.httpRoute.match.prefix"]),
    (ROUTE, route({"path": {"exact": "cart"}}), ["spec.httpRoute.match.path.exact"]),
    (
        ROUTE,
        route({"prefix": "/"}, targets(8080, 60, 60)),
        ["spec.httpRoute.action.weightedTargets"],
    ),
    (
        ROUTE,
        route({"methodName": "Add"}, targets(8082, 1), key="grpcRoute"),
        ["spec.grpcRoute.match", "serviceName"],
    ),
    (GATEWAY_ROUTE, gateway_route({"prefix": "cart"}), ["spec.httpRoute.match.prefix"]),
]


@pytest.mark.parametrize("kind, spec, says", VALUES, ids=lambda value: getattr(value, "noun", None))
def test_values_that_only_prose_rules_out(kind, spec, says, send, world):
    with refused("BadRequestException", *says):
        send(kind, "Create", world, "bad", {"spec": spec})


# -- The request around the spec --------------------------------------------------------------


@ALL_KINDS
def test_unknown_member_of_a_request(kind, send, place):
    with refused("BadRequestException", "sepc"):
        send(kind, "Create", place, "bad", {"spec": kind.specs[0], "sepc": {}})


@ALL_KINDS
def test_update_is_checked_like_create(kind, send, client, place):
    name = BASE.get(kind.noun, "updated")
    if kind.noun not in BASE:
        kind.call(client, "Create", place, name, spec=kind.specs[0])
    before = kind.call(client, "Describe", place, name)
    for body in ({"spec": {"unknownMember": 1}}, {"spec": []}, {"tags": []}, {"meshName": "x"}):
        with refused("BadRequestException"):
            send(kind, "Update", place, name, body)
    if kind.noun != "mesh":
        with refused("BadRequestException", "spec"):
            send(kind, "Update", place, name, {})
    assert kind.call(client, "Describe", place, name) == before


@pytest.mark.parametrize("kind", KINDS[1:], ids=lambda kind: kind.noun)
def test_spec_is_required(kind, send, place):
    with refused("BadRequestException", "spec"):
        send(kind, "Create", place, "bad", {})


BAD_NAMES = ["", ".", "..", "a/b", "/", "a\nb", "a\x00b", "a\x7fb", "a\u0085b"]


@ALL_KINDS
def test_names(kind, send, place):
    bad = BAD_NAMES + ([] if kind is SERVICE else ["x" * 256])
    for name in [*bad, 7, None, ["a"]]:
        with refused("BadRequestException", kind.key):
            send(kind, "Create", place, name, {"spec": kind.specs[0]})


@ALL_KINDS
def test_names_in_the_path(kind, lax, place):
    for name in ("a/b", "a\nb"):
        for verb in ("Describe", "Delete"):
            with refused("BadRequestException", kind.key):
                kind.call(lax, verb, place, name)


TAGS = [
    ([{"key": "", "value": ""}], "tags[0].key"),
    ([{"key": "k" * 129, "value": ""}], "tags[0].key"),
    ([{"key": "a", "value": ""}, {"key": "b", "value": "v" * 257}], "tags[1].value"),
    ([{"value": ""}], "tags[0]"),
    ([{"key": "a"}], "tags[0]"),
    ([{"key": "a", "value": "", "more": 1}], "more"),
    ({}, "tags"),
    ([{"key": f"k{n}", "value": ""} for n in range(51)], "50"),
]


@pytest.mark.parametrize("tags, says", TAGS, ids=lambda value: str(value)[:20])
def test_tags(tags, says, server, send, client, mesh):
    error = "TooManyTagsException" if says == "50" else "BadRequestException"
    with refused(error, says):
        send(NODE, "Create", mesh, "tagged", {"spec": {}, "tags": tags})
    kept = [{"key": "kept", "value": "1"}]
    made = NODE.call(client, "Create", mesh, "tagged", spec={}, tags=kept)
    arn = made["metadata"]["arn"]
    path = f"/v20190125/tag?resourceArn={urllib.parse.quote(arn, safe='')}"
    answer = server.http("PUT", path, {"tags": tags})
    assert (answer.status, answer.error) == (400, error)
    assert says in answer.json["message"]
    assert client.list_tags_for_resource(resourceArn=arn)["tags"] == kept


def test_tags_over_the_limit_in_two_steps(client, mesh):
    arn = MESH.arn(mesh, mesh)
    client.tag_resource(resourceArn=arn, tags=[{"key": f"k{n:02}", "value": ""} for n in range(49)])
    with refused("TooManyTagsException", "50"):
        client.tag_resource(
            resourceArn=arn, tags=[{"key": key, "value": "new"} for key in ("k00", "x", "y")]
        )
    found = client.list_tags_for_resource(resourceArn=arn)["tags"]
    assert [tag["value"] for tag in found] == [""] * 49
    client.tag_resource(
        resourceArn=arn, tags=[{"key": key, "value": "new"} for key in ("k00", "x")]
    )


@pytest.mark.parametrize("call", ["list_tags_for_resource", "tag_resource", "untag_resource"])
def test_arns(call, lax, place):
    more = {"tag_resource": {"tags": []}, "untag_resource": {"tagKeys": []}}.get(call, {})
    good = NODE.arn(place, "base-vn")
    getattr(lax, call)(resourceArn=good, **more)
    absent = [
        NODE.arn(place, "absent"),
        NODE.arn("absent-mesh", "base-vn"),
        NODE.arn(place, "base-vn", account="123456789012"),
        NODE.arn(place, "base-vn", region="eu-west-1"),
        MESH.arn("absent-mesh", "absent-mesh"),
    ]
    for arn in absent:
        with refused("NotFoundException"):
            getattr(lax, call)(resourceArn=arn, **more)
    for arn in ("", "x", "arn:aws:appmesh", good.replace("appmesh", "ec2"), good + "/x"):
        with refused("BadRequestException", "resourceArn"):
            getattr(lax, call)(resourceArn=arn, **more)


@ALL_KINDS
def test_paging(kind, lax, place):
    for limit in (0, 101, -1, "x"):
        with refused("BadRequestException", "limit"):
            kind.call(lax, "List", place, limit=limit)
    for token in ("garbage", "", "AAAA", "ü"):
        with refused("BadRequestException", "nextToken"):
            kind.call(lax, "List", place, nextToken=token)


def test_paging_of_tags(lax, place):
    arn = MESH.arn(place, place)
    for more in ({"limit": 0}, {"limit": 51}, {"nextToken": "garbage"}):
        with refused("BadRequestException", *more):
            lax.list_tags_for_resource(resourceArn=arn, **more)


def test_token_of_another_list(client, lax, place, mesh):
    client.create_virtual_node(meshName=mesh, virtualNodeName="a", spec={})
    client.create_virtual_node(meshName=mesh, virtualNodeName="b", spec={})
    token = client.list_virtual_nodes(meshName=mesh, limit=1)["nextToken"]
    with refused("BadRequestException", "nextToken"):
        lax.list_virtual_routers(meshName=mesh, nextToken=token)
    with refused("BadRequestException", "nextToken"):
        lax.list_virtual_nodes(meshName=place, nextToken=token)


OWNED = [
    (kind, verb)
    for kind in KINDS
    for verb in ("Describe", "Delete", "List", "Create", "Update")
    if kind is not MESH or verb == "Describe"
]


@pytest.mark.parametrize("kind, verb", OWNED, ids=lambda value: getattr(value, "noun", value))
def test_mesh_owner(kind, verb, client, lax, world):
    name = "owned" if kind is not MESH else world
    spec = {"spec": kind.specs[0]} if verb in ("Create", "Update") else {}
    if verb not in ("Create", "List") and kind is not MESH:
        kind.call(client, "Create", world, name, spec=kind.specs[0])
    called = None if verb == "List" else name
    for owner in ("12345678901", "1234567890123", ""):
        with refused("BadRequestException", "meshOwner"):
            kind.call(lax, verb, world, called, meshOwner=owner, **spec)
    with refused("NotFoundException"):
        kind.call(lax, verb, world, called, meshOwner="123456789012", **spec)
    kind.call(lax, verb, world, called, meshOwner="000000000000", **spec)


# -- Resources that are not there, or not free to go ------------------------------------------


@pytest.mark.parametrize("kind", KINDS[1:], ids=lambda kind: kind.noun)
def test_mesh_is_missing(kind, client):
    for verb, more in {
        "Create": {"spec": kind.specs[0]},
        "Update": {"spec": kind.specs[0]},
        "Describe": {},
        "Delete": {},
        "List": {},
    }.items():
        with refused("NotFoundException", "no-such-mesh"):
            kind.call(client, verb, "no-such-mesh", None if verb == "List" else "a", **more)


@ALL_KINDS
def test_resource_is_missing(kind, client, place):
    for verb, more in {"Update": {"spec": kind.specs[0]}, "Describe": {}, "Delete": {}}.items():
        with refused("NotFoundException", "no-such-name"):
            kind.call(client, verb, place, "no-such-name", **more)


@pytest.mark.parametrize("kind", [ROUTE, GATEWAY_ROUTE], ids=lambda kind: kind.noun)
def test_parent_is_missing(kind, client, mesh):
    for verb, more in {"Create": {"spec": kind.specs[0]}, "Describe": {}, "List": {}}.items():
        with refused("NotFoundException", BASE[kind.parent]):
            kind.call(client, verb, mesh, None if verb == "List" else "a", **more)


ABSENT = {"virtualServiceName": "absent"}
DANGLING = [
    (ROUTE, route({"prefix": "/"}, {"weightedTargets": [{"virtualNode": "absent", "weight": 1}]})),
    (SERVICE, {"provider": {"virtualNode": {"virtualNodeName": "absent"}}}),
    (SERVICE, {"provider": {"virtualRouter": {"virtualRouterName": "absent"}}}),
    (
        GATEWAY_ROUTE,
        {"httpRoute": {"match": {"prefix": "/"}, "action": {"target": {"virtualService": ABSENT}}}},
    ),
]


@pytest.mark.parametrize("kind, spec", DANGLING, ids=lambda value: getattr(value, "noun", ""))
def test_reference_is_missing(kind, spec, client, world):
    with refused("NotFoundException", "absent"):
        kind.call(client, "Create", world, "dangling", spec=spec)
    with refused("NotFoundException"):
        kind.call(client, "Describe", world, "dangling")
    good = kind.call(client, "Create", world, "good", spec=kind.specs[0])
    with refused("NotFoundException", "absent"):
        kind.call(client, "Update", world, "good", spec=spec)
    assert kind.call(client, "Describe", world, "good") == good


def test_backend_may_be_missing(client, mesh):
    spec = {"backends": [{"virtualService": ABSENT}]}
    NODE.call(client, "Create", mesh, "caller", spec=spec)


# kind, what is deleted, resources made before, what the message names
IN_USE = [
    (NODE, "base-vn", [(ROUTE, "blocking", route({"prefix": "/", "port": 8080}))], "blocking"),
    (
        NODE,
        "base-vn",
        [
            (
                SERVICE,
                "blocking.local",
                {"provider": {"virtualNode": {"virtualNodeName": "base-vn"}}},
            )
        ],
        "blocking.local",
    ),
    (ROUTER, "base-vr", [], "base.local"),
    (
        ROUTER,
        "base-vr",
        [(SERVICE, "base.local", {}), (ROUTE, "blocking", route({"prefix": "/", "port": 8080}))],
        "blocking",
    ),
    (
        SERVICE,
        "base.local",
        [(GATEWAY_ROUTE, "blocking", gateway_route({"prefix": "/"}))],
        "blocking",
    ),
    (GATEWAY, "base-vg", [(GATEWAY_ROUTE, "blocking", gateway_route({"prefix": "/"}))], "blocking"),
]


@pytest.mark.parametrize(
    "kind, name, made, blocker", IN_USE, ids=lambda value: getattr(value, "noun", "")
)
def test_delete_is_blocked(kind, name, made, blocker, client, world):
    for other, other_name, spec in made:
        verb = "Update" if other_name in BASE.values() else "Create"
        other.call(client, verb, world, other_name, spec=spec)
    before = kind.call(client, "Describe", world, name)
    with refused("ResourceInUseException", name, blocker):
        kind.call(client, "Delete", world, name)
    assert kind.call(client, "Describe", world, name) == before
    for other, other_name, _ in reversed(made):
        if other_name not in BASE.values():
            other.call(client, "Delete", world, other_name)
    if not made:
        SERVICE.call(client, "Delete", world, "base.local")
    kind.call(client, "Delete", world, name)


@pytest.mark.parametrize("noun", BASE)
def test_delete_of_a_mesh_is_blocked(noun, client, mesh):
    spec = {"listeners": listeners((8080, "http"))} if noun == "virtualGateway" else {}
    BY_NOUN[noun].call(client, "Create", mesh, "child", spec=spec)
    with refused("ResourceInUseException", mesh, "child"):
        client.delete_mesh(meshName=mesh)
    BY_NOUN[noun].call(client, "Delete", mesh, "child")
    client.delete_mesh(meshName=mesh)


def test_backend_does_not_block_delete(client, world):
    spec = {"backends": [{"virtualService": {"virtualServiceName": "base.local"}}]}
    NODE.call(client, "Create", world, "caller", spec=spec)
    SERVICE.call(client, "Delete", world, "base.local")
