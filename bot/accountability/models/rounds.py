"""Schedules as they are kept, their rounds, who is expected, and what is reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.accountability.schedules import Cursor, Schedule

MOST_OWN_QUESTIONS = 4
MOST_BESIDE_COMMITMENTS = 2
MOST_TICKED = 10
"""How many open commitments a form lists: the oldest."""


class PingStyle(StrEnum):
    """How members are told of a round and reminded; the quieter of this and their wish wins."""

    MENTION = "mention"
    SILENT = "silent"
    """Named where it is posted, and no phone rings."""
    DM = "dm"
    """A DM to those who chose DMs; the others are named in the thread, and no phone rings."""
    NONE = "none"
    """Nobody is named, and nobody is reminded."""


class ScheduleState(StrEnum):
    """Whether a schedule opens rounds."""

    ACTIVE = "active"
    PAUSED = "paused"
    """By a facilitator, or by four rounds of silence."""
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Questions:
    """What a check-in asks.

    Attributes:
        own: The group's own questions; none: the standard form, "What moved forward?" and "Where
            could you use a hand?".
        commitments: Whether it asks which commitments were kept and what comes next. Two own
            questions fit beside them, four without.
    """

    own: tuple[str, ...] = ()
    commitments: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    """A schedule as a group keeps it.

    Attributes:
        schedule: The rule; its key is the id of the series, its zone the group's.
        version: Grows with each edit: of two who edit at once, the second is told.
        silent_rounds: How many rounds in a row have closed without a check-in.
        next_at: When something is to be planned; None: never again, or not while it is paused.
    """

    group_id: str
    guild_id: int
    name: str
    schedule: Schedule
    cursor: Cursor
    state: ScheduleState
    style: PingStyle
    questions: Questions
    version: int
    silent_rounds: int = 0
    next_at: datetime | None = None

    @property
    def id(self) -> str:
        """The key of the schedule."""
        return self.schedule.key


class RoundState(StrEnum):
    """Where a round stands."""

    OPEN = "open"
    CLOSED = "closed"
    MISSED = "missed"
    """By the bot's fault: everybody is excused."""
    SKIPPED = "skipped"
    """It had no instant of its own."""
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Round:
    """One occurrence of a schedule; unique for schedule and nominal date.

    Attributes:
        id: Derived from the schedule's id and the nominal date: the same in a restored file.
        channel_id: The group's channel when it opened.
        late_by: How late it opened; zero if on time.
        mentions_nobody: It opened silently: the rounds before were silent.
        superseded: The next round has opened: answers are not accepted any more.
        thread_id: Where its cards go; the channel itself until it is known.
    """

    id: str
    series_id: str
    group_id: str
    guild_id: int
    nominal_on: date
    channel_id: int
    state: RoundState
    opens_at: datetime
    close_at: datetime
    nudge_at: datetime | None = None
    late_by: timedelta = timedelta()
    close_moved: bool = False
    mentions_nobody: bool = False
    superseded: bool = False
    thread_id: int | None = None
    closed_at: datetime | None = None


class Expectation(StrEnum):
    """What is expected of a member in a round."""

    EXPECTED = "expected"
    WELCOME = "welcome"
    """May answer, and is not missing otherwise: optional, joined or came back in the middle."""
    AWAY = "away"
    SKIPPED = "skipped"
    EXCUSED = "excused"
    LEFT = "left"


AWAY_STATES = frozenset({Expectation.AWAY, Expectation.SKIPPED, Expectation.EXCUSED})


@dataclass(frozen=True, slots=True)
class Attendance:
    """A member in a round.

    Attributes:
        checked_in: Whether they have answered; `late`: after the close.
        mentioned_at: When they were mentioned for it, in the ping or later; at most once.
        nudged_at: When they were nudged; at most once.
    """

    round_id: str
    user_id: int
    expectation: Expectation
    checked_in: bool = False
    late: bool = False
    mentioned_at: datetime | None = None
    nudged_at: datetime | None = None

    @property
    def missing(self) -> bool:
        """Whether they are expected and have not answered."""
        return self.expectation is Expectation.EXPECTED and not self.checked_in


@dataclass(frozen=True, slots=True)
class Report:
    """What a member writes in the form; raw text, nothing escaped.

    Attributes:
        moved: What moved forward; empty where own questions are asked.
        next_lines: One commitment each; lines like "none" have been left out by the service.
        hand_lines: Where a hand would help, one each.
        own: Own questions with their answers.
        kept_ids: The commitments that were ticked.
    """

    moved: str = ""
    next_lines: tuple[str, ...] = ()
    hand_lines: tuple[str, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    kept_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A member's report for a round.

    Attributes:
        round_id: None while it is early: it is for the next round of its series.
        made_ids: The commitments that it made.
        carried_ids: The commitments that it carried over, without a tick.
    """

    id: str
    group_id: str
    series_id: str
    round_id: str | None
    user_id: int
    report: Report
    created_at: datetime
    late: bool = False
    edited_at: datetime | None = None
    made_ids: tuple[str, ...] = ()
    carried_ids: tuple[str, ...] = ()


class CommitmentState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    MISSED = "missed"
    """Its due date has passed, and its owner says so."""
    DROPPED = "dropped"
    """It leaves the rate."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a member promises to a group.

    Attributes:
        due_on: On the group's calendar; None if there is no round to come and none was named.
        carried: Over how many check-ins it was carried without a tick.
        check_in_id: In which check-in it was made, if in one.
        settled_in: In which check-in it was ticked, if in one.
        source: The address of the message that it was made from, or "".
    """

    id: str
    group_id: str
    user_id: int
    text: str
    state: CommitmentState
    made_at: datetime
    due_on: date | None = None
    carried: int = 0
    check_in_id: str | None = None
    settled_at: datetime | None = None
    settled_in: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """How a round stands: all that its ping and its summary say.

    Names stand under in, late and away; the missing are a number for everybody but the nudge.

    Attributes:
        in_ids: Who answered in time, in the order of their answers.
        hands: (member, line): where a hand would help.
        kept: Of the commitments due or settled by this round's check-ins, how many were kept ...
        made: ... of how many; dropped ones are in neither.
    """

    round: Round
    series_name: str
    group_name: str
    in_ids: tuple[int, ...] = ()
    late_ids: tuple[int, ...] = ()
    away_ids: tuple[int, ...] = ()
    missing_ids: tuple[int, ...] = ()
    hands: tuple[tuple[int, str], ...] = ()
    kept: int = 0
    made: int = 0
    next_opens_at: datetime | None = None
