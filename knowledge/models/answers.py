"""What a question gets: excerpts with their sources, a librarian's answer, the nearest titles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge.models.articles import Article, Title


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
    """What is shown: verbatim text with the spans [start, end) of the matched words.

    `passage` names the passage it stands in, within its article, for as long as its text is the
    same: what a vote is for.
    """

    text: str
    highlights: tuple[tuple[int, int], ...]
    score: float
    citation: Citation
    passage: str = ""


@dataclass(frozen=True, slots=True)
class CuratedAnswer:
    """A librarian's own answer to a question.

    Attributes:
        question: The question as the librarian wrote it.
        set_at: When its text was last written.
    """

    id: str
    question: str
    text: str
    by: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """The library's answer: excerpts, best first, or none and the nearest titles.

    Attributes:
        nearest_articles: The nearest articles, when there is no answer.
        curated: A librarian's answer to this very question; it stands before the excerpts.
        more: Whether there are further excerpts after these.
    """

    question: str
    excerpts: tuple[Excerpt, ...] = ()
    corrections: tuple[Correction, ...] = ()
    nearest_articles: tuple[Title, ...] = ()
    curated: CuratedAnswer | None = None
    more: bool = False

    @property
    def answered(self) -> bool:
        """Whether the library has an answer."""
        return bool(self.excerpts) or self.curated is not None

    @property
    def nearest(self) -> tuple[str, ...]:
        """The titles of the nearest articles, when there is no answer."""
        return tuple(one.title for one in self.nearest_articles)


@dataclass(frozen=True, slots=True)
class RankedArticle:
    """An article in the order of a question, with the score of its best passage."""

    article_id: int
    score: float
