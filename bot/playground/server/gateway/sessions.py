"""The sessions of the bot: how they begin, are taken up again, and end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.playground.server.gateway.intents import Intent, granted
from bot.playground.server.gateway.protocol import VERSION, CloseCode, Refused, Shard
from bot.playground.server.gateway.session import Session, viewer_of
from bot.playground.server.world import payloads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.playground.server.world.models import Json
    from bot.playground.server.world.state import Event
    from bot.playground.server.world.world import World

# In real seconds: how long a session can be resumed, and how long somebody who waits for the bot
# hopes that it will be.
_RESUMABLE = 120.0
_HOPEFUL = 3.0
_STARTS = 1000


class Sessions:
    """All sessions, those included that wait for their client to come back.

    Attributes:
        max_concurrency: How many shards may identify at once.
        identify_seconds: The pause that identifying shards of one turn must keep; Discord's is 5.
    """

    def __init__(self, world: World, url: Callable[[], str]) -> None:
        self.max_concurrency = 16
        self.identify_seconds = 0.0
        self._world = world
        self._url = url
        self._sessions: dict[str, Session] = {}
        self._identified_at: dict[int, float] = {}
        self._begun = 0
        world.subscribe(self._happened)

    def __iter__(self) -> Iterator[Session]:
        return iter(list(self._sessions.values()))

    def start_limit(self) -> Json:
        """Return what `/gateway/bot` tells of identifying."""
        return {
            "total": _STARTS,
            "remaining": max(0, _STARTS - self._begun),
            "reset_after": 0,
            "max_concurrency": self.max_concurrency,
        }

    def identify(self, sent: object) -> Session | None:
        """Begin a session; None when it is not yet the shard's turn.

        Raises:
            Refused: The token, the shard or the intents are wrong.
        """
        data = self._with_token(sent)
        shard = Shard.from_json(data.get("shard"))
        intents = granted(data.get("intents"), int(self._world.application.privileged))
        if not self._is_turn(shard):
            return None
        self._begun += 1
        session = Session(viewer_of(self._world.bot.id, intents), intents, shard)
        self._sessions[session.id] = session
        return session

    def make_ready(self, session: Session) -> None:
        """Tell a new session who it is, and of each server on its shard."""
        world = self._world
        guilds = [each for each in world.guilds_of(world.bot.id) if session.shard.has(each.id)]
        own = {"mfa_enabled": False, "verified": True, "email": None}
        ready: Json = {
            "v": int(VERSION),
            "user": payloads.user(world.bot) | own,
            "guilds": [payloads.unavailable_guild(each.id) for each in guilds],
            "session_id": session.id,
            "resume_gateway_url": self._url(),
            "session_type": "normal",
            "shard": [session.shard.number, session.shard.count],
            "application": payloads.application_stub(world),
            "user_settings": {},
            "private_channels": [],
            "presences": [],
            "relationships": [],
            "_trace": ["stand-in"],
        }
        session.dispatch("READY", ready)
        if not session.intents & Intent.GUILDS:
            return
        for guild in guilds:
            if not guild.unavailable:
                data = payloads.guild_create(world, guild, session.viewer)
                session.dispatch("GUILD_CREATE", data)

    def resume(self, sent: object) -> tuple[Session, list[str]] | None:
        """Return the session to take up again, and what its client missed; None when it is over.

        Raises:
            Refused: The token or the sequence number is wrong.
        """
        data = self._with_token(sent)
        seq = data.get("seq")
        if isinstance(seq, bool) or not isinstance(seq, int):
            raise Refused(CloseCode.INVALID_SEQUENCE)
        session = self._sessions.get(str(data.get("session_id")))
        if session is None or _seconds_since(session.left_at) > _RESUMABLE:
            return None
        missed = session.missed_since(seq)
        return None if missed is None else (session, missed)

    def left(self, session: Session, *, for_good: bool) -> None:
        """Note that a session has lost its client, or that the client ended it."""
        session.send = None
        session.left_at = asyncio.get_running_loop().time()
        if for_good:
            self.end(session)

    def end(self, session: Session) -> None:
        """Forget a session: it cannot be resumed."""
        self._sessions.pop(session.id, None)

    def hope(self) -> float:
        """Return for how many seconds yet some lost session may be expected back."""
        taken = {each.shard for each in self if each.left_at is None}
        return max(
            (
                _HOPEFUL - _seconds_since(each.left_at)
                for each in self
                if each.left_at is not None and each.shard not in taken
            ),
            default=0.0,
        )

    def _with_token(self, sent: object) -> dict[str, Any]:
        if not isinstance(sent, dict):
            raise Refused(CloseCode.DECODE_ERROR)
        if sent.get("token") != self._world.application.token:
            raise Refused(CloseCode.AUTHENTICATION_FAILED)
        return sent

    def _is_turn(self, shard: Shard) -> bool:
        key = shard.number % self.max_concurrency
        now = asyncio.get_running_loop().time()
        before = self._identified_at.get(key)
        if before is not None and now - before < self.identify_seconds:
            return False
        self._identified_at[key] = now
        return True

    def _happened(self, event: Event) -> None:
        guild = self._world.guilds.get(event.guild_id or 0)
        if guild is not None and guild.unavailable and event.name != "GUILD_DELETE":
            return
        for session in self:
            session.tell(event)


def _seconds_since(left_at: float | None) -> float:
    return 0.0 if left_at is None else asyncio.get_running_loop().time() - left_at
