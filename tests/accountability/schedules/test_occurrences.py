from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.schedules import (
    ClockChange,
    Daily,
    DayOfMonth,
    Monthly,
    OnWeekdays,
    Schedule,
    Weekday,
    Weekly,
    change_words,
    next_runs,
    occurrences_between,
)
from tests.accountability.schedules.making import at, instants, schedule, schedules

HOUR = timedelta(hours=1)


def runs(made: Schedule, after: str, count: int = 5) -> list[str]:
    return [f"{run.occurrence.opens_at:%m-%d %H:%M}" for run in next_runs(made, at(after), count)]


def test_wall_time_stays_and_the_instant_moves_with_the_clocks() -> None:
    made = schedule(starts_on=date(2026, 3, 1))
    assert runs(made, "2026-03-20", 3) == ["03-23 08:00", "03-30 07:00", "04-06 07:00"]


def test_a_clock_change_is_marked_on_the_first_run_after_it() -> None:
    spring, autumn = at("2026-03-20"), at("2026-10-20")
    made = schedule(starts_on=date(2026, 3, 1))
    marked = [run.change for run in next_runs(made, spring, 3)]
    assert marked == [None, ClockChange(HOUR, 2 * HOUR), None]
    back = next_runs(made, autumn, 1)[0].change
    assert back == ClockChange(2 * HOUR, HOUR)
    assert change_words(back) == "clocks go back 1 hour"


def test_a_wall_time_that_does_not_exist_is_shifted_later_by_the_gap() -> None:
    made = schedule(Daily(), time(2, 30), starts_on=date(2026, 3, 28))
    assert runs(made, "2026-03-28", 3) == ["03-28 01:30", "03-29 01:30", "03-30 00:30"]
    shifted = [run.shifted_to for run in next_runs(made, at("2026-03-28"), 3)]
    assert shifted == [None, time(3, 30), None]


def test_of_a_wall_time_that_comes_twice_the_first_counts() -> None:
    made = schedule(Daily(), time(1, 30), "America/New_York", starts_on=date(2025, 11, 1))
    assert runs(made, "2025-11-01", 3) == ["11-01 05:30", "11-02 05:30", "11-03 06:30"]
    assert [run.twice for run in next_runs(made, at("2025-11-01"), 3)] == [False, True, False]


def test_a_shift_may_lead_into_the_next_date_and_the_nominal_one_stays_the_key() -> None:
    made = schedule(Daily(), time(23, 30), "America/Nuuk", starts_on=date(2024, 3, 29))
    first, second, third = occurrences_between(made, at("2024-03-29"), at("2024-04-01 12:00"))
    assert second.key == (made.key, date(2024, 3, 30))
    assert second.opens_at.astimezone(made.zone_info).date() == date(2024, 3, 31)
    assert first.opens_at < second.opens_at < third.opens_at
    assert not second.skipped


@pytest.mark.parametrize("zone", ["Pacific/Apia", "Pacific/Fakaofo"])
def test_a_day_that_the_zone_left_out_is_skipped_and_reported(zone: str) -> None:
    made = schedule(Daily(), zone=zone, starts_on=date(2011, 12, 28))
    found = list(occurrences_between(made, at("2011-12-28"), at("2012-01-02")))
    assert [one.nominal_on.isoformat() for one in found if one.skipped] == ["2011-12-30"]
    kept = [one.opens_at for one in found if not one.skipped]
    assert all(before < after for before, after in pairwise(kept))
    assert [run.occurrence.skipped for run in next_runs(made, at("2011-12-28"), 5)] == [False] * 5


def test_a_weekly_round_on_the_day_that_was_left_out_opens_a_day_later() -> None:
    made = schedule(Weekly(Weekday.FRIDAY), zone="Pacific/Apia", starts_on=date(2011, 12, 23))
    found = list(occurrences_between(made, at("2011-12-24"), at("2012-01-07")))
    assert [one.nominal_on.isoformat() for one in found] == ["2011-12-30", "2012-01-06"]
    assert found[0].opens_at.astimezone(made.zone_info).date() == date(2011, 12, 31)
    assert not found[0].skipped


def test_the_thirty_first_and_the_thirtieth_of_february_are_the_last_day() -> None:
    for day, expected in ((31, "02-28 08:00"), (30, "02-28 08:00"), (29, "02-28 08:00")):
        made = schedule(Monthly(DayOfMonth(day)), starts_on=date(2026, 2, 1))
        assert runs(made, "2026-02-01", 1) == [expected]


def test_a_date_that_was_planned_is_not_shown_again_after_an_edit() -> None:
    edited = schedule(wall_time=time(15))
    shown = next_runs(edited, at("2025-12-01 11:00"), 1, planned_on=date(2025, 12, 1))
    assert shown[0].occurrence.nominal_on == date(2025, 12, 8)


@given(schedules, instants)
def test_instants_strictly_increase_and_dates_are_unique(made: Schedule, after: datetime) -> None:
    found = list(occurrences_between(made, after, after + timedelta(days=700)))
    kept = [one for one in found if not one.skipped]
    assert all(a.opens_at < b.opens_at for a, b in pairwise(kept))
    assert all(a.nominal_on < b.nominal_on for a, b in pairwise(found))


@given(schedules, instants, st.integers(0, 12))
def test_next_runs_agree_with_occurrences_between(
    made: Schedule, after: datetime, count: int
) -> None:
    shown = [run.occurrence for run in next_runs(made, after, count)]
    assert len(shown) == count
    if shown:
        found = occurrences_between(made, after, shown[-1].opens_at)
        assert [one for one in found if not one.skipped] == shown


@given(schedules, instants, instants, instants)
def test_two_stretches_of_time_have_what_the_whole_has(
    made: Schedule, one: datetime, two: datetime, three: datetime
) -> None:
    start, middle, end = sorted((one, two, three))
    end, middle = min(end, start + timedelta(days=400)), min(middle, start + timedelta(days=400))
    halves = [
        *occurrences_between(made, start, middle),
        *occurrences_between(made, middle, end),
    ]
    assert halves == list(occurrences_between(made, start, end))


@pytest.mark.parametrize("year", [1, 1969, 1970, 2199, 2200, 9999])
def test_whatever_the_clock_says_the_work_is_bounded(year: int) -> None:
    for month in (1, 12):
        now = datetime(year, month, 1, 12, tzinfo=UTC)
        for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
            made = schedule(OnWeekdays(), zone=zone)
            shown = next_runs(made, now, 10**9)
            assert len(shown) <= 100
            assert len(list(occurrences_between(made, now, now))) <= 1


def test_an_instant_without_a_zone_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(ValueError, match="aware"):
        next_runs(schedule(), datetime(2025, 12, 1))  # noqa: DTZ001 - on purpose
