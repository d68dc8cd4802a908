"""`/today`: what a member has before them in a group, with a press for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.ext import commands

from bot.accountability.calendar_days import today_of
from bot.accountability.models.groups import Part
from bot.accountability.models.rounds import ScheduleState
from bot.ui import today as texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.group_finding import GroupFinder
    from bot.on_top import OnTop
    from bot.services import Services
    from bot.ui.press import Interaction


class Today(commands.Cog):
    """A member's day."""

    def __init__(self, services: Services, finder: GroupFinder, on_top: OnTop) -> None:
        self._follow_up = services.follow_up
        self._clock = services.clock
        self._finder = finder
        self._on_top = on_top
        finder.on("today", self._show)

    @app_commands.command()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.guild_only()
    async def today(self, interaction: Interaction) -> None:
        """See what you promised and when the next check-in is; only you see it."""
        await self._finder.run(interaction, "today")

    async def _show(
        self, interaction: Interaction, group: PeerGroup, _data: Mapping[str, Any]
    ) -> None:
        user_id, now = interaction.user.id, self._clock.now()
        day = await self._follow_up.run(lambda book: _day_of(book, group, user_id, now))
        await self._on_top.show(interaction, texts.today(day, today_of(group, now)))


def _day_of(book: Accountability, group: PeerGroup, user_id: int, now: datetime) -> texts.Day:
    series = {one.id: one for one in book.timetable.of(group.id)}
    rounds = tuple(
        texts.OpenRound(
            found,
            series[found.series_id].name if found.series_id in series else "",
            answered=book.rows.check_ins.mine(found.id, user_id) is not None,
        )
        for found in book.rounds.open_of(group.id)
    )
    member = book.members.get(group.id, user_id)
    return texts.Day(
        group,
        commitments=tuple(book.commitments.open(group.id, user_id)),
        rounds=rounds,
        next_opens_at=book.timetable.first_opening(group.id, now),
        absence=book.absences.current(group.id, user_id, now),
        several=sum(one.state is not ScheduleState.REMOVED for one in series.values()) > 1,
        hosts=member is not None and member.part is Part.OBSERVER,
    )
