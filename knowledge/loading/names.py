"""What a file's name says: the date and the slug of Jekyll and Hugo, and a title at need."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from knowledge.loading.cleaning import has_words, short_line
from knowledge.loading.limits import MAX_SLUG

_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[-_ ]*(.*)", re.DOTALL)
_BUNDLE = frozenset({"index", "_index"})
_MAX_PART = 120
UNTITLED = "Untitled article"


@dataclass(frozen=True, slots=True)
class FileName:
    """What is read from a file's name (and its folder's, for a bundle's `index.md`)."""

    slug: str
    published_on: date | None
    origin: str

    @property
    def title(self) -> str:
        """A title made of the slug: "some-title" becomes "Some title"."""
        words = " ".join(re.split(r"[-_\s]+", self.slug)).strip()
        return words[:1].upper() + words[1:] if has_words(words) else UNTITLED


def read_name(name: str) -> FileName:
    """Read a file's name, with or without the folders before it."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    stem = PurePosixPath(parts[-1]).stem if parts else ""
    if stem.lower() in _BUNDLE and len(parts) > 1:
        stem = parts[-2]
    published_on: date | None = None
    if dated := _DATED.fullmatch(stem):
        published_on = calendar_date(dated[1], dated[2], dated[3])
        stem = dated[4] if published_on and has_words(dated[4]) else stem
    origin = "/".join(filter(None, (_printable(part) for part in parts[-2:])))
    return FileName(_printable(stem, MAX_SLUG), published_on, origin)


def _printable(text: str, limit: int = _MAX_PART) -> str:
    line = short_line(text, len(text))
    return "".join(filter(str.isprintable, line))[:limit].strip()


def calendar_date(year: str, month: str, day: str) -> date | None:
    """Return the date, or None if there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
