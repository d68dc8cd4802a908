"""Zones, and days on a group's calendar, checked as people choose them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.accountability.errors import InvalidDates
from bot.accountability.typed import date_words, today_in
from bot.accountability.zones import canonical, zone_named

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.models.groups import PeerGroup

LONGEST = timedelta(days=366)
"""A year, whichever it is; both how long it may be and how far ahead it may begin."""


def checked_zone(zone: str) -> str:
    """Return the IANA name under which a zone is kept; raise `UnknownZone` if there is none."""
    name = canonical(zone) or zone
    zone_named(name)
    return name


def today_of(group: PeerGroup, now: datetime) -> date:
    """Return today's date on a group's calendar."""
    return today_in(zone_named(group.zone), now)


def check_days(from_on: date, until_on: date, today: date) -> None:
    """Raise `InvalidDates` unless they are days to come, in order, and within reach."""
    if until_on < from_on:
        raise InvalidDates(
            f"{date_words(until_on, today)} comes before {date_words(from_on, today)}. Choose a"
            " later last day."
        )
    if until_on < today:
        raise InvalidDates(f"{date_words(until_on, today)} is over. Choose a day from today on.")
    if until_on - from_on > LONGEST:
        raise InvalidDates("That is longer than a year. Choose an earlier last day.")
    if from_on - today > LONGEST:
        raise InvalidDates(
            f"{date_words(from_on, today)} is too far off. Choose a day within a year."
        )
