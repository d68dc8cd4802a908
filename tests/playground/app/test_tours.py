"""Each tour is played to its end, and once more, and leaves the world as a visitor can use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.playground.app.people import LUIS, MAYA, PRIYA, ROBIN, TOM
from bot.playground.app.tours import all_tours, loading
from bot.playground.app.world import CHECK_INS, GENERAL
from bot.playground.server.page.tours import Stage
from bot.playground.server.world.access import can_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.playground.app.people import Owner
    from bot.playground.app.playground import Playground
    from bot.playground.server import Person
    from tests.playground.page.browsing import Tab

pytestmark = pytest.mark.asyncio(loop_scope="module")

_END = "That was it. Look around, and try it yourself."


async def plays(playground: Playground, tab: Tab, tour: str) -> list[dict[str, Any]]:
    """Play a tour, and return what was said, step by step, with the words at its end."""
    assert (await tab.posts(f"/page/tours/{tour}", {}))["ok"]
    await playground.page.tours.finished()
    return [data for name, data in await tab.heard() if name == "TOUR"]


def person(playground: Playground, owner: Owner) -> Person:
    return playground.world.people[owner]


async def test_all_four_are_offered(looks: Callable[[Owner], Tab]) -> None:
    async with looks(TOM) as tab:
        assert [each["title"] for each in tab.ready["tours"]] == [
            "Ask the library",
            "Run a check-in round",
            "Load an article",
            "Set up a group",
        ]
        assert all(each["lasts"] for each in tab.ready["tours"])


@pytest.mark.parametrize("again", [False, True], ids=["first", "again"])
@pytest.mark.parametrize("tour", ["ask", "round", "load", "group"])
async def test_a_tour_is_told_step_by_step_to_its_end(
    playground: Playground,
    looks: Callable[[Owner], Tab],
    tour: str,
    again: bool,  # noqa: FBT001 - pytest
) -> None:
    async with looks(MAYA) as tab:
        told = await plays(playground, tab, tour)
    assert told[-1]["say"] == _END
    assert [each["step"] for each in told[:-1]] == list(range(1, told[0]["steps"] + 1))
    assert [each["done"] for each in told] == [False] * (len(told) - 1) + [True]
    assert {each["id"] for each in told} == {tour}
    assert [each["say"] for each in told if set("*_`<") & set(each["say"])] == []  # plain text
    world, looking = playground.stand_in.world, 0
    for each in told:  # nobody is sent where they can see nothing
        looking = int(each["as"] or looking)
        if each["channel_id"] is not None:
            assert can_view(world, looking, world.channels[int(each["channel_id"])])
    assert again or playground.stand_in.violations == []


async def test_what_was_asked_is_shared_with_its_spelling_mended(playground: Playground) -> None:
    general = playground.world.channels[GENERAL]
    priya, tom = person(playground, PRIYA), person(playground, TOM)
    shared = tom.finds("**how do i delegate work to my technicians**", general)
    assert shared.embeds[0]["title"] == "Delegating Well"
    refused = priya.finds("**which coffee machine should we buy**", general)
    assert "The library has nothing on that yet." in refused.content
    assert refused.ephemeral
    assert "coffee" not in tom.sees(general)


async def test_a_round_ends_with_what_each_of_them_did(playground: Playground) -> None:
    channel = playground.world.channels[CHECK_INS]
    summary = person(playground, MAYA).finds("**Monday Circle · ", channel).content
    lines = dict(line.split(": ", 1) for line in summary.splitlines() if ": " in line)
    assert lines["In"].count("<@") == 4
    assert lines["Away"] == person(playground, LUIS).mention
    assert not lines["Kept together"].startswith("0 ")
    assert "how to tell whether half days are enough" in summary
    assert "Late" not in lines


async def test_an_article_is_loaded_once_and_found(playground: Playground) -> None:
    general = playground.world.channels[GENERAL]
    robin, luis = person(playground, ROBIN), person(playground, LUIS)
    assert robin.finds("Unchanged: ", general).content.startswith(
        f"Unchanged: **{loading.TITLE}** · "
    )
    answer = luis.finds(f"**{loading.QUESTION}**", general)
    assert answer.embeds[0]["title"].endswith(loading.TITLE)
    assert answer.ephemeral


async def test_each_time_it_is_another_group(playground: Playground) -> None:
    world = playground.stand_in.world
    channels = {each.name: each for each in world.channels_of(playground.world.guild.id)}
    for name, group in (("second-table", "Second Table"), ("third-table", "Third Table")):
        panel = await person(playground, ROBIN).slash("group members", channel=channels[name])
        assert f"**Members of {group}**" in panel.content
        for owner in (TOM, PRIYA):
            assert f"{person(playground, owner).mention}" in panel.content
        assert f"Invited, not in yet (1): {person(playground, LUIS).mention}" in panel.content
        assert not can_view(world, person(playground, MAYA).id, channels[name])


async def test_a_tour_is_stopped_at_any_time_and_another_one_is_played(
    playground: Playground, looks: Callable[[Owner], Tab], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playground.page.tours, "_pace", 1000.0)
    async with looks(MAYA) as tab:
        await tab.posts("/page/tours/round", {})
        first = await tab.hears("TOUR")
        refused = await tab.posts("/page/tours/ask", {})
        assert refused["error"] == "A tour is under way: stop it first."
        await tab.deletes("/page/tours/round")
        stopped = await tab.hears("TOUR")
        assert (first["step"], stopped["done"]) == (1, True)
        assert stopped["say"] == "Stopped. Everything stays as it is now."
        monkeypatch.setattr(playground.page.tours, "_pace", 0.0)
        told = await plays(playground, tab, "ask")
        assert told[-1]["say"] == _END


async def test_a_tour_that_is_stopped_while_time_passes_lets_the_clock_go(
    playground: Playground, looks: Callable[[Owner], Tab]
) -> None:
    async with looks(MAYA) as tab:
        await tab.posts("/page/tours/round", {})
        while not (await tab.hears("CLOCK"))["moving"]:
            pass
        await tab.deletes("/page/tours/round")
        assert not playground.page.heart.moving
        assert (await tab.posts("/page/clock", {"seconds": 60}))["ok"]
        told = await plays(playground, tab, "round")
        assert told[-1]["say"] == _END


async def test_time_to_read_is_left_for_each_sentence(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    tour = all_tours(playground.world)[0]
    stage = Stage(tour, lambda _: None, playground.page.heart, pace=1.4)
    monkeypatch.setattr(stage, "rest", lambda steps=1.0: sleep(1.4 * steps))
    await tour.run(stage)
    assert len(waited) == tour.steps
    assert all(1.5 <= seconds <= 6 for seconds in waited)
