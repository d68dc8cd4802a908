"""The desk's schema, one numbered step after another; a released step is never edited."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("desk")

SCHEMA_VERSION = 1
"""Kept in `PRAGMA user_version`: a file with a greater one was written by a newer program."""

_TABLES = (
    """
CREATE TABLE servers (
    guild INTEGER PRIMARY KEY,
    librarian_roles TEXT NOT NULL DEFAULT '[]',
    welcomed INTEGER NOT NULL DEFAULT 0,
    starters_offered INTEGER NOT NULL DEFAULT 0
) STRICT
""",
    """
CREATE TABLE memos (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    guild INTEGER NOT NULL,
    owner INTEGER NOT NULL,
    data TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT
""",
    "CREATE INDEX memos_by_expiry ON memos (expires_at)",
    "CREATE INDEX memos_by_owner ON memos (owner)",
    """
CREATE TABLE posts (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    guild INTEGER NOT NULL,
    channel INTEGER,
    owner INTEGER NOT NULL,
    data TEXT NOT NULL,
    state TEXT NOT NULL,
    nonce TEXT NOT NULL,
    created_at TEXT NOT NULL,
    first_attempt_at TEXT,
    message INTEGER,
    expires_at TEXT NOT NULL
) STRICT
""",
    "CREATE INDEX posts_by_expiry ON posts (expires_at)",
    "CREATE INDEX posts_by_owner ON posts (owner)",
    """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT
""",
)


@migrations()
def m001_create_desk(db: Database) -> None:
    """Create settings of servers, memos, posts and facts about the bot itself."""
    for statement in _TABLES:
        db.execute(statement)
    db.execute("PRAGMA user_version = 1")
