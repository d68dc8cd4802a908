"""What is known of a bot's token by its look: `id in base64 . time . signature`.

Nothing here reads, keeps or shows a token.
"""

from __future__ import annotations

import base64
import binascii
import re

_PARTS = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){2}")
_DIGITS = re.compile(rb"[0-9]{15,20}")


def looks_like_token(text: str) -> bool:
    """Tell whether text could be a bot's token: three parts with a full stop between them.

    That is enough to tell it from what stands beside it on Discord's pages: the application's id,
    its public key and its client secret have no full stops.
    """
    return _PARTS.fullmatch(text) is not None


def application_id(token: str) -> int | None:
    """Return the id that the first part of a token spells, or None if it spells none."""
    first = token.partition(".")[0]
    try:
        spelt = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4))
    except (binascii.Error, ValueError):
        return None
    return int(spelt) if _DIGITS.fullmatch(spelt) else None
