"""Holidays are noted as people type them, and a member is excused from what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.circle import gather

if TYPE_CHECKING:
    from bot.accountability.models.groups import Holiday
    from bot.playground.server.people import Reply
    from tests.stories.circle import Circle
    from tests.stories.house import House


async def run(circle: Circle, command: str, **options: object) -> Reply:
    return await circle.host.slash(f"group {command}", channel=circle.channel, **options)


async def holidays(circle: Circle) -> tuple[Holiday, ...]:
    return await circle.book(lambda book: book.holidays.list(circle.group.id, circle.now))


def spans(found: tuple[Holiday, ...]) -> list[tuple[int, int, int, int]]:
    return [(a.from_on.month, a.from_on.day, a.until_on.month, a.until_on.day) for a in found]


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("25 Dec", (12, 25, 12, 25)),
        ("24 Dec - 2 Jan", (12, 24, 1, 2)),
        ("24-26 Dec", (12, 24, 12, 26)),
        ("dec 24 to dec 26", (12, 24, 12, 26)),
        ("24 Dec – 2 Jan", (12, 24, 1, 2)),
    ],
)
async def test_holidays_are_read_as_people_type_them(
    house: House, typed: str, span: tuple[int, int, int, int]
) -> None:
    circle = await gather(house)
    noted = await run(circle, "holidays add", dates=typed, name="Year's *end*")
    assert noted.content.startswith("Noted: **Year's \\*end\\***, ")
    assert "No check-in opens then, and nobody is missed." in noted.content
    assert spans(await holidays(circle)) == [span]
    removed = await noted.click("Undo")
    assert removed.content.startswith("Removed: **Year's \\*end\\***")
    assert await holidays(circle) == ()
    await removed.click("Undo")
    assert spans(await holidays(circle)) == [span]


async def test_a_date_in_doubt_is_asked_for_with_a_press(house: House) -> None:
    circle = await gather(house)
    asked = await run(circle, "holidays add", dates="5/6 - 7 Jun")
    assert asked.content.startswith("By “5/6”, do you mean ")
    assert await holidays(circle) == ()
    (june,) = [label for label in asked.buttons if "Jun" in label]
    noted = await asked.click(june)
    assert noted.content.startswith("Noted: **Holiday**, ")
    assert spans(await holidays(circle)) == [(6, 5, 6, 7)]


@pytest.mark.parametrize("typed", ["30 Feb", "Feb 30 - 2 Mar", "soonish", "RRULE:FREQ=DAILY"])
async def test_a_date_that_is_none_is_asked_for_again(house: House, typed: str) -> None:
    circle = await gather(house)
    asked = await run(circle, "holidays add", dates=typed, name="Off")
    assert "as a date. Try something like “Fri”, “5 Dec”" in asked.content
    form = (await asked.click("Type it again")).modal
    assert form is not None
    await form.submit({"Which date?": "1 Mar"})
    (noted,) = await holidays(circle)
    assert (noted.name, noted.from_on.month, noted.from_on.day) == ("Off", 3, 1)


async def test_days_that_are_over_or_upside_down_are_asked_for_again(house: House) -> None:
    circle = await gather(house)
    over = await run(circle, "holidays add", dates="2020-01-01", name="Off")
    assert "is over. Choose a day from today on." in over.content
    assert over.buttons == ["Another date"]
    assert await holidays(circle) == ()


async def test_holidays_are_listed_and_removed_by_name_or_from_the_list(house: House) -> None:
    circle = await gather(house)
    empty = await run(circle, "holidays list")
    assert empty.content.startswith("**Owners Circle** has no holidays to come.")
    await run(circle, "holidays add", dates="25 Dec", name="Christmas")
    await run(circle, "holidays add", dates="31 Dec", name="New year's eve")
    listed = await run(circle, "holidays list")
    assert listed.content.startswith("**Holidays of Owners Circle**\n- ")
    offered = await circle.host.autocomplete(
        "group holidays remove", "holiday", "christ", channel=circle.channel
    )
    assert len(offered) == 1
    assert str(offered[0][0]).endswith(": Christmas")
    await run(circle, "holidays remove", holiday=str(offered[0][1]))
    await run(circle, "holidays remove", holiday="eve")
    assert await holidays(circle) == ()
    assert (
        await house.bob.autocomplete("group holidays remove", "holiday", "", channel=house.general)
        == []
    )


async def test_who_is_excused_is_not_missing_and_an_undo_expects_them_again(house: House) -> None:
    circle = await gather(house, house.alice, house.bob)
    nothing = await run(circle, "excuse", member=house.alice)
    assert "Undo" not in nothing.buttons
    found = await circle.opens()
    excused = await run(circle, "excuse", member=house.alice)
    assert excused.content.startswith(f"<@{house.alice.id}> is excused from ")
    assert excused.content.endswith(": no nudge, and not a miss.")
    board = await circle.book(lambda book: book.rounds.board(found.id, circle.now))
    assert board.away_ids == (house.alice.id,)
    undone = await excused.click("Undo")
    assert undone.content == f"Undone: <@{house.alice.id}> is expected as before."
    board = await circle.book(lambda book: book.rounds.board(found.id, circle.now))
    assert set(board.missing_ids) == {house.alice.id, house.bob.id}
