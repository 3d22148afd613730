"""A driver on moto is killed at any of its requests, and another process, which knows nothing of it, takes the
rollout to the end that it would have had: forward by `resume`, or back by `abort`.

Every request that changes something is cut twice, before it arrives and before its answer does; of those that only read,
some are.
"""

import itertools
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from between import Between
from rollout_work import Work, ended

# Starts are mostly waiting for each other and for moto.
SIDE_BY_SIDE = 6
# Reads are cut at every so-many-th.
READS = 9
REQUEST = "3s"
BEFORE = {"v1": 80, "v2": 0, "v3": 20}
AFTER = {"v1": 0, "v2": 80, "v3": 20}
DONE = {"v2": 80, "v3": 20}
PROMOTED, BACK, NONE, HELD = 0, 11, 1, 20


@pytest.fixture
def works(moto, tmp_path):
    """Makes a mesh of its own, with a home of its own, for each cut of a test."""
    api, numbers, making = moto.client("appmesh"), itertools.count(1), threading.Lock()
    of = tmp_path.name[:40].replace("_", "-")

    def make():
        with making:
            number = next(numbers)
        home = tmp_path / str(number)
        home.mkdir()
        work = Work(home, moto, f"{of}-{number}", api)
        # Whoever takes over waits as long as a write of the one before could still arrive.
        work.flags = ["--request-timeout", REQUEST]
        api.create_virtual_node(meshName=work.mesh, virtualNodeName="v3", spec={})
        targets = [{"virtualNode": node, "weight": weight} for node, weight in BEFORE.items()]
        work.edit(httpRoute={"match": {"prefix": "/main"}, "action": {"weightedTargets": targets}})
        return work

    return make


def canary(work, on_loss="hold", hold="50ms"):
    spec = work.spec([(5, hold), (40, "50ms"), (80, "50ms")], lease={"ttl": "10s", "onLoss": on_loss})
    return keeping_others(spec)


def blue_green(work):
    spec = work.spec([], lease={"ttl": "10s", "onLoss": "hold"})
    text = spec.read_text().replace('"stages": []', '"preview": {"header": {"x-preview": "v2"}}, "bake": "50ms"')
    text = text.replace('"canary"', '"blue-green"', 1).replace('"baseline"', '"blue"').replace('"canary"', '"green"')
    spec.write_text(text)
    return spec


def keeping_others(spec):
    spec.write_text(spec.read_text().replace('"canary": "v2"', '"canary": "v2", "others": "keep"'))
    return spec


def changes(request):
    return request[0] != "GET"


class Cut:
    """One place where a process is killed: the so-many-th request of a kind, before or after it arrived."""

    def __init__(self, is_kind, number, moment):
        self.is_kind, self.number, self.moment = is_kind, number, moment
        self.process, self.known, self.counting, self.numbers = None, threading.Event(), threading.Lock(), {}
        self.request = None

    def at(self, moment, number, method, path):
        if self.request:
            # Only others are there by now, such as a guardian.
            return True
        if moment == "before" and self.is_kind((method, path)):
            with self.counting:
                self.numbers[number] = len(self.numbers) + 1
        if moment != self.moment or self.numbers.get(number) != self.number:
            return True
        self.known.wait(30)
        self.request = f"{method} {path}"
        os.kill(self.process.pid, signal.SIGKILL)
        return False

    def kill(self, process):
        self.process = process
        self.known.set()

    def __str__(self):
        return f"killed {self.moment} change {self.number}, {self.request}"


def cuts_of(requests, is_kind, of_reads=True):
    """Where to kill: around everything that changes something, and around some of the rest."""
    kind = [request for request in requests if is_kind(request)]
    found = [(is_kind, number, moment) for number in range(1, len(kind) + 1) for moment in ("before", "after")]
    if of_reads:
        reads = sum(not changes(request) for request in requests)
        found += [(lambda request: not changes(request), number, "after") for number in range(2, reads, READS)]
    return found


def side_by_side(one, cuts):
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        failures = [str(failure) for failure in pool.map(lambda args: caught(one, *args), enumerate(cuts)) if failure]
    assert not failures, f"{len(failures)} of {len(cuts)}:\n" + "\n\n".join(failures)


def caught(one, index, cut):
    """A failure is told with all others."""
    try:
        one(index, Cut(*cut))
    except (AssertionError, pytest.fail.Exception) as error:
        return error
    return None


def killed(work, cut, start):
    """Runs a command whose process is killed where the cut says; answers what it said."""
    with Between(work.moto.url, cut.at) as between:
        process = start(between.url)
        cut.kill(process)
        out, err = process.communicate(timeout=120)
    assert cut.request, f"it ended before {cut.moment} change {cut.number}:\n{out}\n{err}"
    assert process.returncode == -signal.SIGKILL, err
    return err


