"""One request as the routes see it, and what they give back.

A module of routes makes a list of `Route`s; `api` finds the one that a request is for, reads the
body, checks the token and writes the answer. Templates and parameters are named as in Discord's
own description.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from multidict import MultiMapping

from bot.playground.server.rest.errors import bad_form
from bot.playground.server.world.models import Json, Viewer
from bot.playground.server.world.world import World


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request; `key` is the n of `files[n]`."""

    key: str
    filename: str
    content: bytes
    content_type: str | None


@dataclass(slots=True)
class Call:
    """A request: where to, with what; `viewer` is the bot as REST sees it."""

    world: World
    method: str
    path: str
    query: MultiMapping[str]
    template: str = ""
    parameters: dict[str, str] = field(default_factory=dict)
    body: Any = None
    files: list[Upload] = field(default_factory=list)
    reason: str | None = None

    @property
    def viewer(self) -> Viewer:
        """Through whose eyes the answer is made: the bot, with the intents it was granted."""
        return Viewer(self.world.bot.id, self.world.application.privileged)

    @property
    def bot_id(self) -> int:
        """Who acts."""
        return self.world.bot.id

    @property
    def json(self) -> Json:
        """Return the body, an empty object for anything that is none."""
        return self.body if isinstance(self.body, dict) else {}

    def id(self, parameter: str) -> int:
        """Return a snowflake of the path."""
        value = self.parameters[parameter]
        if not (value.isascii() and value.isdigit()):
            raise bad_form(parameter, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        return int(value)

    def number(self, key: str, default: int, low: int, high: int) -> int:
        """Return a number of the query string, within its bounds."""
        value = self.query.get(key)
        if value is None:
            return default
        if not value.isdigit():
            raise bad_form(key, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        if int(value) < low:
            sentence = f"int value should be greater than or equal to {low}."
            raise bad_form(key, "NUMBER_TYPE_MIN", sentence)
        if int(value) > high:
            sentence = f"int value should be less than or equal to {high}."
            raise bad_form(key, "NUMBER_TYPE_MAX", sentence)
        return int(value)

    def flag(self, key: str) -> bool:
        """Return whether a switch of the query string is on."""
        return self.query.get(key, "false").lower() in {"1", "true"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a route answers; no body with 204. The headers are the limits' business."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


NOTHING = Answer(status=204)

Handler = Callable[[Call], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a templated path, and who serves it.

    `with_token` routes carry an interaction's token in their path and need no other.
    """

    method: str
    template: str
    handler: Handler
    with_token: bool = False
