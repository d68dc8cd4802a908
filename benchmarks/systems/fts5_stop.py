"""FTS5 as before, without the question's stop words: the most that a few more lines make of it.

Words like "the" rank as well as nothing, but make SQLite score nearly every passage.
"""

from __future__ import annotations

from benchmarks.systems import fts5
from knowledge.text.stop_words import STOP_WORDS


class System(fts5.System):
    """One FTS5 table; stop words, by this library's own list, are not searched for."""

    left_out = STOP_WORDS
