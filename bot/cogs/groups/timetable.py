"""`/group schedule`: a panel on which a schedule is put together, read back and saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from bot.accountability.schedules import (
    Kind,
    deadlines_for,
    defaults_for,
)
from bot.accountability.texts import clean_name
from bot.accountability.typed import ask_time, read_time
from bot.cogs.groups.drafting import State, changes, look, read, save, state_of
from bot.errors import Gone, Refusal
from bot.ui import answering
from bot.ui.forms import Written
from bot.ui.groups import panel as texts
from bot.ui.groups import upkeep
from bot.ui.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.desk import Memo
    from bot.group_finding import GroupFinder
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.routes import Routes

    Data = Mapping[str, Any]

_MEMO = "schedule"
_SAVED = "saved schedule"
_NAME_FORM, _TIME_FORM = "group.panel_name", "group.panel_time"
_CANCELLED = "Nothing is saved."
_UNDONE = "Undone: all is as it was."
_ODD = "Choose one of those that I show."
_SHOWN = 5


class TimetablePanel:
    """Adds, shows, changes and removes the schedules of a group."""

    def __init__(self, services: Services, routes: Routes, finder: GroupFinder) -> None:
        self._services = services
        self._follow_up = services.follow_up
        self._clock = services.clock
        self._finder = finder
        self._routes = routes
        finder.on("group.schedule_add", self._add, run=True)
        finder.on("group.schedule_list", self._list, run=True)
        finder.on("group.schedule_edit", self._edit, run=True)
        routes.on_press("group.add_schedule", self._add_pressed)
        routes.on_press("notice.rhythm", self._edit_pressed)
        routes.on_press("group.panel_often", self._often)
        routes.on_press("group.panel_days", self._days)
        routes.on_press("group.panel_close", self._close)
        routes.on_press("group.panel_nudge", self._nudge)
        routes.on_press(_TIME_FORM, self._ask_time)
        routes.on_press(_NAME_FORM, self._ask_name)
        routes.on_press("group.panel_cancel", self._cancel)
        routes.on_press("group.save", self._save)
        routes.on_press("group.unsave", self._unsave)
        routes.on_form(_NAME_FORM, texts.name_layout, self._named)
        routes.on_form(_TIME_FORM, texts.time_layout, self._timed)

    # -- opening the panel

    async def _add(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        proposed = defaults_for(Kind.WEEKLY)
        name = clean_name(str(data.get("name") or "Check-in"))
        state = State(
            group.id, name, proposed.rhythm, proposed.wall_time, proposed.close, proposed.nudge
        )
        await self._open(interaction, state)

    async def _add_pressed(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        await self._add(interaction, group, {})

    async def _list(self, interaction: Interaction, group: PeerGroup, _data: Data) -> None:
        now = self._clock.now()
        found = await self._follow_up.run(
            lambda book: [
                (series, book.timetable.next_opening(series, now))
                for series in book.timetable.of(group.id)
            ]
        )
        await answering.show(interaction, upkeep.schedules(group, found))

    async def _edit(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        series = await self._follow_up.run(
            lambda book: book.timetable.get(group.id, str(data["schedule"]))
        )
        await self._open(interaction, state_of(series))

    async def _edit_pressed(self, interaction: Interaction, press: Press) -> None:
        series = await self._follow_up.run(lambda book: book.rows.series.get(press.id))
        if series is None:
            raise Gone(upkeep.CHOOSE_ONE)
        await self._finder.of_press(interaction, series.group_id, run=True)
        await answering.send(interaction, await self._kept(interaction, state_of(series)))

    async def _open(self, interaction: Interaction, state: State) -> None:
        await answering.show(interaction, await self._kept(interaction, state))

    async def _kept(self, interaction: Interaction, state: State) -> Reply:
        memo = await self._services.desk.keep(
            _MEMO, interaction.guild_id or 0, interaction.user.id, state.data
        )
        return await self._panel(memo.id, state)

    async def _panel(self, memo_id: str, state: State) -> Reply:
        now = self._clock.now()
        return await self._follow_up.run(lambda book: texts.panel(look(book, memo_id, state, now)))

    # -- choosing

    async def _often(self, interaction: Interaction, press: Press) -> None:
        memo, state = await self._recall(interaction, press.id)
        rhythm = texts.rhythm_of(_only(press), state.rhythm)
        if rhythm is None:
            raise Refusal(_ODD)
        nudge, close = deadlines_for(rhythm, state.wall_time)
        await self._go_on(
            interaction, memo, replace(state, rhythm=rhythm, nudge=nudge, close=close)
        )

    async def _days(self, interaction: Interaction, press: Press) -> None:
        memo, state = await self._recall(interaction, press.id)
        rhythm = texts.with_days(state.rhythm, press.values)
        if rhythm is None:
            raise Refusal(_ODD)
        await self._go_on(interaction, memo, replace(state, rhythm=rhythm))

    async def _close(self, interaction: Interaction, press: Press) -> None:
        memo, state = await self._recall(interaction, press.id)
        close = texts.deadline_of(_only(press))
        if close is None:
            raise Refusal(_ODD)
        await self._go_on(interaction, memo, replace(state, close=close))

    async def _nudge(self, interaction: Interaction, press: Press) -> None:
        memo, state = await self._recall(interaction, press.id)
        chosen = _only(press)
        nudge = None if chosen == texts.NO_NUDGE else texts.deadline_of(chosen)
        if nudge is None and chosen != texts.NO_NUDGE:
            raise Refusal(_ODD)
        await self._go_on(interaction, memo, replace(state, nudge=nudge))

    async def _ask_time(self, interaction: Interaction, press: Press) -> None:
        _, state = await self._recall(interaction, press.id)
        values = {texts.TIME: f"{state.wall_time:%H:%M}"}
        await self._routes.open_form(interaction, Written(_TIME_FORM, press.id, values=values))

    async def _ask_name(self, interaction: Interaction, press: Press) -> None:
        _, state = await self._recall(interaction, press.id)
        values = {texts.NAME: state.name}
        await self._routes.open_form(interaction, Written(_NAME_FORM, press.id, values=values))

    async def _timed(self, interaction: Interaction, written: Written) -> None:
        memo, state = await self._recall(interaction, written.id)
        typed = written.values.get(texts.TIME, "")
        readings = read_time(typed)
        if len(readings) != 1:
            raise Refusal(ask_time(typed, readings))
        wall_time = readings[0]
        before = deadlines_for(state.rhythm, state.wall_time)
        changed = replace(state, wall_time=wall_time)
        if before == (state.nudge, state.close):
            nudge, close = deadlines_for(state.rhythm, wall_time)
            changed = replace(changed, nudge=nudge, close=close)
        await self._go_on(interaction, memo, changed)

    async def _named(self, interaction: Interaction, written: Written) -> None:
        memo, state = await self._recall(interaction, written.id)
        name = clean_name(written.values.get(texts.NAME, ""))
        await self._go_on(interaction, memo, replace(state, name=name))

    async def _go_on(self, interaction: Interaction, memo: Memo, state: State) -> None:
        await self._services.desk.rewrite(memo, state.data)
        await answering.show(interaction, await self._panel(memo.id, state))

    async def _recall(self, interaction: Interaction, memo_id: str) -> tuple[Memo, State]:
        """Return what was chosen so far; asks again who may."""
        memo = await self._services.desk.recall(
            _MEMO, interaction.guild_id or 0, memo_id, owner_id=interaction.user.id
        )
        state = read(cast("Data", memo.data))
        await self._finder.of_press(interaction, state.group_id, run=True)
        return memo, state

    # -- saving

    async def _cancel(self, interaction: Interaction, press: Press) -> None:
        memo, _ = await self._recall(interaction, press.id)
        await self._services.desk.discard(memo)
        await answering.update(interaction, Reply(_CANCELLED))

    async def _save(self, interaction: Interaction, press: Press) -> None:
        memo, state = await self._recall(interaction, press.id)
        now, actor = self._clock.now(), interaction.user.id
        if not await self._services.desk.discard(memo):
            raise Gone(upkeep.CHOOSE_ONE)  # pressed twice: the first press has saved it
        try:
            series, before, opens_at = await self._follow_up.run(
                lambda book: save(book, state, actor, now)
            )
        except Refusal as refusal:
            panel = await self._kept(interaction, state)
            content = f"{refusal}\n\n{panel.content}"
            await answering.update(interaction, replace(panel, content=content))
            return
        undo = {"series": series.id, "version": series.version, "before": before}
        kept = await self._services.desk.keep(
            _SAVED, interaction.guild_id or 0, actor, {"group": state.group_id, **undo}
        )
        await answering.update(interaction, texts.saved(series, opens_at, kept.id))

    async def _unsave(self, interaction: Interaction, press: Press) -> None:
        """Undo an addition, or put back what an edit has changed."""
        memo = await self._services.desk.recall(
            _SAVED, interaction.guild_id or 0, press.id, owner_id=interaction.user.id
        )
        data = cast("Data", memo.data)
        await self._finder.of_press(interaction, data["group"], run=True)
        now, actor = self._clock.now(), interaction.user.id

        def undo(book: Accountability) -> None:
            if data["before"] is None:
                book.timetable.remove(data["series"], actor, now)
                return
            former = read(data["before"])
            book.timetable.edit(data["series"], data["version"], actor, now, **changes(former))

        await self._follow_up.run(undo)
        await self._services.desk.discard(memo)
        await answering.update(interaction, Reply(_UNDONE))


def _only(press: Press) -> str:
    return press.values[0] if press.values else ""
