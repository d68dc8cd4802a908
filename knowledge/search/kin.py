"""Kin: words of one family that the stemmer keeps apart, such as `priority` and `prioritise`.

Owners ask in other words than authors write. Stems that share their beginning and differ in an
English suffix alone count as the same word, at a lower weight. Measured: +0.4 points of nDCG@10 on
encyclopaedic prose, +0.3 on frequent questions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

KIN_WEIGHT = 0.6
"""What a kin word counts, against 1 for the word itself."""

SYNONYM_WEIGHT = 0.5
"""What a synonym counts."""

MAX_KIN = 4
_MIN_SHARED = 5
_MAX_OWN = 3
_MAX_LONGER = 5

_ENDINGS = """
a able abl age al ali an anc ant ar ari at ati ation ator atori dom e edg eer enc ent er ess et etic
ful hood i ial ian ibl ic ician ifi ific ion is ism ist iti iv ive iz ize less ment n ness or ori
ous ri s ship t th ti u ual um us y
"""

_SUFFIXES = frozenset(_ENDINGS.split()) | {""}


def prefix(stem: str) -> str | None:
    """Return the beginning that all kin of a stem share, or None if it is too short to have any."""
    if len(stem) < _MIN_SHARED or not (stem.isascii() and stem.isalpha()):
        return None
    return stem[: max(_MIN_SHARED, len(stem) - _MAX_OWN)]


def kin(stem: str, others: Iterable[str]) -> list[str]:
    """Return which of other stems are kin of a stem, the nearest first, at most `MAX_KIN`."""
    found = []
    for other in others:
        shared = _shared(stem, other)
        if (
            other != stem
            and shared >= _MIN_SHARED
            and len(other) <= len(stem) + _MAX_LONGER
            and stem[shared:] in _SUFFIXES
            and other[shared:] in _SUFFIXES
        ):
            found.append((-shared, len(other), other))
    return [other for _, _, other in sorted(found)[:MAX_KIN]]


def _shared(one: str, other: str) -> int:
    """Return how many letters two stems have in common at the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
