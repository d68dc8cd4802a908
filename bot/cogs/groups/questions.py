"""`/group questions`: what a check-in asks, changed in a form, and seen before it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from bot.accountability.errors import InvalidText
from bot.accountability.models.rounds import Questions
from bot.cogs.groups.office import number
from bot.errors import Refusal
from bot.ui import answering
from bot.ui.forms import Written
from bot.ui.groups import panel
from bot.ui.groups import questions as texts
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Series
    from bot.cogs.groups.office import Office
    from bot.cogs.groups.schedules import Schedules
    from bot.desk import Memo
    from bot.ui.press import Interaction, Press

    Data = Mapping[str, Any]

_FORM, _BEFORE = "group.ask_own", "questions before"
_SENTENCE = 600


class Asking:
    """Changes what the check-ins of a schedule ask."""

    def __init__(self, office: Office, schedules: Schedules) -> None:
        self._office = office
        schedules.on("questions", self._show)
        office.on_series("group.questions", self._panel)
        office.on_series(_FORM, self._open)
        office.on_series("group.ask_standard", self._standard)
        office.on_memo("group.unask", _BEFORE, self._undo)
        office.routes.on_form(_FORM, texts.layout, self._written)

    async def _show(self, interaction: Interaction, series: Series) -> None:
        await self._office.show(interaction, texts.questions(series))

    async def _panel(self, interaction: Interaction, series: Series, _press: Press) -> None:
        await answering.show(interaction, texts.questions(series))

    async def _open(self, interaction: Interaction, series: Series, _press: Press) -> None:
        values, chosen = texts.filled(series.questions)
        opened = Written(_FORM, series.id, str(series.version), values, chosen=chosen)
        await self._office.routes.open_form(interaction, opened)

    async def _written(self, interaction: Interaction, written: Written) -> None:
        series = await self._office.series(interaction, written.id)
        asked = texts.written_questions(written)
        await self._ask(interaction, series, asked, number(written.argument))

    async def _standard(self, interaction: Interaction, series: Series, press: Press) -> None:
        await self._ask(interaction, series, Questions(), number(press.argument))

    async def _ask(
        self, interaction: Interaction, series: Series, asked: Questions, version: int
    ) -> None:
        now, actor = self._office.now, interaction.user.id
        if series.version != version:
            await answering.show(interaction, texts.questions(series, lead=panel.CHANGED_MEANWHILE))
            return
        try:
            saved = await self._office.run(
                lambda book: book.timetable.set_questions(series.id, version, asked, actor, now)
            )
        except InvalidText as error:  # it quotes what was typed
            raise Refusal(safe_text(str(error), _SENTENCE)) from error
        before = {"own": series.questions.own, "commitments": series.questions.commitments}
        kept = {"series": series.id, "version": saved.version, "before": before}
        undo_id = await self._office.keep(interaction, _BEFORE, series.group_id, kept)
        await answering.show(interaction, texts.questions(saved, lead=texts.SAVED, undo_id=undo_id))

    async def _undo(
        self, interaction: Interaction, _group: PeerGroup, memo: Memo, _press: Press
    ) -> None:
        data, now, actor = cast("Data", memo.data), self._office.now, interaction.user.id
        before = Questions(tuple(data["before"]["own"]), data["before"]["commitments"])

        def undo(book: Accountability) -> Series:
            return book.timetable.set_questions(data["series"], data["version"], before, actor, now)

        saved = await self._office.run(undo)
        await self._office.discard(memo)
        await answering.show(interaction, texts.questions(saved, lead=texts.UNDONE))
