"""Canaries and switches move real traffic: step by step, without a lost request, and back."""

import json
import re
import subprocess
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from harness.application import Step
from harness.control_plane import ControlPlane
from harness.load import Load
from harness.mesh import listener
from harness.stage import Stage
from harness.statistics import assert_shares
from harness.under_load import AROUND, PORT, Changes, callers, route, split, under_load
from weir_process import clean_env, run_weir, weir_bin

SHARED = 2000
WAIT_S = 90
ROUTE = "rt/shop/main"
# Quick, but with all that a rollout does.
QUICK = ["--settle", "1s", "--interval", "1s", "--verify-within", "30s"]
LIMIT, ENOUGH = 0.02, 100
ERRORS = ["--gate", f"errors={LIMIT:.0%}", "--min-requests", ENOUGH]

PROMOTED, BY_GATE, BY_OPERATOR, WAITING, DRIFTED = 0, 10, 11, 20, 22


@pytest.fixture
def stage(envoy, tmp_path):
    """A control plane of the test's own, since some are killed."""
    stage = Stage(tmp_path, ControlPlane(tmp_path))
    yield stage
    stage.close()


@pytest.fixture
def mesh(stage):
    mesh = stage.mesh("rollouts")
    for node in "ab":
        mesh.node(node, listener("http", PORT), proxied=node == "a")
    split(mesh, a=100, b=0)
    return mesh


def command(mesh, *args):
    return [weir_bin(), "--endpoint", mesh.plane.url, "-m", mesh.name, *map(str, args)]


def weir(mesh, *args):
    """Runs a command to its end."""
    found = command(mesh, *args)[1:]
    return run_weir(mesh.plane.home, *found, timeout=WAIT_S)


