from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.asking import STRIPES, add_article, add_stripes, gaps, set_answer, tell

if TYPE_CHECKING:
    from bot.playground.server.people import Person, SeenMessage
    from bot.playground.server.world.models import Json
    from tests.stories.house import House

GONE = "That is no longer here. Run the command again."
UNKNOWN = "Which quantum toaster do you recommend?"
CONFIDENTIAL = "Our margin on the stripes of a zebra is ninety percent."


def custom_ids(message: SeenMessage) -> dict[str, str]:
    """Return what stands behind everything that can be pressed: custom_id by label."""
    assert message.message is not None
    parts: list[Json] = [one for row in message.message.components for one in row["components"]]
    return {str(one.get("label") or one.get("placeholder")): one["custom_id"] for one in parts}


async def everything(person: Person) -> list[tuple[str, list[str] | None]]:
    """Press whatever leads to more; return all that stood there: custom_id, and what to choose."""
    answer = await person.slash("ask", question=STRIPES)
    found = custom_ids(answer)
    found |= custom_ids(await answer.click("Not it"))
    answer = await person.slash("ask", question=STRIPES)
    shown = await answer.click("Share")
    found |= custom_ids(shown) | custom_ids(await shown.click("Post"))
    answer = await person.slash("ask", question=UNKNOWN)
    asked = await answer.click("Tell me when it's answered")
    found |= custom_ids(answer) | custom_ids(asked)
    found |= custom_ids(await asked.click("By DM"))
    return [
        (custom_id, ["none"] if label.startswith("Wh") else None)
        for label, custom_id in found.items()
        if custom_id.startswith(("ask.", "share."))
    ]


@pytest.fixture
async def carol(house: House) -> Person:
    """Return somebody in two servers, one of which has something to hide."""
    other = house.add_guild("Other Firm")
    await house.stand_in.settle()
    await add_article(house, "Zebra Margins", CONFIDENTIAL, guild_id=other.id, tags=("secret",))
    carol = house.stand_in.person("Carol", guild=other)
    await carol.joins(house.guild)
    return carol


async def test_nobody_presses_what_is_another_members(house: House) -> None:
    await add_stripes(house)
    pressed = await everything(house.alice)
    assert len(pressed) > 12
    posted = len(house.alice.messages())
    for custom_id, values in pressed:
        reply = await house.bob.forge(custom_id, values=values)
        assert reply.content == GONE, custom_id
    assert len(house.alice.messages()) == posted


async def test_nothing_of_one_server_works_in_another(house: House, carol: Person) -> None:
    pressed = await everything(carol)
    welcome = carol.view(house.alice.finds("I answer from your articles"))
    for custom_id, values in pressed:
        reply = await carol.forge(custom_id, values=values, message=welcome)
        assert reply.content == GONE, custom_id
    assert await gaps(house) == []
    assert len(await gaps(house, carol.guild.id)) == 1


async def test_two_servers_know_nothing_of_each_other(house: House, carol: Person) -> None:
    await add_stripes(house)
    hers = await carol.slash("ask", question=STRIPES)
    his = await house.alice.slash("ask", question=STRIPES)
    assert "margin" in hers.text
    assert "margin" not in his.text
    assert "Zebra Notes" not in hers.text
    offered = await house.alice.autocomplete("ask", "article", "zebra margins")
    assert offered
    assert all("Margin" not in name for name, _ in offered)
    assert await house.alice.autocomplete("ask", "tag", "secret") == []


async def test_an_article_of_another_server_is_not_asked(house: House, carol: Person) -> None:
    offered = await carol.autocomplete("ask", "article", "Zebra Margins")
    assert offered[0][0] == "Zebra Margins"
    reply = await house.alice.slash("ask", question=STRIPES, article=str(offered[0][1]))
    assert reply.content.startswith("I know no such article.")
    answer = await carol.slash("ask", question=STRIPES, channel=house.alice.channel)
    assert "margin" not in answer.text


async def test_a_dm_is_removed_by_nobody_else(house: House) -> None:
    answer = await house.alice.slash("ask", question=UNKNOWN)
    await (await answer.click("Tell me when it's answered")).click("By DM")
    await set_answer(house, UNKNOWN, "None.")
    await tell(house)
    (dm,) = house.alice.dms
    custom_id = custom_ids(dm)["Remove this message"]
    assert (await house.bob.forge(custom_id)).content == GONE
    assert (await house.alice.forge("told.remove:x:99")).content == GONE
    assert (await house.alice.forge("told.remove:x:abc")).content == "That is no longer here."
    assert len(house.alice.dms) == 1


@pytest.mark.parametrize(
    "custom_id",
    [
        "ask.page:nothing:0",
        "ask.page:nothing:9999999",
        "ask.which:nothing:helped-x",
        "ask.undo:nothing",
        "ask.example:99",
        "share.post:nothing",
        "share.remove:nothing",
        "ask.nosuch:thing",
    ],
)
async def test_made_up_ids_are_met_politely(house: House, custom_id: str) -> None:
    reply = await house.alice.forge(custom_id)
    assert reply.ephemeral
    assert reply.content in {
        GONE,
        "That example is gone. `/help` has new ones.",
        "That button is from an earlier version. Run the command again.",
    }


async def test_pages_and_choices_that_do_not_exist_change_nothing(house: House) -> None:
    await add_stripes(house)
    answer = await house.alice.slash("ask", question=STRIPES)
    memo = custom_ids(answer)["More"].split(":")[1]
    reply = await house.alice.forge(f"ask.page:{memo}:777", message=answer)
    assert "That is all I have on this." in reply.content
    reply = await house.alice.forge(f"ask.which:{memo}:not-0", message=answer, values=["made.up"])
    assert len(reply.embeds) == 3
    shown = await answer.click("Share")
    choose = custom_ids(shown)["What to share …"]
    reply = await house.alice.forge(choose, message=shown, values=["made.up"])
    assert reply.content == "Choose at least one excerpt to share."


async def test_a_button_that_is_too_old_says_so(house: House) -> None:
    answer = await house.alice.slash("ask", question="What is a peer group?")
    await house.stand_in.clock.advance(days=8)
    assert (await answer.click("Helped")).content == GONE
