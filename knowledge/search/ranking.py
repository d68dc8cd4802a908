"""Ranking: the candidates in the order of a question, on stored stems.

BM25 (Robertson and Zaragoza, 2009) with the collection's own statistics over the fields title,
heading and body, then word pairs and coverage. SQLite's own bm25() floors the idf in small
collections and knows nothing of pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.search.terms import Term
    from knowledge.store.reader import Candidate, Totals


@dataclass(frozen=True, slots=True)
class Weights:
    """What was tuned; see benchmarks/README.md for how."""

    k1: float = 1.2
    b: float = 0.6
    title: float = 2.0
    title_b: float = 0.3
    heading: float = 1.0
    pair: float = 0.3
    near: float = 0.15
    title_pair: float = 0.3
    coverage: float = 0.5
    starter: float = 0.995


@dataclass(frozen=True, slots=True)
class Match:
    """How a passage answers the terms, one entry a term.

    Attributes:
        score: Its place in the order; comparable within one question only.
        body: The best weight of each term in the body, 0 to 1.
        title: The same in title and heading.
    """

    candidate: Candidate
    score: float
    body: tuple[float, ...]
    title: tuple[float, ...]


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
    """Return the candidates in the order of the question, best first; ties by passage number."""
    count = max(1, totals.passages)
    lengths = _Lengths(
        max(1.0, totals.title_stems / count),
        max(1.0, totals.heading_stems / count),
        max(1.0, totals.body_stems / count),
    )
    wanted = frozenset(variant.stem for term in terms for variant in term.variants)
    matches = [
        _match(terms, wanted, candidate, lengths, weights, candidate.article_id in starters)
        for candidate in candidates
    ]
    return sorted(matches, key=lambda match: (-match.score, match.candidate.passage_id))


def _positions(stems: list[str], wanted: frozenset[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, stem in enumerate(stems):
        if stem in wanted:
            places.setdefault(stem, []).append(place)
    return places


def _match(
    terms: Sequence[Term],
    wanted: frozenset[str],
    candidate: Candidate,
    lengths: _Lengths,
    weights: Weights,
    starter: bool,
) -> Match:
    title_stems, heading_stems = candidate.title.split(), candidate.heading.split()
    body_stems = candidate.body.split()
    body = _positions(body_stems, wanted)
    title = _positions(title_stems, wanted)
    heading = _positions(heading_stems, wanted)
    body_norm = 1.0 - weights.b + weights.b * len(body_stems) / lengths.body
    title_norm = 1.0 - weights.title_b + weights.title_b * len(title_stems) / lengths.title
    score = 0.0
    covered = total = 0.0
    in_body: list[float] = []
    in_title: list[float] = []
    best_stems: list[str | None] = []
    for term in terms:
        best = found_body = found_title = 0.0
        best_stem: str | None = None
        top = 0.0
        for variant in term.variants:
            stem = variant.stem
            top = max(top, variant.idf)
            tf = (
                len(body.get(stem, ())) / body_norm
                + weights.title * len(title.get(stem, ())) / title_norm
                + weights.heading * len(heading.get(stem, ()))
            )
            if not tf:
                continue
            gain = variant.weight * variant.idf * tf * (weights.k1 + 1.0) / (tf + weights.k1)
            if gain > best:
                best, best_stem = gain, stem
            if stem in body:
                found_body = max(found_body, variant.weight)
            if stem in title or stem in heading:
                found_title = max(found_title, variant.weight)
        score += best
        total += top
        covered += top * max(found_body, found_title)
        in_body.append(found_body)
        in_title.append(found_title)
        best_stems.append(best_stem)
    score += _pairs(terms, best_stems, body, title, len(body_stems), weights)
    if total:
        score *= 1.0 - weights.coverage + weights.coverage * covered / total
    if starter:
        score *= weights.starter
    return Match(candidate, score, tuple(in_body), tuple(in_title))


def _pairs(
    terms: Sequence[Term],
    stems: Sequence[str | None],
    body: dict[str, list[int]],
    title: dict[str, list[int]],
    length: int,
    weights: Weights,
) -> float:
    """Reward neighbouring words of the question that are neighbours in the passage."""
    bonus = 0.0
    long = min(1.0, length / 60.0)  # in a short answer nearness says little
    for at in range(len(stems) - 1):
        first, second = stems[at], stems[at + 1]
        if first is None or second is None:
            continue
        worth = min(_idf(terms[at], first), _idf(terms[at + 1], second))
        gap = _gap(body.get(first, ()), body.get(second, ()))
        if gap == 1:
            bonus += weights.pair * worth * long
        elif gap <= _NEAR:
            bonus += weights.near * worth * long
        if _gap(title.get(first, ()), title.get(second, ())) == 1:
            bonus += weights.title_pair * worth
    return bonus


_NEAR = 5


def _gap(first: Sequence[int], second: Sequence[int]) -> int:
    """Return how many places the second word comes after the first, at the nearest; 99 if never."""
    best = 99
    for one in first:
        for other in second:
            distance = other - one if other > one else one - other + 1
            best = min(best, distance)
    return best


def _idf(term: Term, stem: str) -> float:
    return next((variant.idf for variant in term.variants if variant.stem == stem), 0.0)
