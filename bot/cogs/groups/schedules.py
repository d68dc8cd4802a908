"""A group's schedules: listed, removed, brought back; and which one a command means."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bot.accountability.models.rounds import ScheduleState
from bot.cogs.groups.office import one_of
from bot.errors import Refusal
from bot.typeahead import choices
from bot.ui import answering
from bot.ui.groups import panel
from bot.ui.groups import schedules as texts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Series
    from bot.cogs.groups.office import Office
    from bot.typeahead import Choices
    from bot.ui.press import Interaction, Press

    Data = Mapping[str, Any]
    SeriesHandler = Callable[[Interaction, Series], Awaitable[None]]


class Schedules:
    """Finds the schedule of a command: the one that was chosen, or the only one, or it asks."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._handlers: dict[str, SeriesHandler] = {}
        office.finder.on("group.schedule_list", self._list, run=True)
        office.on_group("group.which", self._picked)
        office.on_series("group.restore_schedule", self._restore, removed=True)
        self.on("remove", self._remove)

    def on(self, verb: str, handler: SeriesHandler) -> None:
        """Call `handler` with the schedule that a command means.

        Args:
            verb: What the command does with it; one handler each.
            handler: What answers, with `Office.show`.
        """
        self._handlers[verb] = handler
        self._office.finder.on(f"group.schedule_{verb}", partial(self._found, verb), run=True)

    async def begin(self, interaction: Interaction, verb: str, chosen: str) -> None:
        """Do what a command says with the schedule that was chosen or typed."""
        data = {"schedule": chosen}
        series = await self._office.run(lambda book: book.rows.series.get(chosen))
        if series is None:
            await self._office.finder.run(interaction, f"group.schedule_{verb}", data)
        else:
            await self._handlers[verb](interaction, await self._office.series(interaction, chosen))

    async def offer(self, interaction: Interaction, current: str) -> Choices:
        """Offer the schedules of the groups that somebody runs, and nobody else's."""
        groups = await self._office.finder.candidates(interaction, run=True)
        found = await self._office.run(
            lambda book: [(group, one) for group in groups for one in book.timetable.of(group.id)]
        )
        wanted = current.casefold().split()
        named = (
            (f"{one.name} · {group.name}" if len(groups) > 1 else one.name, one.id)
            for group, one in found
        )
        return choices(
            (name, id_) for name, id_ in named if all(word in name.casefold() for word in wanted)
        )

    async def _found(
        self, verb: str, interaction: Interaction, group: PeerGroup, data: Data
    ) -> None:
        found = await self._office.run(lambda book: book.timetable.of(group.id))
        if not found:
            await self._office.show(interaction, texts.none_yet(group))
            return
        words = str(data.get("schedule", "")).casefold().split()
        meant = [one for one in found if all(word in one.name.casefold() for word in words)]
        if len(meant) == 1:
            await self._handlers[verb](interaction, meant[0])
        else:
            await self._office.show(interaction, texts.which(group, meant or found, verb))

    async def _picked(self, interaction: Interaction, group: PeerGroup, press: Press) -> None:
        series = await self._office.series(interaction, one_of(press))
        if series.group_id != group.id or press.argument not in self._handlers:
            raise Refusal(panel.NOT_OFFERED)
        await self._handlers[press.argument](interaction, series)

    async def _list(self, interaction: Interaction, group: PeerGroup, _data: Data) -> None:
        now = self._office.now
        found = await self._office.run(
            lambda book: [
                (series, book.timetable.next_opening(series, now))
                for series in book.timetable.of(group.id)
            ]
        )
        await self._office.show(interaction, texts.listed(group, found))

    async def _remove(self, interaction: Interaction, series: Series) -> None:
        now, actor = self._office.now, interaction.user.id
        await self._office.run(lambda book: book.timetable.remove(series.id, actor, now))
        await self._office.show(interaction, texts.removed(series))

    async def _restore(self, interaction: Interaction, series: Series, _press: Press) -> None:
        now, actor = self._office.now, interaction.user.id

        def restore(book: Accountability) -> Series:
            if series.state is not ScheduleState.REMOVED:
                return book.timetable.get(series.group_id, series.id)
            return book.timetable.restore(series.id, actor, now)

        restored = await self._office.run(restore)
        opens_at = await self._office.run(lambda book: book.timetable.next_opening(restored, now))
        await answering.show(interaction, texts.restored(restored, opens_at))
