"""Answering interactions by plain HTTP, where tests break rules that discord.py keeps."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.playground.server.interactions import Act
from bot.playground.server.rules.callbacks import InteractionType

if TYPE_CHECKING:
    import aiohttp

    from bot.playground.server import StandIn
    from bot.playground.server.interactions import Interaction
    from bot.playground.server.people import Person
    from bot.playground.server.world.models import Message

Json = dict[str, Any]


@dataclass
class Answered:
    """What the stand-in answered: status, and its body or Discord's number of the refusal."""

    status: int
    body: Json | None

    @property
    def code(self) -> int | None:
        return self.body.get("code") if self.body and self.status >= 400 else None


class Hand:
    """Answers interactions by plain HTTP."""

    def __init__(self, session: aiohttp.ClientSession, stand_in: StandIn) -> None:
        self._session = session
        self._stand_in = stand_in
        self.headers: dict[str, str] = {}

    async def answer(self, one: Interaction, kind: int, data: Json | None = None) -> Answered:
        body = {"type": kind} | ({"data": data} if data is not None else {})
        return await self.send("POST", f"/interactions/{one.id}/{one.token}/callback", body)

    async def follow(self, one: Interaction, data: Json, query: str = "?wait=true") -> Answered:
        return await self.send("POST", self.webhook(one) + query, data)

    async def original(self, one: Interaction, method: str, data: Json | None = None) -> Answered:
        return await self.send(method, self.webhook(one) + "/messages/@original", data)

    def webhook(self, one: Interaction) -> str:
        return f"/webhooks/{self._stand_in.world.application.id}/{one.token}"

    async def send(self, method: str, path: str, data: Json | None = None) -> Answered:
        url = self._stand_in.api_url + path
        async with self._session.request(method, url, json=data, headers=self.headers) as response:
            raw = await response.read()
            return Answered(response.status, json.loads(raw) if raw else None)


COMMAND: Json = {"id": "1", "name": "ask", "type": 1, "options": []}
FORM: Json = {"custom_id": "form", "components": []}


def command(stand_in: StandIn, person: Person) -> Interaction:
    """Let somebody run a command."""
    act = Act(InteractionType.COMMAND, COMMAND)
    return stand_in.interactions.start(person, person.channel, act)


def press(stand_in: StandIn, person: Person, message: Message | None) -> Interaction:
    """Let somebody press a button."""
    data: Json = {"component_type": 2, "custom_id": "x", "id": 1}
    act = Act(InteractionType.COMPONENT, data, source=message)
    return stand_in.interactions.start(person, person.channel, act)


def submit(stand_in: StandIn, person: Person, message: Message | None) -> Interaction:
    """Let somebody submit a form, opened by a command when there is no message."""
    opener = press(stand_in, person, message) if message else command(stand_in, person)
    metadata = {"triggering_interaction_metadata": opener.metadata}
    act = Act(InteractionType.MODAL_SUBMIT, FORM, source=message, metadata=metadata)
    return stand_in.interactions.start(person, person.channel, act)


def complete(stand_in: StandIn, person: Person) -> Interaction:
    """Let somebody type into an option."""
    act = Act(InteractionType.AUTOCOMPLETE, COMMAND, option_type=3)
    return stand_in.interactions.start(person, person.channel, act)
