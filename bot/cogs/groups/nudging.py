"""`/group nudge`: when the missing are reminded, and how members are told; saved at each choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from bot.accountability.models.rounds import PingStyle
from bot.accountability.typed import ask_time, read_time
from bot.cogs.groups.office import number, one_of
from bot.errors import Refusal
from bot.ui import answering
from bot.ui.forms import Written
from bot.ui.groups import choices, panel, typed
from bot.ui.groups import nudging as texts
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.drafts import Changes
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Series
    from bot.cogs.groups.office import Office
    from bot.cogs.groups.schedules import Schedules
    from bot.desk import Memo
    from bot.ui.press import Interaction, Press

    Data = Mapping[str, Any]

_FORM, _BEFORE = "group.nudge_form", "nudge before"
_SENTENCE = 600


class Nudging:
    """Changes how a schedule reminds and pings."""

    def __init__(self, office: Office, schedules: Schedules) -> None:
        self._office = office
        schedules.on("nudge", self._show)
        office.on_series("group.nudge", self._panel)
        office.on_series("group.nudge_when", self._when)
        office.on_series("group.nudge_style", self._style)
        office.on_memo("group.nudge_undo", _BEFORE, self._undo)
        office.routes.on_form(_FORM, texts.layout, self._typed)

    async def _show(self, interaction: Interaction, series: Series) -> None:
        await self._office.show(interaction, texts.nudging(series))

    async def _panel(self, interaction: Interaction, series: Series, _press: Press) -> None:
        await answering.show(interaction, texts.nudging(series))

    async def _when(self, interaction: Interaction, series: Series, press: Press) -> None:
        chosen = one_of(press)
        if chosen == choices.OTHER:
            values, filled = typed.written_deadline(series.schedule.nudge)
            opened = Written(_FORM, series.id, press.argument, values, chosen=filled)
            await self._office.routes.open_form(interaction, opened)
            return
        nudge = choices.deadline_of(chosen)
        if nudge is None and chosen != choices.NONE:
            raise Refusal(panel.NOT_OFFERED)
        await self._save(interaction, series, press.argument, {"nudge": nudge})

    async def _typed(self, interaction: Interaction, written: Written) -> None:
        series = await self._office.series(interaction, written.id)
        text = written.values.get(typed.TIME, "")
        readings = read_time(text)
        if len(readings) != 1:
            raise Refusal(safe_text(ask_time(text, readings), _SENTENCE))
        nudge = choices.deadline_of(f"{typed.days_later(written)}-{readings[0]:%H%M}")
        await self._save(interaction, series, written.argument, {"nudge": nudge})

    async def _style(self, interaction: Interaction, series: Series, press: Press) -> None:
        chosen = one_of(press)
        if chosen not in list(PingStyle):
            raise Refusal(panel.NOT_OFFERED)
        await self._save(interaction, series, press.argument, {"style": PingStyle(chosen)})

    async def _save(
        self, interaction: Interaction, series: Series, version: str, changes: Changes
    ) -> None:
        if series.version != number(version):
            reply = texts.nudging(series, lead=panel.CHANGED_MEANWHILE)
            await answering.show(interaction, reply)
            return
        now, actor = self._office.now, interaction.user.id
        saved = await self._office.run(
            lambda book: book.timetable.edit(series.id, series.version, actor, now, **changes)
        )
        nudge = series.schedule.nudge
        kept = {
            "series": series.id,
            "version": saved.version,
            "nudge": None if nudge is None else choices.value_of(nudge),
            "style": series.style,
        }
        undo_id = await self._office.keep(interaction, _BEFORE, series.group_id, kept)
        await answering.show(interaction, texts.nudging(saved, lead=texts.SAVED, undo_id=undo_id))

    async def _undo(
        self, interaction: Interaction, _group: PeerGroup, memo: Memo, _press: Press
    ) -> None:
        data, now, actor = cast("Data", memo.data), self._office.now, interaction.user.id
        nudge = None if data["nudge"] is None else choices.deadline_of(data["nudge"])

        def undo(book: Accountability) -> Series:
            return book.timetable.edit(
                data["series"],
                data["version"],
                actor,
                now,
                nudge=nudge,
                style=PingStyle(data["style"]),
            )

        saved = await self._office.run(undo)
        await self._office.discard(memo)
        await answering.show(interaction, texts.nudging(saved, lead=texts.UNDONE))
