"""Clean text: what may stand in a document, whatever stood in the file."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# Controls, soft hyphens and invisible spaces (they cut words in two where nobody sees it),
# bidirectional controls (they make text read other than it is), surrogates and non-characters.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
_MAY_COMBINE = re.compile("[^\x00-\u02ff]{31,}")
_MAX_MARKS = 30
"""Combining marks in a row: the bound of Unicode's stream-safe text format (UAX #15)."""

_MAX_DEPTH = 6
_MAX_ITEMS = 100
_MAX_VALUES = 1_000
_MAX_KEY = 100
_MAX_VALUE = 2_000
_MAX_INTEGER = 2**63


def clean(text: str) -> str:
    """Return text in NFC with line feeds as line ends, without what is never seen."""
    text = _DROPPED.sub("", _LINE_END.sub("\n", text))
    # Normalising sorts the marks of a run in quadratic time: runs are cut first.
    return unicodedata.normalize("NFC", _MAY_COMBINE.sub(_shorten_marks, text))


def _shorten_marks(match: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in match[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def one_line(text: str) -> str:
    """Return text as one line; runs of spaces within a line stay as they were written."""
    lines = clean(text).replace("\t", " ").split("\n")
    return " ".join(filter(None, (line.strip() for line in lines)))


def short_line(value: object, limit: int) -> str:
    """Return a declared value as one line of at most `limit` characters, "" if it is no text."""
    if isinstance(value, bool) or not (isinstance(value, str) or _is_finite(value)):
        return ""
    return " ".join(one_line(str(value)).split())[:limit].rstrip()


def has_words(text: str) -> bool:
    """Whether there is a letter or digit in the text."""
    return any(character.isalnum() for character in text)


def plain_key(text: str) -> str:
    """Return text for comparing: letters and digits only, without case."""
    return "".join(filter(str.isalnum, text.casefold()))


def keep(values: Mapping[str, object]) -> dict[str, object]:
    """Return values as JSON can hold them, bounded in depth, number and length."""
    budget = [_MAX_VALUES]
    kept = _keep(dict(values), budget, _MAX_DEPTH)
    return kept if isinstance(kept, dict) else {}


def _keep(value: object, budget: list[int], depth: int) -> object:
    budget[0] -= 1
    if isinstance(value, dict | list) and depth == 0:
        return None
    if isinstance(value, dict):
        pairs = (
            (short_line(key, _MAX_KEY), item) for key, item in islice(value.items(), _MAX_ITEMS)
        )
        return {key: _keep(item, budget, depth - 1) for key, item in pairs if key and budget[0] > 0}
    if isinstance(value, list):
        return [_keep(item, budget, depth - 1) for item in value[:_MAX_ITEMS] if budget[0] > 0]
    if value is None or isinstance(value, bool) or _is_finite(value):
        return value
    # Python refuses to write very long integers in decimal; in hexadecimal it does not.
    text = hex(value) if isinstance(value, int) else str(value)
    return one_line(text[:_MAX_VALUE]).rstrip()


def _is_finite(value: object) -> bool:
    if isinstance(value, int):
        return -_MAX_INTEGER <= value < _MAX_INTEGER
    return isinstance(value, float) and isfinite(value)
