"""HTTP/2 without TLS and with prior knowledge: an application, and a client with one connection."""

import asyncio

import h2.config
import h2.connection
import h2.errors
import h2.events
import h2.exceptions

from .answer import Answer
from .application import Application, Seen


class Http2Application(Application):
    """Answers HTTP/2."""

    async def start(self):
        self._transports = set()
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Served(self), self.address, self.port)

    async def stop(self):
        self._server.close()
        for transport in list(self._transports):
            transport.abort()


class _Served(asyncio.Protocol):
    """A connection to an application."""

    def __init__(self, application):
        self._application = application
        self._state = h2.connection.H2Connection(
            h2.config.H2Configuration(client_side=False, header_encoding="utf-8")
        )
        self._requests = {}
        self._tasks = set()

    def connection_made(self, transport):
        self._application._transports.add(transport)
        self._transport = transport
        self._state.initiate_connection()
        self._flush()

    def connection_lost(self, _):
        self._application._transports.discard(self._transport)
        for task in self._tasks:
            task.cancel()

    def data_received(self, data):
        try:
            events = self._state.receive_data(data)
        except h2.exceptions.ProtocolError:
            events = []
            self._transport.abort()
        for event in events:
            self._on(event)
        self._flush()

    def _on(self, event):
        match event:
            case h2.events.RequestReceived():
                self._requests[event.stream_id] = (event.headers, bytearray())
            case h2.events.DataReceived():
                self._requests[event.stream_id][1].extend(event.data)
                self._state.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
            case h2.events.StreamEnded():
                headers, body = self._requests.pop(event.stream_id)
                task = asyncio.ensure_future(self._serve(event.stream_id, headers, bytes(body)))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _serve(self, stream, headers, body):
        named = dict(headers)
        rest = tuple((name, value) for name, value in headers if not name.startswith(":"))
        authority = named.get(":authority", "")
        seen = Seen(named[":method"], named[":path"], authority, rest, body)
        step = await self._application._take(seen)
        try:
            if step.reset:
                self._state.reset_stream(stream, h2.errors.ErrorCodes.REFUSED_STREAM)
            else:
                content = self._application._answer(seen)
                answer = [(":status", str(step.status)), ("x-node", self._application.name)]
                self._state.send_headers(stream, answer)
                self._state.send_data(stream, content, end_stream=True)
        except h2.exceptions.ProtocolError:
            return  # The caller has given the stream up.
        self._flush()

    def _flush(self):
        self._transport.write(self._state.data_to_send())


class Http2Client(asyncio.Protocol):
    """One connection of HTTP/2; any number of requests at a time."""

    def __init__(self, address, port):
        self._to = (address, port)
        self._state = h2.connection.H2Connection(
            h2.config.H2Configuration(client_side=True, header_encoding="utf-8")
        )
        self._open = {}

    async def __aenter__(self):
        await asyncio.get_running_loop().create_connection(lambda: self, *self._to)
        return self

    async def __aexit__(self, *_):
        self._transport.abort()

    def connection_made(self, transport):
        self._transport = transport
        self._state.initiate_connection()
        self._flush()

    def connection_lost(self, error):
        for future, _, _ in self._open.values():
            if not future.done():
                future.set_exception(error or ConnectionResetError("the connection was closed"))

    def data_received(self, data):
        for event in self._state.receive_data(data):
            self._on(event)
        self._flush()

    def _on(self, event):
        match event:
            case h2.events.ResponseReceived() | h2.events.TrailersReceived():
                self._open[event.stream_id][1].update(event.headers)
            case h2.events.DataReceived():
                self._open[event.stream_id][2].extend(event.data)
                self._state.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
            case h2.events.StreamEnded():
                future, headers, body = self._open.pop(event.stream_id)
                future.set_result(Answer(int(headers[":status"]), headers, bytes(body)))
            case h2.events.StreamReset():
                future, _, _ = self._open.pop(event.stream_id)
                future.set_exception(ConnectionResetError(f"stream reset: {event.error_code!r}"))

    async def send(self, method, path, host, headers=(), body=b""):
        stream = self._state.get_next_available_stream_id()
        pseudo = [(":method", method), (":path", path), (":scheme", "http"), (":authority", host)]
        self._state.send_headers(stream, [*pseudo, *headers], end_stream=not body)
        if body:
            self._state.send_data(stream, body, end_stream=True)
        future = asyncio.get_running_loop().create_future()
        self._open[stream] = (future, {}, bytearray())
        self._flush()
        return await future

    def _flush(self):
        self._transport.write(self._state.data_to_send())
