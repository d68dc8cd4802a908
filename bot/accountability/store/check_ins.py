"""Rows of check-ins: what members report, each for one round, or early for the next."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.accountability.models.rounds import CheckIn, Report
from bot.accountability.store.columns import (
    instant,
    maybe_instant,
    read_instant,
    read_maybe_instant,
    whole,
)

if TYPE_CHECKING:
    from bot.accountability.store.file import File, Row

_COLUMNS = "id, group_id, series, round, user, report, created_at, edited_at, late"
# Ids hold no space; the inner question puts them in order.
_MADE = (
    "(SELECT group_concat(id, ' ') FROM"
    " (SELECT id FROM commitments WHERE check_in = check_ins.id ORDER BY made_at, rowid))"
)
# Several at the same instant stand in the order in which they were written.
_IN_ORDER = "ORDER BY created_at, rowid"


class CheckInRows:
    """The check-ins of a file."""

    def __init__(self, file: File) -> None:
        self._file = file

    def add(self, check_in: CheckIn) -> None:
        """Add a check-in; a member has one for each round, and one early one for each series."""
        self._file.write(
            f"INSERT INTO check_ins ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                check_in.id,
                check_in.group_id,
                check_in.series_id,
                check_in.round_id,
                check_in.user_id,
                _text_of(check_in),
                instant(check_in.created_at),
                maybe_instant(check_in.edited_at),
                int(check_in.late),
            ],
        )

    def get(self, check_in_id: str) -> CheckIn | None:
        """Return a check-in."""
        return self._one("id = ?", check_in_id)

    def update(self, check_in: CheckIn) -> None:
        """Write what it says and carries, when it was edited, and whether it is late."""
        self._file.write(
            "UPDATE check_ins SET report = ?, edited_at = ?, late = ? WHERE id = ?",
            [
                _text_of(check_in),
                maybe_instant(check_in.edited_at),
                int(check_in.late),
                check_in.id,
            ],
        )

    def delete(self, check_in_id: str) -> None:
        """Delete a check-in; the commitments that it made stay, and forget it."""
        self._file.write("DELETE FROM check_ins WHERE id = ?", [check_in_id])

    def of_round(self, round_id: str) -> list[CheckIn]:
        """Return the check-ins of a round, in the order of the answers."""
        return self._many(f"round = ? {_IN_ORDER}", round_id)

    def mine(self, round_id: str, user_id: int) -> CheckIn | None:
        """Return a member's check-in for a round."""
        return self._one("round = ? AND user = ?", round_id, user_id)

    def early(self, series_id: str, user_id: int) -> CheckIn | None:
        """Return a member's check-in for the next round of a series."""
        return self._one("series = ? AND user = ? AND round IS NULL", series_id, user_id)

    def early_of_series(self, series_id: str) -> list[CheckIn]:
        """Return the check-ins for the next round of a series, in the order of the answers."""
        return self._many(f"series = ? AND round IS NULL {_IN_ORDER}", series_id)

    def attach(self, check_in_id: str, round_id: str) -> None:
        """Give an early check-in to the round that has opened."""
        self._file.write(
            "UPDATE check_ins SET round = ? WHERE id = ? AND round IS NULL",
            [round_id, check_in_id],
        )

    def of_user(
        self, group_id: str, user_id: int, limit: int = 1000, skip: int = 0
    ) -> list[CheckIn]:
        """Return a member's check-ins in a group, newest first."""
        return self._many(
            "group_id = ? AND user = ? ORDER BY created_at DESC, rowid DESC LIMIT ? OFFSET ?",
            group_id,
            user_id,
            limit,
            skip,
        )

    def count(self, group_id: str, user_id: int) -> int:
        """Return how many check-ins a member has sent in a group."""
        row = self._file.row(
            "SELECT count(*) FROM check_ins WHERE group_id = ? AND user = ?", [group_id, user_id]
        )
        return int(row[0]) if row else 0

    def _one(self, where: str, *values: str | int) -> CheckIn | None:
        found = self._many(where, *values)
        return found[0] if found else None

    def _many(self, where: str, *values: str | int) -> list[CheckIn]:
        rows = self._file.rows(f"SELECT {_COLUMNS}, {_MADE} FROM check_ins WHERE {where}", values)
        return [_check_in(row) for row in rows]


def _check_in(row: Row) -> CheckIn:
    fields = json.loads(row[5])
    return CheckIn(
        id=row[0],
        group_id=row[1],
        series_id=row[2],
        round_id=row[3],
        user_id=row[4],
        report=_report_of(fields),
        created_at=read_instant(row[6]),
        edited_at=read_maybe_instant(row[7]),
        late=bool(row[8]),
        made_ids=tuple((row[9] or "").split()),
        carried_ids=tuple(fields["carried"]),
    )


def _text_of(check_in: CheckIn) -> str:
    report = check_in.report
    fields = {
        "moved": report.moved,
        "next": report.next_lines,
        "hands": report.hand_lines,
        "own": report.own,
        "kept": report.kept_ids,
        "carried": check_in.carried_ids,
    }
    return whole(json.dumps(fields, ensure_ascii=False, separators=(",", ":")))


def _report_of(fields: dict[str, Any]) -> Report:
    return Report(
        moved=fields["moved"],
        next_lines=tuple(fields["next"]),
        hand_lines=tuple(fields["hands"]),
        own=tuple((question, answer) for question, answer in fields["own"]),
        kept_ids=tuple(fields["kept"]),
    )
