"""Rows of check-ins that were taken back: out of everybody's sight, and kept a while for *Undo*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.store.columns import instant, whole

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.store.file import File


class RemovedRows:
    """The removed check-ins of a file, each with what it takes to bring it back."""

    def __init__(self, file: File) -> None:
        self._file = file

    def put(self, check_in_id: str, group_id: str, user_id: int, kept: str, at: datetime) -> None:
        """Keep a removed check-in; `kept` is all that belonged to it."""
        self._file.write(
            "INSERT OR REPLACE INTO removed_check_ins (id, group_id, user, kept, removed_at)"
            " VALUES (?, ?, ?, ?, ?)",
            [check_in_id, group_id, user_id, whole(kept), instant(at)],
        )

    def get(self, check_in_id: str, user_id: int, since: datetime) -> str | None:
        """Return what is kept of a member's check-in, if they removed it since then."""
        row = self._file.row(
            "SELECT kept FROM removed_check_ins WHERE id = ? AND user = ? AND removed_at >= ?",
            [check_in_id, user_id, instant(since)],
        )
        return None if row is None else str(row[0])

    def delete(self, check_in_id: str) -> None:
        """Delete what is kept of a check-in."""
        self._file.write("DELETE FROM removed_check_ins WHERE id = ?", [check_in_id])

    def delete_of(self, group_id: str, user_id: int) -> None:
        """Delete what is kept of all that a member removed in a group."""
        self._file.write(
            "DELETE FROM removed_check_ins WHERE group_id = ? AND user = ?", [group_id, user_id]
        )

    def delete_before(self, at: datetime) -> int:
        """Delete what was removed before an instant; return how many that were."""
        return self._file.write("DELETE FROM removed_check_ins WHERE removed_at < ?", [instant(at)])
