"""Buttons and menus: pressed, chosen, refused, forged, pressed twice."""

from __future__ import annotations

import asyncio
import io
import re
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.playground.server.people import Impossible, NotAnswered
from bot.playground.server.world.permissions import Permission
from tests.playground.gateway.client import Bot, running

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.playground.server import StandIn
    from bot.playground.server.people import Person
    from bot.playground.server.world.models import Guild

    Answer = Callable[[discord.Interaction[Any]], Coroutine[Any, Any, None]]

Interaction = discord.Interaction[Any]
TEXT = [discord.ChannelType.text]


class button(discord.ui.Button[Any]):  # noqa: N801 - reads as what it makes
    """A button that answers in some way."""

    def __init__(self, label: str | None, answer: Answer, *, emoji: str | None = None) -> None:
        super().__init__(label=label, emoji=emoji)
        self._answer = answer

    async def callback(self, interaction: Interaction) -> None:
        await self._answer(interaction)


def offer(bot: Bot, *items: discord.ui.Item[Any], ephemeral: bool = True) -> None:
    """Let /offer answer with these."""

    @bot.tree.command()
    async def offer(interaction: Interaction) -> None:
        """Offer something."""
        view = discord.ui.View()
        for item in items:
            view.add_item(item)
        await interaction.response.send_message("an offer", view=view, ephemeral=ephemeral)


async def test_a_press_can_change_the_message(stand_in: StandIn, bot: Bot, alice: Person) -> None:
    async def change(interaction: Interaction) -> None:
        await interaction.response.edit_message(content="changed", view=None)

    offer(bot, button("Change", change))
    async with running(bot, stand_in):
        reply = await alice.slash("offer")
        assert reply.buttons == ["Change"]
        changed = await reply.click("Change")
        assert changed.content == "changed"
        assert changed == reply
        assert reply.text == "changed"
        assert reply.buttons == []
        assert changed.ephemeral


async def test_a_press_can_be_answered_by_a_message_of_its_own(
    stand_in: StandIn, bot: Bot, alice: Person, bob: Person
) -> None:
    async def public(interaction: Interaction) -> None:
        await interaction.response.send_message("for all")

    async def private(interaction: Interaction) -> None:
        await interaction.response.send_message("for you", ephemeral=True)

    offer(bot, button("All", public), button("You", private), ephemeral=False)
    async with running(bot, stand_in):
        reply = await alice.slash("offer")
        everybody = await reply.click("All")
        mine = await bob.view(reply).click("You")
        assert (everybody.content, everybody.ephemeral) == ("for all", False)
        assert (mine.content, mine.ephemeral) == ("for you", True)
        assert "for all" in alice.sees()
        assert "for you" not in alice.sees()
        assert "for you" in bob.sees()
        with pytest.raises(Impossible, match="does not see"):
            alice.view(mine)


@pytest.mark.parametrize("how", ["edit", "followup", "nothing", "delete", "later"])
async def test_a_press_that_is_only_acknowledged_waits_for_what_comes_of_it(
    stand_in: StandIn, bot: Bot, alice: Person, how: str
) -> None:
    async def acknowledge(interaction: Interaction) -> None:
        await interaction.response.defer()
        if how == "edit":
            await interaction.edit_original_response(content="edited")
        elif how == "followup":
            await interaction.followup.send("a followup", ephemeral=True)
        elif how == "delete":
            await interaction.delete_original_response()
        elif how == "later":
            await asyncio.to_thread(lambda: None)
            await interaction.edit_original_response(content="edited")

    offer(bot, button("Go", acknowledge))
    async with running(bot, stand_in):
        offered = await alice.slash("offer")
        reply = await offered.click("Go")
        texts = {"followup": "a followup", "nothing": "an offer\nGo", "delete": ""}
        assert reply.text == texts.get(how, "edited\nGo")
        assert reply.gone is (how == "delete")
        assert offered.gone is (how == "delete")


