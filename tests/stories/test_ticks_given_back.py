"""Ticks in a form are given back like words, when it is refused and after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.stories.circle import gather

if TYPE_CHECKING:
    from bot.playground.server.people import Modal
    from tests.stories.circle import Circle
    from tests.stories.house import House

KEPT = "Which of these did you keep?"


async def _form_with_boxes(circle: Circle, house: House) -> Modal:
    """Open the second form of a member who has promised two things."""
    await circle.opens()
    await circle.checks_in(house.alice, {"moved": "A start", "next": "Call Ann\nRaise prices"})
    await circle.opens()
    opened = await house.alice.slash("checkin now", channel=circle.channel)
    assert opened.modal is not None
    assert opened.modal.values[KEPT] == []
    return opened.modal


async def test_ticks_of_a_refused_form_come_back_ticked(house: House) -> None:
    circle = await gather(house, house.alice)
    modal = await _form_with_boxes(circle, house)
    group_id, alice_id = circle.group.id, house.alice.id
    await circle.book(lambda book: book.members.leave(group_id, alice_id, circle.now, keep=True))
    refused = await modal.submit({"moved": "Called her", "kept": ["Call Ann"]})
    await circle.book(lambda book: book.members.join(group_id, alice_id, circle.now))
    again = await refused.click("Try again")
    assert again.modal is not None
    assert again.modal.values[KEPT] == ["Call Ann"]
    await again.modal.submit({})
    kept = {each.text: each.state.value for each in await circle.commitments(house.alice)}
    assert kept == {"Call Ann": "kept", "Raise prices": "open"}


async def test_ticks_of_a_form_that_was_open_during_a_restart_come_back(house: House) -> None:
    circle = await gather(house, house.alice)
    modal = await _form_with_boxes(circle, house)
    await house.restart()
    lost = await modal.submit({"moved": "Called her", "kept": ["Raise prices"]})
    assert lost.content == ("I was restarted while you were writing.\n\nNothing you wrote is lost.")
    again = await lost.click("Try again")
    assert again.modal is not None
    assert again.modal.values[KEPT] == ["Raise prices"]
