from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.answers import (
    HELPED,
    NOT_IT,
    Aside,
    no_such_tag,
    private_reply,
    put_aside,
    reply_to,
    thanked,
    which_one,
)
from bot.ui.reply import Menu
from knowledge.models import Correction, Title, Watch
from tests.bot.ui.answer_values import curated, excerpt, sheet
from tests.bot.ui.library_values import HOSTILE, labels, menu, refused

ONLY_YOU = "-# Only you see this answer. Librarians see unanswered questions without names."
WATCH = Watch("watch1", "gap1", "42", may_dm=False, question="how do I price a quote")


def test_an_answer_shows_the_question_and_what_was_searched_for() -> None:
    reply = reply_to(sheet(excerpt(), corrections=(Correction("delgate", "delegate"),)), "memo1")
    assert reply.content == (
        f"**how do I delgate**\nI searched for *delegate* instead of *delgate*.\n{ONLY_YOU}"
    )
    assert labels(reply) == [
        "Share",
        "Helped",
        "Not it",
        "Ask the group",
        "Read the whole article …",
    ]


def test_several_corrections_are_one_sentence() -> None:
    corrections = (
        Correction("delgate", "delegate"),
        Correction("tecs", "techs"),
        Correction("wrok", "work"),
    )
    assert (
        "I searched for *delegate* instead of *delgate*, *techs* instead of *tecs* and *work*"
        " instead of *wrok*."
    ) in reply_to(sheet(excerpt(), corrections=corrections), "memo1").content


def test_one_excerpt_has_no_number_and_several_have() -> None:
    alone = reply_to(sheet(excerpt()), "memo1")
    assert [embed.title for embed in alone.embeds] == ["Title 1"]
    two = reply_to(sheet(excerpt(1), excerpt(2)), "memo1")
    assert [embed.title for embed in two.embeds] == ["1 · Title 1", "2 · Title 2"]
    later = reply_to(sheet(excerpt(4), page=1), "memo1")
    assert [embed.title for embed in later.embeds] == ["4 · Title 4"]


def test_pages_are_turned_and_the_last_says_so() -> None:
    first = reply_to(sheet(excerpt(), more=True), "memo1")
    assert labels(first)[:5] == ["Share", "Helped", "Not it", "More", "Ask the group"]
    middle = reply_to(sheet(excerpt(), page=1, more=True), "memo1")
    assert labels(middle)[:5] == ["Share", "Helped", "Not it", "‹ Back", "More"]
    last = reply_to(sheet(excerpt(), page=2), "memo1")
    assert labels(last)[:5] == ["Share", "Helped", "Not it", "‹ Back", "Ask the group"]
    assert "That is all I have on this." in last.content


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize("undo", [False, True])
@pytest.mark.parametrize("told", [(), (("memo2", WATCH),)])
def test_there_are_never_more_than_five_buttons_in_a_row(
    page: int,
    told: tuple[tuple[str, Watch], ...],
    *,
    more: bool,
    undo: bool,
) -> None:
    reply = reply_to(sheet(excerpt(), page=page, more=more), "memo1", Aside("", undo, told))
    assert all(len(row) <= 5 for row in reply.rows if isinstance(row, tuple))
    assert ("Undo" in labels(reply)) is undo
    assert refused(reply) == []


def test_a_librarians_answer_alone_is_not_voted_on() -> None:
    assert labels(reply_to(sheet(curated=curated()), "memo1")) == ["Share", "Ask the group"]


def test_the_articles_that_are_quoted_can_be_read_each_once() -> None:
    reply = reply_to(sheet(excerpt(1), excerpt(1), excerpt(2)), "memo1")
    assert [(option.label, option.value) for option in menu(reply).options] == [
        ("Title 1", "article00001"),
        ("Title 2", "article00002"),
    ]
    assert menu(reply).kind == "article.open"


def test_no_answer_names_what_is_nearest() -> None:
    reply = reply_to(sheet(nearest=(Title("a1", "Pricing"), Title("a2", "Quotes"))), "memo1")
    assert reply.content == (
        "**how do I delgate**\n"
        "The library has nothing on that yet.\n"
        "Closest: *Pricing* · *Quotes*\n"
        f"{ONLY_YOU}"
    )
    assert labels(reply) == [
        "Tell me when it's answered",
        "Ask the group",
        "Read one of them …",
    ]


def test_no_answer_may_have_nothing_near_it() -> None:
    reply = reply_to(sheet(), "memo1")
    assert reply.content.splitlines()[1:] == ["The library has nothing on that yet.", ONLY_YOU]
    assert labels(reply) == ["Tell me when it's answered", "Ask the group"]


