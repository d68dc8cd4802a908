from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ui.forms import Written
from bot.ui.library_paste import (
    MOST_PARTS,
    Draft,
    discarded,
    form_layout,
    part_layout,
    preview,
    saved,
    tag_names,
)
from knowledge.models import LoadResult, LoadStatus
from tests.bot.ui.library_values import (
    HOSTILE,
    document,
    form_refused,
    labels,
    menu,
    refused,
)

DRAFT = Draft("Pricing", "Ann Lee", "https://example.com/p", "pricing, sales", ("It begins here.",))


def test_the_preview_shows_what_would_be_saved() -> None:
    reply = preview(DRAFT, "memo", document())
    assert reply.content == (
        "**Pricing**\n"
        "-# pricing, sales\n"
        "3 words. It begins:\n"
        "> It begins here.\n"
        "-# Cited as: Pricing · Ann Lee · https:\u200b//example.com/p\n"
        "Not saved yet. Kept for 7 days."
    )
    assert labels(reply) == ["Save", "Add the next part", "Edit", "Discard"]


def test_a_text_in_parts_lets_each_be_edited() -> None:
    reply = preview(DRAFT.with_part("And goes on."), "memo", document("It begins. And goes on."))
    assert "5 words in 2 parts. It begins:" in reply.content
    assert labels(reply) == ["Save", "Add the next part", "Discard", "Edit a part …"]
    assert [(one.label, one.value) for one in menu(reply).options] == [
        ("Part 1: It begins here.", "0"),
        ("Part 2: And goes on.", "1"),
    ]


def test_what_can_not_be_read_is_not_lost() -> None:
    reply = preview(DRAFT, "memo", None, "It has no text.")
    assert "Not saved yet: It has no text.\nChange it with *Edit*." in reply.content
    (row,) = reply.rows
    assert isinstance(row, tuple)
    assert [getattr(one, "disabled", None) for one in row] == [True, False, False, False]


def test_a_draft_is_kept_and_read_back_whole() -> None:
    draft = DRAFT.with_part("second")
    assert Draft.of(draft.data()) == draft
    assert Draft.of({}) == Draft("")


def test_editing_a_part_leaves_the_others() -> None:
    draft = DRAFT.with_part("second")
    changed = draft.with_values({"title": " New ", "text": " 2nd "}, 1)
    assert changed.parts == ("It begins here.", "2nd")
    assert (changed.title, changed.author) == ("New", "Ann Lee")
    assert draft.values(1)["text"] == "second"
    assert draft.values(99)["text"] == "second"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("pricing, sales", ("pricing", "sales")),
        (" #pricing,, Pricing , ", ("pricing",)),
        ("pricing, sales, PRICING", ("pricing", "sales")),
        ("", ()),
        (" , ,", ()),
    ],
)
def test_tags_are_parted_by_commas(text: str, names: tuple[str, ...]) -> None:
    assert tag_names(text) == names


def test_what_was_saved_says_what_became_of_it() -> None:
    added = saved(LoadResult(LoadStatus.ADDED, 1, "", "public"), "Pricing", 812, "memo", 10)
    assert added.content == ("Added: **Pricing** · 812 words\n\nTen starter articles are in, too.")
    assert labels(added) == ["Undo", "Read it", "Remove the starters", "Keep them"]
    updated = saved(LoadResult(LoadStatus.UPDATED, 1, "", "public"), "Pricing", 1, "")
    assert updated.content == "Updated: **Pricing** · 1 word"
    assert labels(updated) == ["Read it"]
    same = saved(LoadResult(LoadStatus.UNCHANGED, 1, "", "public"), "Pricing", 1, "")
    assert same.content == "Nothing new: **Pricing** is in the library as it is."


def test_a_discarded_draft_comes_back_by_a_press() -> None:
    assert labels(discarded("memo")) == ["Undo"]


def test_discord_takes_the_forms() -> None:
    values = {"title": "t" * 300, "text": "x" * 4000}
    assert form_refused(form_layout(Written("library.paste", "new"))) == []
    opened = Written("library.paste", "memo", "3", values)
    assert form_refused(form_layout(opened), opened) == []
    assert form_refused(part_layout(Written("library.paste_part", "memo", "2"))) == []


@settings(max_examples=40)
@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE, st.lists(HOSTILE, min_size=1, max_size=MOST_PARTS))
def test_no_text_breaks_a_limit(
    title: str, author: str, link: str, tags: str, parts: list[str]
) -> None:
    draft = Draft(title, author, f"https://{link}", tags, tuple(parts))
    assert refused(preview(draft, "memo", document(parts[0]))) == []
    assert refused(preview(draft, "memo", None, title)) == []
    for status in LoadStatus:
        assert refused(saved(LoadResult(status, 1, author, "public"), title, 5, "memo", 10)) == []
