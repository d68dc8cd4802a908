"""`remove`: asks first, names the title, and removes at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.knowledge.cli.conftest import Run


def _titles(run: Run, db: Path) -> dict[int, str]:
    return {article["id"]: article["title"] for article in run("list", "--json", "--db", db).json}


def test_asks_first_and_names_the_title(run: Run, db: Path) -> None:
    title = _titles(run, db)[2]
    found = run("remove", "--db", db, "2", typed="n\n")
    assert found.code == 1
    assert f"Remove “{title}”? [y/N]:" in found.err
    assert found.err.endswith("Nothing was removed.\n")
    assert 2 in _titles(run, db)
    agreed = run("remove", "--db", db, "2", typed="y\n")
    assert agreed.code == 0
    assert agreed.out == f"removed  {title}\n"
    assert 2 not in _titles(run, db)
    assert run("ask", "--db", db, "what is a productive distraction?").code == 1


def test_removes_nothing_when_nobody_answers(run: Run, db: Path) -> None:
    found = run("remove", "--db", db, "2", typed="")
    assert found.code == 1
    assert found.err.endswith(
        "Nobody answered; --yes removes without asking.\nNothing was removed.\n"
    )
    assert len(_titles(run, db)) == 10


def test_names_all_of_several(run: Run, db: Path) -> None:
    titles = _titles(run, db)
    found = run("remove", "--db", db, "2", "3", "2", typed="y\n")
    assert found.code == 0
    assert titles[2] in found.err
    assert titles[3] in found.err
    assert "Remove these 2 articles?" in found.err
    assert set(_titles(run, db)) == set(titles) - {2, 3}


def test_a_wrong_number_removes_nothing(run: Run, db: Path) -> None:
    found = run("remove", "--db", db, "--yes", "2", "99")
    assert found.code == 2
    assert found.err == "There is no article 99.\n"
    assert len(_titles(run, db)) == 10


def test_removes_the_starters_together(run: Run, db: Path, articles: Path) -> None:
    run("load", "--db", db, articles)
    asked = run("remove", "--db", db, "--starters", typed="\n")
    assert asked.code == 1
    assert "Remove these 10 articles?" in asked.err
    found = run("remove", "--json", "--db", db, "--starters", "--yes")
    assert found.code == 0
    assert len(found.json["removed"]) == 10
    assert set(_titles(run, db).values()) == {"Pricing a Quote", "Onboarding a client"}
    again = run("remove", "--db", db, "--starters", "--yes")
    assert (again.code, again.out) == (0, "There are no starter articles in the library.\n")


def test_wants_numbers_or_starters(run: Run, db: Path) -> None:
    assert run("remove", "--db", db).code == 2
    assert run("remove", "--db", db, "--yes", "--starters", "2").code == 2
    assert len(_titles(run, db)) == 10
