from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, pairwise
from typing import Any

import pytest
from hypothesis import given

from bot.accountability.errors import InvalidSchedule
from bot.accountability.schedules import (
    WORKDAYS,
    Daily,
    DayOfMonth,
    Monthly,
    Nth,
    NthWeekday,
    OnWeekdays,
    Quarterly,
    Rhythm,
    Weekday,
    Weekly,
    first_date,
    from_record,
    thread_on,
    to_record,
)
from bot.accountability.schedules.dates import dates_between
from bot.accountability.schedules.rhythms import shortest_gap
from tests.accountability.schedules.making import dates, rhythms

MONDAY = Weekday.MONDAY
FRIDAY = Weekday.FRIDAY


def shown(rhythm: Rhythm, starts_on: str, first: str, count: int) -> str:
    found = dates_between(
        rhythm, date.fromisoformat(starts_on), date.fromisoformat(first), date.max
    )
    return " ".join(on.isoformat() for on in islice(found, count))


@pytest.mark.parametrize(
    ("rhythm", "starts_on", "expected"),
    [
        (Daily(), "2024-02-27", "2024-02-27 2024-02-28 2024-02-29 2024-03-01"),
        (OnWeekdays(WORKDAYS), "2025-12-04", "2025-12-04 2025-12-05 2025-12-08 2025-12-09"),
        (
            OnWeekdays(frozenset({MONDAY, FRIDAY})),
            "2025-12-02",
            "2025-12-05 2025-12-08 2025-12-12 2025-12-15",
        ),
        (Weekly(MONDAY), "2025-12-01", "2025-12-01 2025-12-08 2025-12-15 2025-12-22"),
        (Weekly(MONDAY), "2025-12-02", "2025-12-08 2025-12-15 2025-12-22 2025-12-29"),
        (Weekly(MONDAY, 2), "2025-12-01", "2025-12-01 2025-12-15 2025-12-29 2026-01-12"),
        # The week of the anchor counts, though its Monday is over.
        (Weekly(MONDAY, 2), "2025-12-03", "2025-12-15 2025-12-29 2026-01-12 2026-01-26"),
        (Weekly(FRIDAY, 2), "2025-12-03", "2025-12-05 2025-12-19 2026-01-02 2026-01-16"),
        (Weekly(MONDAY, 52), "2025-12-01", "2025-12-01 2026-11-30 2027-11-29 2028-11-27"),
        (Monthly(DayOfMonth(15)), "2025-12-16", "2026-01-15 2026-02-15 2026-03-15 2026-04-15"),
        (Monthly(DayOfMonth(31)), "2026-01-01", "2026-01-31 2026-02-28 2026-03-31 2026-04-30"),
        (Monthly(DayOfMonth(30)), "2024-01-01", "2024-01-30 2024-02-29 2024-03-30 2024-04-30"),
        (Monthly(DayOfMonth(29)), "2025-01-31", "2025-02-28 2025-03-29 2025-04-29 2025-05-29"),
        (
            Monthly(NthWeekday(Nth.SECOND, Weekday.TUESDAY)),
            "2026-01-01",
            "2026-01-13 2026-02-10 2026-03-10 2026-04-14",
        ),
        (
            Monthly(NthWeekday(Nth.LAST, FRIDAY)),
            "2026-01-01",
            "2026-01-30 2026-02-27 2026-03-27 2026-04-24",
        ),
        (
            Quarterly(DayOfMonth(31)),
            "2025-11-15",
            "2025-11-30 2026-02-28 2026-05-31 2026-08-31",
        ),
        (
            Quarterly(NthWeekday(Nth.FIRST, MONDAY)),
            "2025-12-02",
            "2026-03-02 2026-06-01 2026-09-07 2026-12-07",
        ),
    ],
)
def test_each_rhythm_has_its_dates(rhythm: Rhythm, starts_on: str, expected: str) -> None:
    assert shown(rhythm, starts_on, starts_on, 4) == expected


def test_fortnights_and_quarters_count_from_the_anchor_wherever_one_starts_looking() -> None:
    assert shown(Weekly(MONDAY, 2), "2025-12-01", "2026-05-26", 2) == "2026-06-01 2026-06-15"
    quarterly = Quarterly(DayOfMonth(1))
    assert shown(quarterly, "2025-02-10", "2031-12-24", 2) == "2032-02-01 2032-05-01"


