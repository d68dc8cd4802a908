"""Passages: an article cut into what is searched, 60-120 words in whole sentences.

Measured as best (against whole articles, single paragraphs and overlapping windows). Short
neighbouring paragraphs under one heading are joined; long ones are cut between sentences.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from knowledge.models import PARAGRAPH_BREAK, Heading, Paragraph, Passage
from knowledge.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.models import Block

MIN_WORDS = 60
MAX_WORDS = 120


@dataclass(frozen=True, slots=True)
class PlacedPassage:
    """A passage, and the headings that stand between it and the passage before."""

    passage: Passage
    above: tuple[Heading, ...] = ()


class _Piece(NamedTuple):
    """A sentence with its place; `gap` is what stands before it, as the author wrote it."""

    paragraph: int
    gap: str
    text: str
    words: int

    @property
    def continues(self) -> bool:
        return self.gap != PARAGRAPH_BREAK


@dataclass(slots=True)
class _Section:
    """What stands under one heading."""

    heading: str
    above: tuple[Heading, ...]
    pieces: list[_Piece] = field(default_factory=list)


def cut(blocks: Iterable[Block]) -> list[PlacedPassage]:
    """Cut an article into passages; together they hold every paragraph, in order."""
    placed: list[PlacedPassage] = []
    for section in _sections(blocks):
        above = section.above
        for pieces in _filled(section.pieces):
            first, *rest = pieces
            passage = Passage(
                position=len(placed),
                heading=section.heading,
                paragraph=first.paragraph,
                gap=first.gap,
                text=first.text + "".join(piece.gap + piece.text for piece in rest),
            )
            placed.append(PlacedPassage(passage, above))
            above = ()
    return placed


def joined(placed: Iterable[PlacedPassage]) -> Iterator[Block]:
    """Put an article's passages together again: the inverse of `cut`."""
    held = ""
    for one in placed:
        passage = one.passage
        first, *rest = passage.text.split(PARAGRAPH_BREAK)
        if passage.continues:
            held = f"{held}{passage.gap}{first}"
        else:
            if held:
                yield Paragraph(held)
            yield from one.above
            held = first
        for paragraph in rest:
            yield Paragraph(held)
            held = paragraph
    if held:
        yield Paragraph(held)


def _sections(blocks: Iterable[Block]) -> Iterator[_Section]:
    section = _Section("", ())
    above: list[Heading] = []
    number = 0
    for block in blocks:
        if isinstance(block, Heading):
            above.append(block)
            continue
        number += 1
        if above:
            if section.pieces:
                yield section
            section = _Section(above[-1].text, tuple(above))
            above = []
        section.pieces.extend(_sentences(block.text, number))
    if section.pieces:
        yield section


def _sentences(text: str, number: int) -> Iterator[_Piece]:
    """Yield a paragraph's sentences; one longer than a passage is cut between words."""
    gap, before = PARAGRAPH_BREAK, 0
    for start, end in sentence_spans(text):
        if before:
            gap = text[before:start]
        before = end
        words = text[start:end].split()
        if len(words) <= MAX_WORDS:
            yield _Piece(number, gap, text[start:end], len(words))
            continue
        # A "sentence" without end (a transcript, a list in one line).
        for first in range(0, len(words), MAX_WORDS):
            part = words[first : first + MAX_WORDS]
            yield _Piece(number, gap if not first else " ", " ".join(part), len(part))


def _filled(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Group the sentences of a section into passages."""
    group: list[_Piece] = []
    words, remaining = 0, sum(piece.words for piece in pieces)
    for piece in pieces:
        full = words + piece.words > MAX_WORDS
        # Cut at a paragraph's end once long enough, if enough is left for a passage of its own.
        rounded = not piece.continues and words >= MIN_WORDS and remaining >= MIN_WORDS
        if group and (full or rounded):
            yield group
            group, words = [], 0
        group.append(piece)
        words += piece.words
        remaining -= piece.words
    if group:
        yield group
