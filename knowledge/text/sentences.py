"""Sentences: where a paragraph may be cut, so that an excerpt is whole."""

from __future__ import annotations

import re
from typing import NamedTuple

from sentencex import get_sentence_boundaries

from knowledge.models import PARAGRAPH_BREAK

# A full stop after one of these is a slip (transcripts are full of them): no sentence ends there.
_CANNOT_END = re.compile(
    r"(?:^|\s)(?:the|a|an|and|or|but|my|your|our|their|his|because|if|"
    r"\w+['’](?:ve|re|ll)|i['’]m)[.]+\s*$",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"^\s*(?:\d{1,3}|[a-zA-Z])[.)]\s*$")


class Span(NamedTuple):
    """A part [start, end) of a text, in characters."""

    start: int
    end: int


def sentence_spans(text: str) -> list[Span]:
    """Return the spans of the sentences of a text, without the white space around them.

    Spans are in order and do not overlap; between them stands white space only. A list number
    ("1.") belongs to the sentence after it; a full stop after "the" or "you've" ends nothing.
    A paragraph always ends a sentence.
    """
    spans: list[Span] = []
    offset = 0
    for paragraph in text.split(PARAGRAPH_BREAK):
        spans.extend(_in_paragraph(paragraph, offset))
        offset += len(paragraph) + len(PARAGRAPH_BREAK)
    return spans


def _in_paragraph(paragraph: str, offset: int) -> list[Span]:
    spans: list[Span] = []
    opened: int | None = None
    position = 0
    pieces = _pieces(paragraph)
    for piece in pieces:
        start, end = position, position + len(piece)
        position = end
        if not piece.strip():
            continue
        if opened is None:
            opened = start
        held = paragraph[opened:end]
        if position < len(paragraph.rstrip()) and (
            _NUMBER_ALONE.match(held) or _CANNOT_END.search(held[-40:])
        ):
            continue
        spans.append(_trimmed(paragraph, opened, end, offset))
        opened = None
    return spans


def _pieces(paragraph: str) -> list[str]:
    try:
        pieces = [str(found["text"]) for found in get_sentence_boundaries("en", paragraph)]
    except UnicodeEncodeError:  # half of a surrogate pair
        return [paragraph]
    # The splitter is lossless on all that we met; be sure.
    return pieces if "".join(pieces) == paragraph else [paragraph]


def _trimmed(paragraph: str, start: int, end: int, offset: int) -> Span:
    piece = paragraph[start:end]
    return Span(
        offset + start + len(piece) - len(piece.lstrip()), offset + start + len(piece.rstrip())
    )
