"""Settings: where they come from, and what is said of those that are wrong."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_token import application_id
from bot.loopback import is_loopback
from bot.settings import DEVELOPMENT_SETTINGS, SETTINGS, Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "MTA3MzQ1Njc4OTAxMjM0NTY3OA.GxYzAb.an-invented-signature_that-signs-nothing"  # noqa: S105 - invented
OTHER = "MTA3MzQ1Njc4OTAxMjM0NTY3OA.GxYzAb.another-invented-signature-of-no-use"

UNSET = (
    "DISCORD_TOKEN is not set, and the bot needs a token to log in. docs/operators.md says how to"
    " get one; write it into .env, as in .env.example. `python -m bot playground` shows the bot in"
    " your browser without one."
)


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (*SETTINGS, *DEVELOPMENT_SETTINGS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def _faults(**environment: str) -> tuple[str, ...]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        with pytest.raises(SettingsError) as caught:
            load_settings()
    return caught.value.faults


def _token_of(settings: Settings) -> str | None:
    return settings.discord_token.get_secret_value() if settings.discord_token else None


def test_a_token_is_all_that_must_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", f" {TOKEN}\n")
    settings = load_settings()
    assert _token_of(settings) == TOKEN
    assert settings.data_dir.as_posix() == "data"
    assert (settings.log_level, settings.log_format) == ("INFO", "auto")
    assert (settings.library_articles, settings.library_megabytes) == (5000, 200)
    assert settings.open_libraries == 64
    assert settings.stand_in is None


def test_the_environment_comes_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tmp_path.joinpath(".env").write_text(
        f"# mine\nDISCORD_TOKEN='{TOKEN}'\nDATA_DIR=elsewhere\nLOG_LEVEL=debug\nCOMPOSE=3\n",
        "utf-8",
    )
    monkeypatch.setenv("DATA_DIR", "here")
    monkeypatch.setenv("LOG_LEVEL", "")  # as docker compose hands on what is not set
    settings = load_settings()
    assert _token_of(settings) == TOKEN
    assert settings.data_dir.name == "here"
    assert settings.log_level == "DEBUG"


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    tmp_path.joinpath(".env").write_text(f"DISCORD_TOKEN={TOKEN}\r\n", "utf-8-sig")
    assert _token_of(load_settings()) == TOKEN


def test_the_token_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text(f"{TOKEN}\n", "utf-8")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(secret))
    assert _token_of(load_settings()) == TOKEN
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    assert _token_of(load_settings()) == TOKEN


def test_two_different_tokens_are_a_fault(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text(OTHER, "utf-8")
    assert _faults(DISCORD_TOKEN=TOKEN, DISCORD_TOKEN_FILE=str(secret)) == (
        "DISCORD_TOKEN and DISCORD_TOKEN_FILE hold different tokens; remove one of them.",
    )


def test_no_token_says_where_to_get_one() -> None:
    assert _faults() == (UNSET,)
    assert load_settings(needs_token=False).discord_token is None


def test_all_faults_are_told_at_once() -> None:
    assert _faults(
        LOG_LEVEL="loud",
        LOG_FORMAT="xml",
        LIBRARY_ARTICLES="many",
        LIBRARY_MEGABYTES="0",
        OPEN_LIBRARIES="1.5",
        SOUNDING_BOARD_CDN="http://localhost:1",
    ) == (
        UNSET,
        "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR.",
        "LOG_FORMAT must be one of auto, text, json.",
        "LIBRARY_ARTICLES must be a whole number from 1 to 1,000,000, such as 5000.",
        "LIBRARY_MEGABYTES must be a whole number from 1 to 100,000, such as 200.",
        "OPEN_LIBRARIES must be a whole number from 2 to 10,000, such as 64.",
        (
            "SOUNDING_BOARD_CDN is for development and takes an address of this computer only,"
            " such as http://127.0.0.1:8080; remove it to use Discord itself."
        ),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        "1073456789012345678",
        "Bot " + TOKEN,
        f'"{TOKEN}"',
        "a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6",
        "a b.c.d",
        "..",
        "a.b.c.d",
        "paßwort.ü.ö",
    ],
)
def test_what_is_no_token_is_refused_and_never_repeated(wrong: str, tmp_path: Path) -> None:
    (fault,) = _faults(DISCORD_TOKEN=wrong)
    assert fault == (
        "DISCORD_TOKEN is not a bot's token, which has three parts with full stops between them;"
        " docs/operators.md says where to get it."
    )
    secret = tmp_path / "token"
    secret.write_text(wrong, "utf-8")
    (fault,) = _faults(DISCORD_TOKEN_FILE=str(secret))
    assert fault == (
        f"The file of DISCORD_TOKEN_FILE holds no bot's token: {secret}. It must hold the token"
        " alone; docs/operators.md says where to get it."
    )


def test_a_token_s_file_that_can_t_be_read(tmp_path: Path) -> None:
    missing = tmp_path / "nothing"
    (fault,) = _faults(DISCORD_TOKEN_FILE=str(missing))
    assert fault == (
        f"DISCORD_TOKEN_FILE can't be read (No such file or directory): {missing}."
        " Correct the path or the file's permissions."
    )
    secret = tmp_path / "token"
    secret.write_bytes(b"\xff\xfe\x00")
    (fault,) = _faults(DISCORD_TOKEN_FILE=str(secret))
    assert fault.startswith("The file of DISCORD_TOKEN_FILE holds no bot's token")


def test_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    settings = load_settings()
    shown = f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    assert "signature" not in shown
    monkeypatch.setenv("OPEN_LIBRARIES", TOKEN)  # put into the wrong line
    monkeypatch.setenv("LOG_LEVEL", TOKEN)
    monkeypatch.setenv("DISCORD_TOKEN", f"{TOKEN}!")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "signature" not in f"{caught.value!r} {caught.value}"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_settings_that_are_no_text_are_told(tmp_path: Path) -> None:
    tmp_path.joinpath(".env").write_bytes(b"DATA_DIR=caf\xe9\n")
    assert _faults() == (".env is not UTF-8 text; save it as UTF-8.",)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the superuser reads every file"
)
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    tmp_path.joinpath(".env").write_text("DATA_DIR=x\n", "utf-8")
    tmp_path.joinpath(".env").chmod(0)
    assert _faults() == (".env can't be read: Permission denied.",)


def test_a_folder_with_an_impossible_name_is_told(tmp_path: Path) -> None:
    tmp_path.joinpath(".env").write_bytes(b"DATA_DIR='a\x00b'\n")
    assert _faults(DISCORD_TOKEN=TOKEN) == ("DATA_DIR is not the path of a folder.",)


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_folder_is_the_default(monkeypatch: pytest.MonkeyPatch, blank: str) -> None:
    monkeypatch.setenv("DATA_DIR", blank)
    assert load_settings(needs_token=False).data_dir.as_posix() == "data"


def test_a_stand_in_takes_discord_s_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOUNDING_BOARD_API", "http://127.0.0.1:8080/api/v10/")
    monkeypatch.setenv("SOUNDING_BOARD_GATEWAY", "ws://[::1]:8081")
    stand_in = load_settings(needs_token=False).stand_in
    assert stand_in is not None
    assert stand_in.api == "http://127.0.0.1:8080/api/v10"
    assert stand_in.gateway == "ws://[::1]:8081"
    assert stand_in.attachment_hosts == ()
    monkeypatch.setenv("SOUNDING_BOARD_CDN", "http://127.0.0.1:8082/cdn")
    stand_in = load_settings(needs_token=False).stand_in
    assert stand_in is not None
    assert stand_in.attachment_hosts == ("127.0.0.1:8082",)


@pytest.mark.parametrize("alone", sorted(DEVELOPMENT_SETTINGS))
def test_half_a_stand_in_is_a_fault(alone: str) -> None:
    scheme = "ws" if alone.endswith("GATEWAY") else "http"
    faults = _faults(DISCORD_TOKEN=TOKEN, **{alone: f"{scheme}://127.0.0.1:8080"})
    assert faults == ("SOUNDING_BOARD_API and SOUNDING_BOARD_GATEWAY go together; set both.",)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1",
        "http://127.0.0.1:8080",
        "http://127.255.0.9:1/api/v10",
        "http://[::1]:8080/x",
        "http://[0:0:0:0:0:0:0:1]",
    ],
)
def test_this_computer_s_own_addresses(address: str) -> None:
    assert is_loopback(address, "http")


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:8080",
        "http://2130706433",
        "http://0x7f000001",
        "http://0177.0.0.1",
        "http://127.1",
        "http://127.0.0.1.example.com",
        "http://127.0.0.1@example.com",
        "http://user@127.0.0.1",
        "http://127.0.0.1:80@example.com",
        "http://127.0.0.1\\@example.com",
        "http://127.0.0.1#@example.com",
        "http://127.0.0.1?x",
        "http://127.0.0.1:0",
        "http://127.0.0.1:65536",
        "http://１２７.0.0.1",
        "http://127。0。0。1",
        "http://[::ffff:127.0.0.1]",
        "http://[::ffff:7f00:1]",
        "http://[::1%eth0]",
        "http://::1",
        "http://0.0.0.0",
        "http://[::]",
        "http://10.0.0.1",
        "http://169.254.169.254",
        "http://discord.com",
        "https://127.0.0.1",
        "HTTP://127.0.0.1",
        "ws://127.0.0.1",
        "//127.0.0.1",
        "127.0.0.1:8080",
        " http://127.0.0.1",
        "http://127.0.0.1\n",
        "http://127.0.0.1/ x",
    ],
)
def test_every_other_address_is_refused(address: str) -> None:
    assert not is_loopback(address, "http")


@given(st.text())
def test_no_text_makes_the_look_at_an_address_fail(text: str) -> None:
    for address in (text, f"http://{text}", f"http://[{text}]", f"http://127.0.0.1:{text}"):
        assert is_loopback(address, "http") in {True, False}


@given(st.text())
def test_an_id_is_spelt_by_a_token_or_it_is_not(text: str) -> None:
    found = application_id(text)
    assert found is None or found > 0


def test_the_first_part_of_a_token_spells_the_application() -> None:
    assert application_id(TOKEN) == 1073456789012345678
