"""The commands of `/commit`, and the one on a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.accountability.calendar_days import today_of
from bot.cogs.commitments.adding import Adding
from bot.cogs.commitments.closing import Closing
from bot.cogs.commitments.own import Own
from bot.typeahead import choices
from bot.ui import commitments as texts

if TYPE_CHECKING:
    from bot.date_asking import DateAsking
    from bot.group_finding import GroupFinder
    from bot.on_top import OnTop
    from bot.services import Services
    from bot.typeahead import Choices
    from bot.ui.press import Interaction
    from bot.ui.routes import Routes

_LONGEST_TYPED = 100


class Commitments(commands.Cog):
    """What members promise, for themselves to see."""

    group = app_commands.Group(
        name="commit",
        description="What you promised your group, and what became of it.",
        guild_only=True,
        allowed_contexts=app_commands.AppCommandContext(guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    def __init__(
        self,
        services: Services,
        routes: Routes,
        finder: GroupFinder,
        dates: DateAsking,
        on_top: OnTop,
    ) -> None:
        self._follow_up = services.follow_up
        self._clock = services.clock
        self._finder = finder
        self._dates = dates
        own = Own(services, finder)
        self._adding = Adding(services, routes, own, dates, on_top)
        self._closing = Closing(services, routes, own, on_top)
        self.context_menus = (
            app_commands.ContextMenu(
                name=texts.MENU,
                callback=self._from_message,
                allowed_contexts=app_commands.AppCommandContext(guild=True),
                allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            ),
        )

    @group.command()
    async def add(
        self,
        interaction: Interaction,
        text: app_commands.Range[str, 1, texts.LONGEST],
        due: app_commands.Range[str, 0, _LONGEST_TYPED] = "",
    ) -> None:
        """Promise your group something; it is there at your next check-in.

        Args:
            interaction: What is answered.
            text: One thing, so that one can say whether it was done.
            due: By when; if you don't say, by the end of the next check-in.
        """
        await self._finder.run(interaction, "commit.add", {texts.TEXT: text, texts.DUE: due})

    @group.command(name="list")
    async def list_commitments(self, interaction: Interaction) -> None:
        """See what you promised and is open; only you see it."""
        await self._finder.run(interaction, "commit.list")

    @group.command()
    async def close(
        self,
        interaction: Interaction,
        commitment: app_commands.Range[str, 0, _LONGEST_TYPED] = "",
    ) -> None:
        """Say what became of a commitment: kept, missed or dropped.

        Args:
            interaction: What is answered.
            commitment: Which one; begin to type, and choose.
        """
        await self._closing.begin(interaction, commitment)

    @add.autocomplete("due")
    async def _dates_like(self, interaction: Interaction, current: str) -> Choices:
        return await self._dates.offer(interaction, current)

    @close.autocomplete("commitment")
    async def _commitments_like(self, interaction: Interaction, current: str) -> Choices:
        user_id, now = interaction.user.id, self._clock.now()
        groups = await self._finder.candidates(interaction)
        open_ = await self._follow_up.run(
            lambda book: [(each, book.commitments.open(each.id, user_id)) for each in groups]
        )
        wanted = current.casefold().split()
        return choices(
            (texts.option_words(each, today_of(group, now)), each.id)
            for group, commitments in open_
            for each in commitments
            if all(word in each.text.casefold() for word in wanted)
        )

    async def _from_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Promise what a message says."""
        await self._adding.from_message(interaction, message)
