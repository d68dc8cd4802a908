"""Excusing a member: those who run a group say that somebody was not missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.lookups import running_group
from bot.accountability.models.rounds import Expectation, RoundState
from bot.errors import Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.expecting import OpenRounds
    from bot.accountability.models.rounds import Round
    from bot.accountability.store.rows import Rows


class Excuses:
    """Excuses members, in open rounds and in the latest closed ones.

    Args:
        rows: The rows of the file; every method belongs into a transaction.
        open_rounds: What is expected in rounds.
    """

    def __init__(self, rows: Rows, open_rounds: OpenRounds) -> None:
        self._rows = rows
        self._open_rounds = open_rounds

    def excuse(self, group_id: str, user_id: int, actor: int, now: datetime) -> tuple[Round, ...]:
        """Excuse a member where they are missing, and return where.

        Raises:
            Refusal: They are missing nowhere.
        """
        excused = self._change(group_id, user_id, Expectation.EXPECTED, Expectation.EXCUSED)
        if not excused:
            raise Refusal(
                "They're not missing in a check-in just now, so there's nothing to excuse."
            )
        self._noted(group_id, actor, now, "excuse")
        return excused

    def unexcuse(self, group_id: str, user_id: int, actor: int, now: datetime) -> tuple[Round, ...]:
        """Take it back, and return where."""
        missing = self._change(group_id, user_id, Expectation.EXCUSED, Expectation.EXPECTED)
        if missing:
            self._noted(group_id, actor, now, "unexcuse")
        return missing

    def _change(
        self, group_id: str, user_id: int, before: Expectation, after: Expectation
    ) -> tuple[Round, ...]:
        running_group(self._rows, group_id)
        changed = []
        for found in self._rows.rounds.accepting_of_group(group_id):
            expected = self._open_rounds.expected(found.id, user_id)
            if expected is before and not self._open_rounds.answered(found.id, user_id):
                self._open_rounds.expect(found, user_id, after)
                changed.append(found)
                if found.state is RoundState.CLOSED:
                    self._count(group_id, user_id, 1 if after is Expectation.EXPECTED else -1)
        return tuple(changed)

    def _count(self, group_id: str, user_id: int, by: int) -> None:
        """Let a closed round count, or not, towards the silence after which pings end."""
        member = self._rows.members.get(group_id, user_id)
        if member is not None:
            silent = max(0, member.silent_rounds + by)
            self._rows.members.put(replace(member, silent_rounds=silent))

    def _noted(self, group_id: str, actor: int, now: datetime, action: str) -> None:
        group = running_group(self._rows, group_id)
        self._rows.changes.add(group.guild_id, group_id, actor, now, f"members.{action}", "")
