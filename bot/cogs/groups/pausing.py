"""`/group pause`, for the group or one schedule; and the presses under notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.errors import Gone, NotAllowed
from bot.ui import answering
from bot.ui.group_choice import NOT_IN_IT
from bot.ui.groups import pausing as texts
from bot.ui.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Series
    from bot.cogs.groups.office import Office
    from bot.ui.press import Interaction, Press

    Data = Mapping[str, Any]


class Pausing:
    """Pauses groups and schedules, and lets them go on: each press is undone by the other."""

    def __init__(self, office: Office) -> None:
        self._office = office
        office.finder.on("group.pause", self._show, run=True)
        office.on_group("group.pause", self._pause)
        office.on_group("group.resume", self._resume)
        office.on_series("group.pause_one", self._pause_one)
        office.on_series("group.resume_one", self._resume_one)
        office.on_series("notice.pause", self._pause_noticed)
        office.on_series("notice.carry_on", self._carry_on)
        office.routes.on_press("notice.seen", self._seen)

    async def _show(self, interaction: Interaction, group: PeerGroup, _data: Data) -> None:
        await self._office.show(interaction, await self._state(group.id))

    async def _pause(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        now, actor = self._office.now, interaction.user.id
        await self._office.run(lambda book: book.groups.pause(group.id, actor, now))
        await answering.show(interaction, await self._state(group.id))

    async def _resume(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        now, actor = self._office.now, interaction.user.id
        await self._office.run(lambda book: book.groups.resume(group.id, actor, now))
        await answering.show(interaction, await self._state(group.id))

    async def _pause_one(self, interaction: Interaction, series: Series, _press: Press) -> None:
        await self._paused(interaction, series)
        await answering.show(interaction, await self._state(series.group_id))

    async def _resume_one(self, interaction: Interaction, series: Series, _press: Press) -> None:
        await self._resumed(interaction, series)
        await answering.show(interaction, await self._state(series.group_id))

    async def _pause_noticed(self, interaction: Interaction, series: Series, _: Press) -> None:
        paused = await self._paused(interaction, series)
        await answering.show(interaction, texts.schedule_paused(paused, None))

    async def _carry_on(self, interaction: Interaction, series: Series, _press: Press) -> None:
        resumed, now = await self._resumed(interaction, series), self._office.now
        opens_at = await self._office.run(lambda book: book.timetable.next_opening(resumed, now))
        await answering.show(interaction, texts.schedule_paused(resumed, opens_at))

    async def _seen(self, interaction: Interaction, press: Press) -> None:
        notice = await self._office.run(lambda book: book.rows.notices.get(press.id))
        if notice is None:
            raise NotAllowed(NOT_IN_IT)
        await self._office.finder.of_press(interaction, notice.group_id, run=True)
        await answering.send(interaction, Reply(texts.SEEN))

    async def _paused(self, interaction: Interaction, series: Series) -> Series:
        now, actor = self._office.now, interaction.user.id
        return await self._office.run(lambda book: book.timetable.pause(series.id, actor, now))

    async def _resumed(self, interaction: Interaction, series: Series) -> Series:
        now, actor = self._office.now, interaction.user.id
        return await self._office.run(lambda book: book.timetable.carry_on(series.id, actor, now))

    async def _state(self, group_id: str) -> Reply:
        now = self._office.now

        def look(book: Accountability) -> Reply:
            group = book.rows.groups.get(group_id)
            if group is None:
                raise Gone(NOT_IN_IT)
            first = book.timetable.first_opening(group_id, now)
            return texts.pausing(group, book.timetable.of(group_id), first)

        return await self._office.run(look)
