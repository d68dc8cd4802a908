"""The connection fails in the middle: nothing is lost or doubled, and nobody is left waiting."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING

import discord
import pytest
from discord.backoff import ExponentialBackoff

from bot import outbox
from bot.client import SoundingBoard
from bot.playground.server.gateway import Drop
from bot.ui import answering
from tests.stories.asking import add_article, add_stripes, due, gaps
from tests.stories.process.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.playground.server.people import Person, Reply, SeenMessage
    from bot.playground.server.traffic.faults import Faults
    from tests.stories.house import House

QUESTION = "What do the strpes of a zebra do?"
UNKNOWN = "Which quantum toaster do you recommend?"
ANSWER = "The quantum toaster that we recommend is none: toast by hand."

READ_MESSAGE_HISTORY = 1 << 16

CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"
ORIGINAL = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original"
CREATE = "POST /channels/{channel_id}/messages"
DM = "POST /users/@me/channels"

TROUBLES: dict[str, Callable[[Faults, str], None]] = {
    "429": lambda faults, route: faults.rate_limit(route, 0.05),
    "429 for all": lambda faults, route: faults.rate_limit(route, 0.05, is_global=True),
    "500": lambda faults, route: faults.next(route, status=500),
    "502": lambda faults, route: faults.next(route, status=502),
    "503": lambda faults, route: faults.next(route, status=503),
    "lost reply": lambda faults, route: faults.lose_reply(route),
    "no connection": lambda faults, route: faults.refuse_connection(route),
}


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let discord.py and the outbox wait for moments where they would wait for seconds."""

    async def nap(seconds: float) -> None:
        await asyncio.sleep(seconds / 50)

    hasty = SimpleNamespace(**{**vars(asyncio), "sleep": nap})
    monkeypatch.setattr(discord.http, "asyncio", hasty)
    monkeypatch.setattr(discord.webhook.async_, "asyncio", hasty)
    monkeypatch.setattr(ExponentialBackoff, "delay", lambda _: 0.01)
    monkeypatch.setattr(outbox, "PAUSE", 0.01)

    async def no_pause(*_: object, **__: object) -> None:
        """Identify at once, not after five seconds."""

    monkeypatch.setattr(SoundingBoard, "before_identify_hook", no_pause)


def posts(person: Person) -> list[SeenMessage]:
    return [seen for seen in person.messages() if "Remove" in seen.buttons]


async def wants_to_be_told(person: Person, way: str = "By DM") -> Reply:
    reply = await person.slash("ask", question=UNKNOWN)
    return await (await reply.click("Tell me when it's answered")).click(way)


async def answers_it(house: House) -> Reply:
    """Let a librarian answer the open question, from the list to *Save*."""
    listed = await house.librarian.slash("library gaps")
    opened = await (await listed.choose("Pick one …", UNKNOWN)).click("Answer")
    assert opened.modal is not None
    return await (await opened.modal.submit({"Answer": ANSWER})).click("Save")


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("patience", [1.2, 0.0], ids=["at once", "promised first"])
@pytest.mark.parametrize("trouble", TROUBLES)
async def test_one_fault_at_every_step_is_noticed_by_nobody(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    trouble: str,
    patience: float,
) -> None:
    monkeypatch.setattr(answering, "PATIENCE", patience)
    await add_stripes(house)
    alice, bob, faults = house.alice, house.bob, house.stand_in.faults

    async def strike(*routes: str) -> None:
        await house.stand_in.settle()  # what was lost has been repeated
        faults.clear()
        for route in routes:
            TROUBLES[trouble](faults, route)

    await strike(CALLBACK, ORIGINAL)
    answer = await alice.slash("ask", question=QUESTION)
    assert len(answer.embeds) == 3
    await strike(CALLBACK, ORIGINAL)
    more = await answer.click("More")
    assert len(more.embeds) == 2
    await strike(CALLBACK, ORIGINAL)
    shown = await more.click("Share")
    assert shown.buttons == ["Post", "Edit", "Cancel"]
    await strike(CALLBACK, ORIGINAL, CREATE)
    assert (await shown.click("Post")).content.startswith("Posted in ")
    assert len(posts(bob)) == 1

    await wants_to_be_told(alice, "At my next question")
    await wants_to_be_told(bob)
    await strike(CALLBACK, ORIGINAL, DM, CREATE)
    assert (await answers_it(house)).content.startswith("Saved.")
    await house.stand_in.settle()
    assert [dm.embeds[0]["description"] for dm in bob.dms] == [ANSWER]
    await strike(CALLBACK, ORIGINAL)
    told = [await alice.slash("ask", question=QUESTION) for _ in range(2)]
    assert ["You asked to be told" in one.content for one in told] == [True, False]
    await house.stand_in.settle()
    assert await due(house) == []
    assert await gaps(house) == []
    assert len(posts(bob)) == 1
    assert not [one for one in caplog.records if one.name.startswith("bot") and one.levelno >= 40]


