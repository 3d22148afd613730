"""Rollouts on moto, which knows nothing of them, adds tags instead of replacing them, cannot take them away, and
ignores tokens. The driver is the command line; the record is in tags, and the lock is a virtual node."""

import os
import shutil
import signal
import subprocess
import threading
import time

import pytest
from between import Between
from rollout_work import SIGNED, Work, ended
from weir_process import clean_env, weir_bin


@pytest.fixture
def work(tmp_path, moto, request):
    name = request.node.name.removeprefix("test_").replace("[", "-").replace("]", "")
    return Work(tmp_path, moto, name[:60])


def test_a_canary_goes_all_the_way_and_can_be_taken_back(work):
    spec = work.spec([(10, "1s"), (50, "1s"), (100, "1s")], routes=("main", "admin"))
    work.weir("canary", "start", "--spec", spec)
    assert (work.weight("main"), work.weight("admin")) == (100, 100)
    assert work.route()["spec"]["priority"] == 7
    assert work.locks() == []
    assert work.status()[0] == 0
    # `apply` and `weights` leave them alone.
    assert "belong to the rollout" in work.weir("weights", "rt/r/main", "v1=50", "v2=50", code=5).stderr
    work.weir("canary", "abort", "v2", "--watch", code=11)
    assert (work.weight("main"), work.weight("admin")) == (0, 0)
    assert work.locks() == []
    work.weir("weights", "rt/r/main", "v1=90", "v2=10")


def test_an_abort_from_elsewhere_reaches_the_driver(work):
    driver = work.start(work.spec([(10, "10m"), (100, "1s")]))
    work.until(lambda: work.weight() == 10, "the first stage")
    code, status = work.status()
    assert code == 23, status
    work.weir("canary", "abort", "v2", "--reason", "enough", "--watch", code=11)
    assert work.weight() == 0
    ended(driver, 11)
    assert work.locks() == []


def test_a_second_start_is_refused_with_the_name_of_the_first(work):
    driver = work.start(work.spec([(10, "10m"), (100, "1s")]))
    work.until(lambda: work.weight() == 10, "the first stage")
    refused = work.weir("canary", "start", "rt/r/main", "--to", "v2", code=5)
    assert f"process {driver.pid}" in refused.stderr, refused.stderr
    driver.send_signal(signal.SIGTERM)
    ended(driver, 12)
    assert work.weight() == 0
    assert work.locks() == []


@pytest.mark.parametrize("verb, code, weight", [("resume", 0, 100), ("abort", 11, 0)])
def test_a_killed_driver_is_followed_by_another(work, verb, code, weight):
    driver = work.start(work.spec([(10, "2s"), (100, "1s")], lease={"ttl": "10s", "onLoss": "hold"}))
    work.until(lambda: work.weight() == 10, "the first stage")
    driver.kill()
    driver.wait()
    assert work.weight() == 10, "the weights stay where they were"
    assert len(work.locks()) == 1
    work.weir("canary", verb, "v2", "--watch", code=code)
    assert work.weight() == weight
    assert work.locks() == []


def test_the_guardian_goes_back_for_a_driver_that_was_killed(work):
    driver = work.start(work.spec([(10, "10m"), (100, "1s")], lease={"ttl": "10s", "onLoss": "rollback"}))
    work.until(lambda: work.weight() == 10, "the first stage")
    driver.kill()
    driver.wait()
    work.until(lambda: work.weight() == 0, "the guardian")
    work.until(lambda: work.locks() == [], "the lock")
    assert work.status()[0] in (1, 12), "the rollout is over"


def test_reaping_goes_back_where_nobody_drives(work):
    spec = work.spec([(10, "10m"), (100, "1s")], lease={"ttl": "10s", "onLoss": "rollback"})
    driver = work.start(spec)
    work.until(lambda: work.weight() == 10, "the first stage")
    driven = work.weir("canary", "reap").stdout
    assert f"process {driver.pid}" in driven and "drives it" in driven
    # The machine is lost, with the guardian.
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(driver.pid)], capture_output=True, text=True)
    for child in map(int, children.stdout.split()):
        os.kill(child, signal.SIGKILL)
    driver.kill()
    driver.wait()
    assert work.weight() == 10
    assert "all traffic is on the baseline" in work.weir("canary", "reap").stdout
    assert work.weight() == 0
    assert work.locks() == []


