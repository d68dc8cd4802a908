"""Documents as bytes: how one travels between processes, or waits in a file to be added.

The bytes are JSON in ASCII, so that half of a surrogate pair travels too and is refused where
documents are refused. What comes in is trusted no further than its shape. It knows nothing of
files or of the library.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from knowledge.models import Document, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.models import Block

_Value = TypeVar("_Value")

_VERSION = 1
_TEXTS = ("title", "author", "url", "permalink", "slug", "description", "origin")


def pack(document: Document) -> bytes:
    """Return a document as bytes."""
    form: dict[str, object] = {name: getattr(document, name) for name in _TEXTS}
    form |= {
        "version": _VERSION,
        "blocks": [_packed(block) for block in document.blocks],
        "published_on": document.published_on.isoformat() if document.published_on else None,
        "slug_declared": document.slug_declared,
        "tags": list(document.tags),
        "metadata": dict(document.metadata),
    }
    return json.dumps(form, separators=(",", ":")).encode("ascii")


def unpack(data: bytes) -> Document:
    """Return the document that `pack` made bytes of.

    Raises:
        ValueError: The bytes are none of a document.
    """
    try:
        form = json.loads(data)
        if form["version"] != _VERSION:
            raise ValueError(form["version"])  # noqa: TRY301 - the one way out is below
        published_on = form["published_on"]
        return Document(
            blocks=tuple(_unpacked(block) for block in form["blocks"]),
            published_on=None if published_on is None else date.fromisoformat(published_on),
            slug_declared=_checked(form["slug_declared"], bool),
            tags=tuple(_checked(tag, str) for tag in _checked(form["tags"], list)),
            metadata=_checked(form["metadata"], dict),
            **{name: _checked(form[name], str) for name in _TEXTS},
        )
    except (LookupError, TypeError, ValueError, RecursionError) as error:
        raise ValueError("These bytes are not a document.") from error


def _packed(block: Block) -> list[object]:
    """Return a heading as its level and text, a paragraph as its text alone."""
    return [block.level, block.text] if isinstance(block, Heading) else [block.text]


def _unpacked(parts: Sequence[object]) -> Block:
    *level, text = _checked(parts, list)
    words = _checked(text, str)
    if not level:
        return Paragraph(words)
    (number,) = level
    return Heading(_checked(number, int), words)


def _checked(value: object, kind: type[_Value]) -> _Value:
    if not isinstance(value, kind):
        raise TypeError(f"{type(value).__name__} instead of {kind.__name__}")
    return value
