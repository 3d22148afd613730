"""Others at work on moto at the same time as a driver: a driver that sleeps and wakes up late, several that start at once,
somebody who edits a route between a driver's look and its write, and nodes that go away."""

import json
import os
import signal
import time

import pytest
from between import Between
from rollout_work import WAIT_S, Work, ended

AT_ONCE = 5


@pytest.fixture
def work(tmp_path, moto, request):
    name = request.node.name.removeprefix("test_").replace("[", "-").replace("]", "")
    work = Work(tmp_path, moto, name[:60])
    # Whoever takes over waits as long as a write of the one before could still arrive.
    work.flags = ["--request-timeout", "3s"]
    return work


def elsewhere(work):
    """The home of somebody who has nothing of the rollout."""
    home = work.home / "elsewhere"
    home.mkdir(exist_ok=True)
    return home


def resting(work, **more):
    return work.spec([(10, "10m"), (100, "1s")], lease={"ttl": "10s", "onLoss": "hold"}, **more)


@pytest.mark.parametrize("verb", ["resume", "pause"])
def test_a_wait_for_a_driver_that_sleeps_ends_with_a_signal(work, verb):
    spec = work.spec([(10, "10m"), (100, "1s")], lease={"ttl": "2m", "onLoss": "hold"})
    driver = work.start(spec)
    work.until(lambda: work.weight() == 10, "the first stage")
    os.kill(driver.pid, signal.SIGSTOP)
    try:
        told = work.spawn("canary", verb, "v2", home=elsewhere(work))
        said = []
        for line in told.stderr:
            said.append(line)
            if "waiting for a word" in line:
                break
        began = time.monotonic()
        told.send_signal(signal.SIGTERM)
        said.append(ended(told, 23))
        assert time.monotonic() - began < 15, "it waits for the lease"
        assert f"process {driver.pid}" in said[-1] and "interrupted before" in said[-1], said
        assert (work.weight(), len(work.locks())) == (10, 1), "the driver has it still"
    finally:
        os.kill(driver.pid, signal.SIGCONT)
        driver.kill()
        driver.wait()


def test_a_resume_of_what_is_driven_says_by_whom(work):
    driver = work.start(resting(work))
    work.until(lambda: work.weight() == 10, "the first stage")
    told = work.weir("canary", "resume", "v2", home=elsewhere(work), code=23)
    assert f"process {driver.pid}" in told.stderr and "drives it already" in told.stderr, told.stderr
    driver.send_signal(signal.SIGTERM)
    ended(driver, 12)


def test_what_a_driver_declines_is_told_to_whoever_wanted_it(work):
    driver = work.start(resting(work))
    work.until(lambda: work.weight() == 10, "the first stage")
    work.weir("canary", "pause", "v2", home=elsewhere(work))
    declined = work.weir("canary", "pause", "v2", home=elsewhere(work), code=5)
    assert "it is paused already" in declined.stderr, declined.stderr
    driver.send_signal(signal.SIGTERM)
    ended(driver, 12)


@pytest.mark.parametrize("verb, code, weight", [("abort", 11, 0), ("resume", 0, 100)])
def test_a_driver_that_wakes_up_late_writes_nothing(work, verb, code, weight):
    spec = work.spec([(10, "3s"), (100, "1s")], lease={"ttl": "10s", "onLoss": "hold"})
    with Between(work.moto.url) as between:
        driver = work.start(spec, url=between.url)
        work.until(lambda: work.weight() == 10, "the first stage")
        # Not while it waits for an answer: what it sent cannot be called back.
        os.kill(driver.pid, signal.SIGSTOP)
        try:
            done = work.run("canary", verb, "v2", "--watch", home=elsewhere(work))
            assert (done.returncode, work.weight()) == (code, weight), done.stdout + done.stderr
            before, status, asked = work.route(), work.status(), len(between.seen)
            assert work.locks() == []
        finally:
            os.kill(driver.pid, signal.SIGCONT)
        out, err = driver.communicate(timeout=WAIT_S)
    told = f"{driver.returncode}\n{out}\n{err}"
    assert "taken over" in err, told
    # It looks before it says where the traffic is.
    assert driver.returncode == code, told
    assert work.route() == before, "the late one wrote"
    # What it keeps belongs to its own epoch, and does not count.
    assert work.status() == status, "the late one wrote the record"
    assert work.locks() == []
    late = [path for method, path in between.seen[asked:] if method != "GET"]
    assert not [path for path in late if "/tag" not in path], late


