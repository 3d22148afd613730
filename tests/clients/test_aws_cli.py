"""Every kind with the `aws` command line, through `--cli-input-json`."""

import pytest

from conftest import ROOT
from kinds import KINDS, NODE


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)
def test_life_of(kind, aws, client, world):
    name = f"{world} cli"
    names = kind.names(world, name)
    tag = {"key": "team", "value": "shop"}
    made = aws(kind.command("Create"), names | {"spec": kind.specs[0], "tags": [tag]})[kind.noun]
    assert made["spec"] == kind.specs[0]
    assert made["metadata"]["arn"] == kind.arn(world, name)
    changed = aws(kind.command("Update"), names | {"spec": kind.specs[1]})[kind.noun]
    assert changed["spec"] == kind.specs[1]
    assert changed["metadata"]["version"] == 2
    assert aws(kind.command("Describe"), names)[kind.noun] == changed
    assert name in [
        item[kind.key] for item in aws(kind.command("List"), kind.names(world))[kind.plural]
    ]
    arn = {"resourceArn": made["metadata"]["arn"]}
    assert client.list_tags_for_resource(**arn)["tags"] == [tag]
    gone = aws(kind.command("Delete"), names)[kind.noun]
    assert gone["status"] == {"status": "DELETED"}


def test_tags(aws, world):
    arn = {"resourceArn": NODE.arn(world, "base-vn")}
    tags = [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}]
    aws("tag-resource", arn | {"tags": tags})
    assert aws("list-tags-for-resource", arn)["tags"] == tags
    aws("untag-resource", arn | {"tagKeys": ["a"]})
    assert aws("list-tags-for-resource", arn)["tags"] == tags[1:]


def test_list_in_pages(aws, client, mesh):
    names = [f"n{number}" for number in range(5)]
    for name in names:
        NODE.call(client, "Create", mesh, name, spec={})
    listed = aws("list-virtual-nodes", {"meshName": mesh}, "--page-size", "2")
    assert [item["virtualNodeName"] for item in listed["virtualNodes"]] == names


def test_error_is_named(aws, mesh):
    printed = aws("describe-virtual-node", NODE.names(mesh, "absent"), fails=True)
    assert "(NotFoundException)" in printed
    assert "absent" in printed


def test_example_input(aws, client):
    folder = ROOT / "examples/shapes/cli-input"
    order = [
        *("mesh", "virtual-node", "virtual-router", "route"),
        *("virtual-service", "virtual-gateway", "gateway-route"),
    ]
    assert sorted(path.stem for path in folder.glob("*.json")) == sorted(
        f"create-{n}" for n in order
    )
    for noun in order:
        (made,) = aws(f"create-{noun}", f"file://{folder}/create-{noun}.json").values()
        assert made["metadata"]["version"] == 1
        assert client.list_tags_for_resource(resourceArn=made["metadata"]["arn"])["tags"]
