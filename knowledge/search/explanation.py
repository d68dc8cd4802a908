"""Explanation: a question's way through the engine, put down for a person to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.models import Explanation, ScoredPassage, TermReading, WordReading
from knowledge.search.decision import THRESHOLD
from knowledge.search.kin import KIN_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from knowledge.models import CuratedAnswer, Title
    from knowledge.search.quotes import Quote
    from knowledge.search.ranked import Ranking
    from knowledge.search.ranking import Match
    from knowledge.search.terms import Term, Variant


def explain(  # noqa: PLR0913 - all that was found on the way
    ranking: Ranking,
    *,
    quotes: Sequence[Quote],
    shown: Collection[Quote],
    favour: Mapping[int, float],
    titles: Mapping[int, Title],
    curated: CuratedAnswer | None,
    limit: int,
) -> Explanation:
    """Return how a question was read and scored.

    Args:
        ranking: The question with its candidates.
        quotes: Windows of the passages that were looked at, with no threshold.
        shown: Those that are shown.
        favour: By number of passage, what votes make of its place.
        titles: Titles by number of article.
        curated: The librarians' own answer.
        limit: How many candidates at most.
    """
    first = max(quotes, key=lambda quote: quote.place, default=None)
    best: dict[int, Quote] = {}
    for quote in quotes:
        best.setdefault(quote.match.candidate.passage_id, quote)
    in_answer = {quote.match.candidate.passage_id for quote in shown}
    total = sum(term.importance for term in ranking.terms) or 1.0
    return Explanation(
        question=ranking.question.text,
        kind=ranking.question.kind.value,
        key=ranking.key.text,
        passages=ranking.passages,
        terms=tuple(_term(term, total) for term in ranking.terms),
        candidates=tuple(
            _passage(
                match,
                titles[match.candidate.article_id],
                best.get(match.candidate.passage_id),
                favour.get(match.candidate.passage_id, 1.0),
                shown=match.candidate.passage_id in in_answer,
            )
            for match in ranking.matches[:limit]
        ),
        confidence=first.confidence if first else 0.0,
        threshold=THRESHOLD,
        curated=curated,
    )


def _term(term: Term, total: float) -> TermReading:
    readings = (WordReading(one.word, _how(one), one.weight, one.idf) for one in term.variants)
    return TermReading(term.typed, term.word, term.importance / total, tuple(readings))


def _how(variant: Variant) -> str:
    if variant.corrected:
        return "mended"
    if variant.weight == 1.0:
        return "as typed"
    if variant.shared:
        return "taught"
    return "kin" if variant.weight == KIN_WEIGHT else "synonym"


def _passage(
    match: Match, title: Title, quote: Quote | None, favour: float, *, shown: bool
) -> ScoredPassage:
    return ScoredPassage(
        title=title.title,
        public_id=title.public_id,
        heading=quote.passage.heading if quote else "",
        **match.parts._asdict(),
        score=match.score,
        starter=match.candidate.starter,
        favour=favour,
        confidence=quote.confidence if quote else None,
        excerpt=quote.window.text if quote else "",
        shown=shown,
    )
