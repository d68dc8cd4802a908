from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bot.ui.answering import PATIENCE
from tests.stories.asking import STRIPES, URL, add_article, add_stripes, gaps, titles

if TYPE_CHECKING:
    from knowledge import KnowledgeBase
    from tests.stories.house import House

ONLY_YOU = "-# Only you see this answer. Librarians see unanswered questions without names."
UNKNOWN = "Which quantum toaster do you recommend?"


async def kept(house: House) -> int:
    """Count what stands behind buttons."""
    await house.stand_in.settle()
    with closing(sqlite3.connect(house.folder / "desk.db")) as desk:
        return int(desk.execute("SELECT count(*) FROM memos").fetchone()[0])


async def test_a_misspelled_question_is_answered_from_the_library(house: House) -> None:
    reply = await house.alice.slash("ask", question="What is a prodctive distracton?")
    assert reply.ephemeral
    assert reply.content == (
        "**What is a prodctive distracton?**\n"
        "I searched for *productive* instead of *prodctive* and *distraction* instead of"
        " *distracton*.\n"
        f"{ONLY_YOU}"
    )
    first = reply.embeds[0]
    assert first["title"] == "1 · Productive Distractions"
    assert "**productive distraction**" in first["description"]
    assert first["footer"]["text"] == (
        "Sounding Board · 8 Sep 2025 · paragraph 1 · Starter library"
    )
    assert reply.buttons == ["Share", "Helped", "Not it", "Ask the group"]


async def test_nobody_else_sees_an_answer(house: House) -> None:
    before = house.bob.sees()
    reply = await house.alice.slash("ask", question=STRIPES)
    assert reply.ephemeral
    assert house.bob.sees() == before


async def test_an_article_from_the_web_is_linked(house: House) -> None:
    await add_article(
        house, "The Zebra Handbook", "The stripes of a zebra keep flies away.", url=URL
    )
    reply = await house.alice.slash("ask", question=STRIPES)
    assert [embed.get("url") for embed in reply.embeds] == [URL]
    assert "**stripes**" in reply.embeds[0]["description"]


async def test_more_shows_what_was_not_shown_and_leads_back(house: House) -> None:
    await add_stripes(house)
    reply = await house.alice.slash("ask", question=STRIPES)
    first = titles(reply)
    assert [title[:4] for title in first] == ["1 · ", "2 · ", "3 · "]
    reply = await reply.click("More")
    second = titles(reply)
    assert [title[:4] for title in second] == ["4 · ", "5 · "]
    assert not {one[4:] for one in first} & {one[4:] for one in second}
    assert "That is all I have on this." in reply.content
    assert "More" not in reply.buttons
    reply = await reply.click("‹ Back")
    assert titles(reply) == first


async def test_not_it_asks_which_and_brings_up_the_next(house: House) -> None:
    await add_stripes(house)
    reply = await house.alice.slash("ask", question=STRIPES)
    first = [title[4:] for title in titles(reply)]
    reply = await reply.click("Not it")
    assert "Which one was not it?" in reply.content
    assert titles(reply)[0][4:] == first[0]
    reply = await reply.choose("Which one was not it?", f"1 · {first[0]}")
    assert f"Noted: “{first[0]}” was not it." in reply.content
    now = [title[4:] for title in titles(reply)]
    assert now[:2] == first[1:]
    assert first[0] not in now
    reply = await reply.click("Undo")
    assert "Undone. Your vote is as it was before." in reply.content
    assert [title[4:] for title in titles(reply)] == first


async def test_what_was_not_it_comes_later_the_next_time_one_asks(house: House) -> None:
    await add_stripes(house)
    reply = await house.alice.slash("ask", question=STRIPES)
    worst = titles(reply)[0][4:]
    await (await reply.click("Not it")).choose("Which one was not it?", f"1 · {worst}")
    assert titles(await house.alice.slash("ask", question=STRIPES))[0][4:] != worst
    assert titles(await house.bob.slash("ask", question=STRIPES))[0][4:] == worst


