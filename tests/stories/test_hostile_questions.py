"""Questions that would like to be a query, a program or too much: an answer or a sentence each."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from discord.app_commands import Command

from tests.stories.intruding import Crowd
from tests.stories.kept import library_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.playground.server.people import Reply
    from tests.stories.house import House

QUERIES = (
    '"',
    '""',
    '"unclosed phrase',
    "don't",
    "C++",
    "401(k)",
    "tax-free",
    "NEAR(",
    "NEAR(a b, 5)",
    "a AND",
    "AND OR NOT",
    "*",
    "meet*",
    "title:x",
    "{body}:x",
    "{title body} : meeting",
    "-title : x",
    "^",
    "^meeting",
    "a + b",
    "'; DROP TABLE articles; --",
    "%",
    "_",
    "%s%n {0} {user.token} $HOME `ls`",
    "../../etc/passwd",
    "\\",
    "\x00",
    "meeting \x00 agenda",
    "half \ud83d a character",
    "(" * 300,
    "())))" * 60,
)
QUESTIONS = (
    "the of and a to is it",
    "what is that",
    "?",
    "...",
    "42",
    "🙂",
    "🙂🙃 👩‍👩‍👧‍👦",
    "如何安排一次会议",
    "会議の議題は何ですか",
    "회의는 어떻게 합니까",
    "كيف أدير اجتماعا",
    "מי מנהל את הישיבה",
    "\u202egniteem a nur ot woh",
    "ﬁnance ½ ② ＡＢＣ",
    "İstanbul ß ſ ŉ",
    "e\u0301" * 200,
    "Z" + "\u0301" * 1900,
    "meeting " * 240,
    "a" * 1990,
    "<@123456789012345678> <#1> @everyone how to run a meeting",
    "```\nhow to run a meeting\n```",
    "   ",
    "\u200b",
)


@pytest.fixture(autouse=True)
def quiet(house: House, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Look that nothing failed, and that no starter went missing."""
    yield
    assert house.stand_in.violations == []
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []


def answered(reply: Reply, asked: str) -> None:
    """Look that there is an answer, or a sentence."""
    assert "(reference" not in reply.text, asked
    assert reply.embeds or reply.content.endswith((".", "*", "”", "`")), (asked, reply.text)


async def test_every_question_gets_an_answer_or_a_sentence(house: House) -> None:
    crowd = Crowd(house, house.alice)
    for question in (*QUERIES, *QUESTIONS):
        answered(await crowd.next.slash("ask", question=question), question)
        answered(await crowd.next.slash("ask", question=f"meeting {question}"), question)


async def test_every_message_can_be_asked_about(house: House) -> None:
    crowd = Crowd(house, house.alice)
    for question in (*QUERIES, *QUESTIONS):
        if question.strip():
            message = await house.bob.says(question)
            person = crowd.next
            answered(await person.context_menu("Ask the library", person.view(message)), question)
    picture = await house.bob.says(files=[("a.png", b"\x89PNG")])
    answered(await house.alice.context_menu("Ask the library", house.alice.view(picture)), "")


async def test_a_question_of_any_length_is_asked_as_far_as_it_is_read(house: House) -> None:
    for question in ("meeting " * 750, "(" * 6000, "é" * 6000, "👩‍👩‍👧‍👦" * 800):
        answered(await house.alice.slash("ask", question=question[:6000]), question[:20])
    for question in ("meeting " * 12_500, "(" * 100_000, "\u0301" * 100_000, "a" * 100_000):
        opened = await house.alice.forge("ask.open:new")
        assert opened.modal is not None
        sent = house.alice.forge_form(opened.modal.custom_id, {"question": question})
        answered(await sent, question[:20])


async def test_whatever_is_typed_into_any_option_gets_a_sentence(house: House) -> None:
    before = library_rows(house.folder, house.guild.id)["articles"]
    crowd = Crowd(house, house.librarian)
    others_take = {"channel": house.general, "user": house.alice}
    for command in house.bot.tree.walk_commands():
        if not isinstance(command, Command):
            continue
        texts = [one for one in command.parameters if one.type.name == "string" and not one.choices]
        needed: dict[str, object] = {
            one.display_name: others_take.get(one.type.name, "meeting")
            for one in command.parameters
            if one.required
        }
        for option in texts:
            for typed in (*QUERIES[::2], "🙂", "\u200b", "a" * 6000):
                given = {**needed, option.display_name: typed[: int(option.max_value or 6000)]}
                reply = await crowd.next.slash(command.qualified_name, given)
                assert "(reference" not in reply.text, (command.qualified_name, given)
                if option.autocomplete:
                    others = {
                        name: text for name, text in given.items() if name != option.display_name
                    }
                    offer = crowd.next.autocomplete
                    assert (
                        await offer(command.qualified_name, option.display_name, typed, others)
                        is not None
                    )
    assert library_rows(house.folder, house.guild.id)["articles"] == before
