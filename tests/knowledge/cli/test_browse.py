"""`list`, `show` and `stats`: what is in the library, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.knowledge.cli.conftest import Run

ENTRY_KEYS = {
    *("id", "title", "author", "date", "url", "tags", "description", "audience", "starter"),
    *("words", "passages", "added_at", "updated_at"),
}


@pytest.fixture
def own_db(run: Run, articles: Path, tmp_path: Path) -> Path:
    """A library of the two articles."""
    path = tmp_path / "library.db"
    assert run("load", "--db", path, articles).code == 0
    return path


def test_lists_by_title(run: Run, own_db: Path) -> None:
    assert run("list", "--db", own_db).out.splitlines() == [
        "2  Onboarding a client",
        "1  Pricing a Quote",
        "   Robin Field · 5 Feb 2024 · pricing, quotes",
    ]


def test_lists_one_tag_in_any_case(run: Run, own_db: Path) -> None:
    found = run("list", "--json", "--db", own_db, "--tag", "PRICING")
    assert [article["title"] for article in found.json] == ["Pricing a Quote"]
    assert set(found.json[0]) == ENTRY_KEYS


def test_says_that_no_article_has_the_tag(run: Run, own_db: Path) -> None:
    found = run("list", "--db", own_db, "--tag", "holidays")
    assert (found.code, found.out) == (0, "")
    assert found.err == "No article has the tag “holidays”.\n"
    assert run("list", "--json", "--db", own_db, "--tag", "holidays").out == "[]\n"


def test_shows_an_article(run: Run, own_db: Path) -> None:
    assert run("show", "--db", own_db, "1").out.splitlines() == [
        "Pricing a Quote",
        "Robin Field · 5 Feb 2024 · pricing, quotes · 18 words",
        "/pricing/",
        "",
        "How to price",
        "",
        "A managed quote is priced per seat, and never below the cost of an hour on the phone.",
    ]


def test_shows_an_article_as_json(run: Run, own_db: Path) -> None:
    article = run("show", "--json", "--db", own_db, "1").json
    assert set(article) == ENTRY_KEYS | {"metadata", "blocks"}
    assert article["date"] == "2024-02-05"
    assert article["metadata"] == {"layout": "post"}
    assert [block["kind"] for block in article["blocks"]] == ["heading", "paragraph"]


@pytest.mark.parametrize("number", ["3", "9223372036854775807"])
def test_says_that_there_is_no_such_article(run: Run, own_db: Path, number: str) -> None:
    found = run("show", "--db", own_db, number)
    assert (found.code, found.out) == (2, "")
    assert found.err == f"There is no article {number}.\n"


@pytest.mark.parametrize("number", ["0", "-1", "one", "9223372036854775808"])
def test_refuses_what_is_no_number_of_an_article(run: Run, own_db: Path, number: str) -> None:
    assert run("show", "--db", own_db, "--", number).code == 2


def test_counts(run: Run, own_db: Path) -> None:
    found = run("stats", "--json", "--db", own_db).json
    assert set(found) == {"articles", "passages", "words", "vocabulary", "starters", "bytes"}
    assert found["articles"] == 2
    assert found["bytes"] == own_db.stat().st_size
    lines = run("stats", "--db", own_db).out.splitlines()
    assert lines[0].split() == ["Articles", "2"]


def test_what_belongs_to_an_audience_is_not_there_for_others(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    db = tmp_path / "library.db"
    run("load", "--db", db, "--audience", "owners", articles)
    assert run("list", "--json", "--db", db).json == []
    assert run("list", "--db", db).err == "The library is empty.\n"
    assert run("show", "--db", db, "1").code == 2
    assert run("stats", "--json", "--db", db).json["articles"] == 0
    for command in (("list",), ("show", "1"), ("stats",)):
        found = run(*command, "--db", db, "--audience", "owners")
        assert found.code == 0
        assert found.out
