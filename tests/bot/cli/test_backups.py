"""`backup` and `restore` as whoever runs the bot meets them."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from bot.accountability.store.file import File
from bot.accountability.store.notices import FactRows
from bot.backups import Shelf
from bot.cli.app import sounding_board
from bot.cli.lifetime import look_at_files
from bot.instance import sole_instance
from bot.scheduler.facts import ANOTHER_COPY, RESTORED, RESUME
from bot.scheduler.nightly import NightlyBackup
from bot.scheduler.origin import note_origin
from tests.bot.backups.folder import LIBRARY, NOW, filled, remember, remembered
from tests.bot.cli.process import TOKEN, run_bot

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


# -- resume


def facts(folder: Path) -> dict[str, str]:
    """Return what the follow-up's file says of itself, made if it is not there."""
    file = File(folder / "accountability.db")
    try:
        return dict(file.rows("SELECT name, value FROM facts"))  # type: ignore[arg-type]
    finally:
        file.close()


def put(folder: Path, name: str, value: str) -> None:
    file = File(folder / "accountability.db")
    FactRows(file).put(name, value)
    file.close()


def test_without_a_hold_there_is_nothing_to_resume(folder: Path) -> None:
    assert run("resume").output == "Nothing is on hold.\n"
    assert not (folder / "accountability.db").exists()
    note_it(folder)
    assert run("resume").output == "Nothing is on hold.\n"
    assert RESUME not in facts(folder)


def note_it(folder: Path) -> None:
    """Write down which file it is, as a start of the bot does."""
    file = File(folder / "accountability.db")
    note_origin(FactRows(file), folder / "accountability.db")
    file.close()


@pytest.mark.parametrize("fact", [RESTORED, ANOTHER_COPY])
def test_a_hold_ends_while_the_bot_runs_or_when_it_starts(folder: Path, fact: str) -> None:
    put(folder, fact, "2031-03-03T09:00:00+00:00")
    assert run("resume").output == "The hold ends when the bot starts.\n"
    assert RESUME in facts(folder)
    with sole_instance(folder):
        done = run("resume")
    assert done.output == "The hold ends: the bot goes on within a minute.\n"
    assert done.exit_code == 0


def test_a_restored_or_copied_file_is_on_hold_before_the_bot_has_seen_it(folder: Path) -> None:
    note_it(folder)
    run("backup")
    run("restore", "--yes")
    assert run("resume").output == "The hold ends when the bot starts.\n"

    (folder / "restored.json").unlink()
    note_it(folder)
    copy = folder / "copy.db"
    shutil.copy(folder / "accountability.db", copy)
    copy.replace(folder / "accountability.db")
    assert run("resume").output == "The hold ends when the bot starts.\n"


def test_a_file_that_was_only_moved_is_no_other_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_it(folder)
    moved = folder.rename(folder.with_name("moved"))
    monkeypatch.setenv("DATA_DIR", str(moved))
    assert run("resume").output == "Nothing is on hold.\n"


def test_after_a_restore_that_was_interrupted_the_bot_does_not_start(folder: Path) -> None:
    (folder / "restored.json").write_text(
        '{"backup": "2031-03-03T09-00-00Z", "at": "2031-03-03T09:00:00Z", "finished": false}'
    )
    code, _, err = run_bot(folder.parent, "run", DISCORD_TOKEN=TOKEN)
    assert code == 74
    assert err.endswith(
        "The restore of 2031-03-03T09-00-00Z was interrupted. Run `python -m bot restore` again.\n"
    )


async def test_before_its_files_change_the_bot_makes_a_backup(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(folder, "1.2.3")
    look_at_files(shelf, NOW)
    assert shelf.backups() == []
    monkeypatch.setattr("bot.cli.lifetime.DESK_VERSION", 1000)
    look_at_files(shelf, NOW)
    (backup,) = shelf.backups()
    assert [file.path for file in shelf.verify(backup).files] == ["desk.db", LIBRARY]


async def test_a_backup_is_made_each_night(folder: Path) -> None:
    shelf = Shelf(folder, "1.2.3")
    nightly = NightlyBackup(shelf)
    made = []
    for hours in range(60):
        await nightly(NOW + timedelta(hours=hours))
        made.append(len(shelf.backups()))
    # At once, at the hour after ten past three of the next night, and at that of the one after it.
    assert made == [1] * 19 + [2] * 24 + [3] * 17
