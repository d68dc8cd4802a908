"""Whoever is no librarian can do nothing of a librarian's, whatever stands before them.

discord.py takes no press of what is on no message, and no unknown form. So buttons, menus and their
ids are planted: on a message of the bot's that everybody sees, as if it had been tricked into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.playground.server.people.message import SeenMessage
from bot.playground.server.world.drafts import Draft
from bot.ui.press import custom_id

if TYPE_CHECKING:
    from bot.playground.server.people import Person
    from bot.playground.server.people.reply import Reply
    from bot.playground.server.world.models import Guild, Message
    from knowledge import KnowledgeBase
    from knowledge.models import Article
    from tests.stories.house import House

QUESTION = "which vendor sells quantum toasters"
SECRET = b"# Our secret margins\n\nWe charge four times what a quantum toaster costs us.\n"
PRESSES = (
    "library.undo",
    "library.redo",
    "library.starters",
    "library.restore",
    "library.page",
    "library.card",
    "library.edit",
    "library.edit_undo",
    "library.remove",
    "library.remove_now",
    "library.keep",
    "library.history",
    "library.paste_save",
    "library.paste_next",
    "library.paste_edit",
    "library.paste_discard",
    "library.paste_back",
    "library.gaps",
    "library.gap",
    "library.gap_answer",
    "library.gap_upload",
    "library.gap_dismiss",
    "library.gap_reopen",
    "library.disputes",
    "library.dispute",
    "library.answer_save",
    "library.answer_again",
    "library.answer_edit",
    "library.answer_remove",
    "library.answer_restore",
    "library.answer_undo",
    "library.synonyms",
    "library.synonym_forget",
    "library.synonym_again",
    "suggestion.list",
    "suggestion.pick",
    "suggestion.show",
    "suggestion.add",
    "suggestion.decline",
    "suggestion.again",
)
MENUS = (
    "library.card",
    "library.restore",
    "library.gap",
    "library.dispute",
    "library.paste_edit",
    "library.synonym_forget",
    "suggestion.pick",
)
ROW, BUTTON, MENU = 1, 2, 3
FORMS = ("library.upload", "library.paste", "library.paste_part", "library.edit", "library.answer")


def whole(library: KnowledgeBase) -> list[object]:
    """Return all that a librarian can change."""
    return [
        library.articles(),
        library.removals(),
        library.gaps.list(),
        library.answers.list(),
        library.synonyms.list(),
        library.suggestions.list(),
    ]


async def secret(house: House) -> Article:
    """Add an article of which nobody else may read a word."""
    await house.librarian.slash("library add", file=("margins.md", SECRET))
    articles = await house.services.libraries.read(
        house.guild.id, lambda library: library.articles()
    )
    return next(one for one in articles if not one.starter)


def planted(house: House, guild: Guild, *custom_ids: str) -> Message:
    """Post a message of the bot's with buttons, which everybody sees."""
    buttons = [
        {"type": BUTTON, "style": 2, "label": str(number), "custom_id": one, "id": number + 100}
        for number, one in enumerate(custom_ids)
    ]
    rows = [
        {"type": ROW, "id": start + 1, "components": buttons[start : start + 5]}
        for start in range(0, len(buttons), 5)
    ]
    return posted(house, guild, rows)


def planted_menu(house: House, guild: Guild, kind: str, value: str) -> Message:
    """Post a message of the bot's with a menu of one option, which everybody sees."""
    menu = {
        "type": MENU,
        "id": 2,
        "custom_id": custom_id(kind, "all", "0"),
        "placeholder": "Menu",
        "options": [{"label": "It", "value": value}],
        "min_values": 1,
        "max_values": 1,
    }
    return posted(house, guild, [{"type": ROW, "id": 1, "components": [menu]}])


def posted(house: House, guild: Guild, rows: list[dict[str, Any]]) -> Message:
    world = house.stand_in.world
    channel = next(each for each in world.channels_of(guild.id) if each.name == "general")
    return world.add_message(channel, world.bot, Draft(content="Planted", components=rows))


async def pressed(
    house: House, who: Person, guild: Guild, kind: str, id_: str, argument: str = ""
) -> Reply:
    message = planted(house, guild, custom_id(kind, id_, argument))
    return await who.view(SeenMessage(who, message)).click("0")


async def test_no_button_of_a_librarians_does_anything_for_a_member(house: House) -> None:
    article = await secret(house)
    gap = await house.services.libraries.write(
        house.guild.id, lambda library: library.gaps.record(QUESTION)
    )
    assert gap is not None
    before = await house.services.libraries.write(house.guild.id, whole)
    for kind in PRESSES:
        for id_ in (article.public_id, gap.id, "remove"):
            reply = await pressed(house, house.alice, house.guild, kind, id_)
            assert reply.content.startswith("Only librarians can do that."), kind
            assert reply.modal is None
    for kind in MENUS:
        menu = planted_menu(house, house.guild, kind, article.public_id)
        reply = await SeenMessage(house.alice, menu).choose("Menu", "It")
        assert reply.content.startswith("Only librarians can do that."), kind
    assert await house.services.libraries.write(house.guild.id, whole) == before


