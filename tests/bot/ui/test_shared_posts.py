from __future__ import annotations

from hypothesis import given

from bot.ui.answers import Shown
from bot.ui.forms import Written
from bot.ui.shared_posts import (
    CURATED,
    QUESTION,
    group_post,
    group_preview,
    layout,
    posted,
    share_post,
    share_preview,
    taken_back,
)
from tests.bot.ui.answer_values import curated, excerpt, shown
from tests.bot.ui.library_values import HOSTILE, button, form_refused, labels, menu, refused

QUOTE = "How do I delegate?"


def test_a_shared_answer_shows_question_excerpt_and_who_shared_it() -> None:
    reply = share_post(QUOTE, shown(excerpt()), None, 42, "post1")
    assert reply.content == "**How do I delegate?**\n-# Shared by <@42>"
    assert [embed.title for embed in reply.embeds] == ["Title 1"]
    assert labels(reply) == ["Ask the library", "Remove"]


def test_one_button_of_a_post_carries_its_id() -> None:
    assert button(share_post(QUOTE, shown(excerpt()), None, 42, "post1"), "Remove").id == "post1"
    assert button(group_post(QUOTE, 42, "post1", answered=False), "Remove").id == "post1"


def test_the_preview_shows_what_will_be_posted_and_where() -> None:
    choices = shown(excerpt())
    reply = share_preview(
        QUOTE, choices, None, ["name1"], owner_id=42, channel_id=7, post_id="post1"
    )
    post = share_post(QUOTE, choices, None, 42, "post1")
    assert reply.content == f"This will be posted in <#7>, for everyone there:\n\n{post.content}"
    assert [one.to_dict() for one in reply.embeds] == [one.to_dict() for one in post.embeds]
    assert labels(reply) == ["Post", "Edit", "Cancel"]


def test_with_several_excerpts_one_chooses() -> None:
    reply = share_preview(
        QUOTE,
        shown(excerpt(1), excerpt(2)),
        curated(),
        [CURATED, "name2"],
        owner_id=42,
        channel_id=7,
        post_id="post1",
    )
    assert [(option.label, option.chosen) for option in menu(reply).options] == [
        ("Your librarians' answer", True),
        ("Title 1", False),
        ("Title 2", True),
    ]
    assert [embed.title for embed in reply.embeds] == ["How do I delegate?", "Title 2"]


def test_a_question_to_the_group_says_who_asks_and_how_to_answer() -> None:
    assert group_post(QUOTE, 42, "post1", answered=False).content == (
        "<@42> asks the group:\n"
        "> How do I delegate?\n"
        "-# The library has nothing on this yet. Reply to this message if you know."
    )
    assert group_post(QUOTE, 42, "post1", answered=True).content.endswith(
        "\n-# Reply to this message if you know."
    )
    preview = group_preview(QUOTE, 42, 7, "post1", answered=True)
    assert preview.content.startswith("This will be posted in <#7>, for everyone there:\n\n<@42>")


def test_after_it_one_can_undo() -> None:
    reply = posted(7, "post1")
    assert reply.content == "Posted in <#7>."
    assert labels(reply) == ["Undo"]
    assert taken_back(7).content == "Taken back. It is no longer in <#7>."


def test_the_question_is_edited_in_a_form() -> None:
    opened = Written("share.form", "post1", values={QUESTION: QUOTE})
    assert form_refused(layout(opened), opened) == []


@given(HOSTILE, HOSTILE)
def test_whatever_is_shared_discord_takes_it(question: str, text: str) -> None:
    choices = [Shown(f"name{number}", excerpt(number, text or "x")) for number in range(3)]
    answer = curated((text * 9)[:4000], question=question)
    chosen = [CURATED, *(one.name for one in choices)]
    replies = [
        share_post(question[:500], choices, answer, 42, "post1"),
        share_preview(
            question[:500], choices, answer, chosen, owner_id=42, channel_id=7, post_id="post1"
        ),
        group_preview(question[:500], 42, 7, "post1", answered=False),
    ]
    assert [fault for reply in replies for fault in refused(reply)] == []
