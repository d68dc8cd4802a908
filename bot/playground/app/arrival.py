"""When the history begins, and at what time somebody comes to look."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.playground.app.people import ZONE

ARRIVES_AT = time(8, 50)
"""When somebody comes to look, on the group's clock: ten minutes before a round opens."""


def beginning(now: datetime) -> datetime:
    """Return the Monday on which history begins: from now on, never before.

    discord.py takes what is older than the real time for expired.
    """
    zone = ZoneInfo(ZONE)
    local = now.astimezone(zone)
    monday = local.date() + timedelta(days=-local.weekday() % 7)
    at = datetime.combine(monday, ARRIVES_AT, tzinfo=zone)
    if at <= now:
        at = datetime.combine(monday + timedelta(weeks=1), ARRIVES_AT, tzinfo=zone)
    return at
