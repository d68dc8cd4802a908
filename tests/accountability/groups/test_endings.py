from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.groups import GroupState, Part
from bot.accountability.models.rounds import RoundState
from bot.errors import Gone, Refusal
from tests.accountability.groups.making import (
    ANN,
    BEN,
    CHANNEL,
    CLOSE,
    ELSEWHERE,
    FIRST,
    HERE,
    HOST,
    MONDAY,
    NEXT_MONDAY,
    TUESDAY,
    answered,
    circle,
    deliver,
    latest,
    let_in,
    opened,
    redrawn,
    waiting,
    weekly,
)

if TYPE_CHECKING:
    from bot.accountability.accountability import Accountability

MONTH = timedelta(days=30)


def test_ending_closes_the_round_and_says_goodbye_once(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN, BEN)
    series = weekly(book, group)
    found = opened(book, series)
    answered(book, found, ANN, MONDAY + timedelta(hours=1))
    deliver(book, MONDAY + timedelta(hours=2))
    now = MONDAY + timedelta(hours=3)
    ended = book.groups.end(group.id, HOST, now)
    assert (ended.state, ended.ended_at) == (GroupState.ENDED, now)
    closed = latest(book, series)
    assert (closed.state, closed.superseded) == (RoundState.CLOSED, True)
    assert waiting(book, group) == {DeliveryKind.SUMMARY, DeliveryKind.ENDING}
    assert DeliveryKind.PING in redrawn(book, now)
    assert book.groups.end(group.id, HOST, TUESDAY) == ended
    assert len(book.rows.deliveries.of_group(group.id, DeliveryKind.ENDING)) == 1
    assert not book.rounds.plan_due(NEXT_MONDAY)
    assert latest(book, series) == closed


def test_an_ended_group_lets_nobody_in_and_changes_nothing(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    book.groups.end(group.id, HOST, MONDAY)
    assert book.groups.in_guild(HERE) == book.groups.of_member(HERE, ANN) == []
    for refused in (
        lambda: book.members.join(group.id, ANN, MONDAY),
        lambda: book.members.invite(group.id, [BEN], Part.REQUIRED, HOST, MONDAY),
        lambda: book.groups.pause(group.id, HOST, MONDAY),
        lambda: book.groups.post_invitation(group.id, HOST, MONDAY),
        lambda: book.absences.away(group.id, ANN, FIRST, FIRST, MONDAY),
        lambda: book.holidays.add(group.id, "Yule", FIRST, FIRST, HOST, MONDAY),
    ):
        with pytest.raises(Gone) as gone:
            refused()
        assert str(gone.value) == (
            "This group has ended. For 30 days, those who run it can reopen it."
        )


def test_whoever_likes_takes_their_words_out_of_an_ended_group(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    found = opened(book, weekly(book, group))
    check_in = answered(book, found, ANN, MONDAY)
    book.groups.end(group.id, HOST, TUESDAY)
    book.members.leave(group.id, ANN, TUESDAY, keep=False)
    assert book.rows.check_ins.get(check_in.id) is None


def test_a_reopened_group_goes_on_where_it_was_and_makes_up_for_nothing(
    book: Accountability,
) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    series = weekly(book, group)
    opened(book, series)
    book.groups.end(group.id, HOST, CLOSE)
    later = NEXT_MONDAY + timedelta(hours=2)
    reopened = book.groups.reopen(group.id, HOST, later)
    assert (reopened.state, reopened.ended_at) == (GroupState.ACTIVE, None)
    assert book.groups.reopen(group.id, HOST, later) == reopened
    assert book.groups.of_member(HERE, ANN) == [reopened]
    assert not book.rounds.plan_due(later)
    assert latest(book, series).nominal_on == FIRST
    assert opened(book, series, NEXT_MONDAY + timedelta(weeks=1)).nominal_on > FIRST


def test_ended_and_reopened_at_once_it_says_no_goodbye(book: Accountability) -> None:
    group = circle(book)
    book.groups.end(group.id, HOST, MONDAY)
    book.groups.reopen(group.id, HOST, MONDAY)
    assert waiting(book, group) == set()
    book.groups.end(group.id, HOST, TUESDAY)
    assert waiting(book, group) == {DeliveryKind.ENDING}


def test_reopening_needs_the_channel_and_comes_within_thirty_days(book: Accountability) -> None:
    group = circle(book)
    book.groups.end(group.id, HOST, MONDAY)
    other = circle(book)
    with pytest.raises(Refusal, match="Its channel has another group now"):
        book.groups.reopen(group.id, HOST, MONDAY)
    book.groups.end(other.id, HOST, MONDAY)
    with pytest.raises(Gone, match="more than 30 days ago"):
        book.groups.reopen(group.id, HOST, MONDAY + MONTH + timedelta(seconds=1))
    assert book.groups.reopen(group.id, HOST, MONDAY + MONTH).state is GroupState.ACTIVE


def test_after_thirty_days_everything_is_deleted(book: Accountability) -> None:
    group = circle(book)
    there = circle(book, guild_id=ELSEWHERE)
    kept = circle(book, channel_id=12)
    let_in(book, group, ANN)
    found = opened(book, weekly(book, group))
    check_in = answered(book, found, ANN, MONDAY)
    book.groups.end(group.id, HOST, MONDAY + timedelta(hours=1))
    book.groups.end(there.id, HOST, MONDAY)
    assert book.groups.purge(MONDAY + MONTH) == []
    later = MONDAY + MONTH + timedelta(hours=2)
    assert book.groups.purge(later) == [(there.id, ELSEWHERE), (group.id, HERE)]
    assert book.groups.purge(later) == []
    assert book.rows.groups.all_guilds() == {HERE}
    assert book.groups.in_guild(HERE) == [kept]
    assert book.rows.check_ins.get(check_in.id) is None
    assert book.rows.rounds.get(found.id) is None
    assert book.rows.deliveries.of_round(found.id) == []
    with pytest.raises(Gone, match="not here any more"):
        book.groups.reopen(group.id, HOST, later)
    assert book.groups.in_channel(HERE, CHANNEL) is None