async def test_what_helped_comes_first_the_next_time_one_asks(house: House) -> None:
    await add_stripes(house)
    reply = await house.alice.slash("ask", question=STRIPES)
    best = titles(reply)[1][4:]
    reply = await (await reply.click("Helped")).choose("Which one helped?", f"2 · {best}")
    assert f"Thanks. “{best}” counts for more when this is asked again." in reply.content
    assert titles(reply)[1][4:] == best
    assert titles(await house.alice.slash("ask", question=STRIPES))[0][4:] == best
    await reply.click("Undo")
    assert titles(await house.alice.slash("ask", question=STRIPES))[1][4:] == best


async def test_none_of_them_leaves_the_rest_and_then_nothing(house: House) -> None:
    await add_stripes(house)
    reply = await house.alice.slash("ask", question=STRIPES)
    reply = await (await reply.click("Not it")).choose("Which one was not it?", "None of them")
    assert len(reply.embeds) == 2
    reply = await (await reply.click("Not it")).choose("Which one was not it?", "None of them")
    assert reply.embeds == []
    assert "That was all I have on this." in reply.content
    assert reply.buttons == ["Undo", "Tell me when it's answered", "Ask the group"]
    assert len((await reply.click("Undo")).embeds) == 2


async def test_one_excerpt_is_voted_on_with_one_press(house: House) -> None:
    await add_article(house, "Toads", "A toad in the cellar eats the woodlice at night.")
    reply = await house.alice.slash("ask", question="What does a toad in the cellar eat?")
    assert titles(reply) == ["Toads"]
    reply = await reply.click("Helped")
    assert "Thanks. “Toads” counts for more" in reply.content


async def test_the_buttons_of_an_answer_work_after_a_restart(house: House) -> None:
    await add_stripes(house)
    reply = await house.alice.slash("ask", question=STRIPES)
    first = titles(reply)
    await house.restart()
    reply = await reply.click("More")
    await house.restart()
    reply = await reply.click("Not it")
    await house.restart()
    reply = await reply.choose("Which one was not it?", "None of them")
    assert [title[4:] for title in titles(reply)] == [title[4:] for title in first]


async def test_a_whole_article_opens_below_an_answer(house: House) -> None:
    reply = await house.alice.slash("ask", question="What is a productive distraction?")
    read = await reply.choose("Read the whole article …", "Productive Distractions")
    assert read.ephemeral
    assert read.embeds[0]["title"] == "Productive Distractions"
    assert read != reply


async def test_no_answer_says_so_and_leaves_a_gap_without_a_name(house: House) -> None:
    reply = await house.alice.slash("ask", question=UNKNOWN)
    assert reply.content.splitlines()[:2] == [
        f"**{UNKNOWN}**",
        "The library has nothing on that yet.",
    ]
    assert reply.buttons == ["Tell me when it's answered", "Ask the group"]
    await house.stand_in.settle()
    (gap,) = await gaps(house)
    assert (gap.question, gap.count, gap.watchers) == (UNKNOWN, 1, 0)
    library = house.services.libraries.path(house.guild.id)
    for file in library.parent.glob(f"{library.name}*"):
        assert str(house.alice.id).encode() not in file.read_bytes()


async def test_the_nearest_titles_can_be_read(house: House) -> None:
    await add_article(house, "Pricing a Managed Seat", "We charge for each seat, never an hour.")
    reply = await house.alice.slash("ask", question="Who invented pricing in Peru?")
    assert "Closest: *Pricing a Managed Seat*" in reply.content
    read = await reply.choose("Read one of them …", "Pricing a Managed Seat")
    assert "We charge for each seat" in read.text


