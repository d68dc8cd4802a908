"""When nobody is expected: a group's holidays, and a member who is excused."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from bot.accountability.calendar_days import today_of
from bot.accountability.models.groups import Holiday
from bot.accountability.typed import ask_date, read_date
from bot.errors import Gone, Refusal
from bot.ui import answering
from bot.ui.groups import upkeep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.models.groups import PeerGroup
    from bot.group_finding import GroupFinder
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from bot.ui.routes import Routes

    Data = Mapping[str, Any]

_HOLIDAY = "removed holiday"
_RANGE = re.compile(r"\s+(?:-|–|—|to|until|till)\s+|\s*(?:–|—|\.\.)\s*", re.IGNORECASE)


class Resting:
    """Notes when a group rests, and who need not answer."""

    def __init__(self, services: Services, routes: Routes, finder: GroupFinder) -> None:
        self._services = services
        self._follow_up = services.follow_up
        self._clock = services.clock
        self._finder = finder
        finder.on("group.holiday_add", self._add_holiday, run=True, once=True)
        finder.on("group.holiday_list", self._list_holidays, run=True)
        finder.on("group.holiday_remove", self._remove_chosen_holiday, run=True, once=True)
        finder.on("group.excuse", self._excuse, run=True, once=True)
        routes.on_press("group.remove_holiday", self._remove_holiday)
        routes.on_press("group.restore_holiday", self._restore_holiday)
        routes.on_press("group.unexcuse", self._unexcuse)

    # -- holidays

    async def _add_holiday(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        now, actor = self._clock.now(), interaction.user.id
        today = today_of(group, now)
        from_on, until_on = read_days(str(data["dates"]), today)
        holiday = await self._follow_up.run(
            lambda book: book.holidays.add(
                group.id, str(data["name"]), from_on, until_on, actor, now
            )
        )
        await answering.show(interaction, upkeep.holiday_added(holiday, today, group.id))

    async def _list_holidays(self, interaction: Interaction, group: PeerGroup, _: Data) -> None:
        now = self._clock.now()
        found = await self._follow_up.run(lambda book: book.holidays.list(group.id, now))
        await answering.show(interaction, upkeep.holidays(group, found, today_of(group, now)))

    async def _remove_chosen_holiday(
        self, interaction: Interaction, group: PeerGroup, data: Data
    ) -> None:
        await answering.show(
            interaction, await self._removed(interaction, group, str(data["holiday"]))
        )

    async def _remove_holiday(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        await answering.update(interaction, await self._removed(interaction, group, press.argument))

    async def _removed(self, interaction: Interaction, group: PeerGroup, holiday_id: str) -> Reply:
        now, actor = self._clock.now(), interaction.user.id
        holiday = await self._follow_up.run(
            lambda book: book.holidays.remove(group.id, holiday_id, actor, now)
        )
        kept = {
            "id": holiday.id,
            "group": group.id,
            "name": holiday.name,
            "from": holiday.from_on.isoformat(),
            "until": holiday.until_on.isoformat(),
        }
        memo = await self._services.desk.keep(_HOLIDAY, interaction.guild_id or 0, actor, kept)
        return upkeep.holiday_removed(holiday, today_of(group, now), memo.id)

    async def _restore_holiday(self, interaction: Interaction, press: Press) -> None:
        memo = await self._services.desk.recall(
            _HOLIDAY, interaction.guild_id or 0, press.id, owner_id=interaction.user.id
        )
        data = cast("Data", memo.data)
        group = await self._finder.of_press(interaction, data["group"], run=True)
        now, actor = self._clock.now(), interaction.user.id
        days = [date.fromisoformat(data[name]) for name in ("from", "until")]
        holiday = Holiday(data["id"], group.id, data["name"], *days)
        await self._follow_up.run(lambda book: book.holidays.restore(holiday, actor, now))
        shown = upkeep.holiday_added(holiday, today_of(group, now), group.id)
        await answering.update(interaction, shown)

    # -- excuses

    async def _excuse(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        user_id, now, actor = int(data["member"]), self._clock.now(), interaction.user.id
        excused = await self._follow_up.run(
            lambda book: book.absences.excuse(group.id, user_id, actor, now)
        )
        if not excused:
            raise Refusal(upkeep.NOBODY_TO_EXCUSE)
        shown = upkeep.excused(group, user_id, excused, today_of(group, now))
        await answering.show(interaction, shown)

    async def _unexcuse(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        if not press.argument.isdecimal():
            raise Gone("That is not here any more.")
        user_id, now, actor = int(press.argument), self._clock.now(), interaction.user.id
        await self._follow_up.run(
            lambda book: book.absences.unexcuse(group.id, user_id, actor, now)
        )
        await answering.update(interaction, upkeep.unexcused(user_id))


def read_days(typed: str, today: date) -> tuple[date, date]:
    """Return the first and the last of some days, as people type them: "24 Dec - 2 Jan".

    Raises:
        Refusal: They can't be read, or may mean several; the sentence asks for them again.
    """
    parts = _RANGE.split(typed.strip(), maxsplit=1)
    first = _one(parts[0], today)
    return first, first if len(parts) == 1 else _one(parts[1], first)


def _one(typed: str, today: date) -> date:
    readings = read_date(typed, today)
    if len(readings) != 1:
        raise Refusal(ask_date(typed, readings, today))
    return readings[0]
