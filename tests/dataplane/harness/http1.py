"""HTTP/1.1: an application, and a client with one connection."""

import asyncio

from .answer import Answer
from .application import Application, Seen


class Http1Application(Application):
    """Answers HTTP/1.1, and echoes after an upgrade to a websocket."""

    async def start(self):
        self._writers = set()
        self._server = await asyncio.start_server(self._serve, self.address, self.port)

    async def stop(self):
        self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()

    async def _serve(self, reader, writer):
        self._writers.add(writer)
        try:
            while await self._exchange(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _exchange(self, reader, writer):
        """Answers one request; false when the connection is of no more use."""
        first, headers = await _head(reader)
        method, path, _ = first.split(" ")
        named = dict(headers)
        body = await _body(reader, named)
        seen = Seen(method, path, named.get("host", ""), tuple(headers), body)
        if named.get("upgrade") == "websocket":
            return await self._echo(seen, reader, writer)
        step = await self._take(seen)
        if step.reset:
            writer.transport.abort()
            return False
        content = self._answer(seen)
        writer.write(
            f"HTTP/1.1 {step.status} Status\r\nx-node: {self.name}\r\n"
            f"content-length: {len(content)}\r\n\r\n".encode()
        )
        if method != "HEAD":
            writer.write(content)
        await writer.drain()
        return True

    async def _echo(self, seen, reader, writer):
        self.seen.append(seen)
        writer.write(
            f"HTTP/1.1 101 Switching Protocols\r\nx-node: {self.name}\r\n"
            "connection: upgrade\r\nupgrade: websocket\r\n\r\n".encode()
        )
        while data := await reader.read(4096):
            writer.write(data)
        return False


async def _head(reader):
    """The first line, and the headers with lower-case names."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.removesuffix("\r\n\r\n").split("\r\n")
    pairs = (line.split(":", 1) for line in lines)
    return first, [(name.lower(), value.strip()) for name, value in pairs]


async def _body(reader, headers):
    if headers.get("transfer-encoding") == "chunked":
        body = b""
        while size := int(await reader.readuntil(b"\r\n"), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readexactly(2)
        return body
    return await reader.readexactly(int(headers.get("content-length", 0)))


class Http1Client:
    """One connection of HTTP/1.1, kept open between requests."""

    def __init__(self, address, port, tls=None, server_name=None):
        self._to = (address, port)
        self._tls = {"ssl": tls, "server_hostname": server_name} if tls else {}
        self.reader = self.writer = None

    async def __aenter__(self):
        self.reader, self.writer = await asyncio.open_connection(*self._to, **self._tls)
        return self

    async def __aexit__(self, *_):
        self.writer.transport.abort()

    async def send(self, method, path, host, headers=(), body=b""):
        lines = [f"{method} {path} HTTP/1.1", f"host: {host}"]
        lines += [f"{name}: {value}" for name, value in headers]
        if body:
            lines.append(f"content-length: {len(body)}")
        self.writer.write("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
        first, answered = await _head(self.reader)
        answered = dict(answered)
        status = int(first.split(" ")[1])
        bare = method == "HEAD" or status in (101, 204, 304)
        content = b"" if bare else await _body(self.reader, answered)
        return Answer(status, answered, content)
