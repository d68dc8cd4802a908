"""`backup` and `restore` as whoever runs the bot meets them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from bot.cli.app import sounding_board
from bot.instance import sole_instance
from tests.bot.backups.folder import filled, remember, remembered

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    return filled(tmp_path / "data")


def run(*arguments: str, says: str = "") -> Result:
    return CliRunner().invoke(sounding_board, arguments, input=says)


def test_a_backup_is_made_while_the_bot_runs(folder: Path) -> None:
    with sole_instance(folder):
        done = run("backup")
    assert done.exit_code == 0
    (name,) = re.findall(
        r"Copied and checked 2 files, [0-9.]+ [kM]B: .*[/\\]([^/\\]+)\n", done.output
    )
    assert run("restore", "--list").output == f"{name}\n"


def test_old_backups_go(folder: Path) -> None:
    for day in range(1, 20):
        old = folder / "backups" / f"2020-01-{day:02}T00-00-00Z"
        old.mkdir(parents=True)
        (old / "manifest.json").write_text("{}")
    done = run("backup")
    assert "Thrown away as old: 2020-01-13T00-00-00Z, 2020-01-11T00-00-00Z, " in done.output
    assert run("restore", "--list").output.count("\n") == 9


def test_a_restore_asks_sets_aside_and_says_what_to_do_next(folder: Path) -> None:
    run("backup")
    remember(folder, "since")
    refused = run("restore", says="n\n")
    assert refused.exit_code == 1
    assert remembered(folder / "desk.db") == "since"
    done = run("restore", says="y\n")
    assert done.exit_code == 0
    assert re.search(r"^The backup .* is whole: 2 files, ", done.output, re.MULTILINE)
    assert re.search(r"^What was there before is in .*set-aside", done.output, re.MULTILINE)
    assert done.output.endswith("until you run `python -m bot resume`.\n")
    assert remembered(folder / "desk.db") == "before"


def test_a_restore_by_name_needs_no_question(folder: Path) -> None:
    run("backup")
    name = run("restore", "--list").output.strip()
    remember(folder, "since")
    assert run("restore", "--yes", "2031-01-01T00-00-00Z").exit_code == 74
    assert remembered(folder / "desk.db") == "since"
    assert run("restore", "--yes", name).exit_code == 0
    assert remembered(folder / "desk.db") == "before"


def test_no_restore_while_the_bot_runs(folder: Path) -> None:
    run("backup")
    with sole_instance(folder):
        refused = run("restore", "--yes")
    assert refused.exit_code == 75
    assert "Another Sounding Board is running on the folder" in refused.output


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("backup", "There is nothing to copy in "),
        ("restore", "There are no backups in "),
    ],
)
def test_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, sentence: str
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    refused = run(command)
    assert refused.exit_code == 74
    assert refused.output.startswith(sentence)


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_folder_that_is_not_there_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    refused = run(command)
    assert refused.exit_code == 74
    assert refused.output.startswith("There is no data folder ")
    assert not (tmp_path / "data").exists()


def test_a_damaged_backup_is_not_restored(folder: Path) -> None:
    run("backup")
    (copy,) = folder.glob("backups/*/desk.db")
    copy.write_bytes(b"")
    refused = run("restore", "--yes")
    assert refused.exit_code == 74
    assert refused.output.endswith("is not as it was written. Choose another one.\n")
