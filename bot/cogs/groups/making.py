"""`/group create`: what was typed is read back, the channel is checked, and a press makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import discord

from bot.accountability.calendar_days import checked_zone
from bot.accountability.models.groups import GroupKind, Part
from bot.accountability.zones import read_zone, zone_named
from bot.authority import guild_of, require_admin
from bot.errors import Refusal
from bot.permissions import NEEDED
from bot.ui import answering
from bot.ui.groups import making as texts
from bot.ui.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.desk import Memo
    from bot.group_finding import GroupFinder
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.routes import Routes

    Data = Mapping[str, Any]

_MEMO = "new group"
_NOT_HERE = "That channel is not here any more. Run the command again with another one."


class Making:
    """Makes groups."""

    def __init__(self, services: Services, routes: Routes, finder: GroupFinder) -> None:
        self._services = services
        self._follow_up = services.follow_up
        self._finder = finder
        routes.on_press("group.check", self._check_again)
        routes.on_press("group.make", self._make)
        routes.on_press("group.unmake", self._unmake)

    async def begin(
        self, interaction: Interaction, name: str, channel_id: int, zone: str, kind: GroupKind
    ) -> None:
        """Read back what was typed; nothing is made before a press."""
        require_admin(interaction)
        data = {
            "name": name,
            "channel": channel_id,
            "zone": checked_zone(read_zone(zone, self._services.clock.now())),
            "kind": kind.value,
        }
        memo = await self._services.desk.keep(
            _MEMO, guild_of(interaction), interaction.user.id, data
        )
        await answering.send(interaction, self._read_back(interaction, memo))

    async def _check_again(self, interaction: Interaction, press: Press) -> None:
        require_admin(interaction)
        memo = await self._memo(interaction, press.id)
        await answering.update(interaction, self._read_back(interaction, memo))

    async def _make(self, interaction: Interaction, press: Press) -> None:
        require_admin(interaction)
        memo = await self._memo(interaction, press.id)
        data = cast("Data", memo.data)
        if _missing(interaction, data["channel"]):
            await answering.update(interaction, self._read_back(interaction, memo))
            return
        part = Part.REQUIRED if press.argument == "part" else Part.OBSERVER
        now, guild_id, user_id = self._services.clock.now(), memo.guild_id, interaction.user.id
        group = await self._follow_up.run(
            lambda book: book.groups.create(
                guild_id,
                data["channel"],
                data["name"],
                data["zone"],
                GroupKind(data["kind"]),
                user_id,
                now,
                part=part,
            )
        )
        await self._services.desk.discard(memo)
        await answering.update(interaction, texts.made(group))

    async def _unmake(self, interaction: Interaction, press: Press) -> None:
        """Undo the making, as long as it concerns nobody else."""
        group = await self._finder.of_press(interaction, press.id, run=True)

        def unmake(book: Accountability) -> bool:
            with book.rows.transaction():
                alone = all(
                    not one.joined or one.user_id == group.created_by
                    for one in book.members.of(group.id)
                )
                if not alone or book.rows.rounds.open_of_group(group.id):
                    return False
                book.rows.groups.delete(group.id)
                return True

        if not await self._follow_up.run(unmake):
            raise Refusal(texts.TOO_LATE)
        await answering.update(interaction, Reply(texts.UNDONE))

    def _read_back(self, interaction: Interaction, memo: Memo) -> Reply:
        data = cast("Data", memo.data)
        missing = _missing(interaction, data["channel"])
        if missing:
            return texts.missing(data["channel"], missing, memo.id)
        local = self._services.clock.now().astimezone(zone_named(data["zone"]))
        return texts.is_it_right(data["name"], data["channel"], data["zone"], local, memo.id)

    async def _memo(self, interaction: Interaction, memo_id: str) -> Memo:
        return await self._services.desk.recall(
            _MEMO, guild_of(interaction), memo_id, owner_id=interaction.user.id
        )


def _missing(interaction: Interaction, channel_id: int) -> list[str]:
    """Return what the bot may not do in a channel, as Discord's settings call it."""
    guild = interaction.guild
    channel = guild.get_channel(channel_id) if guild else None
    if guild is None or not isinstance(channel, discord.TextChannel):
        # A channel that the bot can't see is not in its list of channels.
        if guild is not None and channel is None:
            return [need.name for need in NEEDED]
        raise Refusal(_NOT_HERE)
    allowed = channel.permissions_for(guild.me)
    return [need.name for need in NEEDED if not need.is_met(allowed)]
