"""`weir serve`, and what the tests ask of it."""

import json
import subprocess
import time
from http.client import HTTPConnection
from urllib.parse import quote, urlencode

from weir_process import WeirServer, clean_env, weir_bin

SYNC_S = 20
# A proxy acknowledges a moment before its workers use what it acknowledged.
SETTLE_S = 0.05


class Refused(Exception):
    """The control plane answered something else than success."""


class ControlPlane(WeirServer):
    """`weir serve` on a data directory of its own; proxies reach it over a unix socket, or
    another address that survives restarts."""

    def __init__(self, home, flags=(), xds=None):
        self.xds = xds or f"unix:{home}/xds"
        super().__init__(home, flags=["--xds-listen", self.xds, *flags])

    def call(self, method, path, body=None):
        """One request; returns the parsed answer, or raises `Refused`."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            content = None if body is None else json.dumps(body)
            headers = {} if body is None else {"Content-Type": "application/json"}
            connection.request(method, path, body=content, headers=headers)
            response = connection.getresponse()
            answer = response.read()
        finally:
            connection.close()
        if response.status >= 300:
            raise Refused(f"{method} {path}: {response.status} {answer.decode(errors='replace')}")
        return json.loads(answer) if answer.strip() else None

    def apply(self, changes):
        """Makes many changes at once: all or none."""
        return self.call("POST", "/_weir/v1/apply", {"changes": changes})

    def put_instance(self, namespace, service, name, **instance):
        """Registers an instance of a Cloud Map service."""
        return self.call("PUT", _instance(namespace, service, name), instance)

    def delete_instance(self, namespace, service, name):
        return self.call("DELETE", _instance(namespace, service, name))

    def proxies(self, mesh, **query):
        """The connected proxies of a mesh, as the control plane lists them."""
        return self.call("GET", f"/_weir/v1/proxies?{urlencode({'mesh': mesh} | query)}")

    def wait_synced(self, mesh, proxies):
        """Returns when each of these proxies uses what it should have now."""
        for proxy in proxies:
            proxy.wait_ready()
        listed = self.proxies(mesh, wait="latest", timeout=SYNC_S)
        # Only those are listed that are not synced.
        assert listed["complete"] and not listed["proxies"], json.dumps(listed, indent=2)
        assert listed["connected"] == len(proxies), json.dumps(self.proxies(mesh), indent=2)
        time.sleep(SETTLE_S)

    def wait_connected(self, mesh, count):
        """Returns when that many proxies are connected and use what they should have now."""
        deadline = time.monotonic() + SYNC_S
        while True:
            listed = self.proxies(mesh, wait="latest", timeout=SYNC_S)
            if listed["connected"] == listed["synced"] == count:
                return
            assert time.monotonic() < deadline, json.dumps(listed, indent=2)
            time.sleep(0.02)

    def trace(self, mesh, caller, url, *flags):
        """What `weir trace` says."""
        done = subprocess.run(
            [weir_bin(), "--endpoint", self.url, "-m", mesh, "-o", "json"]
            + ["trace", caller, url, *flags],
            env=clean_env(self.home),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode in (0, 1), done.stderr
        return json.loads(done.stdout)


def _instance(*names):
    return "/_weir/v1/instances/" + "/".join(quote(name, safe="") for name in names)
