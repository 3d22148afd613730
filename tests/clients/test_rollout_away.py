"""A driver whose control plane goes away for good, in the midst of a canary on moto: it says so, and where the traffic is
not known it says that, with 31."""

import signal
import subprocess
import threading
import time

import pytest
from between import Between
from rollout_work import WAIT_S, Work, ended

LOST = 31
SAID = "the control plane does not answer; trying again"


@pytest.fixture
def work(tmp_path, moto, request):
    name = request.node.name.removeprefix("test_").replace("[", "-").replace("]", "")
    return Work(tmp_path, moto, name[:60])


class Away:
    """A way to moto that can be closed: from then on no request is answered."""

    def __init__(self, work):
        self.closed = threading.Event()
        self.between = Between(work.moto.url, lambda *_: not self.closed.is_set())
        self.url = self.between.url

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.between.close()


def driver(work, url, *flags, **spec):
    process = work.spawn("canary", "start", "--spec", work.spec([(10, "10m"), (100, "1s")], **spec), *flags, url=url)
    lines = []
    threading.Thread(target=lambda: lines.extend(iter(process.stderr.readline, "")), daemon=True).start()
    # It knows that the weight is there, and not only moto does.
    until_said(lines, "10 % is written", WAIT_S)
    assert work.weight() == 10
    return process, lines


def until_said(lines, what, within):
    ends = time.monotonic() + within
    while not any(what in line for line in lines):
        assert time.monotonic() < ends, f"never said: {what}\n{''.join(lines)}"
        time.sleep(0.05)


def lost(process, lines, within):
    assert process.wait(within) == LOST, "".join(lines)
    time.sleep(0.2)
    told = "".join(lines)
    for hint in ("where the traffic is, is not known", "v2 had 10 % when that was last known",
                 "nobody drives it now", "goes back to the baseline"):
        assert hint in told, told
    return told


def test_a_second_signal_ends_it_with_what_is_known(work):
    with Away(work) as away:
        process, lines = driver(work, away.url, lease={"ttl": "2m", "onLoss": "hold"})
        away.closed.set()
        until_said(lines, SAID, 10)
        process.send_signal(signal.SIGTERM)
        until_said(lines, "going back to the baseline when the control plane answers again", 5)
        process.send_signal(signal.SIGTERM)
        lost(process, lines, 10)
        assert work.weight() == 10


def test_two_signals_right_after_the_loss_end_it_so_too(work):
    with Away(work) as away:
        process, lines = driver(work, away.url, lease={"ttl": "2m", "onLoss": "hold"})
        away.closed.set()
        process.send_signal(signal.SIGTERM)
        until_said(lines, "once more to leave at once", 5)
        process.send_signal(signal.SIGTERM)
        lost(process, lines, 15)


@pytest.mark.parametrize("flags", [[], ["--force-unlocked"]], ids=["locked", "unlocked"])
def test_a_way_back_that_reaches_nobody_ends_at_its_deadline(work, flags):
    with Away(work) as away:
        process, lines = driver(work, away.url, *flags, rollbackDeadline="3s", lease={"ttl": "2m", "onLoss": "hold"})
        away.closed.set()
        process.send_signal(signal.SIGTERM)
        told = lost(process, lines, 20)
        assert "a way back was begun" in told, told


def test_a_control_plane_that_comes_back_gets_the_way_back(work):
    with Away(work) as away:
        process, lines = driver(work, away.url, lease={"ttl": "2m", "onLoss": "hold"})
        away.closed.set()
        until_said(lines, SAID, 10)
        process.send_signal(signal.SIGTERM)
        until_said(lines, "once more to leave at once", 5)
        away.closed.clear()
        assert process.wait(WAIT_S) == 12, "".join(lines)
        assert work.weight() == 0
        assert work.locks() == []


def test_one_request_that_is_lost_is_not_told(work):
    dropped = threading.Event()

    def at(moment, _, method, path):
        if moment == "before" and method == "GET" and work_began.is_set() and not dropped.is_set():
            dropped.set()
            return False
        return True

    work_began = threading.Event()
    with Between(work.moto.url, at) as between:
        process = work.start(work.spec([(10, "1s"), (100, "4s")]), url=between.url)
        work.until(lambda: work.weight() == 100, "the last stage")
        work_began.set()
        told = ended(process, 0)
    assert dropped.is_set() and "does not answer" not in told, told


def test_a_watcher_of_a_rollout_that_moved_traffic_cannot_say_where_it_is(work):
    process = work.start(work.spec([(10, "10m")]))
    work.until(lambda: work.weight() == 10, "the first stage")
    with Away(work) as away:
        watcher = work.spawn("canary", "watch", "--timeout", "6s", url=away.url)
        work.until(lambda: len(away.between.seen) > 20, "the watch")
        away.closed.set()
        told = ended(watcher, LOST)
        assert "v2 had 10 % when that was last known" in told and "nobody drives" not in told, told
        assert "goes on" not in told, told
    process.send_signal(signal.SIGTERM)
    try:
        ended(process, 12)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
