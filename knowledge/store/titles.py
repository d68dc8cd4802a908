"""Titles and tags, as those who type ahead need them: what changed since they last looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.store.revisions import ARTICLES, revision

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class TitleRow:
    """An article as it is offered: its numbers, its title, and its tags."""

    number: int
    public_id: str
    audience: int
    title: str
    tags: tuple[str, ...]


class TitleStore:
    """Reads titles and tags."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def revision(self) -> int:
        """Return the number of the last change to any article."""
        return revision(self._db, ARTICLES)

    def count(self) -> int:
        """Count the articles, whoever may see them."""
        row = self._db.execute("SELECT coalesce(sum(articles), 0) FROM totals").fetchone()
        return int(row[0])

    def changed(self, since: int) -> list[TitleRow]:
        """Return the articles that were added or changed after a revision."""
        rows = self._db.execute(
            "SELECT id, public_id, audience, title FROM articles WHERE revision > ?", [since]
        ).fetchall()
        tags = self._tags(since)
        return [
            TitleRow(
                int(row[0]), str(row[1]), int(row[2]), str(row[3]), tuple(tags.get(row[0], ()))
            )
            for row in rows
        ]

    def _tags(self, since: int) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for number, tag in self._db.execute(
            "SELECT article, tag FROM article_tags JOIN articles ON articles.id = article"
            " WHERE revision > ? ORDER BY article, position",
            [since],
        ).fetchall():
            found.setdefault(int(number), []).append(str(tag))
        return found
