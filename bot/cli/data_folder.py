"""The data folder for commands that work on it beside the bot, and what can be wrong with it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.exits import ExitCode, Failure
from bot.errors import StorageError, StorageTooNewError
from bot.settings import SettingsError, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

_KILO = 1000


@contextmanager
def data_folder() -> Iterator[Path]:
    """Lend the data folder; what is wrong with it ends the program with a sentence.

    Raises:
        Failure: The settings name none, it is not there, in use, or can't be used.
    """
    from bot.instance import FolderInUseError, FolderUnusableError

    try:
        folder = load_settings(needs_token=False).data_dir
    except SettingsError as error:
        raise Failure(ExitCode.SETTINGS, str(error)) from None
    if not folder.is_dir():
        raise Failure(
            ExitCode.STORAGE,
            f"There is no data folder {folder.absolute()}. Correct DATA_DIR, or start the bot"
            " once.",
        )
    try:
        yield folder
    except FolderInUseError as error:
        raise Failure(ExitCode.IN_USE, str(error)) from None
    except StorageTooNewError as error:
        raise Failure(ExitCode.SETTINGS, str(error)) from None
    except (StorageError, FolderUnusableError) as error:
        raise Failure(ExitCode.STORAGE, str(error)) from None


def size(count: float) -> str:
    """Return a number of bytes as people read it: "1.2 MB"."""
    if count < _KILO:
        return f"{count:.0f} bytes"
    for unit in ("kB", "MB"):
        count /= _KILO
        if count < _KILO:
            return f"{count:.1f} {unit}"
    return f"{count / _KILO:.1f} GB"
