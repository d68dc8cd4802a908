"""Whether the computer's clock can be trusted: while it can't, nothing is opened, sent or missed.

A clock that jumps is no reason to ping anybody. At each tick, the scheduler takes a `Reading`, and
asks `watch` what to make of it. The watch is a value: its `stored_at` is what the scheduler stores
at each tick and reads again when it starts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

TOLERANCE = timedelta(seconds=120)
TICKS_TO_AGREE = 3


class HoldCause(StrEnum):
    """Why nothing is done for now."""

    UNCHECKED = "unchecked"
    """Nobody has said yet what time it is: Discord has not answered since the start."""
    CLOCK_DIFFERS = "clock differs"
    """At the start, the clock and Discord's disagreed."""
    CLOCK_JUMPED = "clock jumped"
    """The clock has moved by more or less than the time that has passed."""
    CLOCK_WENT_BACK = "clock went back"
    """The clock is before a time at which it was seen already."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clocks say at one tick.

    Attributes:
        wall: The computer's clock.
        monotonic: Seconds on a clock that nobody sets.
        discord: The `Date` of Discord's latest answer, carried on to this moment; None if there
            was none lately.
    """

    wall: datetime
    monotonic: float
    discord: datetime | None = None

    @property
    def agrees(self) -> bool | None:
        """Whether the clock and Discord's agree; None if that can't be said."""
        return None if self.discord is None else abs(self.wall - self.discord) <= TOLERANCE


@dataclass(frozen=True, slots=True)
class ClockWatch:
    """What is known of the clock. A program starts with the `stored_at` of the last one.

    Attributes:
        stored_at: The latest trusted tick, by the computer's clock.
        last: The last reading of this program.
        hold: Why nothing is done, or None.
        agreed: For how many ticks in a row the clocks have agreed, while on hold.
    """

    stored_at: datetime | None = None
    last: Reading | None = None
    hold: HoldCause | None = HoldCause.UNCHECKED
    agreed: int = 0


def watch(before: ClockWatch, reading: Reading) -> ClockWatch:
    """Return what is known after a reading.

    A hold begins when the wall clock and the monotonic one disagree by more than two minutes, when
    the wall clock is before the stored tick, or, at the start, when it is more than two minutes
    from Discord's. It ends when it has agreed with Discord's on three ticks. A tick without word
    from Discord counts neither way.
    """
    cause = _cause(before, reading)
    if cause is None and before.hold is None:
        return replace(before, last=reading, stored_at=reading.wall)
    if before.hold is HoldCause.UNCHECKED and cause is None:
        return _first_check(before, reading)
    if cause is not None:
        # Nothing that was counted before this counts any more.
        agreed = 1 if reading.agrees else 0
        return replace(before, last=reading, hold=cause, agreed=agreed)
    agreed = before.agreed if reading.agrees is None else before.agreed + 1 if reading.agrees else 0
    if agreed >= TICKS_TO_AGREE:
        return ClockWatch(stored_at=reading.wall, last=reading, hold=None)
    return replace(before, last=reading, agreed=agreed)


def _first_check(before: ClockWatch, reading: Reading) -> ClockWatch:
    match reading.agrees:
        case None:
            return replace(before, last=reading)
        case True:
            return ClockWatch(stored_at=reading.wall, last=reading, hold=None)
        case _:
            return replace(before, last=reading, hold=HoldCause.CLOCK_DIFFERS)


def _cause(before: ClockWatch, reading: Reading) -> HoldCause | None:
    """Return what this reading gives cause for, whether or not there is a hold already."""
    last = before.last
    if last is not None:
        passed = timedelta(seconds=reading.monotonic - last.monotonic)
        if abs(reading.wall - last.wall - passed) > TOLERANCE:
            return HoldCause.CLOCK_JUMPED
    is_held = before.hold not in {None, HoldCause.UNCHECKED}
    if before.stored_at is not None and reading.wall < before.stored_at and not is_held:
        # While on hold it stays so: the stored tick may be the one that was wrong.
        return HoldCause.CLOCK_WENT_BACK
    return None
