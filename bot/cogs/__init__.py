"""The commands by family. Each cog parses, calls a service and presents; none imports another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cogs.articles import Articles
from bot.cogs.ask import Ask
from bot.cogs.help import Help
from bot.cogs.library import Library
from bot.cogs.setup import Setup

if TYPE_CHECKING:
    from discord.ext import commands

    from bot.outbox import Outbox
    from bot.services import Services
    from bot.telling import Telling
    from bot.ui.routes import Routes


def make_cogs(
    services: Services, routes: Routes, outbox: Outbox, telling: Telling
) -> list[commands.Cog]:
    """Make all cogs."""
    return [
        Articles(services, routes, outbox),
        Ask(services, routes, outbox, telling),
        Help(services, routes),
        Library(services, routes, telling),
        Setup(services, routes),
    ]
