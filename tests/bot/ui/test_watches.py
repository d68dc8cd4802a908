from __future__ import annotations

from hypothesis import given

from bot.ui.asking import NEW, layout
from bot.ui.forms import Written
from bot.ui.watches import forgotten, how, noted, told
from tests.bot.ui.answer_values import answer, curated, excerpt
from tests.bot.ui.library_values import HOSTILE, button, form_refused, labels, refused

QUESTION = "how do I price a quote"


def test_being_told_is_chosen_in_one_of_two_ways() -> None:
    reply = how(QUESTION, "memo1")
    assert reply.content == (
        "**how do I price a quote**\n"
        "How shall I tell you when it's answered?\n"
        "-# Your name is kept with the question until you are told, 90 days at most."
    )
    assert labels(reply) == ["By DM", "At my next question", "‹ Back"]


def test_the_choice_is_confirmed_and_can_be_undone() -> None:
    assert noted(QUESTION, "memo1", may_dm=True).content == (
        "**how do I price a quote**\n"
        "Noted. I'll send you a DM when it's answered.\n"
        "-# If your DMs are closed, I tell you at your next question here."
    )
    assert noted(QUESTION, "memo1", may_dm=False).content == (
        "**how do I price a quote**\n"
        "Noted. I'll tell you at your next question here, once it's answered."
    )
    assert labels(noted(QUESTION, "memo1", may_dm=True)) == ["Undo"]
    assert forgotten(QUESTION, "memo1").content == (
        "**how do I price a quote**\nUndone. Your name is no longer kept with that question."
    )


def test_the_dm_stands_alone_with_its_sources() -> None:
    reply = told("Owners Circle", QUESTION, answer(excerpt(1), excerpt(2)), "post1", 7)
    assert reply.content == (
        "You asked in **Owners Circle**: “how do I price a quote”\nThere is an answer now."
    )
    assert [embed.title for embed in reply.embeds] == ["Title 1", "Title 2"]
    remove = button(reply, "Remove this message")
    assert (remove.id, remove.argument) == ("post1", "7")


def test_the_librarians_answer_comes_first_in_the_dm() -> None:
    reply = told("Owners", QUESTION, answer(excerpt(1), excerpt(2), curated=curated()), "post1", 7)
    assert [embed.title for embed in reply.embeds] == ["How do I delegate?", "Title 1"]


@given(HOSTILE, HOSTILE)
def test_whatever_the_server_is_called_discord_takes_it(server: str, question: str) -> None:
    reply = told(server, question, answer(excerpt()), "post1", 2**63)
    assert refused(reply) == []


def test_a_question_is_asked_in_a_form() -> None:
    opened = Written("ask.form", NEW)
    assert form_refused(layout(opened), opened) == []
