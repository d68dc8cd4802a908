"""A session: what one shard of the bot is told, kept so that it can be told again.

It outlives its connections: a client that comes back is told what it missed.
"""

from __future__ import annotations

import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.playground.server.gateway.intents import Intent, covers
from bot.playground.server.gateway.protocol import CloseCode, Op, Refused, Shard, payload
from bot.playground.server.world.models import Intent as Shown
from bot.playground.server.world.models import Viewer

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.playground.server.world.models import Json
    from bot.playground.server.world.state import Event

_REMEMBERED = 10_000


@dataclass(slots=True)
class Session:
    """Numbers the events of one shard, and remembers them.

    Attributes:
        viewer: Through whose eyes the events are made.
        intents: What the client asked to be told.
        shard: Whose servers' events it gets.
        send: Takes each payload to the client; None while it is not connected.
        left_at: When the connection was lost, in seconds of the loop; None while connected.
    """

    viewer: Viewer
    intents: Intent
    shard: Shard
    send: Callable[[str], None] | None = None
    left_at: float | None = None
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    seq: int = 0
    _told: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    def tell(self, event: Event) -> None:
        """Dispatch an event of the world, if it is one for this session."""
        in_guild = event.guild_id is not None
        if not self.shard.has(event.guild_id):
            return
        if not covers(self.intents, event.name, in_guild=in_guild):
            return
        data = event.data_for(self.viewer)
        if data is not None:
            self.dispatch(event.name, data)

    def dispatch(self, name: str, data: Json) -> None:
        """Send an event, or keep it for when the client is back."""
        self.seq += 1
        text = payload(Op.DISPATCH, data, name=name, seq=self.seq)
        self._told.append((self.seq, text))
        if self.send is not None:
            self.send(text)

    def missed_since(self, seq: int) -> list[str] | None:
        """Return the payloads after a number; None when some of them are forgotten.

        Raises:
            Refused: 4007 for a number that is still to come.
        """
        if seq > self.seq or seq < 0:
            raise Refused(CloseCode.INVALID_SEQUENCE)
        first = self._told[0][0] if self._told else self.seq + 1
        if seq + 1 < first:
            return None
        return [text for number, text in self._told if number > seq]


def viewer_of(user_id: int, intents: Intent) -> Viewer:
    """Return through whose eyes a client with these intents sees the world."""
    shown = sum(each for each in Shown if each & intents)
    return Viewer(user_id, Shown(shown))
