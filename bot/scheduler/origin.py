"""Where the follow-up's file comes from: is it the one of the last start, or was it put there?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.backups.marker import read_marker
from bot.scheduler.facts import FILE

if TYPE_CHECKING:
    from pathlib import Path

    from bot.accountability.store.notices import FactRows


def came_from_elsewhere(facts: FactRows, file: Path) -> bool:
    """Tell whether a file was restored or copied since the last start.

    A copy is another file to the system, which numbers them; a file that was only moved is not.
    """
    if read_marker(file.parent) is not None:
        return True
    before = facts.get(FILE)
    return before is not None and before != _number(file)


def note_origin(facts: FactRows, file: Path) -> None:
    """Write down which file it is."""
    facts.put(FILE, _number(file))


def _number(file: Path) -> str:
    return str(file.stat().st_ino)
