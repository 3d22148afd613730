"""Nothing that was acknowledged is lost when the server is killed."""

import json
import random
import threading
import time
from http.client import HTTPException

import pytest

from conftest import exchange
from kinds import NODE

KILLS = 25
WRITERS = 6
NAMES = 8  # per writer
ABSENT = None


class Writer(threading.Thread):
    """Creates, updates and deletes virtual nodes of its own until the server is gone."""

    def __init__(self, server, number, acknowledged, seed):
        super().__init__(daemon=True)
        self.server, self.number, self.acknowledged = server, number, acknowledged
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

    def step(self, connection):
        name = f"w{self.number}-{self.random.randrange(NAMES)}"
        held = self.acknowledged.get(name, ABSENT)
        spec = {
            "serviceDiscovery": {"dns": {"hostname": f"{self.random.getrandbits(64):x}.local"}},
            "backends": [
                {"virtualService": {"virtualServiceName": f"s{n}.local"}}
                for n in range(self.random.randint(1, 20))
            ],
        }
        path, body = NODE.path("m", name), {"spec": spec}
        if held is ABSENT:
            method, path, body, after = (
                "PUT",
                NODE.path("m"),
                {"virtualNodeName": name} | body,
                (1, spec),
            )
        elif self.random.random() < 0.2:
            method, body, after = "DELETE", None, ABSENT
        else:
            method, after = "PUT", (held[0] + 1, spec)
        self.pending = (name, held, after)
        got = exchange(connection, method, path, body)
        assert got.status == 200, got.body
        version = got.json["metadata"]["version"]
        assert version == (held[0] + 1 if after is ABSENT else after[0])
        assert after is ABSENT or got.json["spec"] == spec
        self.acknowledged[name] = after


def stored(server):
    """Every virtual node that the server holds, as name: (version, spec)."""
    got = server.http("GET", "/_weir/v1/snapshot?mesh=m")
    assert got.status == 200, got.body
    return got.json["revision"], {
        resource["virtualNodeName"]: (resource["metadata"]["version"], resource["spec"])
        for resource in got.json["resources"]
        if resource["kind"] == "virtualNode"
    }


def test_acknowledged_writes_survive_kill_9(own_server):
    server = own_server
    server.client().create_mesh(meshName="m")
    chance = random.Random(20190125)
    acknowledged, revision, writes, unsure = {}, 0, 0, 0
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

        for _ in range(round % 3):
            server.start_and_kill(chance.uniform(0, 0.05))
        server.start()
        after, found = stored(server)
        assert after >= revision, "the revision went back"
        revision = after
        for writer in writers:
            if writer.pending:
                name, before, wanted = writer.pending
                unsure += 1
                now = found.get(name, ABSENT)
                assert now in (before, wanted), f"round {round}: {name} is half written"
                acknowledged[name] = now
        wanted = {name: held for name, held in acknowledged.items() if held is not ABSENT}
        assert found == wanted, f"round {round}"
        listed = server.http("GET", NODE.path("m") + "?limit=100").json["virtualNodes"]
        assert {item["virtualNodeName"]: item["version"] for item in listed} == {
            name: version for name, (version, _) in wanted.items()
        }
        for name in random.Random(round).sample(sorted(wanted), min(5, len(wanted))):
            described = server.http("GET", NODE.path("m", name)).json
            assert (described["metadata"]["version"], described["spec"]) == wanted[name]
    print(f"{writes} writes acknowledged, {unsure} in flight, in {KILLS} rounds")
    assert writes > KILLS * WRITERS


def test_applied_transactions_survive_kill_9_whole(own_server):
    server = own_server
    server.client().create_mesh(meshName="m")
    for round in range(5):
        answers = []

        def apply(round=round, answers=answers):
            connection = server.connection()
            for number in range(1000):
                names = [f"r{round}-t{number}-{n}" for n in range(20)]
                changes = [
                    {
                        "action": "create",
                        "kind": "virtualNode",
                        "meshName": "m",
                        "virtualNodeName": name,
                        "spec": {},
                    }
                    for name in names
                ]
                try:
                    got = exchange(connection, "POST", "/_weir/v1/apply", {"changes": changes})
                except (OSError, HTTPException):
                    return
                answers.append((number, got.status))

        thread = threading.Thread(target=apply, daemon=True)
        thread.start()
        time.sleep(0.3)
        server.kill9()
        thread.join(20)
        assert answers and all(status == 200 for _, status in answers)
        server.start()
        _, found = stored(server)
        counts = {}
        for name in found:
            if name.startswith(f"r{round}-"):
                batch = name.rsplit("-", 1)[0]
                counts[batch] = counts.get(batch, 0) + 1
        assert set(counts.values()) == {20}, "a transaction was stored in part"
        assert len(answers) <= len(counts) <= len(answers) + 1


def test_restart_keeps_everything(own_server):
    client = own_server.client()
    client.create_mesh(meshName="m", tags=[{"key": "a", "value": "1"}])
    before = own_server.http("GET", "/_weir/v1/snapshot")
    own_server.restart()
    after = own_server.http("GET", "/_weir/v1/snapshot")
    assert json.loads(after.body) == json.loads(before.body)


@pytest.mark.parametrize("flags", [["--account-id", "123456789012", "--region", "eu-west-1"]])
def test_identity_is_kept(flags, tmp_path):
    from conftest import Server

    server = Server(tmp_path, flags=flags)
    try:
        server.client().create_mesh(meshName="m")
        server.stop()
        server.flags = []
        server.start()
        metadata = server.client().describe_mesh(meshName="m")["mesh"]["metadata"]
        assert metadata["arn"] == "arn:aws:appmesh:eu-west-1:123456789012:mesh/m"
        assert metadata["meshOwner"] == "123456789012"
        second = server.client().create_mesh(meshName="n")["mesh"]["metadata"]
        assert second["resourceOwner"] == "123456789012"
    finally:
        server.close()