async def previewed(house: House) -> Reply:
    await add_article(house, "Zebras", "The stripes of a zebra keep the flies away.")
    return await (await house.alice.slash("ask", question=QUESTION)).click("Share")


async def test_what_discord_no_longer_knows_by_its_nonce_is_looked_for(house: House) -> None:
    shown = await previewed(house)
    house.stand_in.faults.lose_reply(CREATE)
    pressed = asyncio.create_task(shown.click("Post"))
    await until(lambda: posts(house.bob))
    await house.stand_in.clock.advance(minutes=10)
    assert (await pressed).content.startswith("Posted in ")
    assert len(posts(house.bob)) == 1


@pytest.mark.usefixtures("hasty")
async def test_what_may_have_been_posted_is_found_in_a_busy_channel(house: House) -> None:
    shown = await previewed(house)
    house.stand_in.faults.lose_reply(CREATE, times=None)
    assert "it is posted only once" in (await shown.click("Post")).content
    house.stand_in.faults.clear()
    for number in range(150):
        await house.bob.says(f"Hello {number}")
    await house.stand_in.clock.advance(minutes=10)
    await house.restart()
    assert (await shown.click("Post")).content.startswith("Posted in ")
    assert len(posts(house.bob)) == 1


@pytest.mark.usefixtures("hasty")
async def test_where_nothing_comes_back_the_person_is_told_soon(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "LONGEST_ATTEMPT", 0.05)
    shown = await previewed(house)
    house.stand_in.faults.slow(CREATE, 0.5, times=None)
    assert "it is posted only once" in (await shown.click("Post")).content
    house.stand_in.faults.clear()
    # All attempts are carried out in the end, late.
    await house.stand_in.journal.quiet()
    assert (await shown.click("Post")).content.startswith("Posted in ")
    assert len(posts(house.bob)) == 1


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("how", Drop)
async def test_a_lost_gateway_loses_no_command_no_press_and_no_form(
    house: House, how: Drop
) -> None:
    shown = await previewed(house)
    form = (await shown.click("Edit")).modal
    assert form is not None
    await wants_to_be_told(house.bob)
    if how is Drop.SILENT:
        await notice_silence_soon(house)
    # What was begun goes on meanwhile: a DM is on its way.
    house.stand_in.faults.slow(CREATE, 0.2)
    saved = await answers_it(house)
    await until(lambda: not house.stand_in.faults.pending)
    await house.stand_in.gateway.drop(how)
    if how is Drop.INVALID:  # what is pressed before the bot is back reaches nobody, as on Discord
        await house.stand_in.gateway.connected()
    answer, shown, undone = await asyncio.gather(
        house.bob.slash("ask", question=QUESTION),
        form.submit({"Your question, as it will be posted": "Why stripes?"}),
        saved.click("Undo"),
    )
    assert answer.embeds
    assert undone.content.startswith("Removed: the answer to")
    assert (await shown.click("Post")).content.startswith("Posted in ")
    await house.stand_in.settle()
    (post,) = posts(house.bob)
    assert post.content.startswith("**Why stripes?**")
    assert len(house.bob.dms) == 1
    assert await due(house) == []


