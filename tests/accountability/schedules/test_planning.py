from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.schedules import (
    Cursor,
    Daily,
    DayOfMonth,
    Deadline,
    Monthly,
    OnWeekdays,
    Opening,
    Planned,
    Quarterly,
    Rhythm,
    Schedule,
    Weekly,
    catch_up,
    jitter_of,
    next_runs,
    occurrences_between,
)
from bot.accountability.schedules.planning import LATE_FROM
from tests.accountability.schedules.making import MONDAYS, at, instants, schedule, schedules, weekly

NEW = Cursor(at("2025-11-28 12:00"))
OPENS = at("2025-12-01 08:00")
FIRST = date(2025, 12, 1)
PLANNED = Cursor(NEW.since, FIRST, OPENS)


def opening_of(planned: Planned) -> Opening:
    assert planned.opening is not None
    return planned.opening


def test_before_its_instant_nothing_is_due() -> None:
    planned = catch_up(weekly(), NEW, OPENS - timedelta(seconds=1))
    assert planned == Planned(None, (), (), NEW, next_at=OPENS)


def test_at_its_instant_a_round_opens_with_its_nominal_times() -> None:
    planned = catch_up(weekly(), NEW, OPENS)
    opening = opening_of(planned)
    assert opening.occurrence.nominal_on == FIRST
    assert opening.times.nudge_at == at("2025-12-02 08:00")
    assert opening.times.close_at == at("2025-12-03 11:00")
    assert not opening.late
    assert planned.cursor == PLANNED
    assert planned.next_at == at("2025-12-08 08:00")


def test_what_was_planned_is_not_planned_again() -> None:
    planned = catch_up(weekly(), PLANNED, OPENS + timedelta(hours=1))
    assert planned == Planned(None, (), (), PLANNED, next_at=at("2025-12-08 08:00"))


def test_a_round_that_opens_late_says_so_and_its_close_moves() -> None:
    opening = opening_of(catch_up(weekly(), NEW, OPENS + timedelta(hours=3)))
    assert opening.late_by == timedelta(hours=3)
    assert not opening.close_moved
    daily = schedule(Daily(), close=Deadline(0, time(18)))
    opening = opening_of(catch_up(daily, NEW, at("2025-12-01 13:00")))
    assert opening.late
    assert opening.close_moved
    assert opening.times.close_at == at("2025-12-01 17:30")


def test_a_few_minutes_are_not_called_late() -> None:
    opening = opening_of(catch_up(weekly(), NEW, OPENS + LATE_FROM - timedelta(seconds=1)))
    assert not opening.late
    assert opening.times.opens_at == OPENS
    assert opening_of(catch_up(weekly(), NEW, OPENS + LATE_FROM)).late


@pytest.mark.parametrize(
    ("rhythm", "hours"),
    [
        (Daily(), 6),
        (OnWeekdays(), 6),
        (MONDAYS, 24),
        (Weekly(MONDAYS.weekday, 2), 24),
        (Monthly(DayOfMonth(1)), 72),
        (Quarterly(DayOfMonth(1)), 72),
    ],
)
def test_a_round_opens_within_its_window_and_is_missed_after_it(rhythm: Rhythm, hours: int) -> None:
    made = schedule(rhythm, close=Deadline(0, time(18)))
    edge = OPENS + timedelta(hours=hours)
    assert opening_of(catch_up(made, NEW, edge)).occurrence.nominal_on == FIRST
    after = catch_up(made, NEW, edge + timedelta(seconds=1))
    assert after.opening is None
    assert [one.nominal_on for one in after.missed] == [FIRST]
    assert after.cursor.planned_on == FIRST


def test_after_two_days_only_the_latest_round_opens() -> None:
    made = schedule(Daily(), close=Deadline(0, time(18)))
    planned = catch_up(made, PLANNED, at("2025-12-03 10:00"))
    assert opening_of(planned).occurrence.nominal_on == date(2025, 12, 3)
    assert [one.nominal_on for one in planned.missed] == [date(2025, 12, 2)]


def test_after_a_year_everything_is_missed_and_the_next_one_comes_as_ever() -> None:
    planned = catch_up(weekly(), PLANNED, at("2026-12-02 10:00"))
    assert planned.opening is None
    assert len(planned.missed) == 52
    assert planned.next_at == at("2026-12-07 08:00")


def test_with_under_half_an_hour_left_a_round_is_missed() -> None:
    made = schedule(Daily(), time(9), close=Deadline(0, time(9, 40)))
    planned = catch_up(made, NEW, OPENS + timedelta(minutes=30))
    assert planned.opening is None
    assert [one.nominal_on for one in planned.missed] == [FIRST]


def test_a_clock_that_went_back_opens_nothing_again() -> None:
    for now in ("2025-12-01 07:00", "2025-11-01", "1970-01-01", "0001-01-02"):
        planned = catch_up(weekly(), PLANNED, at(now))
        assert planned.opening is None
        assert not planned.missed
        assert planned.cursor == PLANNED
        assert planned.next_at == at("2025-12-08 08:00")


