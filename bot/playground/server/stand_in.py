"""The stand-in as one thing: world, clock, REST, gateway and CDN on one loopback port."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, Self

from aiohttp import web

from bot.playground.server.clock import VirtualClock
from bot.playground.server.gateway import Gateway
from bot.playground.server.interactions import Interactions
from bot.playground.server.people import People
from bot.playground.server.rest import all_routes
from bot.playground.server.rest.api import RestApi
from bot.playground.server.rest.cdn import Cdn
from bot.playground.server.rest.clock import ClockRoutes
from bot.playground.server.rest.journal import Journal, Request, Violation
from bot.playground.server.rest.traffic import Traffic
from bot.playground.server.rules.schema import Schema
from bot.playground.server.settling import settle
from bot.playground.server.traffic.faults import Faults
from bot.playground.server.traffic.rate_limits import RateLimits
from bot.playground.server.world.models import Intent, Json
from bot.playground.server.world.world import World

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

    from bot.playground.server.people import Person
    from bot.playground.server.world.models import Guild, HasId

_log = logging.getLogger(__name__)
_LARGEST_REQUEST = 128 * 1024 * 1024
# In real seconds. The bot's clock may be moved by days while connections stay open.
_KEEP_ALIVE = 10 * 365 * 24 * 3600.0


class Mountable(Protocol):
    """What the stand-in can serve beside Discord."""

    def add_to(self, app: web.Application) -> None:
        """Register the routes."""
        ...


class StandIn:
    """A Discord of one's own: start it, point discord.py to its addresses, look what happened.

    Args:
        openapi: Discord's API description; requests are checked against it where it is given.
        clock: The time of the world; a new `VirtualClock` when None.
        token: What the bot logs in with.
        privileged: The privileged intents that the application was granted.
        shards: How many shards `/gateway/bot` recommends.
        port: On which port it listens; a free one when 0.

    Attributes:
        clock_error: By how much the clock is ahead of Discord's own, which the header `Date` of
            every answer tells: a bot that follows the clock has it wrong.
        quiet_seconds: How long `settle` listens for further requests, in real seconds; for a bot
            in a process of its own, whose handlers are not seen.
    """

    def __init__(
        self,
        *,
        openapi: Path | None = None,
        clock: VirtualClock | None = None,
        token: str = "stand-in.token.for-tests",  # noqa: S107 - opens nothing but the stand-in
        privileged: Intent = Intent.NONE,
        shards: int = 1,
        port: int = 0,
    ) -> None:
        self.clock = clock or VirtualClock()
        self.token = token
        self.world = World(self.clock, token=token, privileged=privileged)
        self.faults = Faults()
        self.rate_limits = RateLimits()
        self.journal = Journal()
        self._stopped = asyncio.Event()
        self.cdn = Cdn(self.world.files, self.faults, self._stopped)
        self._schema = Schema(openapi) if openapi else None
        self.gateway = Gateway(self.world, lambda: self.gateway_url)
        self.interactions = Interactions(self.world)
        self._people = People(
            self.world, self.gateway, self.interactions, self.journal, self.settle
        )
        self.quiet_seconds = 0.0
        self.clock_error = timedelta()
        self._shards = shards
        self._port = port
        self._mounted: list[Mountable] = []
        self._runner: web.AppRunner | None = None
        self._address = ""

    @property
    def api_url(self) -> str:
        """Where REST is, for `discord.http.Route.BASE`."""
        return f"http://{self._address}/api/v10"

    @property
    def gateway_url(self) -> str:
        """Where the gateway is, for `DiscordWebSocket.DEFAULT_GATEWAY`."""
        return f"ws://{self._address}/gateway"

    @property
    def cdn_url(self) -> str:
        """Where attachments are."""
        return f"http://{self._address}/cdn"

    @property
    def clock_url(self) -> str:
        """Where another process reads the time."""
        return f"http://{self._address}/clock"

    @property
    def requests(self) -> list[Request]:
        """Every REST request so far, in the order of their answers."""
        return self.journal.requests

    @property
    def violations(self) -> list[Violation]:
        """Every request that broke a rule or Discord's description."""
        return self.journal.violations

    @property
    def address(self) -> str:
        """Where all of it is, for a browser."""
        return f"http://{self._address}/"

    def mount(self, routes: Mountable) -> None:
        """Serve something more on the same port; before it is started."""
        self._mounted.append(routes)

    async def start(self) -> None:
        """Listen on a port of the loopback address."""
        if self._schema is None:
            _log.info("Requests are not checked against Discord's API description: none was given.")
        app = web.Application(client_max_size=_LARGEST_REQUEST)
        self._runner = web.AppRunner(
            app, access_log=None, keepalive_timeout=_KEEP_ALIVE, shutdown_timeout=0.5
        )
        routes = [*all_routes(self._gateway_bot), *self.interactions.routes()]
        traffic = Traffic(self.rate_limits, self.faults, self._stopped)
        api = RestApi(
            self.world,
            routes,
            self.journal,
            traffic,
            self._schema,
            tell_time=lambda: self.clock.now() - self.clock_error,
        )
        app.router.add_route("*", "/api/v10/{path:.*}", api.handle)
        files = "/cdn/attachments/{channel_id}/{file_id}/{filename}"
        app.router.add_get(files, self.cdn.handle)
        self.gateway.add_to(app)
        ClockRoutes(self.clock, self._stopped).add_to(app)
        for each in self._mounted:
            each.add_to(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        host, port = self._runner.addresses[0][:2]
        self._address = f"{host}:{port}"
        self.world.files.base_url = self.cdn_url

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        self._stopped.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def person(
        self, name: str, *, guild: Guild | None = None, roles: Iterable[HasId] = ()
    ) -> Person:
        """Let somebody come to life, as a member of a server where one is given."""
        return self._people.person(name, guild=guild, roles=roles)

    async def settle(self, *, within: float = 10.0) -> None:
        """Return once the bot has read everything, its handlers have ended and REST is quiet.

        Raises:
            NotSettledError: When that takes longer than so many real seconds.
        """
        await settle(
            self.gateway,
            self.journal,
            self.interactions,
            within=within,
            quiet=self.quiet_seconds,
        )

    async def live(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Let time pass as it does in life: whatever is begun at a time is finished at that time.

        The clock goes to each time that somebody waits for, and on once everything has settled.
        """
        span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        target = self.clock.now() + span
        await self.settle()
        while (waking := self.clock.next_waking) is not None and waking <= target:
            await self.clock.move_to(max(waking, self.clock.now()))
            await self.settle()
        await self.clock.move_to(target)
        await self.settle()

    def _gateway_bot(self) -> Json:
        limit = self.gateway.session_start_limit()
        return {"url": self.gateway_url, "shards": self._shards, "session_start_limit": limit}

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()
