"""Discord's ids: the time of the clock in the upper bits, strictly increasing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_SEQUENCE_BITS = 22


class Snowflakes:
    """Makes ids that sort as they were made, even when the clock stands still or goes back."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last = 0

    def next(self) -> int:
        """Return a new id with the clock's time in it."""
        self._last = max(first_at(self._now()), self._last + 1)
        return self._last


def first_at(instant: datetime) -> int:
    """Return the lowest id that could have been made at `instant`."""
    return ((instant - EPOCH) // timedelta(milliseconds=1)) << _SEQUENCE_BITS


def made_at(snowflake: int) -> datetime:
    """Return the time that an id carries, in UTC, to the millisecond."""
    return EPOCH + timedelta(milliseconds=snowflake >> _SEQUENCE_BITS)
