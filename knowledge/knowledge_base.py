"""The facade of the library: one object for one library file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self

from knowledge.asking import Asking
from knowledge.group import Answers, Gaps, Health, Suggestions, Synonyms, Votes
from knowledge.holdings import EVERYBODY, Holdings
from knowledge.models import CheckReport, Forgotten, Statistics
from knowledge.store import Checks, LibraryFile, replace_name
from knowledge.titles import Titles

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from knowledge.models import Answer, Explanation, RankedArticle

__all__ = ["EVERYBODY", "KnowledgeBase"]

KEPT = timedelta(days=90)
"""How long gaps, watches and suggestions are kept."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class KnowledgeBase(Holdings):
    """One library file: articles in, verbatim cited excerpts out.

    Belongs to the thread that made it. `audiences` are the audiences whose articles the asker may
    see, beside everybody's; what they may not see contributes to nothing visible. An article goes
    by its public id, or in the terminal by its number. `by` is whoever does a thing, in any name.

    Attributes:
        titles: Articles and tags by what somebody has typed so far.
        votes: Whether an excerpt helped with a question.
        gaps: What was asked in vain, and who wants to be told.
        answers: Librarians' own answers.
        synonyms: What the group calls the same thing.
        suggestions: Documents that members proposed.
        health: How the articles fare.

    Args:
        path: The library file; made with its folder if `create`, and migrated if it is older.
        create: Whether a missing file is made.
        read_only: Whether the file is only read.
        now: The clock, in UTC.

    Raises:
        LibraryUnavailable: The file or its folder is missing, unreadable or unwritable.
        LibraryTooNew: A newer program wrote it.
        LibraryCorrupt: It is not a library, or it is damaged.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        create: bool = True,
        read_only: bool = False,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.path = Path(path)
        super().__init__(LibraryFile(self.path, create=create, read_only=read_only, clock=now))
        self._asking = Asking(self._file)
        self._checks = Checks(self._file.db, self._file.articles, self._file.index)
        self.titles = Titles(self._file)
        self.votes = Votes(self._file, self._asking)
        self.gaps = Gaps(self._file, self._asking)
        self.answers = Answers(self._file, self._asking)
        self.synonyms = Synonyms(self._file)
        self.suggestions = Suggestions(self._file, self._shelf)
        self.health = Health(self._file)
        try:
            if not read_only:
                self._shelf.prepare()
                if self._removals.are_due():
                    self.purge()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the object is of no use after it."""
        self._file.close()

    def ask(  # noqa: PLR0913 - one argument for each way to put a question
        self,
        question: str,
        limit: int = 3,
        *,
        skip: int = 0,
        article: str | None = None,
        tag: str = "",
        asker: str = "",
        audiences: frozenset[str] = EVERYBODY,
    ) -> Answer:
        """Answer with up to `limit` verbatim excerpts, or with none and the nearest titles.

        Args:
            question: What was typed; any string will do.
            limit: How many excerpts at most: fewer is fine.
            skip: How many excerpts were shown before these.
            article: The public id of the one article that is asked.
            tag: Ask the articles with this tag only, in any case.
            asker: Who asks: their own votes count for them at once.
            audiences: What the asker may see beside what everybody may.

        Raises:
            ArticleNotFound: `article` is none that the asker may see.
        """
        with self._file.reading():
            scope = self._asking.scope(audiences, article, tag)
            return self._asking.ask(question, limit, skip, asker, scope)

    def explain(
        self,
        question: str,
        limit: int = 10,
        *,
        asker: str = "",
        audiences: frozenset[str] = EVERYBODY,
    ) -> Explanation:
        """Say how a question was read, and how up to `limit` passages were scored and decided."""
        with self._file.reading():
            scope = self._asking.scope(audiences)
            return self._asking.explain(question, max(0, limit), asker, scope)

    def rank(
        self, question: str, limit: int = 10, *, audiences: frozenset[str] = EVERYBODY
    ) -> list[RankedArticle]:
        """Rank articles for a question by their best passage, with no threshold (for measuring)."""
        with self._file.reading():
            return self._asking.rank(question, limit, self._asking.scope(audiences))

    def confidence(self, question: str, *, audiences: frozenset[str] = EVERYBODY) -> float:
        """Return the confidence, 0 to 1, that the decision compares with its threshold."""
        with self._file.reading():
            return self._asking.confidence(question, self._asking.scope(audiences))

    def statistics(self, *, audiences: frozenset[str] = EVERYBODY) -> Statistics:
        """Count what the asker may see, and the bytes of the file."""
        with self._file.reading():
            visible = self._visible(audiences)
            articles, words, starters = self._file.articles.sums("", visible)
            totals = self._file.reader.totals(visible)
            vocabulary = self._file.reader.vocabulary_size(visible)
        beside = (self.path, self.path.with_name(f"{self.path.name}-wal"))
        return Statistics(
            articles=articles,
            passages=totals.passages,
            words=words,
            vocabulary=vocabulary,
            starters=starters,
            bytes=sum(file.stat().st_size for file in beside if file.exists()),
        )

    def purge(self, now: datetime | None = None) -> int:
        """Delete for good what was kept long enough; return how much that was."""
        file = self._file
        with file.writing():
            now = now or file.now()
            count = self._removals.purge(now) + self.answers.purge(now)
            count += file.gaps.purge(now - KEPT) + file.suggestions.purge(now - KEPT)
        return count

    def forget(self, member: str) -> Forgotten:
        """Delete a member's votes, watches and suggestions; put "a former member" for the name."""
        file = self._file
        with file.writing():
            return Forgotten(
                votes=file.votes.forget(member),
                watches=file.gaps.forget(member),
                suggestions=file.suggestions.forget(member),
                names=replace_name(file.db, member) if member else 0,
            )

    def check(self, *, repair: bool = False) -> CheckReport:
        """Prove that every article is whole, and that index and content agree.

        Args:
            repair: Write the index again from the content when they don't. An article that is
                not whole can't be repaired so: the report says to load it again.
        """
        with self._file.reading():
            broken = tuple(self._checks.content_faults())
            faults = tuple(self._checks.index_faults())
        if not (faults and repair):
            return CheckReport(broken + faults)
        self._shelf.rebuild()
        with self._file.reading():
            left = tuple(self._checks.index_faults())
        return CheckReport(broken + faults, repaired=not broken and not left)

    def optimize(self) -> None:
        """Merge the index and let SQLite look at its statistics: after a large load."""
        self._shelf.settle()
        self._shelf.optimize()
