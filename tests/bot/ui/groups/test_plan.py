from __future__ import annotations

import json
from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.schedules import (
    Daily,
    DayOfMonth,
    Deadline,
    Monthly,
    Nth,
    NthWeekday,
    OnWeekdays,
    Quarterly,
    Rhythm,
    Weekday,
    Weekly,
    deadlines_for,
)
from bot.ui.groups import choices
from bot.ui.groups.plan import Plan, fits

if TYPE_CHECKING:
    from bot.ui.reply import Menu

MONDAY = date(2025, 12, 1)
_ON = st.one_of(
    st.builds(DayOfMonth, st.integers(1, 31)),
    st.builds(NthWeekday, st.sampled_from(Nth), st.sampled_from(Weekday)),
)
_RHYTHMS = st.one_of(
    st.just(Daily()),
    st.builds(OnWeekdays, st.frozensets(st.sampled_from(Weekday), min_size=1)),
    st.builds(Weekly, st.sampled_from(Weekday), st.integers(1, 52)),
    st.builds(Monthly, _ON),
    st.builds(Quarterly, _ON),
)
_TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def menus(plan: Plan) -> list[Menu]:
    days = choices.days(plan, "memo")
    return [
        choices.often(plan, "memo"),
        *([days] if days else []),
        choices.closes(plan, "memo"),
        choices.nudges(plan, "memo"),
    ]


@st.composite
def _plans(draw: st.DrawFn) -> Plan:
    """Draw a plan as people come to it: by choices, one after the other."""
    plan = Plan.new("group")
    for _ in range(draw(st.integers(0, 6))):
        match draw(st.integers(0, 3)):
            case 0:
                plan = plan.every(draw(_RHYTHMS))
            case 1:
                plan = plan.at(draw(_TIMES))
            case 2:
                plan = plan.until(draw(st.sampled_from(plan.closes())))
            case _:
                plan = plan.first_on(draw(st.sampled_from(plan.first_dates(MONDAY))))
    return plan


@given(_plans())
def test_whatever_is_chosen_can_be_saved_as_long_as_rounds_last_half_an_hour(plan: Plan) -> None:
    usual_nudge, usual_close = deadlines_for(plan.rhythm, plan.wall_time)
    if fits(plan.rhythm, plan.wall_time, usual_close, usual_nudge):
        assert fits(plan.rhythm, plan.wall_time, plan.close, plan.nudge)


@given(_plans())
def test_a_plan_is_kept_as_it_was(plan: Plan) -> None:
    assert Plan.read(json.loads(json.dumps(plan.data))) == plan


@given(_plans())
def test_each_menu_fits_into_discord_and_shows_what_is_chosen(plan: Plan) -> None:
    for menu in menus(plan):
        values = [option.value for option in menu.options]
        assert 1 <= len(values) <= 25
        assert len(set(values)) == len(values)
        assert all(1 <= len(option.label) <= 100 for option in menu.options)
        assert any(option.chosen for option in menu.options)
        assert menu.most == 1 or menu.kind == "group.panel_days"


@given(_plans())
def test_whatever_a_menu_offers_is_understood(plan: Plan) -> None:
    for option in choices.often(plan, "memo").options:
        rhythm = choices.rhythm_of(option.value, plan.rhythm)
        assert (rhythm is None) == (option.value == choices.OTHER)
    days = choices.days(plan, "memo")
    for option in days.options if days else ():
        changed = choices.with_days(plan.rhythm, [option.value])
        assert (changed is None) == (option.value == choices.OTHER)
        if option.chosen and not isinstance(plan.rhythm, OnWeekdays):
            assert changed == plan.rhythm
    for one in plan.closes():
        assert choices.deadline_of(choices.value_of(one)) == one
        assert fits(plan.rhythm, plan.wall_time, one, None) or one == plan.close


@given(st.text(max_size=20))
def test_what_was_never_offered_means_nothing(value: str) -> None:
    for rhythm in (Daily(), OnWeekdays(), Weekly(Weekday.MONDAY), Monthly(DayOfMonth(1))):
        offered = choices.days(Plan.new("group").every(rhythm), "memo")
        values = {option.value for option in offered.options} if offered else set()
        if value not in values:
            assert choices.with_days(rhythm, [value]) is None
    assert choices.first_date_of(value, []) is None
    choices.rhythm_of(value, Daily())
    choices.deadline_of(value)
    choices.time_of(value)


def test_what_nobody_chose_follows_what_was_chosen() -> None:
    plan = Plan.new("group").at(time(17))
    assert (plan.close, plan.nudge) == (Deadline(2, time(12)), Deadline(1, time(17)))
    daily = plan.every(OnWeekdays())
    assert (daily.close, daily.nudge) == (Deadline(0, time(18)), None)
    assert daily.called == "Daily check-in"
    assert plan.called == "Weekly check-in"


def test_a_close_that_was_chosen_stays_as_long_as_it_fits() -> None:
    plan = Plan.new("group").until(Deadline(4, time(18)))
    assert plan.every(Weekly(Weekday.FRIDAY)).close == Deadline(4, time(18))
    assert plan.at(time(10)).close == Deadline(4, time(18))
    assert plan.every(Daily()).close == Deadline(0, time(18))


def test_a_nudge_that_comes_after_the_close_is_left_out() -> None:
    plan = Plan.new("group").until(Deadline(0, time(18)))
    assert plan.nudge is None


@pytest.mark.parametrize(
    ("rhythm", "offered"),
    [
        (Weekly(Weekday.TUESDAY, 2), [date(2025, 12, 2), date(2025, 12, 9)]),
        (Quarterly(DayOfMonth(31)), [date(2025, 12, 31), date(2026, 1, 31)]),
        (Daily(), [date(2025, 12, 1), date(2025, 12, 2)]),
    ],
)
def test_the_first_date_may_be_any_week_or_month(rhythm: Rhythm, offered: list[date]) -> None:
    plan = Plan.new("group").every(rhythm)
    assert plan.first_dates(MONDAY)[:2] == offered
    assert len(plan.first_dates(MONDAY)) == 12
