"""Runs the `weir` under test: one command, or a server."""

import os
import queue
import signal
import subprocess
import threading
import time
import urllib.parse

import pytest

START_S = 20
STOP_S = 20


def weir_bin():
    path = os.environ.get("WEIR_BIN")
    if not path:
        raise pytest.UsageError("WEIR_BIN is not set; run tests/run")
    return path


def clean_env(home):
    """The smallest environment a child process needs."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8"}


def run_weir(home, *args, cwd=None, timeout=60, env=()):
    return subprocess.run(
        [weir_bin(), *map(str, args)],
        env=clean_env(home) | dict(env),
        cwd=cwd or home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
    )


class WeirServer:
    """`weir serve` on a data directory, on a port of its own choosing."""

    def __init__(self, home, data_dir=None, flags=()):
        self.home = home
        self.data_dir = data_dir or home / "data"
        self.flags = list(flags)
        self.process = None
        self.url = None
        self.start()

    def start(self):
        self._spawn()
        self._read_address()

    def start_and_kill(self, after_s):
        """Kills it while it starts."""
        self._spawn()
        time.sleep(after_s)
        self.kill9()
        self.process.stdout.close()

    def _spawn(self):
        log = open(self.home / "serve.log", "ab")
        self.process = subprocess.Popen(
            [weir_bin(), "serve", "--listen", "127.0.0.1:0", "--data-dir", str(self.data_dir)]
            + self.flags,
            env=clean_env(self.home),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        log.close()

    def _read_address(self):
        lines = queue.Queue()
        threading.Thread(target=_drain, args=(self.process.stdout, lines), daemon=True).start()
        deadline = time.monotonic() + START_S
        while True:
            try:
                line = lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                self._give_up("printed no address in time")
            if line is None:
                self._give_up(f"ended with exit code {self.process.wait(STOP_S)}")
            if line.startswith("listening on http://127.0.0.1:"):
                self.url = line.removeprefix("listening on ").strip()
                return

    def _give_up(self, why):
        self.process.kill()
        self.process.wait(STOP_S)
        pytest.fail(f"weir serve {why}:\n{self.log()}")

    def log(self):
        return (self.home / "serve.log").read_text(errors="replace")[-4000:]

    def stop(self):
        """SIGTERM; returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(STOP_S)
            pytest.fail(f"weir serve ignored SIGTERM for {STOP_S} s:\n{self.log()}")

    def kill9(self):
        self.process.kill()
        return self.process.wait(STOP_S)

    def restart(self):
        code = self.stop()
        assert code == 0, f"exit code {code} after SIGTERM:\n{self.log()}"
        self.start()

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(STOP_S)

    @property
    def port(self):
        return urllib.parse.urlsplit(self.url).port


def _drain(stream, lines):
    for line in stream:
        lines.put(line)
    lines.put(None)
