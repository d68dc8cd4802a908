"""Which group a command is about; asked with buttons that go on with it, once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.stories.circle import gather

if TYPE_CHECKING:
    from bot.playground.server.people import Reply
    from tests.stories.circle import Circle
    from tests.stories.house import House

NOT_IN_IT = "You're not in that group, or it is over. Ask whoever runs it, or an admin."
GONE = "That is no longer here. Run the command again."


async def two(house: House) -> tuple[Circle, Circle]:
    return (
        await gather(house, house.alice),
        await gather(house, house.alice, name="Second Circle"),
    )


def custom_id_of(reply: Reply, label: str) -> str:
    assert reply.message is not None
    parts = [one for row in reply.message.components for one in row["components"]]
    return next(str(one["custom_id"]) for one in parts if one["label"] == label)


async def test_the_choice_goes_on_with_what_was_given(house: House) -> None:
    first, second = await two(house)
    asked = await house.alice.slash("commit add", text="Call Ann", due="fri")
    assert asked.content == "Which group?"
    assert await second.commitments(house.alice) == []
    noted = await asked.click("Second Circle")
    assert noted.content.startswith("Noted for **Second Circle**, by Fri 7 Mar")
    assert [each.text for each in await second.commitments(house.alice)] == ["Call Ann"]
    assert await first.commitments(house.alice) == []


async def test_a_choice_that_opens_a_form_may_be_pressed_again(house: House) -> None:
    first, _ = await two(house)
    await first.opens()
    asked = await house.alice.slash("checkin now")
    for _ in range(2):
        opened = await asked.click("Owners Circle")
        assert opened.modal is not None


async def test_pressing_twice_at_once_does_nothing_twice(house: House) -> None:
    first, _ = await two(house)
    asked = await house.alice.slash("checkin skip")
    press = custom_id_of(asked, "Owners Circle")
    replies = await asyncio.gather(house.alice.forge(press), house.alice.forge(press))
    assert sorted(reply.content.split(".")[0] for reply in replies) == [
        "Skipping the one on Mon 3 Mar",
        "That is no longer here",
    ]
    absences = await first.book(
        lambda book: book.rows.absences.of_member(first.group.id, house.alice.id)
    )
    assert len(absences) == 1


async def test_a_date_that_was_chosen_twice_at_once_promises_once(house: House) -> None:
    circle = await gather(house, house.alice)
    asked = await house.alice.slash(
        "commit add", text="Call Ann", due="4/5", channel=circle.channel
    )
    press = custom_id_of(asked, "Sun 4 May")
    replies = await asyncio.gather(house.alice.forge(press), house.alice.forge(press))
    assert sorted(reply.content == GONE for reply in replies) == [False, True]
    assert len(await circle.commitments(house.alice)) == 1


async def test_of_more_than_five_groups_one_is_chosen_in_a_menu(house: House) -> None:
    for number in range(6):
        await gather(house, house.alice, name=f"Circle {number}")
    asked = await house.alice.slash("today")
    day = await asked.choose("Which group?", "Circle 4")
    assert day.content.startswith("**Today · Circle 4**")


async def test_the_choice_is_nobody_elses(house: House) -> None:
    _, second = await two(house)
    asked = await house.alice.slash("today")
    press = custom_id_of(asked, "Second Circle")
    assert (await house.bob.forge(press)).content == GONE
    forged = press.replace(second.group.id, "another-one0")
    assert (await house.alice.forge(forged)).content == NOT_IN_IT


async def test_who_left_meanwhile_and_what_ended_meanwhile_is_told_so(house: House) -> None:
    first, second = await two(house)
    asked = await house.alice.slash("today")
    alice_id, host_id = house.alice.id, second.host.id
    await first.book(
        lambda book: book.members.leave(first.group.id, alice_id, first.now, keep=True)
    )
    await second.book(lambda book: book.groups.end(second.group.id, host_id, second.now))
    assert (await asked.click("Owners Circle")).content == NOT_IN_IT
    assert (await asked.click("Second Circle")).content == NOT_IN_IT


async def test_the_choice_works_after_a_restart(house: House) -> None:
    await two(house)
    asked = await house.alice.slash("today")
    await house.restart()
    day = await asked.click("Second Circle")
    assert day.content.startswith("**Today · Second Circle**")
