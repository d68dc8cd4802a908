"""Rows of notices, of changes that somebody made, and of single facts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.accountability.models.notices import Cause, Change, Notice
from bot.accountability.store.columns import (
    instant,
    listed,
    maybe_instant,
    read_instant,
    read_maybe_instant,
    whole,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.store.file import File, Row

_NOTICE = "id, group_id, series, user, cause, detail, raised_at, fixed_at, told_at"
_MOST_CHANGES = 200


class NoticeRows:
    """The notices of a file; of one cause, a group, schedule or member has one at a time."""

    def __init__(self, file: File) -> None:
        self._file = file

    def add(self, notice: Notice) -> bool:
        """Add a notice; return False, and change nothing, if its cause is known already."""
        added = self._file.write(
            f"INSERT INTO notices ({_NOTICE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            [
                notice.id,
                notice.group_id,
                notice.series_id,
                notice.user_id,
                notice.cause,
                listed(notice.detail),
                instant(notice.raised_at),
                maybe_instant(notice.fixed_at),
                maybe_instant(notice.told_at),
            ],
        )
        return added == 1

    def get(self, notice_id: str) -> Notice | None:
        """Return a notice."""
        found = self._all("id = ?", notice_id)
        return found[0] if found else None

    def of_group(self, group_id: str) -> list[Notice]:
        """Return a group's notices whose causes are not over, oldest first."""
        return self._all("group_id = ? AND fixed_at IS NULL ORDER BY raised_at, id", group_id)

    def of_cause(self, group_id: str, cause: Cause) -> list[Notice]:
        """Return a group's notices of one cause, over or not, oldest first."""
        return self._all("group_id = ? AND cause = ? ORDER BY raised_at, id", group_id, cause)

    def of_guild(self, guild_id: int) -> list[Notice]:
        """Return a server's notices whose causes are not over, oldest first."""
        return self._all(
            "fixed_at IS NULL AND group_id IN (SELECT id FROM groups WHERE guild = ?)"
            " ORDER BY raised_at, id",
            guild_id,
        )

    def fix(self, notice_id: str, at: datetime) -> None:
        """Note that a cause is over."""
        self._file.write(
            "UPDATE notices SET fixed_at = ? WHERE id = ? AND fixed_at IS NULL",
            [instant(at), notice_id],
        )

    def tell(self, notice_id: str, at: datetime) -> bool:
        """Note that somebody was told; return False if somebody was before."""
        told = self._file.write(
            "UPDATE notices SET told_at = ? WHERE id = ? AND told_at IS NULL",
            [instant(at), notice_id],
        )
        return told == 1

    def _all(self, where: str, *values: str | int) -> list[Notice]:
        rows = self._file.rows(f"SELECT {_NOTICE} FROM notices WHERE {where}", values)
        return [_notice(row) for row in rows]


class ChangeRows:
    """What those who run a group, or a server, have changed."""

    def __init__(self, file: File) -> None:
        self._file = file

    def add(
        self,
        guild_id: int,
        group_id: str | None,
        actor: int | None,
        at: datetime,
        action: str,
        detail: str = "",
    ) -> None:
        """Write a change down; `detail` holds no member's words."""
        self._file.write(
            "INSERT INTO changes (guild, group_id, actor, at, action, detail)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [guild_id, group_id, actor, instant(at), action, whole(detail)],
        )

    def of_group(self, group_id: str) -> list[Change]:
        """Return a group's changes, newest first; the latest 200."""
        rows = self._file.rows(
            "SELECT guild, group_id, actor, at, action, detail FROM changes WHERE group_id = ?"
            " ORDER BY at DESC, id DESC LIMIT ?",
            [group_id, _MOST_CHANGES],
        )
        return [
            Change(row[0], row[1], row[2], read_instant(row[3]), row[4], row[5]) for row in rows
        ]


class FactRows:
    """Single facts by name: when the last tick was, whether the file was restored."""

    def __init__(self, file: File) -> None:
        self._file = file

    def get(self, name: str) -> str | None:
        """Return a fact."""
        row = self._file.row("SELECT value FROM facts WHERE name = ?", [name])
        return None if row is None else str(row[0])

    def put(self, name: str, value: str) -> None:
        """Write a fact, in place of an earlier one."""
        self._file.write("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", [name, value])

    def delete(self, name: str) -> None:
        """Forget a fact."""
        self._file.write("DELETE FROM facts WHERE name = ?", [name])


def _notice(row: Row) -> Notice:
    return Notice(
        id=row[0],
        group_id=row[1],
        series_id=row[2],
        user_id=row[3],
        cause=Cause(row[4]),
        detail=tuple(json.loads(row[5])),
        raised_at=read_instant(row[6]),
        fixed_at=read_maybe_instant(row[7]),
        told_at=read_maybe_instant(row[8]),
    )
