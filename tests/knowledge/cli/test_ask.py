"""`ask`: excerpts and their sources, corrections, and honest refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.knowledge.cli.conftest import Run

ANSWER_KEYS = {"question", "answered", "corrections", "excerpts", "nearest"}
EXCERPT_KEYS = {"article", "heading", "paragraph", "text", "highlights", "score"}
ARTICLE_KEYS = {"id", "title", "author", "date", "url", "tags"}


def test_answers_with_an_excerpt_and_its_source(run: Run, starter_library: Path) -> None:
    found = run("ask", "--db", starter_library, "what is a productive distraction?", "-k", "1")
    assert found.code == 0
    text, source = found.out.splitlines()
    assert text.startswith("   A productive distraction is useful work")
    assert source == "   Productive Distractions · Sounding Board · 8 Sep 2025 · paragraph 1"
    assert found.err == ""


def test_numbers_several_excerpts(run: Run, starter_library: Path) -> None:
    found = run("ask", "--db", starter_library, "what is a productive distraction?")
    assert [line[:3] for line in found.out.splitlines() if line[:1].isdigit()] == [
        "1. ",
        "2. ",
        "3. ",
    ]


def test_words_need_no_quotes(run: Run, starter_library: Path) -> None:
    quoted = run("ask", "--db", starter_library, "what is a hot seat")
    assert run("ask", "--db", starter_library, *["what", "is", "a", "hot", "seat"]) == quoted
    assert quoted.code == 0


def test_says_what_it_searched_for_instead(run: Run, starter_library: Path) -> None:
    found = run("ask", "--db", starter_library, "rotaton of technicians")
    assert found.out.splitlines()[0] == 'Searched for "rotation" instead of "rotaton".'


def test_says_that_it_has_no_answer_and_what_is_nearest(run: Run, starter_library: Path) -> None:
    found = run("ask", "--db", starter_library, "why do owners bake sourdough bread")
    assert found.code == 1
    first, second, *titles = found.out.splitlines()
    assert first == "The library has no answer to that."
    assert second == "Nearest articles:"
    assert titles
    listed = run("list", "--db", starter_library).out
    assert all(title.strip() in listed for title in titles)


def test_an_empty_library_says_what_to_do(run: Run, tmp_path: Path) -> None:
    db = tmp_path / "library.db"
    tmp_path.joinpath("a.md").write_text("One sentence stands here.", encoding="utf-8")
    assert run("load", "--db", db, tmp_path / "a.md").code == 0
    assert run("remove", "--db", db, "1", "--yes").code == 0
    found = run("ask", "--db", db, "anything")
    assert found.code == 1
    assert "It is empty. Load articles first" in found.out


@pytest.mark.parametrize("arguments", [(), ("",), ("  ", "")])
def test_an_empty_question_is_refused(
    run: Run, starter_library: Path, arguments: tuple[str, ...]
) -> None:
    found = run("ask", "--db", starter_library, *arguments)
    assert found.code == 2
    assert found.out == ""


def test_json_has_exactly_the_promised_keys(run: Run, starter_library: Path) -> None:
    found = run("ask", "--json", "--db", starter_library, "rotaton of technicians")
    assert found.code == 0
    answer = found.json
    assert set(answer) == ANSWER_KEYS
    assert answer["question"] == "rotaton of technicians"
    assert answer["answered"] is True
    assert answer["corrections"] == [{"from": "rotaton", "to": "rotation"}]
    assert answer["nearest"] == []
    for excerpt in answer["excerpts"]:
        assert set(excerpt) == EXCERPT_KEYS
        assert set(excerpt["article"]) == ARTICLE_KEYS
        assert all(0 <= start < end <= len(excerpt["text"]) for start, end in excerpt["highlights"])
        assert isinstance(excerpt["score"], float)
    assert {excerpt["article"]["date"] for excerpt in answer["excerpts"]} == {"2025-10-06"}


def test_json_of_no_answer(run: Run, starter_library: Path) -> None:
    found = run("--json", "ask", "--db", starter_library, "why do owners bake sourdough bread")
    assert found.code == 1
    assert set(found.json) == ANSWER_KEYS
    assert found.json["answered"] is False
    assert found.json["excerpts"] == []
    assert found.json["nearest"]


def test_an_article_without_a_date_has_none(run: Run, articles: Path, tmp_path: Path) -> None:
    db = tmp_path / "library.db"
    run("load", "--db", db, articles)
    answer = run("ask", "--json", "--db", db, "onboarding documentation").json
    assert answer["excerpts"][0]["article"]["date"] is None


def test_only_an_audience_sees_its_articles(run: Run, articles: Path, tmp_path: Path) -> None:
    db = tmp_path / "library.db"
    run("load", "--db", db, "--audience", "owners", articles)
    question = ("ask", "--db", db, "--json", "how is a managed quote priced")
    assert run(*question).json["nearest"] == []
    assert run(*question).code == 1
    assert run(*question, "--audience", "others").code == 1
    assert run(*question, "--audience", "others", "--audience", "owners").code == 0


def test_the_address_stands_below_the_source(run: Run, articles: Path, tmp_path: Path) -> None:
    db = tmp_path / "library.db"
    run("load", "--db", db, "--site", "https://example.com", articles)
    found = run("ask", "--db", db, "how is a managed quote priced", "-k", "1")
    assert found.out.splitlines()[-2:] == [
        "   Pricing a Quote · Robin Field · 5 Feb 2024 · How to price · paragraph 1",
        "   https://example.com/pricing/",
    ]
