from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.services import Limits
from knowledge import KnowledgeBase
from knowledge.errors import LibraryUnavailable

if TYPE_CHECKING:
    from knowledge.models import Document, LoadResult
    from tests.stories.house import House

ARTICLES = Path(__file__).parents[2].parent / "shared" / "articles"

PRICING = b"""---
title: Pricing a managed service
author: Ann Lee
tags: [pricing, sales]
---

Charge for the outcome, never for the hours. A forty-seat client pays per seat and month.

Write the price down before the call, and say it once.
"""
HIRING = (
    b"# Hiring a dispatcher\n\nA dispatcher keeps the calendar of every technician, each day.\n"
)
ORIGINAL = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"


def named(name: str, text: bytes = PRICING) -> tuple[str, bytes]:
    return name, text


async def test_a_file_is_added_and_answers_from_then_on(house: House) -> None:
    reply = await house.librarian.slash("library add", file=named("pricing.md"))
    assert reply.ephemeral
    assert reply.content == (
        "Added: **Pricing a managed service** · 27 words\n\nTen starter articles are in, too."
    )
    assert reply.buttons == ["Undo", "Remove the starters", "Keep them"]
    answer = await house.services.libraries.read(
        house.guild.id, lambda library: library.ask("what do I charge a forty-seat client")
    )
    assert answer.excerpts[0].citation.article.author == "Ann Lee"


async def test_the_starters_are_offered_once(house: House) -> None:
    await house.librarian.slash("library add", file=named("pricing.md"))
    again = await house.librarian.slash("library add", file=named("hiring.md", HIRING))
    assert again.content == "Added: **Hiring a dispatcher** · 10 words"
    assert again.buttons == ["Undo"]


async def test_the_starters_go_together_and_come_back_together(house: House) -> None:
    reply = await house.librarian.slash("library add", file=named("pricing.md"))
    removed = await reply.click("Remove the starters")
    assert removed.content == "Removed: 10 starter articles. They stay for 7 days."
    assert await _titles(house) == ["Pricing a managed service"]
    assert (await reply.click("Remove the starters")).content == (
        "There are no starter articles in the library."
    )
    back = await removed.click("Undo")
    assert back.content == "Back in the library: 10 articles."
    assert len(await _titles(house)) == 11


async def test_who_keeps_the_starters_hears_where_they_are(house: House) -> None:
    reply = await house.librarian.slash("library add", file=named("pricing.md"))
    kept = await reply.click("Keep them")
    assert kept.content == (
        "They stay. `/library list show:starter` lists them, whenever you like."
    )
    assert len(await _titles(house)) == 11


async def test_without_a_file_a_form_takes_up_to_ten(house: House) -> None:
    opened = await house.librarian.slash("library add")
    assert opened.modal is not None
    assert "Markdown (.md), plain text (.txt) and web pages (.html)" in opened.modal.text
    reply = await opened.modal.submit(
        {"Files": [named("pricing.md"), named("hiring.md", HIRING), ("budget.pdf", b"%PDF-1.7")]}
    )
    assert reply.content.startswith(
        "**1 refused, 2 added**\n"
        "Refused: **budget.pdf**\n"
        "-# Files of the kind .pdf can't be read; supported are Markdown (.md), plain text (.txt)"
        " and web pages (.html).\n"
        "Added: **Pricing a managed service** · 27 words\n"
        "Added: **Hiring a dispatcher** · 10 words"
    )


async def test_the_same_file_again_is_unchanged_and_a_new_version_updates(house: House) -> None:
    await house.librarian.slash("library add", file=named("pricing.md"))
    same = await house.librarian.slash("library add", file=named("pricing.md"))
    assert same.content == "Unchanged: **Pricing a managed service** · 27 words"
    assert same.buttons == []
    newer = await house.librarian.slash(
        "library add", file=named("pricing.md", PRICING + b"\nSay it twice.\n")
    )
    assert newer.content == "Updated: **Pricing a managed service** · 30 words"
    assert len(await _titles(house)) == 11


async def test_several_files_of_one_command_get_a_line_each(house: House) -> None:
    reply = await house.librarian.slash(
        "library add",
        file=named("pricing.md"),
        file2=named("empty.md", b""),
        file3=named("hiring.md", HIRING),
    )
    lines = reply.content.splitlines()
    assert lines[0] == "**1 refused, 2 added**"
    assert lines[1] == "Refused: **empty.md**"
    assert lines[3:5] == [
        "Added: **Pricing a managed service** · 27 words",
        "Added: **Hiring a dispatcher** · 10 words",
    ]


async def test_what_was_added_is_undone_and_brought_back(house: House) -> None:
    reply = await house.librarian.slash(
        "library add", file=named("pricing.md"), file2=named("hiring.md", HIRING)
    )
    undone = await reply.click("Undo")
    assert undone.content == (
        "Taken out again: 2 articles.\nKept for 7 days, should you want it back."
    )
    assert len(await _titles(house)) == 10
    assert (await reply.click("Undo")).content == "That was taken out already."
    back = await undone.click("Bring it back")
    assert back.content == "Back in the library: 2 articles."
    assert len(await _titles(house)) == 12


async def test_the_undo_button_works_after_a_restart(house: House) -> None:
    reply = await house.librarian.slash("library add", file=named("pricing.md"))
    await house.restart()
    undone = await reply.click("Undo")
    assert undone.content.startswith("Taken out again: **Pricing a managed service**.")
    assert len(await _titles(house)) == 10


