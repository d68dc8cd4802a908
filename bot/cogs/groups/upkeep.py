"""Questions, nudges, and the removal of schedules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.accountability.models.rounds import (
    MOST_BESIDE_COMMITMENTS,
    MOST_OWN_QUESTIONS,
    PingStyle,
    Questions,
)
from bot.errors import Gone, Refusal
from bot.ui import answering
from bot.ui.forms import Written
from bot.ui.groups import panel, upkeep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Series
    from bot.group_finding import GroupFinder
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from bot.ui.routes import Routes

    Data = Mapping[str, Any]

_FORM = "group.ask_own"
_SAVED = "Saved. It holds from the next answer on."


class Upkeep:
    """Looks after what a group asks, and how it reminds."""

    def __init__(self, services: Services, routes: Routes, finder: GroupFinder) -> None:
        self._services = services
        self._follow_up = services.follow_up
        self._clock = services.clock
        self._routes = routes
        self._finder = finder
        finder.on("group.questions", self._questions, run=True)
        finder.on("group.nudge", self._nudge, run=True)
        finder.on("group.schedule_remove", self._ask_removal, run=True)
        routes.on_press("group.remove_schedule", self._remove_schedule)
        routes.on_press("group.keep_schedule", self._keep_schedule)
        routes.on_press("group.restore_schedule", self._restore_schedule)
        routes.on_press(_FORM, self._ask_own)
        routes.on_press("group.ask_standard", self._ask_standard)
        routes.on_press("group.ask_commitments", self._toggle_commitments)
        routes.on_form(_FORM, None, self._own_written, reopen=self._own_again)
        routes.on_press("group.nudge_when", self._nudge_when)
        routes.on_press("group.style", self._style)

    async def meant(self, group: PeerGroup, chosen: str) -> Series:
        """Return the schedule that was chosen; where nothing was, a group's only one."""
        series = await self._follow_up.run(lambda book: book.timetable.of(group.id))
        if not series:
            raise Refusal(upkeep.NO_SCHEDULE)
        found = [one for one in series if one.id == chosen]
        if not found and not chosen and len(series) == 1:
            return series[0]
        if not found:
            raise Refusal(upkeep.CHOOSE_ONE)
        return found[0]

    async def of_press(self, interaction: Interaction, series_id: str) -> Series:
        """Return the schedule that a button names, to those who run its group."""
        series = await self._follow_up.run(lambda book: book.rows.series.get(series_id))
        if series is None:
            raise Gone("That schedule is not here any more.")
        await self._finder.of_press(interaction, series.group_id, run=True)
        return series

    # -- removing a schedule

    async def _ask_removal(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        series = await self.meant(group, str(data["schedule"]))
        await answering.show(interaction, upkeep.ask_removal(series))

    async def _remove_schedule(self, interaction: Interaction, press: Press) -> None:
        series = await self.of_press(interaction, press.id)
        now, actor = self._clock.now(), interaction.user.id
        await self._follow_up.run(lambda book: book.timetable.remove(series.id, actor, now))
        await answering.update(interaction, upkeep.removed(series))

    async def _keep_schedule(self, interaction: Interaction, press: Press) -> None:
        series = await self.of_press(interaction, press.id)
        await answering.update(interaction, upkeep.stays(series))

    async def _restore_schedule(self, interaction: Interaction, press: Press) -> None:
        series = await self.of_press(interaction, press.id)
        now, actor = self._clock.now(), interaction.user.id
        restored, opens_at = await self._follow_up.run(
            lambda book: (
                book.timetable.restore(series.id, actor, now),
                book.timetable.next_opening(book.timetable.get(series.group_id, series.id), now),
            )
        )
        await answering.update(interaction, upkeep.restored(restored, opens_at))

    # -- questions

    async def _questions(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        series = await self.meant(group, str(data["schedule"]))
        await answering.show(interaction, upkeep.questions(series))

    async def _ask_own(self, interaction: Interaction, press: Press) -> None:
        series = await self.of_press(interaction, press.id)
        values = {f"{upkeep.QUESTION}{n}": text for n, text in enumerate(series.questions.own)}
        await self._open_own(interaction, series, values)

    async def _own_again(self, interaction: Interaction, written: Written) -> None:
        series = await self.of_press(interaction, written.id)
        await self._open_own(interaction, series, dict(written.values))

    async def _open_own(
        self, interaction: Interaction, series: Series, values: dict[str, str]
    ) -> None:
        beside = series.questions.commitments
        most = MOST_BESIDE_COMMITMENTS if beside else MOST_OWN_QUESTIONS
        opened = Written(_FORM, series.id, str(series.version), values)
        await self._routes.open_form(interaction, opened, upkeep.questions_layout(most))

    async def _own_written(self, interaction: Interaction, written: Written) -> None:
        series = await self.of_press(interaction, written.id)
        asked = replace(series.questions, own=upkeep.written_questions(written))
        await self._ask(interaction, series, asked, written.argument)

    async def _ask_standard(self, interaction: Interaction, press: Press) -> None:
        series = await self.of_press(interaction, press.id)
        await self._ask(interaction, series, replace(series.questions, own=()), press.argument)

    async def _toggle_commitments(self, interaction: Interaction, press: Press) -> None:
        series = await self.of_press(interaction, press.id)
        before = series.questions
        asked = replace(before, commitments=not before.commitments)
        if asked.commitments and len(asked.own) > MOST_BESIDE_COMMITMENTS:
            raise Refusal(
                "There is room for two questions of your own beside commitments. Remove some first."
            )
        await self._ask(interaction, series, asked, press.argument)

    async def _ask(
        self, interaction: Interaction, series: Series, asked: Questions, version: str
    ) -> None:
        now, actor = self._clock.now(), interaction.user.id
        known = _version(version)
        saved = await self._follow_up.run(
            lambda book: book.timetable.set_questions(series.id, known, asked, actor, now)
        )
        await answering.show(interaction, upkeep.questions(saved, lead=_SAVED))

    # -- nudges

    async def _nudge(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        series = await self.meant(group, str(data["schedule"]))
        await answering.show(interaction, _nudging(series))

    async def _nudge_when(self, interaction: Interaction, press: Press) -> None:
        series = await self.of_press(interaction, press.id)
        chosen = press.values[0] if press.values else ""
        nudge = None if chosen == panel.NO_NUDGE else panel.deadline_of(chosen)
        if nudge is None and chosen != panel.NO_NUDGE:
            raise Refusal("Choose one of those that I show.")
        now, actor, version = self._clock.now(), interaction.user.id, _version(press.argument)
        saved = await self._follow_up.run(
            lambda book: book.timetable.edit(series.id, version, actor, now, nudge=nudge)
        )
        await answering.update(interaction, _nudging(saved, lead="Saved."))

    async def _style(self, interaction: Interaction, press: Press) -> None:
        series = await self.of_press(interaction, press.id)
        chosen = press.values[0] if press.values else ""
        if chosen not in list(PingStyle):
            raise Refusal("Choose one of those that I show.")
        now, actor, version = self._clock.now(), interaction.user.id, _version(press.argument)
        saved = await self._follow_up.run(
            lambda book: book.timetable.edit(
                series.id, version, actor, now, style=PingStyle(chosen)
            )
        )
        await answering.update(interaction, _nudging(saved, lead="Saved."))


def _version(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004


def _nudging(series: Series, *, lead: str = "") -> Reply:
    return upkeep.nudging(series, panel.nudge_menu(series), lead=lead)
