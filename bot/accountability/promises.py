"""What a check-in does to commitments: it ticks some, makes some, and carries the rest over.

All of it can be undone: an edit takes ticks and lines back, and a removal all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.lines import folded
from bot.accountability.models.rounds import MOST_TICKED, Commitment, CommitmentState
from bot.accountability.store.columns import new_id

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from bot.accountability.models.rounds import CheckIn
    from bot.accountability.store.rows import Rows

CARRIED_OFTEN = 3
"""From here on it is asked whether a commitment is kept on, changed or dropped."""
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Tickable:
    """What a form lists.

    Attributes:
        commitments: At most ten, oldest first.
        ticked_ids: Which of them the check-in has ticked that is edited.
        more: How many more are open.
    """

    commitments: tuple[Commitment, ...] = ()
    ticked_ids: tuple[str, ...] = ()
    more: int = 0


class Promises:
    """The commitments of check-ins; every method but `tickable` belongs into a transaction.

    Args:
        rows: The rows of the file.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows.commitments

    def tickable(self, group_id: str, user_id: int, mine: CheckIn | None) -> Tickable:
        """Return what a member's form lists: what `mine` has ticked, and the oldest that are open.

        Args:
            group_id: The group.
            user_id: The member.
            mine: The check-in that is edited, if one is; what it made itself is not listed.
        """
        open_ = [
            each
            for each in self._rows.open_of(group_id, user_id)
            if mine is None or each.check_in_id != mine.id
        ]
        ticked = self._rows.settled_in(mine.id)[:MOST_TICKED] if mine else []
        shown = [*ticked, *open_[: MOST_TICKED - len(ticked)]]
        return Tickable(
            tuple(sorted(shown, key=lambda each: each.made_at)),
            tuple(each.id for each in ticked),
            len(ticked) + len(open_) - len(shown),
        )

    def tick(self, check_in: CheckIn, now: datetime) -> None:
        """Settle as kept what a check-in ticks; what was closed meanwhile stays as it is."""
        ticked = frozenset(check_in.report.kept_ids)
        for each in self._rows.open_of(check_in.group_id, check_in.user_id):
            if each.id in ticked and each.check_in_id != check_in.id:
                kept = replace(each, state=CommitmentState.KEPT, settled_at=now)
                self._rows.update(replace(kept, settled_in=check_in.id))

    def take_ticks_back(self, check_in: CheckIn, listed: Tickable) -> None:
        """Open again what a check-in had ticked, and its form listed, and it ticks no more."""
        untick = frozenset(listed.ticked_ids).difference(check_in.report.kept_ids)
        for each in self._rows.settled_in(check_in.id):
            if each.id in untick:
                self._rows.update(opened_again(each))

    def promise(
        self, check_in: CheckIn, lines_before: Sequence[str], due_on: date | None, now: datetime
    ) -> None:
        """Make commitments of a check-in's lines.

        Lines that it had before stay what they have become. A line in the place of another one
        rewords what that one made, if it is still open; what has no line any more goes. A line that
        says what is open already makes no second one.
        """
        before = frozenset(map(folded, lines_before))
        lines = {folded(line): line for line in check_in.report.next_lines}
        dropped = [
            each
            for each in self._rows.made_in(check_in.id)
            if each.state is CommitmentState.OPEN and folded(each.text) in before - lines.keys()
        ]
        gone = {each.id for each in dropped}
        known = {
            folded(each.text)
            for each in self._rows.open_of(check_in.group_id, check_in.user_id)
            if each.id not in gone
        }
        fresh = [line for key, line in lines.items() if key not in before | known]
        for each, line in zip(dropped, fresh, strict=False):
            self._rows.update(replace(each, text=line, carried=0))
        for each in dropped[len(fresh) :]:
            self._rows.delete(each.id)
        for number, line in enumerate(fresh[len(dropped) :]):
            # In the order of the lines, even after some have gone and come back.
            self._rows.add(_made(check_in, line, due_on, now + number * _TICK))

    def carry(
        self, check_in: CheckIn, candidates: Collection[str], closing_on: date
    ) -> tuple[str, ...]:
        """Carry over what a check-in leaves without a tick; return the ids of all that it carries.

        What is due only after its round is not carried over by it. What it carried before and ticks
        now, it carries no more.

        Args:
            check_in: The check-in, its ticks settled.
            candidates: What its form listed, or now lists anew.
            closing_on: The date on which its round closes.
        """
        before = frozenset(check_in.carried_ids)
        carried = []
        for commitment_id in dict.fromkeys((*check_in.carried_ids, *candidates)):
            each = self._rows.get(commitment_id)
            if each is None:
                continue
            carries = (
                each.settled_in != check_in.id if each.id in before else _is_due(each, closing_on)
            )
            if carries:
                carried.append(each.id)
            if carries != (each.id in before):
                self._rows.update(
                    replace(each, carried=max(0, each.carried + (1 if carries else -1)))
                )
        return tuple(carried)

    def carried_often(self, check_in: CheckIn) -> tuple[Commitment, ...]:
        """Return what a check-in carries over that has been carried three times or more."""
        found = (self._rows.get(commitment_id) for commitment_id in check_in.carried_ids)
        return tuple(
            each
            for each in found
            if each is not None
            and each.state is CommitmentState.OPEN
            and each.carried >= CARRIED_OFTEN
        )


def opened_again(commitment: Commitment) -> Commitment:
    """Return a commitment as if it had never been settled."""
    return replace(commitment, state=CommitmentState.OPEN, settled_at=None, settled_in=None)


def _is_due(commitment: Commitment, closing_on: date) -> bool:
    is_open = commitment.state is CommitmentState.OPEN
    return is_open and (commitment.due_on is None or commitment.due_on <= closing_on)


def _made(check_in: CheckIn, line: str, due_on: date | None, now: datetime) -> Commitment:
    return Commitment(
        id=new_id(),
        group_id=check_in.group_id,
        user_id=check_in.user_id,
        text=line,
        state=CommitmentState.OPEN,
        made_at=now,
        due_on=due_on,
        check_in_id=check_in.id,
    )
