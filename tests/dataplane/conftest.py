"""Finds the Envoy under test, and starts it, or a whole stage, for those who ask."""

import os
import pathlib

import pytest

from envoy_process import EnvoyProcess
from harness.stage import Stage


@pytest.fixture(scope="session")
def envoy():
    """The path of Envoy itself."""
    path = os.environ.get("WEIR_ENVOY")
    if not path:
        raise pytest.UsageError("WEIR_ENVOY is not set; run tests/run dataplane")
    return pathlib.Path(path)


@pytest.fixture
def start_envoy(envoy, tmp_path):
    """Starts Envoys on bootstraps that have their administration at `tmp_path / "admin"`."""
    started = []

    def start(bootstrap):
        started.append(EnvoyProcess(envoy, tmp_path, bootstrap))
        return started[-1]

    yield start
    for process in started:
        process.close()


@pytest.fixture(scope="session")
def stage(envoy, tmp_path_factory):
    """One control plane, and everything that tests start around it."""
    stage = Stage(tmp_path_factory.mktemp("stage"))
    yield stage
    stage.close()


@pytest.fixture(scope="module")
def mesh(stage, request):
    """A mesh of a module's own; whatever runs for it ends with the module."""
    name = request.module.__name__.removeprefix("test_").replace("_", "-")
    yield stage.mesh(name)
    stage.end(name)
