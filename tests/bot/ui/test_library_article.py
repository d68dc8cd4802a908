from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Refusal
from bot.ui import library_edit as edit
from bot.ui.forms import Written
from bot.ui.library_article import card, confirm_removal, history_page, kept, removed
from knowledge.models import Change, ChangeKind
from tests.bot.ui.library_values import (
    HOSTILE,
    NOW,
    article,
    button,
    form_refused,
    health,
    labels,
    refused,
)


def test_the_card_shows_an_article_and_what_can_be_done() -> None:
    one = article(
        title="Pricing",
        author="Ann Lee",
        published_on=date(2025, 9, 1),
        tags=("sales",),
        url="https://example.com/p",
        updated_at=NOW,
    )
    reply = card(health(one, helped=2, not_it=1), "stale", 3)
    assert reply.content == (
        "**Pricing**\n"
        "Ann Lee · 1 Sep 2025\n"
        "sales\n"
        "812 words\n"
        "Last changed <t:1764579600:R>\n"
        "Quoted 2 times, last 3 Nov 2025\n"
        "2 said it helped\n"
        "-# 1 said not it"
    )
    assert labels(reply) == ["Edit", "Remove", "History", "Read", "‹ List", "The original"]
    assert button(reply, "Read").kind == "article.read"
    back = button(reply, "‹ List")
    assert (back.id, back.argument) == ("stale", "3")


def test_removing_asks_first_and_can_be_undone() -> None:
    asked = confirm_removal(article(title="Pricing", starter=True))
    assert asked.content == (
        "Remove **Pricing**?\n"
        "-# 812 words · starter\n"
        "It stops answering at once. For 7 days you can bring it back."
    )
    assert labels(asked) == ["Remove", "Keep"]
    done = removed(["Pricing"], "removal")
    assert done.content == "Removed: **Pricing**. It stays for 7 days."
    assert (button(done, "Undo").kind, button(done, "Undo").id) == ("library.restore", "removal")
    assert kept(article(title="Pricing")).content == "**Pricing** stays."


def test_the_history_says_who_did_what() -> None:
    changes = [
        Change(NOW, "42", ChangeKind.EDITED, "title", "Old", "New"),
        Change(NOW, "42", ChangeKind.EDITED, "url", "", "https"),
        Change(NOW, "a former member", ChangeKind.UPDATED),
        Change(NOW, "", ChangeKind.ADDED),
    ]
    assert history_page(article(), changes, 0).content == (
        "**Title 1**\n"
        "Changed the title · by <@42> · <t:1764579600:R>\n"
        "-# Old → New\n"
        "Changed the link · by <@42> · <t:1764579600:R>\n"
        "-# – → https\n"
        "New version loaded · by a former member · <t:1764579600:R>\n"
        "Added · <t:1764579600:R>"
    )
    assert history_page(article(), [], 0).content == (
        "**Title 1**\nNothing was written down about it yet."
    )


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("2024-05-01", date(2024, 5, 1)),
        ("1 May 2024", date(2024, 5, 1)),
        ("May 1, 2024", date(2024, 5, 1)),
        ("1st may 2024", date(2024, 5, 1)),
        (" 2024/5/1 ", date(2024, 5, 1)),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, on: date) -> None:
    assert edit.typed_date(text) == on


@pytest.mark.parametrize("text", ["5/1/2024", "30 Feb 2024", "soon", "2024", "01.05.24"])
def test_a_date_that_is_none_is_refused_with_a_way_to_write_it(text: str) -> None:
    with pytest.raises(Refusal, match="Write it like 2024-05-01 or 1 May 2024"):
        edit.typed_date(text)


def test_only_what_was_changed_in_the_form_is_edited() -> None:
    shown = edit.details(article(title="Old", tags=("a", "b"), url="/p", author="Ann")).values()
    typed = {**shown, "title": " New ", "tags": "a, c", "date": "1 May 2024", "author": "Ann "}
    fields = edit.changed(shown, typed)
    assert fields == {"title": "New", "tags": "a, c", "date": "1 May 2024"}
    assert edit.as_stored(fields) == {
        "title": "New",
        "tags": ("a", "c"),
        "published_on": date(2024, 5, 1),
    }
    assert edit.as_stored({"date": "", "link": ""}) == {"published_on": None, "url": ""}


def test_what_is_too_long_for_the_form_is_not_cut_by_sending_it() -> None:
    filled = edit.shown(article(tags=("x" * 80,) * 60, title="t" * 400))
    assert len(filled["tags"]) <= 4000
    assert edit.changed(filled, {**filled, "author": "Ann"}) == {"author": "Ann"}


@pytest.mark.parametrize("fields", [{"title": ""}, {"link": "javascript:x"}, {"date": "never"}])
def test_a_field_that_can_not_be_taken_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(Refusal):
        edit.check(fields)


def test_the_result_says_what_was_and_what_is() -> None:
    reply = edit.saved(
        "New",
        {"title": "Old", "date": "", "tags": "a"},
        {"title": "New", "date": "2024-05-01", "tags": ""},
        "memo",
    )
    assert reply.content == ("Saved: **New**\nTitle: Old → New\nTags: a → –\nDate: – → 1 May 2024")
    assert button(reply, "Undo").id == "memo"


def test_discord_takes_the_form() -> None:
    values = edit.shown(article(tags=("x" * 80,) * 50, author="a" * 300))
    opened = Written("library.edit", "memo", "", values)
    assert form_refused(edit.layout(opened), opened) == []


# Whatever is stored as an address is text: half a character is refused by the library.
ADDRESS = HOSTILE.map(lambda text: text.encode("utf-8", "ignore").decode())


@settings(max_examples=40)
@given(HOSTILE, HOSTILE, ADDRESS, st.lists(HOSTILE, max_size=5))
def test_no_article_breaks_a_limit(title: str, author: str, url: str, tags: list[str]) -> None:
    one = article(
        title=title, author=author, url=f"https://{url}", tags=tuple(tags), updated_at=NOW
    )
    changes = [Change(NOW, author, ChangeKind.EDITED, "title", title, url)] * 20
    before, after = edit.details(one).values(), edit.details(article(title=author)).values()
    for reply in (
        card(health(one, stale=True, helped=10**6, not_it=10**6), "all", 999),
        confirm_removal(one),
        removed([title], "removal"),
        kept(one),
        history_page(one, changes, 0),
        edit.saved(title, before, after, "memo"),
        edit.undone(title),
    ):
        assert refused(reply) == []