def test_one_article_without_an_answer_offers_all_of_them() -> None:
    reply = reply_to(sheet(within="Pricing"), "memo1")
    assert "Nothing on that in *Pricing*." in reply.content
    assert labels(reply) == ["Ask all articles", "Ask the group"]
    tagged = reply_to(sheet(within="sales", by_tag=True), "memo1")
    assert "Nothing on that in articles tagged *sales*." in tagged.content


def test_an_answer_of_one_article_says_so() -> None:
    assert "In *Pricing* only:" in reply_to(sheet(excerpt(), within="Pricing"), "memo1").content


def test_a_cut_question_says_so() -> None:
    assert (
        "That was long: I searched for its beginning."
        in reply_to(sheet(excerpt(), cut=True), "memo1").content
    )


def test_when_all_was_put_aside_it_can_be_undone() -> None:
    reply = reply_to(sheet(voted=True), "memo1", Aside(put_aside(["Pricing"]), undo=True))
    assert reply.content == (
        "**how do I delgate**\n"
        "Noted: “Pricing” was not it.\n"
        "That was all I have on this.\n"
        f"{ONLY_YOU}"
    )
    assert labels(reply) == ["Undo", "Tell me when it's answered", "Ask the group"]


def test_votes_are_confirmed_in_words() -> None:
    assert thanked("Pricing") == "Thanks. “Pricing” counts for more when this is asked again."
    assert put_aside(["A", "B"]) == "Noted: none of them was it."


def test_what_was_asked_earlier_and_is_answered_stands_on_top() -> None:
    reply = reply_to(sheet(excerpt()), "memo1", Aside(told=(("memo2", WATCH),)))
    assert reply.content.splitlines()[0] == (
        "You asked to be told: “how do I price a quote” has an answer now."
    )
    assert labels(reply)[:4] == ["Show me", "Share", "Helped", "Not it"]
    several = Aside(told=(("memo2", WATCH), ("memo3", WATCH)))
    assert labels(reply_to(sheet(excerpt()), "memo1", several))[:2] == ["Show 1", "Show 2"]


def test_a_private_answer_has_nothing_that_would_have_to_be_kept() -> None:
    reply = private_reply(sheet(excerpt(), more=True))
    assert reply.content.splitlines()[-1] == (
        "-# Only you see this answer. Nothing of this is kept."
    )
    assert [row.kind for row in reply.rows if isinstance(row, Menu)] == ["article.open"]
    assert len(reply.rows) == 1
    assert labels(private_reply(sheet())) == []


def test_which_one_is_asked_with_the_words_of_each() -> None:
    reply = which_one(sheet(excerpt(1), excerpt(2)), "memo1", HELPED)
    assert "Which one helped?" in reply.content
    asked = menu(reply)
    assert (asked.kind, asked.argument[:-8]) == ("ask.which", "helped-0-")
    assert [(option.label, option.value) for option in asked.options] == [
        ("1 · Title 1", "name1"),
        ("2 · Title 2", "name2"),
    ]
    assert asked.options[0].description.startswith("Delegating means")
    assert labels(reply) == ["Which one helped?", "‹ Back"]


def test_not_it_may_be_said_of_all() -> None:
    options = menu(which_one(sheet(excerpt(1), excerpt(2), page=1), "memo1", NOT_IT)).options
    assert [option.label for option in options] == ["4 · Title 1", "5 · Title 2", "None of them"]


def test_an_unknown_tag_is_shown_as_text() -> None:
    assert no_such_tag("@everyone **x**").startswith(
        "No article has the tag “@\u200beveryone \\*\\*x\\*\\*”."
    )


@given(HOSTILE, HOSTILE, st.integers(0, 2), st.booleans())
def test_whatever_is_asked_and_found_discord_takes_it(
    asked: str,
    found: str,
    page: int,
    more: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    hostile = [excerpt(number, found or "x", heading=asked) for number in range(3)]
    corrections = tuple(Correction(asked, found) for _ in range(40))
    about = {"question": asked[:500], "corrections": corrections, "within": found, "page": page}
    found_sheet = sheet(*hostile, more=more, curated=curated((found * 9)[:4000]), **about)
    watch = Watch("w", "g", "42", may_dm=False, question=asked[:200])
    aside = Aside(
        put_aside([found]), undo=True, told=[(f"told{number}", watch) for number in range(3)]
    )
    nothing = sheet(nearest=(Title("a1", found),), **about)
    replies = [
        reply_to(found_sheet, "memo1", aside),
        reply_to(nothing, "memo1", aside),
        which_one(found_sheet, "memo1", NOT_IT),
        private_reply(found_sheet),
    ]
    assert [fault for reply in replies for fault in refused(reply)] == []


def test_the_day_of_a_librarians_answer_is_shown() -> None:
    answer = curated(set_at=datetime(2026, 1, 2, tzinfo=UTC))
    (embed,) = reply_to(sheet(curated=answer), "memo1").embeds
    assert embed.author.name == "Answered by your librarians, 2 Jan 2026"
