"""`load`: a line for each file, totals, dry runs, limits, and what never stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.cli.load_target import LoadTarget
from knowledge.loading import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.models import Document, LoadResult
    from tests.knowledge.cli.conftest import Run


@pytest.fixture
def empty_db(tmp_path: Path) -> Path:
    """Where a library is made by the test."""
    return tmp_path / "made" / "library.db"


def test_says_what_became_of_each_file(run: Run, articles: Path, empty_db: Path) -> None:
    first = run("load", "--db", empty_db, articles)
    assert first.code == 0
    assert first.out.splitlines() == [
        f"added      Pricing a Quote  ({articles}/2024-02-05-pricing.md)",
        f"added      Onboarding a client  ({articles}/onboarding.txt)",
        "Total: 2 added, 0 updated, 0 unchanged, 0 refused",
    ]
    page = articles / "2024-02-05-pricing.md"
    page.write_text(page.read_text("utf-8") + "\nRound up.\n", encoding="utf-8")
    second = run("load", "--db", empty_db, articles)
    assert [line.split()[0] for line in second.out.splitlines()] == [
        "updated",
        "unchanged",
        "Total:",
    ]


def test_a_bad_file_stops_no_other(run: Run, articles: Path, empty_db: Path) -> None:
    articles.joinpath("broken.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    found = run("load", "--db", empty_db, articles / "missing.md", articles)
    assert found.code == 1
    missing, _, broken, _, total = found.out.splitlines()
    assert missing == (
        f"refused    {articles}/missing.md: It does not exist; check the name and the folder."
    )
    assert broken.startswith(f"refused    {articles}/broken.md: It looks like a PNG picture")
    assert total == "Total: 2 added, 0 updated, 0 unchanged, 2 refused"
    assert len(run("list", "--json", "--db", empty_db).json) == 2


def test_a_fault_of_ours_with_one_file_stops_no_other(
    run: Run, articles: Path, empty_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = LoadTarget.add

    def add_or_fail(self: LoadTarget, document: Document, *, starter: bool) -> LoadResult:
        if document.title == "Pricing a Quote":
            raise ValueError("unexpected")
        return add(self, document, starter=starter)

    monkeypatch.setattr(LoadTarget, "add", add_or_fail)
    found = run("load", "--db", empty_db, articles)
    assert found.code == 1
    assert "It can't be loaded (ValueError: unexpected); please report it." in found.out
    assert found.out.endswith("Total: 1 added, 0 updated, 0 unchanged, 1 refused\n")


def test_json(run: Run, articles: Path, empty_db: Path) -> None:
    found = run("load", "--json", "--db", empty_db, articles, articles / "missing.md")
    assert found.code == 1
    assert found.json == {
        "files": [
            {
                "path": f"{articles}/2024-02-05-pricing.md",
                "status": "added",
                "reason": "",
                "id": 1,
            },
            {"path": f"{articles}/onboarding.txt", "status": "added", "reason": "", "id": 2},
            {
                "path": f"{articles}/missing.md",
                "status": "refused",
                "reason": "It does not exist; check the name and the folder.",
                "id": None,
            },
        ],
        "totals": {"added": 2, "updated": 0, "unchanged": 0, "refused": 1},
    }


def test_quiet_prints_what_was_refused_and_the_total(
    run: Run, articles: Path, empty_db: Path
) -> None:
    found = run("load", "--quiet", "--db", empty_db, articles, articles / "missing.md")
    assert [line.split()[0] for line in found.out.splitlines()] == ["refused", "Total:"]


def test_a_dry_run_makes_no_library(run: Run, articles: Path, empty_db: Path) -> None:
    found = run("load", "--dry-run", "--json", "--db", empty_db, articles)
    assert found.code == 0
    assert found.json["totals"]["added"] == 2
    assert {file["id"] for file in found.json["files"]} == {None}
    assert not empty_db.parent.exists()


def test_a_dry_run_changes_nothing(run: Run, articles: Path, db: Path) -> None:
    before = db.read_bytes()
    found = run("load", "--dry-run", "--db", db, articles, "--starter")
    assert found.code == 0
    assert found.out.splitlines()[-1] == (
        "Total (nothing was written): 2 added, 0 updated, 10 unchanged, 0 refused"
    )
    assert db.read_bytes() == before
    assert len(run("list", "--json", "--db", db).json) == 10


def test_a_dry_run_knows_two_files_of_one_address(run: Run, articles: Path, empty_db: Path) -> None:
    articles.joinpath("other.md").write_text(
        "---\ntitle: Other\npermalink: /pricing/\n---\nAnother text altogether stands here.\n",
        encoding="utf-8",
    )
    found = run("load", "--dry-run", "--db", empty_db, articles)
    assert found.code == 1
    assert "already belongs to another article" in found.out


@pytest.mark.parametrize(
    ("option", "limit"), [("--max-bytes", "max_bytes"), ("--max-characters", "max_characters")]
)
def test_limits_can_be_changed_and_are_told(
    run: Run, articles: Path, empty_db: Path, option: str, limit: str
) -> None:
    found = run("load", "--db", empty_db, option, "60", articles / "onboarding.txt")
    assert found.code == 1
    assert found.out.splitlines()[-1].endswith("1 refused")
    assert run("load", "--db", empty_db, option, "600", articles / "onboarding.txt").code == 0
    assert f"[default: {getattr(Limits(), limit)}]" in run("load", "--help").out


def test_starters_are_marked(run: Run, db: Path, articles: Path) -> None:
    run("load", "--db", db, articles)
    listed = run("list", "--json", "--db", db).json
    assert sum(article["starter"] for article in listed) == 10
    assert len(listed) == 12


def test_nothing_to_load_is_said(run: Run, tmp_path: Path, empty_db: Path) -> None:
    tmp_path.joinpath("folder").mkdir()
    found = run("load", "--db", empty_db, tmp_path / "folder")
    assert found.code == 2
    assert found.out == ""
    assert found.err.startswith(f"There is nothing to load in {tmp_path}/folder;")
    assert run("load", "--db", empty_db).code == 2
    assert not empty_db.exists()


def test_refused_files_alone_make_no_library(run: Run, tmp_path: Path, empty_db: Path) -> None:
    assert run("load", "--db", empty_db, tmp_path / "missing.md").code == 1
    assert not empty_db.exists()


def test_a_large_load_answers_and_is_sound(run: Run, tmp_path: Path, empty_db: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(205):
        folder.joinpath(f"note-{number}.md").write_text(
            f"# Note {number}\n\nThe firm with the number word{number} has printers.\n",
            encoding="utf-8",
        )
    assert run("load", "--quiet", "--db", empty_db, folder).out == (
        "Total: 205 added, 0 updated, 0 unchanged, 0 refused\n"
    )
    assert run("check", "--db", empty_db).code == 0
    assert run("stats", "--json", "--db", empty_db).json["articles"] == 205
