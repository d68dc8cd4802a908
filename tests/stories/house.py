"""A house for stories: one server with people, and the real bot, which can be started again."""

from __future__ import annotations

import asyncio
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from bot.client import SoundingBoard
from bot.playground.server import StandIn
from bot.services import Limits, build_services

if TYPE_CHECKING:
    from pathlib import Path

    from bot.playground.server import Person
    from bot.playground.server.world.models import Guild, Role
    from bot.services import Services

MANAGE_GUILD = 1 << 5
# View, send (in threads too), public threads, embeds, files, history: what the invitation asks for.
INVITED = 0x400 | 0x800 | 0x4000 | 0x8000 | 0x10000 | 0x800000000 | 0x4000000000
_READY_WITHIN = 10.0


class House:
    """The bot in its world.

    Args:
        folder: The data folder of the bot.
        starters: A library file with the starters in it, copied for each server: a quick start.
        openapi: Discord's description, where there is one to check requests against.
        limits: How much one server may keep.
    """

    def __init__(
        self,
        folder: Path,
        starters: Path | None,
        openapi: Path | None,
        limits: Limits | None = None,
    ) -> None:
        self.folder = folder
        self._starters = starters
        self.limits = limits
        self.stand_in = StandIn(openapi=openapi)
        self.services: Services
        self.bot: SoundingBoard
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Fill the world, which has been started, and let the bot in."""
        self.guild = self.add_guild("Owners Circle")
        self.general = self.stand_in.world.channels[self.guild.system_channel_id or 0]
        self.librarians: Role = self.stand_in.world.add_role(self.guild, "Librarians")
        managing = self.stand_in.world.add_role(self.guild, "Hosts", MANAGE_GUILD)
        self.admin: Person = self.stand_in.person("Ada", guild=self.guild, roles=[managing])
        self.librarian: Person = self.stand_in.person(
            "Lib", guild=self.guild, roles=[self.librarians]
        )
        self.alice: Person = self.stand_in.person("Alice", guild=self.guild)
        self.bob: Person = self.stand_in.person("Bob", guild=self.guild)
        await self.start()
        await self.services.desk.set_librarian_roles(self.guild.id, [self.librarians.id])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
        await self.stand_in.stop()

    def add_guild(self, name: str) -> Guild:
        """Add a server that invites the bot, with the starter library ready."""
        guild = self.stand_in.world.add_guild(name, with_bot=False)
        if self._starters is not None:
            target = self.folder / "knowledge" / f"{guild.id}.db"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(self._starters, target)
        self.stand_in.world.invite_bot(guild, INVITED)
        return guild

    async def start(self) -> None:
        """Start the bot, and wait until it is ready."""
        address = self.stand_in.cdn_url.split("/")[2]
        self.services = build_services(
            self.folder, self.stand_in.clock, limits=self.limits, attachment_hosts=[address]
        )
        await self.services.start()
        # Whatever is due wakes the scheduler; between, weeks pass without a look.
        self.bot = SoundingBoard(self.services, max_wait=0.02, longest_nap=timedelta(hours=12))
        self._running = asyncio.create_task(self.bot.start(self.stand_in.token))
        ready = asyncio.create_task(self.bot.wait_until_ready())
        await asyncio.wait(
            {self._running, ready}, timeout=_READY_WITHIN, return_when=asyncio.FIRST_COMPLETED
        )
        if not ready.done():
            ready.cancel()
            self._running.cancel()
            await self._running
        await self.stand_in.settle()

    async def stop(self) -> None:
        """Stop the bot as an orderly end does."""
        await self.bot.close()
        if self._running is not None:
            await asyncio.gather(self._running, return_exceptions=True)
        await self.services.close()

    async def restart(self) -> None:
        """Stop the bot and start it anew: nothing is left of it but its files."""
        await self.stop()
        await self.start()
