"""The page in a real browser: one clicks, types, and looks."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import pytest_asyncio

from bot.playground.server.world.drafts import Draft
from tests.playground.browser import Browser

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.playground.app.playground import Playground

HERE = "playground.state.channels.get(playground.state.current).name"
HOSTILE = (
    "<img src=x onerror=window.hacked=1> <script>window.hacked=1</script>"
    " [click](javascript:window.hacked=1) ${window.hacked=1} \u202egnp.exe"
)


MARKS = {
    "**bold** *it* __u__ ~~s~~": ["STRONG", "EM", "U", "S"],
    "a `co*d*e` b": ["CODE"],
    "- one\n- two": ["UL", "LI", "LI"],
    "> said\n-# small": ["BLOCKQUOTE"],
    "[x](https://example.com) snake_case_word": ["A"],
    "[x](javascript:alert(1)) <javascript:alert(1)>": [],
    "||hidden||": ["BUTTON"],
    r"\*not\* 2*3*4": ["EM"],
}
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(
    playground: Playground, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Browser]:
    """Lend a browser that shows the page; at the end, it has asked for nothing elsewhere."""
    async with Browser(tmp_path_factory.mktemp("profile")) as opened:
        await opened.opens(playground.address)
        await opened.waits_for("window.playground && playground.state.connected")
        yield opened
        assert opened.faults == []
        hosts = {urlsplit(each).netloc for each in opened.asked if not each.startswith("data:")}
        assert hosts == {urlsplit(playground.address).netloc}


async def goes_to(browser: Browser, name: str) -> None:
    await browser.clicks(f"# {name}", within="#places")
    await browser.waits_for(f"{HERE} === {name!r}")


async def runs(browser: Browser, command: str, text: str) -> None:
    """Choose a command by its name, type into its first option, and send it."""
    await browser.runs("document.getElementById('message').focus()")
    await browser.types(f"/{command}")
    await browser.waits_for("!document.querySelector('.offers').hidden")
    await browser.presses("Enter")
    await browser.types(text)
    await browser.presses("Enter")


async def test_a_question_with_typing_errors_is_answered_and_shared(browser: Browser) -> None:
    await goes_to(browser, "general")
    await runs(browser, "ask", "what is a prodctive distracton")
    await browser.sees("useful work that takes the place of more important work")
    await browser.sees("Only you can see this")
    await browser.clicks("Share")
    await browser.sees("This will be posted in")
    await browser.clicks("Post")
    await browser.sees("Shared by @")


async def test_a_round_is_lived_through_from_the_ping_to_the_summary(
    browser: Browser, playground: Playground
) -> None:
    await goes_to(browser, "check-ins")
    await browser.clicks("To the next message", within="#bar")
    await browser.sees("What moved? What's next?")
    await browser.clicks("Check in")
    await browser.waits_for("!!document.querySelector('.sheet')")
    await browser.clicks("Submit", within=".sheet")
    await browser.sees("“What moved forward?” must be filled in.")
    await browser.runs("document.querySelectorAll('.sheet textarea')[0].focus()")
    await browser.types("Hired Jonas")
    await browser.clicks("Submit", within=".sheet")
    await browser.sees("You're in. Next one")
    before = playground.stand_in.clock.now()
    await browser.runs("document.querySelector('#clock').click()")
    for days in (1, 2, 3):
        await browser.clicks("+1 day", within="#bar")
        there = int((before + timedelta(days=days)).timestamp() * 1000)
        await browser.waits_for(f"!playground.state.clock.moving && playground.now() >= {there}")
    await browser.sees("Not this time: 4")


async def test_one_becomes_somebody_else_and_sees_what_they_see(browser: Browser) -> None:
    await goes_to(browser, "general")
    await runs(browser, "ask", "what is a hot seat")
    await browser.sees("Only you can see this")
    for name, sees in (("Robin Vale", False), ("Maya Lind", True)):
        await browser.runs("document.querySelector('#people').click()")
        await browser.runs(
            "[...document.querySelectorAll('#bar [aria-pressed=false]')]"
            f".find(each => each.textContent.includes({name!r})).click()"
        )
        await browser.waits_for(f"playground.state.me.global_name === {name!r}")
        await browser.sees("This is the beginning of #general.")
        private = "document.querySelectorAll('.message.private').length > 0"
        await browser.waits_for(private if sees else f"!({private})")


async def test_what_people_write_is_never_markup(browser: Browser, playground: Playground) -> None:
    world = playground.stand_in.world
    (guild,) = world.guilds.values()
    mallory = playground.stand_in.person(HOSTILE[:80], guild=guild)
    channel = world.channels[guild.system_channel_id or 0]
    world.add_channel(guild, HOSTILE[:90])
    embed = {"type": "rich", "title": HOSTILE, "description": HOSTILE, "url": "javascript:alert(1)"}
    world.add_message(channel, mallory.user, Draft(content=HOSTILE, embeds=[embed]))
    world.add_message(channel, mallory.user, Draft(content="long" * 500))
    await goes_to(browser, "general")
    await browser.sees("<img src=x onerror=window.hacked=1> <script>window.hacked=1</script>")
    assert await browser.runs("window.hacked") is None
    assert (
        await browser.runs(
            "document.querySelectorAll('#messages script, #app a[href^=javascript]').length"
        )
        == 0
    )
    assert await browser.runs("document.documentElement.scrollWidth <= innerWidth") is True


async def test_marks_are_drawn_as_discord_draws_them(browser: Browser) -> None:
    for text, shown in MARKS.items():
        script = (
            "import('/page/static/draw.js').then(({drawText}) =>"
            f" [...drawText({json.dumps(text)}).querySelectorAll('*')].map(e => e.tagName)"
            ".filter(tag => !['P', 'BR'].includes(tag)))"
        )
        assert await browser.runs(script) == shown, text


async def test_a_thousand_messages_are_loaded_in_pieces(
    browser: Browser, playground: Playground
) -> None:
    await goes_to(browser, "general")
    channel = playground.world.channels["wins"]
    author = playground.page.roster.all()[0].person.user
    for number in range(1000):
        playground.stand_in.world.add_message(channel, author, Draft(content=f"Win {number}"))
    await goes_to(browser, "wins")
    await browser.sees("Win 999")
    for _ in range(3):
        count = await browser.runs("document.querySelectorAll('.slot').length")
        await browser.runs(
            "(() => { const box = document.getElementById('messages');"
            " box.dispatchEvent(new Event('wheel')); box.scrollTop = 0; })()"
        )
        await browser.waits_for(f"document.querySelectorAll('.slot').length > {count}")
    assert await browser.runs("document.querySelectorAll('.slot').length") < 1000
    assert await browser.runs("document.getElementById('messages').scrollTop") > 0


async def test_a_form_that_a_command_opens_keeps_the_focus_and_half_a_text_outlives_news(
    browser: Browser, playground: Playground
) -> None:
    await goes_to(browser, "general")
    await browser.runs("document.getElementById('message').focus()")
    await browser.types("half a thought")
    playground.stand_in.person("Newcomer", guild=playground.world.guild)  # the page looks again
    await browser.sees("Newcomer")
    assert await browser.runs("document.getElementById('message').value") == "half a thought"
    await goes_to(browser, "check-ins")
    await browser.runs("document.getElementById('message').focus()")
    await browser.types("/article suggest ")
    await browser.presses("Enter")
    await browser.waits_for("!!document.querySelector('.sheet')")
    held = "document.querySelector('.sheet').contains(document.activeElement)"
    await browser.waits_for(held)
    await browser.presses("Escape")
    await browser.waits_for("!document.querySelector('.sheet')")


async def test_on_a_phone_the_channels_are_in_a_drawer(
    playground: Playground, tmp_path: Path
) -> None:
    async with Browser(tmp_path / "phone", width=390, height=844, dark=False) as phone:
        await phone.opens(playground.address)
        await phone.waits_for("window.playground && playground.state.connected")
        hidden = "getComputedStyle(document.getElementById('places')).visibility"
        assert await phone.runs(hidden) == "hidden"
        await phone.clicks("Channels")
        await phone.waits_for(f"{hidden} === 'visible'")
        await phone.clicks("# general", within="#places")
        await phone.waits_for(f"{hidden} === 'hidden'")
        assert await phone.runs("document.documentElement.scrollWidth <= innerWidth") is True
        assert phone.faults == []
