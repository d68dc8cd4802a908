"""The commands of `/group`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.accountability.calendar_days import today_of
from bot.accountability.models.groups import GroupKind
from bot.accountability.zones import suggest_zones
from bot.cogs.groups.making import Making
from bot.cogs.groups.people import People
from bot.cogs.groups.resting import Resting
from bot.cogs.groups.running import Running
from bot.cogs.groups.timetable import TimetablePanel
from bot.cogs.groups.upkeep import Upkeep
from bot.typeahead import choices
from bot.ui.groups import upkeep

if TYPE_CHECKING:
    from bot.group_finding import GroupFinder
    from bot.services import Services
    from bot.typeahead import Choices
    from bot.ui.press import Interaction
    from bot.ui.routes import Routes

_LONGEST_NAME = 80
_LONGEST = 100


class Groups(commands.Cog):
    """Making peer groups, and running them."""

    group = app_commands.Group(
        name="group",
        description="Run a peer group: its people, its check-ins, its holidays.",
        guild_only=True,
        allowed_contexts=app_commands.AppCommandContext(guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    schedule = app_commands.Group(
        name="schedule", description="When a group's check-ins open.", parent=group
    )
    holidays = app_commands.Group(
        name="holidays", description="Days on which no check-in opens.", parent=group
    )

    def __init__(self, services: Services, routes: Routes, finder: GroupFinder) -> None:
        self._follow_up = services.follow_up
        self._clock = services.clock
        self._finder = finder
        self._making = Making(services, routes, finder)
        People(services, routes, finder)
        TimetablePanel(services, routes, finder)
        Upkeep(services, routes, finder)
        Resting(services, routes, finder)
        Running(services, routes, finder)

    @group.command()
    async def create(
        self,
        interaction: Interaction,
        name: app_commands.Range[str, 1, _LONGEST_NAME],
        channel: discord.TextChannel,
        zone: app_commands.Range[str, 1, _LONGEST],
        kind: Literal["owners", "team"] = "owners",
    ) -> None:
        """Make a group; you see all of it before it is made.

        Args:
            interaction: What is answered.
            name: What it is called, like Owners Circle.
            channel: Where its check-ins are held; who may read the channel reads the answers.
            zone: A city on whose clock it meets; begin to type, and choose.
            kind: Owners of different firms, or one firm's team.
        """
        await self._making.begin(interaction, name, channel.id, zone, GroupKind(kind))

    @group.command()
    async def members(self, interaction: Interaction) -> None:
        """See who is in it; invite people, name facilitators, post the invitation."""
        await self._finder.run(interaction, "group.members")

    @schedule.command(name="add")
    async def add_schedule(
        self, interaction: Interaction, name: app_commands.Range[str, 1, _LONGEST_NAME]
    ) -> None:
        """Add a schedule; it is read back with its next dates before it is saved.

        Args:
            interaction: What is answered.
            name: What it is called, like Monday check-in.
        """
        await self._finder.run(interaction, "group.schedule_add", {"name": name})

    @schedule.command(name="list")
    async def list_schedules(self, interaction: Interaction) -> None:
        """See the group's schedules, and when each opens next."""
        await self._finder.run(interaction, "group.schedule_list")

    @schedule.command(name="edit")
    async def edit_schedule(
        self, interaction: Interaction, schedule: app_commands.Range[str, 0, _LONGEST]
    ) -> None:
        """Change a schedule; open check-ins keep their times.

        Args:
            interaction: What is answered.
            schedule: Which one; begin to type, and choose.
        """
        await self._finder.run(interaction, "group.schedule_edit", {"schedule": schedule})

    @schedule.command(name="remove")
    async def remove_schedule(
        self, interaction: Interaction, schedule: app_commands.Range[str, 0, _LONGEST]
    ) -> None:
        """Remove a schedule; asks first, and can be undone.

        Args:
            interaction: What is answered.
            schedule: Which one; begin to type, and choose.
        """
        await self._finder.run(interaction, "group.schedule_remove", {"schedule": schedule})

    @group.command()
    async def questions(
        self, interaction: Interaction, schedule: app_commands.Range[str, 0, _LONGEST] = ""
    ) -> None:
        """Choose what a check-in asks: the standard form, or questions of your own.

        Args:
            interaction: What is answered.
            schedule: Which one, if there are several.
        """
        await self._finder.run(interaction, "group.questions", {"schedule": schedule})

    @group.command()
    async def nudge(
        self, interaction: Interaction, schedule: app_commands.Range[str, 0, _LONGEST] = ""
    ) -> None:
        """Choose when those who are missing are reminded, and how members are told.

        Args:
            interaction: What is answered.
            schedule: Which one, if there are several.
        """
        await self._finder.run(interaction, "group.nudge", {"schedule": schedule})

    @holidays.command(name="add")
    async def add_holiday(
        self,
        interaction: Interaction,
        dates: app_commands.Range[str, 1, _LONGEST],
        name: app_commands.Range[str, 1, _LONGEST_NAME],
    ) -> None:
        """Note days on which no check-in opens, and nobody is missed.

        Args:
            interaction: What is answered.
            dates: A day or a range, like 25 Dec, or 24 Dec - 2 Jan.
            name: What it is called.
        """
        await self._finder.run(interaction, "group.holiday_add", {"dates": dates, "name": name})

    @holidays.command(name="list")
    async def list_holidays(self, interaction: Interaction) -> None:
        """See the holidays that are to come."""
        await self._finder.run(interaction, "group.holiday_list")

    @holidays.command(name="remove")
    async def remove_holiday(
        self, interaction: Interaction, holiday: app_commands.Range[str, 1, _LONGEST]
    ) -> None:
        """Let check-ins open on those days again.

        Args:
            interaction: What is answered.
            holiday: Which one; begin to type, and choose.
        """
        await self._finder.run(interaction, "group.holiday_remove", {"holiday": holiday})

    @group.command()
    async def excuse(self, interaction: Interaction, member: discord.Member) -> None:
        """Excuse a member from the open check-in: no nudge, and not a miss.

        Args:
            interaction: What is answered.
            member: Whom.
        """
        await self._finder.run(interaction, "group.excuse", {"member": member.id})

    @group.command()
    async def pause(self, interaction: Interaction) -> None:
        """Pause the group or one schedule, or go on."""
        await self._finder.run(interaction, "group.pause")

    @group.command()
    async def preview(self, interaction: Interaction) -> None:
        """See what the group will see; nobody else does, and no phone rings."""
        await self._finder.run(interaction, "group.preview", {"page": "ping"})

    @group.command()
    async def end(self, interaction: Interaction) -> None:
        """End the group; asks first, and can be reopened for 30 days."""
        await self._finder.run(interaction, "group.end")

    # -- while somebody types

    @create.autocomplete("zone")
    async def _cities_like(self, _interaction: Interaction, current: str) -> Choices:
        return choices((one.label, one.zone) for one in suggest_zones(current, self._clock.now()))

    @edit_schedule.autocomplete("schedule")
    @remove_schedule.autocomplete("schedule")
    @questions.autocomplete("schedule")
    @nudge.autocomplete("schedule")
    async def _schedules_like(self, interaction: Interaction, current: str) -> Choices:
        groups = await self._finder.candidates(interaction, run=True)
        found = await self._follow_up.run(
            lambda book: [(group, one) for group in groups for one in book.timetable.of(group.id)]
        )
        several = len(groups) > 1
        wanted = current.casefold()
        return choices(
            (f"{one.name} · {group.name}" if several else one.name, one.id)
            for group, one in found
            if wanted in one.name.casefold()
        )

    @remove_holiday.autocomplete("holiday")
    async def _holidays_like(self, interaction: Interaction, current: str) -> Choices:
        groups, now = await self._finder.candidates(interaction, run=True), self._clock.now()
        found = await self._follow_up.run(
            lambda book: [
                (upkeep.holiday_label(one, today_of(group, now)), one.id)
                for group in groups
                for one in book.holidays.list(group.id, now)
            ]
        )
        wanted = current.casefold()
        return choices((label, id_) for label, id_ in found if wanted in label.casefold())
