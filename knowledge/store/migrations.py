"""The library file's schema, one numbered step after another; a released step is never edited.

Content: `articles`, `article_tags`, `passages`. Everything else is an index that can be written
again from the content: `passage_terms` (stored stems), `passage_index` (FTS5 on them),
`vocabulary`, `stem_counts`, `totals`. What the group itself adds stands in `group_tables`.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from knowledge.store.group_tables import ARTICLES, TABLES
from knowledge.store.public_ids import new_id

migrations = Migrations("knowledge")

SCHEMA_VERSION = 2
"""Kept in `PRAGMA user_version`: a file with a greater one was written by a newer program."""

APPLICATION_ID = 0x50B1B001
"""Kept in `PRAGMA application_id`: it tells a library from any other SQLite file."""

# The stems are ASCII letters and digits, or not ASCII at all; this tokenizer cuts at spaces alone.
_INDEX = """
CREATE VIRTUAL TABLE passage_index USING fts5(
    scope, title, heading, body,
    content='passage_terms', content_rowid='id', tokenize='ascii'
)
"""

_TABLES = (
    """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT
""",
    """
CREATE TABLE audiences (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT
""",
    """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    audience INTEGER NOT NULL REFERENCES audiences(id),
    identity TEXT NOT NULL,
    declared INTEGER NOT NULL,
    origin TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    published_on TEXT,
    url TEXT NOT NULL,
    description TEXT NOT NULL,
    metadata TEXT NOT NULL,
    text_digest TEXT NOT NULL,
    digest TEXT NOT NULL,
    starter INTEGER NOT NULL,
    word_count INTEGER NOT NULL,
    passage_count INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (audience, identity)
) STRICT
""",
    "CREATE INDEX articles_by_text ON articles (audience, text_digest)",
    "CREATE INDEX articles_by_origin ON articles (audience, origin)",
    """
CREATE TABLE article_tags (
    article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    above TEXT NOT NULL,
    heading TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    gap TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (article, position)
) STRICT
""",
    """
CREATE TABLE passage_terms (
    id INTEGER PRIMARY KEY REFERENCES passages(id) ON DELETE CASCADE,
    article INTEGER NOT NULL,
    audience INTEGER NOT NULL,
    scope TEXT NOT NULL,
    title TEXT NOT NULL,
    heading TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE vocabulary (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    word TEXT NOT NULL,
    audience INTEGER NOT NULL,
    stem TEXT NOT NULL,
    passages INTEGER NOT NULL,
    UNIQUE (word, audience)
) STRICT
""",
    """
CREATE TABLE stem_counts (
    stem TEXT NOT NULL,
    audience INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    PRIMARY KEY (stem, audience)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE totals (
    audience INTEGER PRIMARY KEY,
    articles INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    title_stems INTEGER NOT NULL,
    heading_stems INTEGER NOT NULL,
    body_stems INTEGER NOT NULL
) STRICT
""",
    _INDEX,
    "INSERT INTO audiences (id, name) VALUES (0, '')",
)


@migrations()
def m001_create_library(db: Database) -> None:
    """Create content, index and statistics."""
    for statement in _TABLES:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@migrations()
def m002_take_in_the_group(db: Database) -> None:
    """Give articles their public ids, and make room for what the group adds."""
    for statement in ARTICLES:
        db.execute(statement)
    for (number,) in db.execute("SELECT id FROM articles").fetchall():
        db.execute(
            "UPDATE articles SET public_id = ?, revision = ? WHERE id = ?",
            [new_id(), number, number],
        )
    for statement in TABLES:
        db.execute(statement)
    db.execute(
        "INSERT INTO revisions (area, number)"
        " SELECT 'articles', coalesce(max(revision), 0) FROM articles"
    )
    # A library that has had articles was offered the starters, whether it kept them or not.
    db.execute(
        "INSERT INTO settings (name, value)"
        " SELECT 'starters', 'loaded' FROM sqlite_sequence WHERE name = 'articles' AND seq > 0"
    )
    db.execute("PRAGMA user_version = 2")
