"""What goes wrong between a person and the bot."""

from __future__ import annotations


class Impossible(Exception):  # noqa: N818 - it names a state, and stories read it aloud
    """Discord's client would not have let a person do this; the sentence says why."""


class NotAnswered(Exception):  # noqa: N818 - likewise
    """The bot did not answer in time, or did not do what it had promised."""
