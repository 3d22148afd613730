"""A name server for tests: what names stand for can be changed at any time."""

import asyncio
import ipaddress
import struct

PORT = 5353
TYPES = {1: 4, 28: 6}


class NameServer(asyncio.DatagramProtocol):
    """Answers with addresses of the version that is asked for; other names do not exist."""

    def __init__(self, address):
        self.address = address
        # Lists of addresses by name.
        self.names = {}

    async def start(self):
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(
            lambda: self, local_addr=(self.address, PORT)
        )

    async def stop(self):
        self._transport.close()

    def datagram_received(self, data, sender):
        name, end = _name(data)
        kind = struct.unpack("!H", data[end : end + 2])[0]
        found = [ipaddress.ip_address(one) for one in self.names.get(name, ())]
        found = [one.packed for one in found if one.version == TYPES.get(kind)]
        # An answer, authoritative; 3: there is no such name.
        flags = 0x8400 | (0 if name in self.names else 3)
        head = data[:2] + struct.pack("!HHHHH", flags, 1, len(found), 0, 0)
        # Each refers to the name in the question, and may be kept for a second.
        records = [
            struct.pack("!HHHIH", 0xC00C, kind, 1, 1, len(packed)) + packed for packed in found
        ]
        self._transport.sendto(head + data[12 : end + 4] + b"".join(records), sender)


def _name(question):
    """The name that is asked for, in lower case, and where it ends."""
    labels, at = [], 12
    while length := question[at]:
        labels.append(question[at + 1 : at + 1 + length].decode().lower())
        at += 1 + length
    return ".".join(labels), at + 1
