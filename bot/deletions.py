"""What was deleted for good: a list beside the files, so that no restored file brings it back.

`deleted.jsonl` holds ids and times only, and is in no backup.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

NAME = "deleted.jsonl"


@dataclass(frozen=True, slots=True)
class Deletion:
    """A deletion: of a group, or of what one member wrote in it.

    Attributes:
        user_id: The member; None: the whole group.
    """

    at: datetime
    group_id: str
    user_id: int | None = None


class Deletions:
    """The list of one data folder; each call takes as long as the disk does.

    Args:
        folder: The data folder.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME

    def add(self, deletion: Deletion) -> None:
        """Write a deletion down; it is there when this returns.

        Raises:
            StorageError: It can't be written: then nothing is to be deleted.
        """
        values = asdict(deletion) | {"at": deletion.at.isoformat()}
        try:
            with self._file.open("ab+") as file:
                # A power cut may have left half a line.
                file.seek(-1 if file.tell() else 0, os.SEEK_END)
                start = b"" if file.read(1) in {b"", b"\n"} else b"\n"
                file.write(start + json.dumps(values).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StorageError(f"{self._file} can't be written: {error.strerror}.") from error

    def since(self, at: datetime | None) -> list[Deletion]:
        """Return what was deleted since an instant, oldest first; all of it if that is not known.

        Raises:
            StorageError: It can't be read.
        """
        try:
            lines = self._file.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            raise StorageError(f"{self._file} can't be read: {error}.") from error
        read = [_read(line) for line in lines]
        return [one for one in read if one is not None and (at is None or one.at >= at)]


def _read(line: str) -> Deletion | None:
    """Return what a line says; None for one that was cut off by a power cut."""
    try:
        values = json.loads(line)
        at = datetime.fromisoformat(values["at"])
        return Deletion(at, str(values["group_id"]), values["user_id"])
    except (ValueError, KeyError, TypeError):
        return None
