"""What the page is refused, in a sentence for whoever sits in front of it."""

from __future__ import annotations

from bot.playground.server.people.errors import Impossible, NotAnswered

_NOT_ANSWERED = "The bot did not answer in time. The terminal in which it runs may say why."


class Refused(Exception):  # noqa: N818 - it names a state, as its neighbours do
    """The page asks for what can't be done; the sentence says why."""


def sentence(error: Exception) -> str:
    """Return what a person reads of what went wrong."""
    if isinstance(error, NotAnswered):
        return _NOT_ANSWERED
    text = str(error)
    if isinstance(error, Impossible) and text:
        return f"{text[0].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
    return text
