"""What a change in the middle does to the rounds that are open: who is expected from now on.

When a round opens, it is written down who is expected. Whoever joins, leaves, goes away or comes
back later is looked at here, round by round; a check-in counts whatever was expected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.groups import Part
from bot.accountability.models.rounds import Attendance, Expectation

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.models.groups import Member
    from bot.accountability.models.rounds import Round
    from bot.accountability.store.rows import Rows

    Decide = Callable[[Round, Expectation | None], Expectation | None]
    """From what is expected in a round, None for nothing yet, to what is; None for no change."""


class OpenRounds:
    """The open rounds of groups, as far as one member is concerned.

    Args:
        rows: The rows of the file; every method belongs into a transaction.
        outgoing: Where the messages of a round are brought up to date.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing) -> None:
        self._rows = rows
        self._outgoing = outgoing

    def came(self, member: Member) -> None:
        """Welcome somebody who has joined or come back; nobody is expected from the middle on."""
        if member.part is Part.OBSERVER:
            return

        def decide(_: Round, expected: Expectation | None) -> Expectation | None:
            return Expectation.WELCOME if expected in {None, Expectation.LEFT} else None

        self._change(member.group_id, member.user_id, decide)

    def left(self, group_id: str, user_id: int) -> None:
        """Expect nothing of somebody any more, and count them no more if they have not answered."""
        self._change(group_id, user_id, lambda _, expected: expected and Expectation.LEFT)

    def optional(self, group_id: str, user_id: int) -> None:
        """Don't miss somebody any more who need not answer from now on."""
        self.relieve(group_id, user_id, Expectation.WELCOME, of={Expectation.EXPECTED})

    def relieve(
        self,
        group_id: str,
        user_id: int,
        to: Expectation,
        *,
        of: Collection[Expectation],
    ) -> None:
        """Expect something else of somebody who has not answered, where `of` was expected."""

        def decide(found: Round, expected: Expectation | None) -> Expectation | None:
            return to if expected in of and not self.answered(found.id, user_id) else None

        self._change(group_id, user_id, decide)

    def answered(self, round_id: str, user_id: int) -> bool:
        """Tell whether somebody has answered in a round."""
        return self._rows.check_ins.mine(round_id, user_id) is not None

    def expected(self, round_id: str, user_id: int) -> Expectation | None:
        """Return what is expected of somebody in a round; None for nothing."""
        attendance = self._rows.attendance.get(round_id, user_id)
        return None if attendance is None else attendance.expectation

    def expect(self, found: Round, user_id: int, expectation: Expectation) -> None:
        """Write down what is expected of somebody in one round, open or closed."""
        if self.expected(found.id, user_id) is None:
            self._rows.attendance.put(Attendance(found.id, user_id, expectation))
        else:
            self._rows.attendance.expect(found.id, user_id, expectation)
        self._outgoing.refresh(found.id)

    def _change(self, group_id: str, user_id: int, decide: Decide) -> None:
        for found in self._rows.rounds.open_of_group(group_id):
            before = self.expected(found.id, user_id)
            after = decide(found, before)
            if after is not None and after is not before:
                self.expect(found, user_id, after)
