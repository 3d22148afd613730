"""Runs Envoy: to look at a bootstrap, or to serve."""

import json
import socket
import subprocess
import time
from http.client import HTTPConnection

from weir_process import clean_env

START_S = 30
STOP_S = 30


def validate(envoy, config):
    """What Envoy says about a configuration that it need not serve."""
    return subprocess.run(
        [envoy, "--mode", "validate", "-l", "warning", "-c", config],
        env=clean_env(config.parent),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
    )


class EnvoyProcess:
    """An Envoy whose administration is on the unix socket `admin` in its folder."""

    def __init__(self, envoy, home, bootstrap):
        self.home = home
        config = home / "envoy.json"
        config.write_text(json.dumps(bootstrap))
        with open(home / "envoy.log", "ab") as log:
            self.process = subprocess.Popen(
                [envoy, "-c", config, "-l", "warning", "--disable-hot-restart"]
                + ["--concurrency", "1"],
                env=clean_env(home),
                cwd=home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.wait_for(lambda: (home / "admin").exists(), "no administration")

    def wait_for(self, condition, otherwise, within_s=START_S):
        """Waits until there is an answer to the condition, and returns it."""
        deadline = time.monotonic() + within_s
        while time.monotonic() < deadline:
            assert self.process.poll() is None, f"envoy ended:\n{self.log()}"
            if answer := condition():
                return answer
            time.sleep(0.02)
        raise AssertionError(f"{otherwise} within {within_s} s:\n{self.log()}")

    def admin(self, path):
        """What the administration answers, parsed where it is JSON."""
        connection = HTTPConnection("localhost", timeout=10)
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.settimeout(10)
        connection.sock.connect(str(self.home / "admin"))
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return json.loads(body) if body.startswith(b"{") else body.decode()

    def log(self):
        return (self.home / "envoy.log").read_text(errors="replace")[-4000:]

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(STOP_S)
