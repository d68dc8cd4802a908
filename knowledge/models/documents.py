"""What a loader reads from a file, and what it is cut into."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

PARAGRAPH_BREAK = "\n\n"
"""What stands between two paragraphs of a text."""

NO_METADATA: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in a document: its level (1 is the highest) and its text, one line."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, list item or table row: plain text as the author wrote it, one line."""

    text: str


Block = Heading | Paragraph


@dataclass(frozen=True, slots=True)
class Document:
    """What a loader reads from one file, before it becomes an article.

    Attributes:
        title: One line, never empty.
        blocks: Headings and paragraphs in reading order; at least one paragraph.
        author: The author's name, or "".
        published_on: The date of publication, if a valid one was given.
        url: Where the original can be read: an absolute address or a site's own path, or "".
        permalink: The address or path that the author declared (`permalink`, `url`), or "".
        slug: The name that the author declared (`slug`), else the file's name without date, or "".
        slug_declared: Whether the author declared it, rather than the file's name.
        tags: Tags and categories, in order, none twice.
        description: The author's summary, or "".
        metadata: Everything else of the front matter: JSON-able, kept, never acted on.
        origin: Where it came from, to know it again: the last two parts of the path ("posts/a.md").
    """

    title: str
    blocks: tuple[Block, ...]
    author: str = ""
    published_on: date | None = None
    url: str = ""
    permalink: str = ""
    slug: str = ""
    slug_declared: bool = False
    tags: tuple[str, ...] = ()
    description: str = ""
    metadata: Mapping[str, object] = field(default_factory=lambda: NO_METADATA)
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is searched: 60-120 words in whole sentences of one article.

    Attributes:
        position: 0-based place in the article.
        heading: The nearest heading above, or "".
        paragraph: 1-based number of the paragraph in which the passage begins.
        gap: What stands before it: a paragraph break, or the white space between two sentences.
        text: Verbatim; paragraphs are separated by a blank line.
    """

    position: int
    heading: str
    paragraph: int
    gap: str
    text: str

    @property
    def continues(self) -> bool:
        """Whether it begins in the middle of its paragraph."""
        return self.gap != PARAGRAPH_BREAK