async def test_of_a_private_question_nothing_is_kept(house: House) -> None:
    before = await kept(house)
    reply = await house.alice.slash("ask", question=UNKNOWN, private=True)
    assert reply.content.splitlines()[-1] == (
        "-# Only you see this answer. Nothing of this is kept."
    )
    assert reply.buttons == []
    found = await house.alice.slash("ask", question="What is a peer group?", private=True)
    assert found.embeds
    assert found.buttons == []
    assert await gaps(house) == []
    assert await kept(house) == before
    quoted = await house.services.libraries.read(
        house.guild.id, lambda library: library.health.report()
    )
    assert all(one.never_quoted for one in quoted.articles)


async def test_private_and_share_exclude_each_other(house: House) -> None:
    reply = await house.alice.slash("ask", question=STRIPES, private=True, share=True)
    assert reply.content == "A private question can't be shared. Leave out `private` or `share`."


async def test_what_is_quoted_is_counted(house: House) -> None:
    await house.alice.slash("ask", question="What is a productive distraction?")
    await house.stand_in.settle()
    report = await house.services.libraries.read(
        house.guild.id, lambda library: library.health.report()
    )
    assert [one.article.title for one in report.articles if one.quoted] == [
        "Productive Distractions"
    ]


async def test_one_article_alone_is_asked(house: House) -> None:
    await add_stripes(house)
    choices = await house.alice.autocomplete("ask", "article", "zebra nots 2")
    name, value = choices[0]
    assert name == "Zebra Notes 2"
    reply = await house.alice.slash("ask", question=STRIPES, article=value)
    assert titles(reply) == ["Zebra Notes 2"]
    assert "In *Zebra Notes 2* only:" in reply.content
    typed = await house.alice.slash("ask", question=STRIPES, article="zebra notes 3")
    assert titles(typed) == ["Zebra Notes 3"]


async def test_one_article_without_an_answer_leads_to_all_of_them(house: House) -> None:
    await add_stripes(house)
    reply = await house.alice.slash("ask", question=STRIPES, article="Delegating Well")
    assert "Nothing on that in *Delegating Well*." in reply.content
    assert await gaps(house) == []
    reply = await reply.click("Ask all articles")
    assert len(reply.embeds) == 3


async def test_articles_with_a_tag_alone_are_asked(house: House) -> None:
    await add_stripes(house)
    await add_article(
        house, "Zebra Paint", "We paint the stripes of a zebra on vans.", tags=("vans",)
    )
    assert await house.alice.autocomplete("ask", "tag", "van") == [("vans (1)", "vans")]
    reply = await house.alice.slash("ask", question=STRIPES, tag="Vans")
    assert titles(reply) == ["Zebra Paint"]
    assert "In articles tagged *Vans* only:" in reply.content


async def test_an_unknown_article_or_tag_says_what_to_do(house: House) -> None:
    reply = await house.alice.slash("ask", question=STRIPES, article="qqqq")
    assert reply.content == (
        "I know no such article. Begin to type its title, and choose one of those I show."
    )
    reply = await house.alice.slash("ask", question=STRIPES, tag="nope")
    assert reply.content == (
        "No article has the tag “nope”. Begin to type one, and choose one of those I show."
    )


async def test_a_message_can_be_asked_about(house: House) -> None:
    message = await house.bob.says(f"{house.alice.mention} what is a productive distraction?")
    reply = await house.alice.context_menu("Ask the library", message)
    assert reply.ephemeral
    assert reply.content.startswith("**what is a productive distraction?**\n")
    assert titles(reply)[0] == "1 · Productive Distractions"


async def test_a_long_message_is_asked_about_by_its_beginning(house: House) -> None:
    message = await house.bob.says("What is a productive distraction? " + "And so on. " * 150)
    reply = await house.alice.context_menu("Ask the library", message)
    assert "That was long: I searched for its beginning." in reply.content


async def test_a_message_without_text_says_so(house: House) -> None:
    message = await house.bob.says(files=[("a.png", b"png")])
    reply = await house.alice.context_menu("Ask the library", message)
    assert reply.content == (
        "There is no text in that message to ask about. Try `/ask` with your own words."
    )


async def test_an_example_runs_at_a_click(house: House) -> None:
    overview = await house.alice.slash("help")
    reply = await overview.click("What is a productive distraction?")
    assert reply.ephemeral
    assert titles(reply)[0] == "1 · Productive Distractions"


