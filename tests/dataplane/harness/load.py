"""Steady requests while something changes: every answer is checked, and nothing is tried twice."""

import asyncio
import time
from collections import Counter

from .grpc_calls import GrpcClient
from .http1 import Http1Client
from .proxy import EGRESS_PORT

CONNECTIONS = 8
# The rest of each connection between two requests, so that the load leaves something of the
# machine to what it is a load for.
PAUSE_S = 0.004
# Longer than any answer may take.
ANSWER_S = 25
WAIT_S = 20
METHOD = "/shop.Cart/Add"
# How many failures are told.
TOLD = 5


class Load:
    """Requests for one service, from some connections that stay open, until the block ends. Each
    request has to be answered well by a node that may answer."""

    def __init__(self, loop, node, host, allowed, protocol="http", **more):
        self._loop = loop
        self._address = node if isinstance(node, str) else node.address
        self._port = more.pop("port", EGRESS_PORT)
        self._connections = more.pop("connections", CONNECTIONS)
        self._pause_s = more.pop("pause_s", PAUSE_S)
        self._path = more.pop("path", "/")
        assert not more, more
        self._host = host
        self._work = {"http": self._http, "grpc": self._grpc}[protocol]
        self._is_over = False
        self.allowed = set(allowed)
        self.answered = 0
        self.failures = []
        # Answers by node.
        self.nodes = Counter()

    def __enter__(self):
        self._started = time.monotonic()
        self._tasks = [self._loop.spawn(self._work()) for _ in range(self._connections)]
        return self

    def __exit__(self, *_):
        self._is_over = True
        for task in self._tasks:
            task.result(ANSWER_S + WAIT_S)

    def assert_nothing_lost(self):
        """Holds that every request was answered."""
        told = "\n".join(self.failures[:TOLD])
        assert not self.failures, f"{len(self.failures)} of {self.sent} requests failed:\n{told}"

    @property
    def sent(self):
        return self.answered + len(self.failures)

    def wait_answers(self, count, what="answers"):
        """Returns after so many more answers or failures."""
        until = self.sent + count
        self._wait(lambda: self.sent >= until, f"{count} {what}")

    def wait_only(self, *nodes, count=10):
        """Returns when nobody but these nodes answered the last so many requests."""
        wanted = set(nodes)
        mark, seen = self.sent, self.nodes.copy()

        def is_so():
            nonlocal mark, seen
            if set(self.nodes - seen) - wanted:
                mark, seen = self.sent, self.nodes.copy()
            return self.sent >= mark + count

        self._wait(is_so, f"answers of {sorted(wanted)} alone")

    def shares(self, count):
        """Who answers the next so many requests."""
        before = self.nodes.copy()
        self.wait_answers(count)
        return dict(self.nodes - before)

    def _wait(self, condition, what):
        deadline = time.monotonic() + WAIT_S
        while not condition():
            told = "\n".join(self.failures[:TOLD])
            assert time.monotonic() < deadline, f"no {what} in {WAIT_S} s: {self.nodes}\n{told}"
            time.sleep(0.002)

    def _note(self, status, node, details):
        if status in (200, "OK") and node in self.allowed:
            self.answered += 1
            self.nodes[node] += 1
        else:
            self._fail(f"{status} from {node}: {details}")

    def _fail(self, what):
        self.failures.append(f"after {time.monotonic() - self._started:.3f} s: {what}")

    async def _http(self):
        client = None
        while not self._is_over:
            sent = time.monotonic()
            try:
                if client is None:
                    client = await Http1Client(self._address, self._port).__aenter__()
                request = client.send("GET", self._path, self._host)
                answer = await asyncio.wait_for(request, ANSWER_S)
            except (OSError, EOFError, TimeoutError) as error:
                self._fail(f"{error!r} {time.monotonic() - sent:.3f} s after it was sent")
                client = await _closed(client)
                await asyncio.sleep(0.1)
                continue
            self._note(answer.status, answer.node, answer.body[:300])
            if answer.headers.get("connection", "").lower() == "close":
                client = await _closed(client)
            await asyncio.sleep(self._pause_s)
        await _closed(client)

    async def _grpc(self):
        async with GrpcClient(self._address, self._port, self._host) as channel:
            while not self._is_over:
                answer = await channel.call(METHOD, timeout_s=ANSWER_S)
                self._note(answer.status, answer.headers.get("x-node"), answer.body[:300])
                await asyncio.sleep(self._pause_s)


async def _closed(client):
    if client is not None:
        await client.__aexit__()
