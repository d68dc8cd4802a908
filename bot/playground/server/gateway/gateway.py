"""The gateway: who is connected, and how connections are lost."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from typing import TYPE_CHECKING

from aiohttp import web

from bot.playground.server.gateway.compression import encoder_for
from bot.playground.server.gateway.connection import Connection
from bot.playground.server.gateway.members import members_chunk
from bot.playground.server.gateway.protocol import VERSION, CloseCode, Op, Refused, payload
from bot.playground.server.gateway.sessions import Sessions
from bot.playground.server.gateway.signal import Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.playground.server.gateway.session import Session
    from bot.playground.server.world.models import Json
    from bot.playground.server.world.world import World

# In real seconds, for a client that was asked to leave.
_PATIENCE = 5.0


class Drop(StrEnum):
    """How a connection can be lost."""

    CLOSE = "close"
    """Closed properly; the session can be resumed."""
    ABORT = "abort"
    """Cut without a word; the session can be resumed."""
    RECONNECT = "reconnect"
    """The client is asked to come back (opcode 7), and resumes."""
    INVALID = "invalid"
    """The session is declared lost (opcode 9): the client must identify again."""
    RESUMABLE = "resumable"
    """The session is declared interrupted (opcode 9, true): the client resumes."""
    SILENT = "silent"
    """Nothing more comes and nothing is answered; the client has to notice by itself."""


class Gateway:
    """Discord's gateway on loopback.

    Args:
        world: Whose events are told, and whose bot may listen.
        url: Tells where the gateway is; clients are sent there to resume.

    Attributes:
        sessions: What the bot's shards are told, also while they are away.
        heartbeat_seconds: How often clients are asked to show that they live.
    """

    def __init__(self, world: World, url: Callable[[], str]) -> None:
        self.sessions = Sessions(world, url)
        self.heartbeat_seconds = 41.25
        self._world = world
        self._connections: set[Connection] = set()
        self._changed = Signal()

    def add_to(self, app: web.Application) -> None:
        """Register the route, and what closes the connections when the server stops."""
        app.router.add_get("/gateway", self._handle)
        app.router.add_get("/gateway/", self._handle)
        app.on_shutdown.append(self._stop)

    @property
    def online(self) -> bool:
        """Whether the bot is there, or has left so lately that it may resume."""
        return any(each.left_at is None for each in self.sessions) or self.sessions.hope() > 0

    def session_start_limit(self) -> Json:
        """Return what `/gateway/bot` tells of identifying."""
        return self.sessions.start_limit()

    async def drop(self, how: Drop | str, *, shard: int | None = None) -> None:
        """Lose the bot's connections, or those of one shard; return when they are gone."""
        dropped = [
            each
            for each in self._connections
            if each.session and shard in (None, each.session.shard.number)
        ]
        await asyncio.gather(*(self._drop(each, Drop(how)) for each in dropped))

    async def connected(self, shards: int = 1) -> None:
        """Return once so many shards are connected."""
        await self._changed.until(
            lambda: sum(each.left_at is None for each in self.sessions) >= shards
        )

    async def caught_up(self) -> None:
        """Return once the bot has read all that happened; after a loss, once it has resumed."""
        # Either everybody comes back, or there is no more hope.
        while (hope := self.sessions.hope()) > 0:
            await self._changed.until(lambda: self.sessions.hope() <= 0, hope)
        await asyncio.gather(*(each.caught_up() for each in list(self._connections)))

    async def received(self, connection: Connection, op: int, data: object) -> None:
        """Answer what a client sent."""
        if op == Op.HEARTBEAT:
            connection.send(payload(Op.HEARTBEAT_ACK))
        elif op in (Op.IDENTIFY, Op.RESUME):
            if connection.session is not None:
                raise Refused(CloseCode.ALREADY_AUTHENTICATED)
            if op == Op.IDENTIFY:
                self._identify(connection, data)
            else:
                self._resume(connection, data)
        elif op in (Op.PRESENCE_UPDATE, Op.VOICE_STATE_UPDATE, Op.REQUEST_GUILD_MEMBERS):
            if connection.session is None:
                raise Refused(CloseCode.NOT_AUTHENTICATED)
            if op == Op.REQUEST_GUILD_MEMBERS:
                chunk = members_chunk(self._world, connection.session, data)
                connection.session.dispatch("GUILD_MEMBERS_CHUNK", chunk)
        else:
            raise Refused(CloseCode.UNKNOWN_OPCODE)

    async def _handle(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(autoping=False, compress=False)
        await socket.prepare(request)
        encoder = encoder_for(request.query.get("compress"))
        if encoder is None or request.query.get("encoding", "json") != "json":
            await socket.close(code=CloseCode.DECODE_ERROR)
            return socket
        if request.query.get("v") != VERSION:
            await socket.close(code=CloseCode.INVALID_VERSION)
            return socket
        connection = Connection(socket, request.transport, encoder)
        self._connections.add(connection)
        try:
            await connection.serve(self, self.heartbeat_seconds)
        finally:
            self._connections.discard(connection)
            if connection.session is not None:
                self.sessions.left(connection.session, for_good=connection.said_goodbye)
            self._changed.fire()
        return socket

    def _identify(self, connection: Connection, sent: object) -> None:
        session = self.sessions.identify(sent)
        if session is None:
            connection.send(payload(Op.INVALID_SESSION, data=False))
            return
        self._attach(connection, session)
        self.sessions.make_ready(session)
        self._changed.fire()

    def _resume(self, connection: Connection, sent: object) -> None:
        found = self.sessions.resume(sent)
        if found is None:
            connection.send(payload(Op.INVALID_SESSION, data=False))
            return
        session, missed = found
        self._attach(connection, session)
        for text in missed:
            connection.send(text)
        session.dispatch("RESUMED", {"_trace": ["stand-in"]})
        self._changed.fire()

    def _attach(self, connection: Connection, session: Session) -> None:
        """Let a session speak through a connection, and through no other any more."""
        for other in self._connections:
            if other.session is session:
                other.session = None
        connection.session = session
        session.send = connection.send
        session.left_at = None

    async def _drop(self, connection: Connection, how: Drop) -> None:
        if how is Drop.SILENT:
            connection.silent = True
            return
        if how is Drop.RECONNECT:
            connection.send(payload(Op.RECONNECT))
        elif how in (Drop.INVALID, Drop.RESUMABLE):
            connection.send(payload(Op.INVALID_SESSION, data=how is Drop.RESUMABLE))
            if connection.session is not None and how is Drop.INVALID:
                self.sessions.end(connection.session)
        elif how is Drop.ABORT:
            connection.abort()
        else:
            await connection.close(CloseCode.UNKNOWN_ERROR)
        try:
            await asyncio.wait_for(connection.gone.wait(), _PATIENCE)
        except TimeoutError:
            connection.abort()

    async def _stop(self, _app: web.Application) -> None:
        await asyncio.gather(*(each.close(CloseCode.GOING_AWAY) for each in self._connections))
