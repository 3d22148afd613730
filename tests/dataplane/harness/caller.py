"""Requests of a node's application through its own proxy, or of strangers to an address."""

from collections import Counter

from .grpc_calls import GrpcClient
from .http1 import Http1Client
from .http2 import Http2Client
from .proxy import EGRESS_PORT
from .tcp import TcpClient

# Connections of a load: enough that the proxies are never without work.
CONNECTIONS = 16
METHOD = "/shop.Cart/Add"


class Caller:
    """Sends to one address and port: by default what a node's application sends to its proxy."""

    def __init__(self, loop, address, port=EGRESS_PORT):
        self._loop = loop
        self.address = address
        self.port = port

    def http(self, host, path="/", method="GET", headers=(), body=b""):
        """One request of HTTP/1.1."""
        return self._loop.run(self.send(Http1Client, host, path, method, headers, body))

    def http2(self, host, path="/", method="GET", headers=(), body=b""):
        """One request of HTTP/2."""
        return self._loop.run(self.send(Http2Client, host, path, method, headers, body))

    def grpc(self, host, method=METHOD, metadata=()):
        """One unary call."""
        return self._loop.run(self.call(host, method, metadata))

    def tcp(self, port, line=b"hello\n"):
        """Who answers on a new connection to a port; none if it is closed."""
        return self._loop.run(self.ask(port, line))

    async def send(self, client, host, path="/", method="GET", headers=(), body=b""):
        async with client(self.address, self.port) as connection:
            return await connection.send(method, path, host, headers, body)

    async def call(self, host, method=METHOD, metadata=()):
        async with GrpcClient(self.address, self.port, host) as channel:
            return await channel.call(method, metadata)

    async def ask(self, port, line=b"hello\n"):
        try:
            async with TcpClient(self.address, port) as connection:
                return await connection.ask(line)
        except ConnectionError:
            return None

    def together(self, coroutines):
        """The answers to requests that are sent at the same time."""
        return self._loop.together(coroutines)

    def spread(self, protocol, host, count, port=None):
        """Sends many requests, or for TCP makes many connections, and counts who answered, or
        with which error."""
        send = {
            "http": self._http_spread(Http1Client, host),
            "http2": self._http_spread(Http2Client, host),
            "grpc": self._grpc_spread(host),
            "tcp": self._tcp_spread(port),
        }[protocol]
        shares = [len(range(start, count, CONNECTIONS)) for start in range(CONNECTIONS)]
        counts = Counter()
        for one in self._loop.together([send(share) for share in shares]):
            counts += one
        return dict(counts)

    def _http_spread(self, client, host):
        async def send(count):
            counts = Counter()
            async with client(self.address, self.port) as connection:
                for _ in range(count):
                    answer = await connection.send("GET", "/", host)
                    counts[answer.node if answer.status == 200 else answer.status] += 1
            return counts

        return send

    def _grpc_spread(self, host):
        async def send(count):
            counts = Counter()
            async with GrpcClient(self.address, self.port, host) as channel:
                for _ in range(count):
                    answer = await channel.call(METHOD)
                    counts[answer.node if answer.status == "OK" else answer.status] += 1
            return counts

        return send

    def _tcp_spread(self, port):
        async def send(count):
            counts = Counter()
            for _ in range(count):
                counts[await self.ask(port)] += 1
            return counts

        return send
