"""Revisions: numbers that tell a reader which of the things it keeps in memory have changed.

`PRAGMA data_version` says only that something was written; a load of thousands of articles would
make every reader read everything again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

ARTICLES = "articles"
ANSWERS = "answers"
SYNONYMS = "synonyms"


def next_revision(db: Database, area: str) -> int:
    """Count one change of an area; return its number. The caller holds the transaction."""
    row = db.execute(
        "INSERT INTO revisions (area, number) VALUES (?, 1)"
        " ON CONFLICT (area) DO UPDATE SET number = number + 1 RETURNING number",
        [area],
    ).fetchone()
    return int(row[0])


def revision(db: Database, area: str) -> int:
    """Return the number of an area's last change; 0 if it never changed."""
    row = db.execute("SELECT number FROM revisions WHERE area = ?", [area]).fetchone()
    return int(row[0]) if row else 0
