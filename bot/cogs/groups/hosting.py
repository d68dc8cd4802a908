"""Who runs a group and who may join it uninvited; its name, its channel and its clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import discord

from bot.accountability.errors import UnknownZone
from bot.accountability.zones import read_zone, zone_named
from bot.cogs.groups.office import number, one_of
from bot.cogs.groups.people import chosen_people
from bot.errors import NotAllowed, Refusal
from bot.ui import answering
from bot.ui.forms import Written
from bot.ui.groups import hosting as texts
from bot.ui.groups import people as people_texts
from bot.ui.reply import Button
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.cogs.groups.office import Office
    from bot.cogs.groups.people import People
    from bot.desk import Memo
    from bot.ui.press import Interaction, Press

    Data = Mapping[str, Any]

_BEFORE, _CITY = "group before", "group's city"
_NAME_FORM, _CITY_FORM = "group.rename", "group.clock"
_NOT_THERE = (
    "I can't host check-ins in that channel: let me see it and write there, then try again."
)
_NOT_YOURS = "You may not write in that channel. Choose another one, or ask an admin."


class Hosting:
    """Changes what a group is, and who hosts it; each change is undone by a press."""

    def __init__(self, office: Office, people: People) -> None:
        self._office = office
        self._people = people
        office.on_group("group.runs", self._runs)
        office.on_group("group.facilitators", self._set_facilitators)
        office.on_group("group.roles", self._roles)
        office.on_group("group.join_roles", self._set_roles)
        office.on_group("group.settings", self._settings)
        office.on_group(_NAME_FORM, self._ask_name)
        office.on_group(_CITY_FORM, self._ask_city)
        office.on_group("group.channel", self._set_channel)
        office.on_memo("group.clock_set", _CITY, self._set_clock)
        office.on_memo("group.unset", _BEFORE, self._undo)
        office.routes.on_form(_NAME_FORM, texts.name_layout, self._named)
        office.routes.on_form(_CITY_FORM, texts.city_layout, self._city_typed)

    # -- who

    async def _runs(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        running = await self._office.run(lambda book: _running(book, group.id))
        await answering.show(interaction, people_texts.who_runs_it(group, running))

    async def _set_facilitators(
        self, interaction: Interaction, group: PeerGroup, press: Press
    ) -> None:
        chosen = chosen_people(interaction, press)
        now, actor = self._office.now, interaction.user.id

        def appoint(book: Accountability) -> list[int]:
            before = _running(book, group.id)
            book.members.set_facilitators(group.id, chosen, actor, now)
            return before

        before = await self._office.run(appoint)
        await self._saved(interaction, group, {"facilitators": before})

    async def _roles(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        await answering.show(interaction, people_texts.roles(group))

    async def _set_roles(self, interaction: Interaction, group: PeerGroup, press: Press) -> None:
        guild = interaction.guild
        # Everybody has the server's own role: by it, nobody would have to be invited.
        known = {role.id for role in guild.roles} - {guild.id} if guild else set()
        chosen = tuple(sorted({number(value) for value in press.values} & known))
        await self._edit(interaction, group, join_role_ids=chosen)

    # -- what

    async def _settings(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        await answering.show(interaction, texts.settings(group))

    async def _ask_name(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        opened = Written(_NAME_FORM, group.id, values={texts.NAME: group.name})
        await self._office.routes.open_form(interaction, opened)

    async def _named(self, interaction: Interaction, written: Written) -> None:
        group = await self._office.group(interaction, written.id)
        await self._edit(interaction, group, name=written.values.get(texts.NAME, ""))

    async def _set_channel(self, interaction: Interaction, group: PeerGroup, press: Press) -> None:
        guild = interaction.guild
        channel = guild.get_channel(number(one_of(press))) if guild else None
        if guild is None or not isinstance(channel, discord.TextChannel):
            raise Refusal(_NOT_THERE)
        if not _may_write(channel, guild.me):
            raise Refusal(_NOT_THERE)
        if not isinstance(interaction.user, discord.Member) or not _may_write(
            channel, interaction.user
        ):
            # What they may not write themselves, they don't let the bot write.
            raise NotAllowed(_NOT_YOURS)
        await self._edit(interaction, group, channel_id=channel.id)

    async def _ask_city(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        await self._office.routes.open_form(interaction, Written(_CITY_FORM, group.id))

    async def _city_typed(self, interaction: Interaction, written: Written) -> None:
        group = await self._office.group(interaction, written.id)
        try:
            zone = read_zone(written.values.get(texts.CITY, ""), self._office.now)
        except UnknownZone as error:
            raise Refusal(safe_text(str(error), texts.LONGEST_SENTENCE)) from error
        memo_id = await self._office.keep(interaction, _CITY, group.id, {"zone": zone})
        local = self._office.now.astimezone(zone_named(zone))
        await answering.show(interaction, texts.is_it_right(group, zone, local, memo_id))

    async def _set_clock(
        self, interaction: Interaction, group: PeerGroup, memo: Memo, _press: Press
    ) -> None:
        await self._edit(interaction, group, zone=cast("Data", memo.data)["zone"])
        await self._office.discard(memo)

    async def _edit(self, interaction: Interaction, group: PeerGroup, **changes: Any) -> None:  # noqa: ANN401 - what `Groups.edit` takes
        now, actor = self._office.now, interaction.user.id
        await self._office.run(
            lambda book: book.groups.edit(group.id, actor=actor, now=now, **changes)
        )
        before = {name: getattr(group, name) for name in changes}
        await self._saved(interaction, group, before)

    async def _saved(
        self, interaction: Interaction, group: PeerGroup, before: dict[str, object]
    ) -> None:
        undo_id = await self._office.keep(interaction, _BEFORE, group.id, {"before": before})
        undo = Button("Undo", "group.unset", undo_id)
        await answering.show(interaction, await self._people.drawn(group.id, texts.SAVED, undo))

    async def _undo(
        self, interaction: Interaction, group: PeerGroup, memo: Memo, _press: Press
    ) -> None:
        before = dict(cast("Data", memo.data)["before"])
        now, actor = self._office.now, interaction.user.id

        def undo(book: Accountability) -> None:
            if "facilitators" in before:
                book.members.set_facilitators(group.id, before["facilitators"], actor, now)
                return
            if "join_role_ids" in before:
                before["join_role_ids"] = tuple(before["join_role_ids"])
            book.groups.edit(group.id, actor=actor, now=now, **before)

        await self._office.run(undo)
        await self._office.discard(memo)
        await answering.show(interaction, await self._people.drawn(group.id, "Undone."))


def _running(book: Accountability, group_id: str) -> list[int]:
    return [one.user_id for one in book.members.of(group_id) if one.runs]


def _may_write(channel: discord.TextChannel, member: discord.Member) -> bool:
    allowed = channel.permissions_for(member)
    return allowed.view_channel and allowed.send_messages
