"""Pausing and going on, ending and bringing back, the preview, and the presses under notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.accountability.models.groups import GroupState
from bot.accountability.models.rounds import ScheduleState
from bot.errors import Gone, Refusal
from bot.ui import answering
from bot.ui.forms import Written
from bot.ui.groups import running as texts
from bot.ui.groups import sample, upkeep
from bot.ui.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Series
    from bot.group_finding import GroupFinder
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.routes import Routes

    Data = Mapping[str, Any]

_FORM = "group.sample_form"
_GONE = "That is not here any more."


class Running:
    """Runs a group as a whole."""

    def __init__(self, services: Services, routes: Routes, finder: GroupFinder) -> None:
        self._follow_up = services.follow_up
        self._clock = services.clock
        self._routes = routes
        self._finder = finder
        finder.on("group.pause", self._pausing, run=True)
        finder.on("group.end", self._ask_ending, run=True)
        finder.on("group.preview", self._preview, run=True)
        routes.on_press("group.pause", self._pause)
        routes.on_press("group.resume", self._resume)
        routes.on_press("group.pause_schedule", self._turn_schedule)
        routes.on_press("group.end", self._end)
        routes.on_press("group.keep", self._keep)
        routes.on_press("group.reopen", self._reopen)
        routes.on_press("ending.reopen", self._reopen)
        routes.on_press("group.preview", self._turn_preview)
        routes.on_press("group.see_form", self._see_form)
        routes.on_form(_FORM, None, self._looked_at)
        routes.on_press("notice.seen", self._seen)
        routes.on_press("notice.pause", self._pause_schedule)
        routes.on_press("notice.carry_on", self._carry_on)

    # -- pausing

    async def _pausing(self, interaction: Interaction, group: PeerGroup, _data: Data) -> None:
        await answering.show(interaction, await self._state(group.id))

    async def _pause(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        now, actor = self._clock.now(), interaction.user.id
        await self._follow_up.run(lambda book: book.groups.pause(group.id, actor, now))
        await answering.update(interaction, await self._state(group.id))

    async def _resume(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        now, actor = self._clock.now(), interaction.user.id
        await self._follow_up.run(lambda book: book.groups.resume(group.id, actor, now))
        await answering.update(interaction, await self._state(group.id))

    async def _turn_schedule(self, interaction: Interaction, press: Press) -> None:
        series = await self._series(interaction, press.values[0] if press.values else "")
        turn = self._resumed if series.state is ScheduleState.PAUSED else self._paused
        await turn(interaction, series)
        await answering.update(interaction, await self._state(series.group_id))

    async def _state(self, group_id: str) -> Reply:
        now = self._clock.now()

        def look(book: Accountability) -> Reply:
            group = book.rows.groups.get(group_id)
            if group is None:
                raise Gone(_GONE)
            first = book.timetable.first_opening(group_id, now)
            return texts.pausing(group, book.timetable.of(group_id), first)

        return await self._follow_up.run(look)

    async def _paused(self, interaction: Interaction, series: Series) -> Series:
        now, actor = self._clock.now(), interaction.user.id
        return await self._follow_up.run(lambda book: book.timetable.pause(series.id, actor, now))

    async def _resumed(self, interaction: Interaction, series: Series) -> Series:
        now, actor = self._clock.now(), interaction.user.id
        return await self._follow_up.run(
            lambda book: book.timetable.carry_on(series.id, actor, now)
        )

    # -- notices

    async def _seen(self, interaction: Interaction, press: Press) -> None:
        notice = await self._follow_up.run(lambda book: book.rows.notices.get(press.id))
        if notice is None:
            raise Gone(_GONE)
        await self._finder.of_press(interaction, notice.group_id, run=True)
        now = self._clock.now()
        await self._follow_up.run(lambda book: book.notices.told(notice.id, now))
        await answering.send(interaction, Reply(texts.SEEN))

    async def _pause_schedule(self, interaction: Interaction, press: Press) -> None:
        series = await self._series(interaction, press.id)
        paused = await self._paused(interaction, series)
        await answering.show(interaction, texts.schedule_paused(paused, None))

    async def _carry_on(self, interaction: Interaction, press: Press) -> None:
        series = await self._series(interaction, press.id)
        resumed, now = await self._resumed(interaction, series), self._clock.now()
        opens_at = await self._follow_up.run(lambda book: book.timetable.next_opening(resumed, now))
        await answering.show(interaction, texts.schedule_paused(resumed, opens_at))

    async def _series(self, interaction: Interaction, series_id: str) -> Series:
        series = await self._follow_up.run(lambda book: book.rows.series.get(series_id))
        if series is None or series.state is ScheduleState.REMOVED:
            raise Gone(_GONE)
        await self._finder.of_press(interaction, series.group_id, run=True)
        return series

    # -- ending

    async def _ask_ending(self, interaction: Interaction, group: PeerGroup, _: Data) -> None:
        await answering.show(interaction, texts.ask_ending(group))

    async def _keep(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        await answering.update(interaction, texts.kept(group))

    async def _end(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        now, actor = self._clock.now(), interaction.user.id
        if group.state is GroupState.ENDED:
            raise Gone(_GONE)
        settings = await self._follow_up.run(lambda book: book.groups.export(group.id))
        await self._follow_up.run(lambda book: book.groups.end(group.id, actor, now))
        await answering.update(interaction, texts.ended(group, settings))

    async def _reopen(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        now, actor = self._clock.now(), interaction.user.id
        reopened, first = await self._follow_up.run(
            lambda book: (
                book.groups.reopen(group.id, actor, now),
                book.timetable.first_opening(group.id, now),
            )
        )
        await answering.show(interaction, texts.reopened(reopened, first))

    # -- the preview

    async def _preview(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        await answering.show(interaction, await self._page(interaction, group, data["page"]))

    async def _turn_preview(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        await answering.update(interaction, await self._page(interaction, group, press.argument))

    async def _page(self, interaction: Interaction, group: PeerGroup, page: str) -> Reply:
        series = await self._follow_up.run(lambda book: book.timetable.of(group.id))
        if not series:
            raise Refusal(upkeep.NO_SCHEDULE)
        return sample.page(group, series[0], page, interaction.user.id, self._clock.now())

    async def _see_form(self, interaction: Interaction, press: Press) -> None:
        series = await self._series(interaction, press.id)
        group = await self._follow_up.run(lambda book: book.rows.groups.get(series.group_id))
        if group is None:
            raise Gone(_GONE)
        layout = sample.form_layout(group, series, self._clock.now())
        await self._routes.open_form(interaction, Written(_FORM, series.id), layout)

    @staticmethod
    async def _looked_at(interaction: Interaction, _written: Written) -> None:
        await answering.send(interaction, Reply(sample.ONLY_LOOKED_AT))
