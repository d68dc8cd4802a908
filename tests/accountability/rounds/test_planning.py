"""What is due is planned in one piece: the round, who is expected, its messages, the cursor."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.groups import GroupState, Part, Standing
from bot.accountability.models.rounds import Expectation, RoundState
from bot.accountability.schedules import jitter_of
from bot.accountability.store.rounds import round_id
from tests.accountability.rounds.making import (
    ANN,
    BEN,
    CAT,
    CHANNEL,
    CLOSE,
    DAY,
    EARLIER,
    FIRST,
    GUILD,
    HOST,
    HOUR,
    MONDAY,
    WEEK,
)

if TYPE_CHECKING:
    from tests.accountability.rounds.making import Book

TUESDAY = MONDAY + DAY
LEFT, INVITED, OPTIONAL = 5, 6, 7


def test_a_round_opens_at_its_instant_and_not_before(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY - timedelta(microseconds=1))
    assert book.states(series) == {}
    book.tick(MONDAY)
    found = book.latest(series)
    assert found.id == round_id(series.id, FIRST)
    assert (found.guild_id, found.group_id, found.channel_id) == (GUILD, series.group_id, CHANNEL)
    assert (found.nominal_on, found.state) == (FIRST, RoundState.OPEN)
    assert (found.opens_at, found.nudge_at, found.close_at) == (MONDAY, TUESDAY, CLOSE)
    assert (found.late_by, found.close_moved, found.mentions_nobody) == (timedelta(), False, False)


def test_the_id_of_a_round_is_sixteen_url_safe_characters_that_never_change() -> None:
    assert round_id("Zm9vYmFyYmF6", FIRST) == "TDBR99WXiEZwvsy2"
    assert round_id("Zm9vYmFyYmF6", FIRST + DAY) != "TDBR99WXiEZwvsy2"


def test_the_ping_goes_out_a_few_seconds_later_with_its_thread_and_one_nudge(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    assert not book.rounds.plan_due(MONDAY)
    found = book.latest(series)
    at = {each.kind: each.not_before for each in book.rows.deliveries.of_round(found.id)}
    posts_at = MONDAY + jitter_of(series.id)
    assert at == {
        DeliveryKind.PING: posts_at,
        DeliveryKind.THREAD: posts_at,
        DeliveryKind.NUDGE: TUESDAY,
    }


def test_planning_twice_changes_nothing(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    before = (book.states(series), book.kinds(book.latest(series)), book.series(series))
    for later in (timedelta(), timedelta(seconds=30), HOUR):
        book.tick(MONDAY + later)
    assert (book.states(series), book.kinds(book.latest(series)), book.series(series)) == before
    assert book.series(series).next_at == MONDAY + WEEK


def test_who_is_expected_depends_on_part_standing_and_absence(book: Book) -> None:
    group = book.circle(ANN, BEN, CAT)
    book.member(group, LEFT, standing=Standing.LEFT)
    book.member(group, INVITED, standing=Standing.INVITED)
    book.member(group, OPTIONAL, part=Part.OPTIONAL)
    series = book.weekly(group)
    book.absence(group, BEN, FIRST)
    book.absence(group, CAT, FIRST, series)
    book.absence(group, OPTIONAL, FIRST)
    book.tick(MONDAY)
    assert book.expected(book.latest(series)) == {
        ANN: Expectation.EXPECTED,
        BEN: Expectation.AWAY,
        CAT: Expectation.SKIPPED,
        OPTIONAL: Expectation.WELCOME,
    }


def test_an_absence_counts_on_the_groups_calendar_for_its_dates_and_schedule_only(
    book: Book,
) -> None:
    group = book.circle(ANN, BEN)
    weekly, daily = book.weekly(group), book.daily(group)
    book.absence(group, ANN, FIRST - DAY)
    book.absence(group, BEN, FIRST, daily)
    book.tick(MONDAY)
    assert set(book.expected(book.latest(weekly)).values()) == {Expectation.EXPECTED}
    assert book.expected(book.latest(daily)) == {
        ANN: Expectation.EXPECTED,
        BEN: Expectation.SKIPPED,
    }


def test_nothing_opens_on_a_holiday_and_the_round_before_goes_on_accepting(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    book.tick(MONDAY)
    first = book.latest(series)
    book.holiday(group, FIRST + WEEK, FIRST + WEEK + DAY)
    book.tick(CLOSE)
    book.tick(MONDAY + WEEK)
    assert book.states(series) == {FIRST: RoundState.CLOSED, FIRST + WEEK: RoundState.HOLIDAY}
    assert [each.id for each in book.accepting(series)] == [first.id]
    holiday = book.rows.rounds.get(round_id(series.id, FIRST + WEEK))
    assert holiday is not None
    assert book.kinds(holiday) == []
    assert book.expected(holiday) == {}
    book.tick(MONDAY + 2 * WEEK)
    assert book.latest(series).nominal_on == FIRST + 2 * WEEK


def test_the_next_opening_closes_what_is_open_and_takes_its_place(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    first = book.latest(series)
    # Nobody closed it: the loop was not there on Wednesday.
    assert not book.rounds.plan_due(MONDAY + WEEK)
    before = book.rows.rounds.get(first.id)
    assert before is not None
    assert (before.state, before.superseded) == (RoundState.CLOSED, True)
    assert DeliveryKind.SUMMARY in book.kinds(before)
    assert book.latest(series).nominal_on == FIRST + WEEK


def test_an_early_answer_becomes_the_first_of_the_round(book: Book) -> None:
    group = book.circle(ANN, BEN)
    series = book.weekly(group)
    early = book.answer(series, None, ANN, EARLIER)
    book.tick(MONDAY)
    found = book.latest(series)
    assert book.rows.check_ins.early(series.id, ANN) is None
    mine = book.rows.check_ins.mine(found.id, ANN)
    assert mine == replace(early, round_id=found.id)
    assert book.rounds.board(found.id, MONDAY).in_ids == (ANN,)
    assert book.rounds.board(found.id, MONDAY).missing_ids == (BEN,)
    assert [each.kind for each in book.rows.deliveries.of_subject(early.id)] == [DeliveryKind.CARD]


def test_an_early_answer_of_somebody_who_has_left_or_only_hosts(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    left = book.answer(series, None, ANN, EARLIER)
    book.answer(series, None, HOST, EARLIER)
    book.member(group, ANN, standing=Standing.LEFT)
    book.tick(MONDAY)
    found = book.latest(series)
    assert book.rows.check_ins.early(series.id, ANN) == left
    assert book.expected(found) == {HOST: Expectation.WELCOME}
    assert book.rounds.board(found.id, MONDAY).in_ids == (HOST,)


def test_an_early_answer_waits_while_there_is_a_holiday(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    book.answer(series, None, ANN, EARLIER)
    book.holiday(group, FIRST)
    book.tick(MONDAY)
    assert book.rows.check_ins.early(series.id, ANN) is not None
    book.tick(MONDAY + WEEK)
    assert book.rows.check_ins.mine(book.latest(series).id, ANN) is not None


def test_rounds_of_a_week_share_the_thread_of_the_first(book: Book) -> None:
    group = book.circle(ANN)
    series = book.daily(group)
    book.tick(MONDAY)
    monday = book.latest(series)
    assert monday.thread_id is None
    book.rows.rounds.update(replace(monday, thread_id=77))
    book.tick(TUESDAY)
    tuesday = book.latest(series)
    assert tuesday.thread_id == 77
    assert book.kinds(tuesday) == [DeliveryKind.PING]
    book.tick(MONDAY + WEEK)
    assert book.latest(series).thread_id is None


def test_a_week_that_moves_to_another_channel_gets_another_thread(book: Book) -> None:
    group = book.circle(ANN)
    series = book.daily(group)
    book.tick(MONDAY)
    book.rows.rounds.update(replace(book.latest(series), thread_id=77))
    book.rows.groups.update(replace(group, channel_id=12))
    book.tick(TUESDAY)
    assert (book.latest(series).channel_id, book.latest(series).thread_id) == (12, None)


def test_weekly_rounds_have_a_thread_each(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    book.rows.rounds.update(replace(book.latest(series), thread_id=77))
    book.tick(MONDAY + WEEK)
    assert book.latest(series).thread_id is None


def test_a_paused_or_ended_group_is_not_planned(book: Book) -> None:
    for channel_id, state in enumerate((GroupState.PAUSED, GroupState.ENDED), start=20):
        group = book.circle(ANN, channel_id=channel_id)
        series = book.weekly(group)
        book.rows.groups.update(replace(group, state=state))
        book.tick(MONDAY)
        assert book.states(series) == {}


def test_a_round_that_a_restored_file_holds_already_is_not_opened_again(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    start = book.series(series)
    book.tick(MONDAY)
    found = book.latest(series)
    sent = book.kinds(found, DeliveryState.SENT)
    assert start.next_at is not None
    book.rows.series.move(series.id, start.cursor, start.next_at)
    book.rows.members.put(
        replace(book.rows.members.of_group(series.group_id)[0], user_id=BEN, part=Part.REQUIRED)
    )
    book.tick(MONDAY + HOUR)
    assert book.latest(series) == found
    assert book.kinds(found, DeliveryState.SENT) == sent
    assert BEN not in book.expected(found)
    assert book.series(series).next_at == MONDAY + WEEK
