"""English at large: which words exist, and how common each is.

The list is SymSpell's frequency dictionary (82,765 words with counts, MIT), read from the installed
package. It keeps a small library from taking `bake` for `make`, and says which words of a
question matter where the library is too small to know.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIST = "frequency_dictionary_en_82_765.txt"
_TOTAL = 1_024_908_267_229
"""Words in the corpus that the counts were taken from (Google's n-grams)."""


@cache
def _counts() -> dict[str, int]:
    counts: dict[str, int] = {}
    listing = files("symspellpy").joinpath(_LIST).read_text(encoding="utf-8-sig")
    for line in listing.splitlines():
        word, _, count = line.partition(" ")
        if count.strip().isdigit():
            counts[word.replace("'", "")] = int(count)
    return counts


def english_words() -> Iterable[str]:
    """Return the words of the list, in normal form."""
    return _counts().keys()


def is_english(word: str) -> bool:
    """Tell whether a normal form is a word of English."""
    return word in _counts()


def rarity(word: str) -> float:
    """Return the information of a word in nats: -ln of its share of English text.

    About 3.8 for "the", 11 for "rotation", 15 for "sourdough"; 18 for a word not on the list.
    """
    count = _counts().get(word)
    return 18.0 if not count else -math.log(count / _TOTAL)
