"""What a check-in's form shows, and what sending it, or looking back, leads to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.accountability.models.rounds import Board, CheckIn, Commitment, Questions

LONGEST_MOVED = 1000
LONGEST_ANSWER = 1000
"""An answer to a question of the group's own."""
LONGEST_LINES = 2000
"""All lines of a field together."""
LONGEST_LINE = 300
MOST_LINES = 10


class Timing(StrEnum):
    """When a check-in comes, as its round sees it."""

    ON_TIME = "on time"
    LATE = "late"
    """The round has closed, and the next one has not opened."""
    EARLY = "early"
    """It waits for the next round to open."""


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What the form of a check-in shows.

    Attributes:
        channel_id: Where its card will be read.
        round_id: The round for which it counts; None while it is early.
        nominal_on: That round's date.
        opens_at: When it opens or opened.
        closes_at: When it closes or closed.
        due_on: By when what it promises is due: the date of the next round's close. None if no
            further round is planned.
        commitments: What can be ticked, oldest first: at most ten.
        ticked_ids: Which of them `mine` ticked.
        more: How many more are open.
        mine: What the member has sent already: the form opens with it, and is sent by `edit`.
    """

    group_id: str
    group_name: str
    channel_id: int
    series_id: str
    series_name: str
    timing: Timing
    round_id: str | None
    nominal_on: date
    opens_at: datetime
    closes_at: datetime
    questions: Questions
    due_on: date | None = None
    commitments: tuple[Commitment, ...] = ()
    ticked_ids: tuple[str, ...] = ()
    more: int = 0
    mine: CheckIn | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    """What sending a form led to.

    Attributes:
        timing: How it counts; for one that was edited, as it did when it was first sent.
        board: How its round stands now; None while it is early.
        made: What it promises, as it is kept.
        carried_thrice: What was carried over three times and more: keep, change or drop?
        next_opens_at: When the next round of the series opens, if one is planned.
    """

    check_in: CheckIn
    timing: Timing
    board: Board | None = None
    made: tuple[Commitment, ...] = ()
    carried_thrice: tuple[Commitment, ...] = ()
    next_opens_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """What taking a check-in back led to.

    Attributes:
        check_in: As it was.
        until: Until when `restore` brings it back.
        board: How its round stands now; None if it was early.
    """

    check_in: CheckIn
    until: datetime
    board: Board | None = None


@dataclass(frozen=True, slots=True)
class PastCheckIn:
    """A check-in as its member looks back on it.

    Attributes:
        series_name: Of which schedule.
        nominal_on: The date of its round; None while it is early.
        kept: What it ticked.
        made: What it promised, as that stands now.
    """

    check_in: CheckIn
    series_name: str
    nominal_on: date | None = None
    kept: tuple[Commitment, ...] = ()
    made: tuple[Commitment, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """A member's check-ins in a group, for themselves.

    Attributes:
        check_ins: Some of them, newest first.
        total: How many there are.
        kept: How many commitments were kept, ...
        settled: ... of how many kept or missed; dropped ones are in neither.
        next_opens_at: When the group's next round opens, if one is planned.
    """

    check_ins: tuple[PastCheckIn, ...]
    total: int
    kept: int = 0
    settled: int = 0
    next_opens_at: datetime | None = None
