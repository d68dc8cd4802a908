"""`/group create`: what was typed is read back, the channel is checked, and a press makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import discord

from bot.accountability.errors import UnknownZone
from bot.accountability.models.groups import GroupKind, GroupState, Part
from bot.accountability.texts import clean_name
from bot.accountability.zones import read_zone, zone_named
from bot.authority import guild_of, require_admin
from bot.errors import Refusal
from bot.permissions import NEEDED
from bot.ui import answering
from bot.ui.forms import Written
from bot.ui.groups import making as texts
from bot.ui.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.cogs.groups.office import Office
    from bot.desk import Desk, Memo
    from bot.ui.press import Interaction, Press

    Data = Mapping[str, Any]

_MEMO = "new group"
_FORM = "group.city"
_NOT_FOR_GROUPS = (
    "Check-ins need a text channel, for their threads. Run the command again with one."
)
_TAKEN = "That channel has a group already. Choose another channel."
_FOR_CHECK_INS = frozenset(
    {
        "view_channel",
        "send_messages",
        "send_messages_in_threads",
        "create_public_threads",
        "read_message_history",
    }
)


class Making:
    """Makes groups, for those who manage the server."""

    def __init__(self, office: Office, desk: Desk) -> None:
        self._office = office
        self._desk = desk
        office.routes.on_press("group.check", self._check_again)
        office.routes.on_press("group.city", self._ask_city)
        office.routes.on_form(_FORM, texts.city_layout, self._city_typed)
        office.routes.on_press("group.make", self._make)
        office.on_group("group.unmake", self._unmake)

    async def begin(
        self, interaction: Interaction, name: str, channel_id: int, zone: str, kind: GroupKind
    ) -> None:
        """Read back what was typed; nothing is made before a press."""
        require_admin(interaction)
        guild_id = guild_of(interaction)
        data = {"name": clean_name(name), "channel": channel_id, "zone": zone, "kind": kind.value}
        if await self._office.run(lambda book: book.groups.in_channel(guild_id, channel_id)):
            raise Refusal(_TAKEN)
        memo = await self._desk.keep(_MEMO, guild_id, interaction.user.id, data)
        await self._office.show(interaction, self._read_back(interaction, memo))

    async def _check_again(self, interaction: Interaction, press: Press) -> None:
        memo = await self._memo(interaction, press.id)
        await answering.show(interaction, self._read_back(interaction, memo))

    async def _ask_city(self, interaction: Interaction, press: Press) -> None:
        memo = await self._memo(interaction, press.id)
        values = {texts.CITY: str(memo.data["zone"])[: texts.LONGEST_CITY]}
        await self._office.routes.open_form(interaction, Written(_FORM, memo.id, values=values))

    async def _city_typed(self, interaction: Interaction, written: Written) -> None:
        memo = await self._memo(interaction, written.id)
        await self._desk.rewrite(memo, {**memo.data, "zone": written.values.get(texts.CITY, "")})
        memo = await self._memo(interaction, written.id)
        await answering.show(interaction, self._read_back(interaction, memo))

    async def _make(self, interaction: Interaction, press: Press) -> None:
        with self._office.once(press.id):
            memo = await self._memo(interaction, press.id)
            if not _is_ready(interaction, memo, self._zone(memo)):
                await answering.show(interaction, self._read_back(interaction, memo))
                return
            group = await self._made(memo, press.argument)
            await self._desk.rewrite(memo, {**memo.data, "made": group.id})
        await answering.show(interaction, texts.made(group))

    async def _made(self, memo: Memo, part: str) -> PeerGroup:
        """Make the group; pressed a second time, return the one that was made."""
        data, now = cast("Data", memo.data), self._office.now
        part_ = Part.OBSERVER if part == "host" else Part.REQUIRED

        def make(book: Accountability) -> PeerGroup:
            known = book.rows.groups.get(data.get("made", ""))
            if known is not None and known.state is not GroupState.ENDED:
                return known
            return book.groups.create(
                memo.guild_id,
                data["channel"],
                data["name"],
                read_zone(data["zone"], now),
                GroupKind(data["kind"]),
                memo.owner_id,
                now,
                part=part_,
            )

        return await self._office.run(make)

    async def _unmake(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        """Undo the making, as long as it concerns nobody else."""

        def unmake(book: Accountability) -> bool:
            with book.rows.transaction():
                others = [
                    one
                    for one in book.members.of(group.id)
                    if one.joined_at is not None and one.user_id != group.created_by
                ]
                if others or any(
                    book.rows.rounds.latest_of_series(one.id) for one in book.timetable.of(group.id)
                ):
                    return False
                book.rows.groups.delete(group.id)
                return True

        if not await self._office.run(unmake):
            raise Refusal(texts.TOO_LATE)
        await answering.show(interaction, Reply(texts.UNDONE))

    def _read_back(self, interaction: Interaction, memo: Memo) -> Reply:
        data = cast("Data", memo.data)
        try:
            zone = read_zone(data["zone"], self._office.now)
        except UnknownZone as error:
            return texts.which_city(str(error), memo.id)
        lacking = _missing(interaction, data["channel"])
        if lacking:
            return texts.missing(data["channel"], lacking, memo.id)
        local = self._office.now.astimezone(zone_named(zone))
        return texts.is_it_right(data["name"], data["channel"], zone, local, data["kind"], memo.id)

    def _zone(self, memo: Memo) -> str | None:
        try:
            return read_zone(str(memo.data["zone"]), self._office.now)
        except UnknownZone:
            return None

    async def _memo(self, interaction: Interaction, memo_id: str) -> Memo:
        require_admin(interaction)
        return await self._desk.recall(
            _MEMO, guild_of(interaction), memo_id, owner_id=interaction.user.id
        )


def _is_ready(interaction: Interaction, memo: Memo, zone: str | None) -> bool:
    return zone is not None and not _missing(interaction, cast("Data", memo.data)["channel"])


def _missing(interaction: Interaction, channel_id: int) -> list[str]:
    """Return what the bot may not do in a channel, as Discord's settings call it."""
    needed = [need for need in NEEDED if need.flag in _FOR_CHECK_INS]
    guild = interaction.guild
    channel = guild.get_channel(channel_id) if guild else None
    if guild is None or channel is None:
        # A channel that the bot can't see may be missing in its list of channels.
        return [need.name for need in needed]
    if not isinstance(channel, discord.TextChannel):
        raise Refusal(_NOT_FOR_GROUPS)
    allowed = channel.permissions_for(guild.me)
    return [need.name for need in needed if not need.is_met(allowed)]
