"""Times of day, as people type them: `9`, `9am`, `09:30`, `9.30`, `noon`."""

from __future__ import annotations

import re
from datetime import time

from bot.accountability.typed.folding import folded

_NAMED = {"noon": time(12), "midday": time(12), "midnight": time()}
_CLOCK = re.compile(
    r"(?:at )?(?P<hour>[0-9]{1,2})(?:\s?[:.h]\s?(?P<minute>[0-9]{2}))?"
    r"\s?(?:h|hrs?|o'?clock|o’clock)?\s?(?P<half>[ap]\.?\s?m?\.?)?"
)
_RUN_TOGETHER = re.compile(r"(?:at )?(?P<hour>[0-9]{1,2})(?P<minute>[0-9]{2})\s?(?:h|hrs?)?()?")
_NOON = 12
_EARLY = 7
"""An hour from 1 to 6 is as likely one of the afternoon; from 7 on it is meant as it stands."""


def read_time(typed: str) -> tuple[time, ...]:
    """Return the times of day that may be meant, likeliest first: one, two or none.

    "5" may be 17:00 or 05:00; "9" is 09:00, "05:00" is 05:00, "24:00" is nothing.
    """
    text = folded(typed)
    name = text.removeprefix("at ")
    if name in _NAMED:
        return (_NAMED[name],)
    match = _CLOCK.fullmatch(text)
    half = match["half"] if match else None
    match = match or _RUN_TOGETHER.fullmatch(text)
    if match is None:
        return ()
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if minute > 59 or hour > 23:  # noqa: PLR2004 - a clock's
        return ()
    if half:
        return _on_half(hour, minute, after_noon=half.startswith("p"))
    if 0 < hour < _EARLY and not match["hour"].startswith("0"):
        return time(hour + _NOON, minute), time(hour, minute)
    return (time(hour, minute),)


def _on_half(hour: int, minute: int, *, after_noon: bool) -> tuple[time, ...]:
    if not 1 <= hour <= _NOON:
        # Someone who writes 15:30 pm knows what they mean; 15:30 am and 0 am are slips.
        return (time(hour, minute),) if after_noon and hour > _NOON else ()
    return (time(hour % _NOON + (_NOON if after_noon else 0), minute),)
