"""The library's values: what is loaded, stored, searched and shown. All are frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

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
class Article:
    """One article of the library, without its text (see `KnowledgeBase.body`)."""

    id: int
    title: str
    author: str = ""
    published_on: date | None = None
    url: str = ""
    tags: tuple[str, ...] = ()
    description: str = ""
    metadata: Mapping[str, object] = field(default_factory=lambda: NO_METADATA)
    audience: str | None = None
    starter: bool = False
    word_count: int = 0
    passage_count: int = 0
    added_at: datetime | None = None
    updated_at: datetime | None = None


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


class LoadStatus(StrEnum):
    """What became of one file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What became of one document: its article's id (none when refused), and why."""

    status: LoadStatus
    article_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that was searched for instead of the one that was typed."""

    typed: str
    used: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an excerpt stands."""

    article: Article
    heading: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is shown: verbatim text with the spans [start, end) of the matched words."""

    text: str
    highlights: tuple[tuple[int, int], ...]
    score: float
    citation: Citation


@dataclass(frozen=True, slots=True)
class Answer:
    """The library's answer: excerpts, best first, or none and the nearest titles."""

    question: str
    excerpts: tuple[Excerpt, ...] = ()
    corrections: tuple[Correction, ...] = ()
    nearest: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether the library has an answer."""
        return bool(self.excerpts)


@dataclass(frozen=True, slots=True)
class RankedArticle:
    """An article in the order of a question, with the score of its best passage."""

    article_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of what one asker may see.

    `bytes` is the size of the whole file: for whoever keeps it, not for members.
    """

    articles: int
    passages: int
    words: int
    vocabulary: int
    starters: int
    bytes: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `KnowledgeBase.check` found: sentences, none when all agrees; and what was repaired."""

    faults: tuple[str, ...] = ()
    repaired: bool = False

    @property
    def sound(self) -> bool:
        """Whether index and content agree (now, if repaired)."""
        return not self.faults or self.repaired
