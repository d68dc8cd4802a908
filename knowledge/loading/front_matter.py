"""Front matter: the YAML (`---`) or TOML (`+++`) block before a text, and the text without it."""

from __future__ import annotations

import re
import tomllib
from datetime import date, time
from typing import TYPE_CHECKING, TypeAlias

from knowledge.loading.declared import KNOWN_KEYS
from knowledge.loading.yaml_values import MAX_SOURCE, plain_value, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

_Read: TypeAlias = "Callable[[str], object]"
_Split: TypeAlias = tuple[dict[str, object], str]

_OPENING = re.compile(r"\n*(---|\+\+\+)[ \t]*\n")
_CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
_ENTRY = re.compile(r"([A-Za-z_][\w.-]{0,60})[ \t]*[:=](?:[ \t]+|$)")
_CONTINUES = re.compile(r"[ \t#\]}-]|$")
_MAX_ENTRIES = 500
_ODD_KEY = re.compile(r"[\sA-Z]")


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """Return a text's front matter and its body; no front matter and the whole text if it has none.

    A block that declares nothing is text between two rules; one that no line closes ends at the
    first blank line, if what stands before it is front matter. In a block with a fault the faulty
    entry is read as plain text, and lines that are no entries at all begin the body, so that
    nothing is lost.

    Raises:
        DocumentRefused: The YAML uses aliases.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return {}, text
    read = _read_toml if opening[1] == "+++" else read_yaml
    closing = _CLOSING[opening[1]].search(text, opening.end())
    if closing is None:
        found = _unclosed(text[opening.end() :], read)
    elif closing.start() - opening.end() > MAX_SOURCE:
        found = None
    else:
        source, body = text[opening.end() : closing.start()], text[closing.end() :]
        found = _closed(source, body, read)
    return found or ({}, text)


def _closed(source: str, body: str, read: _Read) -> _Split | None:
    try:
        values = read(source)
    except ValueError:
        entries, rest = _entry_by_entry(source, read)
        return (entries, f"{rest}\n\n{body}" if rest else body) if _is_known(entries) else None
    if not source.strip():
        return {}, body
    return (values, body) if isinstance(values, dict) and _declares(values) else None


def _unclosed(text: str, read: _Read) -> _Split | None:
    """Read the entries up to the first blank line, if nothing else stands there."""
    source, _, rest = text[:MAX_SOURCE].partition("\n\n")
    body = rest + text[MAX_SOURCE:]
    values, unread = _entry_by_entry(source, read)
    return (values, body) if body and not unread and _is_known(values) else None


def _is_known(values: dict[str, object]) -> bool:
    return not KNOWN_KEYS.isdisjoint(key.lower() for key in values)


def _declares(values: dict[str, object]) -> bool:
    """Whether a mapping is front matter, and not a sentence with a colon between two rules."""
    return _is_known(values) or not any(_ODD_KEY.search(key) for key in values)


def _read_toml(source: str) -> object:
    try:
        values = tomllib.loads(source)
    except RecursionError as error:
        raise ValueError("too deep") from error
    return {
        key: value.isoformat() if isinstance(value, date | time) else value
        for key, value in values.items()
    }


def _entry_by_entry(source: str, read: _Read) -> tuple[dict[str, object], str]:
    """Return the entries of a faulty block, and the lines that belong to none."""
    chunks: list[tuple[str, list[str]]] = []
    rest: list[str] = []
    for line in source.split("\n"):
        entry = _ENTRY.match(line)
        if entry and len(chunks) < _MAX_ENTRIES:
            chunks.append((entry[1], [line]))
        elif chunks and not rest and _CONTINUES.match(line):
            chunks[-1][1].append(line)
        else:
            rest.append(line)
    values: dict[str, object] = {}
    for key, lines in chunks:
        values.update(_read_entry(key, lines, read))
    return values, "\n".join(rest).strip("\n")


def _read_entry(key: str, lines: list[str], read: _Read) -> dict[str, object]:
    """Read one entry properly if it is sound by itself, else as the text that it shows."""
    try:
        values = read("\n".join(lines))
    except ValueError:
        values = None
    if isinstance(values, dict):
        return values
    first = _ENTRY.sub("", lines[0], count=1)
    text = " ".join(filter(None, (line.strip() for line in [first, *lines[1:]])))
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    return {key: plain_value(text)}
