"""The articles of a library file, written: with tags, passages, and what librarians edited."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.store.public_ids import new_id
from knowledge.store.revisions import ARTICLES, next_revision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlite_utils import Database

    from knowledge.identity import Fingerprint
    from knowledge.models import Document
    from knowledge.passages import PlacedPassage


@dataclass(frozen=True, slots=True)
class NewArticle:
    """What is written of one article."""

    document: Document
    fingerprint: Fingerprint
    placed: Sequence[PlacedPassage]
    audience: int
    starter: bool
    now: datetime


class ArticleWriter:
    """Writes articles; the caller holds the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def insert(
        self, new: NewArticle, *, public_id: str = "", added_at: datetime | None = None
    ) -> int:
        """Write a new article with its passages; return its number.

        Args:
            new: The article.
            public_id: The one that it had; else it gets a new one.
            added_at: When it was first added; else now.
        """
        values = _values(new) | {
            "public_id": public_id or new_id(),
            "added_at": (added_at or new.now).isoformat(),
            "revision": next_revision(self._db, ARTICLES),
        }
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        cursor = self._db.execute(
            f"INSERT INTO articles ({names}) VALUES ({marks})", list(values.values())
        )
        number = int(cursor.lastrowid or 0)
        self._write_tags(number, new.document.tags)
        self._write_passages(number, new.placed)
        return number

    def replace(self, number: int, new: NewArticle) -> None:
        """Write an article anew, with all of its passages."""
        self._update(number, _values(new))
        self._db.execute("DELETE FROM passages WHERE article = ?", [number])
        self._write_tags(number, new.document.tags)
        self._write_passages(number, new.placed)

    def edit(self, number: int, document: Document, now: datetime) -> None:
        """Write what may be edited of an article, as it stands in a document."""
        self._update(number, _described(document) | {"updated_at": now.isoformat()})
        self._write_tags(number, document.tags)

    def delete(self, number: int) -> None:
        """Delete an article with its tags, passages and edits."""
        next_revision(self._db, ARTICLES)
        self._db.execute("DELETE FROM articles WHERE id = ?", [number])

    def edits(self, number: int) -> dict[str, object]:
        """Return the fields of an article that were edited, with what its file says of each."""
        rows = self._db.execute(
            "SELECT field, in_file FROM article_edits WHERE article = ? ORDER BY field", [number]
        ).fetchall()
        return {str(row[0]): json.loads(row[1]) for row in rows}

    def mark_edits(self, number: int, edits: Mapping[str, object]) -> None:
        """Record which fields of an article were edited, and what its file says of each."""
        self._db.execute("DELETE FROM article_edits WHERE article = ?", [number])
        self._db.conn.executemany(
            "INSERT INTO article_edits (article, field, in_file) VALUES (?, ?, ?)",
            [(number, field, json.dumps(value)) for field, value in edits.items()],
        )

    def _update(self, number: int, values: Mapping[str, object]) -> None:
        changed = dict(values) | {"revision": next_revision(self._db, ARTICLES)}
        names = ", ".join(f"{name} = ?" for name in changed)
        self._db.execute(f"UPDATE articles SET {names} WHERE id = ?", [*changed.values(), number])

    def _write_tags(self, number: int, tags: Sequence[str]) -> None:
        self._db.execute("DELETE FROM article_tags WHERE article = ?", [number])
        self._db.conn.executemany(
            "INSERT INTO article_tags (article, position, tag) VALUES (?, ?, ?)",
            [(number, position, tag) for position, tag in enumerate(tags)],
        )

    def _write_passages(self, number: int, placed: Sequence[PlacedPassage]) -> None:
        self._db.conn.executemany(
            "INSERT INTO passages (article, position, above, heading, paragraph, gap, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    number,
                    one.passage.position,
                    json.dumps([[heading.level, heading.text] for heading in one.above]),
                    one.passage.heading,
                    one.passage.paragraph,
                    one.passage.gap,
                    one.passage.text,
                )
                for one in placed
            ],
        )


def _described(document: Document) -> dict[str, object]:
    return {
        "title": document.title,
        "author": document.author,
        "published_on": document.published_on.isoformat() if document.published_on else None,
        "url": document.url,
    }


def _values(new: NewArticle) -> dict[str, object]:
    document, found = new.document, new.fingerprint
    return _described(document) | {
        "audience": new.audience,
        "identity": found.identity,
        "declared": int(found.declared),
        "origin": found.origin,
        "description": document.description,
        "metadata": json.dumps(dict(document.metadata), ensure_ascii=False),
        "text_digest": found.text_digest,
        "digest": found.digest,
        "starter": int(new.starter),
        "word_count": sum(len(one.passage.text.split()) for one in new.placed),
        "passage_count": len(new.placed),
        "updated_at": new.now.isoformat(),
    }
