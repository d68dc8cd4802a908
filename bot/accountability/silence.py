"""The silence ladder: who stays silent is pinged less, not more.

Three rounds missed, and a member is not mentioned any more. Two rounds without a single check-in,
and the openings mention nobody; four, and the schedule pauses. One check-in resets all of it.
Away, excused, skipped and missed by the bot's own fault are not silence: those rounds don't count.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MISSED_UNTIL_SILENT = 3
ROUNDS_UNTIL_SILENT = 2
ROUNDS_UNTIL_PAUSED = 4


class Turnout(StrEnum):
    """How a round went, for a member or for the whole group."""

    ANSWERED = "answered"
    """Checked in, on time or late; for a group: somebody did."""
    SILENT = "silent"
    """Expected, and not heard of; for a group: nobody was, though somebody was expected."""
    EXCUSED = "excused"
    """Not expected."""


class Step(StrEnum):
    """How far up the ladder a schedule is."""

    AS_EVER = "as ever"
    SILENT = "silent"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class MemberSilence:
    """What a member's silence leads to.

    Attributes:
        mentioned: Whether the member is still mentioned and nudged.
        says_so: Whether a private note says that this ends: after the third round, once.
    """

    mentioned: bool
    says_so: bool


@dataclass(frozen=True, slots=True)
class GroupSilence:
    """What a group's silence leads to.

    Attributes:
        step: How the next rounds open: as ever, mentioning nobody, or not at all.
        says_so: Whether a notice says so: when a step is reached, once.
    """

    step: Step
    says_so: bool


def silent_in_a_row(newest_first: Iterable[Turnout]) -> int:
    """Return how many rounds in a row were silent, up to the newest; excused ones don't count."""
    count = 0
    for turnout in newest_first:
        match turnout:
            case Turnout.ANSWERED:
                break
            case Turnout.SILENT:
                count += 1
            case Turnout.EXCUSED:
                pass
    return count


def member_silence(missed: int) -> MemberSilence:
    """Return what it leads to that a member has missed so many rounds in a row.

    `says_so` holds for the third one itself: ask when a round closes that the member missed.
    """
    return MemberSilence(
        mentioned=missed < MISSED_UNTIL_SILENT, says_so=missed == MISSED_UNTIL_SILENT
    )


def group_silence(rounds: int) -> GroupSilence:
    """Return what it leads to that so many rounds in a row have closed without a check-in.

    `says_so` holds for the round with which a step is reached: ask when a round closes.
    """
    if rounds >= ROUNDS_UNTIL_PAUSED:
        return GroupSilence(Step.PAUSED, says_so=rounds == ROUNDS_UNTIL_PAUSED)
    if rounds >= ROUNDS_UNTIL_SILENT:
        return GroupSilence(Step.SILENT, says_so=rounds == ROUNDS_UNTIL_SILENT)
    return GroupSilence(Step.AS_EVER, says_so=False)
