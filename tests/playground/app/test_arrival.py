"""The history begins on a Monday morning that is still to come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.app.arrival import beginning
from bot.playground.app.people import ZONE

BERLIN = ZoneInfo(ZONE)


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        (datetime(2026, 11, 23, 7, 49, tzinfo=UTC), datetime(2026, 11, 23, 8, 50, tzinfo=BERLIN)),
        (datetime(2026, 11, 23, 7, 50, tzinfo=UTC), datetime(2026, 11, 30, 8, 50, tzinfo=BERLIN)),
        (datetime(2026, 12, 29, 12, tzinfo=UTC), datetime(2027, 1, 4, 8, 50, tzinfo=BERLIN)),
        (datetime(2031, 3, 29, 23, tzinfo=UTC), datetime(2031, 3, 31, 8, 50, tzinfo=BERLIN)),
    ],
)
def test_it_begins_with_the_next_monday(now: datetime, begins: datetime) -> None:
    assert beginning(now) == begins


@given(st.datetimes(datetime(2025, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis adds it
def test_it_is_always_a_monday_at_ten_to_nine_within_a_week(now: datetime) -> None:
    local = beginning(now).astimezone(BERLIN)
    assert (local.weekday(), local.hour, local.minute) == (0, 8, 50)
    assert timedelta() < local - now <= timedelta(days=7, hours=1)
