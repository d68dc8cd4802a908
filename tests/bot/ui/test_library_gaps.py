from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ui.library_gaps import PER_PAGE, card, dismissed, disputes_page, list_page
from knowledge.models import Dispute
from tests.bot.ui.library_values import HOSTILE, button, gap, labels, menu, refused


def test_an_empty_list_says_what_will_come() -> None:
    assert list_page([], 0).content == (
        "No open questions. What members ask and the library can't answer shows up here, without"
        " names."
    )


def test_questions_show_how_often_and_when_they_were_asked() -> None:
    reply = list_page(
        [
            gap(1, "what to charge", count=5, last_asked_on=date(2025, 12, 3), watchers=2),
            gap(2, "who sells"),
        ],
        0,
    )
    assert reply.content == (
        "**2 open questions**\n"
        "what to charge\n"
        "-# asked 5 times · last 3 Dec 2025 · 2 waiting for it\n"
        "who sells\n"
        "-# asked once · last 1 Nov 2025"
    )
    assert [one.value for one in menu(reply).options] == ["gap00001", "gap00002"]


def test_the_card_shows_all_wordings() -> None:
    reply = card(
        gap(
            1,
            "what to charge",
            "our prices",
            count=5,
            last_asked_on=date(2025, 12, 3),
            watchers=1,
        ),
        2,
    )
    assert reply.content == (
        "**what to charge**\n"
        "Asked 5 times, first 1 Nov 2025, last 3 Dec 2025.\n"
        "1 member will be told when it is answered.\n"
        "\n"
        "Also asked as:\n"
        "- our prices"
    )
    assert labels(reply) == ["Answer", "Add article", "Not for us", "‹ List"]
    assert button(reply, "‹ List").argument == "2"


def test_a_question_of_one_day_has_one_date() -> None:
    assert card(gap(), 0).content == "**question 1**\nAsked once, on 1 Nov 2025."


def test_a_question_put_away_can_be_had_back() -> None:
    reply = dismissed("what to charge", "gap00001")
    assert reply.content == "Put away: “what to charge”."
    assert button(reply, "Undo").id == "gap00001"


def test_answers_that_were_none_are_reached_from_the_questions() -> None:
    dispute = Dispute("what to charge", "article00001", "Pricing", 0, 3)
    assert labels(list_page([], 0, disputes=1)) == ["Not it (1)"]
    reply = disputes_page([dispute], ["id"], 0)
    assert reply.content == (
        "**1 answer that members said is not it**\nwhat to charge\n-# 3 not it · from “Pricing”"
    )
    assert labels(reply) == ["Answer one …", "‹ Questions"]
    assert disputes_page([], [], 0).content.startswith("No answer was found to be none.")


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.lists(HOSTILE, min_size=1, max_size=3), st.integers(1, 10**9)),
        min_size=1,
        max_size=2 * PER_PAGE,
    )
)
def test_no_question_breaks_a_limit(questions: list[tuple[list[str], int]]) -> None:
    gaps = [
        gap(number, *wordings, count=count, watchers=count)
        for number, (wordings, count) in enumerate(questions)
    ]
    disputes = [Dispute(one.question, "article", one.question, 10**6, 10**6) for one in gaps]
    ids = [str(number) for number in range(len(gaps))]
    for page in range(3):
        assert refused(list_page(gaps, page, 10**6)) == []
        assert refused(disputes_page(disputes, ids, page)) == []
    for one in gaps:
        assert refused(card(one, 3)) == []
        assert refused(dismissed(one.question, one.id)) == []
