"""The commands of `/me`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.accountability.zones import suggest_zones
from bot.cogs.me.clock import Clocks
from bot.cogs.me.leaving import Leaving
from bot.cogs.me.pings import PingChoices
from bot.typeahead import choices

if TYPE_CHECKING:
    from bot.group_finding import GroupFinder
    from bot.on_top import OnTop
    from bot.services import Services
    from bot.typeahead import Choices
    from bot.ui.press import Interaction
    from bot.ui.routes import Routes

_LONGEST_CITY = 100


class Me(commands.Cog):
    """What a member chooses for themselves."""

    group = app_commands.Group(
        name="me",
        description="Your clock, how I reach you, and the groups you're in.",
        guild_only=True,
        allowed_contexts=app_commands.AppCommandContext(guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    def __init__(
        self, services: Services, routes: Routes, finder: GroupFinder, on_top: OnTop
    ) -> None:
        self._clock = services.clock
        self._clocks = Clocks(services, routes, on_top)
        self._pings = PingChoices(services, routes, on_top)
        self._leaving = Leaving(services, routes, finder, on_top)

    @group.command()
    async def timezone(
        self, interaction: Interaction, city: app_commands.Range[str, 1, _LONGEST_CITY]
    ) -> None:
        """Set your own clock: quiet hours and reminders follow it.

        Args:
            interaction: What is answered.
            city: A city near you; begin to type, and choose.
        """
        await self._clocks.begin(interaction, city)

    @timezone.autocomplete("city")
    async def _cities_like(self, _interaction: Interaction, current: str) -> Choices:
        found = suggest_zones(current, self._clock.now())
        return choices((one.label, one.zone) for one in found)

    @group.command()
    async def pings(self, interaction: Interaction) -> None:
        """Choose how I tell you of check-ins: mention, DM or not at all; and quiet hours."""
        await self._pings.begin(interaction)

    @group.command()
    async def groups(self, interaction: Interaction) -> None:
        """See the groups you're in here, and leave one if you like."""
        await self._leaving.begin(interaction)
