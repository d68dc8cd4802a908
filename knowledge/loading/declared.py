"""What an author declared in front matter, under the names that Jekyll, Hugo and others use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from knowledge.errors import DocumentRefused
from knowledge.loading.addresses import absolute_address, declared_address
from knowledge.loading.cleaning import has_words, keep, plain_key, short_line
from knowledge.loading.dates import read_date
from knowledge.loading.limits import (
    MAX_DESCRIPTION,
    MAX_NAME,
    MAX_SLUG,
    MAX_TAG,
    MAX_TAGS,
    MAX_TITLE,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

_KNOWN = """
title author authors date publishdate pubdate published draft permalink url slug tags tag
categories category description summary excerpt layout
"""
KNOWN_KEYS = frozenset(_KNOWN.split())
_NO = frozenset({"false", "no", "off", "0"})
_YES = frozenset({"true", "yes", "on", "1"})
_Read = TypeVar("_Read")
_BY = re.compile(r"by\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Declared:
    """What was declared; "" or None where nothing was, or nothing that makes sense."""

    title: str = ""
    author: str = ""
    published_on: date | None = None
    permalink: str = ""
    url: str = ""
    slug: str = ""
    tags: tuple[str, ...] = ()
    description: str = ""
    metadata: dict[str, object] = field(default_factory=dict)


def read_declared(values: Mapping[str, object]) -> Declared:
    """Read front matter; what it isn't used for stays in `metadata`, also a date that is none.

    Raises:
        DocumentRefused: It is marked as a draft.
    """
    fields = _Fields(values)
    if fields.is_draft():
        raise DocumentRefused("It is marked as a draft; publish it, then load it again.")
    permalink = fields.first(declared_address, "permalink")
    other = fields.first(declared_address, "url")
    absolute = next(filter(None, (absolute_address(address) for address in (other, permalink))), "")
    return Declared(
        title=fields.first(_title, "title"),
        author=fields.first(_author, "author", "authors"),
        published_on=fields.first(
            lambda value: read_date(short_line(value, MAX_NAME)),
            *("date", "publishdate", "pubdate", "published"),
        ),
        permalink=permalink or other,
        url=absolute or permalink or other,
        slug=fields.first(lambda value: short_line(value, MAX_SLUG).strip("/ "), "slug"),
        tags=unique_tags(
            [
                *fields.all(_listed_tags, "tags"),
                *fields.all(_single_tags, "tag"),
                *fields.all(_listed_tags, "categories"),
                *fields.all(_single_tags, "category"),
            ]
        ),
        description=fields.first(
            lambda value: short_line(value, MAX_DESCRIPTION), "description", "summary", "excerpt"
        ),
        metadata=keep(fields.unused()),
    )


class _Fields:
    """Front matter by lower-case key, with a note of what was used."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = {key.lower(): value for key, value in values.items()}
        self._original = values
        self._used: set[str] = set()

    def is_draft(self) -> bool:
        published = _word(self._values.get("published"))
        draft = _word(self._values.get("draft"))
        self._used |= {"published"} if published in _NO | _YES else set()
        self._used |= {"draft"} if draft in _NO | _YES else set()
        return published in _NO or draft in _YES

    def first(self, read: Callable[[object], _Read], *keys: str) -> _Read:
        """Return what is read of the first key that has a sensible value, else the empty value."""
        for key in keys:
            if key in self._values and (found := read(self._values[key])):
                self._used.add(key)
                return found
        return read("")

    def all(self, read: Callable[[object], list[str]], key: str) -> list[str]:
        found = read(self._values.get(key))
        self._used |= {key} if found else set()
        return found

    def unused(self) -> dict[str, object]:
        return {
            key: value for key, value in self._original.items() if key.lower() not in self._used
        }


def unique_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags once each, in the spelling that came first, whatever the case."""
    unique: dict[str, str] = {}
    for tag in tags:
        line = short_line(tag, MAX_TAG)
        if has_words(line):
            unique.setdefault(line.casefold(), line)
    return tuple(unique.values())[:MAX_TAGS]


def _word(value: object) -> str:
    return (str(value) if isinstance(value, bool) else short_line(value, MAX_TAG)).lower()


def _title(value: object) -> str:
    line = short_line(value, MAX_TITLE)
    return line if has_words(line) else ""


def _author(value: object) -> str:
    """Return an author's name, several of them with commas, also out of `{name: ...}`."""
    if isinstance(value, list):
        names = list(dict.fromkeys(filter(None, map(_author, value[:MAX_TAGS]))))
        return ", ".join(names)[:MAX_NAME].rstrip(", ")
    if isinstance(value, dict):
        return _author(value["name"]) if isinstance(value.get("name"), str) else ""
    line = _BY.sub("", short_line(value, MAX_NAME), count=1)
    return line if has_words(line) else ""


def _listed_tags(value: object) -> list[str]:
    """Return the tags of a list, of a string with commas, or of one with spaces."""
    if isinstance(value, str) and "," not in value:
        return value.split()
    return _single_tags(value)


def _single_tags(value: object) -> list[str]:
    if isinstance(value, list):
        # Tags of tags would be no tags; the length is bounded before anything is cleaned.
        return [tag for item in value[:1_000] if (tag := short_line(item, MAX_TAG))]
    return [tag for item in short_line(value, 10_000).split(",") if plain_key(tag := item.strip())]
