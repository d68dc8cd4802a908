"""The commands by family. Each cog parses, calls a service and presents; none imports another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cogs.articles import Articles
from bot.cogs.ask import Ask
from bot.cogs.check_ins import CheckIns
from bot.cogs.commitments import Commitments
from bot.cogs.groups import Groups
from bot.cogs.help import Help
from bot.cogs.library import Library
from bot.cogs.me import Me
from bot.cogs.setup import Setup
from bot.cogs.today import Today
from bot.date_asking import DateAsking
from bot.group_finding import GroupFinder
from bot.on_top import OnTop

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
    finder = GroupFinder(services, routes)
    dates = DateAsking(services, routes, finder)
    on_top = OnTop(services)
    return [
        Articles(services, routes, outbox),
        Ask(services, routes, outbox, telling),
        CheckIns(services, routes, finder, dates, on_top),
        Commitments(services, routes, finder, dates, on_top),
        Groups(services, routes, finder, dates, on_top),
        Help(services, routes),
        Library(services, routes, telling),
        Me(services, routes, finder, on_top),
        Setup(services, routes),
        Today(services, finder, on_top),
    ]
