"""Questions as text: what members type or point at, made fit to be asked, shown and posted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.ui.safe_text import plain_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.models import Correction

LONGEST_QUESTION = 500
"""A question, not a document, is asked: what is longer is read to here."""

# Mentions, emoji and times as Discord writes them: numbers that nobody typed.
_TOKENS = re.compile(r"<(?:@[!&]?|#|a?:\w{1,32}:|/[^:<>]{1,100}:|t:-?)\d+(?::\w)?>")


@dataclass(frozen=True, slots=True)
class Typed:
    """A question made fit.

    Attributes:
        text: One line without anything invisible.
        cut: Whether more was typed than is asked.
    """

    text: str
    cut: bool = False

    @property
    def has_words(self) -> bool:
        """Whether there is a letter or a digit in it."""
        return any(character.isalnum() for character in self.text)


def read_typed(text: str) -> Typed:
    """Make what somebody typed, or the text of a message, fit to be asked."""
    line = plain_line(_TOKENS.sub(" ", text)).strip()
    if len(line) <= LONGEST_QUESTION:
        return Typed(line)
    beginning = line[: LONGEST_QUESTION + 1]
    whole_words = beginning.rpartition(" ")[0].rstrip()
    return Typed(whole_words or beginning[:LONGEST_QUESTION], cut=True)


def corrected(question: str, corrections: Iterable[Correction]) -> str:
    """Return a question with the words that were searched for in place of those typed."""
    for one in corrections:
        word = re.compile(rf"(?<!\w){re.escape(one.typed)}(?!\w)", re.IGNORECASE)
        question = word.sub(partial(_as_typed, used=one.used), question)
    return question


def _as_typed(found: re.Match[str], used: str) -> str:
    """Return a word in the case of the one that it stands for."""
    typed = found[0]
    if len(typed) > 1 and typed.isupper():
        return used.upper()
    return used[:1].upper() + used[1:] if typed[:1].isupper() else used
