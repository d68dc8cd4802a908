"""What one does on the page is done by the person whom one is, with Discord's own rules."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import discord

from tests.playground.gateway.client import Bot, running

if TYPE_CHECKING:
    from bot.playground.server import StandIn
    from bot.playground.server.page import Page, Stage
    from bot.playground.server.people import Person
    from bot.playground.server.world.models import Guild
    from tests.playground.page.browsing import Tab

Interaction = discord.Interaction[Any]


class Everything(discord.ui.Modal, title="All of it"):
    """A form with every part."""

    text: discord.ui.Label[Any] = discord.ui.Label(
        text="Text", component=discord.ui.TextInput(custom_id="text")
    )
    one: discord.ui.Label[Any] = discord.ui.Label(
        text="One",
        component=discord.ui.Select(
            custom_id="one",
            options=[discord.SelectOption(label="A"), discord.SelectOption(label="B")],
        ),
    )
    who: discord.ui.Label[Any] = discord.ui.Label(
        text="Who", component=discord.ui.UserSelect(custom_id="who", required=False)
    )
    file: discord.ui.Label[Any] = discord.ui.Label(
        text="File", component=discord.ui.FileUpload(custom_id="file", required=False)
    )

    async def on_submit(self, interaction: Interaction) -> None:
        """Say what was filled in."""
        who = self.who.component
        file = self.file.component
        assert isinstance(who, discord.ui.UserSelect)
        assert isinstance(file, discord.ui.FileUpload)
        read = [(await each.read()).decode() for each in file.values]
        await interaction.response.send_message(
            f"{self.text.component.value} {self.one.component.values}"  # type: ignore[attr-defined]
            f" {[each.id for each in who.values]} {read}"
        )


async def test_messages_are_posted_changed_deleted_and_reacted_to(
    stand_in: StandIn, alice: Person, bob: Person, tab: Tab
) -> None:
    here = str(alice.channel.id)
    posted = await tab.posts(
        "/page/acts",
        {"do": "message", "channel_id": here, "content": "Look"},
        file0=("notes.md", b"# Notes"),
    )
    assert posted["ok"], posted
    (shown,) = bob.messages()
    assert (shown.content, shown.files) == ("Look", [("notes.md", b"# Notes")])
    await tab.does("edit", message_id=posted["message_id"], content="Look here")
    assert shown.content == "Look here"
    await tab.does("react", message_id=posted["message_id"], emoji="👍")
    assert shown.message is not None
    assert shown.message.reactions == {"👍": {alice.id}}
    await tab.does("react", message_id=posted["message_id"], emoji="👍")
    assert shown.message.reactions == {}
    bobs = await bob.says("mine")
    refused = await tab.is_refused("delete", message_id=str(bobs.id))
    assert refused == "Only who wrote a message can change it."
    await tab.does("delete", message_id=posted["message_id"])
    assert shown.gone
    assert await tab.is_refused("message", channel_id=here, content=" ") == (
        "An empty message cannot be sent."
    )
    assert stand_in.journal.violations == []


async def test_a_command_is_completed_and_run_with_what_was_chosen(
    stand_in: StandIn, bot: Bot, guild: Guild, alice: Person, bob: Person, tab: Tab
) -> None:
    @bot.tree.command()
    async def tell(
        interaction: Interaction,
        word: str,
        who: discord.Member,
        where: discord.TextChannel,
        file: discord.Attachment,
    ) -> None:
        """Tell all of it."""
        content = (await file.read()).decode()
        await interaction.response.send_message(f"{word} {who.id} {where.id} {content}")

    @tell.autocomplete("word")
    async def words(_: Interaction, typed: str) -> list[discord.app_commands.Choice[str]]:
        return [discord.app_commands.Choice(name=f"{typed}!", value=typed.upper())]

    here = str(alice.channel.id)
    async with running(bot, stand_in):
        asked = {"channel_id": here, "command": "tell", "option": "word", "options": {"word": "he"}}
        offered = await tab.posts("/page/complete", asked)
        assert offered["choices"] == [{"name": "he!", "value": "HE"}]
        given = {"word": "HE", "who": str(bob.id), "where": here, "file": {"file": "file0"}}
        answer = await tab.posts(
            "/page/acts",
            {"do": "slash", "channel_id": here, "command": "tell", "options": given},
            file0=("a.txt", b"inside"),
        )
        assert answer["ok"], answer
        assert bob.messages()[-1].content == f"HE {bob.id} {here} inside"
        given["who"] = str(guild.id)
        del given["file"]
        assert "takes people" in await tab.is_refused(
            "slash", channel_id=here, command="tell", options=given
        )
        assert await tab.is_refused("slash", channel_id=here, command="nothing", options={})


async def test_buttons_menus_and_forms_do_what_they_do_on_discord(
    stand_in: StandIn, bot: Bot, alice: Person, bob: Person, tab: Tab
) -> None:
    class Offer(discord.ui.View):
        @discord.ui.button(label="Form", custom_id="form")
        async def form(self, interaction: Interaction, _: discord.ui.Button[Any]) -> None:
            await interaction.response.send_modal(Everything())

        @discord.ui.select(cls=discord.ui.UserSelect, custom_id="pick")
        async def pick(self, interaction: Interaction, menu: discord.ui.UserSelect[Any]) -> None:
            await interaction.response.edit_message(content=f"picked {menu.values[0].id}")

    @bot.tree.command()
    async def offer(interaction: Interaction) -> None:
        """Offer."""
        await interaction.response.send_message("an offer", view=Offer())

    async with running(bot, stand_in):
        run = await tab.does("slash", channel_id=str(alice.channel.id), command="offer", options={})
        message = run["message_id"]
        await tab.does("choose", message_id=message, custom_id="pick", values=[str(bob.id)])
        assert alice.messages()[-1].content == f"picked {bob.id}"
        opened = await tab.does("press", message_id=message, custom_id="form")
        form = opened["modal"]
        assert form["title"] == "All of it"
        assert [each["label"] for each in form["components"]] == ["Text", "One", "Who", "File"]
        sent = await tab.posts(
            "/page/acts",
            {
                "do": "submit",
                "modal_id": form["modal_id"],
                "values": {
                    "text": "hello",
                    "one": ["B"],
                    "who": [str(bob.id)],
                    "file": {"files": ["file0"]},
                },
            },
            file0=("a.txt", b"inside"),
        )
        assert sent["ok"], sent
        assert alice.messages()[-1].content == f"hello ['B'] [{bob.id}] ['inside']"
        closed = await tab.is_refused("submit", modal_id=form["modal_id"], values={})
        assert closed == "That form is closed: open it again."
        assert await tab.is_refused("press", message_id=message, custom_id="forged") == (
            "That button is not there any more."
        )


async def test_a_form_belongs_to_who_opened_it_and_stays_open_when_refused(
    stand_in: StandIn, bot: Bot, alice: Person, bob: Person, tab: Tab
) -> None:
    @bot.tree.command()
    async def ask(interaction: Interaction) -> None:
        """Ask."""
        await interaction.response.send_modal(Everything())

    async with running(bot, stand_in):
        opened = await tab.does(
            "slash", channel_id=str(alice.channel.id), command="ask", options={}
        )
        form = opened["modal"]["modal_id"]
        empty = await tab.is_refused("submit", modal_id=form, values={"text": "", "one": ["A"]})
        assert empty == "'Text' must be filled in."
        tab.user_id = bob.id
        assert await tab.is_refused("submit", modal_id=form, values={"text": "x"}) == (
            "That form is closed: open it again."
        )
        tab.user_id = alice.id
        await tab.does("submit", modal_id=form, values={"text": "x", "one": ["A"]})
        assert alice.messages()[-1].content == "x ['A'] [] []"


async def test_a_bot_that_does_not_answer_is_said_to_be_silent(
    stand_in: StandIn, alice: Person, tab: Tab
) -> None:
    refused = await tab.is_refused(
        "slash", channel_id=str(alice.channel.id), command="ask", options={}
    )
    assert refused.startswith("There is no command 'ask'")
    assert stand_in.journal.crashes == []


async def test_the_clock_is_moved_forward_and_back_never(
    stand_in: StandIn, page: Page, tab: Tab
) -> None:
    before = stand_in.clock.now()
    moved = await tab.posts("/page/clock", {"seconds": 3600})
    assert datetime.fromisoformat(moved["now"]) == before + timedelta(hours=1)
    assert (await tab.hears("CLOCK"))["moving"] is True
    assert (await tab.hears("CLOCK")) == {"now": moved["now"], "moving": False}
    for wrong in ({"seconds": -1}, {"seconds": 1e300}, {"to": "soon"}, {"seconds": True}, {}):
        assert not (await tab.posts("/page/clock", wrong))["ok"], wrong
    later = before + timedelta(hours=2)
    assert (await tab.posts("/page/clock", {"to": later.isoformat()}))["ok"]
    assert stand_in.clock.now() == later
    assert not page.heart.moving


async def test_the_clock_goes_on_to_when_something_is_written(
    stand_in: StandIn, alice: Person, tab: Tab
) -> None:
    async def later() -> None:
        await stand_in.clock.sleep_until(stand_in.clock.now() + timedelta(days=1))  # and nothing
        await stand_in.clock.sleep_until(stand_in.clock.now() + timedelta(days=2))
        await alice.says("here I am")

    waiting = asyncio.create_task(later())
    await asyncio.sleep(0)
    before = stand_in.clock.now()
    await tab.posts("/page/clock", {"to_next": True})
    assert stand_in.clock.now() == before + timedelta(days=3)
    await waiting
    await tab.posts("/page/clock", {"to_next": True})  # nobody waits for anything
    assert stand_in.clock.now() < before + timedelta(days=18)


async def test_the_clock_goes_by_itself_with_the_real_time(stand_in: StandIn, page: Page) -> None:
    before = stand_in.clock.now()
    page.heart.start()
    await asyncio.sleep(1.2)
    assert timedelta(seconds=0.9) < stand_in.clock.now() - before < timedelta(seconds=5)


async def test_dms_are_opened_and_closed_to_others(
    stand_in: StandIn, alice: Person, bob: Person, tab: Tab
) -> None:
    opened = await tab.posts("/page/dms", {"user_id": str(bob.id)})
    assert opened["channel"]["recipients"][0]["id"] == str(bob.id)
    assert not (await tab.posts("/page/dms", {"user_id": str(alice.id)}))["ok"]
    assert (await tab.posts("/page/person", {"dms_open": False}))["ok"]
    assert not alice.dms_open
    assert await tab.hears("RELOAD") == {}
    assert stand_in.journal.crashes == []


class Walk:
    """A tour of two steps."""

    id, title, steps, lasts = "walk", "A walk", 2, "a moment"

    def __init__(self, person: Person, *, fails: bool = False) -> None:
        self._person = person
        self._fails = fails

    async def run(self, stage: Stage) -> None:
        """Say two things."""
        await stage.say("First", as_=self._person, channel=self._person.channel)
        if self._fails:
            raise ValueError("oh")
        await self._person.says("A step")
        await stage.say("Second", part="clock")


async def test_a_tour_is_played_step_by_step(page: Page, alice: Person, tab: Tab) -> None:
    page.offer(Walk(alice))
    assert page.tours.offered() == [{"id": "walk", "title": "A walk", "lasts": "a moment"}]
    assert (await tab.posts("/page/tours/walk", {}))["ok"]
    first, second, last = [await tab.hears("TOUR") for _ in range(3)]
    assert (first["step"], first["steps"], first["say"]) == (1, 2, "First")
    assert (first["as"], first["channel_id"]) == (str(alice.id), str(alice.channel.id))
    assert (second["say"], second["highlight"]) == ("Second", {"part": "clock"})
    assert last["done"] is True
    assert not (await tab.posts("/page/tours/none", {}))["ok"]


async def test_a_tour_that_fails_says_so_and_another_can_be_played(
    page: Page, alice: Person, tab: Tab
) -> None:
    page.offer(Walk(alice, fails=True))
    await tab.posts("/page/tours/walk", {})
    assert (await tab.hears("TOUR"))["say"] == "First"
    ended = await tab.hears("TOUR")
    assert (ended["say"], ended["done"]) == ("The tour ended early: oh", True)
    await page.tours.finished()
    assert (await tab.posts("/page/tours/walk", {}))["ok"]
