"""Ranking: the candidates in the order of a question, on stored stems.

BM25 (Robertson and Zaragoza, 2009) with the collection's own statistics over the fields title,
heading and body, then word pairs and coverage. SQLite's own bm25() floors the idf in small
collections and knows nothing of pairs.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.search.terms import Term
    from knowledge.store.reader import Candidate, Totals

_SENTENCE = 8
"""Stems in a sentence, stop words left out."""

_LONG = 60.0
"""Stems from which on a passage is prose, in which nearness counts in full."""

STARTER = 0.95
"""What a starter article's score counts: on a tie, or nearly one, the group's own comes first."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was tuned; see benchmarks/README.md for how."""

    k1: float = 1.4
    b: float = 0.6
    title: float = 5.0
    title_b: float = 0.3
    heading: float = 1.5
    pair: float = 0.5
    title_pair: float = 0.3
    together: float = 0.3
    coverage: float = 0.25


class Parts(NamedTuple):
    """What a score is made of: the sum of the first four, times the last."""

    words: float
    pairs: float
    title_pairs: float
    together: float
    coverage: float

    @property
    def score(self) -> float:
        """Return the score."""
        return (self.words + self.pairs + self.title_pairs + self.together) * self.coverage


@dataclass(frozen=True, slots=True)
class Match:
    """How a passage answers the terms, one entry a term.

    Attributes:
        parts: How well it does; comparable within one question only.
        body: The best weight of each term in the body, 0 to 1.
        title: The same in title and heading.
        pairs: The share of the question's neighbouring words that are neighbours in the body.
    """

    candidate: Candidate
    parts: Parts
    body: tuple[float, ...]
    title: tuple[float, ...]
    pairs: float

    @property
    def score(self) -> float:
        """How well it does; comparable within one question only."""
        return self.parts.score

    @property
    def place(self) -> float:
        """The score by which passages are put in order."""
        return self.score * STARTER if self.candidate.starter else self.score


def rank(
    terms: Sequence[Term],
    candidates: Sequence[Candidate],
    totals: Totals,
    weights: Weights,
) -> list[Match]:
    """Return the candidates in the order of the question, best first."""
    ranker = _Ranker(terms, totals, weights)
    return sorted(
        map(ranker.match, candidates),
        key=lambda match: (
            -round(match.place, 9),
            match.candidate.starter,
            match.candidate.passage_id,
        ),
    )


class _Sense(NamedTuple):
    """What a stem stands for: the number of its term, and what it is worth there."""

    term: int
    weight: float
    worth: float


class _Place(NamedTuple):
    """A wanted stem at its place in a field."""

    place: int
    stem: str


@dataclass(slots=True)
class _Found:
    """How one term is found in a passage."""

    gain: float = 0.0
    stem: str = ""
    worth: float = 0.0
    body: float = 0.0
    above: float = 0.0


class _Ranker:
    """What is the same for all candidates of one question."""

    def __init__(self, terms: Sequence[Term], totals: Totals, weights: Weights) -> None:
        count = max(1, totals.passages)
        self._title_length = max(1.0, totals.title_stems / count)
        self._body_length = max(1.0, totals.body_stems / count)
        self._weights = weights
        self._terms = len(terms)
        self._worth = [max((v.worth for v in term.variants), default=0.0) for term in terms]
        self._senses: dict[str, list[_Sense]] = {}
        for number, term in enumerate(terms):
            for variant in term.variants:
                sense = _Sense(number, variant.weight, variant.worth)
                self._senses.setdefault(variant.stem, []).append(sense)

    def match(self, candidate: Candidate) -> Match:
        """Score one candidate."""
        weights = self._weights
        title, body = candidate.title.split(), candidate.body.split()
        in_title, in_body = self._places(title), self._places(body)
        in_heading = self._places(candidate.heading.split()) if candidate.heading else []
        found = self._find(
            Counter(stem for _, stem in in_body),
            Counter(stem for _, stem in in_title),
            Counter(stem for _, stem in in_heading),
            1.0 - weights.b + weights.b * len(body) / self._body_length,
            1.0 - weights.title_b + weights.title_b * len(title) / self._title_length,
        )
        words = total = covered = 0.0
        for worth, one in zip(self._worth, found, strict=True):
            words += one.gain
            total += worth
            covered += worth * max(one.body, one.above)
        long = min(1.0, len(body) / _LONG)  # in a short answer nearness says little
        in_pairs = self._pairs(found, in_body)
        share = covered / total if total else 1.0
        parts = Parts(
            words,
            weights.pair * long * sum(in_pairs),
            weights.title_pair * sum(self._pairs(found, in_title)),
            weights.together * long * self._together(in_body),
            1.0 - weights.coverage + weights.coverage * share,
        )
        return Match(
            candidate,
            parts,
            tuple([one.body for one in found]),
            tuple([one.above for one in found]),
            len(in_pairs) / max(1, self._terms - 1),
        )

    def _places(self, stems: list[str]) -> list[_Place]:
        wanted = self._senses
        return [_Place(place, stem) for place, stem in enumerate(stems) if stem in wanted]

    def _find(
        self,
        body: Counter[str],
        title: Counter[str],
        heading: Counter[str],
        body_norm: float,
        title_norm: float,
    ) -> list[_Found]:
        """Find each term by its best variant; fields are weighed and normed by their length."""
        weights = self._weights
        found = [_Found() for _ in range(self._terms)]
        for stem in body.keys() | title.keys() | heading.keys():
            above = stem in title or stem in heading
            frequency = (
                body[stem] / body_norm
                + weights.title * title[stem] / title_norm
                + weights.heading * heading[stem]
            )
            saturated = frequency * (weights.k1 + 1.0) / (frequency + weights.k1)
            for sense in self._senses[stem]:
                one = found[sense.term]
                gain = sense.weight * sense.worth * saturated
                if gain > one.gain or (gain == one.gain and stem < one.stem):
                    one.gain, one.stem, one.worth = gain, stem, sense.worth
                if stem in body:
                    one.body = max(one.body, sense.weight)
                if above:
                    one.above = max(one.above, sense.weight)
        return found

    def _pairs(self, found: Sequence[_Found], places: Sequence[_Place]) -> list[float]:
        """Return the worth of each neighbouring pair of the question that is one here too."""
        if len(places) <= 1:
            return []
        here = {
            (one.stem, other.stem)
            for one, other in pairwise(places)
            if other.place == one.place + 1
        }
        return [
            min(one.worth, other.worth)
            for one, other in pairwise(found)
            if (one.stem, other.stem) in here
        ]

    def _together(self, places: Sequence[_Place]) -> float:
        """Return the most worth that one sentence's length of the passage brings together."""
        best = 0.0
        first = 0
        for last, (place, _) in enumerate(places):
            while places[first].place < place - _SENTENCE:
                first += 1
            gains: dict[int, float] = {}
            for _, stem in places[first : last + 1]:
                for number, weight, worth in self._senses[stem]:
                    gain = weight * worth
                    if gain > gains.get(number, 0.0):
                        gains[number] = gain
            best = max(best, sum(gains.values()))
        return best
