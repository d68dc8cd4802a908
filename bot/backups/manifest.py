"""What a backup holds, written beside it: sizes, digests and versions of its files."""

from __future__ import annotations

import re
from datetime import datetime  # noqa: TC003 - pydantic evaluates the annotations
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, field_validator

if TYPE_CHECKING:
    from pathlib import Path

NAME = "manifest.json"

_TOP = ("desk.db", "accountability.db")
_FILE = re.compile(r"desk\.db|accountability\.db|knowledge/[0-9]{1,20}\.db")


class CopiedFile(BaseModel):
    """One file of a backup.

    Attributes:
        path: Where it belongs in the data folder.
        bytes: Its size.
        sha256: In hexadecimal.
        version: Of its schema, as SQLite's `user_version` has it.
    """

    model_config = ConfigDict(frozen=True)

    path: str
    bytes: int
    sha256: str
    version: int

    @field_validator("path")
    @classmethod
    def _check_path(cls, path: str) -> str:
        """Refuse what is none of the bot's files: it would be written when it is restored."""
        if not _FILE.fullmatch(path):
            raise ValueError(f"{path!r} is none of Sounding Board's files")
        return path


class Manifest(BaseModel):
    """What belongs to a backup; a folder without one is none.

    Attributes:
        made_at: The instant, in UTC.
        program: The version of Sounding Board that made it.
        files: What was copied, in the order in which it was.
    """

    model_config = ConfigDict(frozen=True)

    made_at: datetime
    program: str
    files: tuple[CopiedFile, ...]


def present_files(folder: Path) -> list[str]:
    """Return which of the bot's files are in a data folder, as paths within it."""
    libraries = sorted((folder / "knowledge").glob("*.db"))
    found = [name for name in _TOP if (folder / name).is_file()]
    found += [f"knowledge/{file.name}" for file in libraries]
    return [path for path in found if _FILE.fullmatch(path)]
