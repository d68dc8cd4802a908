"""One running bot for one data folder: two on it would answer everything twice.

The lock is the kernel's: it is gone with the process, however that ends.
"""

from __future__ import annotations

import json
import os
import socket
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOCK = "bot.lock"
_HOLDER = "bot.running.json"


class FolderInUseError(Exception):
    """Another bot runs on the folder."""


class FolderUnusableError(Exception):
    """The folder is not there, can't be made, or can't be written."""


@contextmanager
def sole_instance(folder: Path) -> Iterator[None]:
    """Hold a data folder, made if only it is missing, so that no other bot can run on it.

    Raises:
        FolderInUseError: Another bot runs on it.
        FolderUnusableError: It can't be used.
    """
    _make(folder)
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        if not (folder / _LOCK).exists():  # a file system on which none can be made
            raise FolderUnusableError(_unusable(folder, "no file can be made in it")) from None
        raise FolderInUseError(_in_use(folder)) from None
    except (OSError, NotImplementedError) as error:
        raise FolderUnusableError(_unusable(folder, error)) from error
    holder = folder / _HOLDER
    try:
        try:
            about = {"process": os.getpid(), "computer": socket.gethostname()}
            holder.write_text(json.dumps(about), "utf-8")
        except OSError as error:
            raise FolderUnusableError(_unusable(folder, error)) from error
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)  # members' words are nobody else's
    except FileNotFoundError as error:
        if folder.absolute().parent.exists():
            raise FolderUnusableError(_unusable(folder, error)) from error
        raise FolderUnusableError(
            f"There is no folder {folder.absolute().parent} to keep the data in. Make it, or"
            " correct DATA_DIR."
        ) from None
    except FileExistsError:
        raise FolderUnusableError(
            f"{folder.absolute()} is not a folder. Correct DATA_DIR."
        ) from None
    except OSError as error:
        raise FolderUnusableError(_unusable(folder, error)) from error


def _unusable(folder: Path, fault: Exception | str) -> str:
    reason = (fault.strerror if isinstance(fault, OSError) else None) or str(fault)
    return (
        f"The folder {folder.absolute()} can't be written: {reason}. Let the bot's user write to"
        " it, make room on the disk, or correct DATA_DIR."
    )


def _in_use(folder: Path) -> str:
    try:
        about = json.loads((folder / _HOLDER).read_text("utf-8"))
        where = f" It is process {int(about['process'])} on {about['computer']!s:.253}."
    except (OSError, ValueError, KeyError, TypeError):
        where = ""
    return (
        f"Another Sounding Board is running on the folder {folder.absolute()}.{where} Stop it"
        " first, or give this one a DATA_DIR of its own."
    )