def is_left_alone(work, cut):
    assert work.weights("admin") == {"v1": 100, "v2": 0}, f"{cut}: a route that is not the rollout's"
    route = work.route()["spec"]
    assert route["priority"] == 7 and route["httpRoute"]["match"] == {"prefix": "/main"}, f"{cut}: {route}"


def has_no_lock(work, cut):
    locks = [name for name in work.locks() if name.startswith("weir-lock.")]
    assert locks == [], f"{cut}: {locks}"


def elsewhere(work):
    """The home of somebody who has nothing of the rollout."""
    home = work.home / "elsewhere"
    home.mkdir(exist_ok=True)
    return home


def goes_on(work, cut, verb, *flags, strategy="canary"):
    """Another process takes it up; what it says is what is there."""
    home = elsewhere(work)
    done = work.run(strategy, verb, "v2", "--watch", *flags, home=home)
    told = f"{cut}, then {verb}: {done.returncode}, {work.weights()}\n{done.stdout}\n{done.stderr}"
    if done.returncode == NONE:
        # It was killed before it wrote down what it was about to do.
        assert "there is no rollout `v2`" in done.stderr, told
        assert work.weights() == BEFORE, told
        assert work.run(strategy, "reap", home=home).returncode == 0, told
        has_no_lock(work, cut)
        return NONE
    wanted = {"abort": (BACK, BEFORE)}.get(verb, (PROMOTED, AFTER))
    assert (done.returncode, work.weights()) == wanted, told
    is_left_alone(work, cut)
    has_no_lock(work, cut)
    owner = work.tags().get("weir:rollout")
    assert bool(owner) == (verb != "abort"), f"{told}\n{owner}"
    return done.returncode


def requests_of(work, start):
    """What an undisturbed run asks."""
    with Between(work.moto.url) as between:
        ended(start(between.url), PROMOTED)
        return list(between.seen)


def test_a_canary_that_is_killed_at_any_request_ends_as_any_other(works):
    whole = works()
    requests = requests_of(whole, lambda url: whole.start(canary(whole), url=url))
    assert whole.weights() == AFTER
    cuts, ends = cuts_of(requests, changes), []

    def one(index, cut):
        work = works()
        killed(work, cut, lambda url: work.start(canary(work), url=url))
        # Each change is followed by both, one for each moment.
        verb = "resume" if (cut.number + (cut.moment == "before")) % 2 else "abort"
        ends.append(goes_on(work, cut, verb))

    side_by_side(one, cuts)
    assert len(cuts) > 50, len(cuts)
    assert min(ends.count(PROMOTED), ends.count(BACK)) > 12, ends


def promoted(works):
    work = works()
    spec = work.spec([(80, "10ms")], lease={"ttl": "10s", "onLoss": "hold"})
    ended(work.start(keeping_others(spec)), PROMOTED)
    return work


def test_a_way_back_that_is_killed_at_any_request_is_gone_to_its_end(works):
    def abort(work, url):
        return work.spawn("canary", "abort", "v2", "--watch", home=elsewhere(work), url=url)

    whole = promoted(works)
    with Between(whole.moto.url) as between:
        ended(abort(whole, between.url), BACK)
    cuts = cuts_of(between.seen, changes, of_reads=False)

    def one(index, cut):
        work = promoted(works)
        killed(work, cut, lambda url: abort(work, url))
        assert goes_on(work, cut, "abort") == BACK, cut

    side_by_side(one, cuts)
    assert len(cuts) >= 10, len(cuts)


def test_a_promotion_that_is_killed_at_any_request_is_said_again_or_taken_back(works):
    word = ["--skip-gates", "--reason", "enough"]

    def left():
        work = works()
        spec = canary(work)
        spec.write_text(spec.read_text().replace('{"weight": 40,', '{"approve": "go", "deadline": "1h"}, {"weight": 40,'))
        driver = work.start(spec)
        assert any("held:" in line for line in driver.stderr), "it ended"
        work.until(lambda: work.status()[0] == HELD, "the hold is kept")
        driver.kill()
        driver.communicate()
        return work

    def promote(work, url):
        return work.spawn("canary", "promote", "v2", "--watch", *word, home=elsewhere(work), url=url)

    whole = left()
    with Between(whole.moto.url) as between:
        ended(promote(whole, between.url), PROMOTED)
    assert whole.weights() == AFTER
    cuts = cuts_of(between.seen, changes, of_reads=False)

    def one(index, cut):
        work = left()
        killed(work, cut, lambda url: promote(work, url))
        if (cut.number + (cut.moment == "before")) % 2:
            goes_on(work, cut, "abort")
        elif work.status()[0] == PROMOTED:
            # Only its lock was left.
            goes_on(work, cut, "resume")
        else:
            goes_on(work, cut, "promote", *word)

    side_by_side(one, cuts)
    assert len(cuts) >= 10, len(cuts)


