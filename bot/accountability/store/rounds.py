"""Rows of rounds, and of who is expected in them."""

from __future__ import annotations

import base64
import hashlib
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.accountability.models.rounds import Attendance, Expectation, Round, RoundState
from bot.accountability.store.columns import (
    instant,
    maybe_instant,
    read_instant,
    read_maybe_instant,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.accountability.store.file import File, Row, Value

_ROUND = (
    "id",
    "series",
    "group_id",
    "nominal_on",
    "channel",
    "state",
    "opens_at",
    "close_at",
    "nudge_at",
    "late_seconds",
    "close_moved",
    "mentions_nobody",
    "superseded",
    "thread",
    "closed_at",
)
_READ = ", ".join(f"r.{name}" for name in _ROUND)
_FROM = "rounds r JOIN groups g ON g.id = r.group_id"
_HELD = "r.state IN ('open', 'closed')"
_SECOND = timedelta(seconds=1)
_ID_BYTES = 12


def round_id(series_id: str, nominal_on: date) -> str:
    """Return the id of the round of a schedule and nominal date: 16 URL-safe characters."""
    key = f"{series_id}|{nominal_on.isoformat()}".encode()
    digest = hashlib.blake2b(key, digest_size=_ID_BYTES).digest()
    return base64.urlsafe_b64encode(digest).decode()


class RoundRows:
    """The rounds of a file, one for each schedule and nominal date."""

    def __init__(self, file: File) -> None:
        self._file = file

    def add(self, round_: Round) -> bool:
        """Add a round; return False, and change nothing, if there is one for its date."""
        places = ", ".join("?" for _ in _ROUND)
        added = self._file.write(
            f"INSERT INTO rounds ({', '.join(_ROUND)}) VALUES ({places}) ON CONFLICT DO NOTHING",
            _values(round_),
        )
        return added == 1

    def get(self, round_id: str) -> Round | None:
        """Return a round."""
        found = self._all("r.id = ?", round_id)
        return found[0] if found else None

    def update(self, round_: Round) -> None:
        """Write a round; its schedule and nominal date never change."""
        columns = ", ".join(f"{name} = ?" for name in _ROUND[4:])
        self._file.write(
            f"UPDATE rounds SET {columns} WHERE id = ?", [*_values(round_)[4:], round_.id]
        )

    def open_of_group(self, group_id: str) -> list[Round]:
        """Return a group's open rounds, the soonest to close first."""
        return self._all("r.group_id = ? AND r.state = 'open' ORDER BY r.close_at, r.id", group_id)

    def latest_of_series(self, series_id: str) -> Round | None:
        """Return the latest round of a schedule that opened, open or closed."""
        found = self._all(
            f"r.series = ? AND {_HELD} ORDER BY r.opens_at DESC, r.nominal_on DESC LIMIT 1",
            series_id,
        )
        return found[0] if found else None

    def accepting_of_series(self, series_id: str) -> list[Round]:
        """Return a schedule's rounds that accept answers, open or closed, latest first."""
        return self._all(
            f"r.series = ? AND {_HELD} AND NOT r.superseded ORDER BY r.opens_at DESC", series_id
        )

    def accepting_of_group(self, group_id: str) -> list[Round]:
        """Return a group's rounds that accept answers, open or closed, latest first."""
        return self._all(
            f"r.group_id = ? AND {_HELD} AND NOT r.superseded ORDER BY r.opens_at DESC, r.id",
            group_id,
        )

    def before(self, round_: Round) -> Round | None:
        """Return the round of the same schedule that opened before it."""
        found = self._all(
            f"r.series = ? AND {_HELD} AND r.nominal_on < ? ORDER BY r.nominal_on DESC LIMIT 1",
            round_.series_id,
            round_.nominal_on.isoformat(),
        )
        return found[0] if found else None

    def of_series(self, series_id: str, limit: int) -> list[Round]:
        """Return a schedule's rounds, whatever became of them, newest first."""
        return self._all("r.series = ? ORDER BY r.nominal_on DESC LIMIT ?", series_id, limit)

    def of_group(self, group_id: str, from_on: date, until_on: date) -> list[Round]:
        """Return a group's rounds from a nominal date to another, both included, oldest first."""
        return self._all(
            "r.group_id = ? AND r.nominal_on BETWEEN ? AND ? ORDER BY r.opens_at, r.id",
            group_id,
            from_on.isoformat(),
            until_on.isoformat(),
        )

    def to_close(self, now: datetime) -> list[str]:
        """Return which open rounds are due to close, the longest due first."""
        rows = self._file.rows(
            "SELECT id FROM rounds WHERE state = 'open' AND close_at <= ? ORDER BY close_at, id",
            [instant(now)],
        )
        return [str(row[0]) for row in rows]

    def next_close(self) -> datetime | None:
        """Return when the next open round closes."""
        row = self._file.row("SELECT min(close_at) FROM rounds WHERE state = 'open'")
        return None if row is None else read_maybe_instant(row[0])

    def with_thread(self, series_id: str, from_on: date, until_on: date) -> Round | None:
        """Return the latest round of a schedule between two nominal dates that has a thread."""
        found = self._all(
            "r.series = ? AND r.nominal_on BETWEEN ? AND ? AND r.thread IS NOT NULL"
            " ORDER BY r.nominal_on DESC LIMIT 1",
            series_id,
            from_on.isoformat(),
            until_on.isoformat(),
        )
        return found[0] if found else None

    def _all(self, where: str, *values: Value) -> list[Round]:
        rows = self._file.rows(f"SELECT {_READ}, g.guild FROM {_FROM} WHERE {where}", values)
        return [_round(row) for row in rows]


class AttendanceRows:
    """Who is expected in a round, and whether they have answered."""

    def __init__(self, file: File) -> None:
        self._file = file

    def put(self, attendance: Attendance) -> None:
        """Write what is expected of a member in a round; what was written before gives way.

        Whether they have answered is not written here: their check-in says so.
        """
        self._file.write(
            "INSERT OR REPLACE INTO attendance (round, user, expectation, mentioned_at, nudged_at)"
            " VALUES (?, ?, ?, ?, ?)",
            [
                attendance.round_id,
                attendance.user_id,
                attendance.expectation,
                maybe_instant(attendance.mentioned_at),
                maybe_instant(attendance.nudged_at),
            ],
        )

    def get(self, round_id: str, user_id: int) -> Attendance | None:
        """Return what is expected of somebody in a round."""
        found = self._all("a.round = ? AND a.user = ?", round_id, user_id)
        return found[0] if found else None

    def of_round(self, round_id: str) -> list[Attendance]:
        """Return everybody of a round: who has answered, in the order of answers; then the rest."""
        return self._all(
            "a.round = ? ORDER BY c.id IS NULL, c.created_at, c.rowid, a.user", round_id
        )

    def expect(self, round_id: str, user_id: int, expectation: Expectation) -> None:
        """Expect something else of somebody who is in a round already."""
        self._file.write(
            "UPDATE attendance SET expectation = ? WHERE round = ? AND user = ?",
            [expectation, round_id, user_id],
        )

    def mark_mentioned(self, round_id: str, user_ids: Iterable[int], at: datetime) -> None:
        """Note that members were mentioned for a round; the first time stays."""
        self._mark("mentioned_at", round_id, user_ids, at)

    def mark_nudged(self, round_id: str, user_ids: Iterable[int], at: datetime) -> None:
        """Note that members were nudged in a round; the first time stays."""
        self._mark("nudged_at", round_id, user_ids, at)

    def _mark(self, column: str, round_id: str, user_ids: Iterable[int], at: datetime) -> None:
        for user_id in user_ids:
            self._file.write(
                f"UPDATE attendance SET {column} = ifnull({column}, ?)"
                " WHERE round = ? AND user = ?",
                [instant(at), round_id, user_id],
            )

    def _all(self, where: str, *values: Value) -> list[Attendance]:
        rows = self._file.rows(
            "SELECT a.round, a.user, a.expectation, c.id IS NOT NULL, ifnull(c.late, 0),"
            " a.mentioned_at, a.nudged_at FROM attendance a"
            f" LEFT JOIN check_ins c ON c.round = a.round AND c.user = a.user WHERE {where}",
            values,
        )
        return [_attendance(row) for row in rows]


def _values(found: Round) -> list[Value]:
    return [
        found.id,
        found.series_id,
        found.group_id,
        found.nominal_on.isoformat(),
        found.channel_id,
        found.state,
        instant(found.opens_at),
        instant(found.close_at),
        maybe_instant(found.nudge_at),
        found.late_by // _SECOND,
        int(found.close_moved),
        int(found.mentions_nobody),
        int(found.superseded),
        found.thread_id,
        maybe_instant(found.closed_at),
    ]


def _round(row: Row) -> Round:
    return Round(
        id=row[0],
        series_id=row[1],
        group_id=row[2],
        nominal_on=date.fromisoformat(row[3]),
        channel_id=row[4],
        state=RoundState(row[5]),
        opens_at=read_instant(row[6]),
        close_at=read_instant(row[7]),
        nudge_at=read_maybe_instant(row[8]),
        late_by=timedelta(seconds=row[9]),
        close_moved=bool(row[10]),
        mentions_nobody=bool(row[11]),
        superseded=bool(row[12]),
        thread_id=row[13],
        closed_at=read_maybe_instant(row[14]),
        guild_id=row[15],
    )


def _attendance(row: Row) -> Attendance:
    return Attendance(
        round_id=row[0],
        user_id=row[1],
        expectation=Expectation(row[2]),
        checked_in=bool(row[3]),
        late=bool(row[4]),
        mentioned_at=read_maybe_instant(row[5]),
        nudged_at=read_maybe_instant(row[6]),
    )
