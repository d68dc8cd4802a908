"""The engine: one question's way from what was typed to ranked candidates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.models import Correction
from knowledge.search.expansion import Expansion
from knowledge.search.keys import key_of
from knowledge.search.question import read_question
from knowledge.search.ranked import Ranking
from knowledge.search.ranking import Weights, rank
from knowledge.search.terms import idf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.models import Title
    from knowledge.search.quotes import Quote
    from knowledge.search.terms import Term
    from knowledge.store import LibraryFile, Scope

CANDIDATES = 60
_COMMON_SHARE = 0.04
_COMMON_FLOOR = 400
_NEAREST = 3


class Engine:
    """Searches one library file."""

    def __init__(self, file: LibraryFile, weights: Weights | None = None) -> None:
        self._reader = file.reader
        self._weights = weights or Weights()
        self._expansion = Expansion(file)

    def read(self, text: str, visible: Sequence[int]) -> Ranking:
        """Read a question: its words, and what they are searched as. Nothing is ranked yet."""
        question = read_question(text)
        totals = self._reader.totals(visible)
        if not question.words or not totals.passages:
            return Ranking(question, key_of(question))
        terms = self._expansion.terms(question, totals.passages, visible)
        return Ranking(question, key_of(question, terms), terms, (), totals)

    def rank(self, text: str, scope: Scope) -> Ranking:
        """Rank the passages for a question, with no threshold."""
        asked = self.read(text, scope.visible)
        if not asked.terms:
            return asked
        candidates = self._reader.candidates(self._sought(asked, scope), scope, limit=CANDIDATES)
        matches = rank(asked.terms, candidates, asked.totals, self._weights)
        return replace(asked, matches=tuple(matches))

    def _sought(self, asked: Ranking, scope: Scope) -> list[str]:
        """Leave words in too many passages out of the candidate query: the ranking knows them."""
        passages = asked.passages
        variants = [variant for term in asked.terms for variant in term.variants]
        bound = idf(int(max(_COMMON_FLOOR, _COMMON_SHARE * passages)), passages)
        rare = [variant.stem for variant in variants if variant.idf >= bound]
        if scope.article is not None:  # one article is soon read
            rare = [variant.stem for variant in variants]
        elif not rare:
            rare = [one.stem for one in sorted(variants, key=lambda one: -one.idf)[:2]]
        return list(dict.fromkeys(rare))

    def nearest(self, ranking: Ranking) -> tuple[Title, ...]:
        """Return the articles nearest to a question that has no answer."""
        numbers = list(dict.fromkeys(match.candidate.article_id for match in ranking.matches))
        titles = self._reader.titles(numbers[:_NEAREST])
        return tuple(titles[number] for number in numbers[:_NEAREST] if number in titles)


def corrections(terms: Sequence[Term], quotes: Iterable[Quote]) -> tuple[Correction, ...]:
    """Say which words were searched for instead of those typed: those that the quotes hold."""
    told: list[Correction] = []
    held = [
        set(f"{one.body} {one.title} {one.heading}".split())
        for one in (quote.match.candidate for quote in quotes)
    ]
    for term in terms:
        used = next((v for stems in held for v in term.variants if v.stem in stems), None)
        if used is not None and used.corrected:
            told.append(Correction(term.typed, used.word))
    return tuple(dict.fromkeys(told))
