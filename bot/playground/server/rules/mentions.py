"""What Discord asks of `allowed_mentions`: known words, and no contradiction."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.server.rules.form import Form

MAX_LISTED = 100
_PARSED = ("roles", "users", "everyone")


def check_allowed_mentions(message: Form) -> None:
    """Note what Discord refuses in the message's `allowed_mentions`."""
    allowed = message.form("allowed_mentions")
    if allowed is None:
        return
    parse = allowed.items("parse", len(_PARSED))
    if any(word not in _PARSED for word in parse):
        names = ", ".join(repr(word) for word in _PARSED)
        allowed.blame("parse", "BASE_TYPE_CHOICES", f"Value must be one of ({names}).")
    for kind in ("users", "roles"):
        listed = allowed.items(kind, MAX_LISTED)
        if len({str(one) for one in listed}) != len(listed):
            allowed.blame(kind, "SET_TYPE_CONTAINS_DUPLICATE", "The Set has a duplicate")
        if listed and kind in parse:
            sentence = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            allowed.blame(None, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", sentence)
    allowed.boolean("replied_user")
