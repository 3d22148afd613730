"""Loopback addresses for proxies and applications, each given out once."""

import itertools
import socket

LOCK_PORT = 47_999


class Addresses:
    """A network 127.N.0.0/16 that no other run of the tests on this machine uses."""

    def __init__(self):
        for network in range(16, 250):
            lock = socket.socket()
            try:
                lock.bind((f"127.{network}.0.1", LOCK_PORT))
            except OSError:
                lock.close()
                continue
            self._lock = lock
            self._free = (
                f"127.{network}.{host // 250 + 1}.{host % 250 + 1}" for host in itertools.count()
            )
            return
        raise OSError("every loopback network is in use by other runs")

    def take(self):
        return next(self._free)

    def close(self):
        self._lock.close()
