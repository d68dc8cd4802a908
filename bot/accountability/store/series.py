"""Rows of schedules as groups keep them."""

from __future__ import annotations

import json
from datetime import date, time
from typing import TYPE_CHECKING

from bot.accountability.errors import UnknownZone
from bot.accountability.models.rounds import PingStyle, Questions, ScheduleState, Series
from bot.accountability.schedules import Cursor, Deadline, Schedule, from_record, to_record
from bot.accountability.store.columns import (
    instant,
    listed,
    maybe_instant,
    read_instant,
    read_maybe_date,
    read_maybe_instant,
    wall,
    whole,
)
from bot.accountability.zones import zone_named

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.store.file import File, Row, Value

_WRITTEN = (
    "name",
    "rhythm",
    "starts_on",
    "wall_time",
    "close_days",
    "close_time",
    "nudge_days",
    "nudge_time",
    "style",
    "questions",
    "commitments",
    "state",
    "silent_rounds",
    "since",
    "planned_on",
    "planned_at",
    "next_at",
)
_READ = ", ".join(f"s.{name}" for name in ("id", "group_id", *_WRITTEN, "version"))
_FROM = "series s JOIN groups g ON g.id = s.group_id"
_PLANNED = "s.state = 'active' AND g.state = 'active' AND s.next_at IS NOT NULL"


class SeriesRows:
    """The schedules of a file. Their zone is the group's, and stands with the group.

    A zone that tzdata has no more reads as UTC, so that what is kept can still be looked at and
    mended; whoever plans looks at the group's zone itself.
    """

    def __init__(self, file: File) -> None:
        self._file = file

    def add(self, series: Series) -> None:
        """Add a schedule."""
        columns = ("id", "group_id", *_WRITTEN, "version")
        self._file.write(
            f"INSERT INTO series ({', '.join(columns)}) VALUES ({', '.join('?' for _ in columns)})",
            [series.id, series.group_id, *_values(series), series.version],
        )

    def get(self, series_id: str) -> Series | None:
        """Return a schedule, removed or not."""
        found = self._all("s.id = ?", series_id)
        return found[0] if found else None

    def of_group(self, group_id: str) -> list[Series]:
        """Return a group's schedules that have not been removed, in the order they were made."""
        return self._all("s.group_id = ? AND s.state <> 'removed' ORDER BY s.rowid", group_id)

    def due(self, now: datetime) -> list[str]:
        """Return which schedules have something to plan, the longest due first."""
        rows = self._file.rows(
            f"SELECT s.id FROM {_FROM} WHERE {_PLANNED} AND s.next_at <= ?"
            " ORDER BY s.next_at, s.id",
            [instant(now)],
        )
        return [str(row[0]) for row in rows]

    def next_wake(self) -> datetime | None:
        """Return when the next schedule has something to plan."""
        row = self._file.row(f"SELECT min(s.next_at) FROM {_FROM} WHERE {_PLANNED}")
        return None if row is None else read_maybe_instant(row[0])

    def update(self, series: Series, expected_version: int) -> bool:
        """Write a schedule as its next version; return False if it has another one by now."""
        columns = ", ".join(f"{name} = ?" for name in _WRITTEN)
        written = self._file.write(
            f"UPDATE series SET {columns}, version = version + 1 WHERE id = ? AND version = ?",
            [*_values(series), series.id, expected_version],
        )
        return written == 1

    def move(self, series_id: str, cursor: Cursor, next_at: datetime | None) -> None:
        """Write how far a schedule is planned."""
        self._file.write(
            "UPDATE series SET since = ?, planned_on = ?, planned_at = ?, next_at = ? WHERE id = ?",
            [*_cursor_values(cursor), maybe_instant(next_at), series_id],
        )

    def set_silent(self, series_id: str, rounds: int) -> None:
        """Write how many rounds in a row have closed without a check-in."""
        self._file.write("UPDATE series SET silent_rounds = ? WHERE id = ?", [rounds, series_id])

    def _all(self, where: str, *values: Value) -> list[Series]:
        rows = self._file.rows(
            f"SELECT {_READ}, g.guild, g.zone FROM {_FROM} WHERE {where}", values
        )
        return [_series(row) for row in rows]


def _values(series: Series) -> list[Value]:
    schedule = series.schedule
    nudge = schedule.nudge
    return [
        whole(series.name),
        json.dumps(to_record(schedule.rhythm)),
        schedule.starts_on.isoformat(),
        wall(schedule.wall_time),
        schedule.close.days,
        wall(schedule.close.wall_time),
        nudge.days if nudge else None,
        wall(nudge.wall_time) if nudge else None,
        series.style,
        listed(series.questions.own),
        int(series.questions.commitments),
        series.state,
        series.silent_rounds,
        *_cursor_values(series.cursor),
        maybe_instant(series.next_at),
    ]


def _cursor_values(cursor: Cursor) -> list[Value]:
    return [
        instant(cursor.since),
        cursor.planned_on.isoformat() if cursor.planned_on else None,
        maybe_instant(cursor.planned_at),
    ]


def _series(row: Row) -> Series:
    series_id, group_id, name, rhythm, starts_on, opens, *row = row
    close_days, close_time, nudge_days, nudge_time, style, own, commitments, *row = row
    state, silent_rounds, since, planned_on, planned_at, next_at, version, guild, zone = row
    return Series(
        group_id=group_id,
        guild_id=guild,
        name=name,
        schedule=Schedule(
            key=series_id,
            rhythm=from_record(json.loads(rhythm)),
            starts_on=date.fromisoformat(starts_on),
            wall_time=time.fromisoformat(opens),
            zone=_zone(zone),
            close=Deadline(close_days, time.fromisoformat(close_time)),
            nudge=None if nudge_days is None else Deadline(nudge_days, _time(nudge_time)),
        ),
        cursor=Cursor(
            read_instant(since), read_maybe_date(planned_on), read_maybe_instant(planned_at)
        ),
        state=ScheduleState(state),
        style=PingStyle(style),
        questions=Questions(tuple(json.loads(own)), bool(commitments)),
        version=version,
        silent_rounds=silent_rounds,
        next_at=read_maybe_instant(next_at),
    )


def _time(text: str) -> time:
    return time.fromisoformat(text)


def _zone(name: str) -> str:
    try:
        zone_named(name)
    except UnknownZone:
        return "UTC"
    return name
