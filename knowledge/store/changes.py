"""What was done to articles and answers, when and by whom; and how often articles were quoted."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from knowledge.models import Change, ChangeKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database


class ChangeStore:
    """Reads and writes histories; the caller holds the transaction. A subject is a public id."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def note(self, subject: str, change: Change) -> None:
        """Add a change to a subject's history."""
        self._db.execute(
            "INSERT INTO changes (subject, at, member, what, field, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                subject,
                change.at.isoformat(),
                change.by,
                change.what.value,
                change.field,
                change.before,
                change.after,
            ],
        )

    def history(self, subject: str) -> list[Change]:
        """Return what was done to a subject, the newest first."""
        rows = self._db.execute(
            "SELECT at, member, what, field, before, after FROM changes WHERE subject = ?"
            " ORDER BY id DESC",
            [subject],
        ).fetchall()
        return [
            Change(
                datetime.fromisoformat(at),
                str(by),
                ChangeKind(what),
                str(field),
                str(one),
                str(two),
            )
            for at, by, what, field, one, two in rows
        ]

    def count_quotations(self, articles: Collection[str], on: date) -> None:
        """Count that articles were shown in one answer."""
        self._db.conn.executemany(
            "INSERT INTO quotations (article, count, last_on) VALUES (?, 1, ?)"
            " ON CONFLICT (article) DO UPDATE SET count = count + 1, last_on = excluded.last_on",
            [(article, on.isoformat()) for article in articles],
        )

    def quotations(self) -> dict[str, tuple[int, date]]:
        """Return how often each article was shown, and on which day last."""
        rows = self._db.execute("SELECT article, count, last_on FROM quotations").fetchall()
        return {str(row[0]): (int(row[1]), date.fromisoformat(row[2])) for row in rows}

    def delete(self, subject: str) -> None:
        """Delete all that is kept about a subject here."""
        self._db.execute("DELETE FROM changes WHERE subject = ?", [subject])
        self._db.execute("DELETE FROM quotations WHERE article = ?", [subject])