async def test_two_presses_at_once_both_reach_the_bot(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    pressed = 0

    async def count(interaction: Interaction) -> None:
        nonlocal pressed
        pressed += 1
        await interaction.response.send_message(f"{pressed}", ephemeral=True)

    offer(bot, button("Post", count))
    async with running(bot, stand_in):
        reply = await alice.slash("offer")
        both = await asyncio.gather(reply.click("Post"), reply.click("Post"))
        assert sorted(each.content for each in both) == ["1", "2"]


async def test_what_cannot_be_pressed(stand_in: StandIn, bot: Bot, alice: Person) -> None:
    async def twice(interaction: Interaction) -> None:
        await interaction.response.send_message("which?", ephemeral=True)

    no = discord.ui.Button[Any](label="No", disabled=True, custom_id="no")
    link = discord.ui.Button[Any](label="Read", url="https://example.org/a")
    smile = button(None, twice, emoji="🙂")
    offer(bot, no, link, button("Again", twice), button("Again", twice), smile)
    async with running(bot, stand_in):
        reply = await alice.slash("offer")
        assert reply.disabled == ["No"]
        assert reply.links == {"Read": "https://example.org/a"}
        for label, why in [
            ("No", "is disabled"),
            ("Read", "opens https://example.org/a"),
            ("Again", "say which with index="),
            ("Elsewhere", "no button 'Elsewhere'"),
        ]:
            with pytest.raises(Impossible, match=why):
                await reply.click(label)
        with pytest.raises(Impossible, match="only 2 buttons"):
            await reply.click("Again", index=2)
        assert (await reply.click("Again", index=1)).content == "which?"
        assert (await reply.click("🙂")).content == "which?"


async def test_what_is_gone_hidden_or_anothers_cannot_be_pressed(
    stand_in: StandIn, bot: Bot, guild: Guild, alice: Person, bob: Person
) -> None:
    async def go(interaction: Interaction) -> None:
        await interaction.response.send_message("gone", ephemeral=True)

    offer(bot, button("Go", go), ephemeral=False)
    async with running(bot, stand_in):
        public = await alice.slash("offer")
        seen = bob.view(public)
        channel = alice.channel
        stand_in.world.set_overwrite(channel, bob, deny=Permission.VIEW_CHANNEL)
        with pytest.raises(Impossible, match="Bob sees no such message"):
            await seen.click("Go")
        with pytest.raises(Impossible, match="does not see #general"):
            bob.messages(channel)
        assert public.message is not None
        stand_in.world.delete_message(public.message)
        with pytest.raises(Impossible, match="sees no such message"):
            await public.click("Go")
        assert public.gone
        assert public.text == ""
        await alice.leaves(guild)
        with pytest.raises(Impossible, match="is in no server"):
            await alice.slash("offer")


class Remembered(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=re.compile(r"thing:(\d+)")
):
    """A button that is known by its custom_id alone."""

    def __init__(self, number: int) -> None:
        super().__init__(discord.ui.Button(label="Thing", custom_id=f"thing:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Remembered:
        return cls(int(match[1]))

    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"thing {self.number}", ephemeral=True)


async def test_a_button_outlives_a_restart_and_can_be_forged(
    stand_in: StandIn, bot: Bot, alice: Person, bob: Person
) -> None:
    offer(bot, Remembered(1), ephemeral=False)
    async with running(bot, stand_in):
        reply = await alice.slash("offer")
    with pytest.raises(NotAnswered, match="not online"):
        await reply.click("Thing")
    again = Bot()
    again.add_dynamic_items(Remembered)
    async with running(again, stand_in):
        assert (await reply.click("Thing")).content == "thing 1"
        assert (await bob.forge("thing:77", message=reply)).content == "thing 77"
        assert (await bob.forge("thing:78")).content == "thing 78"


async def test_a_layout_can_be_read_and_pressed(stand_in: StandIn, bot: Bot, alice: Person) -> None:
    async def press(interaction: Interaction) -> None:
        layout = discord.ui.LayoutView()
        layout.add_item(discord.ui.TextDisplay("done"))
        await interaction.response.edit_message(view=layout)

    @bot.tree.command()
    async def layout(interaction: Interaction) -> None:
        """Show a layout."""
        view = discord.ui.LayoutView()
        file = discord.File(io.BytesIO(b"pass"), "source.py")
        view.add_item(
            discord.ui.Container(
                discord.ui.TextDisplay("# Title"),
                discord.ui.Section("a section", accessory=button("Beside", press)),
                discord.ui.Separator(),
                discord.ui.MediaGallery(
                    discord.MediaGalleryItem("https://example.org/a.png", description="a picture")
                ),
                discord.ui.File("attachment://source.py"),
                accent_colour=discord.Colour.blurple(),
            )
        )
        row: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
        row.add_item(button("Below", press))
        view.add_item(row)
        await interaction.response.send_message(view=view, file=file)

    async with running(bot, stand_in):
        reply = await alice.slash("layout")
        assert reply.text.split("\n") == [
            "# Title",
            "a section",
            "Beside",
            "a picture",
            "source.py",
            "Below",
            "source.py",
        ]
        assert reply.buttons == ["Beside", "Below"]
        assert reply.content == ""
        assert (await reply.click("Beside")).text == "done\nsource.py"


async def test_menus_of_every_kind(
    stand_in: StandIn, bot: Bot, guild: Guild, alice: Person, bob: Person
) -> None:
    chosen: list[object] = []

    def menu(made: discord.ui.Item[Any]) -> discord.ui.Item[Any]:
        async def answer(interaction: Interaction) -> None:
            values: list[object] = getattr(made, "values")  # noqa: B009 - menus of all kinds
            chosen.append([getattr(each, "id", each) for each in values])
            await interaction.response.send_message("chosen", ephemeral=True)

        setattr(made, "callback", answer)  # noqa: B010 - discord.py's own short way
        return made

    fruits = [discord.SelectOption(label=each, value=each[0]) for each in ("Apple", "Pear", "Fig")]
    librarian = stand_in.world.add_role(guild, "Librarian")
    offer(
        bot,
        menu(discord.ui.Select(placeholder="Fruit", options=fruits, max_values=2)),
        menu(discord.ui.UserSelect(placeholder="Somebody", min_values=0)),
        menu(discord.ui.RoleSelect(placeholder="A role")),
        menu(discord.ui.ChannelSelect(placeholder="A channel", channel_types=TEXT)),
        menu(discord.ui.MentionableSelect(placeholder="Anyone", max_values=2)),
    )
    outsider = stand_in.person("Mallory")
    async with running(bot, stand_in):
        reply = await alice.slash("offer")
        assert [each.placeholder for each in reply.menus] == [
            "Fruit",
            "Somebody",
            "A role",
            "A channel",
            "Anyone",
        ]
        assert "Pear" in reply.text
        await reply.choose("Fruit", "Apple", "Fig")
        await reply.choose("Somebody", bob)
        await reply.choose("Somebody")
        await reply.choose("A role", librarian)
        await reply.choose("A channel", alice.channel)
        await reply.choose("Anyone", bob, librarian)
        assert chosen == [
            ["A", "F"],
            [bob.id],
            [],
            [librarian.id],
            [alice.channel.id],
            [bob.id, librarian.id],
        ]
        refused: list[tuple[str, tuple[object, ...], str]] = [
            ("Fruit", ("Plum",), "does not offer 'Plum'"),
            ("Fruit", ("Apple", "Pear", "Fig"), "asks for 1 to 2, and 3 were chosen"),
            ("Fruit", (), "asks for 1 to 2, and 0 were chosen"),
            ("Fruit", ("Apple", "Apple"), "chosen twice"),
            ("Somebody", (outsider,), "offers only members"),
            ("A role", ("Librarian",), "takes roles"),
            ("A channel", (alice.dm,), "takes channels of this server"),
            ("A colour", ("red",), "no menu 'A colour'"),
        ]
        for which, what, why in refused:
            with pytest.raises(Impossible, match=why):
                await reply.choose(which, *what)


async def test_a_forged_choice_reaches_the_bot(stand_in: StandIn, bot: Bot, alice: Person) -> None:
    heard: list[object] = []

    @bot.event
    async def on_interaction(interaction: Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            heard.append(dict(interaction.data or {}))
            await interaction.response.send_message("no", ephemeral=True)
        elif interaction.type is discord.InteractionType.modal_submit:
            heard.append(dict(interaction.data or {}))
            await interaction.response.send_message("nor that", ephemeral=True)

    async with running(bot, stand_in):
        posted = await alice.says("hello")
        assert (await alice.forge("menu:1", values=["x"])).content == "no"
        assert posted.buttons == []
        assert (await alice.forge_form("form:1", {"name": "x"})).content == "nor that"
    assert isinstance(heard[0], dict)
    assert (heard[0]["custom_id"], heard[0]["values"]) == ("menu:1", ["x"])
    assert isinstance(heard[1], dict)
    assert heard[1]["custom_id"] == "form:1"


async def test_context_menus_on_messages_and_people(
    stand_in: StandIn, bot: Bot, alice: Person, bob: Person
) -> None:
    @bot.tree.context_menu(name="Ask the library")
    async def ask(interaction: Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(
            f"{message.author.name} asked: {message.content}", ephemeral=True
        )

    @bot.tree.context_menu(name="Who is this")
    async def who(interaction: Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(member.display_name, ephemeral=True)

    async with running(bot, stand_in):
        message = await bob.says("How do I price?")
        reply = await alice.context_menu("Ask the library", message)
        assert reply.content == "bob asked: How do I price?"
        assert (await alice.context_menu("Who is this", bob)).content == "Bob"
        with pytest.raises(Impossible, match="only one person sees"):
            await alice.context_menu("Ask the library", reply)
        with pytest.raises(Impossible, match="no command 'Who is this'"):
            await alice.context_menu("Who is this", message)
        with pytest.raises(Impossible, match="does not see"):
            await bob.context_menu("Ask the library", reply)
