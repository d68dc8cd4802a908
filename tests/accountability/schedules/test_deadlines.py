from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.schedules import Daily, Deadline, Schedule, next_runs, round_times
from bot.accountability.schedules.deadlines import late_times
from bot.accountability.schedules.models import RoundTimes
from tests.accountability.schedules.making import at, instants, schedule, schedules, weekly

NEXT = at("2025-12-08 08:00")
HALF_AN_HOUR = timedelta(minutes=30)


def times_after(made: Schedule, after: str) -> RoundTimes:
    return round_times(made, next_runs(made, at(after), 1)[0].occurrence)


def test_a_weekly_round_nudges_on_tuesday_and_closes_on_wednesday() -> None:
    assert times_after(weekly(), "2025-12-01") == RoundTimes(
        at("2025-12-01 08:00"), at("2025-12-02 08:00"), at("2025-12-03 11:00")
    )


def test_deadlines_are_wall_times_too() -> None:
    # Clocks go back on Sunday 25 October 2026, between the opening and the close.
    made = schedule(Daily(), time(18), close=Deadline(1, time(12)))
    assert times_after(made, "2026-10-24 12:00").close_at == at("2026-10-25 11:00")


def test_a_round_whose_close_falls_into_a_gap_stays_open_as_long_as_on_other_days() -> None:
    # 01:45 to 02:20; on 29 March 2026 there is no 02:20, and 03:20 comes 35 minutes after 01:45.
    made = schedule(Daily(), time(1, 45), close=Deadline(0, time(2, 20)))
    times = times_after(made, "2026-03-29 00:00")
    assert times.close_at - times.opens_at == timedelta(minutes=35)
    # In Nuuk, 23:30 of 30 March 2024 leads past the close at 00:10.
    first, close = at("2024-03-30").date(), Deadline(1, time(0, 10))
    made = schedule(Daily(), time(23, 30), "America/Nuuk", starts_on=first, close=close)
    times = times_after(made, "2024-03-30")
    assert times.close_at - times.opens_at == timedelta(minutes=40)


def test_a_round_is_closed_when_the_next_one_opens() -> None:
    # Open for a whole day; on the day on which clocks go forward, that is an hour shorter.
    made = schedule(Daily(), time(9), starts_on=at("2026-03-28").date(), close=Deadline(1, time(9)))
    times = times_after(made, "2026-03-28")
    assert times.close_at - times.opens_at == timedelta(hours=23)


@given(schedules, instants)
def test_a_round_closes_after_it_opens_and_before_the_next(made: Schedule, after: datetime) -> None:
    first, second = (run.occurrence for run in next_runs(made, after, 2))
    times = round_times(made, first)
    assert first.opens_at == times.opens_at < times.close_at <= second.opens_at


@pytest.mark.parametrize(
    ("opened", "closes"),
    [
        # 51 hours: until 25.5 hours before the close, it is the nominal one.
        ("2025-12-01 11:00", "2025-12-03 11:00"),
        ("2025-12-02 08:00", "2025-12-03 11:00"),
        ("2025-12-02 10:00", "2025-12-03 11:30"),
        ("2025-12-07 08:00", "2025-12-08 08:00"),
        ("2025-12-08 07:30", "2025-12-08 08:00"),
    ],
)
def test_a_late_round_stays_open_for_half_its_length_but_never_past_the_next(
    opened: str, closes: str
) -> None:
    nominal = times_after(weekly(), "2025-12-01")
    late = late_times(nominal, at(opened), NEXT)
    assert late is not None
    assert late.opens_at == at(opened)
    assert late.close_at == at(closes)


def test_with_under_half_an_hour_left_a_late_round_does_not_open() -> None:
    nominal = times_after(weekly(), "2025-12-01")
    assert late_times(nominal, at("2025-12-08 07:31"), NEXT) is None


def test_the_nudge_of_a_late_round_keeps_its_place_in_between() -> None:
    nominal = times_after(weekly(), "2025-12-01")
    late = late_times(nominal, at("2025-12-01 20:45"), NEXT)
    assert late is not None
    # 24 hours of 51 become 18 of 38.25.
    assert late.nudge_at == at("2025-12-02 14:45")


@given(instants, st.integers(30, 10**5), st.floats(0.001, 0.999), st.integers(0, 10**5))
def test_the_times_of_a_late_round_are_in_order(
    opens_at: datetime, minutes: int, place: float, late: int
) -> None:
    length = timedelta(minutes=minutes)
    nominal = RoundTimes(opens_at, opens_at + place * length, opens_at + length)
    opened_at = opens_at + timedelta(minutes=late)
    times = late_times(nominal, opened_at, opens_at + 2 * length)
    if times is None:
        assert opens_at + 2 * length - opened_at < HALF_AN_HOUR or length < 2 * HALF_AN_HOUR
        return
    assert opened_at + HALF_AN_HOUR <= times.close_at <= opens_at + 2 * length
    assert times.nudge_at is None or opened_at < times.nudge_at < times.close_at
