"""Hostile text: printed as text, never as a command to the terminal or as markup."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.cli.terminal import count, one_line, plain
from knowledge.knowledge_base import KnowledgeBase
from knowledge.models import Document, Heading, Paragraph

if TYPE_CHECKING:
    from pathlib import Path

    from tests.knowledge.cli.conftest import Run

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
HOSTILE = "[red]Zebra[/red] \x1b]0;owned\x07\x1b[2J\x9b31m:smile: crossing\r\x00"
SHOWN = "[red]Zebra[/red] ]0;owned[2J31m:smile: crossing"


@pytest.fixture
def hostile_db(tmp_path: Path) -> Path:
    """A library that was written by something less careful than the loaders."""
    path = tmp_path / "library.db"
    with KnowledgeBase(path) as library:
        library.add(
            Document(
                title=HOSTILE,
                blocks=(Heading(1, HOSTILE), Paragraph(f"{HOSTILE} Zebras cross the \x1b[1mroad.")),
                author=HOSTILE,
                url=f"https://example.com/{HOSTILE}",
                tags=(HOSTILE,),
                slug="zebra",
            )
        )
    return path


@pytest.mark.parametrize(
    "command", [("ask", "zebra crossing"), ("list",), ("show", "1"), ("remove", "1")]
)
@pytest.mark.parametrize("option", [(), ("--json",)])
def test_hostile_articles_are_printed_as_text(
    run: Run, hostile_db: Path, command: tuple[str, ...], option: tuple[str, ...]
) -> None:
    found = run(*command, *option, "--db", hostile_db, typed="y\n")
    assert found.code == 0
    assert not CONTROL.search(found.out + found.err)
    shown = found.out if option else found.out + found.err
    assert "[red]Zebra[/red]" in shown
    assert ":smile:" in shown


def test_json_keeps_every_character(run: Run, hostile_db: Path) -> None:
    assert run("list", "--json", "--db", hostile_db).json[0]["title"] == HOSTILE


def test_hostile_file_names_are_printed_as_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m[bold]\nb\udce9.md"
    try:
        path.write_text("A sentence about zebras.", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    db = tmp_path / "library.db"
    found = run("load", "--db", db, path, tmp_path / "missing\x9b.md")
    assert found.code == 1
    assert not CONTROL.search(found.out)
    assert "a[31m[bold] b?.md" in found.out
    paths = [file["path"] for file in run("load", "--json", "--db", db, path).json["files"]]
    assert paths == [str(path)]


@given(st.text())
def test_plain_text_has_no_control_character(text: str) -> None:
    assert not CONTROL.search(plain(text))
    assert "\n" not in one_line(text)
    assert one_line(text) == one_line(one_line(text))


def test_plain_text_is_kept() -> None:
    text = "“Curly” – naïve 日本 👋🏽 e\u0301\n\nSecond"
    assert plain(text) == text
    assert plain(HOSTILE) == SHOWN
    assert one_line(" a\tb\n c ") == "a b c"


def test_numbers_have_their_noun() -> None:
    assert count(1, "article") == "1 article"
    assert count(1_200, "article") == "1,200 articles"
    assert count(2, "entry", "entries") == "2 entries"


def test_json_is_ascii_for_a_narrow_terminal(
    run: Run, hostile_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.cli.terminal._is_wide", lambda: False)
    found = run("show", "1", "--json", "--db", hostile_db)
    assert found.out.isascii()
    assert json.loads(found.out)["title"] == HOSTILE
