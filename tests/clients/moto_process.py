"""A moto server of its own for each test that asks, on a port of its own choosing."""

import os
import re
import subprocess
import sys
import threading

import boto3
import pytest

from weir_process import STOP_S, clean_env

START_S = 60
START = "from moto.server import main; main(['-H', '127.0.0.1', '-p', '0'])"


class Moto:
    """moto's server; it has App Mesh, STS and everything else at one address."""

    def __init__(self, home):
        # From an absolute path, since moto runs elsewhere.
        self.process = subprocess.Popen(
            [os.path.abspath(sys.executable), "-c", START],
            env=clean_env(home) | {"PYTHONUNBUFFERED": "1"},
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines, self.ready, self.url = [], threading.Event(), None
        threading.Thread(target=self._read, daemon=True).start()
        if not self.ready.wait(START_S) or not self.url:
            self.close()
            pytest.fail("moto did not start:\n" + "".join(self.lines[-20:]))

    def _read(self):
        for line in self.process.stderr:
            self.lines.append(line)
            found = re.search(r"Running on (http://127\.0\.0\.1:\d+)", line)
            if found:
                self.url = found[1]
                self.ready.set()
        self.ready.set()

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(STOP_S)

    def client(self, service):
        """A client of an AWS service, at this address."""
        return boto3.client(service, endpoint_url=self.url, region_name="us-east-1",
                            aws_access_key_id="AKID", aws_secret_access_key="secret")

    def requests(self):
        """What was asked, one `METHOD PATH STATUS` each."""
        found = (re.search(r'"(\w+) (\S+) HTTP/1\.1" (\d+)', line) for line in self.lines)
        return [f"{one[1]} {one[2]} {one[3]}" for one in found if one]
