"""Synonyms that librarians taught."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from knowledge.models import Synonym
from knowledge.store.revisions import SYNONYMS, next_revision, revision

if TYPE_CHECKING:
    from sqlite_utils import Database


class SynonymStore:
    """Reads and writes synonyms; the caller holds the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def revision(self) -> int:
        """Return the number of the last change to any synonym."""
        return revision(self._db, SYNONYMS)

    def listing(self) -> list[Synonym]:
        """Return all synonyms, by term."""
        rows = self._db.execute(
            "SELECT id, term, means, member, taught_at FROM synonyms"
            " ORDER BY term COLLATE NOCASE, means COLLATE NOCASE, id"
        ).fetchall()
        return [
            Synonym(
                *(str(row[0]), str(row[1]), str(row[2]), str(row[3])),
                datetime.fromisoformat(row[4]),
            )
            for row in rows
        ]

    def insert(self, synonym: Synonym) -> None:
        """Write a synonym."""
        self._db.execute(
            "INSERT INTO synonyms (id, term, means, member, taught_at) VALUES (?, ?, ?, ?, ?)",
            [
                *(synonym.id, synonym.term, synonym.means),
                *(synonym.by, synonym.taught_at.isoformat()),
            ],
        )
        next_revision(self._db, SYNONYMS)

    def delete(self, synonym: str) -> None:
        """Delete a synonym."""
        self._db.execute("DELETE FROM synonyms WHERE id = ?", [synonym])
        next_revision(self._db, SYNONYMS)
