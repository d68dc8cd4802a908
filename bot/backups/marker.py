"""The mark that a restore leaves in the data folder until the bot has seen it."""

from __future__ import annotations

import os
from datetime import datetime  # noqa: TC003 - pydantic evaluates the annotations
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

NAME = "restored.json"


class Marker(BaseModel):
    """Which backup was restored, when, and whether that came to its end."""

    model_config = ConfigDict(frozen=True)

    backup: str
    at: datetime
    finished: bool


def write_marker(folder: Path, marker: Marker) -> None:
    """Leave the mark, in place of an older one."""
    coming = folder / f"{NAME}.new"
    with coming.open("w", encoding="utf-8") as file:
        file.write(marker.model_dump_json(indent=2))
        file.flush()
        os.fsync(file.fileno())
    coming.replace(folder / NAME)


def read_marker(folder: Path) -> Marker | None:
    """Return the mark, if there is one.

    Raises:
        StorageError: It can't be read.
    """
    try:
        return Marker.model_validate_json((folder / NAME).read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise StorageError(
            f"The file {folder / NAME}, which a restore has left, can't be read. Run"
            " `python -m bot restore` again."
        ) from error


def remove_marker(folder: Path) -> None:
    """Take the mark away: what it said is kept elsewhere."""
    (folder / NAME).unlink(missing_ok=True)