async def test_no_form_does_anything_for_who_is_no_librarian_any_more(house: House) -> None:
    article = await secret(house)
    edit = await house.librarian.slash("library edit", name=article.public_id)
    paste = await house.librarian.slash("library paste")
    answer = await house.librarian.slash("library answer", question=QUESTION)
    upload = await house.librarian.slash("library add")
    dismissed(house)
    before = await house.services.libraries.write(house.guild.id, whole)
    for opened, values in (
        (edit, {"Title": "Mine"}),
        (paste, {"Title": "Mine", "Text": "Mine alone."}),
        (answer, {"Answer": "Mine alone."}),
        (upload, {"Files": [("mine.md", SECRET)]}),
    ):
        assert opened.modal is not None
        reply = await opened.modal.submit(values)
        assert reply.content.startswith("Only librarians can do that.")
    assert await house.services.libraries.write(house.guild.id, whole) == before


async def test_a_form_that_never_opened_is_taken_from_nobody(house: House) -> None:
    article = await secret(house)
    before = await house.services.libraries.write(house.guild.id, whole)
    for kind in FORMS:
        reply = await house.alice.forge_form(
            custom_id(kind, article.public_id), {"title": "Mine", "text": "Mine alone."}
        )
        assert reply.content.endswith("Nothing you wrote is lost.")
    assert await house.services.libraries.write(house.guild.id, whole) == before


async def test_a_button_that_was_once_theirs_does_nothing_any_more(house: House) -> None:
    article = await secret(house)
    asked = await house.librarian.slash("library remove", name=article.public_id)
    dismissed(house)
    reply = await asked.click("Remove")
    assert reply.content == (
        f"Only librarians can do that. Ask someone with <@&{house.librarians.id}>."
    )
    articles = await house.services.libraries.read(house.guild.id, lambda one: one.articles())
    assert len(articles) == 11


def dismissed(house: House) -> None:
    """Take the role of a librarian away."""
    world = house.stand_in.world
    member = world.member(house.guild.id, house.librarian.id)
    assert member is not None
    world.edit_member(member, roles=[])


async def test_a_librarian_presses_what_never_was_and_gets_a_sentence(house: House) -> None:
    for kind in PRESSES:
        reply = await pressed(house, house.librarian, house.guild, kind, "never", "9")
        assert reply.text, kind
        assert "reference" not in reply.text, kind
    for kind in MENUS:
        menu = planted_menu(house, house.guild, kind, "never")
        reply = await SeenMessage(house.librarian, menu).choose("Menu", "It")
        assert reply.text, kind
        assert "reference" not in reply.text, kind


async def test_nothing_of_one_server_is_reached_from_another(house: House) -> None:
    article = await secret(house)
    opened = await house.librarian.slash("library paste")
    assert opened.modal is not None
    preview = await opened.modal.submit(
        {"Title": "Our secret plan", "Text": "Nobody may read this plan of ours."}
    )
    assert preview.message is not None
    draft = str(preview.message.components[0]["components"][0]["custom_id"]).split(":")[1]
    other = house.add_guild("Another Circle")
    hosts = house.stand_in.world.add_role(other, "Hosts", 1 << 5)
    hilda = house.stand_in.person("Hilda", guild=other, roles=[hosts])
    await house.stand_in.settle()
    before = await house.services.libraries.write(house.guild.id, whole)
    for kind in PRESSES:
        for id_ in (article.public_id, draft):
            reply = await pressed(house, hilda, other, kind, id_)
            assert "secret" not in reply.text.casefold(), kind
    for kind in MENUS:
        menu = planted_menu(house, other, kind, article.public_id)
        reply = await SeenMessage(hilda, menu).choose("Menu", "It")
        assert "secret" not in reply.text.casefold(), kind
    for name in ("save", "next", "edit", "discard", "back"):
        reply = await pressed(house, hilda, other, f"library.paste_{name}", draft)
        assert reply.content == "That is no longer here. Run the command again."
    for command in ("library edit", "library remove", "library history"):
        offered = await hilda.autocomplete(command, "name", "secret")
        assert all("secret" not in name.casefold() for name, _ in offered)
        reply = await hilda.slash(command, name=article.public_id)
        assert "secret" not in reply.text.casefold()
    listed = await hilda.slash("library list")
    assert "secret" not in listed.text.casefold()
    assert await house.services.libraries.write(house.guild.id, whole) == before
