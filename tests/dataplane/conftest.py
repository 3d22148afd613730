"""Finds the Envoy under test, and starts it for those who ask."""

import os
import pathlib

import pytest

from envoy_process import EnvoyProcess


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
