"""Ranking: the candidates in the order of a question, on stored stems.

BM25 (Robertson and Zaragoza, 2009) with the collection's own statistics over the fields title,
heading and body, then word pairs and coverage. SQLite's own bm25() floors the idf in small
collections and knows nothing of pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.search.terms import Term
    from knowledge.store.reader import Candidate, Totals


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


@dataclass(frozen=True, slots=True)
class Match:
    """How a passage answers the terms, one entry a term.

    Attributes:
        score: Its place in the order; comparable within one question only.
        body: The best weight of each term in the body, 0 to 1.
        title: The same in title and heading.
        pairs: The share of the question's neighbouring words that are neighbours in the body.
    """

    candidate: Candidate
    score: float
    body: tuple[float, ...]
    title: tuple[float, ...]
    pairs: float


@dataclass(frozen=True, slots=True)
class _Lengths:
    title: float
    heading: float
    body: float


def rank(
    terms: Sequence[Term],
    candidates: Sequence[Candidate],
    totals: Totals,
    weights: Weights,
    starters: frozenset[int] = frozenset(),
) -> list[Match]:
    """Return the candidates in the order of the question, best first."""
    count = max(1, totals.passages)
    lengths = _Lengths(
        max(1.0, totals.title_stems / count),
        max(1.0, totals.heading_stems / count),
        max(1.0, totals.body_stems / count),
    )
    wanted = frozenset(variant.stem for term in terms for variant in term.variants)
    matches = [_match(terms, wanted, candidate, lengths, weights) for candidate in candidates]
    # On a tie the group's own article stands before a starter.
    return sorted(
        matches,
        key=lambda match: (
            -round(match.score, 9),
            match.candidate.article_id in starters,
            match.candidate.passage_id,
        ),
    )


def _positions(stems: list[str], wanted: frozenset[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, stem in enumerate(stems):
        if stem in wanted:
            places.setdefault(stem, []).append(place)
    return places


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the wanted stems stand in each field of a passage, and how long the fields are."""

    title: dict[str, list[int]]
    heading: dict[str, list[int]]
    body: dict[str, list[int]]
    title_norm: float
    body_norm: float
    long: float

    @classmethod
    def of(
        cls, candidate: Candidate, wanted: frozenset[str], lengths: _Lengths, weights: Weights
    ) -> _Places:
        title, body = candidate.title.split(), candidate.body.split()
        return cls(
            title=_positions(title, wanted),
            heading=_positions(candidate.heading.split(), wanted),
            body=_positions(body, wanted),
            title_norm=1.0 - weights.title_b + weights.title_b * len(title) / lengths.title,
            body_norm=1.0 - weights.b + weights.b * len(body) / lengths.body,
            long=min(1.0, len(body) / _LONG),
        )

    def frequency(self, stem: str, weights: Weights) -> float:
        """Return how often a stem stands here, fields weighed and normed by their length."""
        return (
            len(self.body.get(stem, ())) / self.body_norm
            + weights.title * len(self.title.get(stem, ())) / self.title_norm
            + weights.heading * len(self.heading.get(stem, ()))
        )


class _Found(NamedTuple):
    """How one term is found in a passage."""

    gain: float = 0.0
    stem: str | None = None
    idf: float = 0.0
    body: float = 0.0
    above: float = 0.0


def _find(term: Term, places: _Places, weights: Weights) -> _Found:
    found = _Found()
    body = above = 0.0
    for variant in term.variants:
        stem = variant.stem
        frequency = places.frequency(stem, weights)
        if not frequency:
            continue
        gain = variant.weight * variant.idf
        gain *= frequency * (weights.k1 + 1.0) / (frequency + weights.k1)
        if gain > found.gain:
            found = _Found(gain, stem, variant.idf)
        if stem in places.body:
            body = max(body, variant.weight)
        if stem in places.title or stem in places.heading:
            above = max(above, variant.weight)
    return found._replace(body=body, above=above)


def _match(
    terms: Sequence[Term],
    wanted: frozenset[str],
    candidate: Candidate,
    lengths: _Lengths,
    weights: Weights,
) -> Match:
    places = _Places.of(candidate, wanted, lengths, weights)
    found = [_find(term, places, weights) for term in terms]
    score = sum(one.gain for one in found)
    total = covered = 0.0
    for term, one in zip(terms, found, strict=True):
        worth = max((variant.idf for variant in term.variants), default=0.0)
        total += worth
        covered += worth * max(one.body, one.above)
    neighbours = 0
    for one, other in pairwise(found):
        if one.stem is None or other.stem is None:
            continue
        worth = min(one.idf, other.idf)
        if _follows(places.body.get(one.stem, ()), places.body.get(other.stem, ())):
            neighbours += 1
            score += weights.pair * worth * places.long
        if _follows(places.title.get(one.stem, ()), places.title.get(other.stem, ())):
            score += weights.title_pair * worth
    score += weights.together * places.long * _together(terms, places.body)
    if total:
        score *= 1.0 - weights.coverage + weights.coverage * covered / total
    return Match(
        candidate,
        score,
        tuple(one.body for one in found),
        tuple(one.above for one in found),
        neighbours / max(1, len(terms) - 1),
    )


def _together(terms: Sequence[Term], body: dict[str, list[int]]) -> float:
    """Return the most idf that one sentence's length of the passage brings together."""
    places = sorted(
        (place, number, variant.idf * variant.weight)
        for number, term in enumerate(terms)
        for variant in term.variants
        for place in body.get(variant.stem, ())
    )
    best = 0.0
    first = 0
    for last, (place, _, _) in enumerate(places):
        while places[first][0] < place - _SENTENCE:
            first += 1
        worth: dict[int, float] = {}
        for _, number, gain in places[first : last + 1]:
            worth[number] = max(gain, worth.get(number, 0.0))
        best = max(best, sum(worth.values()))
    return best


_SENTENCE = 8
"""Stems in a sentence, stop words left out."""

_LONG = 60.0
"""Stems from which on a passage is prose, in which nearness counts in full."""


def _follows(first: Sequence[int], second: Sequence[int]) -> bool:
    """Tell whether the second word stands right after the first somewhere."""
    return any(place + 1 in second for place in first)
