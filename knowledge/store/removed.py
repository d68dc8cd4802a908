"""Removed articles, kept aside whole for a while; nothing else of the library reads them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from knowledge.identity import Fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class RemovedArticle:
    """All that is needed to bring an article back; `document` is as `wire.pack` made it."""

    public_id: str
    title: str
    audience: str
    starter: bool
    added_at: datetime
    updated_at: datetime
    fingerprint: Fingerprint
    edits: Mapping[str, object]
    document: bytes


@dataclass(frozen=True, slots=True)
class RemovalRow:
    """One removal: who did it, when, and the titles that went."""

    id: str
    member: str
    removed_at: datetime
    titles: tuple[str, ...]


class RemovedStore:
    """Reads and writes removals; the caller holds the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def begin(self, removal: str, member: str, at: datetime) -> None:
        """Write a removal, to which articles are then added."""
        self._db.execute(
            "INSERT INTO removals (id, member, removed_at) VALUES (?, ?, ?)",
            [removal, member, at.isoformat()],
        )

    def add(self, removal: str, article: RemovedArticle) -> None:
        """Keep an article aside."""
        self._db.execute(
            "INSERT INTO removed_articles (removal, public_id, title, audience, starter, added_at,"
            " updated_at, fingerprint, edits, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                removal,
                article.public_id,
                article.title,
                article.audience,
                int(article.starter),
                article.added_at.isoformat(),
                article.updated_at.isoformat(),
                json.dumps(asdict(article.fingerprint)),
                json.dumps(dict(article.edits)),
                article.document,
            ],
        )

    def articles(self, removal: str) -> list[RemovedArticle]:
        """Read the articles of a removal."""
        rows = self._db.execute(
            "SELECT public_id, title, audience, starter, added_at, updated_at, fingerprint, edits,"
            " document FROM removed_articles WHERE removal = ? ORDER BY rowid",
            [removal],
        ).fetchall()
        return [_removed(row) for row in rows]

    def listing(self) -> list[RemovalRow]:
        """Return all removals, the newest first."""
        rows = self._db.execute(
            "SELECT id, member, removed_at, (SELECT json_group_array(title) FROM removed_articles"
            " WHERE removal = removals.id) FROM removals ORDER BY removed_at DESC, rowid DESC"
        ).fetchall()
        return [
            RemovalRow(
                str(row[0]), str(row[1]), datetime.fromisoformat(row[2]), tuple(json.loads(row[3]))
            )
            for row in rows
        ]

    def delete(self, removal: str) -> None:
        """Delete a removal with all that was kept of it."""
        self._db.execute("DELETE FROM removals WHERE id = ?", [removal])


def _removed(row: Sequence[object]) -> RemovedArticle:
    (public_id, title, audience, starter, added, updated, fingerprint, edits, document) = row
    return RemovedArticle(
        public_id=str(public_id),
        title=str(title),
        audience=str(audience),
        starter=bool(starter),
        added_at=datetime.fromisoformat(str(added)),
        updated_at=datetime.fromisoformat(str(updated)),
        fingerprint=Fingerprint(**json.loads(str(fingerprint))),
        edits=json.loads(str(edits)),
        document=document if isinstance(document, bytes) else b"",
    )
