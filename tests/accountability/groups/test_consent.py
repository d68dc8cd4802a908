from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.groups import Part, Pings, Standing
from bot.accountability.models.rounds import Expectation
from bot.errors import NotAllowed
from tests.accountability.groups.making import (
    ANN,
    BEN,
    CAT,
    EARLIER,
    HERE,
    HOST,
    MONDAY,
    NEXT_MONDAY,
    TUESDAY,
    circle,
    expected_in,
    let_in,
    opened,
    weekly,
)

if TYPE_CHECKING:
    from bot.accountability.accountability import Accountability

ROLE = 70


def test_nobody_is_expected_or_a_member_before_they_join(book: Accountability) -> None:
    group = circle(book)
    series = weekly(book, group)
    invited = book.members.invite(group.id, [ANN, BEN, ANN], Part.REQUIRED, HOST, EARLIER)
    assert [(member.user_id, member.standing) for member in invited] == [
        (ANN, Standing.INVITED),
        (BEN, Standing.INVITED),
    ]
    assert book.groups.of_member(HERE, ANN) == []
    assert expected_in(book, opened(book, series)) == {}
    book.members.join(group.id, ANN, TUESDAY)
    assert expected_in(book, opened(book, series, NEXT_MONDAY)) == {ANN: Expectation.EXPECTED}


@pytest.mark.parametrize(
    ("part", "expectation"),
    [
        (Part.REQUIRED, {ANN: Expectation.EXPECTED}),
        (Part.OPTIONAL, {ANN: Expectation.WELCOME}),
        (Part.OBSERVER, {}),
    ],
)
def test_what_is_expected_depends_on_the_part(
    book: Accountability, part: Part, expectation: dict[int, Expectation]
) -> None:
    group = circle(book)
    let_in(book, group, ANN, part=part)
    assert expected_in(book, opened(book, weekly(book, group))) == expectation


def test_a_role_decides_only_who_may_join(book: Accountability) -> None:
    group = circle(book)
    with pytest.raises(NotAllowed) as refused:
        book.members.join(group.id, CAT, EARLIER, role_ids=[ROLE])
    assert str(refused.value) == (
        "This group is by invitation. Ask those who run it to invite you."
    )
    assert book.members.get(group.id, CAT) is None
    book.groups.edit(group.id, join_role_ids=(ROLE,), actor=HOST, now=EARLIER)
    with pytest.raises(NotAllowed):
        book.members.join(group.id, CAT, EARLIER, role_ids=[ROLE + 1])
    found = opened(book, weekly(book, group))
    assert expected_in(book, found) == {}
    joined = book.members.join(group.id, CAT, TUESDAY, role_ids=[ROLE + 1, ROLE])
    assert (joined.standing, joined.part) == (Standing.JOINED, Part.REQUIRED)


def test_joining_twice_is_joining_once(book: Accountability) -> None:
    group = circle(book)
    book.members.invite(group.id, [ANN], Part.OPTIONAL, HOST, EARLIER)
    first = book.members.join(group.id, ANN, EARLIER, pings=Pings.NONE)
    assert (first.part, first.pings, first.seen_at) == (Part.OPTIONAL, Pings.NONE, EARLIER)
    again = book.members.join(group.id, ANN, MONDAY)
    assert (again.joined_at, again.pings) == (EARLIER, None)
    assert [member.user_id for member in book.members.of(group.id)] == [HOST, ANN]


def test_declining_an_invitation_is_no_farewell_for_ever(book: Accountability) -> None:
    group = circle(book)
    book.members.invite(group.id, [ANN], Part.REQUIRED, HOST, EARLIER)
    assert book.members.leave(group.id, ANN, EARLIER, keep=True).standing is Standing.LEFT
    assert book.members.join(group.id, ANN, MONDAY).joined


def test_who_left_comes_back_and_who_was_removed_is_invited_first(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN, BEN)
    book.members.invite(group.id, [CAT], Part.REQUIRED, HOST, EARLIER)
    book.members.leave(group.id, ANN, MONDAY, keep=True)
    assert book.members.join(group.id, ANN, TUESDAY).joined_at == TUESDAY
    for user_id in (BEN, CAT):
        book.members.remove(group.id, user_id, HOST, MONDAY)
        book.members.remove(group.id, user_id, HOST, MONDAY)
        with pytest.raises(NotAllowed):
            book.members.join(group.id, user_id, TUESDAY)
    # Nothing is kept of somebody who never joined.
    assert book.members.get(group.id, CAT) is None
    book.members.invite(group.id, [BEN], Part.OPTIONAL, HOST, TUESDAY)
    assert book.members.join(group.id, BEN, TUESDAY).part is Part.OPTIONAL


def test_an_invitation_changes_the_part_of_who_is_in_already(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    [ann] = book.members.invite(group.id, [ANN], Part.OPTIONAL, HOST, MONDAY)
    assert (ann.standing, ann.part, ann.joined_at) == (Standing.JOINED, Part.OPTIONAL, EARLIER)


def test_a_new_start_is_not_silent(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    series = weekly(book, group)
    for week in range(3):
        opened(book, series, MONDAY + week * timedelta(weeks=1))
    book.rounds.close_due(MONDAY + timedelta(weeks=2, days=3))
    silent = book.members.get(group.id, ANN)
    assert silent is not None
    assert silent.silent_rounds == 3
    now = MONDAY + timedelta(weeks=2, days=4)
    book.members.leave(group.id, ANN, now, keep=True)
    assert book.members.join(group.id, ANN, now).silent_rounds == 0