def test_a_finish_that_is_killed_at_any_request_is_done_again(works):
    word = ["finish", "v2", "--force", "a test", "--watch"]

    whole = promoted(works)
    with Between(whole.moto.url) as between:
        ended(whole.spawn("canary", *word, home=elsewhere(whole), url=between.url), PROMOTED)
    assert whole.weights() == DONE
    cuts = cuts_of(between.seen, changes, of_reads=False)

    def one(index, cut):
        work = promoted(works)
        killed(work, cut, lambda url: work.spawn("canary", *word, home=elsewhere(work), url=url))
        done = work.run("canary", *word, home=elsewhere(work))
        told = f"{cut}, then finish: {done.returncode}, {work.weights()}\n{done.stdout}\n{done.stderr}"
        assert (done.returncode, work.weights()) == (PROMOTED, DONE), told
        is_left_alone(work, cut)
        has_no_lock(work, cut)
        assert not work.tags().get("weir:rollout"), told

    side_by_side(one, cuts)
    assert len(cuts) >= 10, len(cuts)


def test_a_switch_that_is_killed_leaves_no_preview_behind(works):
    def begin(work, url):
        return work.start(keeping_blue(work), "blue-green", url=url)

    def keeping_blue(work):
        # Two targets: without others all of the traffic is switched.
        targets = [{"virtualNode": "v1", "weight": 80}, {"virtualNode": "v2", "weight": 0}]
        work.edit(httpRoute={"match": {"prefix": "/main"}, "action": {"weightedTargets": targets}})
        return blue_green(work)

    def moves(request):
        return changes(request) and "/routes" in request[1]

    def routes(work):
        found = work.mesh_api.list_routes(meshName=work.mesh, virtualRouterName="r")["routes"]
        return sorted(route["routeName"] for route in found)

    whole = works()
    requests = requests_of(whole, lambda url: begin(whole, url))
    assert routes(whole) == ["admin", "main"] and whole.weights() == {"v1": 0, "v2": 80}
    cuts = cuts_of(requests, moves, of_reads=False)

    def one(index, cut):
        work = works()
        killed(work, cut, lambda url: begin(work, url))
        for verb, code, weights in (("resume", PROMOTED, {"v1": 0, "v2": 80}), ("abort", BACK, {"v1": 80, "v2": 0})):
            done = work.run("blue-green", verb, "v2", "--watch", home=elsewhere(work))
            told = f"{cut}, then {verb}: {done.returncode}\n{done.stdout}\n{done.stderr}"
            assert (done.returncode, work.weights(), routes(work)) == (code, weights, ["admin", "main"]), told
            has_no_lock(work, cut)

    side_by_side(one, cuts)
    assert len(cuts) >= 6, [request for request in requests if moves(request)]


def test_a_guardian_goes_back_wherever_its_driver_was_killed(works):
    whole = works()
    requests = requests_of(whole, lambda url: whole.start(canary(whole, "rollback"), url=url))
    # Before the first state was kept there was no guardian, and nothing to guard.
    first = next(index for index, request in enumerate(requests) if request[0] == "PUT" and "/routes/main" in request[1])
    least = sum(map(changes, requests[:first])) + 1
    cuts = [cut for cut in cuts_of(requests, changes, of_reads=False) if cut[1] >= least]
    # Every third of what is kept, and every write of weights.
    weights = [number for number, request in enumerate(filter(changes, requests), 1) if "/routes/main" in request[1]]
    cuts = [cut for cut in cuts if cut[1] in weights or cut[1] % 3 == 0]

    def one(index, cut):
        work = works()
        killed(work, cut, lambda url: work.start(canary(work, "rollback"), url=url))
        if requests_left_over(cut, requests):
            return
        work.until(lambda: work.weights() == BEFORE and not work.locks(), f"{cut}: {work.weights()}, {work.locks()}")
        is_left_alone(work, cut)
        assert work.run("canary", "status", "v2", home=elsewhere(work)).returncode == 12, cut

    def requests_left_over(cut, requests):
        # After the last change nothing is left to guard.
        return cut.number == sum(map(changes, requests)) and cut.moment == "after"

    side_by_side(one, cuts)
