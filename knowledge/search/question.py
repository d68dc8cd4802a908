"""Questions: what was asked, cut into the words that matter, and the kind of answer it wants."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from knowledge.text.stop_words import STOP_WORDS
from knowledge.text.words import stem, tokens

MAX_CHARACTERS = 2_000
"""What is longer is read to here: a question, not a document, is asked."""

MAX_WORDS = 40
"""More different words than this say nothing more about what is sought."""


class Kind(StrEnum):
    """What a question asks for."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how many"
    HOW = "how"
    WHY = "why"
    WHAT_IS = "what is"
    OTHER = "other"


_KINDS = (
    (
        Kind.HOW_MANY,
        re.compile(
            r"\bhow (?:many|much|often|long|old|far|big|large|high|tall)\b"
            r"|\bwhat (?:percent|percentage|number|amount)\b"
        ),
    ),
    (Kind.WHO, re.compile(r"\b(?:who|whom|whose|whos)\b")),
    (
        Kind.WHEN,
        re.compile(r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|century|decade|time)\b"),
    ),
    (
        Kind.WHERE,
        re.compile(r"\bwhere\b|\b(?:what|which) (?:country|city|place|location|state)\b"),
    ),
    (Kind.WHY, re.compile(r"\bwhy\b|\bhow come\b|\bwhat (?:is the )?reason\b")),
    (Kind.HOW, re.compile(r"\bhow\b")),
    (
        Kind.WHAT_IS,
        re.compile(r"\b(?:what(?:'s|s| is| are| was| were| makes?)|define|definition|meaning)\b"),
    ),
)


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """A word of a question that carries meaning: as typed, in normal form, and its stem."""

    typed: str
    word: str
    stem: str
    compound: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read: its text (no NUL, no lone surrogates), kind, and words without repeats."""

    text: str
    kind: Kind
    words: tuple[QuestionWord, ...]


def read_question(text: str) -> Question:
    """Read a question that somebody typed; any string will do."""
    clean = cleaned(text)
    words: dict[str, QuestionWord] = {}
    for token in tokens(clean):
        if token.word in STOP_WORDS or len(words) >= MAX_WORDS:
            continue
        typed = clean[token.start : token.end]
        found = QuestionWord(typed, token.word, stem(token.word), token.compound)
        words.setdefault(found.stem, found)
    return Question(clean, _kind(clean), tuple(words.values()))


def cleaned(text: str) -> str:
    """Return a text that can be stored and shown: NFC, no control characters or surrogates."""
    short = text[:MAX_CHARACTERS]
    kept = (
        " " if character in "\t\r\n" else character
        for character in short
        if character in "\t\r\n" or unicodedata.category(character) not in {"Cc", "Cs"}
    )
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _kind(text: str) -> Kind:
    plain = text.casefold().replace("’", "'")
    return next((kind for kind, pattern in _KINDS if pattern.search(plain)), Kind.OTHER)