def test_of_several_starts_at_once_one_runs(work):
    spec = resting(work)
    drivers = [work.start(spec) for _ in range(AT_ONCE)]
    try:
        work.until(lambda: sum(driver.poll() is None for driver in drivers) == 1, "one that runs")
        (winner,) = [driver for driver in drivers if driver.poll() is None]
        work.until(lambda: work.weight() == 10, "the first stage")
        for loser in drivers:
            if loser is not winner:
                err = ended(loser, 5)
                assert f"process {winner.pid}" in err or "rollout" in err, err
        assert len(work.locks()) == 1
        refused = work.weir("canary", "start", "--spec", spec, code=5, home=elsewhere(work))
        assert f"process {winner.pid}" in refused.stderr, refused.stderr
        winner.send_signal(signal.SIGTERM)
        ended(winner, 12)
        assert work.weight() == 0 and work.locks() == []
    finally:
        for driver in drivers:
            if driver.poll() is None:
                driver.kill()
                driver.wait()


@pytest.mark.parametrize("what", ["weights", "priority"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_write_of_somebody_else_at_the_same_time_is_found_out(work, moment, what):
    edits = []

    def at(now, number, method, path):
        if now == moment and method == "PUT" and path.endswith("/routes/main") and not edits:
            edits.append(number)
            if what == "priority":
                work.edit(priority=9)
            else:
                targets = [{"virtualNode": "v1", "weight": 60}, {"virtualNode": "v2", "weight": 40}]
                work.edit(httpRoute={"match": {"prefix": "/main"}, "action": {"weightedTargets": targets}})
        return True

    with Between(work.moto.url, at) as between:
        driver = work.start(resting(work, interval="1s"), url=between.url)
        work.until(lambda: edits and work.status()[1].get("rollout"), "the edit")
        if (moment, what) == ("after", "priority"):
            # Theirs came after, so nothing of it is lost.
            work.until(lambda: work.status()[1]["rollout"]["state"] == "observing", "the stage")
            assert work.weight() == 10
        else:
            work.until(lambda: work.status()[0] == 22, "the hold")
            assert work.weight() == (40 if moment == "after" else 10)
        assert work.route()["spec"]["priority"] == (9 if (moment, what) == ("after", "priority") else 7)
        work.weir("canary", "abort", "v2", "--watch", code=11, home=elsewhere(work))
        err = ended(driver, 11)
    if moment == "before":
        assert "somebody else wrote" in err and "overwritten" in err, err
    assert work.weight() == 0 and work.locks() == []


def test_a_switch_keeps_what_others_edit_and_holds_at_their_weights(work):
    spec = json.loads(resting(work, interval="1s").read_text())
    spec |= {"strategy": "blue-green", "bake": "10m", "interval": "1s"}
    del spec["stages"]
    for target in spec["targets"]:
        target |= {"blue": target.pop("baseline"), "green": target.pop("canary")}
    (work.home / "spec.json").write_text(json.dumps(spec))
    driver = work.start(work.home / "spec.json", "blue-green")
    work.until(lambda: work.weight() == 100, "the switch")
    work.edit(priority=9)
    time.sleep(2)
    targets = [{"virtualNode": "v1", "weight": 30}, {"virtualNode": "v2", "weight": 70}]
    work.edit(httpRoute={"match": {"prefix": "/main"}, "action": {"weightedTargets": targets}})
    work.until(lambda: work.run("blue-green", "status").returncode == 22, "the hold")
    assert work.weight() == 70, "nobody overwrites them"
    work.weir("blue-green", "abort", "v2", "--watch", code=11, home=elsewhere(work))
    ended(driver, 11)
    assert (work.weight(), work.route()["spec"]["priority"]) == (0, 9)


@pytest.mark.parametrize("node, code", [("v2", 11), ("v1", 22)])
def test_a_node_that_is_deleted_is_told_and_the_way_back_is_open(work, node, code):
    spec = work.spec([(10, "3s"), (100, "1s")], interval="1s", lease={"ttl": "10s", "onLoss": "hold"})
    driver = work.start(spec)
    work.until(lambda: work.weight() == 10, "the first stage")
    # App Mesh refuses that while a route refers to it; this one does not.
    work.mesh_api.delete_virtual_node(meshName=work.mesh, virtualNodeName=node)
    work.until(lambda: work.status()[1]["rollout"]["state"] == "held", "the hold")
    held, status = work.status()
    assert (held, work.weight()) == (22, 10), status
    assert f"the node {node} is gone" in status["rollout"]["text"], status
    refused = work.weir("canary", "resume", "v2", code=5, home=elsewhere(work))
    assert f"the node {node} is gone" in refused.stderr, refused.stderr
    work.weir("canary", "abort", "v2", "--watch", code=code, home=elsewhere(work))
    err = ended(driver, code)
    assert ("the node v1 is gone" in err.split("goes back")[1]) == (node == "v1"), err
    assert work.status()[0] == code
    assert work.weight() == 0 and work.locks() == []


def test_a_route_that_is_deleted_is_told_and_nothing_stays_locked(work):
    driver = work.start(resting(work, interval="1s"))
    work.until(lambda: work.weight() == 10, "the first stage")
    work.mesh_api.delete_route(meshName=work.mesh, virtualRouterName="r", routeName="main")
    work.until(lambda: work.status()[0] == 22, "the hold")
    held = work.weir("canary", "status", "v2", code=22)
    assert "rt/r/main is gone" in held.stdout, held.stdout
    # The record went with the route; the lock still tells whose it was.
    told = work.run("canary", "status", "v2", home=elsewhere(work)).stderr
    assert "rt/r/main" in told and "is gone" in told and f"process {driver.pid}" in told, told
    back = work.run("canary", "abort", "v2", "--watch")
    assert 10 <= back.returncode < 30 and "is gone" in back.stdout + back.stderr, back.stdout + back.stderr
    driver.communicate(timeout=WAIT_S)
    routes = work.mesh_api.list_routes(meshName=work.mesh, virtualRouterName="r")["routes"]
    assert [route["routeName"] for route in routes] == ["admin"], "nobody makes it anew"
    assert work.weights("admin") == {"v1": 100, "v2": 0}
    assert work.locks() == []
    work.weir("canary", "start", "rt/r/admin", "--to", "v2", "--stages", "100", "--hold", "10ms", "--settle", "0s")


def test_a_route_that_is_made_anew_behind_a_driver_is_left_alone(work):
    # moto gives all routes one uid, and one time of creation.
    spec = work.spec([(10, "3s"), (100, "1s")], ("main", "admin"), interval="1s", lease={"ttl": "10s", "onLoss": "hold"})
    driver = work.start(spec)
    work.until(lambda: work.weight() == 10 and work.weight("admin") == 10, "the first stage")
    anew = work.route("admin")["spec"]
    of = {"meshName": work.mesh, "virtualRouterName": "r", "routeName": "admin"}
    work.mesh_api.delete_route(**of)
    work.mesh_api.create_route(**of, spec=anew)
    work.until(lambda: work.status()[1]["rollout"]["state"] == "held", "the hold")
    held = work.weir("canary", "status", "v2", code=22)
    assert "rt/r/admin was made anew" in held.stdout, held.stdout
    refused = work.weir("canary", "resume", "v2", code=5, home=elsewhere(work))
    assert "made anew" in refused.stderr, refused.stderr
    done = work.run("canary", "abort", "v2", "--watch", home=elsewhere(work))
    err = ended(driver, done.returncode)
    assert (work.weight(), work.weight("admin")) == (0, 10), done.stdout + done.stderr + err
    assert 10 <= done.returncode < 30 and "rt/r/admin was made anew" in err, f"{done.returncode}: {err}"
    # What was kept until the driver looked is there; that it belongs to the rollout nobody says.
    assert "weir:rollout" not in work.tags("admin"), work.tags("admin")
    assert work.locks() == []


@pytest.mark.parametrize("edit, code", [("weights", 11), ("route", 22)])
def test_an_abort_before_the_first_write_looks_what_others_did(work, edit, code):
    path = work.spec([(100, "1s")], routes=("main", "admin"))
    spec = json.loads(path.read_text())
    spec["stages"].insert(0, {"approve": "go"})
    path.write_text(json.dumps(spec))
    driver = work.start(path)
    work.until(lambda: work.status()[1].get("rollout", {}).get("state") == "held", "the approval")
    if edit == "weights":
        halves = [{"virtualNode": node, "weight": 1} for node in ("v1", "v2")]
        work.edit(httpRoute={"match": {"prefix": "/main"}, "action": {"weightedTargets": halves}})
    else:
        work.mesh_api.delete_route(meshName=work.mesh, virtualRouterName="r", routeName="main")
    work.weir("canary", "abort", "v2", "--watch", code=code, home=elsewhere(work))
    ended(driver, code)
    assert work.weight("main" if edit == "weights" else "admin") == 0
    assert work.status()[0] == code
    assert work.locks() == []


def test_a_rollout_whose_driver_was_killed_is_not_said_to_go_on(work):
    driver = work.start(work.spec([(10, "10m"), (100, "1s")], lease={"ttl": "1m", "onLoss": "hold"}))
    work.until(lambda: "holds 10 %" in work.run("canary", "status").stdout, "the hold of the first stage")
    driver.kill()
    driver.wait()
    told = work.weir("canary", "status", code=20)
    assert "nobody drives it now" in told.stderr and "resume" in told.stderr, told.stderr
    work.weir("canary", "abort", code=11)
