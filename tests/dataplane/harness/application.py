"""What an application behind or without a proxy does with requests: answer, fail, wait, hang up."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field

HEALTH_PATH = "/ping"


@dataclass(frozen=True)
class Step:
    """What becomes of one request."""

    status: int = 200
    delay_s: float = 0
    # Hang up (HTTP/1.1, TCP) or refuse the stream (HTTP/2) instead of an answer.
    reset: bool = False
    # The code of a gRPC answer, by name.
    grpc: str = "OK"


@dataclass(frozen=True)
class Seen:
    """A request as the application got it."""

    method: str
    path: str
    host: str
    headers: tuple = field(default=())
    body: bytes = b""


class Application:
    """Serves one port in a node's name, and remembers what it was asked."""

    def __init__(self, name, address, port):
        self.name = name
        self.address = address
        self.port = port
        self.seen = []
        # What health checks are told, who ask for `HEALTH_PATH` or by gRPC's own service.
        self.is_well = True
        self.active = 0
        self.most_active = 0
        self._steps = deque()
        self._usual = Step()

    def will(self, *steps, then=Step()):
        """The next requests get these steps, all later ones `then`. Forgets what was seen."""
        self._steps = deque(steps)
        self._usual = then
        self.seen.clear()
        self.most_active = self.active

    async def start(self):
        raise NotImplementedError

    async def stop(self):
        raise NotImplementedError

    async def _take(self, seen):
        """Notes a request and waits as long as its step says."""
        if seen.path == HEALTH_PATH:
            return Step(status=200 if self.is_well else 503)
        self.seen.append(seen)
        step = self._steps.popleft() if self._steps else self._usual
        self.active += 1
        self.most_active = max(self.most_active, self.active)
        try:
            if step.delay_s:
                await asyncio.sleep(step.delay_s)
        finally:
            self.active -= 1
        return step

    def _answer(self, seen):
        """The body of an answer: who answers, and what was asked."""
        told = {"node": self.name, "method": seen.method, "path": seen.path, "host": seen.host}
        return json.dumps(told | {"headers": seen.headers}).encode()
