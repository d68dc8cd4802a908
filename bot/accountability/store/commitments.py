"""Rows of commitments: what members promise to a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.rounds import Commitment, CommitmentState
from bot.accountability.store.columns import (
    instant,
    maybe_instant,
    read_instant,
    read_maybe_date,
    read_maybe_instant,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from bot.accountability.store.file import File, Row

_COLUMNS = (
    "id, group_id, user, text, state, made_at, due_on, carried, check_in, settled_at, settled_in,"
    " source"
)
_OLDEST_FIRST = "ORDER BY made_at, rowid"


class CommitmentRows:
    """The commitments of a file."""

    def __init__(self, file: File) -> None:
        self._file = file

    def add(self, commitment: Commitment) -> None:
        """Add a commitment."""
        self._file.write(
            f"INSERT INTO commitments ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                commitment.id,
                commitment.group_id,
                commitment.user_id,
                whole(commitment.text),
                commitment.state,
                instant(commitment.made_at),
                commitment.due_on.isoformat() if commitment.due_on else None,
                commitment.carried,
                commitment.check_in_id,
                maybe_instant(commitment.settled_at),
                commitment.settled_in,
                whole(commitment.source),
            ],
        )

    def get(self, commitment_id: str) -> Commitment | None:
        """Return a commitment."""
        found = self._many("id = ?", commitment_id)
        return found[0] if found else None

    def update(self, commitment: Commitment) -> None:
        """Write what may change of a commitment."""
        self._file.write(
            "UPDATE commitments SET text = ?, state = ?, due_on = ?, carried = ?, check_in = ?,"
            " settled_at = ?, settled_in = ? WHERE id = ?",
            [
                whole(commitment.text),
                commitment.state,
                commitment.due_on.isoformat() if commitment.due_on else None,
                commitment.carried,
                commitment.check_in_id,
                maybe_instant(commitment.settled_at),
                commitment.settled_in,
                commitment.id,
            ],
        )

    def delete(self, commitment_id: str) -> None:
        """Delete a commitment."""
        self._file.write("DELETE FROM commitments WHERE id = ?", [commitment_id])

    def open_of(self, group_id: str, user_id: int) -> list[Commitment]:
        """Return a member's open commitments to a group, oldest first."""
        return self._many(
            f"group_id = ? AND user = ? AND state = 'open' {_OLDEST_FIRST}", group_id, user_id
        )

    def of_user(
        self, group_id: str, user_id: int, limit: int = 1000, skip: int = 0
    ) -> list[Commitment]:
        """Return a member's commitments to a group, newest first."""
        return self._many(
            "group_id = ? AND user = ? ORDER BY made_at DESC, rowid DESC LIMIT ? OFFSET ?",
            group_id,
            user_id,
            limit,
            skip,
        )

    def made_in(self, check_in_id: str) -> list[Commitment]:
        """Return the commitments that a check-in made."""
        return self._many(f"check_in = ? {_OLDEST_FIRST}", check_in_id)

    def settled_in(self, check_in_id: str) -> list[Commitment]:
        """Return the commitments that were ticked in a check-in."""
        return self._many(f"settled_in = ? {_OLDEST_FIRST}", check_in_id)

    def settled_between(
        self, group_id: str, user_ids: Iterable[int], since: datetime, until: datetime
    ) -> list[Commitment]:
        """Return what some members settled from an instant on and before another."""
        wanted = set(user_ids)
        found = self._many(
            "group_id = ? AND state <> 'open' AND settled_at >= ? AND settled_at < ?"
            f" {_OLDEST_FIRST}",
            group_id,
            instant(since),
            instant(until),
        )
        return [one for one in found if one.user_id in wanted]

    def open_at(
        self, group_id: str, user_ids: Iterable[int], at: datetime, due_by: date
    ) -> list[Commitment]:
        """Return what some members had made by an instant, was open then, and due by a date.

        What they dropped since is left out.
        """
        wanted = set(user_ids)
        found = self._many(
            "group_id = ? AND made_at < ? AND due_on <= ?"
            " AND (state = 'open' OR state IN ('kept', 'missed') AND settled_at >= ?)"
            f" {_OLDEST_FIRST}",
            group_id,
            instant(at),
            due_by.isoformat(),
            instant(at),
        )
        return [one for one in found if one.user_id in wanted]

    def rate(
        self,
        group_id: str,
        user_id: int,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[int, int]:
        """Return how many commitments a member kept, of how many that were kept or missed.

        Args:
            group_id: The group.
            user_id: The member.
            since: Only what was settled from this instant on, if given.
            until: Only what was settled before this instant, if given.
        """
        row = self._file.row(
            "SELECT ifnull(sum(state = 'kept'), 0), count(*) FROM commitments"
            " WHERE group_id = ? AND user = ? AND state IN ('kept', 'missed')"
            " AND settled_at >= ifnull(?, settled_at) AND settled_at < ifnull(?, 'a')",
            [group_id, user_id, maybe_instant(since), maybe_instant(until)],
        )
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def _many(self, where: str, *values: str | int) -> list[Commitment]:
        rows = self._file.rows(f"SELECT {_COLUMNS} FROM commitments WHERE {where}", values)
        return [_commitment(row) for row in rows]


def _commitment(row: Row) -> Commitment:
    return Commitment(
        id=row[0],
        group_id=row[1],
        user_id=row[2],
        text=row[3],
        state=CommitmentState(row[4]),
        made_at=read_instant(row[5]),
        due_on=read_maybe_date(row[6]),
        carried=row[7],
        check_in_id=row[8],
        settled_at=read_maybe_instant(row[9]),
        settled_in=row[10],
        source=row[11],
    )
