"""Answers that librarians wrote themselves, by the key of their question."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from knowledge.models import CuratedAnswer
from knowledge.store.revisions import ANSWERS, next_revision, revision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

_ANSWER = "id, question, text, member, set_at"


class CuratedStore:
    """Reads and writes librarians' answers; the caller holds the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def revision(self) -> int:
        """Return the number of the last change to any answer."""
        return revision(self._db, ANSWERS)

    def keyed(self) -> list[tuple[str, CuratedAnswer]]:
        """Return all answers with their keys, by question."""
        rows = self._db.execute(
            f"SELECT key, {_ANSWER} FROM curated_answers WHERE removed_at IS NULL"
            " ORDER BY question COLLATE NOCASE, id"
        ).fetchall()
        return [(str(key), _answer(row)) for key, *row in rows]

    def get(self, answer: str, *, removed: bool = False) -> CuratedAnswer | None:
        """Read an answer that is in use, or one that was removed."""
        row = self._db.execute(
            f"SELECT {_ANSWER} FROM curated_answers WHERE id = ?"
            f" AND removed_at IS {'NOT ' if removed else ''}NULL",
            [answer],
        ).fetchone()
        return None if row is None else _answer(row)

    def insert(self, key: str, answer: CuratedAnswer) -> None:
        """Write a new answer."""
        self._db.execute(
            "INSERT INTO curated_answers (id, key, question, text, member, set_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                *(answer.id, key, answer.question, answer.text),
                *(answer.by, answer.set_at.isoformat()),
            ],
        )
        next_revision(self._db, ANSWERS)

    def rewrite(self, answer: CuratedAnswer) -> None:
        """Write an answer's text anew."""
        self._db.execute(
            "UPDATE curated_answers SET text = ?, member = ?, set_at = ? WHERE id = ?",
            [answer.text, answer.by, answer.set_at.isoformat(), answer.id],
        )
        next_revision(self._db, ANSWERS)

    def mark_removed(self, answer: str, at: datetime | None) -> None:
        """Take an answer out of use, or back into it."""
        self._db.execute(
            "UPDATE curated_answers SET removed_at = ? WHERE id = ?",
            [None if at is None else at.isoformat(), answer],
        )
        next_revision(self._db, ANSWERS)

    def is_taken(self, answer: str) -> bool:
        """Tell whether another answer in use has the key of one that was removed."""
        row = self._db.execute(
            "SELECT 1 FROM curated_answers WHERE removed_at IS NULL AND key ="
            " (SELECT key FROM curated_answers WHERE id = ?)",
            [answer],
        ).fetchone()
        return row is not None

    def purge(self, before: datetime) -> list[str]:
        """Delete what was removed before a time; return the ids."""
        rows = self._db.execute(
            "SELECT id FROM curated_answers WHERE removed_at <= ?", [before.isoformat()]
        ).fetchall()
        gone = [str(row[0]) for row in rows]
        self._db.conn.executemany(
            "DELETE FROM curated_answers WHERE id = ?", [(answer,) for answer in gone]
        )
        return gone


def _answer(row: Sequence[object]) -> CuratedAnswer:
    number, question, text, member, set_at = row
    return CuratedAnswer(
        id=str(number),
        question=str(question),
        text=str(text),
        by=str(member),
        set_at=datetime.fromisoformat(str(set_at)),
    )
