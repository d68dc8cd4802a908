from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.groups import Part, Pings, Standing
from bot.accountability.models.notices import Cause
from bot.accountability.models.rounds import Expectation, Report
from bot.errors import Gone, NotAllowed, Refusal
from tests.accountability.groups.making import (
    ANN,
    BEN,
    CAT,
    CLOSE,
    EARLIER,
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
    expected_in,
    let_in,
    opened,
    redrawn,
    weekly,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import CheckIn, Series

EXPECTED, WELCOME, LEFT = Expectation.EXPECTED, Expectation.WELCOME, Expectation.LEFT


def causes(book: Accountability, group: PeerGroup) -> list[Cause]:
    return [notice.cause for notice in book.rows.notices.of_group(group.id)]


def answered_early(
    book: Accountability, series: Series, user_id: int, now: datetime = EARLIER
) -> CheckIn:
    report = Report(moved="Hired two")
    sent = book.check_ins.submit(series.group_id, user_id, report, now, series_id=series.id)
    assert sent.check_in.round_id is None
    return sent.check_in


# -- in the middle of a round


def test_who_joins_in_the_middle_is_welcome(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    found = opened(book, weekly(book, group))
    let_in(book, group, BEN)
    let_in(book, group, CAT, part=Part.OBSERVER)
    assert expected_in(book, found) == {ANN: EXPECTED, BEN: WELCOME}
    assert redrawn(book, TUESDAY) == {DeliveryKind.PING}


def test_who_leaves_in_the_middle_is_not_missed_and_comes_back_welcome(
    book: Accountability,
) -> None:
    group = circle(book)
    let_in(book, group, ANN, BEN)
    found = opened(book, weekly(book, group))
    left = book.members.leave(group.id, ANN, TUESDAY, keep=True)
    assert (left.standing, left.left_at) == (Standing.LEFT, TUESDAY)
    assert expected_in(book, found) == {ANN: LEFT, BEN: EXPECTED}
    assert redrawn(book, TUESDAY) == {DeliveryKind.PING}
    assert book.members.leave(group.id, ANN, CLOSE, keep=True) == left
    book.members.join(group.id, ANN, TUESDAY)
    assert expected_in(book, found) == {ANN: WELCOME, BEN: EXPECTED}
    assert expected_in(book, opened(book, weekly(book, group, "b"), NEXT_MONDAY))[ANN] is EXPECTED


def test_a_closed_round_stays_as_it_was(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    found = opened(book, weekly(book, group))
    book.rounds.close_due(CLOSE)
    book.members.leave(group.id, ANN, CLOSE, keep=True)
    let_in(book, group, BEN)
    assert expected_in(book, found) == {ANN: EXPECTED}


@pytest.mark.parametrize(
    ("before", "after", "expectation"),
    [
        (Part.REQUIRED, Part.OPTIONAL, WELCOME),
        (Part.REQUIRED, Part.OBSERVER, LEFT),
        (Part.OPTIONAL, Part.REQUIRED, WELCOME),
        (Part.OPTIONAL, Part.OBSERVER, LEFT),
        (Part.OBSERVER, Part.REQUIRED, WELCOME),
        (Part.OBSERVER, Part.OPTIONAL, WELCOME),
        (Part.REQUIRED, Part.REQUIRED, EXPECTED),
    ],
)
def test_another_part_in_the_middle_expects_nothing_new(
    book: Accountability, before: Part, after: Part, expectation: Expectation
) -> None:
    group = circle(book)
    let_in(book, group, ANN, part=before)
    found = opened(book, weekly(book, group))
    assert book.members.set_part(group.id, ANN, after, HOST, TUESDAY).part is after
    assert expected_in(book, found)[ANN] is expectation


def test_a_part_is_for_those_who_are_in(book: Accountability) -> None:
    group = circle(book)
    with pytest.raises(Gone, match=r"They're not in this group\. Invite them first\."):
        book.members.set_part(group.id, ANN, Part.OPTIONAL, HOST, MONDAY)
    book.members.invite(group.id, [ANN], Part.REQUIRED, HOST, EARLIER)
    book.members.set_part(group.id, ANN, Part.OBSERVER, HOST, MONDAY)
    assert book.members.join(group.id, ANN, MONDAY).part is Part.OBSERVER
    with pytest.raises(Gone, match="You're not in this group"):
        book.members.leave(group.id, BEN, MONDAY, keep=True)


# -- what somebody wrote


def test_what_is_kept_stays_where_it_was(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    found = opened(book, weekly(book, group))
    check_in = answered(book, found, ANN, MONDAY)
    book.members.leave(group.id, ANN, TUESDAY, keep=True)
    assert book.rows.check_ins.get(check_in.id) is not None
    assert [each.text for each in book.commitments.open(group.id, ANN)] == ["Call Dana"]
    board = book.rounds.board(found.id, TUESDAY)
    assert (board.in_ids, board.missing_ids) == ((ANN,), ())


def test_what_is_deleted_is_gone_everywhere_and_nobody_is_missed(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN, BEN)
    series = weekly(book, group)
    found = opened(book, series)
    check_in = answered(book, found, ANN, MONDAY + timedelta(hours=1))
    kept = answered(book, found, BEN, MONDAY + timedelta(hours=1))
    book.absences.away(group.id, ANN, FIRST, FIRST + timedelta(days=60), TUESDAY)
    book.rounds.close_due(CLOSE)
    deliver(book, CLOSE + timedelta(minutes=1))
    now = CLOSE + timedelta(hours=1)
    book.members.leave(group.id, ANN, now, keep=False)
    assert book.rows.check_ins.get(check_in.id) is None
    assert book.rows.check_ins.get(kept.id) is not None
    assert book.commitments.open(group.id, ANN) == []
    assert len(book.commitments.open(group.id, BEN)) == 1
    assert book.rows.absences.of_member(group.id, ANN) == []
    assert expected_in(book, found) == {ANN: LEFT, BEN: EXPECTED}
    changed = {DeliveryKind.PING, DeliveryKind.CARD, DeliveryKind.SUMMARY}
    assert redrawn(book, now) == changed
    # Whoever has left and kept their words may still take them back.
    book.members.leave(group.id, BEN, now, keep=True)
    book.members.leave(group.id, BEN, now, keep=False)
    assert book.rows.check_ins.get(kept.id) is None


def test_words_are_deleted_in_one_group_only(book: Accountability) -> None:
    one, two = circle(book), circle(book, channel_id=12)
    for group in (one, two):
        let_in(book, group, ANN)
    first, second = weekly(book, one, "one"), weekly(book, two, "two")
    answered(book, opened(book, first), ANN, MONDAY)
    other = answered(book, opened(book, second), ANN, MONDAY)
    book.members.leave(one.id, ANN, TUESDAY, keep=False)
    assert book.rows.check_ins.get(other.id) is not None
    assert len(book.commitments.open(two.id, ANN)) == 1


@pytest.mark.parametrize(
    ("back_at", "counts"),
    [(EARLIER + timedelta(hours=1), True), (NEXT_MONDAY - timedelta(hours=1), False)],
)
def test_an_early_answer_waits_for_its_round_and_for_no_other(
    book: Accountability, back_at: datetime, *, counts: bool
) -> None:
    group = circle(book)
    let_in(book, group, ANN, BEN)
    series = weekly(book, group)
    early = answered_early(book, series, ANN)
    book.members.leave(group.id, ANN, EARLIER, keep=True)
    if back_at < MONDAY:
        book.members.join(group.id, ANN, back_at)
    found = opened(book, series)
    assert (book.rows.check_ins.mine(found.id, ANN) is not None) is counts
    if back_at > MONDAY:
        book.members.join(group.id, ANN, back_at)
        assert book.rows.check_ins.get(early.id) is None
        following = opened(book, series, NEXT_MONDAY)
        assert expected_in(book, following)[ANN] is EXPECTED
        assert book.rows.check_ins.of_round(following.id) == []


def test_nothing_deleted_can_be_brought_back(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    series = weekly(book, group)
    found = opened(book, series)
    removed = answered(book, found, ANN, MONDAY)
    book.check_ins.remove(removed.id, ANN, TUESDAY)
    book.members.leave(group.id, ANN, TUESDAY, keep=False)
    book.members.join(group.id, ANN, TUESDAY)
    with pytest.raises(Gone, match="gone for good"):
        book.check_ins.restore(removed.id, ANN, TUESDAY)
    book.rounds.close_due(CLOSE)
    early = answered_early(book, series, ANN, found.close_at)
    book.members.leave(group.id, ANN, CLOSE, keep=False)
    assert book.rows.check_ins.get(early.id) is None


# -- gone from the server


def test_who_is_gone_is_not_missed_and_comes_back_as_they_were(book: Accountability) -> None:
    group = circle(book)
    book.members.invite(group.id, [ANN], Part.OPTIONAL, HOST, EARLIER)
    book.members.join(group.id, ANN, EARLIER, pings=Pings.NONE)
    book.members.set_facilitators(group.id, [HOST, ANN], HOST, EARLIER)
    found = opened(book, weekly(book, group))
    assert book.members.gone(HERE, ANN, TUESDAY) == [group]
    assert book.members.gone(HERE, ANN, CLOSE) == []
    gone = book.members.get(group.id, ANN)
    assert gone is not None
    assert (gone.standing, gone.left_at, gone.runs) == (Standing.GONE, TUESDAY, False)
    assert expected_in(book, found) == {ANN: LEFT}
    assert book.groups.of_member(HERE, ANN) == book.groups.run_by(HERE, ANN) == []
    back = book.members.join(group.id, ANN, CLOSE)
    assert (back.part, back.pings, back.runs) == (Part.OPTIONAL, Pings.NONE, True)
    assert back.left_at is None


def test_gone_from_one_server_is_not_gone_from_another(book: Accountability) -> None:
    here, there = circle(book), circle(book, guild_id=ELSEWHERE)
    for group in (here, there):
        let_in(book, group, ANN)
    assert book.members.gone(HERE, ANN, MONDAY) == [here]
    assert book.groups.of_member(ELSEWHERE, ANN) == [there]


def test_members_not_heard_of_for_a_day_are_looked_for(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    tomorrow = EARLIER + timedelta(days=1)
    assert book.members.to_check(tomorrow, 10) == []
    later = tomorrow + timedelta(minutes=1)
    assert book.members.to_check(later, 10) == [(HERE, HOST), (HERE, ANN)]
    book.members.seen(HERE, HOST, later)
    assert book.members.to_check(later, 10) == [(HERE, ANN)]


def test_presses_in_a_row_are_written_down_once(book: Accountability) -> None:
    group = circle(book)
    book.members.seen(HERE, HOST, MONDAY)
    book.members.seen(HERE, HOST, MONDAY + timedelta(seconds=59))
    host = book.members.get(group.id, HOST)
    assert host is not None
    assert host.seen_at == MONDAY


# -- who runs it


def test_facilitators_are_named_and_need_not_join(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    book.members.set_facilitators(group.id, [ANN, BEN], HOST, MONDAY)
    assert book.groups.run_by(HERE, HOST) == []
    assert book.groups.run_by(HERE, ANN) == book.groups.run_by(HERE, BEN) == [group]
    assert book.groups.of_member(HERE, BEN) == []
    ben = book.members.get(group.id, BEN)
    assert ben is not None
    assert (ben.standing, ben.part) == (Standing.INVITED, Part.OBSERVER)
    book.members.set_facilitators(group.id, [ANN], HOST, TUESDAY)
    # Only that tied them to the group.
    assert book.members.get(group.id, BEN) is None
    with pytest.raises(NotAllowed):
        book.members.join(group.id, BEN, TUESDAY)
    with pytest.raises(Refusal, match=r"Name at least one person who runs the group\."):
        book.members.set_facilitators(group.id, [], HOST, TUESDAY)


def test_when_nobody_is_left_to_run_it_one_notice_says_so_and_rounds_go_on(
    book: Accountability,
) -> None:
    group = circle(book)
    let_in(book, group, ANN, BEN)
    book.members.set_facilitators(group.id, [HOST, ANN], HOST, EARLIER)
    book.members.leave(group.id, HOST, EARLIER, keep=True)
    assert causes(book, group) == []
    book.members.gone(HERE, ANN, EARLIER)
    assert causes(book, group) == [Cause.NO_FACILITATOR]
    assert expected_in(book, opened(book, weekly(book, group))) == {BEN: EXPECTED}
    book.members.set_facilitators(group.id, [BEN], CAT, TUESDAY)
    assert causes(book, group) == []


def test_a_facilitator_who_comes_back_runs_it_again_unless_others_were_named(
    book: Accountability,
) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    book.members.leave(group.id, HOST, MONDAY, keep=True)
    assert book.groups.run_by(HERE, HOST) == []
    book.members.join(group.id, HOST, MONDAY)
    assert book.groups.run_by(HERE, HOST) == [group]
    assert causes(book, group) == []
    book.members.leave(group.id, HOST, TUESDAY, keep=True)
    book.members.set_facilitators(group.id, [ANN], CAT, TUESDAY)
    book.members.join(group.id, HOST, TUESDAY)
    assert book.groups.run_by(HERE, HOST) == []


def test_who_has_left_can_be_named_and_runs_it_without_joining(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    book.members.leave(group.id, ANN, MONDAY, keep=True)
    [ann] = book.members.set_facilitators(group.id, [ANN], HOST, TUESDAY)
    assert (ann.standing, ann.runs, ann.joined) == (Standing.INVITED, True, False)
    assert book.groups.of_member(HERE, ANN) == []


def test_who_is_removed_runs_nothing_any_more(book: Accountability) -> None:
    group = circle(book)
    book.members.remove(group.id, HOST, CAT, MONDAY)
    assert book.groups.run_by(HERE, HOST) == []
    assert causes(book, group) == [Cause.NO_FACILITATOR]
    book.members.invite(group.id, [HOST], Part.REQUIRED, CAT, MONDAY)
    book.members.join(group.id, HOST, MONDAY)
    assert book.groups.run_by(HERE, HOST) == []
