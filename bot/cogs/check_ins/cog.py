"""The commands of `/checkin`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.ext import commands

from bot.accountability.calendar_days import today_of
from bot.cogs.check_ins.away import Away
from bot.cogs.check_ins.filling import Filling
from bot.cogs.check_ins.found import Found
from bot.cogs.check_ins.helping import Helping
from bot.cogs.check_ins.later import Later
from bot.typeahead import choices
from bot.ui import answering
from bot.ui.check_ins import choosing, history

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.date_asking import DateAsking
    from bot.group_finding import GroupFinder
    from bot.on_top import OnTop
    from bot.services import Services
    from bot.typeahead import Choices
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from bot.ui.routes import Routes

    Data = Mapping[str, Any]

_LONGEST = 60
_LONGEST_ROUND = 100


class CheckIns(commands.Cog):
    """What a member does about the check-ins of their groups."""

    group = app_commands.Group(
        name="checkin",
        description="Your check-ins: answer, look back, skip one, be away.",
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
        self._on_top = on_top
        found = Found(services, finder)
        self._filling = Filling(services, routes, finder, found, Helping(services), on_top)
        Later(services, routes, found, dates)
        Away(services, routes, finder, found, dates, on_top)
        finder.on("checkin.mine", self._mine)
        routes.on_press("checkin.page", self._turn)

    @group.command()
    async def now(
        self,
        interaction: Interaction,
        round: app_commands.Range[str, 0, _LONGEST_ROUND] = "",  # noqa: A002 - as members know it
    ) -> None:
        """Check in: two minutes. It opens yours again if you have answered.

        Args:
            interaction: What is answered.
            round: Which one, if several are open; the soonest to close comes first.
        """
        known = await self._follow_up.run(lambda book: book.rows.rounds.get(round))
        if known is not None:
            await self._filling.of_round(interaction, known.id)
        else:
            await self._finder.run(interaction, "checkin.now")

    @now.autocomplete("round")
    async def _rounds_like(self, interaction: Interaction, current: str) -> Choices:
        groups = await self._finder.candidates(interaction)
        now = self._clock.now()

        def look(book: Accountability) -> list[tuple[str, str]]:
            open_ = [
                (found, group, book.rows.series.get(found.series_id))
                for group in groups
                for found in book.rounds.open_of(group.id)
            ]
            open_.sort(key=lambda each: each[0].close_at)
            return [
                (choosing.option_words(found, group, series, now), found.id)
                for found, group, series in open_
                if series is not None
            ]

        offered = await self._follow_up.run(look)
        wanted = current.casefold().split()
        return choices(
            (text, value)
            for text, value in offered
            if all(word in text.casefold() for word in wanted)
        )

    @group.command()
    async def mine(self, interaction: Interaction) -> None:
        """Look back on your own check-ins and what you kept; only you see it."""
        await self._finder.run(interaction, "checkin.mine")

    @group.command()
    async def skip(self, interaction: Interaction) -> None:
        """Skip one check-in: the open one, or else the next. It's no miss."""
        await self._finder.run(interaction, "checkin.skip")

    @group.command()
    @app_commands.rename(from_="from")
    async def away(
        self,
        interaction: Interaction,
        until: app_commands.Range[str, 1, _LONGEST],
        from_: app_commands.Range[str, 0, _LONGEST] = "",
    ) -> None:
        """Be away for a while: no pings, and no misses. Nobody is told why.

        Args:
            interaction: What is answered.
            until: The last day, like Fri, 5 Dec or in 2 weeks.
            from_: The first day; today, if you don't say.
        """
        data = {"until": until, "from": from_}
        await self._finder.run(interaction, "checkin.away", data)

    @away.autocomplete("until")
    @away.autocomplete("from_")
    async def _dates_like(self, interaction: Interaction, current: str) -> Choices:
        return await self._dates.offer(interaction, current)

    @group.command()
    async def back(self, interaction: Interaction) -> None:
        """Come back earlier than you said."""
        await self._finder.run(interaction, "checkin.back")

    async def _mine(self, interaction: Interaction, group: PeerGroup, _data: Data) -> None:
        await self._on_top.show(interaction, await self._page(interaction, group, 0))

    async def _turn(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id)
        readable = press.argument.isascii() and press.argument.isdecimal()
        skip = int(press.argument[:6]) if readable else 0
        await answering.show(interaction, await self._page(interaction, group, skip))

    async def _page(self, interaction: Interaction, group: PeerGroup, skip: int) -> Reply:
        user_id, now = interaction.user.id, self._clock.now()
        found = await self._follow_up.run(
            lambda book: book.check_ins.history(group.id, user_id, history.PER_PAGE, skip, now)
        )
        return history.page(group, found, skip, today_of(group, now))
