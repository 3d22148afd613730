"""An answer as a client got it."""

import json
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    """The status, the headers by lower-case name, and the body."""

    status: int
    headers: dict = field(default_factory=dict)
    body: bytes = b""

    @property
    def node(self):
        """The node that answered; none if a proxy did."""
        return self.headers.get("x-node")

    @property
    def told(self):
        """What the application says that it was asked."""
        return json.loads(self.body)

    def told_header(self, name):
        """The value of a header that the application got, or nothing."""
        return next((value for key, value in self.told["headers"] if key == name), None)
