"""What can't be accepted from a person: each error is one sentence that says what to do next."""

from __future__ import annotations

from bot.errors import Refusal


class InvalidSchedule(Refusal):
    """No rounds can be planned from it."""


class UnknownZone(Refusal):
    """It names no time zone, or more than one."""


class InvalidText(Refusal):
    """Nothing that can be seen is left of what was typed."""


class InvalidDates(Refusal):
    """No absence or holiday can have these dates."""
