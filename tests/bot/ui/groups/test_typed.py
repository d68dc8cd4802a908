from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.errors import InvalidSchedule
from bot.accountability.schedules import DayOfMonth, Nth, NthWeekday, Weekday
from bot.ui.groups.days_off import split_range
from bot.ui.groups.typed import read_day, read_weeks

MONDAY = date(2025, 12, 1)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20", DayOfMonth(20)),
        ("the 3rd", DayOfMonth(3)),
        ("Last", DayOfMonth(31)),
        ("the last day", DayOfMonth(31)),
        ("4th tue", NthWeekday(Nth.FOURTH, Weekday.TUESDAY)),
        ("  second   Thursday", NthWeekday(Nth.SECOND, Weekday.THURSDAY)),
        ("last sat", NthWeekday(Nth.LAST, Weekday.SATURDAY)),
    ],
)
def test_a_day_of_the_month_is_read_as_people_say_it(
    typed: str, day: DayOfMonth | NthWeekday
) -> None:
    assert read_day(typed) == day


@given(st.text(max_size=40))
def test_whatever_is_typed_for_a_day_gets_a_day_or_a_sentence(typed: str) -> None:
    with suppress(InvalidSchedule):
        assert isinstance(read_day(typed), DayOfMonth | NthWeekday)


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [("3", 3), ("every 2 weeks", 2), ("0", 0), ("", 0), ("two", 0), ("9" * 30, 0)],
)
def test_a_number_of_weeks_is_read_or_is_none(typed: str, weeks: int) -> None:
    assert read_weeks(typed) == weeks


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("25 Dec", ("25 Dec", "")),
        ("2025-12-24", ("2025-12-24", "")),
        ("24 Dec - 2 Jan", ("24 Dec", "2 Jan")),
        ("24-26 Dec", ("24 Dec", "26 Dec")),
        ("24 – 26 Dec 2026", ("24 Dec 2026", "26 Dec 2026")),
        ("2025-12-24 to 2026-01-02", ("2025-12-24", "2026-01-02")),
        ("Dec 24 until Dec 26", ("Dec 24", "Dec 26")),
        ("no date - at all", ("no date", "at all")),
        ("soon", ("soon", "")),
    ],
)
def test_days_from_one_to_another_are_told_apart(typed: str, parts: tuple[str, str]) -> None:
    assert split_range(typed, MONDAY) == parts


@given(st.text(max_size=60))
def test_whatever_is_typed_for_dates_is_split_without_an_error(typed: str) -> None:
    first, last = split_range(typed, MONDAY)
    assert len(first) <= 2 * len(typed) + 1
    assert len(last) <= len(typed)
