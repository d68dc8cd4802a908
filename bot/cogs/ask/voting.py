"""Votes on excerpts as answers to one question, and their undoing. Runs in a library's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cogs.ask.asked import Asked, Vote
from bot.cogs.ask.looking import passage_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge import KnowledgeBase
    from knowledge.models import Excerpt


def cast(
    library: KnowledgeBase, asked: Asked, excerpts: Iterable[Excerpt], by: str, *, helped: bool
) -> tuple[Vote, ...]:
    """Vote on excerpts, each passage once; return what undoes it.

    The same vote again is the same vote: what undoes it is what undid it.

    Raises:
        NotFound: One of them is no longer in the library.
    """
    votes: dict[str, Vote] = {}
    earlier = {(vote.article, vote.passage): vote.before for vote in asked.votes}
    for excerpt in excerpts:
        if passage_of(excerpt) in votes:
            continue
        article, passage = excerpt.citation.article.public_id, excerpt.passage
        before = library.votes.of(asked.question, article=article, passage=passage, by=by)
        if before is helped:
            before = earlier.get((article, passage), before)
        library.votes.cast(asked.question, article=article, passage=passage, by=by, helped=helped)
        votes[passage_of(excerpt)] = Vote(article, passage, before)
    return tuple(votes.values())


def restore(library: KnowledgeBase, asked: Asked, by: str) -> None:
    """Make the last votes what they were before; what has left the library needs none."""
    for vote in asked.votes:
        article, passage = vote.article, vote.passage
        library.votes.withdraw(asked.question, article=article, passage=passage, by=by)
        if vote.before is not None and library.titles.match(article) is not None:
            library.votes.cast(
                asked.question, article=article, passage=passage, by=by, helped=vote.before
            )
