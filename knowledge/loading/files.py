"""Files and folders: which files are read, and the reading of one. All of the input there is."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import DocumentRefused
from knowledge.loading.kinds import EXTENSIONS, kind_of_name
from knowledge.loading.limits import DEFAULT_LIMITS, Limits
from knowledge.loading.reading import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.models import Document

_DRAFTS = "_drafts"


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files given, and the readable kinds of file in the folders given, each once.

    Folders are searched in alphabetical order, without hidden files and folders and without links
    that lead out of them. What is given by name is yielded whatever it is, also what does not
    exist, so that `read_file` says what is wrong with it; so is a folder that can't be opened.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _files_in(path) if _is_folder(path) else [path]:
            real = os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield found


def _files_in(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []

    def note(error: OSError) -> None:
        closed.append(Path(error.filename))

    root = Path(os.path.realpath(folder))
    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith(".") or path.suffix.lower() not in EXTENSIONS:
                continue
            if not path.is_symlink() or Path(os.path.realpath(path)).is_relative_to(root):
                yield path
    yield from closed


def read_file(path: Path, *, limits: Limits = DEFAULT_LIMITS, site: str = "") -> Document:
    """Read one file.

    Args:
        path: The file.
        limits: The most that is read of it.
        site: The address ("https://example.com") to which a permalink without a host belongs.

    Raises:
        DocumentRefused: It can't be read, or can't become an article.
    """
    try:
        data = _contents(path, limits)
        parts = path.absolute().parts
    except FileNotFoundError as error:
        raise DocumentRefused("It does not exist; check the name and the folder.") from error
    except PermissionError as error:
        raise DocumentRefused("It can't be opened: permission is denied.") from error
    except (OSError, ValueError) as error:
        raise DocumentRefused("It can't be opened; check that the name is right.") from error
    if _DRAFTS in parts[-3:-1]:
        raise DocumentRefused("It is in a folder of drafts; publish it, then load it again.")
    name = "/".join(part for part in parts[-2:] if part != path.anchor)
    return read_bytes(name, data, limits=limits, site=site)


def _contents(path: Path, limits: Limits) -> bytes:
    """Return the file's bytes, one more than the limit at most; the caller's limit then refuses."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        os.scandir(path).close()  # tells a closed folder from an open one
        raise DocumentRefused("It is a folder; give the files in it.")
    if not stat.S_ISREG(mode):
        # A pipe or a device would be waited for without end.
        raise DocumentRefused("It is not an ordinary file; only ordinary files can be read.")
    kind_of_name(path.name)
    with path.open("rb") as file:
        return file.read(limits.max_bytes + 1)


def _is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; one that can't be looked at is refused when it is read."""
    try:
        return path.is_dir()
    except OSError:
        return False
