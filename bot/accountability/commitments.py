"""Commitments: what a member promises a group, in a check-in or apart from one.

A commitment is open until its owner says what became of it. Nobody else sees it but in the check-in
that made it, and no date settles it by itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.calendar_days import today_of
from bot.accountability.coming import Coming
from bot.accountability.errors import InvalidDates, InvalidText
from bot.accountability.lines import folded
from bot.accountability.lookups import joined_member, known_group, running_group
from bot.accountability.models.check_ins import LONGEST_LINE
from bot.accountability.models.rounds import Commitment, CommitmentState
from bot.accountability.promises import opened_again
from bot.accountability.store.columns import new_id
from bot.accountability.texts import clean_line
from bot.accountability.typed import date_words
from bot.errors import Gone, Refusal

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.store.rows import Rows

MOST_OPEN = 100
_CLOSED = "That commitment is closed already. /commit list shows what is open."


class Commitments:
    """The commitments of all members.

    Args:
        rows: The rows of the file.
        outgoing: Where the card of a check-in is brought up to date.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing) -> None:
        self._rows = rows
        self._outgoing = outgoing
        self._coming = Coming(rows)

    def add(
        self,
        group_id: str,
        user_id: int,
        text: str,
        due_on: date | None,
        now: datetime,
        source: str = "",
    ) -> Commitment:
        """Promise a group something.

        Args:
            group_id: The group.
            user_id: Who promises.
            text: What, as it was typed.
            due_on: By when; None for the close of the group's next round.
            now: The instant.
            source: The address of the message that it is made from, if it is.

        Raises:
            Refusal: It is empty, promised already, or due before today; or too much is open.
        """
        with self._rows.transaction():
            group = running_group(self._rows, group_id)
            joined_member(self._rows, group_id, user_id)
            text = _clean(text)
            today = today_of(group, now)
            if due_on is not None and due_on < today:
                raise InvalidDates(
                    f"{date_words(due_on, today)} is over. Choose a day from today on."
                )
            self._check_new(group_id, user_id, text)
            made = Commitment(
                id=new_id(),
                group_id=group_id,
                user_id=user_id,
                text=text,
                state=CommitmentState.OPEN,
                made_at=now,
                due_on=due_on or self._next_close(group, now),
                source=source,
            )
            self._rows.commitments.add(made)
        return made

    def get(self, commitment_id: str, user_id: int) -> Commitment:
        """Return somebody's commitment.

        Raises:
            Gone: It is not there any more, or is somebody else's.
        """
        found = self._rows.commitments.get(commitment_id)
        if found is None or found.user_id != user_id:
            raise Gone("That commitment is not here any more. /commit list shows yours.")
        return found

    def open(self, group_id: str, user_id: int) -> list[Commitment]:
        """Return what a member has promised a group and is open, oldest first."""
        return self._rows.commitments.open_of(group_id, user_id)

    def close(
        self, commitment_id: str, user_id: int, state: CommitmentState, now: datetime
    ) -> Commitment:
        """Say what became of a commitment; saying something else later replaces it.

        Args:
            commitment_id: Which one.
            user_id: Whose it is.
            state: Kept, missed or dropped.
            now: The instant.

        Raises:
            Gone: It is not there any more, or is somebody else's.
            Refusal: It can't be missed yet.
        """
        with self._rows.transaction():
            found = self.get(commitment_id, user_id)
            if found.state is state:
                return found
            if state is CommitmentState.MISSED:
                _check_missed(found, today_of(known_group(self._rows, found.group_id), now))
            closed = replace(found, state=state, settled_at=now, settled_in=None)
            self._rows.commitments.update(closed)
            self._refresh(found)
        return closed

    def reopen(self, commitment_id: str, user_id: int) -> Commitment:
        """Take it back that a commitment was closed.

        Raises:
            Gone: It is not there any more, or is somebody else's.
        """
        with self._rows.transaction():
            found = self.get(commitment_id, user_id)
            opened = opened_again(found)
            self._rows.commitments.update(opened)
            self._refresh(found)
        return opened

    def change(self, commitment_id: str, user_id: int, text: str) -> Commitment:
        """Give an open commitment other words; it counts as one that was not carried over yet.

        A check-in that made it keeps the words that were written there.

        Raises:
            Gone: It is not there any more, or is somebody else's.
            Refusal: It is closed, or the words are empty.
        """
        with self._rows.transaction():
            found = self._open_one(commitment_id, user_id)
            changed = replace(found, text=_clean(text), carried=0)
            self._rows.commitments.update(changed)
        return changed

    def keep_on(self, commitment_id: str, user_id: int) -> Commitment:
        """Keep a commitment that was carried over often: it is asked about three times later.

        Raises:
            Gone: It is not there any more, or is somebody else's.
            Refusal: It is closed.
        """
        with self._rows.transaction():
            kept = replace(self._open_one(commitment_id, user_id), carried=0)
            self._rows.commitments.update(kept)
        return kept

    def remove(self, commitment_id: str, user_id: int) -> None:
        """Delete an open commitment as if it had never been made.

        Raises:
            Gone: It is not there any more, or is somebody else's.
            Refusal: It is closed.
        """
        with self._rows.transaction():
            self._rows.commitments.delete(self._open_one(commitment_id, user_id).id)

    def rate(self, group_id: str, user_id: int) -> tuple[int, int]:
        """Return how many a member has kept, of how many kept or missed; for themselves alone."""
        return self._rows.commitments.rate(group_id, user_id)

    def _open_one(self, commitment_id: str, user_id: int) -> Commitment:
        found = self.get(commitment_id, user_id)
        if found.state is not CommitmentState.OPEN:
            raise Refusal(_CLOSED)
        return found

    def _check_new(self, group_id: str, user_id: int, text: str) -> None:
        open_ = self.open(group_id, user_id)
        if folded(text) in {folded(each.text) for each in open_}:
            raise Refusal("You've promised that already, and it's open. /commit list shows it.")
        if len(open_) >= MOST_OPEN:
            raise Refusal(f"{MOST_OPEN} of yours are open. Close some first, with /commit close.")

    def _next_close(self, group: PeerGroup, now: datetime) -> date | None:
        dates = (
            self._coming.closing_on(series, now) for series in self._rows.series.of_group(group.id)
        )
        return min((on for on in dates if on is not None), default=None)

    def _refresh(self, before: Commitment) -> None:
        """Let the card and the round show what became of it, if a check-in had ticked it."""
        ticked_in = before.settled_in and self._rows.check_ins.get(before.settled_in)
        if ticked_in:
            self._outgoing.refresh_card(ticked_in.id)
            if ticked_in.round_id is not None:
                self._outgoing.refresh(ticked_in.round_id)


def _clean(text: str) -> str:
    clean = clean_line(text, LONGEST_LINE)
    if not clean:
        raise InvalidText("There's nothing to read in it. Write what you'll do, like “Call Dana”.")
    return clean


def _check_missed(commitment: Commitment, today: date) -> None:
    instead = "If you won't do it, drop it: that counts neither way."
    if commitment.due_on is None:
        raise Refusal(f"It has no date, so it can't be missed. {instead}")
    if commitment.due_on >= today:
        on = date_words(commitment.due_on, today)
        raise Refusal(f"It's due {on}, so it isn't missed yet. {instead}")