async def notice_silence_soon(house: House) -> None:
    """Let discord.py take half a second of silence for a lost connection, not a minute."""
    house.stand_in.gateway.heartbeat_seconds = 0.1
    house.bot._connection.heartbeat_timeout = 0.5  # noqa: SLF001 - read for each new connection
    await house.stand_in.gateway.drop(Drop.RECONNECT)
    await house.stand_in.settle()


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("trouble", ["429", "502", "lost reply", "no connection"])
async def test_a_form_that_opened_somehow_takes_what_is_written(house: House, trouble: str) -> None:
    opened = await house.librarian.slash("library answer", question=UNKNOWN)
    assert opened.modal is not None
    previewed = await opened.modal.submit({"Answer": "By hand."})
    TROUBLES[trouble](house.stand_in.faults, CALLBACK)
    form = (await previewed.click("Edit")).modal
    await house.stand_in.settle()
    assert form is not None
    assert form.values == {"Question": UNKNOWN, "Answer": "By hand."}
    TROUBLES[trouble](house.stand_in.faults, CALLBACK)
    reply = await form.submit({"Answer": ANSWER})
    assert reply.content == "This is what members will see. Not saved yet."
    assert ANSWER in reply.text
    assert (await reply.click("Save")).content.startswith("Saved.")


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    ("status", "patience"), [(503, 1.2), (502, 0.0)], ids=["at once", "promised first"]
)
async def test_what_discord_will_not_take_now_is_told_and_can_be_pressed_again(
    house: House, monkeypatch: pytest.MonkeyPatch, status: int, patience: float
) -> None:
    monkeypatch.setattr(answering, "PATIENCE", patience)
    shown = await previewed(house)
    house.stand_in.faults.next(CREATE, status=status, times=None)
    house.stand_in.faults.next("POST /webhooks/{webhook_id}/{webhook_token}", status=502)
    reply = await shown.click("Post")
    assert reply.content == (
        "Discord isn't answering well just now. Press it again in a minute; it is posted only once."
    )
    assert shown.buttons == ["Post", "Edit", "Cancel"]
    house.stand_in.faults.clear()
    assert (await shown.click("Post")).content.startswith("Posted in ")
    assert len(posts(house.bob)) == 1


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("trouble", ["429", "502", "lost reply"])
async def test_what_is_taken_back_is_gone_whatever_the_answer_was(
    house: House, trouble: str
) -> None:
    posted = await (await previewed(house)).click("Post")
    TROUBLES[trouble](house.stand_in.faults, "DELETE /channels/{channel_id}/messages/{message_id}")
    assert (await posted.click("Undo")).content.startswith("Taken back.")
    assert posts(house.bob) == []


@pytest.mark.usefixtures("hasty")
async def test_where_the_bot_may_not_look_whether_it_posted_it_does_not_post_again(
    house: House,
) -> None:
    shown = await previewed(house)
    house.stand_in.faults.lose_reply(CREATE, times=None)
    await shown.click("Post")
    house.stand_in.faults.clear()
    await house.stand_in.clock.advance(minutes=10)
    world = house.stand_in.world
    world.set_overwrite(house.alice.channel, world.bot, deny=READ_MESSAGE_HISTORY)
    reply = await shown.click("Post")
    assert reply.content.startswith("I may have posted that already, and can't look")
    assert len(posts(house.bob)) == 1
    world.set_overwrite(house.alice.channel, world.bot)
    assert (await shown.click("Post")).content.startswith("Posted in ")
    assert len(posts(house.bob)) == 1
