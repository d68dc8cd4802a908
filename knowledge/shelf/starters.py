"""The starter library: a few articles that come with the project, so that there is one to ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.models import LoadStatus
from knowledge.store import LOADED, LOADING, STARTERS

if TYPE_CHECKING:
    from knowledge.shelf.adding import Shelf
    from knowledge.store import LibraryFile

FOLDER = Path(__file__).parents[1] / "starter"


class Starters:
    """Loads the starter articles into a library file, once in its life."""

    def __init__(self, file: LibraryFile, shelf: Shelf) -> None:
        self._file = file
        self._shelf = shelf

    def are_new(self) -> bool:
        """Tell whether they were never loaded here."""
        with self._file.reading():
            return not self._file.settings.get(STARTERS)

    def load(self) -> int:
        """Load them into a file that never had them; return how many were added.

        A load that was cut short is finished; what a group has removed stays removed.
        """
        from knowledge.loading import find_files, read_file  # noqa: PLC0415 - its parsers are heavy

        with self._file.reading():
            state = self._file.settings.get(STARTERS)
        if state not in {"", LOADING}:
            return 0
        self._mark(LOADING)
        self._shelf.begin_load()
        added = 0
        for path in find_files([FOLDER]):
            result = self._shelf.add(
                read_file(path), audience=None, starter=True, by="", dry_run=False
            )
            added += result.status is LoadStatus.ADDED
        self._mark(LOADED)
        return added

    def _mark(self, state: str) -> None:
        with self._file.writing():
            self._file.settings.set(STARTERS, state)