async def test_the_welcome_opens_a_form_with_one_question(house: House) -> None:
    welcome = house.alice.finds("I answer from your articles")
    opened = await welcome.click("Ask something")
    assert opened.modal is not None
    assert opened.modal.fields == ["Your question"]
    reply = await opened.modal.submit({"Your question": "What is a productive distraction?"})
    assert reply.ephemeral
    assert titles(reply)[0] == "1 · Productive Distractions"


async def test_what_was_typed_into_the_form_is_not_lost(house: House) -> None:
    opened = await house.alice.finds("I answer from your articles").click("Ask something")
    assert opened.modal is not None
    reply = await opened.modal.submit({"Your question": "???"})
    assert reply.content.startswith("Ask it in words, as you would a friend:")
    again = await reply.click("Try again")
    assert again.modal is not None
    assert again.modal.values == {"Your question": "???"}


async def test_whoever_asks_too_often_waits_and_reads_how_long(house: House) -> None:
    replies = [await house.alice.slash("ask", question=STRIPES) for _ in range(12)]
    assert "That was a lot at once. Try again in " in replies[-1].content
    assert (await house.bob.slash("ask", question=STRIPES)).content.startswith("**What are")


@pytest.mark.parametrize("question", ["?", '""', "🎉", "...", "*", "^", "%", "_", "(" * 300])
async def test_what_has_no_words_is_not_asked(house: House, question: str) -> None:
    reply = await house.alice.slash("ask", question=question)
    assert reply.content == (
        "Ask it in words, as you would a friend: `/ask how do I hand off work`"
    )
    assert await gaps(house) == []


@pytest.mark.parametrize(
    "question",
    [
        "don't",
        "C++",
        "401(k)",
        "tax-free",
        "NEAR(",
        "a AND",
        "title:x",
        "{body}:x",
        "what is it",
        "nul\x00 byte",
        "什么是委派",
        "ما هو التفويض",
        "'; DROP TABLE articles",
        "{user.token} %s%n",
        "@everyone <@&1> discord.gg/x",
        "# [a](https://evil.example) `` ||x",
        "\u202eright to left",
        "e" + "\u0301" * 2000,
        "delegate " * 600,
    ],
)
async def test_any_question_is_answered_politely(house: House, question: str) -> None:
    reply = await house.alice.slash("ask", question=question)
    assert reply.ephemeral
    assert reply.content.splitlines()[-1] == ONLY_YOU
    assert "reference" not in reply.content
    for label in ("Share", "Ask the group"):
        if label in reply.buttons:
            preview = await reply.click(label)
            assert "This will be posted in" in preview.content
    assert house.bob.pings == []


@pytest.mark.parametrize(
    "typed", ["\u202e\u200b", "nul\x00", "(" * 100, "%_*", "'; DROP TABLE", "x" * 90]
)
async def test_whatever_is_typed_something_or_nothing_is_offered(house: House, typed: str) -> None:
    for option in ("article", "tag"):
        assert isinstance(await house.alice.autocomplete("ask", option, typed), list)
        reply = await house.alice.slash("ask", {option: typed, "question": STRIPES})
        assert "reference" not in reply.content


def waits_for(held: threading.Event, _: KnowledgeBase) -> bool:
    return held.wait(10)


async def test_a_slow_library_is_waited_for(house: House) -> None:
    await add_stripes(house)
    answer = await house.alice.slash("ask", question=STRIPES)
    for press in (None, "More", "Not it"):
        held = threading.Event()
        busy = asyncio.create_task(
            house.services.libraries.read(house.guild.id, partial(waits_for, held))
        )
        waiting = asyncio.create_task(
            answer.click(press) if press else house.alice.slash("ask", question=STRIPES)
        )
        await asyncio.sleep(PATIENCE + 0.1)
        held.set()
        assert await busy
        assert "zebra" in (await waiting).text
