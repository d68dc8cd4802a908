"""The engine: one question's way from what was typed to ranked, quoted, decided excerpts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.models import PARAGRAPH_BREAK, Correction
from knowledge.search.decision import THRESHOLD, Evidence, accompanies, weigh
from knowledge.search.excerpts import Window, windows
from knowledge.search.expansion import Expansion
from knowledge.search.question import Question, read_question
from knowledge.search.ranking import Match, Weights, rank
from knowledge.search.terms import idf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.models import Passage
    from knowledge.search.terms import Term
    from knowledge.store.reader import SearchReader

CANDIDATES = 60
_COMMON_SHARE = 0.04
_COMMON_FLOOR = 400
_QUOTED = 4
_SECOND = 0.9
_DEFINING = 1.5
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A window of a passage that may be shown, and how surely it answers."""

    match: Match
    passage: Passage
    window: Window
    evidence: Evidence

    @property
    def confidence(self) -> float:
        """Return the confidence that this answers, 0 to 1."""
        return self.evidence.confidence

    @property
    def article_id(self) -> int:
        """Return the number of the article that is quoted."""
        return self.match.candidate.article_id

    @property
    def paragraph(self) -> int:
        """Return the number of the paragraph in which the window begins."""
        before = self.passage.text[: self.window.start].count(PARAGRAPH_BREAK)
        return self.passage.paragraph + before


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates in the order of a question, and how its words were read."""

    question: Question
    terms: tuple[Term, ...]
    matches: tuple[Match, ...]
    passages: int = 0


class Engine:
    """Searches one library file."""

    def __init__(self, reader: SearchReader, weights: Weights | None = None) -> None:
        self._reader = reader
        self._weights = weights or Weights()
        self._expansion = Expansion(reader)

    def forget(self) -> None:
        """Read the vocabulary's new words before the next question: this connection has written."""
        self._expansion.forget()

    def rank(self, text: str, visible: Sequence[int]) -> Ranking:
        """Rank the passages for a question, with no threshold."""
        question = read_question(text)
        totals = self._reader.totals(visible)
        if not question.words or not totals.passages:
            return Ranking(question, (), ())
        terms = self._expansion.terms(question, totals.passages, visible)
        candidates = self._reader.candidates(
            _rare(terms, totals.passages),
            visible,
            limit=CANDIDATES,
            filtered=self._reader.has_hidden(visible),
        )
        starters = self._reader.starters(sorted({one.article_id for one in candidates}))
        matches = rank(terms, candidates, totals, self._weights, starters)
        return Ranking(question, terms, tuple(matches), totals.passages)

    def quotes(self, ranking: Ranking, limit: int) -> list[Quote]:
        """Quote the best windows of the best passages, in the order in which they are shown."""
        top = ranking.matches[: max(_QUOTED, limit)]
        passages = self._reader.passages([match.candidate.passage_id for match in top])
        quoted: list[tuple[float, Quote]] = []
        for match in top:
            passage = passages.get(match.candidate.passage_id)
            if passage is None:
                continue
            found = windows(passage.text, ranking.terms, ranking.question.kind)
            first = found[0].score if found else 0.0
            for number, window in enumerate(found[:2]):
                evidence = weigh(ranking.terms, match, window, ranking.passages)
                place = match.score * (_DEFINING if window.defines else 1.0)
                if number and not window.defines:
                    place *= _SECOND * window.score / first if first else 0.0
                quoted.append((place, Quote(match, passage, window, evidence)))
        quoted.sort(key=lambda pair: -pair[0])
        return [quote for _, quote in quoted]

    def answers(self, quotes: Sequence[Quote], limit: int) -> list[Quote]:
        """Return the quotes that answer, at most `limit`: fewer than asked for is fine.

        When the best one does not pass the threshold, those after it seldom are right either.
        """
        if not quotes or quotes[0].confidence < THRESHOLD:
            return []
        first, *others = quotes
        shown = [
            quote
            for quote in others
            if quote.confidence >= THRESHOLD and accompanies(first.evidence, quote.evidence)
        ]
        return [first, *shown][: max(0, limit)]

    def corrections(self, terms: Sequence[Term], quotes: Sequence[Quote]) -> tuple[Correction, ...]:
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

    def nearest(self, ranking: Ranking) -> tuple[str, ...]:
        """Return the titles nearest to a question that has no answer."""
        numbers = list(dict.fromkeys(match.candidate.article_id for match in ranking.matches))
        titles = self._reader.titles(numbers[:_NEAREST])
        return tuple(titles[number] for number in numbers[:_NEAREST] if number in titles)


def _rare(terms: Sequence[Term], passages: int) -> list[str]:
    """Leave words in too many passages out of the candidate query: the ranking knows them still."""
    bound = idf(int(max(_COMMON_FLOOR, _COMMON_SHARE * passages)), passages)
    variants = [variant for term in terms for variant in term.variants]
    rare = [variant.stem for variant in variants if variant.idf >= bound]
    if not rare:
        rare = [one.stem for one in sorted(variants, key=lambda one: -one.idf)[:2]]
    return list(dict.fromkeys(rare))
