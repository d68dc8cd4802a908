"""The commands of `/group`: who may is asked where each is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.accountability.models.groups import GroupKind
from bot.accountability.zones import suggest_zones
from bot.cogs.groups.days_off import DaysOff
from bot.cogs.groups.ending import Ending
from bot.cogs.groups.hosting import Hosting
from bot.cogs.groups.inviting import Inviting
from bot.cogs.groups.making import Making
from bot.cogs.groups.nudging import Nudging
from bot.cogs.groups.office import Office
from bot.cogs.groups.pausing import Pausing
from bot.cogs.groups.people import People
from bot.cogs.groups.preview import Preview
from bot.cogs.groups.questions import Asking
from bot.cogs.groups.reporting import RANGES, Reporting
from bot.cogs.groups.schedules import Schedules
from bot.cogs.groups.timetable import TimetablePanel
from bot.typeahead import choices

if TYPE_CHECKING:
    from bot.date_asking import DateAsking
    from bot.group_finding import GroupFinder
    from bot.on_top import OnTop
    from bot.services import Services
    from bot.typeahead import Choices
    from bot.ui.press import Interaction
    from bot.ui.routes import Routes

_LONGEST_NAME = 80
_LONGEST = 100


class TextChannel(app_commands.Transformer):
    """A text channel, one that the bot can't see among them: then it can say so."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """What Discord lets people choose."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Of which kind."""
        return [discord.ChannelType.text]

    async def transform(
        self, interaction: Interaction, value: app_commands.AppCommandChannel
    ) -> int:
        """Return its id; what the bot may do in it is looked up later."""
        del interaction
        return value.id


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

    def __init__(
        self,
        services: Services,
        routes: Routes,
        finder: GroupFinder,
        dates: DateAsking,
        on_top: OnTop,
    ) -> None:
        self._clock = services.clock
        self._finder = finder
        office = Office(services, routes, finder, on_top)
        self._making = Making(office, services.desk)
        Hosting(office, People(office))
        Inviting(office)
        self._schedules = schedules = Schedules(office)
        schedules.on("edit", TimetablePanel(office).edit)
        Asking(office, schedules)
        Nudging(office, schedules)
        Preview(office, schedules)
        self._days_off = DaysOff(office, dates)
        Pausing(office)
        Ending(office)
        self._reporting = Reporting(office)

    @group.command()
    async def create(
        self,
        interaction: Interaction,
        name: app_commands.Range[str, 1, _LONGEST_NAME],
        channel: app_commands.Transform[int, TextChannel],
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
        await self._making.begin(interaction, name, channel, zone, GroupKind(kind))

    @group.command()
    async def members(self, interaction: Interaction) -> None:
        """See who is in it; invite people, name facilitators, post the invitation."""
        await self._finder.run(interaction, "group.members")

    @schedule.command(name="add")
    async def add_schedule(
        self, interaction: Interaction, name: app_commands.Range[str, 0, _LONGEST_NAME] = ""
    ) -> None:
        """Add a schedule; it is read back with its next dates before it is saved.

        Args:
            interaction: What is answered.
            name: What it is called, like Monday check-in; it may be left out.
        """
        await self._finder.run(interaction, "group.schedule_add", {"name": name})

    @schedule.command(name="list")
    async def list_schedules(self, interaction: Interaction) -> None:
        """See the group's schedules, and when each opens next."""
        await self._finder.run(interaction, "group.schedule_list")

    @schedule.command(name="edit")
    async def edit_schedule(
        self, interaction: Interaction, schedule: app_commands.Range[str, 0, _LONGEST] = ""
    ) -> None:
        """Change a schedule; open check-ins keep their times.

        Args:
            interaction: What is answered.
            schedule: Which one, if there are several; begin to type, and choose.
        """
        await self._schedules.begin(interaction, "edit", schedule)

    @schedule.command(name="remove")
    async def remove_schedule(
        self, interaction: Interaction, schedule: app_commands.Range[str, 0, _LONGEST] = ""
    ) -> None:
        """Remove a schedule; a press brings it back.

        Args:
            interaction: What is answered.
            schedule: Which one, if there are several; begin to type, and choose.
        """
        await self._schedules.begin(interaction, "remove", schedule)

    @group.command()
    async def questions(
        self, interaction: Interaction, schedule: app_commands.Range[str, 0, _LONGEST] = ""
    ) -> None:
        """Choose what a check-in asks: the standard form, or questions of your own.

        Args:
            interaction: What is answered.
            schedule: Which one, if there are several; begin to type, and choose.
        """
        await self._schedules.begin(interaction, "questions", schedule)

    @group.command()
    async def nudge(
        self, interaction: Interaction, schedule: app_commands.Range[str, 0, _LONGEST] = ""
    ) -> None:
        """Choose when those who are missing are reminded, and how members are told.

        Args:
            interaction: What is answered.
            schedule: Which one, if there are several; begin to type, and choose.
        """
        await self._schedules.begin(interaction, "nudge", schedule)

    @holidays.command(name="add")
    async def add_holiday(
        self,
        interaction: Interaction,
        dates: app_commands.Range[str, 1, _LONGEST],
        name: app_commands.Range[str, 0, _LONGEST_NAME] = "",
    ) -> None:
        """Note days on which no check-in opens, and nobody is missed.

        Args:
            interaction: What is answered.
            dates: A day or a range, like 25 Dec, or 24 Dec - 2 Jan.
            name: What it is called; it may be left out.
        """
        await self._days_off.add(interaction, dates, name)

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
        await self._days_off.remove(interaction, holiday)

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
    async def preview(
        self, interaction: Interaction, schedule: app_commands.Range[str, 0, _LONGEST] = ""
    ) -> None:
        """See what the group will see; nobody else does, and no phone rings.

        Args:
            interaction: What is answered.
            schedule: Which one, if there are several; begin to type, and choose.
        """
        await self._schedules.begin(interaction, "preview", schedule)

    @group.command()
    @app_commands.rename(days="range")
    @app_commands.choices(
        days=[app_commands.Choice(name=name, value=days) for name, days in RANGES.items()]
    )
    async def report(self, interaction: Interaction, days: int | None = None) -> None:
        """See how the group did: rounds, answers, what was kept; with a chart and a table.

        Args:
            interaction: What is answered.
            days: How far back; 3 months, if you don't say.
        """
        await self._reporting.begin(interaction, days)

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
    @preview.autocomplete("schedule")
    async def _schedules_like(self, interaction: Interaction, current: str) -> Choices:
        return await self._schedules.offer(interaction, current)

    @remove_holiday.autocomplete("holiday")
    async def _holidays_like(self, interaction: Interaction, current: str) -> Choices:
        return await self._days_off.offer(interaction, current)