@pytest.mark.parametrize("year", [2030, 2199, 2200, 9999])
def test_a_clock_that_says_anything_costs_bounded_work(year: int) -> None:
    planned = catch_up(schedule(Daily()), PLANNED, datetime(year, 12, 31, tzinfo=UTC))
    assert len(planned.missed) <= 401


def test_an_edit_to_an_earlier_hour_opens_nothing_in_the_past() -> None:
    edited_at = at("2025-12-01 07:00")
    earlier = replace(weekly(), wall_time=time(7))
    planned = catch_up(earlier, Cursor(edited_at), edited_at + timedelta(minutes=1))
    assert planned.opening is None
    assert not planned.missed
    assert planned.next_at == at("2025-12-08 06:00")


def test_an_edit_to_a_later_hour_never_repeats_a_date() -> None:
    later = replace(weekly(), wall_time=time(15))
    edited = PLANNED.restarted(at("2025-12-01 10:00"))
    planned = catch_up(later, edited, at("2025-12-01 14:00"))
    assert planned.opening is None
    assert planned.next_at == at("2025-12-08 14:00")


def test_a_zone_across_the_date_line_skips_what_would_come_at_the_same_instant() -> None:
    honolulu = schedule(Daily(), zone="Pacific/Honolulu")
    first = catch_up(honolulu, NEW, at("2025-12-01 19:00"))
    assert opening_of(first).occurrence.nominal_on == FIRST
    # 09:00 on the next date in Kiritimati is the same instant.
    moved = replace(honolulu, zone="Pacific/Kiritimati")
    edited = first.cursor.restarted(at("2025-12-01 19:00:30"))
    planned = catch_up(moved, edited, at("2025-12-01 19:01"))
    assert planned.opening is None
    assert [one.nominal_on for one in planned.skipped] == [date(2025, 12, 2)]
    assert planned.next_at == at("2025-12-02 19:00")
    # And back again: no date comes twice.
    back = planned.cursor.restarted(at("2025-12-01 20:00"))
    assert catch_up(honolulu, back, at("2025-12-01 20:01")).next_at == at("2025-12-03 19:00")


def test_resuming_does_not_catch_up() -> None:
    resumed = PLANNED.restarted(at("2025-12-08 08:00:01"))
    planned = catch_up(weekly(), resumed, at("2025-12-08 08:05"))
    assert planned.opening is None
    assert not planned.missed
    assert planned.next_at == at("2025-12-15 08:00")


def test_resuming_at_the_very_second_opens_the_round_that_is_due() -> None:
    resumed = PLANNED.restarted(at("2025-12-08 08:00"))
    opening = opening_of(catch_up(weekly(), resumed, at("2025-12-08 08:00:20")))
    assert opening.occurrence.nominal_on == date(2025, 12, 8)


def test_a_day_that_the_zone_left_out_is_recorded_once() -> None:
    apia = schedule(
        Daily(), zone="Pacific/Apia", starts_on=date(2011, 12, 28), close=Deadline(0, time(18))
    )
    before = catch_up(apia, Cursor(at("2011-12-28")), at("2011-12-29 19:00"))
    assert before.cursor.planned_on == date(2011, 12, 29)
    planned = catch_up(apia, before.cursor, at("2011-12-30 19:00"))
    assert [one.nominal_on for one in planned.skipped] == [date(2011, 12, 30)]
    assert opening_of(planned).occurrence.nominal_on == date(2011, 12, 31)
    again = catch_up(apia, planned.cursor, at("2011-12-30 19:01"))
    assert (again.opening, again.missed, again.skipped) == (None, (), ())


def test_jitter_is_the_same_each_time_and_spread_over_45_seconds() -> None:
    found = [jitter_of(f"schedule {number}") for number in range(1000)]
    assert found == [jitter_of(f"schedule {number}") for number in range(1000)]
    assert min(found) < timedelta(seconds=1)
    assert timedelta(seconds=44) < max(found) <= timedelta(seconds=45)
    opening = opening_of(catch_up(weekly(), NEW, OPENS))
    assert opening.posts_at == OPENS + jitter_of(weekly().key)


@given(schedules, instants, st.lists(st.integers(1, 60 * 24 * 9), min_size=1, max_size=40))
def test_however_often_one_looks_each_date_is_planned_once_and_none_is_lost(
    made: Schedule, start: datetime, steps: list[int]
) -> None:
    cursor, now = Cursor(start), start
    planned_on: list[date] = []
    for minutes in steps:
        now += timedelta(minutes=minutes)
        planned = catch_up(made, cursor, now)
        cursor = planned.cursor
        found = [*planned.missed, *planned.skipped]
        if planned.opening:
            found.append(planned.opening.occurrence)
            assert planned.opening.posts_at >= planned.opening.occurrence.opens_at
        planned_on += [one.nominal_on for one in found]
        assert planned.next_at is not None
        assert planned.next_at > now
    expected = [one.nominal_on for one in occurrences_between(made, start, now)]
    assert sorted(planned_on) == expected or sorted(planned_on)[1:] == expected
    shown = next_runs(made, now, 1, planned_on=cursor.planned_on)
    assert shown[0].occurrence.opens_at == catch_up(made, cursor, now).next_at
