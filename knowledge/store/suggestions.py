"""Documents that members proposed, as `wire.pack` made them, until a librarian decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

_COLUMNS = "id, document, member, note, proposed_at"


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A suggestion as it is stored."""

    id: str
    document: bytes
    member: str
    note: str
    proposed_at: datetime


class SuggestionStore:
    """Reads and writes suggestions; the caller holds the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def insert(self, row: SuggestionRow) -> None:
        """Write a suggestion."""
        self._db.execute(
            f"INSERT INTO suggestions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)",
            [row.id, row.document, row.member, row.note, row.proposed_at.isoformat()],
        )

    def listing(self) -> list[SuggestionRow]:
        """Return all suggestions, the oldest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM suggestions ORDER BY proposed_at, rowid"
        ).fetchall()
        return [_suggestion(row) for row in rows]

    def get(self, suggestion: str) -> SuggestionRow | None:
        """Read one suggestion."""
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM suggestions WHERE id = ?", [suggestion]
        ).fetchone()
        return None if row is None else _suggestion(row)

    def delete(self, suggestion: str) -> bool:
        """Delete a suggestion; tell whether it was there."""
        return bool(self._db.execute("DELETE FROM suggestions WHERE id = ?", [suggestion]).rowcount)

    def forget(self, member: str) -> int:
        """Delete what a member proposed; return how many that were."""
        return int(self._db.execute("DELETE FROM suggestions WHERE member = ?", [member]).rowcount)

    def purge(self, before: datetime) -> int:
        """Delete what was proposed before a time; return how many that were."""
        cursor = self._db.execute(
            "DELETE FROM suggestions WHERE proposed_at < ?", [before.isoformat()]
        )
        return int(cursor.rowcount)


def _suggestion(row: Sequence[object]) -> SuggestionRow:
    number, document, member, note, proposed_at = row
    return SuggestionRow(
        id=str(number),
        document=document if isinstance(document, bytes) else b"",
        member=str(member),
        note=str(note),
        proposed_at=datetime.fromisoformat(str(proposed_at)),
    )
