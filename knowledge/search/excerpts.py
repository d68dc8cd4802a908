"""Excerpts: the one to three whole sentences of a passage that answer best, verbatim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from knowledge.models import PARAGRAPH_BREAK
from knowledge.search.question import Kind
from knowledge.text.sentences import sentence_spans
from knowledge.text.stop_words import STOP_WORDS
from knowledge.text.words import stem, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.search.terms import Term

MAX_CHARACTERS = 300
"""An excerpt is not longer unless its one sentence is."""

MAX_SENTENCES = 3

_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"hundred|thousand|million|half|third|quarter|once|twice|dozen|every|daily|weekly|monthly)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:1\d{3}|20\d{2})\b|\d(?:st|nd|rd|th)\b|\b\d{1,2}(?::\d\d| ?[ap]m)\b|"
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|century|when|whenever|"
    r"until|before|after|daily|weekly|monthly|quarterly|yearly)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w'’-]+")
_REASON = re.compile(
    r"\b(?:because|since|so that|due to|reason|therefore|as a result|in order to|leads? to|"
    r"caus\w+|why|fear)\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(r"""["”’'*]*\s+(?:is|are|was|were|means?|refers? to|has|have)\b""")
_BEGINNING = re.compile(
    r"""(?:^|[.!?:“"(]\s*|\n)(?:(?:an?|the|your)\s)?(?:[\w'’-]+\s){0,2}$""", re.IGNORECASE
)

_KIND_SIGNS = {
    Kind.WHO: _NAME,
    Kind.WHERE: _NAME,
    Kind.WHEN: _DATE,
    Kind.HOW_MANY: _NUMBER,
    Kind.WHY: _REASON,
}
_NOTHING: dict[int, tuple[float, float]] = {}
_KIND_BONUS = 0.25
_DEFINITION_BONUS = 0.6
_PAIR_BONUS = 0.5
_NEAR_BONUS = 0.2


@dataclass(frozen=True, slots=True)
class Window:
    """Some whole sentences of a passage.

    Attributes:
        start: Where it begins in the passage's text, in characters.
        text: The sentences, verbatim.
        score: How well they answer; comparable within one question.
        found: The best weight of each term in the window, 0 to 1.
        defines: Whether it says what the thing asked for is ("A hot seat is ...").
        highlights: Spans [start, end) of the matched words in `text`.
    """

    start: int
    text: str
    score: float
    found: tuple[float, ...]
    defines: bool
    highlights: tuple[tuple[int, int], ...]


class _Hit(NamedTuple):
    """A word of the passage that stands for a term."""

    place: int
    start: int
    end: int
    term: int
    weight: float
    worth: float


def windows(text: str, terms: Sequence[Term], kind: Kind) -> list[Window]:
    """Return windows of a passage that share no sentence, best first."""
    spans = sentence_spans(text)
    hits = _hits(text, terms)
    scored = sorted(
        (_window(text, start, end, hits, terms, kind) for start, end in _runs(spans)),
        key=lambda window: (-window.score, window.start),
    )
    chosen: list[Window] = []
    for window in scored:
        end = window.start + len(window.text)
        if all(end <= one.start or window.start >= one.start + len(one.text) for one in chosen):
            chosen.append(window)
    return chosen


def _hits(text: str, terms: Sequence[Term]) -> list[_Hit]:
    meanings: dict[str, dict[int, tuple[float, float]]] = {}
    for number, term in enumerate(terms):
        for variant in term.variants:
            meant = meanings.setdefault(variant.stem, {})
            if variant.shared or not meant:
                meant.setdefault(number, (variant.weight, variant.worth))
    hits: list[_Hit] = []
    place = 0
    for word, start, end, _ in tokens(text):
        if word in STOP_WORDS:
            continue
        for number, (weight, worth) in meanings.get(stem(word), _NOTHING).items():
            hits.append(_Hit(place, start, end, number, weight, worth))
        place += 1
    return hits


def _runs(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield runs of one to three sentences that fit; a sentence alone always counts as fitting."""
    for first in range(len(spans)):
        for last in range(first, min(first + MAX_SENTENCES, len(spans))):
            start, end = spans[first][0], spans[last][1]
            if last > first and end - start > MAX_CHARACTERS:
                break
            yield start, end


def _window(
    text: str, start: int, end: int, hits: Sequence[_Hit], terms: Sequence[Term], kind: Kind
) -> Window:
    inside = [hit for hit in hits if start <= hit.start and hit.end <= end]
    found = [0.0] * len(terms)
    worth = [0.0] * len(terms)
    for hit in inside:
        if hit.weight > found[hit.term]:
            found[hit.term], worth[hit.term] = hit.weight, hit.weight * hit.worth
    score = sum(worth)
    for one, other in pairwise(inside):
        if other.term == one.term + 1 and other.place > one.place:
            gap = other.place - one.place
            bonus = _PAIR_BONUS if gap == 1 else _NEAR_BONUS if gap <= 3 else 0.0  # noqa: PLR2004
            score += bonus * min(one.worth, other.worth)
    piece = text[start:end]
    sign = _KIND_SIGNS.get(kind)
    if sign and inside and sign.search(_blanked(text, start, end, inside)):
        score *= 1.0 + _KIND_BONUS
    defines = kind is Kind.WHAT_IS and _defines(text, inside, found, terms)
    if defines:
        score *= 1.0 + _DEFINITION_BONUS
    score *= _by_length(len(piece))
    if PARAGRAPH_BREAK in piece:
        score *= 0.97
    return Window(
        start,
        piece,
        score,
        tuple(found),
        defines,
        _merged((hit.start - start, hit.end - start) for hit in inside),
    )


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in order, those that overlap (parts of a hyphenated word) as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _blanked(text: str, start: int, end: int, inside: Sequence[_Hit]) -> str:
    """Return the window without the words of the question: they are not its answer."""
    parts: list[str] = []
    for hit in inside:
        if hit.start >= start:
            parts.extend((text[start : hit.start], "_"))
            start = hit.end
    parts.append(text[start:end])
    return "".join(parts)


def _defines(
    text: str, inside: Sequence[_Hit], found: Sequence[float], terms: Sequence[Term]
) -> bool:
    """Tell whether a sentence begins with what was asked for, and goes on to say what it is."""
    sought = sum(term.importance for term in terms)
    held = sum(term.importance * share for term, share in zip(terms, found, strict=True))
    return held >= _WHOLE * sought and any(
        _DEFINES.match(text, hit.end)
        and _BEGINNING.search(text[max(0, hit.start - _BEFORE) : hit.start])
        for hit in inside
    )


_WHOLE = 0.75
"""The share of the question that a definition must hold."""

_BEFORE = 40
"""Characters before a word in which its sentence must begin for it to be the subject."""


def _by_length(characters: int) -> float:
    """Prefer, between equals, the window that says more; pass over what no phone shows at once."""
    if characters <= MAX_CHARACTERS:
        return 1.0 + 0.25 * characters / MAX_CHARACTERS
    return 1.0
