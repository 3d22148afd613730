"""Starts the server under test and makes the clients that talk to it."""

import itertools
import json
import os
import pathlib
import subprocess
import sys
from http.client import HTTPConnection
from types import SimpleNamespace

# Before botocore looks: nothing of the caller's account, endpoint or proxy may leak in.
for _name in list(os.environ):
    if _name.startswith(("AWS_", "BOTO")) or _name.lower().endswith("_proxy"):
        del os.environ[_name]
os.environ["AWS_CONFIG_FILE"] = os.devnull
os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"

import boto3
import pytest
from botocore.config import Config

from moto_process import Moto
from weir_process import WeirServer, clean_env

REGION = "us-east-1"
ACCOUNT = "000000000000"
ROOT = pathlib.Path(__file__).resolve().parents[2]


class Server(WeirServer):
    """A server, and those who talk to it."""

    def client(self, validate=True, session=None):
        """A boto3 client that tries once; `validate=False` sends what botocore would refuse."""
        return (session or SESSION).client(
            "appmesh",
            endpoint_url=self.url,
            config=Config(
                retries={"total_max_attempts": 1},
                parameter_validation=validate,
                connect_timeout=10,
                read_timeout=30,
                proxies={},
            ),
        )

    def connection(self):
        return HTTPConnection("127.0.0.1", self.port, timeout=30)

    def http(self, method, path, body=None, headers=None, connection=None):
        """One raw request; a body that is not bytes is sent as JSON."""
        return exchange(connection or self.connection(), method, path, body, headers)


def exchange(connection, method, path, body=None, headers=None):
    headers = dict(headers or {})
    if body is not None and not isinstance(body, (bytes, str)):
        body = json.dumps(body)
        headers.setdefault("Content-Type", "application/json")
    connection.request(method, path, body=body, headers=headers)
    response = connection.getresponse()
    return answer(response.status, response.headers, response.read())


def answer(status, headers, body):
    try:
        parsed = json.loads(body)
    except ValueError:
        parsed = None
    kind = (headers.get("x-amzn-ErrorType") or "").split(":")[0]
    return SimpleNamespace(status=status, headers=headers, body=body, json=parsed, error=kind)


def make_session():
    return boto3.session.Session("test", "test", region_name=REGION)


SESSION = make_session()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """One server for all tests that only read and write resources of a mesh of their own."""
    server = Server(tmp_path_factory.mktemp("server"))
    yield server
    server.close()


@pytest.fixture
def own_server(tmp_path):
    """A server for one test that stops, kills or fills it."""
    server = Server(tmp_path)
    yield server
    server.close()


@pytest.fixture(scope="module")
def moto(tmp_path_factory):
    """An App Mesh API that is not weir's, for one file of tests."""
    moto = Moto(tmp_path_factory.mktemp("moto"))
    yield moto
    moto.close()


@pytest.fixture(scope="session")
def client(server):
    return server.client()


@pytest.fixture(scope="session")
def lax(server):
    """A client that sends whatever it is given."""
    return server.client(validate=False)


_numbers = itertools.count(1)


@pytest.fixture
def mesh(client):
    """The name of a fresh mesh."""
    name = f"mesh-{next(_numbers)}"
    client.create_mesh(meshName=name)
    return name


@pytest.fixture
def world(client, mesh):
    """A fresh mesh with one of everything that other resources refer to."""
    from kinds import build_world

    build_world(client, mesh)
    return mesh


@pytest.fixture(scope="session")
def aws(server, tmp_path_factory):
    """Runs the `aws` command line against the server and returns what it printed, parsed.

    The payload is an object, or `file://PATH`.
    """
    home = tmp_path_factory.mktemp("aws")
    tool = pathlib.Path(sys.executable).parent / "aws"

    def run(operation, payload, *more, fails=False):
        if not isinstance(payload, str):
            payload = json.dumps(payload)
        done = subprocess.run(
            [tool, "appmesh", operation, "--cli-input-json", payload, *more]
            + ["--endpoint-url", server.url, "--region", REGION, "--output", "json"],
            env=clean_env(home)
            | {
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
                "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_MAX_ATTEMPTS": "1",
                "AWS_PAGER": "",
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
        if fails:
            assert done.returncode != 0, done.stdout
            return done.stderr
        assert done.returncode == 0, f"aws appmesh {operation}: {done.stderr}"
        return json.loads(done.stdout) if done.stdout.strip() else None

    return run
