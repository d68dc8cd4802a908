"""The program as it is started: pipes, terminals, signals, and no traceback anywhere."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = [sys.executable, "-m", "knowledge"]
ESCAPE = "\x1b["
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in {"DATA_DIR", "NO_COLOR", "FORCE_COLOR", "COLUMNS"}
}


def _start(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=ENVIRONMENT | {"PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
    )


def _in_terminal(*arguments: object) -> str:
    """Return what a terminal of 80 columns is sent."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    master, slave = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=ENVIRONMENT | {"TERM": "xterm-256color", "COLUMNS": "80", "PYTHONUTF8": "1"},
    ):
        os.close(slave)
        received = b""
        while True:
            try:
                piece = os.read(master, 65_536)
            except OSError:  # Linux says so that the other side is closed
                break
            if not piece:
                break
            received += piece
    os.close(master)
    return received.decode("utf-8").replace("\r\n", "\n")


def test_piped_output_is_plain(starter_library: Path) -> None:
    found = _start("ask", "--db", starter_library, "what is a productive distraction?")
    assert found.returncode == 0
    assert found.stdout.startswith("1. A productive distraction is useful work")
    assert ESCAPE not in found.stdout
    assert found.stderr == ""


def test_a_terminal_gets_bold_words_in_80_columns(starter_library: Path) -> None:
    shown = _in_terminal("ask", "--db", starter_library, "what is a productive distraction?")
    assert f"{ESCAPE}1mproductive{ESCAPE}0m {ESCAPE}1mdistraction{ESCAPE}0m" in shown
    from rich.text import Text  # noqa: PLC0415 - only this test reads escape sequences

    lines = Text.from_ansi(shown).plain.splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) > 8


def test_a_load_in_a_terminal_shows_its_lines_once(tmp_path: Path) -> None:
    shown = _in_terminal("load", "--starter", "--db", tmp_path / "library.db")
    assert shown.count("Productive Distractions") == 1
    assert "Total: 10 added, 0 updated, 0 unchanged, 0 refused" in shown


def test_help_needs_no_library_and_is_there_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from knowledge.cli.app import library; library(['--help'],"
        " standalone_mode=False); heavy = {'sqlite_utils', 'trafilatura', 'rich', 'rapidfuzz'};"
        " print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENVIRONMENT
    )
    assert found.stdout.splitlines()[-1] == "[]"
    assert _start("--help").returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_missing_library(tmp_path: Path) -> None:
    found = _start("ask", "anything", "--db", tmp_path / "library.db")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("There is no library at ")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_goes_away_is_no_error(starter_library: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "list", "--db", str(starter_library)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send")
def test_ctrl_c_during_a_load_keeps_what_was_reported(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3_000):
        text = f"# Note {number}\n\nThe firm number{number} has printers.\n"
        folder.joinpath(f"{number}.md").write_text(text, encoding="utf-8")
    db, output = tmp_path / "library.db", tmp_path / "output.txt"
    with (
        output.open("wb") as out,
        subprocess.Popen(
            [*COMMAND, "load", str(folder), "--db", str(db)],
            stdout=out,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
        ) as process,
    ):
        assert process.stderr is not None
        while output.stat().st_size < 200:
            assert process.poll() is None
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b"Stopped.\n"
    assert process.returncode == 130
    reported = output.read_text("utf-8").splitlines()
    added = len(reported) - 1
    assert reported[-1] == f"Total: {added} added, 0 updated, 0 unchanged, 0 refused"
    held = json.loads(_start("stats", "--json", "--db", db).stdout)["articles"]
    assert held in {added, added + 1}  # one may be in the library and not reported yet
