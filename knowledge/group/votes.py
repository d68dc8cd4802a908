"""Votes: members say whether an excerpt helped; the order for that question follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.asking import passage_name
from knowledge.errors import ArticleNotFound, NotFound, TextRefused
from knowledge.models import Dispute
from knowledge.store import Vote

if TYPE_CHECKING:
    from knowledge.asking import Asking
    from knowledge.store import LibraryFile

EVERYBODY: frozenset[str] = frozenset()


class Votes:
    """The votes on the passages of one library file.

    A vote is for a passage as the answer to one question, and to those with the same key words. A
    member has one on each, changes it by voting again, and feels it at once; others feel what
    several members agree on. `by` is the member, in any name.
    """

    def __init__(self, file: LibraryFile, asking: Asking) -> None:
        self._file = file
        self._asking = asking

    def cast(
        self,
        question: str,
        *,
        article: str,
        passage: str,
        by: str,
        helped: bool,
        audiences: frozenset[str] = EVERYBODY,
    ) -> None:
        """Vote that a passage helped with a question, or was not it; a second vote replaces it.

        Args:
            question: The question, as it was asked.
            article: The public id of the article that was quoted.
            passage: The excerpt's `passage`.
            by: Who votes.
            helped: True for *Helped*, False for *Not it*.
            audiences: What the voter may see beside what everybody may.

        Raises:
            ArticleNotFound: The article is gone.
            NotFound: The article no longer has that passage.
            TextRefused: The question says nothing.
        """
        with self._file.reading():
            asked = self._asking.read(question, self._asking.scope(audiences, article))
            number = self._file.articles.number_of(article)
            if number is None:
                raise ArticleNotFound("There is no such article, or no longer.")
            placed = self._file.articles.placed(number)
            if all(passage_name(one.passage.text) != passage for one in placed):
                raise NotFound("The article no longer has that passage.")
        if not asked.key.text:
            raise TextRefused("The question has no word to know it by.")
        with self._file.writing():
            vote = Vote(article, passage, by, helped)
            self._file.votes.cast(asked.key.text, vote, asked.question.text)

    def withdraw(
        self,
        question: str,
        *,
        article: str,
        passage: str,
        by: str,
        audiences: frozenset[str] = EVERYBODY,
    ) -> bool:
        """Take a vote back; return whether there was one."""
        key = self._key(question, audiences)
        with self._file.writing():
            return self._file.votes.withdraw(key, article, passage, by)

    def of(
        self,
        question: str,
        *,
        article: str,
        passage: str,
        by: str,
        audiences: frozenset[str] = EVERYBODY,
    ) -> bool | None:
        """Return a member's vote: True for *Helped*, False for *Not it*, None for none."""
        key = self._key(question, audiences)
        with self._file.reading():
            votes = self._file.votes.on(key)
        own = (vote for vote in votes if (vote.article, vote.passage) == (article, passage))
        return next((vote.helped for vote in own if vote.member == by), None)

    def disputed(self, limit: int = 25) -> list[Dispute]:
        """Return what more members found to be no answer than an answer: for librarians."""
        with self._file.reading():
            tallies = self._file.votes.disputed(max(0, limit))
        return [
            Dispute(one.wording, one.article, one.title, one.helped, one.not_it) for one in tallies
        ]

    def _key(self, question: str, audiences: frozenset[str]) -> str:
        with self._file.reading():
            return self._asking.read(question, self._asking.scope(audiences)).key.text
