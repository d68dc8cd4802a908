"""What a group adds to its library: gaps, votes, synonyms, suggestions, and how articles fare.

Members are opaque names here: the library does not know who they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from knowledge.models.articles import Article
    from knowledge.models.documents import Document

FORMER_MEMBER = "a former member"
"""What stands where the name of somebody stood who is forgotten."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without an answer, asked once or often. Nobody's name is kept with it.

    Attributes:
        wordings: How it was asked, the most frequent first; at most three.
        watchers: How many asked to be told when it is answered.
    """

    id: str
    wordings: tuple[str, ...]
    count: int
    first_asked_on: date
    last_asked_on: date
    watchers: int = 0

    @property
    def question(self) -> str:
        """The wording that was used most."""
        return self.wordings[0]


@dataclass(frozen=True, slots=True)
class Watch:
    """Somebody who asked, by choice, to be told when a gap is answered."""

    id: str
    gap_id: str
    asker: str
    may_dm: bool
    question: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """A passage that members found to be no answer to a question, more of them than found it one.

    Attributes:
        question: A wording of the question.
        public_id: The article's.
    """

    question: str
    public_id: str
    title: str
    helped: int
    not_it: int


@dataclass(frozen=True, slots=True)
class Synonym:
    """Two ways to say the same thing, each one word or several, taught by a librarian."""

    id: str
    term: str
    means: str
    by: str
    taught_at: datetime


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A document that a member proposes for the library."""

    id: str
    document: Document
    by: str
    note: str
    proposed_at: datetime

    @property
    def title(self) -> str:
        """The document's title."""
        return self.document.title


@dataclass(frozen=True, slots=True)
class ArticleHealth:
    """How an article fares.

    Attributes:
        stale: Whether it was neither published nor updated for long.
        quoted: In how many answers it was shown.
        helped: Votes that it helped, over all questions.
        not_it: Votes that it was not it.
    """

    article: Article
    stale: bool
    quoted: int
    last_quoted_on: date | None
    helped: int
    not_it: int

    @property
    def never_quoted(self) -> bool:
        """Whether no answer ever showed it."""
        return not self.quoted

    @property
    def disputed(self) -> bool:
        """Whether several found it to be no answer, and more of them than it helped."""
        return self.not_it >= _SEVERAL and self.not_it > self.helped


_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Health:
    """How the articles of a library fare, by title."""

    articles: tuple[ArticleHealth, ...]

    @property
    def stale(self) -> int:
        """How many are stale."""
        return sum(one.stale for one in self.articles)

    @property
    def never_quoted(self) -> int:
        """How many were never quoted."""
        return sum(one.never_quoted for one in self.articles)

    @property
    def disputed(self) -> int:
        """How many are disputed."""
        return sum(one.disputed for one in self.articles)

    @property
    def starters(self) -> int:
        """How many are starter articles."""
        return sum(one.article.starter for one in self.articles)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted of a member, and in how many places the name was replaced."""

    votes: int = 0
    watches: int = 0
    suggestions: int = 0
    names: int = 0
