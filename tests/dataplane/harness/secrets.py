"""A server of certificates on a unix socket, as SPIRE's agent is one."""

import grpc
import grpc.aio

SECRET = b"type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret"


class SecretServer:
    """Answers Envoy's requests for secrets, in as much of the protocol as they need."""

    def __init__(self, path):
        self.path = path
        self._secrets = {}

    def add_certificate(self, name, certificate):
        chain, key = certificate.chain.read_bytes(), certificate.key.read_bytes()
        self._secrets[name] = _field(2, _field(1, _inline(chain)) + _field(2, _inline(key)))

    def add_authority(self, name, authority):
        self._secrets[name] = _field(4, _field(1, _inline(authority.file.read_bytes())))

    async def start(self):
        self._server = grpc.aio.server()
        self._server.add_generic_rpc_handlers((self,))
        self._server.add_insecure_port(f"unix:{self.path}")
        await self._server.start()

    async def stop(self):
        await self._server.stop(None)

    def service(self, details):
        if details.method.endswith("SecretDiscoveryService/StreamSecrets"):
            return grpc.stream_stream_rpc_method_handler(self._stream)
        return None

    async def _stream(self, requests, context):
        async for request in requests:
            fields = list(_fields(request))
            if any(number == 5 for number, _ in fields):
                continue  # An acknowledgement.
            resources = b""
            for name in (value for number, value in fields if number == 3):
                secret = _field(1, name) + self._secrets[name.decode()]
                resources += _field(2, _field(1, SECRET) + _field(2, secret))
            answer = _field(1, b"1") + resources + _field(4, SECRET) + _field(5, b"1")
            await context.write(answer)


def _inline(content):
    """A DataSource."""
    return _field(2, content)


def _field(number, content):
    """A field of a protobuf message that has bytes, a text or a message."""
    return _number(number << 3 | 2) + _number(len(content)) + content


def _number(value):
    encoded = b""
    while value > 127:
        encoded += bytes([value & 127 | 128])
        value >>= 7
    return encoded + bytes([value])


def _fields(message):
    """The fields that have bytes, texts or messages; a request has few others."""
    at = 0
    while at < len(message):
        key, at = _read_number(message, at)
        length, at = _read_number(message, at)
        if key & 7 == 2:
            yield key >> 3, message[at : at + length]
            at += length


def _read_number(message, at):
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
