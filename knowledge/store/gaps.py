"""Gaps: questions without an answer, by their key, without a name; and who asked to be told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from knowledge.models import Gap, Watch

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlite_utils import Database

OPEN = "open"
ANSWERED = "answered"
DISMISSED = "dismissed"

_WORDINGS = 3
_GAP = (
    "gaps.id, (SELECT json_group_array(wording) FROM (SELECT wording FROM gap_wordings"
    " WHERE gap = gaps.id ORDER BY count DESC, wording)), gaps.count,"
    " first_asked_on, last_asked_on, (SELECT count(*) FROM watches WHERE gap = gaps.id)"
)


@dataclass(frozen=True, slots=True)
class OpenGap:
    """A gap as it is compared with questions and with the library.

    `checked_to` is the last passage that was there when it was last found to be a gap.
    """

    id: str
    key: str
    question: str
    checked_to: int


class GapStore:
    """Reads and writes gaps and watches; the caller holds the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def named(self, key: str) -> str | None:
        """Return the id of the gap with a key."""
        row = self._db.execute("SELECT id FROM gaps WHERE question = ?", [key]).fetchone()
        return None if row is None else str(row[0])

    def all(self, states: Sequence[str]) -> list[OpenGap]:
        """Return the gaps in some states."""
        return self._open(states, "", [])

    def watched(self, states: Sequence[str], member: str | None) -> list[OpenGap]:
        """Return the gaps in some states that a member watches, or anybody."""
        condition, values = ("", []) if member is None else (" WHERE member = ?", [member])
        return self._open(states, f" AND id IN (SELECT gap FROM watches{condition})", values)

    def _open(
        self, states: Sequence[str], condition: str, values: Sequence[object]
    ) -> list[OpenGap]:
        rows = self._db.execute(
            "SELECT id, question, checked_to, (SELECT wording FROM gap_wordings WHERE gap = gaps.id"
            " ORDER BY count DESC, wording LIMIT 1) FROM gaps"
            f" WHERE state IN ({', '.join('?' * len(states))}){condition}",
            [*states, *values],
        ).fetchall()
        return [OpenGap(str(row[0]), str(row[1]), str(row[3]), int(row[2])) for row in rows]

    def insert(self, gap: str, key: str, on: date, checked_to: int) -> None:
        """Write a new gap, asked no time yet."""
        self._db.execute(
            "INSERT INTO gaps (id, question, count, first_asked_on, last_asked_on, state,"
            " checked_to) VALUES (?, ?, 0, ?, ?, ?, ?)",
            [gap, key, on.isoformat(), on.isoformat(), OPEN, checked_to],
        )

    def ask(self, gap: str, wording: str, on: date, checked_to: int) -> None:
        """Count that a gap was asked; what was answered or told before is a gap again."""
        self._db.execute(
            "UPDATE gaps SET count = count + 1, last_asked_on = ?, checked_to = ?,"
            " state = CASE state WHEN ? THEN ? ELSE state END WHERE id = ?",
            [on.isoformat(), checked_to, ANSWERED, OPEN, gap],
        )
        held = self._db.execute(
            "SELECT count(*), coalesce(sum(wording = ?), 0) FROM gap_wordings WHERE gap = ?",
            [wording, gap],
        ).fetchone()
        if held[1] or held[0] < _WORDINGS:
            self._db.execute(
                "INSERT INTO gap_wordings (gap, wording, count) VALUES (?, ?, 1)"
                " ON CONFLICT (gap, wording) DO UPDATE SET count = count + 1",
                [gap, wording],
            )

    def get(self, gap: str) -> Gap | None:
        """Read a gap, whatever its state."""
        return next(iter(self._gaps("gaps.id = ?", [gap], 1)), None)

    def listing(self, limit: int) -> list[Gap]:
        """Return the open gaps, the most asked first, then the most recent."""
        return self._gaps("state = ?", [OPEN], limit)

    def _gaps(self, condition: str, values: Sequence[object], limit: int) -> list[Gap]:
        rows = self._db.execute(
            f"SELECT {_GAP} FROM gaps WHERE {condition}"
            " ORDER BY gaps.count DESC, last_asked_on DESC, gaps.id LIMIT ?",
            [*values, max(0, limit)],
        ).fetchall()
        return [
            Gap(
                str(row[0]),
                tuple(json.loads(row[1])),
                int(row[2]),
                date.fromisoformat(row[3]),
                date.fromisoformat(row[4]),
                int(row[5]),
            )
            for row in rows
        ]

    def mark(self, gaps: Collection[str], state: str) -> None:
        """Put gaps into a state."""
        self._db.conn.executemany(
            "UPDATE gaps SET state = ? WHERE id = ?", [(state, gap) for gap in gaps]
        )

    def mark_checked(self, gaps: Collection[str], to: int) -> None:
        """Record that gaps are gaps still, with the passages up to one."""
        self._db.conn.executemany(
            "UPDATE gaps SET checked_to = ? WHERE id = ?", [(to, gap) for gap in gaps]
        )

    def doubt(self) -> None:
        """Have every gap compared with the whole library again: words mean something else now."""
        self._db.execute("UPDATE gaps SET checked_to = 0")

    def watch(self, watch: str, gap: str, member: str, since: datetime, *, may_dm: bool) -> None:
        """Write that a member asks to be told; once for each gap."""
        self._db.execute(
            "INSERT INTO watches (id, gap, member, may_dm, since) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (gap, member) DO UPDATE SET may_dm = excluded.may_dm",
            [watch, gap, member, int(may_dm), since.isoformat()],
        )

    def unwatch(self, gap: str, member: str) -> bool:
        """Delete a member's watch; tell whether there was one."""
        return bool(
            self._db.execute(
                "DELETE FROM watches WHERE gap = ? AND member = ?", [gap, member]
            ).rowcount
        )

    def is_watching(self, member: str | None) -> bool:
        """Tell whether a member, or anybody, watches any gap."""
        condition, values = ("", []) if member is None else (" WHERE member = ?", [member])
        return bool(
            self._db.execute(f"SELECT 1 FROM watches{condition} LIMIT 1", values).fetchone()
        )

    def due(self, member: str | None) -> list[Watch]:
        """Return the watches of a member, or of all, on gaps that are answered, oldest first."""
        condition, values = ("", []) if member is None else (" AND member = ?", [member])
        rows = self._db.execute(
            "SELECT watches.id, gap, member, may_dm, (SELECT wording FROM gap_wordings"
            " WHERE gap = gaps.id ORDER BY count DESC, wording LIMIT 1)"
            " FROM watches JOIN gaps ON gaps.id = gap"
            f" WHERE state = '{ANSWERED}'{condition} ORDER BY since, watches.rowid",
            values,
        ).fetchall()
        return [
            Watch(str(row[0]), str(row[1]), str(row[2]), bool(row[3]), str(row[4])) for row in rows
        ]

    def delete_watch(self, watch: str) -> bool:
        """Delete a watch; tell whether it was there."""
        return bool(self._db.execute("DELETE FROM watches WHERE id = ?", [watch]).rowcount)

    def forget(self, member: str) -> int:
        """Delete a member's watches; return how many there were."""
        return int(self._db.execute("DELETE FROM watches WHERE member = ?", [member]).rowcount)

    def purge(self, before: datetime) -> int:
        """Delete gaps not asked since a time, and watches from before it; return how many."""
        gaps = self._db.execute(
            "DELETE FROM gaps WHERE last_asked_on < ?", [before.date().isoformat()]
        ).rowcount
        watches = self._db.execute(
            "DELETE FROM watches WHERE since < ?", [before.isoformat()]
        ).rowcount
        return int(gaps) + int(watches)
