"""Holidays: days on which no round of a group opens; nobody is missing, and nothing is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.calendar_days import check_days, today_of
from bot.accountability.errors import InvalidDates
from bot.accountability.lookups import known_group, running_group
from bot.accountability.models.groups import Holiday
from bot.accountability.store.columns import new_id
from bot.accountability.texts import clean_name
from bot.errors import Gone

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.store.rows import Rows

MOST_HOLIDAYS = 100
"""Of a group, those to come: more would be no list that anybody reads."""


class Holidays:
    """The holidays of groups.

    Args:
        rows: The rows of the file.
        outgoing: Where messages are brought up to date.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing) -> None:
        self._rows = rows
        self._outgoing = outgoing

    def add(
        self,
        group_id: str,
        name: str,
        from_on: date,
        until_on: date,
        actor: int,
        now: datetime,
    ) -> Holiday:
        """Add a holiday; the same one a second time is the same one. Open rounds stay open.

        Raises:
            Refusal: The name is empty, there are too many, or the days can't be used.
        """
        with self._rows.transaction():
            group = running_group(self._rows, group_id)
            today = today_of(group, now)
            check_days(from_on, until_on, today)
            holiday = Holiday(new_id(), group_id, clean_name(name), from_on, until_on)
            known = self._rows.holidays.of_group(group_id)
            for other in known:
                if (other.name, other.from_on, other.until_on) == (
                    holiday.name,
                    from_on,
                    until_on,
                ):
                    return other
            if sum(other.until_on >= today for other in known) >= MOST_HOLIDAYS:
                raise InvalidDates(
                    f"The group has {MOST_HOLIDAYS} holidays to come already. Remove one first, or"
                    " add a longer one."
                )
            self._rows.holidays.add(holiday)
            self._noted(group, actor, now, "add")
        return holiday

    def remove(self, group_id: str, holiday_id: str, actor: int, now: datetime) -> Holiday:
        """Remove a holiday, and return it: `restore` brings it back.

        Raises:
            Gone: The group has no such holiday.
        """
        with self._rows.transaction():
            group = running_group(self._rows, group_id)
            holiday = self._rows.holidays.get(holiday_id)
            if holiday is None or holiday.group_id != group_id:
                raise Gone("That holiday is not in the list any more.")
            self._rows.holidays.delete(holiday_id)
            self._noted(group, actor, now, "remove")
        return holiday

    def restore(self, holiday: Holiday, actor: int, now: datetime) -> Holiday:
        """Bring a removed holiday back; return it."""
        with self._rows.transaction():
            group = running_group(self._rows, holiday.group_id)
            if self._rows.holidays.get(holiday.id) is None:
                self._rows.holidays.add(holiday)
                self._noted(group, actor, now, "restore")
        return holiday

    def list(self, group_id: str, now: datetime) -> tuple[Holiday, ...]:
        """Return a group's holidays that are not over, earliest first."""
        today = today_of(known_group(self._rows, group_id), now)
        return tuple(
            found for found in self._rows.holidays.of_group(group_id) if found.until_on >= today
        )

    def _noted(self, group: PeerGroup, actor: int, now: datetime, action: str) -> None:
        self._rows.changes.add(group.guild_id, group.id, actor, now, f"holiday.{action}", "")
        self._outgoing.refresh_next(group.id, now)
