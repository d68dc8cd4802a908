from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.accountability.typed import (
    ask_date,
    date_words,
    distance_words,
    read_date,
    suggest_dates,
    today_in,
)
from tests.accountability.schedules.making import at, dates

MONDAY = date(2025, 12, 1)


def read(typed: str, today: date = MONDAY) -> str:
    return " ".join(on.isoformat() for on in read_date(typed, today))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("today", "2025-12-01"),
        ("tomorrow", "2025-12-02"),
        ("fri", "2025-12-05"),
        ("Friday", "2025-12-05"),
        ("on Thurs.", "2025-12-04"),
        ("this fri", "2025-12-05"),
        ("Fri 5 Dec", "2025-12-05"),
        ("Fri, 5 December 2025", "2025-12-05"),
        ("5 Dec", "2025-12-05"),
        ("Dec 5th", "2025-12-05"),
        ("the 5th of December", "2025-12-05"),
        ("5dec", "2025-12-05"),
        ("30 nov", "2026-11-30"),
        ("in 2 weeks", "2025-12-15"),
        ("2 weeks", "2025-12-15"),
        ("2w", "2025-12-15"),
        ("in a week", "2025-12-08"),
        ("3 days from now", "2025-12-04"),
        ("in 3 months", "2026-03-01"),
        ("2026-12-05", "2026-12-05"),
        ("25/12", "2025-12-25"),
        ("12/25", "2025-12-25"),
        ("12/25/25", "2025-12-25"),
        ("5/5", "2026-05-05"),
        ("5.12.", "2025-12-05"),
        ("5.12.2026", "2026-12-05"),
        ("the 5th", "2025-12-05"),
        ("31", "2025-12-31"),
        ("29 Feb", "2028-02-29"),
        ("end of month", "2025-12-31"),
        # Two readings: asked.
        ("5/12", "2025-12-05 2026-05-12"),
        ("5/12/2026", "2026-12-05 2026-05-12"),
        ("mon", "2025-12-01 2025-12-08"),
        ("next fri", "2025-12-05 2025-12-12"),
        ("Fri 6 Dec", "2025-12-06 2025-12-05"),
        # None.
        ("30 Feb", ""),
        ("31 Apr", ""),
        ("2026-02-30", ""),
        ("29 Feb 2026", ""),
        ("0 Dec", ""),
        ("13/13", ""),
        ("in 0 days", ""),
        ("in 10000 weeks", ""),
        ("in 1000000000 weeks", ""),
        ("in 1200 years", ""),
        ("0001-01-01", ""),
        ("9999-12-31", ""),
        ("5 12", ""),
        ("RRULE:FREQ=SECONDLY", ""),
        ("FREQ=DAILY;COUNT=5", ""),
        ("* * * * *", ""),
        ("whenever", ""),
        ("", ""),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, expected: str) -> None:
    assert read(typed) == expected


def test_months_are_added_without_leaving_them() -> None:
    assert read("in 1 month", date(2026, 1, 31)) == "2026-02-28"
    assert read("31", date(2026, 2, 1)) == "2026-03-31"


def test_today_is_the_readers_own() -> None:
    now = at("2025-12-01 22:30")
    assert today_in(ZoneInfo("Pacific/Auckland"), now) == date(2025, 12, 2)
    assert today_in(ZoneInfo("America/New_York"), now) == date(2025, 12, 1)


@given(dates, st.integers(-400, 400))
def test_what_is_read_back_can_be_read(today: date, days: int) -> None:
    on = today + timedelta(days=days)
    assert read_date(date_words(on, today), today) == (on,)
    assert read_date(on.isoformat(), today) == (on,)


def test_it_is_asked_again_when_in_doubt() -> None:
    assert ask_date("5/12", read_date("5/12", MONDAY), MONDAY) == (
        "By “5/12”, do you mean Fri 5 Dec or Tue 12 May?"
    )
    assert ask_date("soonish", (), MONDAY) == (
        "I can't read “soonish” as a date. Try something like “Fri”, “5 Dec”, “in 2 weeks” or"
        " “2026-12-05”."
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "yesterday"),
        (0, "today"),
        (1, "tomorrow"),
        (5, "in 5 days"),
        (7, "in 1 week"),
        (14, "in 2 weeks"),
        (-21, "3 weeks ago"),
        (30, "in about 4 weeks"),
        (100, "in about 3 months"),
    ],
)
def test_how_far_off_a_date_is_can_be_said(days: int, words: str) -> None:
    assert distance_words(MONDAY + timedelta(days=days), MONDAY) == words


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", ["Mon 1 Dec · today", "Tue 2 Dec · tomorrow", "Wed 3 Dec · in 2 days"]),
        ("fr", ["Fri 5 Dec · in 4 days", "Fri 12 Dec · in 11 days"]),
        ("in 2", ["Wed 3 Dec · in 2 days", "Mon 15 Dec · in 2 weeks"]),
        ("5 d", ["Sat 6 Dec · in 5 days", "Fri 5 Dec · in 4 days"]),
        ("5/12", ["Fri 5 Dec · in 4 days", "Tue 12 May · in about 5 months"]),
        ("tom", ["Tue 2 Dec · tomorrow"]),
        ("dec", ["Mon 1 Dec · today"]),
    ],
)
def test_dates_are_offered_while_one_types(typed: str, first: list[str]) -> None:
    offered = [found.label for found in suggest_dates(typed, MONDAY)]
    assert offered[: len(first)] == first


_PIECES = st.lists(
    st.sampled_from(
        "fri next in a 2 5 31 29 feb dec 2026 - / . , weeks days the of end month 9999 0".split()  # noqa: SIM905 - a row of words
    ),
    max_size=6,
)


@example(typed="in 1200 months", today=date.max)
@example(typed="yesterday", today=date.min)
@given(typed=st.text(max_size=100) | _PIECES.map(" ".join) | _PIECES.map("".join), today=st.dates())
def test_whatever_is_typed_on_whatever_day_nothing_breaks(typed: str, today: date) -> None:
    readings = read_date(typed, today)
    assert all(2000 <= on.year <= 2199 for on in readings)
    assert len(set(readings)) == len(readings) <= 2
    offered = suggest_dates(typed, today)
    assert len(offered) <= 25
    assert len({found.value for found in offered}) == len(offered)
    assert all(1 <= len(found.label) <= 100 for found in offered)
    assert len(ask_date(typed, readings, today)) <= 200
