"""Favour: what members' votes make of the order of the passages for a question.

Votes change the order, never whether there is an answer. A member's own vote is felt by that member
at once; for the others it takes two more votes one way than the other, and however many there are,
what they do is bounded.
"""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.store import Vote

NO_FAVOUR: Mapping[int, float] = MappingProxyType({})

_ENOUGH = 2
_STEP = 0.15
_MOST = 6
_OWN_HELPED = 2.0
_OWN_NOT_IT = 0.1


def favour_of(votes: Iterable[Vote], asker: str) -> dict[tuple[str, str], float]:
    """Return the factor for each passage voted on, by article and passage; 1 is left out."""
    nets: dict[tuple[str, str], int] = defaultdict(int)
    own: dict[tuple[str, str], float] = {}
    for vote in votes:
        passage = (vote.article, vote.passage)
        nets[passage] += 1 if vote.helped else -1
        if asker and vote.member == asker:
            own[passage] = _OWN_HELPED if vote.helped else _OWN_NOT_IT
    factors = {passage: _factor(net) for passage, net in nets.items()} | own
    return {passage: factor for passage, factor in factors.items() if factor != 1.0}


def _factor(net: int) -> float:
    """Return what so many more votes one way than the other make of a place: 0.43 to 1.9."""
    if abs(net) < _ENOUGH:
        return 1.0
    steps = _STEP * min(abs(net), _MOST)
    return 1.0 + steps if net > 0 else 1.0 / (1.0 + 1.5 * steps)
