"""The gateway's numbers: what a payload is for, and why a connection was closed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import IntEnum

VERSION = "10"
MAX_PAYLOAD = 4096
"""In bytes; a client may send no more at once."""


class Op(IntEnum):
    """What a payload is for."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE_UPDATE = 3
    VOICE_STATE_UPDATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_GUILD_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class CloseCode(IntEnum):
    """Why Discord closes a connection."""

    GOING_AWAY = 1001
    UNKNOWN_ERROR = 4000
    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SEQUENCE = 4007
    RATE_LIMITED = 4008
    INVALID_SHARD = 4010
    INVALID_VERSION = 4012
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014


class Refused(Exception):  # noqa: N818 - it is the server's answer, no failure of its own
    """The client broke the protocol: the connection is closed with a code that says how."""

    def __init__(self, code: CloseCode) -> None:
        super().__init__(f"{code.value} {code.name}")
        self.code = code


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the servers: number `number` of `count`."""

    number: int = 0
    count: int = 1

    def has(self, guild_id: int | None) -> bool:
        """Tell whether a server belongs to this shard; what is in no server belongs to the first.

        See https://discord.com/developers/docs/events/gateway#sharding.
        """
        if guild_id is None:
            return self.number == 0
        return (guild_id >> 22) % self.count == self.number

    @classmethod
    def from_json(cls, sent: object) -> Shard:
        """Read an identify's `shard`; without one, there is only one.

        Raises:
            Refused: 4010.
        """
        if sent is None:
            return cls()
        if isinstance(sent, list) and [type(each) for each in sent] == [int, int]:
            number, count = sent
            if 0 <= number < count:
                return cls(number, count)
        raise Refused(CloseCode.INVALID_SHARD)


def payload(op: Op, data: object = None, *, name: str | None = None, seq: int | None = None) -> str:
    """Return a payload as text."""
    return json.dumps({"op": int(op), "d": data, "s": seq, "t": name}, separators=(",", ":"))


def read(text: str) -> tuple[int, object]:
    """Return the opcode and the data of what a client sent.

    Raises:
        Refused: 4002.
    """
    try:
        sent = json.loads(text)
    except ValueError:
        raise Refused(CloseCode.DECODE_ERROR) from None
    if not isinstance(sent, dict) or not isinstance(sent.get("op"), int):
        raise Refused(CloseCode.DECODE_ERROR)
    return sent["op"], sent.get("d")
