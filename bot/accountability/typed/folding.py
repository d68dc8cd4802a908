"""Typed text, in the form in which it is read."""

from __future__ import annotations

import unicodedata

_LONGEST = 60
"""No date or time is longer; what is, is not read at all."""


def folded(typed: str) -> str:
    """Return it in small plain letters, one space between words; "" if it is too long."""
    if len(typed) > _LONGEST:
        return ""
    return " ".join(unicodedata.normalize("NFKC", typed).casefold().split())
