"""Votes: what members found of a passage as the answer to a question.

A question goes by its key words; the wording is kept for librarians to read. An article goes by its
public id, so that its votes outlast a removal that is undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Vote:
    """One member's vote on a passage of an article."""

    article: str
    passage: str
    member: str
    helped: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """What all votes on a passage come to; `wording` is one of the question's."""

    article: str
    title: str
    wording: str
    helped: int
    not_it: int


class VoteStore:
    """Reads and writes votes; the caller holds the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def cast(self, question: str, vote: Vote, wording: str) -> None:
        """Write a vote; a member's earlier one on the same passage and question is replaced."""
        self._db.execute(
            "INSERT INTO votes (question, article, passage, member, helped, wording)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (question, article, passage, member)"
            " DO UPDATE SET helped = excluded.helped, wording = excluded.wording",
            [question, vote.article, vote.passage, vote.member, int(vote.helped), wording],
        )

    def withdraw(self, question: str, article: str, passage: str, member: str) -> bool:
        """Delete a vote; tell whether there was one."""
        cursor = self._db.execute(
            "DELETE FROM votes WHERE question = ? AND article = ? AND passage = ? AND member = ?",
            [question, article, passage, member],
        )
        return bool(cursor.rowcount)

    def on(self, question: str) -> list[Vote]:
        """Return all votes on a question."""
        rows = self._db.execute(
            "SELECT article, passage, member, helped FROM votes WHERE question = ?", [question]
        ).fetchall()
        return [Vote(str(row[0]), str(row[1]), str(row[2]), bool(row[3])) for row in rows]

    def disputed(self, limit: int) -> list[Tally]:
        """Return the passages that more found wanting than helpful, the most disputed first."""
        rows = self._db.execute(
            "SELECT votes.article, title, min(wording), sum(helped), sum(1 - helped)"
            " FROM votes JOIN articles ON articles.public_id = votes.article"
            " GROUP BY votes.question, votes.article, votes.passage"
            " HAVING sum(1 - votes.helped) > sum(votes.helped)"
            " ORDER BY sum(1 - 2 * votes.helped) DESC, votes.question LIMIT ?",
            [limit],
        ).fetchall()
        return [
            Tally(str(row[0]), str(row[1]), str(row[2]), int(row[3]), int(row[4])) for row in rows
        ]

    def by_article(self) -> dict[str, tuple[int, int]]:
        """Return for each article how many votes say that it helped, and that it was not it."""
        rows = self._db.execute(
            "SELECT article, sum(helped), sum(1 - helped) FROM votes GROUP BY article"
        ).fetchall()
        return {str(row[0]): (int(row[1]), int(row[2])) for row in rows}

    def delete_article(self, article: str) -> None:
        """Delete the votes on an article."""
        self._db.execute("DELETE FROM votes WHERE article = ?", [article])

    def forget(self, member: str) -> int:
        """Delete a member's votes; return how many there were."""
        return int(self._db.execute("DELETE FROM votes WHERE member = ?", [member]).rowcount)
