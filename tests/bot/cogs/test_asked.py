from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from bot.cogs.ask.asked import Asked, Vote
from bot.cogs.ask.drafts import Draft
from bot.errors import Refusal
from knowledge.models import Correction
from tests.bot.ui.answer_values import curated, excerpt, sheet

VOTES = (Vote("article1", "passage1", before=None), Vote("article2", "passage2", before=True))


def test_a_question_is_the_same_after_it_was_kept() -> None:
    asked = Asked("how", "article1", "tag", order=("a", "b"), votes=VOTES, gap="gap1")
    assert Asked.from_data(json.loads(json.dumps(asked.data))) == asked


def test_a_draft_is_the_same_after_it_was_kept() -> None:
    draft = Draft("How?", "how", choices=("a", "b"), chosen=("a",))
    assert Draft.from_data(json.loads(json.dumps(asdict(draft)))) == draft


def test_names_are_made_fit_to_be_looked_up() -> None:
    asked = Asked.of("how \ud800do I", " Title\x00 ", "tag\ud800")
    assert (asked.question, asked.article, asked.tag) == ("how do I", "Title", "tag")


@pytest.mark.parametrize("typed", ["", "   ", "?!", "<@123456789012345678>"])
def test_what_asks_nothing_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="Ask it in words"):
        Asked.of(typed)


def test_what_is_put_aside_comes_back_with_its_vote() -> None:
    asked = Asked("how", aside=("a",)).judged(VOTES, ["b", "a"])
    assert asked.aside == ("a", "b")
    back = asked.unjudged()
    assert (back.aside, back.votes) == ((), ())


def test_only_what_the_last_vote_put_aside_comes_back() -> None:
    asked = Asked("how").judged(VOTES, ["a"]).judged(VOTES, ["b"])
    assert asked.unjudged().aside == ("a",)


def test_the_best_excerpt_is_shared_unless_one_chooses() -> None:
    found = sheet(excerpt(1), excerpt(2), corrections=(Correction("delgate", "delegate"),))
    draft = Draft.of(Asked("how do I delgate"), found)
    assert draft.text == "how do I delegate"
    assert (draft.choices, draft.chosen) == (("name1", "name2"), ("name1",))


def test_the_librarians_answer_is_shared_before_any_excerpt() -> None:
    draft = Draft.of(Asked("how"), sheet(excerpt(1), curated=curated()))
    assert draft.chosen == ("curated",)
    assert draft.curated.startswith("curated00001.")
