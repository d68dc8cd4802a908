"""Whose check-in it is: who may open, change and look back on one, and who may not."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ui.moments import full
from tests.stories.circle import gather

if TYPE_CHECKING:
    import pytest

    from tests.stories.house import House

MOVED = "moved"
NOT_IN_IT = "You're not in that group, or it is over. Ask whoever runs it, or an admin."


async def test_who_is_in_no_group_reads_how_to_get_in(house: House) -> None:
    await gather(house, house.alice)
    for command in ("checkin now", "checkin mine", "checkin skip", "checkin back"):
        reply = await house.bob.slash(command)
        assert reply.content == (
            "You're not in a group here yet. Ask an admin, or see what I do."
        ), command
        assert reply.buttons == ["See what I do"]
    shown = await reply.click("See what I do")
    assert "I answer from this server's own articles" in shown.content


async def test_presses_of_somebody_else_are_refused_in_one_sentence(house: House) -> None:
    circle = await gather(house, house.alice)
    found = await circle.opens()
    await circle.checks_in(house.alice)
    (kept,) = await circle.check_ins()
    kinds = {
        "round.check_in": found.id,
        "round.later": found.id,
        "round.away": found.id,
        "round.skip": found.id,
        "checkin.early": circle.series.id,
        "checkin.now": circle.group.id,
        "checkin.page": circle.group.id,
        "card.edit": kept.id,
        "card.remove": kept.id,
        "note.away": circle.group.id,
        "note.leave": circle.group.id,
        "away.until": circle.group.id,
    }
    for kind, id_ in kinds.items():
        reply = await circle.press(house.bob, kind, id_)
        assert reply.content == NOT_IN_IT, kind
        assert reply.modal is None, kind


async def test_a_fellow_member_does_not_change_a_card(house: House) -> None:
    circle = await gather(house, house.alice, house.bob)
    await circle.opens()
    await circle.checks_in(house.alice)
    (kept,) = await circle.check_ins()
    for kind in ("card.edit", "card.remove"):
        reply = await circle.press(house.bob, kind, kept.id)
        assert reply.content == (
            "Only who wrote that check-in can change it. `/checkin now` opens your own."
        )
    restored = await circle.press(house.bob, "card.restore", kept.id)
    assert restored.modal is None
    assert len(await circle.check_ins()) == 1


async def test_who_only_hosts_is_told_so(house: House) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()
    reply = await circle.ping(circle.host).click("Check in")
    assert reply.modal is None
    assert reply.content == (
        "You read along in this group, so there's nothing to check in."
        " Those who run it can let you take part."
    )


async def test_of_several_open_rounds_the_soonest_to_close_is_offered_first(house: House) -> None:
    circle = await gather(house, house.alice)
    first = await circle.opens()
    offered = await house.alice.autocomplete("checkin now", "round", "", channel=circle.channel)
    assert offered == [("Weekly · closes Wed 5 Mar 12:00 · Owners Circle", first.id)]
    opened = await house.alice.slash("checkin now", channel=circle.channel, round=first.id)
    assert opened.modal is not None
    assert await house.bob.autocomplete("checkin now", "round", "") == []
    refused = await house.bob.slash("checkin now", round=first.id)
    assert refused.content == NOT_IN_IT


async def test_the_history_is_ones_own(house: House) -> None:
    circle = await gather(house, house.alice, house.bob)
    opens_at = circle.now + timedelta(hours=1)
    empty = await house.alice.slash("checkin mine", channel=circle.channel)
    assert empty.content == f"Nothing yet. Your first check-in is {full(opens_at)}."
    for number in range(4):
        await circle.opens()
        await circle.checks_in(house.alice, {MOVED: f"Week {number}"})
    await circle.checks_in(house.bob, {MOVED: "Bob's own"})
    page = await house.alice.slash("checkin mine", channel=circle.channel)
    assert page.ephemeral
    assert page.content == (
        "**Your check-ins · Owners Circle**\n-# 1 to 3 of 4 · Only you see this."
    )
    assert [embed["description"] for embed in page.embeds] == [
        *("Moved: Week 3", "Moved: Week 2", "Moved: Week 1")
    ]
    older = await page.click("Older ›")
    assert [embed["description"] for embed in older.embeds] == ["Moved: Week 0"]
    newer = await older.click("‹ Newer")
    assert len(newer.embeds) == 3


async def test_forged_ids_open_nothing_and_leave_no_trace(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()
    for kind in ("round.check_in", "round.away", "card.edit", "checkin.early", "checkin.page"):
        reply = await circle.press(house.alice, kind, "nothing-there")
        assert reply.modal is None, kind
        assert "(reference" not in reply.text, kind
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []
