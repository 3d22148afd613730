"""An Envoy for one virtual node or gateway."""

import json
import os
import subprocess
import time
from http.client import HTTPConnection

from weir_process import clean_env, weir_bin

ADMIN_PORT = 9901
EGRESS_PORT = 15001
START_S = 30
STOP_S = 10


class Proxy:
    """Envoy with the bootstrap that `weir proxy bootstrap` prints, and no interception."""

    def __init__(self, home, plane, mesh, of, address, application, flags=()):
        self.node_id = f"mesh/{mesh}/{_WORDS[of.split('/')[0]]}/{of.split('/')[1]}"
        self.address = address
        self.application = application
        self.process = None
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        bootstrap = subprocess.run(
            [weir_bin(), "-m", mesh, "-o", "json", "proxy", "bootstrap", of]
            + ["--xds", plane.xds, "--interception", "none"]
            + ["--address", address, "--application", application]
            + ["--egress-port", str(EGRESS_PORT), "--admin", f"{address}:{ADMIN_PORT}", *flags],
            env=clean_env(home),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert bootstrap.returncode == 0, bootstrap.stderr
        self.config = home / "bootstrap.json"
        self.config.write_text(bootstrap.stdout)
        self.start()

    def start(self):
        with open(self.home / "envoy.log", "ab") as log:
            self.process = subprocess.Popen(
                [os.environ["WEIR_ENVOY"], "-c", str(self.config), "--concurrency", "1"]
                + ["--disable-hot-restart", "--log-level", "warning"]
                + ["--file-flush-interval-msec", "50"],
                env=clean_env(self.home),
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def log(self):
        return (self.home / "envoy.log").read_text(errors="replace")[-4000:]

    def admin(self, path):
        connection = HTTPConnection(self.address, ADMIN_PORT, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        finally:
            connection.close()

    def wait_ready(self):
        """Returns once it serves what it was told first."""
        deadline = time.monotonic() + START_S
        while not self._is_ready():
            assert self.process.poll() is None, f"envoy ended:\n{self.log()}"
            assert time.monotonic() < deadline, f"envoy is not ready:\n{self.log()}"
            time.sleep(0.02)

    def _is_ready(self):
        try:
            return self.admin("/ready").startswith("LIVE")
        except OSError:
            return False

    def stats(self, pattern):
        """The counters and gauges whose names have that pattern, by name."""
        listed = json.loads(self.admin("/stats?format=json&filter=" + pattern))["stats"]
        return {one["name"]: one["value"] for one in listed if "name" in one}

    def stat(self, pattern):
        """The sum of all statistics that have that pattern."""
        return sum(self.stats(pattern).values())

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(STOP_S)


_WORDS = {"vn": "virtualNode", "vg": "virtualGateway"}
