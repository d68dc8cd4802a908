"""`/me timezone`: a city is chosen, its time is shown, and the member says whether it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from bot.accountability.zones import city_of, read_zone, zone_named
from bot.authority import guild_of
from bot.ui import answering
from bot.ui import me as texts
from bot.ui.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.on_top import OnTop
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.routes import Routes

_MEMO = "clock"


class Clocks:
    """Sets members' own clocks, and takes it back."""

    def __init__(self, services: Services, routes: Routes, on_top: OnTop) -> None:
        self._desk = services.desk
        self._follow_up = services.follow_up
        self._clock = services.clock
        self._on_top = on_top
        routes.on_press("me.clock_yes", self._yes)
        routes.on_press("me.clock_no", self._no)
        routes.on_press("me.clock_undo", self._undo)

    async def begin(self, interaction: Interaction, city: str) -> None:
        """Ask whether it is right; raises UnknownZone, which says what to choose."""
        zone = read_zone(city, self._clock.now())
        guild_id, user_id = guild_of(interaction), interaction.user.id
        person = await self._follow_up.run(lambda book: book.people.get(guild_id, user_id))
        kept = {"zone": zone, "before": person.zone}
        memo = await self._desk.keep(_MEMO, guild_id, user_id, kept)
        reply = texts.is_it_right(city_of(zone), self._local(zone), memo.id)
        await self._on_top.show(interaction, reply)

    async def _yes(self, interaction: Interaction, press: Press) -> None:
        zone = str((await self._kept(interaction, press.id))["zone"])
        await self._set(interaction, zone)
        await answering.show(
            interaction, texts.clock_set(city_of(zone), self._local(zone), press.id)
        )

    async def _no(self, interaction: Interaction, _press: Press) -> None:
        await answering.show(interaction, Reply(texts.KEEP_CLOCK))

    async def _undo(self, interaction: Interaction, press: Press) -> None:
        before = cast("str | None", (await self._kept(interaction, press.id))["before"])
        await self._set(interaction, before)
        if before is None:
            reply = texts.clock_undone(None, None)
        else:
            reply = texts.clock_undone(city_of(before), self._local(before))
        await answering.show(interaction, reply)

    async def _kept(self, interaction: Interaction, memo_id: str) -> Mapping[str, object]:
        memo = await self._desk.recall(
            _MEMO, guild_of(interaction), memo_id, owner_id=interaction.user.id
        )
        return memo.data

    async def _set(self, interaction: Interaction, zone: str | None) -> None:
        guild_id, user_id = guild_of(interaction), interaction.user.id
        await self._follow_up.run(lambda book: book.people.set_zone(guild_id, user_id, zone))

    def _local(self, zone: str) -> datetime:
        return self._clock.now().astimezone(zone_named(zone))
