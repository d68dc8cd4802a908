"""What a loader finds in a file's text, before front matter and file name are heard."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.loading.cleaning import has_words, one_line
from knowledge.models import Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from knowledge.models import Block

_LOWEST_HEADING = 6


@dataclass(slots=True)
class Content:
    """The text of a file and what the text itself says about it.

    Attributes:
        blocks: Headings and paragraphs in reading order.
        title: The title that the text shows; it stands in `blocks` too, until it is dropped there.
    """

    blocks: list[Block]
    title: str = ""
    author: str = ""
    published_on: date | None = None
    url: str = ""
    tags: list[str] = field(default_factory=list)
    description: str = ""


def heading(level: int, text: str) -> list[Heading]:
    """Return a heading in a list, or none if there are no words in it."""
    line = one_line(text).strip()
    return [Heading(min(max(level, 1), _LOWEST_HEADING), line)] if has_words(line) else []


def paragraph(text: str) -> list[Paragraph]:
    """Return a paragraph in a list, or none if there are no words in it (a rule, an ornament)."""
    line = one_line(text).strip()
    return [Paragraph(line)] if has_words(line) else []


def paragraphs(texts: Iterable[str]) -> list[Paragraph]:
    """Return a paragraph for each text that has words."""
    return [block for text in texts for block in paragraph(text)]


def count_paragraphs(blocks: Iterable[Block]) -> int:
    """Return how many of the blocks are paragraphs."""
    return sum(isinstance(block, Paragraph) for block in blocks)
