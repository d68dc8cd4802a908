from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given

from bot.accountability.schedules import (
    Daily,
    DayOfMonth,
    Deadline,
    Kind,
    Monthly,
    Nth,
    NthWeekday,
    OnWeekdays,
    Quarterly,
    Rhythm,
    Schedule,
    Weekday,
    Weekly,
    defaults_for,
    duration_words,
    rhythm_words,
    schedule_words,
)
from tests.accountability.schedules.making import BERLIN, schedule, schedules


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            Kind.DAILY,
            "Monday to Friday at 09:00, Berlin time; open until 18:00 the same day, no nudge",
        ),
        (
            Kind.WEEKLY,
            (
                "Every Monday at 09:00, Berlin time; open until Wednesday 12:00, one nudge on"
                " Tuesday 09:00"
            ),
        ),
        (
            Kind.MONTHLY,
            (
                "Every month on the first Monday at 09:00, Berlin time; open until 12:00 a week"
                " later, one nudge on Thursday 09:00"
            ),
        ),
        (
            Kind.QUARTERLY,
            (
                "Every three months (Mar, Jun, Sep and Dec) on the first Monday at 09:00, Berlin"
                " time; open until 12:00 a week later, one nudge on Thursday 09:00"
            ),
        ),
    ],
)
def test_a_schedule_is_read_back_in_words(kind: Kind, words: str) -> None:
    found = defaults_for(kind)
    made = Schedule(
        "k", found.rhythm, date(2025, 12, 1), found.wall_time, BERLIN, found.close, found.nudge
    )
    assert schedule_words(made) == words


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        (Daily(), "Every day"),
        (OnWeekdays(frozenset({Weekday.FRIDAY, Weekday.MONDAY})), "Every Monday and Friday"),
        (Weekly(Weekday.THURSDAY, 2), "Every 2 weeks on Thursday"),
        (Monthly(DayOfMonth(1)), "Every month on the 1st"),
        (Monthly(DayOfMonth(12)), "Every month on the 12th"),
        (Monthly(DayOfMonth(23)), "Every month on the 23rd"),
        (
            Monthly(DayOfMonth(30)),
            "Every month on the 30th, or the last day of a shorter month,",
        ),
        (Monthly(DayOfMonth(31)), "Every month on the last day"),
        (Monthly(NthWeekday(Nth.LAST, Weekday.FRIDAY)), "Every month on the last Friday"),
        (
            Quarterly(DayOfMonth(15)),
            "Every three months (Feb, May, Aug and Nov) on the 15th",
        ),
    ],
)
def test_each_rhythm_has_its_words(rhythm: Rhythm, words: str) -> None:
    assert rhythm_words(rhythm, date(2025, 11, 3)) == words


def test_a_close_some_days_later_is_counted_where_no_weekday_is_known() -> None:
    made = schedule(Monthly(DayOfMonth(15)), zone="America/New_York", close=Deadline(3, time(17)))
    assert schedule_words(made) == (
        "Every month on the 15th at 09:00, New York time; open until 17:00 three days later,"
        " no nudge"
    )


@given(schedules)
def test_every_schedule_can_be_read_back_on_a_line_or_two(made: Schedule) -> None:
    assert len(schedule_words(made)) <= 200


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(seconds=20), "1 minute"),
        (timedelta(minutes=5), "5 minutes"),
        (timedelta(minutes=59, seconds=40), "1 hour"),
        (timedelta(minutes=90), "90 minutes"),
        (timedelta(hours=3, minutes=10), "3 hours"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(hours=71), "3 days"),
    ],
)
def test_how_late_it_is_is_said_roughly(duration: timedelta, words: str) -> None:
    assert duration_words(duration) == words
