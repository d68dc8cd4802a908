"""The playground as one thing: open it, look at its address, close it."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from bot.client import SoundingBoard
from bot.development import pointed_to
from bot.playground.app.history import History, beginning
from bot.playground.app.people import EVERYBODY
from bot.playground.app.tours import all_tours
from bot.playground.app.world import PlayWorld
from bot.playground.server import StandIn, VirtualClock
from bot.playground.server.page import Page, Somebody
from bot.services import build_services
from bot.settings import StandInAddresses
from knowledge import KnowledgeBase

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

PACE = 1.4
_LONGEST_NAP = timedelta(hours=12)
_READY_WITHIN = 20.0
_TO_FINISH = 3.0


class Playground:
    """A world of one's own, with the real bot in it.

    Args:
        folder: Where the bot keeps its files.
        port: Where the page listens; any free port when 0.
        pace: How many real seconds a step of a tour is shown at least.
    """

    def __init__(self, folder: Path, *, port: int = 0, pace: float = PACE) -> None:
        clock = VirtualClock(beginning(datetime.now(UTC)))
        self.stand_in = StandIn(clock=clock, port=port)
        self.page = Page(self.stand_in, pace=pace)
        self.world: PlayWorld
        self._folder = folder
        self._stack = AsyncExitStack()

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return self.stand_in.address

    async def __aenter__(self) -> Self:
        """Build the world, let the bot in, and live the weeks before."""
        try:
            await self._open()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stack.aclose()

    async def _open(self) -> None:
        stand_in = self.stand_in
        self.world = PlayWorld.build(stand_in)
        stand_in.mount(self.page)
        await stand_in.start()
        self._stack.push_async_callback(stand_in.stop)
        self._stack.push_async_callback(self.page.stop)
        addresses = StandInAddresses(stand_in.api_url, stand_in.gateway_url, stand_in.cdn_url, None)
        self._stack.enter_context(pointed_to(addresses))
        services = build_services(
            self._folder, stand_in.clock, attachment_hosts=addresses.attachment_hosts
        )
        self._stack.push_async_callback(services.close)
        await services.start()
        await asyncio.to_thread(_load_starters, self._folder, self.world.guild.id)
        self.world.invite_bot()
        await self._start(SoundingBoard(services, max_wait=0.05, longest_nap=_LONGEST_NAP))
        await History(self.world, services).live()
        for owner in EVERYBODY:
            self.page.add(Somebody(self.world.people[owner], owner.role, owner.zone))
        for tour in all_tours(self.world):
            self.page.offer(tour)
        self.page.heart.start()

    async def _start(self, bot: SoundingBoard) -> None:
        running = asyncio.create_task(bot.start(self.stand_in.token), name="playground: bot")

        async def leave() -> None:
            await bot.finish(_TO_FINISH)
            await bot.close()
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

        self._stack.push_async_callback(leave)
        ready = asyncio.create_task(bot.wait_until_ready())
        await asyncio.wait(
            {running, ready}, timeout=_READY_WITHIN, return_when=asyncio.FIRST_COMPLETED
        )
        if not ready.done():
            ready.cancel()
            running.cancel()
            await running
        await self.stand_in.settle()


def _load_starters(folder: Path, guild_id: int) -> None:
    path = folder / "knowledge" / f"{guild_id}.db"
    path.parent.mkdir(parents=True, exist_ok=True)
    with KnowledgeBase(path) as library:
        library.load_starters()
