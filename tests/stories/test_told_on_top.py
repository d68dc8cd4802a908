"""What reaches somebody in no other way stands on top of the answer to their next command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.notices import Cause
from tests.stories.circle import gather

if TYPE_CHECKING:
    from tests.stories.circle import Circle
    from tests.stories.house import House


async def miss(circle: Circle, rounds: int) -> None:
    for _ in range(rounds):
        await circle.opens()
        await circle.checks_in(circle.house.bob)
        await circle.closes()


async def test_who_missed_three_and_takes_no_dms_reads_it_once(house: House) -> None:
    circle = await gather(house, house.alice, house.bob)
    house.alice.dms_open = False
    await miss(circle, 3)
    day = await house.alice.slash("today", channel=circle.channel)
    assert day.content.startswith(
        "We've missed you in **Owners Circle**. Nothing to catch up on. I'll stop pinging until"
        " you're back.\n\n**Today · Owners Circle**"
    )
    assert {"Away", "Leave", "Add"} <= set(day.buttons)
    again = await house.alice.slash("today", channel=circle.channel)
    assert again.content.startswith("**Today · Owners Circle**")


async def test_it_waits_while_a_form_opens(house: House) -> None:
    circle = await gather(house, house.alice, house.bob)
    house.alice.dms_open = False
    await miss(circle, 3)
    opened = await house.alice.slash("checkin now", channel=circle.channel)
    assert opened.modal is not None
    listed = await house.alice.slash("commit list", channel=circle.channel)
    assert listed.content.startswith("We've missed you in **Owners Circle**.")


async def test_a_press_on_a_message_changes_nothing_of_it(house: House) -> None:
    circle = await gather(house, house.alice, house.bob)
    group_id, alice_id = circle.group.id, house.alice.id
    await circle.book(
        lambda book: book.notices.raise_(group_id, Cause.DM_CLOSED, circle.now, user_id=alice_id)
    )
    again = await circle.press(house.alice, "commit.list", group_id)
    assert "My DM did not reach you" not in again.content
    day = await house.alice.slash("today", channel=circle.channel)
    assert day.content.startswith("**Owners Circle**\nMy DM did not reach you.")


async def test_nobody_reads_what_is_for_somebody_else(house: House) -> None:
    circle = await gather(house, house.alice, house.bob)
    group_id, alice_id = circle.group.id, house.alice.id
    await circle.book(
        lambda book: book.notices.raise_(group_id, Cause.DM_CLOSED, circle.now, user_id=alice_id)
    )
    day = await house.bob.slash("today", channel=circle.channel)
    assert day.content.startswith("**Today · Owners Circle**")
