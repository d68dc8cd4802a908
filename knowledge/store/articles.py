"""The articles of a library file, read: one or many, their passages, and what they are known by."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from knowledge.identity import Fingerprint, Known
from knowledge.models import Article, Heading, Passage
from knowledge.passages import PlacedPassage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlite_utils import Database

_GREATEST = 2**63 - 1  # SQLite's own bound

# An edited title is the library's; the file is still known by its own.
_KNOWN = (
    "id, identity, declared, origin, coalesce((SELECT json_extract(in_file, '$') FROM article_edits"
    " WHERE article = articles.id AND field = 'title'), title), text_digest, digest"
)
_ARTICLE = (
    "articles.id, articles.public_id, articles.title, articles.author, articles.published_on,"
    " articles.url, articles.description, articles.metadata, audiences.name, articles.starter,"
    " articles.word_count, articles.passage_count, articles.added_at, articles.updated_at,"
    " (SELECT json_group_array(tag) FROM"
    " (SELECT tag FROM article_tags WHERE article = articles.id ORDER BY position))"
)
_FROM = "articles JOIN audiences ON audiences.id = articles.audience"


def is_storable(text: str) -> bool:
    """Tell whether a text can be written as UTF-8: half of a surrogate pair can't."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class ArticleStore:
    """Reads articles."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def audience_id(self, name: str | None, *, create: bool) -> int | None:
        """Return an audience's number (0 is everybody), making it if asked to."""
        if name is None:
            return 0
        row = self._db.execute("SELECT id FROM audiences WHERE name = ?", [name]).fetchone()
        if row is None and create:
            self._db.execute("INSERT INTO audiences (name) VALUES (?)", [name])
            row = self._db.execute("SELECT id FROM audiences WHERE name = ?", [name]).fetchone()
        return None if row is None else int(row[0])

    def audience_ids(self, names: Collection[str]) -> tuple[int, ...]:
        """Return the numbers of what an asker may see: everybody's, and the named audiences."""
        if not names:
            return (0,)
        marks = ", ".join("?" * len(names))
        rows = self._db.execute(
            f"SELECT id FROM audiences WHERE id <> 0 AND name IN ({marks}) ORDER BY id", list(names)
        ).fetchall()
        return (0, *(int(row[0]) for row in rows))

    def by_identity(self, audience: int, identity: str) -> list[Known]:
        """Find the article that holds an identity: one, or none."""
        return list(self._known("identity = ?", audience, identity))

    def by_text(self, audience: int, text_digest: str) -> list[Known]:
        """Find articles with a text."""
        return list(self._known("text_digest = ?", audience, text_digest))

    def by_origin(self, audience: int, origin: str) -> list[Known]:
        """Find articles from a file."""
        return list(self._known("origin = ?", audience, origin)) if origin else []

    def _known(self, condition: str, audience: int, value: str) -> Iterator[Known]:
        rows = self._db.execute(
            f"SELECT {_KNOWN} FROM articles WHERE audience = ? AND {condition} ORDER BY id",
            [audience, value],
        ).fetchall()
        for number, identity, declared, *rest in rows:
            yield Known(number, Fingerprint(identity, bool(declared), *rest))

    def number_of(self, reference: int | str) -> int | None:
        """Return the number of an article, given that or its public id; None if there is none."""
        if isinstance(reference, int):
            column = "id"
            fits = 0 < reference <= _GREATEST
        else:
            column = "public_id"
            fits = is_storable(reference)
        if not fits:
            return None
        row = self._db.execute(
            f"SELECT id FROM articles WHERE {column} = ?", [reference]
        ).fetchone()
        return None if row is None else int(row[0])

    def numbers_of(self, public_ids: Collection[str]) -> dict[str, int]:
        """Return the numbers of the articles among the public ids that there are."""
        marks = ", ".join("?" * len(public_ids))
        rows = self._db.execute(
            f"SELECT public_id, id FROM articles WHERE public_id IN ({marks})", list(public_ids)
        ).fetchall()
        return {str(row[0]): int(row[1]) for row in rows}

    def get(self, number: int, visible: Collection[int]) -> Article | None:
        """Read one article that the asker may see."""
        return next(iter(self._articles("articles.id = ?", [number], visible)), None)

    def many(self, numbers: Collection[int], visible: Collection[int]) -> dict[int, Article]:
        """Read several articles that the asker may see, by number."""
        marks = ", ".join("?" * len(numbers))
        found = self._articles(f"articles.id IN ({marks})", list(numbers), visible)
        return {article.id: article for article in found}

    def listing(
        self, tag: str, visible: Collection[int], limit: int = -1, offset: int = 0
    ) -> list[Article]:
        """Read the articles that the asker may see, by title; with one tag, or all."""
        if not is_storable(tag):
            return []
        return self._articles(_tagged(tag), [tag], visible, limit, offset)

    def sums(self, tag: str, visible: Collection[int]) -> tuple[int, int, int]:
        """Count the articles that the asker may see, their words, and the starters among them."""
        if not is_storable(tag):
            return 0, 0, 0
        marks = ", ".join("?" * len(visible))
        row = self._db.execute(
            "SELECT count(*), coalesce(sum(word_count), 0), coalesce(sum(starter), 0)"
            f" FROM articles WHERE {_tagged(tag)} AND articles.audience IN ({marks})",
            [tag, *visible],
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    def everyone(self) -> list[Article]:
        """Read all articles, whoever may see them, by title."""
        return self.listing("", self._audiences())

    def known(self, number: int) -> Article:
        """Read an article that is there, whoever may see it."""
        return self.many([number], self._audiences())[number]

    def public_id(self, number: int) -> str:
        """Return the public id of an article that is there."""
        row = self._db.execute("SELECT public_id FROM articles WHERE id = ?", [number]).fetchone()
        return str(row[0])

    def _audiences(self) -> list[int]:
        return [int(row[0]) for row in self._db.execute("SELECT id FROM audiences")]

    def starters(self) -> list[int]:
        """Return the numbers of the starter articles."""
        rows = self._db.execute("SELECT id FROM articles WHERE starter = 1 ORDER BY id").fetchall()
        return [int(row[0]) for row in rows]

    def _articles(
        self,
        condition: str,
        values: Sequence[object],
        visible: Collection[int],
        limit: int = -1,
        offset: int = 0,
    ) -> list[Article]:
        marks = ", ".join("?" * len(visible))
        rows = self._db.execute(
            f"SELECT {_ARTICLE} FROM {_FROM} WHERE {condition} AND articles.audience IN ({marks})"
            " ORDER BY articles.title COLLATE NOCASE, articles.id LIMIT ? OFFSET ?",
            [*values, *visible, limit, offset],
        ).fetchall()
        return [_article(row) for row in rows]

    def numbers(self) -> list[int]:
        """Return the numbers of all articles."""
        return [int(row[0]) for row in self._db.execute("SELECT id FROM articles ORDER BY id")]

    def placed(self, number: int) -> list[PlacedPassage]:
        """Read an article's passages in order, each with the headings above it."""
        rows = self._db.execute(
            "SELECT above, position, heading, paragraph, gap, text FROM passages"
            " WHERE article = ? ORDER BY position",
            [number],
        ).fetchall()
        return [
            PlacedPassage(
                Passage(position, heading, paragraph, gap, text),
                tuple(Heading(int(level), str(words)) for level, words in json.loads(above)),
            )
            for above, position, heading, paragraph, gap, text in rows
        ]

    def fingerprint(self, number: int) -> Fingerprint:
        """Return what an article is known by."""
        row = self._db.execute(f"SELECT {_KNOWN} FROM articles WHERE id = ?", [number]).fetchone()
        _, identity, declared, *rest = row
        return Fingerprint(identity, bool(declared), *rest)

    def is_starter(self, number: int) -> bool:
        """Tell whether an article belongs to the starter library."""
        row = self._db.execute("SELECT starter FROM articles WHERE id = ?", [number]).fetchone()
        return row is not None and bool(row[0])

    def record(self, number: int) -> tuple[str, str, int] | None:
        """Return an article's title, text digest and count of passages, as recorded."""
        row = self._db.execute(
            "SELECT title, text_digest, passage_count FROM articles WHERE id = ?", [number]
        ).fetchone()
        return None if row is None else (str(row[0]), str(row[1]), int(row[2]))


def _tagged(tag: str) -> str:
    """Return the condition for a tag, with one place for it."""
    if not tag:
        return "? = ''"
    return "articles.id IN (SELECT article FROM article_tags WHERE tag = ? COLLATE NOCASE)"


def _article(row: Sequence[object]) -> Article:
    (number, public_id, title, author, published, url, description, metadata, *rest) = row
    (audience, starter, words, passages, added, updated, tags) = rest
    return Article(
        id=int(str(number)),
        public_id=str(public_id),
        title=str(title),
        author=str(author),
        published_on=date.fromisoformat(str(published)) if published else None,
        url=str(url),
        description=str(description),
        metadata=json.loads(str(metadata)),
        audience=str(audience) or None,
        starter=bool(starter),
        word_count=int(str(words)),
        passage_count=int(str(passages)),
        added_at=datetime.fromisoformat(str(added)),
        updated_at=datetime.fromisoformat(str(updated)),
        tags=tuple(str(tag) for tag in json.loads(str(tags))),
    )
