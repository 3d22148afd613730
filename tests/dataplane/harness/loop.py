"""The event loop on which applications serve and clients send, in a thread of its own."""

import asyncio
import threading

TIMEOUT_S = 60


class Loop:
    """Runs coroutines for tests, which are plain functions."""

    def __init__(self):
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        self._loop.run_forever()

    def run(self, coroutine, timeout_s=TIMEOUT_S):
        """The result of a coroutine; other coroutines go on meanwhile."""
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        try:
            return future.result(timeout_s)
        except TimeoutError:
            future.cancel()
            raise

    def spawn(self, coroutine):
        """Starts a coroutine, and answers its future."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def together(self, coroutines, timeout_s=TIMEOUT_S):
        """The results of coroutines that run at the same time."""

        async def gather():
            return await asyncio.gather(*coroutines)

        return self.run(gather(), timeout_s)

    def close(self):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(TIMEOUT_S)
