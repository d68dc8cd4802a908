"""One WebSocket connection of the bot: frames in, frames out, in order."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Protocol

from aiohttp import WSMsgType, web

from bot.playground.server.gateway.protocol import (
    MAX_PAYLOAD,
    CloseCode,
    Op,
    Refused,
    payload,
    read,
)

if TYPE_CHECKING:
    from bot.playground.server.gateway.compression import Encoder
    from bot.playground.server.gateway.session import Session

_MOST_SENDS = 120
_PER_SECONDS = 60.0
# Codes with which a client ends its session for good.
_GOODBYES = frozenset({1000, 1001})


class Host(Protocol):
    """Whoever answers what a client sends."""

    async def received(self, connection: Connection, op: int, data: object) -> None:
        """Handle one payload; raises Refused to close the connection."""


class Connection:
    """Speaks with one client until either side ends it.

    Attributes:
        session: What it was identified for; None before that.
        silent: Whether it has died without anybody being told: nothing goes out or counts.
        gone: Set once the connection has ended.
        said_goodbye: Whether the client ended its session with the connection.
    """

    def __init__(
        self,
        socket: web.WebSocketResponse,
        transport: asyncio.BaseTransport | None,
        encoder: Encoder,
    ) -> None:
        self.session: Session | None = None
        self.silent = False
        self.gone = asyncio.Event()
        self.said_goodbye = False
        self._socket = socket
        self._transport = transport
        self._encoder = encoder
        self._outgoing: asyncio.Queue[str | bytes] = asyncio.Queue()
        self._marks: dict[bytes, asyncio.Event] = {}
        self._last_mark = 0
        self._sends: deque[float] = deque(maxlen=_MOST_SENDS)

    def send(self, text: str) -> None:
        """Send a payload after those before it."""
        if not self.silent:
            self._outgoing.put_nowait(text)

    async def caught_up(self) -> None:
        """Return once the client has read all that was sent so far, or is gone.

        A ping is asked for after the last payload: aiohttp's client answers it when, and not
        before, it comes to it, and discord.py handles each payload before it reads on.
        """
        if self.silent or self.gone.is_set():
            return
        self._last_mark += 1
        mark = str(self._last_mark).encode()
        reached = self._marks[mark] = asyncio.Event()
        self._outgoing.put_nowait(mark)
        await reached.wait()

    async def serve(self, host: Host, heartbeat_seconds: float) -> None:
        """Greet the client and hand on what it sends, until the connection ends."""
        writer = asyncio.create_task(self._write(), name="stand-in gateway writer")
        self.send(payload(Op.HELLO, {"heartbeat_interval": int(heartbeat_seconds * 1000)}))
        try:
            await self._read(host)
        except Refused as refused:
            await self._socket.close(code=refused.code)
        finally:
            writer.cancel()
            self.gone.set()
            for mark in self._marks.values():
                mark.set()

    async def close(self, code: CloseCode) -> None:
        """Close the connection properly."""
        await self._socket.close(code=code)

    def abort(self) -> None:
        """Cut the connection without a word."""
        if isinstance(self._transport, asyncio.Transport):
            self._transport.abort()

    async def _read(self, host: Host) -> None:
        while True:
            frame = await self._socket.receive()
            if frame.type is WSMsgType.PONG:
                mark = self._marks.pop(bytes(frame.data), None)
                if mark is not None:
                    mark.set()
            elif frame.type is WSMsgType.PING:
                await self._socket.pong(frame.data)
            elif frame.type is WSMsgType.TEXT:
                if self.silent:
                    continue
                self._count_send()
                if len(frame.data.encode()) > MAX_PAYLOAD:
                    raise Refused(CloseCode.DECODE_ERROR)
                await host.received(self, *read(frame.data))
            elif frame.type is WSMsgType.BINARY:
                raise Refused(CloseCode.DECODE_ERROR)
            else:
                closed = frame.type is WSMsgType.CLOSE
                self.said_goodbye = closed and frame.data in _GOODBYES
                return

    def _count_send(self) -> None:
        now = asyncio.get_running_loop().time()
        if len(self._sends) == _MOST_SENDS and now - self._sends[0] < _PER_SECONDS:
            raise Refused(CloseCode.RATE_LIMITED)
        self._sends.append(now)

    async def _write(self) -> None:
        """Send what is waiting; bytes stand for a ping that carries them."""
        while True:
            item = await self._outgoing.get()
            try:
                if isinstance(item, bytes):
                    await self._socket.ping(item)
                    continue
                frame = self._encoder.encode(item)
                if isinstance(frame, str):
                    await self._socket.send_str(frame)
                else:
                    await self._socket.send_bytes(frame)
            except ConnectionError:
                # The reader meets the end of the connection as well, and tidies up.
                return
