from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.errors import InvalidSchedule
from bot.accountability.quiet_hours import QuietHours, mention_at, nudge_at, quiet_until
from bot.accountability.schedules import RoundTimes
from tests.accountability.schedules.making import ODD_ZONES, at, instants, wall_times

NIGHT = QuietHours()
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
SYDNEY = ZoneInfo("Australia/Sydney")
WEEK = RoundTimes(at("2025-12-01 08:00"), at("2025-12-02 08:00"), at("2025-12-03 11:00"))


@pytest.mark.parametrize(
    ("when", "until"),
    [
        ("2025-12-01 19:59", None),
        ("2025-12-01 20:00", "2025-12-02 06:00"),
        ("2025-12-01 23:30", "2025-12-02 06:00"),
        ("2025-12-02 05:59", "2025-12-02 06:00"),
        ("2025-12-02 06:00", None),
        # The night in which clocks go back.
        ("2025-10-25 22:00", "2025-10-26 06:00"),
    ],
)
def test_quiet_lasts_from_nine_to_seven_on_the_members_clock(when: str, until: str | None) -> None:
    assert quiet_until(NIGHT, BERLIN, at(when)) == (at(until) if until else None)


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    lunch = QuietHours(time(12), time(13))
    assert quiet_until(lunch, BERLIN, at("2025-12-01 11:30")) == at("2025-12-01 12:00")
    assert quiet_until(lunch, BERLIN, at("2025-12-01 12:00")) is None
    never = QuietHours(time(12), time(12))
    assert quiet_until(never, BERLIN, at("2025-12-01 11:00")) is None


def test_quiet_hours_are_times_of_day() -> None:
    with pytest.raises(InvalidSchedule, match="whole minutes"):
        QuietHours(time(21, 0, 30))


@given(
    st.builds(QuietHours, wall_times, wall_times),
    st.sampled_from(ODD_ZONES).map(ZoneInfo),
    instants,
)
def test_when_quiet_ends_it_is_quiet_no_more(
    quiet: QuietHours, zone: ZoneInfo, when: datetime
) -> None:
    until = quiet_until(quiet, zone, when)
    if until is not None:
        assert when < until <= when + timedelta(days=2, hours=2)
        assert until.tzinfo is UTC
        assert quiet_until(quiet, zone, until) is None


def test_a_member_who_is_awake_is_mentioned_when_the_round_opens() -> None:
    assert mention_at(NIGHT, BERLIN, WEEK) == WEEK.opens_at


def test_a_member_who_is_asleep_is_mentioned_when_quiet_ends() -> None:
    # 03:00 in New York.
    assert mention_at(NIGHT, NEW_YORK, WEEK) == at("2025-12-01 12:00")


def test_a_member_who_sleeps_until_the_close_is_not_mentioned() -> None:
    short = RoundTimes(at("2025-12-01 08:00"), None, at("2025-12-01 12:00"))
    assert mention_at(NIGHT, NEW_YORK, short) is None


def test_a_nudge_in_quiet_hours_waits_for_their_end() -> None:
    assert nudge_at(NIGHT, BERLIN, WEEK) == at("2025-12-02 08:00")
    assert nudge_at(NIGHT, NEW_YORK, WEEK) == at("2025-12-02 12:00")


def test_a_nudge_that_would_wait_until_the_close_is_dropped() -> None:
    short = RoundTimes(at("2025-12-01 08:00"), at("2025-12-01 19:00"), at("2025-12-01 20:00"))
    assert nudge_at(NIGHT, BERLIN, short) == at("2025-12-01 19:00")
    # 06:00 in Sydney on the next day.
    assert nudge_at(NIGHT, SYDNEY, short) is None


def test_a_nudge_within_four_hours_of_a_mention_that_was_put_off_is_dropped() -> None:
    opens_at, close_at = at("2025-12-01 08:00"), at("2025-12-01 20:00")
    at_four = RoundTimes(opens_at, at("2025-12-01 16:00"), close_at)
    later = RoundTimes(opens_at, at("2025-12-01 16:01"), close_at)
    assert nudge_at(NIGHT, NEW_YORK, at_four) is None
    assert nudge_at(NIGHT, NEW_YORK, later) == at("2025-12-01 16:01")
    # Who was mentioned at the opening is nudged all the same.
    soon = RoundTimes(opens_at, at("2025-12-01 10:00"), close_at)
    assert nudge_at(NIGHT, BERLIN, soon) == at("2025-12-01 10:00")


def test_without_a_nudge_there_is_none() -> None:
    assert nudge_at(NIGHT, BERLIN, RoundTimes(WEEK.opens_at, None, WEEK.close_at)) is None