async def test_a_member_may_not_add_and_reads_who_may(house: House) -> None:
    reply = await house.alice.slash("library add", file=named("pricing.md"))
    assert reply.content == (
        f"Only librarians can do that. Ask someone with <@&{house.librarians.id}>."
    )
    assert len(await _titles(house)) == 10


async def test_who_uploads_far_too_often_must_wait(house: House) -> None:
    for _ in range(10):
        await house.librarian.slash("library add", file=named("pricing.md"))
    reply = await house.librarian.slash("library add", file=named("hiring.md", HIRING))
    assert reply.content.startswith("That was a lot at once. Try again in ")


async def test_a_long_load_says_how_far_it_is(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cogs.library.loading._CALM", -1.0)
    await house.librarian.slash(
        "library add",
        file=named("pricing.md"),
        file2=named("empty.md", b""),
        file3=named("hiring.md", HIRING),
    )
    await house.stand_in.settle()
    edits = [
        str(request.body.get("content"))
        for request in house.stand_in.requests
        if request.method == "PATCH" and isinstance(request.body, dict)
    ]
    assert edits[:2] == [
        "Reading 3 files: 1 done …\n-# So far: 1 added.",
        "Reading 3 files: 2 done …\n-# So far: 1 refused, 1 added.",
    ]
    assert edits[2].startswith("**1 refused, 2 added**")


async def test_a_library_that_fails_in_the_middle_keeps_what_was_added(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = KnowledgeBase.add

    def failing(library: KnowledgeBase, document: Document, **options: Any) -> LoadResult:  # noqa: ANN401 - passed on
        if document.title.startswith("Hiring"):
            raise LibraryUnavailable("The disk is full.")
        return add(library, document, **options)

    with monkeypatch.context() as patched:
        patched.setattr(KnowledgeBase, "add", failing)
        reply = await house.librarian.slash(
            "library add", file=named("hiring.md", HIRING), file2=named("pricing.md")
        )
    assert reply.content.startswith(
        "**1 refused, 1 added**\n"
        "Refused: **hiring.md**\n"
        "-# The library can't be reached just now. Upload it again in a moment.\n"
        "Added: **Pricing a managed service** · 27 words"
    )
    again = await house.librarian.slash("library add", file=named("hiring.md", HIRING))
    assert again.content == "Added: **Hiring a dispatcher** · 10 words"


async def test_the_report_arrives_though_discord_stumbles(house: House) -> None:
    opened = await house.librarian.slash("library add")
    assert opened.modal is not None
    house.stand_in.faults.lose_reply(f"PATCH {ORIGINAL}")
    reply = await opened.modal.submit({"Files": [named("pricing.md")]})
    await house.stand_in.settle()
    assert reply.content.startswith("Added: **Pricing a managed service**")
    assert len(await _titles(house)) == 11


@pytest.fixture
async def small_house(house: House) -> House:
    """Lend a house whose library is full with twelve articles."""
    house.limits = Limits(articles=12)
    await house.restart()
    return house


async def test_a_full_library_refuses_what_is_new_and_takes_new_versions(
    small_house: House,
) -> None:
    librarian = small_house.librarian
    await librarian.slash("library add", file=named("pricing.md"))
    reply = await librarian.slash(
        "library add",
        file=named("hiring.md", HIRING),
        file2=named("third.md", b"# Third\n\nA third one has no room in here, I am afraid.\n"),
        file3=named("pricing.md", PRICING + b"\nSay it twice.\n"),
    )
    assert reply.content == (
        "**1 refused, 1 added, 1 updated**\n"
        "Refused: **third.md**\n"
        "-# The library is full (12 articles): remove some with /library remove, or ask whoever"
        " runs me for more.\n"
        "Added: **Hiring a dispatcher** · 10 words\n"
        "Updated: **Pricing a managed service** · 30 words\n"
        "-# Undo takes out what was added. What was updated stays as it is now."
    )


@pytest.mark.skipif(not ARTICLES.exists(), reason="the first group's articles are not here")
async def test_the_first_groups_articles_are_loaded_and_answer(house: House) -> None:
    files = [(path.name, path.read_bytes()) for path in sorted(ARTICLES.iterdir())]
    opened = await house.librarian.slash("library add")
    assert opened.modal is not None
    reply = await opened.modal.submit({"Files": files})
    assert reply.content.startswith(f"**{len(files)} added**\n")
    answer = await house.services.libraries.read(
        house.guild.id, lambda library: library.ask("Why are we always surprised?")
    )
    assert not answer.excerpts[0].citation.article.starter


async def test_two_servers_keep_to_themselves(house: House) -> None:
    other = house.add_guild("Another Circle")
    await house.stand_in.settle()
    host = house.stand_in.person("Hilda", guild=other, roles=[])
    await house.librarian.slash("library add", file=named("pricing.md"))
    reply = await host.slash("library add", file=named("pricing.md"))
    assert reply.content == "Only librarians can do that. Ask an admin of this server."
    titles = await house.services.libraries.read(
        other.id, lambda library: [one.title for one in library.articles()]
    )
    assert "Pricing a managed service" not in titles


async def _titles(house: House) -> list[str]:
    articles = await house.services.libraries.read(
        house.guild.id, lambda library: library.articles()
    )
    return [article.title for article in articles]
