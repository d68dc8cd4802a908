from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from bot.accountability.errors import UnknownZone
from bot.accountability.models.groups import Part, Person, Pings
from bot.accountability.quiet_hours import QuietHours
from tests.accountability.groups.making import (
    ANN,
    CHANNEL,
    EARLIER,
    ELSEWHERE,
    HERE,
    HOST,
    circle,
)

if TYPE_CHECKING:
    from bot.accountability.accountability import Accountability


def test_each_choice_leaves_the_others_alone(book: Accountability) -> None:
    assert book.people.get(HERE, ANN) == Person(HERE, ANN)
    book.people.set_zone(HERE, ANN, "US/Eastern")
    book.people.set_pings(HERE, ANN, Pings.DM)
    book.people.set_quiet(HERE, ANN, QuietHours(time(20), time(8)))
    chosen = book.people.set_dm_open(HERE, ANN, dm_open=False)
    assert chosen == Person(
        HERE,
        ANN,
        zone="America/New_York",
        pings=Pings.DM,
        dm_open=False,
        quiet=QuietHours(time(20), time(8)),
    )
    assert book.people.get(HERE, ANN) == chosen
    assert book.people.get(ELSEWHERE, ANN) == Person(ELSEWHERE, ANN)
    assert book.people.set_zone(HERE, ANN, None).zone is None


@pytest.mark.parametrize("zone", ["", "UTC+3", "posixrules", "../../etc/passwd", "EST"])
def test_only_a_places_zone_is_a_zone(book: Accountability, zone: str) -> None:
    with pytest.raises(UnknownZone):
        book.people.set_zone(HERE, ANN, zone)
    assert book.people.get(HERE, ANN).zone is None


def test_the_latest_wish_for_pings_counts_in_every_group(book: Accountability) -> None:
    group = circle(book)
    there = circle(book, guild_id=ELSEWHERE, channel_id=CHANNEL + 1)
    for each in (group, there):
        book.members.invite(each.id, [ANN], Part.REQUIRED, HOST, EARLIER)
        book.members.join(each.id, ANN, EARLIER, pings=Pings.NONE)
    book.people.set_pings(HERE, ANN, Pings.MENTION)
    wishes = [member.pings for each in (group, there) if (member := book.members.get(each.id, ANN))]
    assert wishes == [None, Pings.NONE]
