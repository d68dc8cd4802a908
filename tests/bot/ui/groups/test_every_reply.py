"""Whatever a group and its schedules are called, and however many there are, Discord takes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.accountability.coming import ComingRun
from bot.accountability.models.groups import GroupState, Holiday, Member, Part, Standing
from bot.accountability.models.rounds import PingStyle, Questions, ScheduleState, Series
from bot.accountability.models.views import InvitationView
from bot.accountability.schedules import (
    WORKDAYS,
    Cursor,
    Deadline,
    OnWeekdays,
    Schedule,
    Weekday,
    Weekly,
    next_runs,
)
from bot.ui.deliveries import draw
from bot.ui.forms import Written
from bot.ui.groups import (
    days_off,
    ending,
    hosting,
    invitation,
    making,
    nudging,
    panel,
    pausing,
    people,
    questions,
    sample,
    schedules,
    typed,
)
from bot.ui.groups.plan import Plan
from tests.bot.ui.group_values import NOW, TODAY, group
from tests.bot.ui.library_values import form_refused, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.ui.reply import Reply

_NAMES = st.one_of(
    st.sampled_from(
        [
            "@everyone" * 8,
            "*" * 80,
            "<@&1>" * 16,
            "👩‍👩‍👧‍👦" * 11,
            "[x](https://evil.example)",
            "a" * 80,
        ]
    ),
    st.text(min_size=1, max_size=80),
)
_BIG = 10**18


def series(name: str, number: int = 0, **about: object) -> Series:
    rule = Schedule(
        f"series{number:06}",
        Weekly(Weekday.MONDAY),
        TODAY,
        time(9),
        "America/Argentina/ComodRivadavia",
        Deadline(2, time(12)),
        Deadline(1, time(9)),
    )
    made = Series(
        group_id="group0000001",
        guild_id=7,
        name=name,
        schedule=rule,
        cursor=Cursor(since=NOW),
        state=ScheduleState.ACTIVE,
        style=PingStyle.MENTION,
        questions=Questions(),
        version=3,
    )
    return replace(made, **about)  # type: ignore[arg-type]  # fields of a schedule


def members(count: int) -> list[Member]:
    parts, standings = list(Part), [Standing.JOINED, Standing.INVITED]
    return [
        Member(
            "group0000001",
            _BIG + number,
            parts[number % 3],
            standings[number % 2],
            facilitator=number % 4 == 0,
        )
        for number in range(count)
    ]


def of_people(name: str, count: int) -> Iterator[Reply]:
    here = group(name, join_role_ids=tuple(_BIG + number for number in range(10)))
    there = members(count)
    ids = [member.user_id for member in there][:25] or [_BIG]
    view = InvitationView(
        group_id=here.id,
        group_name=name,
        rhythm="Every Monday",
        invited=tuple(ids),
        joined=tuple(ids),
        first_opens_at=NOW,
    )
    yield making.missing(_BIG, ["Send Messages"], "memo")
    yield making.which_city(f"“{name}” is no zone.", "memo")
    yield making.is_it_right(name, _BIG, "Europe/Berlin", NOW, "team", "memo")
    yield making.made(here)
    yield people.panel(here, there, lead=people.invited(25, Part.REQUIRED))
    yield people.how(here, ids, "memo")
    yield people.which_one(here)
    yield people.one(here, Member(here.id, _BIG, Part.REQUIRED, Standing.JOINED))
    yield people.removed(here, _BIG, "memo")
    yield people.who_runs_it(here, ids)
    yield people.roles(here)
    yield hosting.settings(here)
    yield hosting.is_it_right(here, "Europe/Berlin", NOW, "memo")
    yield invitation.preview(here, draw(view, "sample"), has_schedule=False)
    yield invitation.posted(here, None)
    yield invitation.welcome(here, there[0] if there else members(1)[0], NOW, quiet=True)
    yield invitation.declined(here)
    yield invitation.kept(here, None)


def of_schedules(name: str, count: int) -> Iterator[Reply]:
    here = group(name)
    paused = replace(here, state=GroupState.PAUSED, paused_at=NOW)
    one = series(name)
    all_ = [series(name, number) for number in range(10)]
    plan = Plan.of(one)
    holiday = Holiday("holiday00001", here.id, name, TODAY, TODAY + timedelta(days=3))
    coming = [ComingRun(run, holiday) for run in next_runs(one.schedule, NOW)]
    look = panel.Look("memo", plan, one, runs=coming)
    ids = [member.user_id for member in members(count)][:25] or [_BIG]
    yield panel.panel(look)
    yield panel.panel(replace(look, draft=None, wrong=name))
    yield panel.from_when(look, plan.first_dates(TODAY), TODAY)
    yield panel.saved(one, NOW, "memo")
    yield panel.changed_meanwhile(one)
    yield panel.cancelled("memo")
    yield typed.ask_which_time(name, (time(17), time(5)), "memo", "close-7")
    yield schedules.listed(here, [(each, NOW) for each in all_])
    yield schedules.none_yet(here)
    yield schedules.which(here, all_, "remove")
    yield schedules.removed(one)
    yield schedules.restored(one, NOW)
    asked = Questions(("?" * 45,) * 4, commitments=False)
    yield questions.questions(series(name, questions=asked), lead="Saved.", undo_id="memo")
    yield nudging.nudging(series(name, style=PingStyle.NONE), lead="Saved.", undo_id="memo")
    for page in sample.PAGES:
        yield sample.page(here, series(name, questions=asked), page, ids, NOW)
        yield sample.page(here, one, page, ids, NOW)
    yield days_off.added(holiday, TODAY)
    yield days_off.listed(here, [replace(holiday, id=f"{number}") for number in range(100)], TODAY)
    yield days_off.removed(holiday, TODAY, "memo")
    yield days_off.excused(here, _BIG, (), TODAY)
    yield days_off.unexcused(here, _BIG)
    yield pausing.pausing(here, all_, NOW)
    yield pausing.pausing(paused, all_, None)
    yield pausing.schedule_paused(one, NOW)
    yield ending.ask(here, 20, 2)
    yield ending.ended(here, {"name": name})
    yield ending.ask_reopening(here, {"name": name})
    yield ending.reopened(here, NOW)
    yield ending.kept(here)


@settings(max_examples=10)
@given(_NAMES, st.sampled_from([0, 1, 25, 200]))
def test_no_name_and_no_number_breaks_a_limit(name: str, count: int) -> None:
    for reply in (*of_people(name, count), *of_schedules(name, count)):
        assert refused(reply) == []


@pytest.mark.parametrize(
    "layout",
    [
        making.city_layout,
        hosting.name_layout,
        questions.layout,
        nudging.layout,
        typed.name_layout,
        typed.time_layout,
        typed.weeks_layout,
        typed.day_layout,
        typed.close_layout,
        typed.nudge_layout,
    ],
)
def test_discord_takes_every_form(layout: object) -> None:
    assert callable(layout)
    assert form_refused(layout(Written("group.test", "memo"))) == []


def test_the_form_of_a_preview_is_the_form_of_a_check_in() -> None:
    shown = sample.form_layout(group(), series("Weekly"), NOW)
    assert form_refused(shown) == []
    assert shown.title == "Check-in: Owners Circle"


def test_a_weekly_schedule_in_the_list() -> None:
    berlin = replace(series("Weekly").schedule, zone="Europe/Berlin")
    listed = schedules.listed(group(), [(series("Weekly", schedule=berlin), NOW)])
    assert listed.content == (
        "**Schedules of Owners Circle**\n"
        "**Weekly** · next <t:1764579600:F>\n"
        "Every Monday at 09:00, Berlin time; open until Wednesday 12:00, one nudge on Tuesday"
        " 09:00; mentions ring."
    )


def test_the_members_of_a_group() -> None:
    there = [
        Member("group0000001", 1, Part.OBSERVER, Standing.JOINED, facilitator=True),
        Member("group0000001", 2, Part.REQUIRED, Standing.JOINED),
        Member("group0000001", 3, Part.REQUIRED, Standing.INVITED),
        Member("group0000001", 4, Part.REQUIRED, Standing.LEFT),
    ]
    shown = people.panel(group(), there)
    assert shown.content == (
        "**Members of Owners Circle**\n"
        "Runs it: <@1>\n"
        "Required (1): <@2>\n"
        "Observer (1): <@1>\n"
        "Invited, not in yet (1): <@3>"
    )


def test_the_next_ones_with_a_clock_change_and_a_holiday() -> None:
    rule = Schedule(
        "key",
        OnWeekdays(WORKDAYS | {Weekday.SUNDAY}),
        date(2026, 3, 20),
        time(2, 30),
        "Europe/Berlin",
        Deadline(0, time(18)),
    )
    holiday = Holiday("h", "g", "Off", date(2026, 3, 30), date(2026, 3, 30))
    runs = next_runs(rule, NOW.replace(year=2026, month=3, day=26, hour=12))
    coming = [
        ComingRun(run, holiday if run.occurrence.nominal_on == holiday.from_on else None)
        for run in runs[:3]
    ]
    assert list(panel.run_lines(coming)) == [
        "- <t:1774575000:F>",
        "- <t:1774747800:F> · clocks go forward 1 hour · clocks skip that hour, so 03:30",
        "- <t:1774830600:F> · none: Off",
    ]