@given(rhythms, dates, dates)
def test_where_one_starts_looking_changes_nothing(rhythm: Rhythm, anchor: date, day: date) -> None:
    day = max(anchor, day)
    last = day + timedelta(days=800)
    from_the_anchor = list(dates_between(rhythm, anchor, anchor, last))
    from_the_day = list(dates_between(rhythm, anchor, day, last))
    assert from_the_day == [on for on in from_the_anchor if on >= day]
    assert from_the_day
    gap = timedelta(days=shortest_gap(rhythm))
    assert all(before + gap <= after for before, after in pairwise(from_the_anchor))


@given(rhythms, dates)
def test_the_first_date_is_a_date_of_the_rhythm_and_soon(rhythm: Rhythm, day: date) -> None:
    first = first_date(rhythm, day)
    assert first is not None
    assert timedelta() <= first - day <= timedelta(days=40)
    assert next(dates_between(rhythm, first, day, date.max)) == first


def test_a_fortnightly_rhythm_chosen_on_wednesday_can_start_on_the_next_monday() -> None:
    assert first_date(Weekly(MONDAY, 2), date(2025, 12, 3)) == date(2025, 12, 8)
    assert first_date(Quarterly(DayOfMonth(1)), date(2025, 12, 3)) == date(2026, 1, 1)


@pytest.mark.parametrize("day", [date.min, date(1999, 1, 1), date(2199, 12, 31), date.max])
def test_at_the_ends_of_the_calendar_dates_run_out_and_nothing_breaks(day: date) -> None:
    for rhythm in (Daily(), Weekly(MONDAY, 52), Quarterly(DayOfMonth(31))):
        found = list(islice(dates_between(rhythm, day, day, date.max), 3))
        assert all(2000 <= on.year <= 2199 for on in found)
        first_date(rhythm, day)


@given(rhythms)
def test_a_rhythm_comes_back_from_its_record(rhythm: Rhythm) -> None:
    assert from_record(to_record(rhythm)) == rhythm


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"kind": "rrule", "text": "FREQ=SECONDLY"},
        {"kind": "RRULE:FREQ=DAILY"},
        {"kind": ["weekly"]},
        {"kind": "weekly"},
        {"kind": "weekly", "weekday": 7},
        {"kind": "weekly", "weekday": "0"},
        {"kind": "weekly", "weekday": True},
        {"kind": "weekly", "weekday": 0, "every": 0},
        {"kind": "weekly", "weekday": 0, "every": 10**9},
        {"kind": "weekly", "weekday": 0, "every": 1.5},
        {"kind": "weekly", "weekday": 0, "count": 3},
        {"kind": "weekdays", "weekdays": []},
        {"kind": "weekdays", "weekdays": "0123"},
        {"kind": "weekdays", "weekdays": [[]]},
        {"kind": "weekdays", "weekdays": None},
        {"kind": "monthly"},
        {"kind": "monthly", "day": 0},
        {"kind": "monthly", "day": 32},
        {"kind": "monthly", "day": "31"},
        {"kind": "monthly", "nth": 5, "weekday": 0},
        {"kind": "monthly", "nth": [], "weekday": {}},
        {"kind": "quarterly", "day": 1, "weekday": 0},
    ],
)
def test_a_record_that_was_tampered_with_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(InvalidSchedule, match=r"(?i)choose"):
        from_record(record)


@pytest.mark.parametrize(
    ("build", "sentence"),
    [
        (lambda: Weekly(MONDAY, 0), "Choose a number of weeks from 1 to 52."),
        (lambda: Weekly(MONDAY, 10**9), "Choose a number of weeks from 1 to 52."),
        (lambda: Weekly(MONDAY, -1), "Choose a number of weeks from 1 to 52."),
        (lambda: DayOfMonth(0), "A month has the days 1 to 31."),
        (lambda: DayOfMonth(32), "A month has the days 1 to 31."),
        (lambda: OnWeekdays(frozenset()), "Choose at least one day of the week."),
    ],
)
def test_what_is_no_rhythm_is_refused_with_what_to_choose(build: Any, sentence: str) -> None:  # noqa: ANN401 - it never returns
    with pytest.raises(InvalidSchedule, match=sentence):
        build()


def test_daily_rounds_share_a_thread_for_each_week() -> None:
    wednesday = date(2025, 12, 3)
    assert thread_on(Daily(), wednesday) == date(2025, 12, 1)
    assert thread_on(OnWeekdays(), date(2025, 12, 5)) == date(2025, 12, 1)
    assert thread_on(Weekly(Weekday.WEDNESDAY), wednesday) == wednesday
