"""Whom a text mentions: Discord's `<@id>`, `<@&id>`, @everyone, and what `allowed_mentions` leaves.

A mention within a code block counts here too: the stricter reading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.playground.server.world.drafts import AllowedMentions
from bot.playground.server.world.models import Json

_USER = re.compile(r"<@!?(\d{15,20})>")
_ROLE = re.compile(r"<@&(\d{15,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")
_TEXT_DISPLAY = 10


@dataclass(frozen=True, slots=True)
class Mentions:
    """The ids that a text mentions, in order, without repetition."""

    users: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    everyone: bool = False


def mentions_in(text: str, allowed: AllowedMentions) -> Mentions:
    """Return the mentions of `text` that `allowed` lets through."""
    users = dict.fromkeys(int(each) for each in _USER.findall(text))
    roles = dict.fromkeys(int(each) for each in _ROLE.findall(text))
    return Mentions(
        users=tuple(each for each in users if allowed.users or each in allowed.user_ids),
        roles=tuple(each for each in roles if allowed.roles or each in allowed.role_ids),
        everyone=allowed.everyone and bool(_EVERYONE.search(text)),
    )


def texts_of(content: str, components: list[Json]) -> str:
    """Return all text of a message that can ping: its content and its text displays."""
    return "\n".join([content, *_displayed(components)])


def _displayed(components: list[Json]) -> Iterator[str]:
    for component in components:
        if component.get("type") == _TEXT_DISPLAY:
            yield str(component.get("content", ""))
        yield from _displayed(component.get("components") or [])
