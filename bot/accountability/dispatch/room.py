"""How many names fit into a message: at most 100 mentions, and 2,000 characters with all else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_MENTIONS = 100
_LONGEST_MESSAGE = 2_000
# Times, counts, and the words that are the same in every message.
_FIXED = 450
# A character may be escaped where it is drawn.
_ESCAPED = 2


def split(user_ids: Sequence[int], texts: Iterable[str]) -> tuple[list[int], list[int]]:
    """Return whose names fit into a message beside some texts, and whose don't.

    One name fits always: what is split must come to an end.
    """
    room = _LONGEST_MESSAGE - _FIXED - _ESCAPED * sum(len(text) for text in texts)
    fitting = 0
    for user_id in user_ids[:MOST_MENTIONS]:
        room -= len(f"<@{user_id}> ")
        if room < 0:
            break
        fitting += 1
    fitting = max(fitting, 1)
    return list(user_ids[:fitting]), list(user_ids[fitting:])
