"""The tables of schema version 2: what a group adds, and what is kept for a while.

Rows about an article name it by its public id, so that they outlast its removal for as long as it
can be undone. `member` is an opaque name everywhere; days are kept where instants say too much.
"""

from __future__ import annotations

ARTICLES = (
    "ALTER TABLE articles ADD COLUMN public_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE articles ADD COLUMN revision INTEGER NOT NULL DEFAULT 0",
)

TABLES = (
    "CREATE UNIQUE INDEX articles_by_public_id ON articles (public_id)",
    "CREATE INDEX articles_by_revision ON articles (revision)",
    # What has changed since a reader last looked, for each thing that readers keep in memory.
    """
CREATE TABLE revisions (area TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID
""",
    # What the file said of a field when a librarian edited it: it wins once it says otherwise.
    """
CREATE TABLE article_edits (
    article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    in_file TEXT NOT NULL,
    PRIMARY KEY (article, field)
) STRICT, WITHOUT ROWID
""",
    # `subject` is the public id of an article, or the id of a librarian's answer.
    """
CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    at TEXT NOT NULL,
    member TEXT NOT NULL,
    what TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT
""",
    "CREATE INDEX changes_by_subject ON changes (subject, id)",
    """
CREATE TABLE quotations (
    article TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    last_on TEXT NOT NULL
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE removals (
    id TEXT PRIMARY KEY,
    member TEXT NOT NULL,
    removed_at TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE removed_articles (
    removal TEXT NOT NULL REFERENCES removals(id) ON DELETE CASCADE,
    public_id TEXT NOT NULL,
    title TEXT NOT NULL,
    audience TEXT NOT NULL,
    starter INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    edits TEXT NOT NULL,
    document BLOB NOT NULL,
    PRIMARY KEY (removal, public_id)
) STRICT
""",
    """
CREATE TABLE votes (
    question TEXT NOT NULL,
    article TEXT NOT NULL,
    passage TEXT NOT NULL,
    member TEXT NOT NULL,
    helped INTEGER NOT NULL,
    wording TEXT NOT NULL,
    PRIMARY KEY (question, article, passage, member)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX votes_by_member ON votes (member)",
    "CREATE INDEX votes_by_article ON votes (article)",
    """
CREATE TABLE gaps (
    id TEXT PRIMARY KEY,
    question TEXT NOT NULL UNIQUE,
    count INTEGER NOT NULL,
    first_asked_on TEXT NOT NULL,
    last_asked_on TEXT NOT NULL,
    state TEXT NOT NULL,
    checked_to INTEGER NOT NULL
) STRICT
""",
    """
CREATE TABLE gap_wordings (
    gap TEXT NOT NULL REFERENCES gaps(id) ON DELETE CASCADE,
    wording TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (gap, wording)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE watches (
    id TEXT PRIMARY KEY,
    gap TEXT NOT NULL REFERENCES gaps(id) ON DELETE CASCADE,
    member TEXT NOT NULL,
    may_dm INTEGER NOT NULL,
    since TEXT NOT NULL,
    UNIQUE (gap, member)
) STRICT
""",
    "CREATE INDEX watches_by_member ON watches (member)",
    """
CREATE TABLE curated_answers (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    question TEXT NOT NULL,
    text TEXT NOT NULL,
    member TEXT NOT NULL,
    set_at TEXT NOT NULL,
    removed_at TEXT
) STRICT
""",
    "CREATE UNIQUE INDEX curated_by_key ON curated_answers (key) WHERE removed_at IS NULL",
    """
CREATE TABLE synonyms (
    id TEXT PRIMARY KEY,
    term TEXT NOT NULL,
    means TEXT NOT NULL,
    member TEXT NOT NULL,
    taught_at TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE suggestions (
    id TEXT PRIMARY KEY,
    document BLOB NOT NULL,
    member TEXT NOT NULL,
    note TEXT NOT NULL,
    proposed_at TEXT NOT NULL
) STRICT
""",
)
