"""Rows of absences and of holidays: dates on a group's calendar, both ends included."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.accountability.models.groups import Absence, Holiday
from bot.accountability.store.columns import whole

if TYPE_CHECKING:
    from bot.accountability.store.file import File, Row

_ABSENCE = "id, group_id, user, from_on, until_on, series"
_HOLIDAY = "id, group_id, name, from_on, until_on"


class AbsenceRows:
    """When members are not expected."""

    def __init__(self, file: File) -> None:
        self._file = file

    def add(self, absence: Absence) -> None:
        """Add an absence of somebody who has a row in the group."""
        self._file.write(
            f"INSERT INTO absences ({_ABSENCE}) VALUES (?, ?, ?, ?, ?, ?)",
            [
                absence.id,
                absence.group_id,
                absence.user_id,
                absence.from_on.isoformat(),
                absence.until_on.isoformat(),
                absence.schedule_id,
            ],
        )

    def get(self, absence_id: str) -> Absence | None:
        """Return an absence."""
        found = self._absences("id = ?", absence_id)
        return found[0] if found else None

    def of_member(self, group_id: str, user_id: int) -> list[Absence]:
        """Return all of a member's absences in a group, past ones too, earliest first."""
        return self._absences(
            "group_id = ? AND user = ? ORDER BY from_on, until_on, id", group_id, user_id
        )

    def covering(self, group_id: str, on: date, series_id: str) -> dict[int, Absence]:
        """Return who is absent from a round of a series on that date, and by which absence.

        Of several, the one for all of the group's schedules counts: who is away has not skipped.
        """
        found = self._absences(
            "group_id = ? AND from_on <= ? AND until_on >= ? AND (series IS NULL OR series = ?)"
            " ORDER BY series IS NULL, id",
            group_id,
            on.isoformat(),
            on.isoformat(),
            series_id,
        )
        return {absence.user_id: absence for absence in found}

    def update(self, absence: Absence) -> None:
        """Write an absence's dates."""
        self._file.write(
            "UPDATE absences SET from_on = ?, until_on = ? WHERE id = ?",
            [absence.from_on.isoformat(), absence.until_on.isoformat(), absence.id],
        )

    def delete(self, absence_id: str) -> None:
        """Delete an absence."""
        self._file.write("DELETE FROM absences WHERE id = ?", [absence_id])

    def _absences(self, where: str, *values: str | int) -> list[Absence]:
        rows = self._file.rows(f"SELECT {_ABSENCE} FROM absences WHERE {where}", values)
        return [_absence(row) for row in rows]


class HolidayRows:
    """When a group's rounds do not open."""

    def __init__(self, file: File) -> None:
        self._file = file

    def add(self, holiday: Holiday) -> None:
        """Add a holiday."""
        self._file.write(
            f"INSERT INTO holidays ({_HOLIDAY}) VALUES (?, ?, ?, ?, ?)",
            [
                holiday.id,
                holiday.group_id,
                whole(holiday.name),
                holiday.from_on.isoformat(),
                holiday.until_on.isoformat(),
            ],
        )

    def get(self, holiday_id: str) -> Holiday | None:
        """Return a holiday."""
        found = self._holidays("id = ?", holiday_id)
        return found[0] if found else None

    def of_group(self, group_id: str) -> list[Holiday]:
        """Return all holidays of a group, past ones too, earliest first."""
        return self._holidays("group_id = ? ORDER BY from_on, until_on, id", group_id)

    def covering(self, group_id: str, on: date) -> Holiday | None:
        """Return the holiday of a group on that date, if it has one."""
        found = self._holidays(
            "group_id = ? AND from_on <= ? AND until_on >= ? ORDER BY from_on, until_on, id",
            group_id,
            on.isoformat(),
            on.isoformat(),
        )
        return found[0] if found else None

    def delete(self, holiday_id: str) -> None:
        """Delete a holiday."""
        self._file.write("DELETE FROM holidays WHERE id = ?", [holiday_id])

    def _holidays(self, where: str, *values: str) -> list[Holiday]:
        rows = self._file.rows(f"SELECT {_HOLIDAY} FROM holidays WHERE {where}", values)
        return [_holiday(row) for row in rows]


def _absence(row: Row) -> Absence:
    return Absence(
        id=row[0],
        group_id=row[1],
        user_id=row[2],
        from_on=date.fromisoformat(row[3]),
        until_on=date.fromisoformat(row[4]),
        schedule_id=row[5],
    )


def _holiday(row: Row) -> Holiday:
    return Holiday(
        id=row[0],
        group_id=row[1],
        name=row[2],
        from_on=date.fromisoformat(row[3]),
        until_on=date.fromisoformat(row[4]),
    )
