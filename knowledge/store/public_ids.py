"""Ids for the world outside: random, so that nothing can be told from one, or guessed."""

from __future__ import annotations

import secrets

_BYTES = 9


def new_id() -> str:
    """Return a new id: 12 characters, safe in an address, in a button and on a command line."""
    found = secrets.token_urlsafe(_BYTES)
    while not found[0].isalnum():  # what begins with a dash is an option
        found = secrets.token_urlsafe(_BYTES)
    return found