@contextmanager
def running(mesh, *args):
    """A rollout that a command watches."""
    process = subprocess.Popen(
        command(mesh, *args),
        env=clean_env(mesh.plane.home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def ended(process):
    out, _ = process.communicate(timeout=WAIT_S)
    return process.returncode, out


def weights(mesh):
    path = f"/v20190125/meshes/{mesh.name}/virtualRouter/shop/routes/main"
    found = mesh.plane.call("GET", path)["spec"]["httpRoute"]["action"]["weightedTargets"]
    return {target["virtualNode"]: target["weight"] for target in found}


def status(mesh):
    done = weir(mesh, "-o", "json", "canary", "status", ROUTE)
    return json.loads(done.stdout)


def wait_until(condition, what):
    deadline = time.monotonic() + WAIT_S
    while not condition():
        assert time.monotonic() < deadline, f"no {what} within {WAIT_S} s"
        time.sleep(0.05)


def wait_weights(mesh, **wanted):
    wait_until(lambda: weights(mesh) == wanted, f"weights {wanted}, but {weights(mesh)}")


def start(*flags, stages="5,25,50,100", hold="8s"):
    to = ["canary", "start", ROUTE, "--from", "a", "--to", "b"]
    return [*to, "--stages", stages, "--hold", hold, *QUICK, *flags]


def approve(mesh, number):
    """Lets a rollout go on that waits for it, or will."""
    wait_until(lambda: status(mesh)["exitCode"] == WAITING, "wait for an approval")
    done = weir(mesh, "canary", "approve", ROUTE, "--gate", number)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_canary_is_promoted(mesh):
    web = callers(mesh, "shop.test")
    # Each stage goes on when its split was measured, however long that takes.
    stages = start(*ERRORS, stages="5,approve=1,25,approve=2,50,approve=3,100", hold="3s")
    with under_load(mesh, web, "ab") as loads:
        with running(mesh, *stages, "--max-hold", "60s") as process:
            for number, b in enumerate((5, 25, 50, 100), start=1):
                wait_weights(mesh, a=100 - b, b=b)
                mesh.wait()
                for counts in loads.shares(SHARED):
                    assert_shares(counts, {"a": 100 - b, "b": b})
                if b < 100:
                    approve(mesh, number)
            code, out = ended(process)
        assert code == PROMOTED, out
        loads.wait_only("b")


def test_a_bad_canary_goes_back_at_the_first_interval_that_shows_it(mesh, tmp_path):
    web = callers(mesh, "shop.test")
    events = tmp_path / "events.jsonl"
    with Load(mesh.stage.loop, web[0], "shop.test", "ab") as load:
        load.wait_answers(20)
        with running(mesh, *start(*ERRORS, "--events", events, hold="60s")) as process:
            wait_weights(mesh, a=95, b=5)
            wait_until(lambda: events.exists() and '"pass"' in events.read_text(), "pass")
            mesh.nodes["b"].app(PORT).will(then=Step(status=503))
            failing = datetime.now(UTC)
            code, out = ended(process)
        assert code == BY_GATE, out
        assert "errors" in out, out
        assert weights(mesh) == {"a": 100, "b": 0}
        load.wait_only("a")
    told = [json.loads(line) for line in events.read_text().splitlines()]
    samples = [place for place, event in enumerate(told) if event["type"] == "gate.sampled"]
    *before, last = samples
    assert before and not any(is_beyond(told[place]) for place in before), told
    assert is_beyond(told[last]), told[last]
    # Nothing comes between the evidence and the way back: no further look, no hook, no wait.
    then = [event["type"] for event in told[last + 1:]]
    assert then == ["rollout.rolling_back", "rollout.rolled_back"], then
    took = when(told[-1]) - when(told[last])
    print(f"evidence {when(told[last]) - failing} after the first failure, baseline {took} after that: {told[last]}")


def is_beyond(sampled):
    """Whether the counts themselves are beyond the limit, whatever the gate made of them."""
    (reading,) = sampled["readings"]
    counts = re.match(r"(\d+) of (\d+) requests failed", reading["evidence"])
    if not counts:
        assert reading["verdict"] == "no-data", reading
        return False
    failed, requests = map(int, counts.groups())
    return failed > LIMIT * max(requests, ENOUGH)


def when(event):
    return datetime.fromisoformat(event["ts"])


def test_a_switch_and_back(mesh):
    web = callers(mesh, "shop.test")
    flags = ["--from", "a", "--to", "b", "--bake", "3s", *QUICK, *ERRORS]
    with under_load(mesh, web, "ab") as loads:
        done = weir(mesh, "blue-green", "start", ROUTE, *flags)
        assert done.returncode == PROMOTED, done.stdout + done.stderr
        assert weights(mesh) == {"a": 0, "b": 100}
        loads.wait_only("b")
        done = weir(mesh, "blue-green", "switch-back", ROUTE, "--reason", "practice")
        assert done.returncode == BY_OPERATOR, done.stdout + done.stderr
        assert weights(mesh) == {"a": 100, "b": 0}
        loads.wait_only("a")


def test_the_control_plane_is_killed(stage, mesh):
    web = callers(mesh, "shop.test")
    with under_load(mesh, web, "ab") as loads:
        done = weir(mesh, *start("--detach", hold="5s"))
        assert done.returncode == 23, done.stdout + done.stderr
        for b in (5, 25, 50):
            wait_weights(mesh, a=100 - b, b=b)
            stage.plane.kill9()
            stage.plane.start()
        wait_weights(mesh, a=0, b=100)
        loads.wait_only("b")
        done = weir(mesh, "canary", "watch", ROUTE)
        assert done.returncode == PROMOTED, done.stdout + done.stderr


def test_others_edit_the_route(mesh):
    web = callers(mesh, "shop.test")
    with under_load(mesh, web, "ab") as loads:
        with running(mesh, *start(stages="10,50", hold="60s")) as process:
            wait_weights(mesh, a=90, b=10)
            # Another field is kept, also by the way back.
            spec = route(a=90, b=10) | {"priority": 7}
            Changes(mesh).update(ROUTE, spec).one_by_one()
            loads.wait_answers(AROUND)
            # Other weights hold the rollout.
            Changes(mesh).update(ROUTE, route(a=30, b=70) | {"priority": 7}).one_by_one()
            wait_until(lambda: status(mesh)["exitCode"] == DRIFTED, "drift")
            assert weights(mesh) == {"a": 30, "b": 70}, "what somebody else set is left alone"
            loads.wait_answers(AROUND)
            done = weir(mesh, "canary", "abort", ROUTE, "--reason", "enough")
            assert done.returncode == BY_OPERATOR, done.stdout + done.stderr
            code, out = ended(process)
            assert code == BY_OPERATOR, out
    path = f"/v20190125/meshes/{mesh.name}/virtualRouter/shop/routes/main"
    spec = mesh.plane.call("GET", path)["spec"]
    assert spec["priority"] == 7
    assert weights(mesh) == {"a": 100, "b": 0}
