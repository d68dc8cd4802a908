"""Where a benchmark puts its files: in memory where the system offers it, else on disk."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

# Every article is one durable transaction; a disk's own speed would be most of what is measured.
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - only its existence is asked; the folder is made safely


def temporary_folder() -> TemporaryDirectory[str]:
    """Make a folder that goes when the benchmark ends."""
    parent = _IN_MEMORY if _IN_MEMORY.is_dir() else None
    return TemporaryDirectory(prefix="benchmark-", dir=parent)
