"""TCP: an application that answers lines, and a client."""

import asyncio

from .application import Application, Seen


class TcpApplication(Application):
    """Answers every line with its node's name and the line."""

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
            while line := await reader.readline():
                step = await self._take(Seen("", "", "", (), line))
                if step.reset:
                    writer.transport.abort()
                    return
                writer.write(self.name.encode() + b" " + line)
        except ConnectionError:
            pass
        finally:
            self._writers.discard(writer)
            writer.close()


class TcpClient:
    """One connection."""

    def __init__(self, address, port):
        self._to = (address, port)

    async def __aenter__(self):
        self._reader, self._writer = await asyncio.open_connection(*self._to)
        return self

    async def __aexit__(self, *_):
        self._writer.transport.abort()

    async def ask(self, line=b"hello\n"):
        """The name of the node that answered; none if the connection was closed."""
        self._writer.write(line)
        answered = await self._reader.readline()
        name, _, echo = answered.partition(b" ")
        if not answered:
            return None
        assert echo == line, answered
        return name.decode()

    async def closed(self):
        """Waits until the other side closes; whether it sent nothing before."""
        return await self._reader.read() == b""
