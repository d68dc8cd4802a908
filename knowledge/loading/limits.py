"""What one file may cost: sizes beyond which it is refused or read more simply."""

from __future__ import annotations

from dataclasses import dataclass

_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one file.

    Attributes:
        max_bytes: Size of the file.
        max_characters: Length of its text, once decoded.
        max_lines: Lines of that text.
        max_depth: Levels of nested lists, quotes or HTML elements.
    """

    max_bytes: int = 10 * _MEBIBYTE
    max_characters: int = 2_000_000
    max_lines: int = 100_000
    max_depth: int = 100

    @property
    def megabytes(self) -> str:
        """`max_bytes` for a reader: "10 MB"."""
        return f"{self.max_bytes / _MEBIBYTE:.4g} MB"


DEFAULT_LIMITS = Limits()

MAX_TITLE = 300
MAX_NAME = 120
MAX_SLUG = 200
MAX_DESCRIPTION = 2_000
MAX_ADDRESS = 2_000
MAX_TAG = 80
MAX_TAGS = 50
