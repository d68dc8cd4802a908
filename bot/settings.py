"""Settings from the environment and `.env`: what they are, and every fault in them at once.

Nothing else in the bot reads the environment. No secret stands in an error, a repr or a log.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.discord_token import looks_like_token
from bot.loopback import is_loopback

ENV_FILE = Path(".env")

_WHERE = "docs/operators.md says where to get it"
_BIG_FILE = 4096


class SettingsError(Exception):
    """Settings that the bot can't run with.

    Args:
        faults: One plain sentence for each.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def _whole_number(lowest: int, highest: int, example: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        text = str(value).strip().replace("_", "")
        if re.fullmatch(r"[0-9]{1,12}", text) and lowest <= int(text) <= highest:
            return int(text)
        raise ValueError(
            f"must be a whole number from {lowest:,} to {highest:,}, such as {example}."
        )

    return read


def _one_of(*choices: str) -> Callable[[object], str]:
    spelt = {choice.lower(): choice for choice in choices}

    def read(value: object) -> str:
        found = spelt.get(str(value).strip().lower())
        if found is None:
            raise ValueError(f"must be one of {', '.join(choices)}.")
        return found

    return read


def _address(scheme: str) -> Callable[[object], str | None]:
    def read(value: object) -> str | None:
        text = str(value or "").strip()
        if text and not is_loopback(text, scheme):
            raise ValueError(
                "is for development and takes an address of this computer only, such as"
                f" {scheme}://127.0.0.1:8080; remove it to use Discord itself."
            )
        return text.rstrip("/") or None

    return read


def _path(value: object) -> Path:
    text = str(value).strip()
    if "\0" in text:
        raise ValueError("is not the path of a folder.")
    return Path(text or "data")


_Http = Annotated[str | None, BeforeValidator(_address("http"))]
_Ws = Annotated[str | None, BeforeValidator(_address("ws"))]


@dataclass(frozen=True, slots=True)
class StandInAddresses:
    """Where the stand-in for Discord listens, on this computer."""

    api: str
    gateway: str
    cdn: str | None
    clock: str | None

    @property
    def attachment_hosts(self) -> tuple[str, ...]:
        """Return the hosts, with ports, that attachments may come from beside Discord's own."""
        return (urlsplit(self.cdn).netloc,) if self.cdn else ()


class Settings(BaseSettings):
    """What whoever runs the bot can set."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",  # a .env may serve other programs too
        env_ignore_empty=True,
        env_file_encoding="utf-8-sig",  # Notepad puts a mark before the first line
        hide_input_in_errors=True,
        validate_default=True,
    )

    discord_token_file: Path | None = Field(
        default=None,
        description="a file that holds the token, instead of `DISCORD_TOKEN`",
    )
    discord_token: SecretStr | None = Field(
        default=None,
        description="the bot's token; `python -m bot run` needs it",
    )
    data_dir: Annotated[Path, BeforeValidator(_path)] = Field(
        default=Path("data"),
        description="the folder of the files that Sounding Board keeps",
    )
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"],
        BeforeValidator(_one_of("DEBUG", "INFO", "WARNING", "ERROR")),
    ] = Field(default="INFO", description="how much is logged")
    log_format: Annotated[
        Literal["auto", "text", "json"], BeforeValidator(_one_of("auto", "text", "json"))
    ] = Field(
        default="auto",
        description="`text`, or `json` with one object a line; `auto` is text on a terminal",
    )
    library_articles: Annotated[int, BeforeValidator(_whole_number(1, 1_000_000, 5000))] = Field(
        default=5000, description="the most articles that one server may keep"
    )
    library_megabytes: Annotated[int, BeforeValidator(_whole_number(1, 100_000, 200))] = Field(
        default=200, description="the most megabytes that one server's library may take"
    )
    open_libraries: Annotated[int, BeforeValidator(_whole_number(2, 10_000, 64))] = Field(
        default=64, description="how many servers' libraries stay open at once"
    )
    sounding_board_api: _Http = Field(default=None, description="the stand-in's REST API")
    sounding_board_gateway: _Ws = Field(default=None, description="the stand-in's gateway")
    sounding_board_cdn: _Http = Field(default=None, description="the stand-in's attachments")
    sounding_board_clock: _Http = Field(default=None, description="the stand-in's clock")

    @field_validator("discord_token")
    @classmethod
    def _settle_token(cls, given: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        """Return the token, from wherever it comes."""
        typed = given.get_secret_value().strip() if given is not None else ""
        if typed and not looks_like_token(typed):
            raise ValueError(
                f"is not a bot's token, which has three parts with full stops between them;"
                f" {_WHERE}."
            )
        file: Path | None = info.data.get("discord_token_file")
        if file is None:
            return SecretStr(typed) if typed else None
        held = _read_token(file)
        if typed and typed != held:
            raise ValueError("and DISCORD_TOKEN_FILE hold different tokens; remove one of them.")
        return SecretStr(held)

    @field_validator("sounding_board_clock")
    @classmethod
    def _check_stand_in_is_whole(cls, clock: str | None, info: ValidationInfo) -> str | None:
        """Refuse half a stand-in: the other half of the traffic would go to Discord."""
        names = [f"sounding_board_{part}" for part in ("api", "gateway", "cdn")]
        if not all(name in info.data for name in names):
            return clock  # one has a fault of its own
        api, gateway, cdn = (info.data[name] for name in names)
        if (api or gateway or cdn or clock) and not (api and gateway):
            raise _Whole("SOUNDING_BOARD_API and SOUNDING_BOARD_GATEWAY go together; set both.")
        return clock

    @property
    def stand_in(self) -> StandInAddresses | None:
        """Return where the stand-in for Discord listens, if the bot is to use it."""
        if self.sounding_board_api is None or self.sounding_board_gateway is None:
            return None
        return StandInAddresses(
            self.sounding_board_api,
            self.sounding_board_gateway,
            self.sounding_board_cdn,
            self.sounding_board_clock,
        )


class _Whole(ValueError):  # noqa: N818 - never leaves this module
    """A fault whose sentence is whole, with no name of a setting to be put before it."""


def _read_token(file: Path) -> str:
    try:
        with file.open(encoding="utf-8-sig") as opened:
            text = opened.read(_BIG_FILE).strip()
    except OSError as error:
        raise _Whole(
            f"DISCORD_TOKEN_FILE can't be read ({error.strerror}): {file}."
            " Correct the path or the file's permissions."
        ) from None
    except ValueError:  # not UTF-8
        text = ""
    if not looks_like_token(text):
        raise _Whole(
            f"The file of DISCORD_TOKEN_FILE holds no bot's token: {file}. It must hold the token"
            f" alone; {_WHERE}."
        )
    return text


class _SettingsToRun(Settings):
    """The same, with a token."""

    @field_validator("discord_token")
    @classmethod
    def _demand_token(cls, token: SecretStr | None) -> SecretStr:
        if token is None:
            raise _Whole(
                "DISCORD_TOKEN is not set, and the bot needs a token to log in."
                " docs/operators.md says how to get one; write it into .env, as in .env.example."
                " `python -m bot playground` shows the bot in your browser without one."
            )
        return token


def load_settings(env_file: Path | None = ENV_FILE, *, needs_token: bool = True) -> Settings:
    """Read the settings from the environment, and from a file what is not there.

    Args:
        env_file: The file, which need not exist.
        needs_token: Whether a missing token is a fault.

    Raises:
        SettingsError: Something is wrong; it says everything that is.
    """
    try:
        # The argument is pydantic-settings' own; mypy knows the fields only.
        return (_SettingsToRun if needs_token else Settings)(
            _env_file=env_file  # type: ignore[call-arg]
        )
    except ValidationError as error:
        raise SettingsError([_sentence(fault) for fault in error.errors()]) from None
    except UnicodeDecodeError:
        raise SettingsError([f"{env_file} is not UTF-8 text; save it as UTF-8."]) from None
    except OSError as error:
        raise SettingsError([f"{env_file} can't be read: {error.strerror}."]) from None


def _sentence(fault: ErrorDetails) -> str:
    reason = fault.get("ctx", {}).get("error")
    if isinstance(reason, _Whole):
        return str(reason)
    name = str(fault["loc"][0]).upper()
    return f"{name} {reason}" if reason else f"{name} can't be used: {fault['msg']}."


def _describe(*, development: bool) -> dict[str, str]:
    fields = Settings.model_fields.items()
    described = {name.upper(): str(field.description) for name, field in fields}
    return {
        name: text
        for name, text in described.items()
        if name.startswith(_DEVELOPMENT_PREFIX) == development
    }


_DEVELOPMENT_PREFIX = "SOUNDING_BOARD_"

SETTINGS = _describe(development=False)
"""Every setting for whoever runs the bot, with what it is for."""

DEVELOPMENT_SETTINGS = _describe(development=True)
"""The settings that put a stand-in in Discord's place, with what each is for."""