def test_edits_by_others_are_found_out(work):
    driver = work.start(work.spec([(10, "4s"), (100, "1s")], interval="1s"))
    work.until(lambda: work.weight() == 10, "the first stage")
    work.edit(priority=9)
    ended(driver, 0)
    assert work.route()["spec"]["priority"] == 9, "fields of others are kept"
    work.weir("canary", "abort", "v2", "--watch", code=11)
    assert work.route()["spec"]["priority"] == 9, "in the rollback too"


def test_weights_of_others_hold_it(work):
    driver = work.start(work.spec([(10, "30s"), (100, "1s")], interval="1s"))
    work.until(lambda: work.weight() == 10, "the first stage")
    targets = [{"virtualNode": "v1", "weight": 70}, {"virtualNode": "v2", "weight": 30}]
    work.edit(httpRoute={"match": {"prefix": "/main"}, "action": {"weightedTargets": targets}})
    work.until(lambda: work.status()[0] == 22, "the hold")
    assert work.weight() == 30, "nobody overwrites them"
    work.weir("canary", "abort", "v2", "--watch", code=11)
    assert work.weight() == 0
    ended(driver, 11)


def lose_the_driver(work, driver):
    """The machine is lost, with the guardian."""
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(driver.pid)], capture_output=True, text=True)
    for child in map(int, children.stdout.split()):
        os.kill(child, signal.SIGKILL)
    driver.kill()
    driver.wait()


@pytest.mark.parametrize("lost, left", [("main", "admin"), ("admin", "main")])
@pytest.mark.parametrize("way", ["abort", "abort-alive", "reap"])
def test_a_route_of_several_is_deleted(work, tmp_path_factory, lost, left, way):
    spec = work.spec([(10, "10m"), (100, "1s")], routes=("main", "admin"), interval="1s",
                     lease={"ttl": "10s", "onLoss": "rollback"})
    driver = work.spawn("--request-timeout", "3s", "canary", "start", "--spec", spec)
    work.until(lambda: work.weight(left) == 10 and work.weight(lost) == 10, "the first stage")
    if way != "abort-alive":
        lose_the_driver(work, driver)
    work.mesh_api.delete_route(meshName=work.mesh, virtualRouterName="r", routeName=lost)
    # A machine that knows nothing of it.
    home = tmp_path_factory.mktemp("elsewhere")
    if way == "abort-alive":
        work.until(lambda: work.run("canary", "status", home=home).returncode == 22, "the hold")
    told = work.run("canary", "status", home=home)
    assert f"rt/r/{lost}" in told.stderr + told.stdout and "gone" in told.stderr + told.stdout, told
    assert told.returncode >= 20, told
    if way == "reap":
        assert "all other traffic is on the baseline" in work.weir("canary", "reap", home=home, code=22).stdout
    else:
        # Where the requests of a route that is gone go, nobody can say.
        work.weir("canary", "abort", home=home, code=22)
    if way == "abort-alive":
        ended(driver, 22)
    assert work.weight(left) == 0
    assert work.locks() == []
    told = work.run("canary", "status", home=home)
    assert told.returncode == 22 and "nothing to roll back there" in told.stdout, told


def test_a_late_write_of_a_killed_driver_is_taken_back(work):
    late, sent = threading.Event(), threading.Event()

    def at(moment, _, method, path):
        if moment == "before" and method == "PUT" and path.endswith("/routes/main") and work.weight() == 10:
            sent.set()
            late.wait(60)
        return True

    between = Between(work.moto.url, at)
    driver = work.spawn("--request-timeout", "6s", "canary", "start", "--spec", work.spec(
        [(10, "0s"), (50, "10m")], interval="1s", lease={"ttl": "2m", "onLoss": "hold"}), url=between.url)
    assert sent.wait(60), "the second stage is sent"
    driver.kill()
    driver.wait()
    abort = work.spawn("canary", "abort", "--reason", "late")
    work.until(lambda: work.weight() == 0, "the traffic does not wait")
    late.set()
    work.until(lambda: work.weight() == 50, "the late write")
    assert "may still arrive" in ended(abort, 11)
    assert work.weight() == 0
    assert work.status()[0] == 11
    assert work.locks() == []


