"""Ids for the world outside: random, so that nothing can be told from one, or guessed."""

from __future__ import annotations

import secrets

_BYTES = 9


def new_id() -> str:
    """Return a new id: 12 characters, safe in an address and in a button."""
    return secrets.token_urlsafe(_BYTES)
