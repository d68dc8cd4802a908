"""Words: how texts and questions are cut into tokens, and tokens into stems.

Texts and questions go through the same functions, so that what is indexed is what is asked for.
A change of what they return makes stored indexes stale: raise `INDEX_VERSION` with it.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from snowballstemmer.english_stemmer import EnglishStemmer

from knowledge.text.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

INDEX_VERSION = 1
"""The version of the tokens and stems below; a library with another one is indexed again."""

MAX_WORD = 64
"""Longer runs of letters are no words; they are cut, so that no index row grows without end."""

# Combining marks that belong to the letter before them, and the Indic and Thai blocks whole:
# there vowel signs are marks, which `\w` leaves out.
_MARKS = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e00-\u0e7f"
_LETTER = rf"(?:[^\W_]|[{_MARKS}])"
_WORD = re.compile(
    rf"""
      [A-Za-z]{{2,}}(?![\w'’‘ʼ‐‑-]|[{_MARKS}])  # most words, at once
    | \d+\([A-Za-z]\)                    # 401(k)
    | [A-Za-z](?:\+\+|\#)(?!\w)          # C++, C#
    | \d+(?:[.,]\d+)+(?!\w)              # 1,000  3.5
    | {_LETTER}+(?:['’‘ʼ]{_LETTER}+)*(?:[-‐‑]{_LETTER}+(?:['’‘ʼ]{_LETTER}+)*)*
    """,
    re.VERBOSE,
)
_PIECE = re.compile(rf"{_LETTER}+(?:['’‘ʼ]{_LETTER}+)*")
_APOSTROPHES = re.compile("['’‘ʼ]")
_POSSESSIVE = re.compile("['’‘ʼ][sS]$")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f]")
_RUN = re.compile(f"{_UNSPACED.pattern}+|(?:(?!{_UNSPACED.pattern}).)+", re.DOTALL)
_SPECIAL = {"c++": "cplusplus", "c#": "csharp", "f#": "fsharp"}
_MAX_COMPOUND = 24


class Token(NamedTuple):
    """One word of a text: its normal form and its span [start, end) in characters."""

    word: str
    start: int
    end: int
    compound: bool = False
    """Whether it is the joined form of a hyphenated word whose parts are tokens too."""


def tokens(text: str) -> Iterator[Token]:
    """Return the words of a text in order.

    Case, accents and compatibility forms are folded; `don't` is `dont`, `owner's` is `owner`,
    `401(k)` is `401k`, `C++` is `cplusplus`; `co-managed` is `co`, `managed` and `comanaged`.
    Runs of Chinese and Japanese are cut into pairs of characters.
    """
    return tokens_at(text, 0)


def tokens_at(text: str, offset: int) -> Iterator[Token]:
    """Yield the words of a part of a text that begins at `offset`."""
    for match in _WORD.finditer(text):
        raw, start = match.group(), offset + match.start()
        if raw.isascii() and raw.isalpha():
            yield Token(raw.lower()[:MAX_WORD], start, start + len(raw))
        else:
            yield from _unusual(raw, start)


def _unusual(raw: str, start: int) -> Iterator[Token]:
    end = start + len(raw)
    if raw[-1] in "+#":
        special = _SPECIAL.get(raw.lower(), raw[0].lower())
        yield Token(special, start, end)
    elif raw[0].isdigit() and not any(mark in raw for mark in "-‐‑"):
        number = re.sub(r"[(),]", "", raw).replace(".", "·")
        yield Token(normal(number)[:MAX_WORD] or "0", start, end)
    elif _UNSPACED.search(raw):
        for run in _RUN.finditer(raw):
            yield from _unspaced(run.group(), start + run.start())
    else:
        pieces = [
            Token(word, start + piece.start(), start + piece.end())
            for piece in _PIECE.finditer(raw)
            if (word := normal(_POSSESSIVE.sub("", piece.group()))[:MAX_WORD])
        ]
        yield from pieces
        joined = "".join(piece.word for piece in pieces)
        if len(pieces) > 1 and len(joined) <= _MAX_COMPOUND and joined.isalpha():
            yield Token(joined, start, end, compound=True)


def _unspaced(run: str, start: int) -> Iterator[Token]:
    if not _UNSPACED.match(run):
        yield from tokens_at(run, start)
        return
    for first in range(max(1, len(run) - 1)):
        pair = run[first : first + 2]
        if word := normal(pair):
            yield Token(word, start + first, start + first + len(pair))


@lru_cache(maxsize=65_536)
def normal(word: str) -> str:
    """Fold case, accents, compatibility forms and apostrophes of one word."""
    folded = unicodedata.normalize("NFKD", word).casefold()
    folded = unicodedata.normalize("NFKD", folded)
    bare = "".join(letter for letter in folded if not "\u0300" <= letter <= "\u036f")
    kept = _APOSTROPHES.sub("", unicodedata.normalize("NFC", bare))
    # ASCII other than letters and digits would be cut by the index's own tokenizer.
    return "".join(letter for letter in kept if not letter.isascii() or letter.isalnum())


_stemmer = EnglishStemmer()
_stemming = threading.Lock()  # the stemmer keeps its state in itself


@lru_cache(maxsize=262_144)
def stem(word: str) -> str:
    """Reduce a normal form to its stem (Snowball's English stemmer, also called Porter 2)."""
    if not (word.isascii() and word.isalpha()) or len(word) < 3:  # noqa: PLR2004 - "as", "it"
        return word
    with _stemming:
        return str(_stemmer.stemWord(word))


def content_words(text: str) -> list[str]:
    """Return the words that carry meaning, in order, in normal form; stop words are left out."""
    return [token.word for token in tokens(text) if token.word not in STOP_WORDS]


def stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, in order."""
    return [stem(word) for word in content_words(text)]
