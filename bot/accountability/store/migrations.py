"""The schema of `accountability.db`, one numbered step after another; a released one is final."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("accountability")

SCHEMA_VERSION = 1
"""Kept in `PRAGMA user_version`: a file with a greater one was written by a newer program."""

# Instants are ISO 8601 in UTC with microseconds, so that they sort as text; dates are ISO dates.
_TABLES = (
    """
CREATE TABLE groups (
    id TEXT PRIMARY KEY,
    guild INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    join_roles TEXT NOT NULL DEFAULT '[]',
    paused_at TEXT,
    ended_at TEXT
) STRICT
""",
    "CREATE INDEX groups_by_guild ON groups (guild)",
    "CREATE UNIQUE INDEX groups_by_channel ON groups (guild, channel) WHERE state <> 'ended'",
    """
CREATE TABLE members (
    group_id TEXT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    user INTEGER NOT NULL,
    part TEXT NOT NULL,
    standing TEXT NOT NULL,
    facilitator INTEGER NOT NULL DEFAULT 0,
    pings TEXT,
    silent_rounds INTEGER NOT NULL DEFAULT 0,
    invited_at TEXT,
    joined_at TEXT,
    left_at TEXT,
    seen_at TEXT,
    PRIMARY KEY (group_id, user)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX members_by_user ON members (user)",
    """
CREATE TABLE people (
    guild INTEGER NOT NULL,
    user INTEGER NOT NULL,
    zone TEXT,
    pings TEXT NOT NULL DEFAULT 'mention',
    dm_open INTEGER,
    quiet_from TEXT NOT NULL DEFAULT '21:00',
    quiet_to TEXT NOT NULL DEFAULT '07:00',
    PRIMARY KEY (guild, user)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE absences (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL,
    user INTEGER NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    series TEXT REFERENCES series (id) ON DELETE CASCADE,
    FOREIGN KEY (group_id, user) REFERENCES members (group_id, user) ON DELETE CASCADE
) STRICT
""",
    "CREATE INDEX absences_by_member ON absences (group_id, user)",
    """
CREATE TABLE holidays (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL
) STRICT
""",
    "CREATE INDEX holidays_by_group ON holidays (group_id)",
    """
CREATE TABLE series (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    wall_time TEXT NOT NULL,
    close_days INTEGER NOT NULL,
    close_time TEXT NOT NULL,
    nudge_days INTEGER,
    nudge_time TEXT,
    style TEXT NOT NULL,
    questions TEXT NOT NULL DEFAULT '[]',
    commitments INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    silent_rounds INTEGER NOT NULL DEFAULT 0,
    since TEXT NOT NULL,
    planned_on TEXT,
    planned_at TEXT,
    next_at TEXT
) STRICT
""",
    "CREATE INDEX series_by_group ON series (group_id)",
    "CREATE INDEX series_by_next ON series (next_at) WHERE next_at IS NOT NULL",
    """
CREATE TABLE rounds (
    id TEXT PRIMARY KEY,
    series TEXT NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    group_id TEXT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    nominal_on TEXT NOT NULL,
    channel INTEGER NOT NULL,
    state TEXT NOT NULL,
    opens_at TEXT NOT NULL,
    close_at TEXT NOT NULL,
    nudge_at TEXT,
    late_seconds INTEGER NOT NULL DEFAULT 0,
    close_moved INTEGER NOT NULL DEFAULT 0,
    mentions_nobody INTEGER NOT NULL DEFAULT 0,
    superseded INTEGER NOT NULL DEFAULT 0,
    thread INTEGER,
    closed_at TEXT,
    UNIQUE (series, nominal_on)
) STRICT
""",
    "CREATE INDEX rounds_by_group ON rounds (group_id, opens_at)",
    "CREATE INDEX rounds_by_close ON rounds (close_at) WHERE state = 'open'",
    """
CREATE TABLE attendance (
    round TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    user INTEGER NOT NULL,
    expectation TEXT NOT NULL,
    mentioned_at TEXT,
    nudged_at TEXT,
    PRIMARY KEY (round, user)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX attendance_by_user ON attendance (user)",
    """
CREATE TABLE check_ins (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    series TEXT NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    round TEXT REFERENCES rounds (id) ON DELETE CASCADE,
    user INTEGER NOT NULL,
    report TEXT NOT NULL,
    created_at TEXT NOT NULL,
    edited_at TEXT,
    late INTEGER NOT NULL DEFAULT 0
) STRICT
""",
    "CREATE UNIQUE INDEX check_ins_by_round ON check_ins (round, user) WHERE round IS NOT NULL",
    "CREATE UNIQUE INDEX check_ins_early ON check_ins (series, user) WHERE round IS NULL",
    "CREATE INDEX check_ins_by_user ON check_ins (user, group_id)",
    """
CREATE TABLE removed_check_ins (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    user INTEGER NOT NULL,
    removed_at TEXT NOT NULL,
    kept TEXT NOT NULL
) STRICT
""",
    "CREATE INDEX removed_check_ins_by_time ON removed_check_ins (removed_at)",
    """
CREATE TABLE commitments (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    user INTEGER NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    made_at TEXT NOT NULL,
    due_on TEXT,
    carried INTEGER NOT NULL DEFAULT 0,
    check_in TEXT REFERENCES check_ins (id) ON DELETE SET NULL,
    settled_at TEXT,
    settled_in TEXT REFERENCES check_ins (id) ON DELETE SET NULL,
    source TEXT NOT NULL DEFAULT ''
) STRICT
""",
    "CREATE INDEX commitments_by_member ON commitments (group_id, user, state)",
    "CREATE INDEX commitments_by_check_in ON commitments (check_in)",
    "CREATE INDEX commitments_by_settling ON commitments (settled_in)",
    """
CREATE TABLE deliveries (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    guild INTEGER NOT NULL,
    group_id TEXT REFERENCES groups (id) ON DELETE CASCADE,
    round TEXT REFERENCES rounds (id) ON DELETE CASCADE,
    user INTEGER,
    channel INTEGER,
    part INTEGER NOT NULL DEFAULT 0,
    subject TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    payload TEXT,
    not_before TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    first_attempt_at TEXT,
    claimed_at TEXT,
    retry_at TEXT,
    message INTEGER,
    message_channel INTEGER,
    wanted INTEGER NOT NULL DEFAULT 0,
    shown INTEGER NOT NULL DEFAULT 0,
    edit_retry_at TEXT,
    last_error TEXT NOT NULL DEFAULT ''
) STRICT
""",
    "CREATE INDEX deliveries_due ON deliveries (not_before) WHERE state IN ('pending', 'claimed')",
    (
        "CREATE INDEX deliveries_stale ON deliveries (edit_retry_at)"
        " WHERE state = 'sent' AND wanted > shown"
    ),
    "CREATE INDEX deliveries_by_round ON deliveries (round, kind)",
    "CREATE INDEX deliveries_by_group ON deliveries (group_id, kind)",
    "CREATE INDEX deliveries_by_subject ON deliveries (subject) WHERE subject <> ''",
    """
CREATE TABLE notices (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    series TEXT,
    user INTEGER,
    cause TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '[]',
    raised_at TEXT NOT NULL,
    fixed_at TEXT,
    told_at TEXT
) STRICT
""",
    (
        "CREATE UNIQUE INDEX notices_open"
        " ON notices (group_id, ifnull(series, ''), ifnull(user, 0), cause) WHERE fixed_at IS NULL"
    ),
    """
CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    guild INTEGER NOT NULL,
    group_id TEXT,
    actor INTEGER,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT ''
) STRICT
""",
    "CREATE INDEX changes_by_group ON changes (group_id, at)",
    "CREATE INDEX changes_by_guild ON changes (guild, at)",
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)


@migrations()
def m001_create_accountability(db: Database) -> None:
    """Create groups, schedules, rounds, check-ins, commitments, deliveries and notices."""
    for statement in _TABLES:
        db.execute(statement)
    db.execute("PRAGMA user_version = 1")
