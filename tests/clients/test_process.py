"""`weir serve` as a process: one per data directory, found by the command line, gone when told."""

import json
import signal
import socket
import time

import pytest

from kinds import NODE, ROUTE, build_world
from weir_process import run_weir


def test_second_server_on_a_data_directory_is_refused(own_server, tmp_path):
    second = run_weir(
        tmp_path, "serve", "--listen", "127.0.0.1:0", "--data-dir", own_server.data_dir
    )
    assert second.returncode in (2, 5), second.stderr
    assert second.stdout == ""
    assert str(own_server.process.pid) in second.stderr
    assert own_server.http("GET", "/readyz").status == 200


def test_address_in_use_is_refused(own_server, tmp_path):
    address = f"127.0.0.1:{own_server.port}"
    second = run_weir(tmp_path, "serve", "--listen", address, "--data-dir", tmp_path / "other")
    assert second.returncode == 2, second.stderr
    assert address in second.stderr


def test_data_directory_is_free_after_a_kill(own_server):
    own_server.client().create_mesh(meshName="m")
    own_server.kill9()
    own_server.start()
    assert own_server.client().describe_mesh(meshName="m")["mesh"]["meshName"] == "m"


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_signal_ends_it_cleanly(name, own_server):
    own_server.process.send_signal(getattr(signal, name))
    assert own_server.process.wait(15) == 0, own_server.log()


def test_requests_in_flight_are_answered(own_server):
    own_server.client().create_mesh(meshName="m")
    body = json.dumps({"virtualNodeName": "late", "spec": {}}).encode()
    head = (
        f"PUT {NODE.path('m')} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", own_server.port), timeout=15) as sock:
        sock.sendall(head.encode() + body[:5])
        time.sleep(0.3)
        own_server.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert own_server.process.poll() is None, "it did not wait for the request"
        sock.sendall(body[5:])
        assert sock.recv(100).startswith(b"HTTP/1.1 200")
    assert own_server.process.wait(15) == 0, own_server.log()
    own_server.start()
    client = own_server.client()
    assert NODE.call(client, "Describe", "m", "late")["metadata"]["version"] == 1


def test_idle_connections_and_streams_do_not_hold_it_up(own_server):
    idle = own_server.connection()
    idle.request("GET", "/healthz")
    idle.getresponse().read()
    stream = own_server.connection()
    stream.request("GET", "/_weir/v1/events?from=0")
    stream.getresponse()
    start = time.monotonic()
    assert own_server.stop() == 0
    assert time.monotonic() - start < 10


def test_stalled_request_does_not_hold_it_up(own_server):
    """A client that never sends the rest of its body is cut off in the end."""
    with socket.create_connection(("127.0.0.1", own_server.port)) as sock:
        sock.sendall(b"PUT /v20190125/meshes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
        time.sleep(0.3)
        own_server.process.send_signal(signal.SIGTERM)
        assert own_server.process.wait(60) is not None


def resources(printed):
    """All objects in a JSON document that look like a resource, by address."""
    found, queue = {}, [json.loads(printed)]
    for value in iter(lambda: queue.pop() if queue else None, None):
        if isinstance(value, list):
            queue.extend(value)
        elif isinstance(value, dict):
            if "meshName" in value and "spec" in value:
                found[tuple(v for k, v in sorted(value.items()) if k.endswith("Name"))] = value
            else:
                queue.extend(value.values())
    return found


@pytest.mark.parametrize("kind, short", [(NODE, "vn"), (ROUTE, "rt")], ids=["vn", "rt"])
def test_command_line_finds_the_running_server(kind, short, own_server, tmp_path):
    client = own_server.client()
    client.create_mesh(meshName="m")
    build_world(client, "m")
    for number, spec in enumerate(kind.specs):
        kind.call(client, "Create", "m", f"n{number}", spec=spec)
    got = run_weir(
        tmp_path, "get", short, "-m", "m", "--data-dir", own_server.data_dir, "-o", "json"
    )
    assert got.returncode == 0, got.stderr
    printed = resources(got.stdout)
    held = [
        resource
        for resource in own_server.http("GET", "/_weir/v1/snapshot?mesh=m").json["resources"]
        if resource["kind"] == kind.noun
    ]
    assert len(printed) == len(held) >= len(kind.specs)
    for resource in held:
        address = tuple(v for k, v in sorted(resource.items()) if k.endswith("Name"))
        assert printed[address]["spec"] == resource["spec"]


def test_command_line_reads_what_a_stopped_server_left(own_server, tmp_path):
    own_server.client().create_mesh(meshName="m")
    NODE.call(own_server.client(), "Create", "m", "a", spec=NODE.specs[0])
    for end in (own_server.stop, own_server.kill9):
        end()
        got = run_weir(
            tmp_path, "get", "vn", "-m", "m", "--data-dir", own_server.data_dir, "-o", "json"
        )
        assert got.returncode == 0, got.stderr
        assert [item["spec"] for item in resources(got.stdout).values()] == [NODE.specs[0]]
        own_server.start()


def test_command_line_writes_through_the_running_server(own_server, tmp_path):
    document = {"meshName": "m", "spec": {}}
    (tmp_path / "mesh.json").write_text(json.dumps(document))
    flags = ["--data-dir", own_server.data_dir, "--yes"]
    done = run_weir(tmp_path, "apply", tmp_path / "mesh.json", *flags)
    assert done.returncode == 0, done.stderr
    assert own_server.client().describe_mesh(meshName="m")["mesh"]["meshName"] == "m"
    again = run_weir(tmp_path, "diff", tmp_path / "mesh.json", "--data-dir", own_server.data_dir)
    assert again.returncode == 0, again.stdout + again.stderr
