"""One bot for one folder."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.instance import FolderInUseError, FolderUnusableError, sole_instance

HOLD = (
    "import sys; from pathlib import Path; from bot.instance import sole_instance\n"
    "with sole_instance(Path(sys.argv[1])):\n"
    "    print('held', flush=True); sys.stdin.read()"
)


def _fault(folder: Path) -> str:
    with pytest.raises((FolderInUseError, FolderUnusableError)) as caught, sole_instance(folder):
        pass
    return str(caught.value)


def test_a_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with sole_instance(folder):
        assert folder.is_dir()
        if sys.platform != "win32":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_second_bot_is_refused_and_told_where_the_first_is(tmp_path: Path) -> None:
    with sole_instance(tmp_path):
        told = _fault(tmp_path)
    assert told.startswith(f"Another Sounding Board is running on the folder {tmp_path}. It is")
    assert f" process {os.getpid()} on " in told
    assert told.endswith(" Stop it first, or give this one a DATA_DIR of its own.")
    with sole_instance(tmp_path):
        pass


@pytest.mark.parametrize("note", [None, "", "[]", '{"process": "x"}', '{"process": 1}'])
def test_a_second_bot_is_refused_whatever_the_first_left_in_writing(
    tmp_path: Path, note: str | None
) -> None:
    with sole_instance(tmp_path):
        file = tmp_path / "bot.running.json"
        file.unlink()
        if note is not None:
            file.write_text(note, "utf-8")
        assert _fault(tmp_path) == (
            f"Another Sounding Board is running on the folder {tmp_path}. Stop it first, or give"
            " this one a DATA_DIR of its own."
        )


def test_a_killed_bot_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        assert f"It is process {process.pid} on " in _fault(tmp_path)
        process.kill()
    with sole_instance(tmp_path):
        held = json.loads((tmp_path / "bot.running.json").read_text("utf-8"))
        assert held["process"] == os.getpid()


def test_a_folder_in_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "not mounted" / "data"
    assert _fault(folder) == (
        f"There is no folder {folder.parent} to keep the data in. Make it, or correct DATA_DIR."
    )
    assert not folder.parent.exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.touch()
    assert _fault(file) == f"{file} is not a folder. Correct DATA_DIR."


def test_a_lock_that_can_t_be_written_names_the_folder(tmp_path: Path) -> None:
    (tmp_path / "bot.lock").mkdir()
    told = _fault(tmp_path)
    assert told.startswith(f"The folder {tmp_path} can't be written: ")
    assert told.endswith("make room on the disk, or correct DATA_DIR.")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="this system has no such folder")
@pytest.mark.parametrize("folder", ["/proc/self", "/proc/new"])
def test_a_folder_in_which_nothing_can_be_made_is_named(folder: str) -> None:
    assert _fault(Path(folder)).startswith(f"The folder {folder} can't be written: ")


def test_a_note_that_can_t_be_written_frees_the_folder(tmp_path: Path) -> None:
    (tmp_path / "bot.running.json").mkdir()
    assert "can't be written" in _fault(tmp_path)
    (tmp_path / "bot.running.json").rmdir()
    with sole_instance(tmp_path):
        pass


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the superuser writes everywhere"
)
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert _fault(tmp_path).startswith(f"The folder {tmp_path} can't be written: Permission denied")
