"""What ends the bot before it ever speaks to Discord."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database

from bot.instance import sole_instance
from bot.permissions import NEEDED
from bot.settings import SETTINGS
from tests.bot.cli.process import ENVIRONMENT, TOKEN, run_bot

if TYPE_CHECKING:
    from pathlib import Path

# From the wrong page of Discord's portal; it has no full stops.
CLIENT_SECRET = "an-invented-client-secret-01234"  # noqa: S105 - invented


def test_help_is_there_without_discord() -> None:
    code = (
        "import sys; from bot.cli.app import sounding_board;"
        " sounding_board(['--help'], standalone_mode=False);"
        " print(sorted({'discord', 'aiohttp', 'sqlite_utils', 'knowledge'} & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENVIRONMENT
    )
    assert found.stdout.splitlines()[-1] == "[]"


def test_help_and_version_need_no_settings(tmp_path: Path) -> None:
    code, out, err = run_bot(tmp_path, "--help", LOG_LEVEL="nonsense")
    assert (code, err) == (0, "")
    commands = re.findall(r"^  ([a-z]+) ", out, re.MULTILINE)
    assert commands == ["backup", "invite", "playground", "restore", "resume", "run", "start"]
    code, out, err = run_bot(tmp_path, "--version")
    assert (code, err) == (0, "")
    assert re.fullmatch(r"Sounding Board \d+\.\d+\.\d+\n", out)


def test_no_token_says_how_to_get_one(tmp_path: Path) -> None:
    code, out, err = run_bot(tmp_path, "run")
    assert (code, out) == (78, "")
    assert err == (
        "DISCORD_TOKEN is not set, and the bot needs a token to log in. docs/operators.md says how"
        " to get one; write it into .env, as in .env.example. `python -m bot playground` shows the"
        " bot in your browser without one.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_all_wrong_settings_are_told_a_line_each(tmp_path: Path) -> None:
    code, out, err = run_bot(
        tmp_path,
        "run",
        DISCORD_TOKEN=CLIENT_SECRET,
        LOG_LEVEL="loud",
        OPEN_LIBRARIES="-1",
        SOUNDING_BOARD_API="https://discord.com/api/v10",
    )
    assert (code, out) == (78, "")
    assert [line.split()[0] for line in err.splitlines()] == [
        "DISCORD_TOKEN",
        "LOG_LEVEL",
        "OPEN_LIBRARIES",
        "SOUNDING_BOARD_API",
    ]
    assert CLIENT_SECRET not in err


def test_settings_are_read_from_the_file_in_the_folder(tmp_path: Path) -> None:
    tmp_path.joinpath(".env").write_text(f"DISCORD_TOKEN={TOKEN}\nDATA_DIR=no/such\n", "utf-8")
    code, _, err = run_bot(tmp_path, "run")
    assert code == 74
    assert err == (
        f"There is no folder {tmp_path / 'no'} to keep the data in. Make it, or correct DATA_DIR.\n"
    )


def test_a_second_bot_on_the_folder_is_refused(tmp_path: Path) -> None:
    with sole_instance(tmp_path / "data"):
        code, _, err = run_bot(tmp_path, "run", DISCORD_TOKEN=TOKEN)
    assert code == 75
    assert f"is running on the folder {tmp_path / 'data'}. It is process {os.getpid()} on " in err
    assert err.count("\n") == 1


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    code, _, err = run_bot(tmp_path, "run", DISCORD_TOKEN=TOKEN)
    assert (code, err) == (74, f"{tmp_path / 'data'} is not a folder. Correct DATA_DIR.\n")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the superuser writes everywhere"
)
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o500)
    code, _, err = run_bot(tmp_path, "run", DISCORD_TOKEN=TOKEN)
    assert code == 74
    assert err.startswith(f"The folder {tmp_path / 'data'} can't be written: Permission denied.")


def test_a_newer_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    newer = Database(tmp_path / "data" / "desk.db")
    newer.execute("PRAGMA user_version = 999")
    newer.close()
    code, _, err = run_bot(tmp_path, "run", DISCORD_TOKEN=TOKEN)
    assert code == 78
    assert "desk.db was written by a newer version of Sounding Board (file 999, program " in err
    assert err.endswith("Update the program.\n")


def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "desk.db"
    file.write_bytes(b"no database" * 1000)
    code, _, err = run_bot(tmp_path, "run", DISCORD_TOKEN=TOKEN)
    assert code == 74
    assert "desk.db can't be used: " in err
    assert "Traceback" not in err
    assert file.read_bytes() == b"no database" * 1000


def test_the_invitation_for_a_named_application(tmp_path: Path) -> None:
    code, out, err = run_bot(tmp_path, "invite", "--application", "1073456789012345678")
    assert (code, err) == (0, "")
    link = re.search(r"^https://\S+$", out, re.MULTILINE)
    assert link is not None
    # View, send, send in threads, public threads, embeds, files, history; see Discord's table.
    bits = 1 << 10 | 1 << 11 | 1 << 38 | 1 << 35 | 1 << 14 | 1 << 15 | 1 << 16
    assert link[0] == (
        "https://discord.com/oauth2/authorize?client_id=1073456789012345678"
        f"&scope=bot+applications.commands&permissions={bits}"
    )
    for need in NEEDED:
        assert re.search(rf"^  {need.name} +{re.escape(need.why)}$", out, re.MULTILINE)


@pytest.mark.parametrize(
    "wrong", [TOKEN, "Sounding Board", "12", "１０７３４５６７８９０１２３４５６７８"]
)
def test_what_is_no_id_is_refused_and_not_repeated(tmp_path: Path, wrong: str) -> None:
    code, out, err = run_bot(tmp_path, "invite", "--application", wrong)
    assert (code, out) == (2, "")
    assert "It is a number of 17 to 20 digits" in err
    assert wrong not in err


def test_an_invitation_of_nobody_asks_whose(tmp_path: Path) -> None:
    code, out, err = run_bot(tmp_path, "invite")
    assert (code, out) == (78, "")
    assert err.startswith("Which application is it? Set DISCORD_TOKEN, or give its id with")
    code, out, err = run_bot(tmp_path, "invite", DISCORD_TOKEN=CLIENT_SECRET)
    assert (code, out) == (78, "")
    assert err.startswith("DISCORD_TOKEN is not a bot's token")


def test_no_setting_is_an_option() -> None:
    """A token on the command line could be read by every user of the machine."""
    from bot.cli.app import sounding_board  # noqa: PLC0415 - of no use to the other tests

    options = {
        option
        for command in sounding_board.commands.values()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("-")
    }
    assert options == {"--application", "--list", "--yes"}
    assert not {f"--{name.lower().replace('_', '-')}" for name in SETTINGS} & options
