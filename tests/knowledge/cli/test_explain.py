"""`explain`: how a question was read, scored and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from pathlib import Path

    from tests.knowledge.cli.conftest import Run


def test_says_how_each_word_was_read(run: Run, starter_library: Path) -> None:
    found = run("explain", "--db", starter_library, "what is a productve distraction on vacation")
    assert found.code == 0
    assert "asks for: what is" in found.out
    assert "productive (mended" in found.out
    assert "distraction (as typed" in found.out
    assert "(synonym" in found.out
    assert "Answered: " in found.out
    assert "where 0.50 is needed" in found.out


def test_says_why_there_is_no_answer(run: Run, starter_library: Path) -> None:
    found = run("explain", "--db", starter_library, "zebra crossing")
    assert found.code == 0
    assert "nothing like it in the library" in found.out
    assert "No answer: " in found.out


def test_the_parts_make_the_score_and_the_shown_are_those_of_the_answer(
    run: Run, starter_library: Path
) -> None:
    question = "how do I delegate a task?"
    found = run("explain", "--json", "--db", starter_library, "-k", "60", question).json
    for one in found["candidates"]:
        parts = one["words"] + one["pairs"] + one["title_pairs"] + one["together"]
        assert one["score"] == pytest.approx(parts * one["coverage"])
    answer = run("ask", "--json", "--db", starter_library, question).json
    assert found["answered"] is answer["answered"] is True
    assert found["confidence"] == pytest.approx(answer["excerpts"][0]["score"], abs=1e-3)
    shown = {one["title"] for one in found["candidates"] if one["shown"]}
    assert shown == {one["article"]["title"] for one in answer["excerpts"]}
    assert sum(term["share"] for term in found["terms"]) == pytest.approx(1.0)


def test_what_was_taught_answered_and_voted_is_told(run: Run, db: Path) -> None:
    question = "what is a carousel of technicians?"
    with KnowledgeBase(db) as library:
        library.synonyms.teach("carousel", "rotation")
        (top, *_) = library.ask(question).excerpts
        for member in ("ada", "ben", "cy"):
            library.votes.cast(
                question,
                article=top.citation.article.public_id,
                passage=top.passage,
                by=member,
                helped=True,
            )
        library.answers.set("what is a carousel of technicians", "A plan.", by="lib")
    text = run("explain", "--db", db, question).out
    assert "rotation (taught" in text
    assert "Answered by a librarian" in text
    found = run("explain", "--json", "--db", db, question).json
    assert found["curated"] == "A plan."
    assert max(one["favour"] for one in found["candidates"]) > 1.2


@pytest.mark.parametrize("question", ["", " ", "???", "the", "\u202e", "[bold]x", '"', "x" * 5_000])
def test_any_question_is_explained(run: Run, starter_library: Path, question: str) -> None:
    found = run("explain", "--db", starter_library, "--", question)
    assert found.code in {0, 2}
    assert "Traceback" not in found.err


def test_an_empty_library_is_said_to_be_empty(run: Run, tmp_path: Path) -> None:
    KnowledgeBase(tmp_path / "library.db").close()
    found = run("explain", "--db", tmp_path / "library.db", "what is a rotation?")
    assert "No answer: the library is empty." in found.out


def test_other_audiences_leave_no_trace(run: Run, db: Path, articles: Path) -> None:
    run("load", "--db", db, "--audience", "north", articles)
    assert "Pricing" not in run("explain", "--db", db, "price a managed quote").out
    told = run("explain", "--db", db, "--audience", "north", "price a managed quote").out
    assert "Pricing" in told
