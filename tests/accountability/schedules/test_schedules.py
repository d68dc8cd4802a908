from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot.accountability.errors import InvalidSchedule, UnknownZone
from bot.accountability.schedules import (
    Daily,
    Deadline,
    Kind,
    OnWeekdays,
    Schedule,
    Weekday,
    Weekly,
    deadlines_for,
    defaults_for,
)
from tests.accountability.schedules.making import BERLIN, NINE, schedule, weekly


def test_the_default_is_monday_nine_nudge_tuesday_nine_close_wednesday_noon() -> None:
    defaults = defaults_for(Kind.WEEKLY)
    assert defaults.rhythm == Weekly(Weekday.MONDAY)
    assert defaults.wall_time == time(9)
    assert defaults.nudge == Deadline(1, time(9))
    assert defaults.close == Deadline(2, time(12))
    assert not defaults.silent


def test_daily_check_ins_are_proposed_for_weekdays_silent_and_without_a_nudge() -> None:
    defaults = defaults_for(Kind.DAILY)
    assert defaults.rhythm == OnWeekdays()
    assert defaults.silent
    assert defaults.nudge is None


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("hour", range(24))
def test_what_is_proposed_can_be_saved_whenever_it_opens(kind: Kind, hour: int) -> None:
    rhythm = defaults_for(kind).rhythm
    for wall_time in (time(hour), time(hour, 59)):
        nudge, close = deadlines_for(rhythm, wall_time)
        schedule(rhythm, wall_time, close=close, nudge=nudge)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"rhythm": "FREQ=SECONDLY"}, "Choose the rhythm from the list"),
        ({"rhythm": None}, "Choose the rhythm from the list"),
        ({"wall_time": "25:00"}, "Choose a time of day, from 00:00 to 23:59."),
        ({"wall_time": time(9, tzinfo=UTC)}, "Choose a time of day"),
        ({"wall_time": time(9, 0, 30)}, "whole minutes"),
        ({"starts_on": date(1, 1, 1)}, "between the years 2000 and 2199"),
        ({"starts_on": date(9999, 12, 31)}, "between the years 2000 and 2199"),
        ({"starts_on": datetime(2025, 12, 1, tzinfo=UTC)}, "Choose the date"),
        ({"starts_on": "2025-12-01"}, "Choose the date"),
        ({"close": Deadline(0, time(9, 29)), "nudge": None}, "at least half an hour"),
        ({"close": Deadline(0, time(8)), "nudge": None}, "at least half an hour"),
        ({"close": Deadline(7, time(9, 1))}, "still be open when the next one opens"),
        ({"close": Deadline(10**9, time(9))}, "still be open when the next one opens"),
        ({"nudge": Deadline(10**9, time(9))}, "still be open when the next one opens"),
        ({"nudge": Deadline(0, time(9))}, "The nudge comes between"),
        ({"nudge": Deadline(2, time(12))}, "The nudge comes between"),
    ],
)
def test_what_cannot_be_planned_is_refused_with_what_to_choose(
    changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InvalidSchedule, match=sentence):
        replace(weekly(), **changes)


@pytest.mark.parametrize(
    "zone",
    [
        "EST",
        "CET",
        "UTC+3",
        "Etc/GMT+3",
        "../../etc/passwd",
        "/etc/localtime",
        "posixrules",
        "localtime",
        "Factory",
        "posix/Europe/Berlin",
        "Europe/Berlin\0",
        "europe/berlin ",
        "Europe/Atlantis",
        "Europe",
        "",
        None,
        7,
    ],
)
def test_what_is_no_places_zone_is_refused(zone: Any) -> None:  # noqa: ANN401 - anything
    with pytest.raises(UnknownZone, match="Choose a city near you"):
        replace(weekly(), zone=zone)


def test_a_former_name_of_a_zone_goes_on_working() -> None:
    assert replace(weekly(), zone="Asia/Calcutta").zone_info.key == "Asia/Calcutta"


def test_a_deadline_on_an_earlier_day_is_refused() -> None:
    for days in (-1, 0.5, True, None):
        with pytest.raises(InvalidSchedule, match="after the check-in opens, or the same day"):
            Deadline(days, NINE)  # type: ignore[arg-type]  # on purpose


def test_a_daily_round_may_stay_open_until_the_next_one() -> None:
    made = Schedule("k", Daily(), date(2025, 12, 1), NINE, BERLIN, Deadline(1, NINE))
    assert made.close.days == 1
