"""Holds what the stand-in answered against Discord's own description of its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.server import StandIn
    from bot.playground.server.rules.schema import Schema


def wrong_answers(stand_in: StandIn, schema: Schema) -> list[str]:
    """Return where the stand-in answered otherwise than Discord describes its answers."""
    return [
        f"{each.method} {each.route} → {each.status}: {fault}"
        for each in stand_in.requests
        if each.route and each.status
        for fault in schema.response_faults(
            each.method, each.route, each.status, each.answer, closed=True
        )
    ]
