"""The playground as one thing: open it, fill it with life, look at its address, close it."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from bot.playground.app.arrival import beginning
from bot.playground.app.people import EVERYBODY
from bot.playground.app.tours import all_tours
from bot.playground.app.world import PlayWorld
from bot.playground.server import StandIn, VirtualClock
from bot.playground.server.page import Page, Somebody

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from bot.playground.app.guest import Guest
    from bot.playground.app.history import History

PACE = 1.4


class Playground:
    """A world of one's own, with the real bot in it.

    Entered as a context it is opened and filled; whoever wants to look meanwhile does one after the
    other.

    Args:
        folder: Where the bot keeps its files.
        port: Where the page listens; any free port when 0.
        pace: How many real seconds a step of a tour is shown at least.
        now: After which time the history begins; the real one if None.
    """

    def __init__(
        self, folder: Path, *, port: int = 0, pace: float = PACE, now: datetime | None = None
    ) -> None:
        clock = VirtualClock(beginning(now or datetime.now(UTC)))
        # Whatever else reaches the port can't speak as the bot: nobody knows what that takes.
        self.stand_in = StandIn(clock=clock, port=port, token=secrets.token_urlsafe(32))
        self.page = Page(self.stand_in, pace=pace)
        self.world = PlayWorld.build(self.stand_in)
        self._folder = folder
        self._stack = AsyncExitStack()

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return self.stand_in.address

    async def open(self) -> None:
        """Open the page: everybody is there, but for the bot.

        Raises:
            OSError: The port is taken.
        """
        self.stand_in.mount(self.page)
        await self.stand_in.start()
        self._stack.push_async_callback(self.stand_in.stop)
        self._stack.push_async_callback(self.page.stop)
        for owner in EVERYBODY:
            self.page.add(Somebody(self.world.people[owner], owner.role, owner.zone))
        for tour in all_tours(self.world):
            self.page.offer(tour)

    async def fill(self) -> None:
        """Let the bot in, and live the weeks before; the clock is not to be had meanwhile."""
        async with self.page.heart.held() as pass_until:
            guest_kind, history_kind = await asyncio.to_thread(_bots_side)
            guest = guest_kind(self.stand_in, self._folder)
            self._stack.push_async_callback(guest.stop)
            await guest.start()
            self.world.invite_bot()
            await self.stand_in.settle()
            await history_kind(self.world, guest.services, pass_until).live()
        self.page.heart.start()

    async def close(self) -> None:
        """Let the bot finish, and close the page."""
        await self._stack.aclose()

    async def __aenter__(self) -> Self:
        try:
            await self.open()
            await self.fill()
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


def _bots_side() -> tuple[type[Guest], type[History]]:
    """Import the bot, which takes two seconds."""
    from bot.playground.app.guest import Guest  # noqa: PLC0415 - see above
    from bot.playground.app.history import History  # noqa: PLC0415

    return Guest, History
