"""What every command accepts, before it or after it; and its help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.cli.app import library

if TYPE_CHECKING:
    from pathlib import Path

    from tests.knowledge.cli.conftest import Run

COMMANDS = sorted(library.commands)


def test_db_and_json_go_before_the_command_or_after_it(run: Run, starter_library: Path) -> None:
    after = run("stats", "--json", "--db", starter_library)
    assert after.code == 0
    assert run("--db", starter_library, "--json", "stats") == after
    assert run("--json", "stats", "--db", starter_library) == after


def test_what_is_nearer_to_the_command_counts(
    run: Run, starter_library: Path, tmp_path: Path
) -> None:
    found = run("--db", tmp_path / "missing.db", "stats", "--db", starter_library)
    assert found.code == 0


def test_the_library_lies_in_the_data_folder(run: Run, articles: Path, tmp_path: Path) -> None:
    assert run("load", articles, data=tmp_path / "data").code == 0
    assert tmp_path.joinpath("data", "library.db").is_file()
    assert len(run("list", "--json", data=tmp_path / "data").json) == 2


@pytest.mark.parametrize("folder", [None, "", "  "])
def test_the_data_folder_is_data_by_default(
    run: Run,
    articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: str | None,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATA_DIR", raising=False)
    if folder is not None:
        monkeypatch.setenv("DATA_DIR", folder)
    assert run("load", "--db", "data/library.db", articles).code == 0
    assert run("stats").code == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_help_says_what_it_does_with_an_example(run: Run, command: str) -> None:
    found = run(command, "--help")
    assert found.code == 0
    assert f"python -m knowledge {command}" in found.out
    assert "--db FILE" in found.out
    assert "--json" in found.out
    assert max(map(len, found.out.splitlines())) <= 80
