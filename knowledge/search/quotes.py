"""Quotes: windows of the best passages, in the order in which they are shown, page by page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from knowledge.models import PARAGRAPH_BREAK
from knowledge.search.decision import THRESHOLD, Evidence, accompanies, at_best, weigh
from knowledge.search.excerpts import Window, windows
from knowledge.search.favour import NO_FAVOUR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from knowledge.models import Passage
    from knowledge.search.ranked import Ranking
    from knowledge.search.ranking import Match
    from knowledge.store import SearchReader

_BLOCK = 4
_DEPTH = 24
_REORDERED = 12
_SECOND = 0.9
_DEFINING = 1.5


@dataclass(frozen=True, slots=True)
class Quote:
    """A window of a passage that may be shown, its place in the order, and how surely it answers.

    `place` is what the question gives it, `favour` what votes make of that.
    """

    match: Match
    passage: Passage
    window: Window
    evidence: Evidence
    place: float
    favour: float = 1.0

    @property
    def confidence(self) -> float:
        """Return the confidence that this answers, 0 to 1."""
        return self.evidence.confidence

    @property
    def answers(self) -> bool:
        """Whether this passes the threshold by itself."""
        return self.confidence >= THRESHOLD

    @property
    def article_id(self) -> int:
        """Return the number of the article that is quoted."""
        return self.match.candidate.article_id

    @property
    def paragraph(self) -> int:
        """Return the number of the paragraph in which the window begins."""
        before = self.passage.text[: self.window.start].count(PARAGRAPH_BREAK)
        return self.passage.paragraph + before


class Quoting:
    """Quotes the passages of one library file.

    Args:
        reader: What reads the passages.
    """

    def __init__(self, reader: SearchReader) -> None:
        self._reader = reader

    def best(
        self, ranking: Ranking, limit: int, favour: Mapping[int, float] = NO_FAVOUR
    ) -> list[Quote]:
        """Quote the best passages for a question, with no threshold, in the order of the question.

        Args:
            ranking: The question with its candidates.
            limit: How many passages at least.
            favour: By number of passage, what votes make of its place.
        """
        return self._quoted(ranking, ranking.matches[: max(_BLOCK, limit)], favour)

    def answers(
        self, ranking: Ranking, limit: int, skip: int = 0, favour: Mapping[int, float] = NO_FAVOUR
    ) -> tuple[list[Quote], bool]:
        """Return the quotes that answer, and whether there are further ones.

        When the best one does not pass the threshold, those after it seldom are right either. It
        is the question that decides so; votes change the order alone. The best passages make the
        first page by themselves: what is further down comes when it is asked for.

        Args:
            ranking: The question with its candidates.
            limit: How many quotes at most: fewer is fine.
            skip: How many were shown before.
            favour: By number of passage, what votes make of its place.
        """
        limit, skip = max(0, limit), max(0, skip)
        size = max(_BLOCK, limit)
        matches = ranking.matches[:_DEPTH]
        if favour:
            size = max(size, _REORDERED)
            matches = tuple(sorted(matches, key=lambda one: -one.place * _of(favour, one)))
        quotes = self._quoted(ranking, matches[:size], favour)
        first = max(quotes, key=lambda quote: quote.place, default=None)
        if first is None or not first.answers:
            return [], False
        best = list(_passing(quotes, first))
        further = self._further(ranking, matches[size:], favour, first)
        if skip < len(best):
            page = best[skip : skip + limit]
            return page, len(best) > skip + limit or next(further, None) is not None
        rest = list(islice(further, skip - len(best) + limit + 1))[skip - len(best) :]
        return rest[:limit], len(rest) > limit

    def _further(
        self,
        ranking: Ranking,
        matches: Sequence[Match],
        favour: Mapping[int, float],
        first: Quote,
    ) -> Iterator[Quote]:
        """Yield the quotes of further passages, a few at a time; most need not be read at all."""
        for at in range(0, len(matches), _BLOCK):
            hopeful = [
                match
                for match in matches[at : at + _BLOCK]
                if _may_accompany(first.evidence, at_best(ranking.terms, match, ranking.passages))
            ]
            yield from _passing(self._quoted(ranking, hopeful, favour), first)

    def _quoted(
        self, ranking: Ranking, matches: Sequence[Match], favour: Mapping[int, float]
    ) -> list[Quote]:
        if not matches:
            return []
        passages = self._reader.passages([match.candidate.passage_id for match in matches])
        quoted: list[Quote] = []
        for match in matches:
            passage = passages.get(match.candidate.passage_id)
            if passage is None:
                continue
            found = windows(passage.text, ranking.terms, ranking.question.kind)
            first = found[0].score if found else 0.0
            for number, window in enumerate(found[:2]):
                evidence = weigh(ranking.terms, match, window, ranking.passages)
                place = match.place * (_DEFINING if window.defines else 1.0)
                if number and not window.defines:
                    place *= _SECOND * window.score / first if first else 0.0
                quote = Quote(match, passage, window, evidence, place)
                quoted.append(replace(quote, favour=_of(favour, match)) if favour else quote)
        quoted.sort(key=lambda quote: -quote.place)
        return quoted


def _of(favour: Mapping[int, float], match: Match) -> float:
    return favour.get(match.candidate.passage_id, 1.0)


def _passing(quotes: Sequence[Quote], first: Quote) -> Iterator[Quote]:
    """Yield those that answer beside the first one, in the order in which they are shown."""
    for quote in sorted(quotes, key=lambda quote: -quote.place * quote.favour):
        if quote is first or (quote.answers and accompanies(first.evidence, quote.evidence)):
            yield quote


def _may_accompany(first: Evidence, other: Evidence) -> bool:
    return other.confidence >= THRESHOLD and accompanies(first, other)