def test_reap_says_what_it_waits_for_and_ends_with_a_signal(work):
    spec = work.spec([(10, "10m"), (100, "1s")], lease={"ttl": "60s", "onLoss": "rollback"})
    driver = work.start(spec)
    work.until(lambda: "holds 10 %" in work.run("canary", "status").stdout, "the hold of the first stage")
    driver.send_signal(signal.SIGSTOP)
    try:
        reap = work.spawn("canary", "reap")
        said = reap.stderr.readline()
        assert "looks whether" in said and f"process {driver.pid}) lives; that takes 1m, until" in said, said
        reap.send_signal(signal.SIGTERM)
        # Long before the lease is over.
        out, err = reap.communicate(timeout=30)
        assert reap.returncode == 23 and "interrupted before anything came of it; holds 10 %" in out, out + err
        assert work.weight() == 10
    finally:
        driver.send_signal(signal.SIGCONT)
    work.weir("canary", "abort", code=11)
    ended(driver, 11)


def test_reap_names_who_acted_meanwhile(work):
    spec = work.spec([(10, "10m"), (100, "1s")], lease={"ttl": "10s", "onLoss": "rollback"})
    driver = work.start(spec)
    # Its driver knows of its write, so nobody waits for one that may still arrive.
    work.until(lambda: "holds 10 %" in work.run("canary", "status").stdout, "the hold of the first stage")
    driver.send_signal(signal.SIGSTOP)
    reap = work.spawn("canary", "reap")
    assert "looks whether" in reap.stderr.readline()
    driver.kill()
    driver.wait()
    # Its guardian acts at once; the one that watches finds out and says how it ended.
    work.until(lambda: work.weight() == 0, "the guardian")
    out, err = reap.communicate(timeout=60)
    assert reap.returncode == 0, out + err
    # It may look while the guardian still has it.
    is_over = "came to its end meanwhile; rolled back, all traffic is on the baseline: the lease was lost" in out
    assert is_over or "drives it" in out and f"process {driver.pid})" not in out, out
    work.until(lambda: work.locks() == [], "the guardian gives the lock back")


def test_a_guardian_that_cannot_start_is_said(work, tmp_path):
    # The program is gone by the time its guardian is to be started.
    program = tmp_path / "weir"
    shutil.copy(weir_bin(), program)
    spec = work.spec([(10, "1s"), (100, "1s")], lease={"ttl": "10s", "onLoss": "rollback"},
                     hooks=[{"on": "preflight", "exec": ["rm", str(program)]}])
    done = subprocess.run([program, *work.args("canary", "start", "--spec", spec, "--events", "events")], cwd=tmp_path,
                          text=True, capture_output=True, env=clean_env(work.home) | SIGNED, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "warning: if this process dies, nothing goes back by itself" in done.stderr, done.stderr
    assert '"type":"lease.unguarded"' in (tmp_path / "events").read_text().replace(": ", ":")


@pytest.mark.parametrize("verb, code, weight", [("resume", 0, 100), ("abort", 11, 0)])
def test_a_driver_that_slept_while_another_ended_the_rollout_says_how_it_ended(work, verb, code, weight):
    lease = {"ttl": "10s", "onLoss": "hold"}
    driver = work.start(work.spec([(10, "8s"), (100, "1s")], lease=lease))
    work.until(lambda: work.weight() == 10, "the first stage")
    driver.send_signal(signal.SIGSTOP)
    try:
        work.weir("canary", verb, "v2", "--watch", code=code)
        assert work.weight() == weight
    finally:
        driver.send_signal(signal.SIGCONT)
    ended(driver, code)
    assert work.weight() == weight


def test_an_abort_of_what_the_guardian_takes_back_says_where_the_traffic_is(work):
    lease = {"ttl": "10s", "onLoss": "rollback"}
    driver = work.start(work.spec([(10, "10m"), (100, "1s")], lease=lease))
    work.until(lambda: work.weight() == 10, "the first stage")
    driver.kill()
    driver.wait()
    told = work.run("canary", "abort", "v2", "--watch")
    assert told.returncode in (11, 12), told.stderr
    assert work.weight() == 0


def test_a_signal_during_the_start_is_not_lost(work):
    locking, go = threading.Event(), threading.Event()

    def at(moment, _number, method, path):
        if moment == "before" and method == "PUT" and "virtualNodes" in path:
            locking.set()
            assert go.wait(20)
        return True

    between = Between(work.moto.url, at)
    try:
        process = work.spawn("canary", "start", "--spec", work.spec([(10, "10m"), (100, "1s")]), url=between.url)
        assert locking.wait(20)
        process.send_signal(signal.SIGTERM)
        said = process.stderr.readline
        assert any("it is being started; then the signal counts" in line for line in iter(said, ""))
        go.set()
        told = ended(process, 12)
        assert "goes back: the process was told to end" in told, told
        assert work.weight() == 0
        assert not work.locks()
    finally:
        go.set()
        between.close()
