"""A library of any size: a set's sentences recombined, with rare made-up words among them.

Sentences keep the words' real frequencies and company. The made-up words let the vocabulary grow
with the text as in real collections (Heaps' law): names, products, places.
"""

from __future__ import annotations

import random
import re
from bisect import bisect
from itertools import accumulate
from typing import TYPE_CHECKING

from benchmarks.question_sets import SourceDocument, source_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PASSAGES_PER_DOCUMENT = 5
_PASSAGE_WORDS = (75, 105)
_SENTENCE_WORDS = range(4, 61)
_TITLE_WORDS = (3, 7)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

# Zipf's law over this many words: a few come again and again, most of them once or never.
_POOL = 500_000
_CONSONANTS = "bcdfghjklmnpqrstvwxyz"
_VOWELS = "aeiou"
_SYLLABLES = tuple(consonant + vowel for consonant in _CONSONANTS for vowel in _VOWELS)
_LENGTHS = (3, 4, 5)
# Prime to the number of syllables, so that it shuffles the words and makes none twice.
_STRIDE = 7_368_787


def sentences_of(documents: Iterable[SourceDocument]) -> list[str]:
    """Split the documents' texts into sentences, leaving out the very short and the very long."""
    return [
        sentence
        for document in documents
        for sentence in _SENTENCE_END.split(document.text)
        if len(sentence.split()) in _SENTENCE_WORDS
    ]


def synthesise(sentences: Sequence[str], passages: int, seed: int) -> Iterator[SourceDocument]:
    """Make documents of five passages of about 90 words each, `passages` in all.

    The same arguments make the same documents. Passages are paragraphs; the last document may
    have fewer.
    """
    chance = random.Random(seed)
    rare = _RareWords(chance)
    for first in range(0, passages, PASSAGES_PER_DOCUMENT):
        count = min(PASSAGES_PER_DOCUMENT, passages - first)
        title_words = chance.choice(sentences).split()[: chance.randint(*_TITLE_WORDS)]
        text = "\n\n".join(_passage(sentences, rare, chance) for _ in range(count))
        yield source_document(f"d{first:07}", " ".join(title_words), text)


def passages_of(document: SourceDocument) -> Iterator[SourceDocument]:
    """Part a document into one document per passage, for systems that cut nothing themselves."""
    for number, text in enumerate(document.text.split("\n\n")):
        yield source_document(f"{document.id}-{number}", document.title, text)


def made_up_word(rank: int) -> str:
    """Spell the made-up word of a rank (0 is the commonest); no two ranks have the same."""
    number, kind = divmod(rank, len(_LENGTHS))
    length = _LENGTHS[kind]
    number = number * _STRIDE % len(_SYLLABLES) ** length
    syllables = []
    for _ in range(length):
        number, syllable = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[syllable])
    return "".join(syllables)


class _RareWords:
    """Draws made-up words by Zipf's law."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._cumulated = list(accumulate(1 / rank for rank in range(1, _POOL + 1)))

    def draw(self) -> str:
        place = self._chance.random() * self._cumulated[-1]
        return made_up_word(bisect(self._cumulated, place))


def _passage(sentences: Sequence[str], rare: _RareWords, chance: random.Random) -> str:
    wanted = chance.randint(*_PASSAGE_WORDS)
    chosen: list[list[str]] = []
    while sum(map(len, chosen)) < wanted:
        chosen.append(chance.choice(sentences).split())
    # Never last: the word would stand behind the full stop, and run two sentences into one.
    host = chance.choice(chosen)
    host.insert(chance.randrange(len(host)), rare.draw())
    return " ".join(" ".join(words) for words in chosen)
