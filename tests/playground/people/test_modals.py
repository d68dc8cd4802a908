"""Forms: every part that discord.py 2.7 knows, read, filled in, refused, sent twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.playground.server.people import Impossible, NotAnswered
from tests.playground.gateway.client import running

if TYPE_CHECKING:
    from bot.playground.server import StandIn
    from bot.playground.server.people import Modal, Person
    from bot.playground.server.world.models import Guild
    from tests.playground.gateway.client import Bot

Interaction = discord.Interaction[Any]


class Form(discord.ui.Modal):
    """Keeps what was sent, item by item."""

    def __init__(self, *items: discord.ui.Item[Any], title: str = "A form") -> None:
        super().__init__(title=title, custom_id="form")
        self.sent: dict[str, object] = {}
        for item in items:
            self.add_item(item)

    async def on_submit(self, interaction: Interaction) -> None:
        for item in self.children:
            if isinstance(item, discord.ui.Label):
                self.sent[item.text] = await _sent(item.component)
            elif isinstance(item, discord.ui.TextInput):
                self.sent[item.custom_id] = item.value
        await interaction.response.send_message("thanks", ephemeral=True)


async def _sent(field: discord.ui.Item[Any]) -> object:
    if isinstance(field, discord.ui.FileUpload):
        return [(each.filename, await each.read()) for each in field.values]
    if isinstance(field, discord.ui.TextInput | discord.ui.Checkbox | discord.ui.RadioGroup):
        return field.value
    values: list[object] = getattr(field, "values")  # noqa: B009 - of menus and groups alike
    return [getattr(each, "id", each) for each in values]


def label(
    text: str, component: discord.ui.Item[Any], description: str | None = None
) -> discord.ui.Label[Form]:
    return discord.ui.Label(text=text, component=component, description=description)


async def opened(alice: Person) -> Modal:
    reply = await alice.slash("form")
    assert reply.modal is not None
    assert reply.message is None
    return reply.modal


def offers(bot: Bot, *forms: Form) -> None:
    waiting = list(forms)

    @bot.tree.command()
    async def form(interaction: Interaction) -> None:
        """Open a form."""
        await interaction.response.send_modal(waiting.pop(0))


async def test_texts_are_read_filled_in_and_sent(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    old_style = discord.ui.TextInput[Any](label="Old style", custom_id="Old style", required=False)
    form = Form(
        discord.ui.TextDisplay("Tell us **more**."),
        label(
            "Title", discord.ui.TextInput(default="Untitled", min_length=2, max_length=10), "short"
        ),
        label("Text", discord.ui.TextInput(style=discord.TextStyle.long, placeholder="write")),
        label("Tag", discord.ui.TextInput(required=False, min_length=3)),
        old_style,
        title="New article",
    )
    offers(bot, form)
    async with running(bot, stand_in):
        modal = await opened(alice)
        assert modal.title == "New article"
        assert modal.fields == ["Title", "Text", "Tag", "Old style"]
        assert modal.values == {"Title": "Untitled", "Text": "", "Tag": "", "Old style": ""}
        assert "Tell us **more**." in modal.text
        assert "short" in modal.text
        refused: list[tuple[dict[str, object], str]] = [
            ({}, "'Text' must be filled in"),
            ({"Text": "x", "Title": "x"}, "2 to 10 characters, not 1"),
            ({"Text": "x", "Title": "x" * 11}, "2 to 10 characters, not 11"),
            ({"Text": "x", "Title": "a\nb"}, "one line only"),
            ({"Text": "x", "Tag": "ab"}, "3 to 4000 characters"),
            ({"Text": "x" * 4001}, "not 4001"),
            ({"Text": 3}, "takes text"),
            ({"Colour": "x"}, "no field 'Colour'"),
        ]
        for values, why in refused:
            with pytest.raises(Impossible, match=why):
                await modal.submit(values)
        reply = await modal.submit({"Text": "one\ntwo"})
        assert reply.content == "thanks"
        assert form.sent == {"Title": "Untitled", "Text": "one\ntwo", "Tag": "", "Old style": ""}
        with pytest.raises(Impossible, match="closed"):
            await modal.submit({"Text": "again"})


async def test_choices_files_and_ticks(stand_in: StandIn, bot: Bot, alice: Person) -> None:
    fruits = ("Apple", "Pear", "Fig")
    form = Form(
        label("Files", discord.ui.FileUpload(min_values=1, max_values=2)),
        label(
            "Radio",
            discord.ui.RadioGroup(
                options=[discord.RadioGroupOption(label=each, value=each[0]) for each in fruits]
            ),
        ),
        label(
            "Group",
            discord.ui.CheckboxGroup(
                min_values=1,
                max_values=2,
                options=[
                    discord.CheckboxGroupOption(label=each, value=each[0], default=each == "Pear")
                    for each in fruits
                ],
            ),
        ),
        label("Tick", discord.ui.Checkbox(default=True)),
        label(
            "Select",
            discord.ui.Select(options=[discord.SelectOption(label=each) for each in fruits]),
        ),
    )
    offers(bot, form)
    files = [("a.md", b"# A"), ("b.txt", b"B")]
    async with running(bot, stand_in):
        modal = await opened(alice)
        assert modal.values == {
            "Files": [],
            "Radio": None,
            "Group": ["Pear"],
            "Tick": True,
            "Select": [],
        }
        good: dict[str, object] = {"Files": files, "Radio": "Fig", "Select": "Apple"}
        refused: list[tuple[dict[str, object], str]] = [
            (good | {"Files": []}, "asks for 1 to 2, and 0"),
            (good | {"Files": [files[0]] * 3}, "asks for 1 to 2, and 3"),
            (good | {"Radio": None}, "one of them must be chosen"),
            (good | {"Radio": "Plum"}, "does not offer 'Plum'"),
            (good | {"Group": []}, "asks for 1 to 2, and 0"),
            (good | {"Group": list(fruits)}, "asks for 1 to 2, and 3"),
            (good | {"Tick": "yes"}, "True or False"),
            (good | {"Select": []}, "asks for 1, and 0"),
        ]
        for values, why in refused:
            with pytest.raises(Impossible, match=why):
                await modal.submit(values)
        await modal.submit(good | {"Tick": False})
        assert form.sent == {
            "Files": files,
            "Radio": "F",
            "Group": ["P"],
            "Tick": False,
            "Select": ["Apple"],
        }


async def test_menus_of_people_roles_and_channels_in_forms(
    stand_in: StandIn, bot: Bot, guild: Guild, alice: Person, bob: Person
) -> None:
    librarian = stand_in.world.add_role(guild, "Librarian")
    form = Form(
        label("People", discord.ui.UserSelect(max_values=5)),
        label("Roles", discord.ui.RoleSelect(default_values=[discord.Object(librarian.id)])),
        label("Where", discord.ui.ChannelSelect(required=False, min_values=0)),
        label("Who", discord.ui.MentionableSelect(max_values=2)),
    )
    offers(bot, form)
    async with running(bot, stand_in):
        modal = await opened(alice)
        assert modal.values == {"People": [], "Roles": [librarian.id], "Where": [], "Who": []}
        with pytest.raises(Impossible, match="takes people"):
            await modal.submit({"People": ["Bob"]})
        await modal.submit({"People": [bob, alice], "Roles": [librarian], "Who": [librarian]})
        assert form.sent == {
            "People": [bob.id, alice.id],
            "Roles": [librarian.id],
            "Where": [],
            "Who": [librarian.id],
        }


async def test_a_form_stays_open_until_it_is_answered(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    stand_in.interactions.answer_within = 0.1
    answers = []

    class Broken(Form):
        async def on_submit(self, interaction: Interaction) -> None:
            answers.append(1)
            if len(answers) > 1:
                await interaction.response.send_message("at last", ephemeral=True)

    form = Broken(label("Text", discord.ui.TextInput()))
    form.stop = lambda: None  # type: ignore[method-assign]  # so that discord.py still knows it
    offers(bot, form)
    async with running(bot, stand_in):
        modal = await opened(alice)
        with pytest.raises(NotAnswered, match="no answer within"):
            await modal.submit({"Text": "x"})
        assert not modal.closed
        assert (await modal.submit({"Text": "x"})).content == "at last"


async def test_a_form_opened_by_a_button_can_change_the_message(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    class Edit(Form):
        async def on_submit(self, interaction: Interaction) -> None:
            assert interaction.message is not None
            await interaction.response.edit_message(content=f"was {interaction.message.content}")

    class Opener(discord.ui.View):
        @discord.ui.button(label="Edit")
        async def edit(self, interaction: Interaction, _button: discord.ui.Button[Any]) -> None:
            await interaction.response.send_modal(Edit(label("Text", discord.ui.TextInput())))

    @bot.tree.command()
    async def start(interaction: Interaction) -> None:
        """Start."""
        await interaction.response.send_message("before", view=Opener(), ephemeral=True)

    async with running(bot, stand_in):
        reply = await alice.slash("start")
        form = (await reply.click("Edit")).modal
        assert form is not None
        changed = await form.submit({"Text": "x"})
        assert changed == reply
        assert reply.content == "was before"


async def test_two_fields_of_one_name_are_told_apart_by_their_id(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    form = Form(
        label("Same", discord.ui.TextInput(custom_id="one")),
        label("Same", discord.ui.TextInput(custom_id="two")),
    )
    offers(bot, form)
    async with running(bot, stand_in):
        modal = await opened(alice)
        with pytest.raises(Impossible, match="2 fields are called 'Same'"):
            await modal.submit({"Same": "x"})
        assert (await modal.submit({"one": "1", "two": "2"})).content == "thanks"


async def test_a_form_cannot_be_sent_from_where_one_is_not_any_more(
    stand_in: StandIn, bot: Bot, guild: Guild, alice: Person
) -> None:
    offers(bot, Form(label("Text", discord.ui.TextInput())))
    async with running(bot, stand_in):
        modal = await opened(alice)
        stand_in.world.set_guild_available(guild, available=False)
        with pytest.raises(Impossible, match="has an outage"):
            await modal.submit({"Text": "x"})
        stand_in.world.set_guild_available(guild, available=True)
        await alice.leaves(guild)
        with pytest.raises(Impossible, match="does not see #general"):
            await modal.submit({"Text": "x"})
