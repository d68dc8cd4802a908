"""What stands in a library: articles, what became of them, and what they are counted as."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Final

from knowledge.models.documents import NO_METADATA

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the library, without its text (see `KnowledgeBase.body`).

    Attributes:
        id: Its number in this file; it stays inside, and in the terminal.
        public_id: What it is known by outside: random, so that nothing can be told or guessed from
            it. Updates keep it.
        starter: Whether it belongs to the starter library, not to the group.
    """

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
    public_id: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """An article by its title: what is offered while somebody types."""

    public_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it was first written, and how many articles have it in any case."""

    name: str
    articles: int


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
    public_id: str = ""


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


class Keep(Enum):
    """The one value that says "leave it as it is" where None means "none"."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP


class ChangeKind(StrEnum):
    """What was done to an article or an answer."""

    ADDED = "added"
    UPDATED = "updated"
    EDITED = "edited"
    REMOVED = "removed"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was done, when and by whom ("" if nobody said).

    Attributes:
        field: What was edited, or "".
        before: What it was, in words.
        after: What it became, in words.
    """

    at: datetime
    by: str
    what: ChangeKind
    field: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """One or more articles that were removed together, and can be brought back for a while."""

    id: str
    titles: tuple[str, ...]
    by: str
    removed_at: datetime
    expires_at: datetime
